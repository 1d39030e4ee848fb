"""Questions of plain text that was wrapped at its right edge, and labels for both sides as text files write them."""

import pytest
from invariants import check_document
from reading import asked

from corpus import parse
from corpus.shapes.hanging import quoted, standing_out

GREEN = "Why is the water green, even though I\nput chlorine in every week?"
WRAPPED = ["How do I clean the pump?", GREEN, "Who sells Zed?", "What does the red light say?", "Is it loud?"]
ASKED = [question.replace("\n", " ") for question in WRAPPED]
TOLD = [
    "Open the lid.\nTake the sieve out.",
    "Too little chlorine.\n\nPut in more, and wait.",
    "We.",
    "It is dry.",
    "No.",
]
HANGING = {
    "bare": ("{question}\n\n{answer}", 0),
    "bare, answered right below": ("{question}\n{answer}", 0),
    "bare over an indented answer": ("{question}\n    {answer}", 0),
    "items": ("* {question}\n\n{answer}", 2),
    "quotes": ("> {question}\n\n{answer}", "> "),
    "bold": ("**{question}**\n\n{answer}", 0),
    "brackets": ("[Q] {question}\n[A] {answer}", 4),
    "signs": ("Q> {question}\nA> {answer}", 3),
    "numbers behind a letter": ("Q_{number}: {question}\nA_{number}: {answer}", 5),
    "letters": ("Q   {question}\n\nA   {answer}", 4),
    "subjects": ("Subject: 1.{number}. {question}\n\n{answer}", 3),
}


@pytest.mark.parametrize(("shape", "indent"), HANGING.values(), ids=list(HANGING))
def test_a_wrapped_question_is_whole(shape: str, indent: int | str) -> None:
    margin = indent if isinstance(indent, str) else " " * indent
    text = "Pools\n=====\n\n"
    for number, (question, answer) in enumerate(zip(WRAPPED, TOLD, strict=True), 1):
        text += shape.format(number=number, question=question.replace("\n", f"\n{margin}"), answer=answer) + "\n\n"
    document = parse(text.encode(), "faq.txt")
    assert [entry.question for entry in document.entries] == ASKED
    assert [" ".join(entry.answer.split()) for entry in document.entries] == [" ".join(one.split()) for one in TOLD]
    check_document(document, text.encode())


def test_a_numbered_question_without_its_mark_is_whole() -> None:
    text = (
        "1.  How do I find out which of the\n    pumps is broken\n\n    Listen.\n\n2.  What to do\n\n    Call us.\n\n"
    )
    text += "3.  Whom do I call\n\n    The shop.\n"
    questions = [entry.question for entry in parse(text.encode(), "faq.txt").entries]
    assert questions == ["How do I find out which of the pumps is broken", "What to do", "Whom do I call"]


def test_what_begins_as_a_statement_may_ask_on_its_next_line_in_lists_as_well() -> None:
    asked = [
        ["Does the pump need oil?"],
        ["I have cleaned the sieve but the pump complains of air or", "water. What do I do?"],
        ["I want to sell my pool together with the red pump, what is it", "worth?"],
        ["The water is green when I come home, and the pump runs.", "Why?"],
        ["Who sells Zed?"],
    ]
    text = "Pools\n=====\n\nAsked:\n"
    text += "".join(
        f"  {number}. " + "\n     ".join(line.replace(" ", "_") for line in one) + "\n"
        for number, one in enumerate(asked, 1)
    )
    first = text.count("\n") + 1
    for number, one in enumerate(asked, 1):
        text += (
            f"{number}.  "
            + "\n    ".join(one)
            + "\n    We tell you.\n     1. Come to the shop and bring\n        water\n"
        )
    document = parse(text.encode(), "faq.txt")
    assert [one.question for one in document.entries] == [" ".join(one) for one in asked]
    assert document.entries[0].lines.start == first
    assert {one.answer.split("\n")[0] for one in document.entries} == {"We tell you."}


def test_a_word_with_a_capital_may_begin_the_last_line_of_a_question() -> None:
    text = "How do I run it when the pump is one of\nZed Pumps?\n\nOh.\n\nWhat is it?\n\nX.\n\nWho made it?\n\nI.\n"
    assert parse(text.encode(), "faq.txt").entries[0].question == "How do I run it when the pump is one of Zed Pumps?"


