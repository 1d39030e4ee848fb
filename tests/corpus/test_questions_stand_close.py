"""Questions are told where nothing parts them: their short answers are behind them, or on the lines right below."""

import pytest
from invariants import check_document
from reading import asked, read, told

from corpus import parse

PORTS = {
    "Where does the ferry land?": "Pier 4",
    "How many seats has it?": "80",
    "Is it covered?": "No",
    "Who steers it?": "Ada Moor",
    "What does the bell mean?": "Name your stop, the ferry halts only there",
}
BEHIND = {
    "bare": "{asked} {told}\n",
    "apart": "{asked} {told}\n\n",
    "counted": "{number}. {asked} {told}\n",
    "labelled": "Q: {asked} {told}\n",
    "both labelled": "{number}. {asked} Ans: {told}\n",
    "items": "- {asked} **{told}**\n",
    "behind a dash": "* {asked} - {told}\n",
    "bold": "**{number}. {asked}** {told}\n\n",
}


@pytest.mark.parametrize("shape", BEHIND.values(), ids=list(BEHIND))
def test_answers_of_a_word_or_two_stand_behind_their_questions(shape: str) -> None:
    text = "# Ferries\n\n"
    text += "".join(shape.format(number=at, asked=asked, told=PORTS[asked]) for at, asked in enumerate(PORTS, 1))
    document = parse(text.encode(), "quiz.md")
    assert [(asked, answer.strip("*")) for asked, answer, _, _ in told(document)] == list(PORTS.items())
    check_document(document, text.encode())


def test_answers_that_decide_may_be_all_alike() -> None:
    text = "Is it deep? No\nIs it cold? No\nIs it wide? No\nIs it salt? Yes\n"
    assert [answer for _, answer, _, _ in told(parse(text.encode(), "quiz.txt"))] == ["No", "No", "No", "Yes"]


@pytest.mark.parametrize("remark", ["hard", "(pier {})", "Explain pier {}", "{} marks", "and why pier {}"])
def test_remarks_behind_questions_answer_nothing(remark: str) -> None:
    text = "".join(f"{at}. {asked} {remark.format(at)}\n" for at, asked in enumerate(PORTS, 1))
    assert told(parse(text.encode(), "quiz.txt")) == []


def test_answers_may_stand_right_below_without_a_blank_line_anywhere() -> None:
    text = "Ferries\n" + "".join(f"{asked}\n{answer}\nSo they say.\n" for asked, answer in PORTS.items())
    document = parse(text.encode(), "quiz.txt")
    assert [(asked, start, end) for asked, _, start, end in told(document)] == [
        (asked, 3 * at - 1, 3 * at + 1) for at, asked in enumerate(PORTS, 1)
    ]
    check_document(document, text.encode())


@pytest.mark.parametrize(
    "text",
    [
        "".join(f"Pier {at}\n{asked}\n" for at, asked in enumerate(PORTS)),
        "The ferry is late.\nWhy is it late?\nThe tide is low.\nIt will come, and whoever waits\ncan ask when.\n" * 4,
        "The ferry lands here. Why here? The pier is long.\n\nIt is old. How old? Nobody knows.\n\nIt leaks.\n" * 3,
    ],
    ids=["titles of one question each", "a question here and there", "prose"],
)
def test_what_asks_in_passing_opens_nothing(text: str) -> None:
    assert len(told(parse(text.encode(), "notes.txt"))) <= 1


@pytest.mark.parametrize("file", ["bread", "bread.txt", "bread.md"])
@pytest.mark.parametrize("bullet", ["- ", "-", "* "])
def test_bare_questions_right_over_lists_that_answer_them(file: str, bullet: str) -> None:
    text = "/dough\nWhy does it rise?\n* yeast eats\n* it gasses\nGluten?\n* a protein\nAnd starch?\n* a sugar\n"
    text += "Imagine the dough is far too wet and sticks to the board of oak,\nwhat would you do?\n* wait\n\n"
    text += "/oven\nHow hot is it?\nIs it of brick?\n\nbaking\nWhen is bread done?\n* late\n"
    document = parse(text.replace("* ", bullet).encode(), file)
    assert asked(document) == [
        ("Why does it rise?", 2, 4),
        ("Gluten?", 5, 6),
        ("And starch?", 7, 8),
        ("Imagine the dough is far too wet and sticks to the board of oak, what would you do?", 9, 11),
        ("When is bread done?", 18, 19),
    ]
    assert [one.headings for one in document.entries] == [("/dough",)] * 4 + [("baking",)]
    assert [one.start for one in document.findings if one.kind == "unanswered"] == [14, 15]


def test_questions_over_some_lists_of_plain_notes_are_in_passing() -> None:
    text = "# Plan\n\nAnd we decided this:\n- Ann bakes\nWhat do we bring?\n- bread\nWho comes?\n- all\n"
    text += "Notes of the day\n- sun\nWhere is it?\n- here\nPrices\n- low\n- they fall\n"
    assert read(text) == [("Plan", 1, 15)]


DASHED = {
    "what is a keel": "the backbone of a hull",
    "what are the two kinds of sail": "jibs and mainsails",
    "default colour of a mast": "brown, as it is of pine",
    "how to reef a sail": "lower it and tie its foot",
}


@pytest.mark.parametrize("head", ["", "- ", "-> ", "{}. "])
@pytest.mark.parametrize("sign", [" -", " –", " =", " ->", ":"])
def test_few_questions_need_no_mark_where_a_dash_parts_each_from_its_answer(head: str, sign: str) -> None:
    text = "".join(f"{head.format(at)}{ask}{sign} {say}\n" for at, (ask, say) in enumerate(DASHED.items(), 1))
    found = told(parse(text.encode(), "notes.txt"))
    assert [(ask.lstrip("1234. "), say) for ask, say, _, _ in found] == list(DASHED.items())


@pytest.mark.parametrize(
    "lines",
    [
        ("Install the pump - the big one by the door", "List the stores - in the book", "Find the leak - by the tide"),
        ("When in doubt - reef early", "Where there is wind - there are waves", "If a squall nears - turn into it"),
        ("Who - Anna and Bo", "What - a trip by sea", "Why - to see the north"),
        ("- What we did - a look back", "- Who does what - the roles for June", "- Any other - open round of all"),
    ],
)
def test_orders_clauses_and_single_words_before_a_dash_are_no_such_questions(lines: tuple[str, ...]) -> None:
    assert len(read("\n".join(lines), "notes.txt")) == 1


@pytest.mark.parametrize("sign", [" -", ":"])
def test_questions_answered_on_their_lines_are_no_open_ones(sign: str) -> None:
    text = "".join(f"{at}. {ask}{sign} {say}\n" for at, (ask, say) in enumerate(DASHED.items(), 1))
    assert [question for question, _, _ in read(f"## Hull\n\n{text}\n## Deck\n\n{text}")] == ["Hull", "Deck"]


@pytest.mark.parametrize(
    "lines", [[f"{ask} - asked in Bergen" for ask in DASHED], [f"Explain the terms: keel, mast {at}" for at in "abcd"]]
)
def test_remarks_and_subjects_behind_open_questions_answer_nothing(lines: list[str]) -> None:
    assert read("".join(f"{at}. {line}\n" for at, line in enumerate(lines, 1)), "exam.txt") == []