def test_a_sentence_that_asks_on_its_second_line_is_no_question() -> None:
    text = "# Pumps\n\nWhen the pump stops, look at the sieve first. Is\nit clean?\n\nThen call the shop, it is open.\n"
    assert [entry.question for entry in parse(text.encode(), "notes.md").entries] == ["Pumps"]


@pytest.mark.parametrize("line", ["A pump is a machine.", "Q is a letter.", "Q> and A> are signs."])
def test_a_letter_that_begins_a_sentence_labels_nothing(line: str) -> None:
    text = f"## Pumps\n\n{line}\n\n## Sieves\n\nA sieve is clean.\n"
    assert [entry.question for entry in parse(text.encode(), "notes.md").entries] == ["Pumps", "Sieves"]


def test_yes_and_no_answer_on_the_line_of_the_question() -> None:
    text = "1. Is it loud? No.\n2. Does it float? Yes.\n3. What is it made of? Steel and a little rubber.\n"
    entries = parse(text.encode(), "faq.txt").entries
    assert [(one.question, one.answer) for one in entries[:2]] == [("Is it loud?", "No."), ("Does it float?", "Yes.")]


@pytest.mark.parametrize(
    ("asks", "tells"),
    [
        ("Q.:", "A.:"), ("Q:-", "A:-"), ("Q.-", "A.-"), ("Q--", "A--"), ("Q).", "A)."), ("Q=>", "A=>"), ("Q;", "A;"),
        ("Qn.:", "Ans.:"), ("Ques:-", "Ans:-"), ("QUESTION -", "ANSWER -"), ("Q -", "A -"), ("Q :", "A :"),
        ("**Q.:**", "**A.:**"), ("> Q.:", "> A.:"), ("[Q]", "A:"), ("Q:", "A.:"), ("Q1.:", "A1.:"), ("Q", "A"),
    ],
)  # fmt: skip
def test_signs_behind_the_letters_of_both_sides_are_theirs(asks: str, tells: str) -> None:
    text = "".join(f"{asks} {one} the pump is loud\n\n{tells} It is\nold.\n\n" for one in ("Why", "When", "Where"))
    entries = parse(text.encode(), "faq.txt").entries
    assert [one.question for one in entries] == [f"{one} the pump is loud" for one in ("Why", "When", "Where")]
    assert {one.answer.removeprefix("> ") for one in entries} == {"It is\nold."}


def test_what_stands_out_from_indented_text_asks_with_or_without_a_mark() -> None:
    text = (
        "Pools\n\n--- the pump ---\n\nWho made it?\n\tI did.\n\nWhy?\n\tFor fun.\n\n"
        "I don't believe that.\n\tCome and see.\n\t1) Ring.\n\t2) Wait.\n\n--- the water ---\n\n"
        "Is it cold even when the sun shines and\nnobody is in?\n\tYes.\n\nWhen?\n\tNow.\n"
    )
    document = parse(text.encode(), "faq.txt")
    assert asked(document) == [
        ("Who made it?", 5, 6),
        ("Why?", 8, 9),
        ("I don't believe that.", 11, 14),
        ("Is it cold even when the sun shines and nobody is in?", 18, 20),
        ("When?", 22, 23),
    ]
    assert document.entries[-1].headings == ("--- the water ---",)
    check_document(document, text.encode())


def test_what_is_quoted_over_other_text_asks_though_some_of_it_only_complains() -> None:
    text = (
        "THE PUMP\n--------\n\n\n> Who made it?\n\nI did.\n\n> My pump stopped on a Sunday afternoon, and I am\n"
        "> out of words. What a pump!\n\nPumps rest on Sundays.\n\n> When I turn the pump on I hear the following\n"
        "> words:\n>\n>    no water\n>    no joy\n\nFill the\npool.\n\n\nTHE WATER\n---------\n\n"
        "> I'd like to have it warmer.\n\n> So would I, but how?\n\nWait.\n\n> Is it deep?\n> Is it cold?\n\n* No.\n"
    )
    document = parse(text.encode(), "faq.txt")
    assert asked(document) == [
        ("Who made it?", 5, 7),
        ("My pump stopped on a Sunday afternoon, and I am out of words. What a pump!", 9, 12),
        ("When I turn the pump on I hear the following words", 14, 21),
        ("I'd like to have it warmer. So would I, but how?", 27, 31),
        ("Is it deep?", 33, 36),
    ]
    assert document.entries[0].answer == "I did."
    check_document(document, text.encode())


def test_a_quote_of_several_paragraphs_is_one_question_down_to_what_asks() -> None:
    text = (
        "> Who made it?\n\nI did.\n\n> I got it on a warm day\n> in May.\n>\n> 1) Why does it fail?\n>\n"
        ">   no pots\n>\n>   no joy\n\nFire it.\n\n> When I turn it on I see nothing but\n> this:\n>\n> no fire\n\n"
        "Wait.\n\n> Is it deep\n> or cold?\n>\n\nNo.\n"
    )
    document = parse(text.encode(), "faq.txt")
    check_document(document, text.encode())
    assert [(one.question, one.answer) for one in document.entries] == [
        ("Who made it?", "I did."),
        ("I got it on a warm day in May. Why does it fail?", ">   no pots\n\n>   no joy\n\nFire it."),
        ("When I turn it on I see nothing but this", "> no fire\n\nWait."),
        ("Is it deep or cold?", "No."),
    ]
    assert quoted(text.split("\n"))[-2] == "A: No."


def test_quotes_that_seldom_ask_or_stand_under_headings_are_none() -> None:
    text = "".join(f"> **Note**: the pump is {one}\n\nTell us.\n\n" for one in ("loud", "old", "wet, is it?"))
    assert not any(line.startswith("Q: ") for line in quoted(text.split("\n")))
    text = "".join(f"## {one}\n\n> The pump is {one}. Why?\n\nTell us.\n\n" for one in ("loud", "old", "wet"))
    assert not any(line.startswith("Q: ") for line in quoted([*text.split("\n"), "> Oh.", "", "So."]))


@pytest.mark.parametrize(
    "text",
    [
        "NAME\n    pump\n\nOPTIONS\n    none, what for?\n\nBUGS\n    some\n\nSEE ALSO\n    the pool\n",
        "# Pump\n\nWhy so loud?\n    make clean\n\nCall me.\n\nThen wait.\n\nIt helps.\n",
        "- question: Is it loud?\n  answer: yes\n- question: Is it old?\n  answer: no\n- question: So?\n  answer: no\n",
    ],
    ids=["a manual", "prose", "data"],
)
def test_other_indented_text_answers_nothing(text: str) -> None:
    assert not any(line.startswith("Q: ") for line in standing_out(text.split("\n")))


@pytest.mark.parametrize("title", ["Pool FAQ", "About the pool"])
def test_numbered_lines_that_a_list_on_top_announced_are_questions(title: str) -> None:
    text = (
        f"{title}\n\nWhat is told here:\n   1. The pump does not start.\n   2. I want to sell my pool.\n"
        "   3. The red light goes on and off\n      again.\n   4. It leaks.\n\n   First:\n   1. Look.\n   2. Wait.\n\n"
    )
    first = text.count("\n")
    text += (
        "1. The pump does not start.\n\n   Plug it in:\n    1. Take the plug.\n    2. Push.\n\n"
        "2. I want to sell my pool.\n   So do I.\n\n3. The red light goes on and off\n   again.\n\n   It is dry.\n\n"
        "4. It leaks.\n\n   Call us.\n"
    )
    document = parse(text.encode(), "faq.txt")
    assert [(one.question, one.lines.start - first, one.lines.end - first) for one in document.entries] == [
        ("The pump does not start.", 1, 5),
        ("I want to sell my pool.", 7, 8),
        ("The red light goes on and off again.", 10, 13),
        ("It leaks.", 15, 17),
    ]
    check_document(document, text.encode())


def test_a_list_that_comes_twice_in_part_announces_nothing() -> None:
    text = "To do:\n\n1. Fill the pool.\n2. Clean it.\n3. Sell it.\n\nDone:\n\n1. Fill the pool.\n2. Clean it.\n"
    assert len(parse(text.encode(), "pool.txt").entries) == 1


def test_the_letter_o_is_the_mark_of_an_item() -> None:
    text = "".join(
        f"o  {question}\n\n   {told}\n\n" for question, told in zip(ASKED, ("A", "B", "C", "D", "E"), strict=True)
    )
    assert [one.question for one in parse(text.encode(), "faq.txt").entries] == ASKED
    prose = "Quem viu\no Rio e\no Mar viu\no Sol e\no Brasil.\n"
    assert parse(prose.encode(), "notas.txt").entries[0].answer == prose.strip()


def test_bold_inside_tags_asks() -> None:
    text = "".join(f"<p><strong>{question}</strong></p>\n<p>So it is.</p>\n" for question in ASKED)
    assert [one.question for one in parse(text.encode(), "faq.md").entries] == ASKED
