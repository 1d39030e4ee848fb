"""Numbers, signs, times and lost labels are taken for traces of copying only where the lines show that they are."""

import pytest
from reading import checked, pairs, read

from corpus import parse
from corpus.formats.beside import unnumbered, unsigned
from corpus.shapes.halves import halved
from corpus.shapes.margins import at_margin
from corpus.shapes.numbered import numbered

KEY = [f"{number} {letter}" for number, letter in enumerate("BCADBCADBC", 1)]
CODE = ["## Kiln", "", *(f"{number}  {line}" for number, line in enumerate(["a", "", "b", "", "c", "", "d", ""], 40))]


@pytest.mark.parametrize(
    "lines",
    [
        KEY,
        [f"{number}." for number in range(1, 12)],
        [*KEY[:4], "5", *KEY[5:]],
        [str(number) for number in range(1, 20)],
        [line.replace("44", "54") for line in CODE],
        CODE[:8],
        ["```", *CODE[2:], "```"],
        [*CODE, *["A manual says much more around its listings."] * 60],
    ],
    ids=[
        "a key",
        "a worksheet",
        "one gap in a key",
        "a column of numbers",
        "numbers that leap",
        "few lines",
        "a fence",
        "a manual",
    ],
)
def test_numbers_that_somebody_wrote_stay(lines: list[str]) -> None:
    assert unnumbered(lines) == lines


def test_numbers_of_lines_go_with_the_blanks_behind_them() -> None:
    assert unnumbered(CODE) == ["## Kiln", "", "a", "", "b", "", "c", "", "d", ""]


def test_numbers_of_lines_are_noted() -> None:
    text = "\n".join(CODE).replace("  a", "  ## Slip").replace("  b", "  Clay and water.")
    document = checked(text, "notes.md")
    assert [one.question for one in document.entries] == ["Slip"]
    assert "beside them" in document.findings[0].message


MESSAGE = "[2026-03-02 09:1{}] {}: {}"


@pytest.mark.parametrize(
    "said",
    [
        [("kiln", "no room"), ("kiln", "swept"), ("kiln", "no room")],
        [("Ida", "What is slip?"), ("Ole", "Clay."), ("Ida", "Why does it crack?"), ("Ole", "It dries.")],
    ],
    ids=["a log", "two people"],
)
def test_times_of_others_stay(said: list[tuple[str, str]]) -> None:
    lines = [MESSAGE.format(at, *one) for at, one in enumerate(said)]
    assert unsigned(lines) == lines


def test_times_and_the_name_of_who_kept_notes_in_a_chat_go() -> None:
    said = ["## What is slip?", "Clay and water.", "## Why does it crack?", "It dries too fast."]
    text = "\n".join(MESSAGE.format(at, "Ida", one) for at, one in enumerate(said))
    assert pairs(checked(text, "chat.txt")) == [
        ("What is slip?", "Clay and water."),
        ("Why does it crack?", "It dries too fast."),
    ]


QUOTED = [f"> {line}".rstrip() for line in ["Dear all,", "", *("It rained.", "It blew.") * 6]]


@pytest.mark.parametrize(
    "lines",
    [
        ["+ one", "+ two", "+ three"],
        ["| a | b |", "|---|---|", "| 1 | 2 |"],
        ["# Kilns", "# Glazes"],
        ["## What is slip?", "", "> Clay.", ">", "> And water.", "", "## Why?", "", "> So."],
        ["# Clay", "> [!faq] What is slip?", *QUOTED],
        ["Text."] * 30 + QUOTED,
    ],
    ids=["a list", "a table", "headings", "short quotes", "a callout", "a quote in a long text"],
)
def test_signs_of_lines_stay(lines: list[str]) -> None:
    assert at_margin(lines) == lines


@pytest.mark.parametrize("sign", ["+", "//", "#", ">"])
def test_a_sign_that_empty_lines_have_too_is_none_of_theirs(sign: str) -> None:
    said = ["## What is slip?", "", "Clay.", "- and water"]
    assert at_margin([f"{sign} {line}".rstrip() for line in said]) == said


PAIRS = "Q: What is slip?\nA: Clay.\n\nQ: Why does it crack?\nA: It dries.\n\n"


@pytest.mark.parametrize(
    "rest",
    [
        "A: Another reason.\n",
        "That is what they say.\n\nA: And more.\n",
        "Which is hotter?\n\nA. A kiln\nB. An oven\n",
        "3. Which is hotter?\nA: A kiln.\n",
    ],
    ids=["two answers", "nothing asks", "choices", "a number"],
)
def test_what_has_another_mark_or_does_not_ask_gets_no_label(rest: str) -> None:
    lines = (PAIRS + rest).split("\n")
    assert halved(lines) == lines


@pytest.mark.parametrize("lost", ["Which is hotter?", "O: Which is hotter?", "03. Which is hotter?"])
def test_a_question_that_lost_its_label_is_known_by_its_answer(lost: str) -> None:
    found = read(f"{PAIRS}{lost}\nA: A kiln.\n")
    assert found[1:] == [("Why does it crack?", 4, 5), ("Which is hotter?", 7, 8)]


@pytest.mark.parametrize(
    "text",
    [
        "I. Kilns\n1. What is slip?\n2. What is glaze?\nII. Glazes\n1. What is ash?",
        "1. What is slip?\nl. clay\n2. What is glaze?",
        "7. What is slip?\nI. What is clay?\nII. What is water?",
    ],
    ids=["chapters", "asks nothing", "counts otherwise"],
)
def test_letters_that_make_no_missing_number_stay(text: str) -> None:
    assert numbered(text.split("\n")) == text.split("\n")


def test_letters_for_digits_are_read_where_a_number_is_left_out() -> None:
    text = "l. What is slip?\n2. What is ash?\nS. What is clay?\n9. What is fire?\nI0. What is heat?\n1l. Salt"
    assert [line.split(".")[0] for line in numbered(text.split("\n"))] == ["1", "2", "S", "9", "10", "11"]


SLIP = "1. What is slip?\n\nClay and water.\n\n"
ASH = "{}. What is ash?\n\nWhat is left.\n"


def test_questions_without_number_fill_a_gap_in_the_counting() -> None:
    more = "What is a kiln?\n\nAn oven.\n\nExplain a cone\n\nIt melts.\n\n"
    found = [question for question, _, _ in read(SLIP + more + ASH.format(4) + "\n5. Why?\n\nSo.\n")]
    assert found == ["What is slip?", "What is a kiln?", "Explain a cone", "What is ash?", "Why?"]


def test_questions_in_an_answer_stay_there_where_no_number_is_missing() -> None:
    more = "And what is clay?\n\nEarth.\n\n"
    assert [question for question, _, _ in read(SLIP + more + ASH.format(2))] == ["What is slip?", "What is ash?"]


def test_what_programs_for_mail_add_is_in_no_answer() -> None:
    text = "## What is slip?\n\nClay.\n\nOn Tue, Mar 3, 2026 at 9:12, Ida Lund <ida@example.org> wrote:\n\n"
    text += "## What is ash?\n\nWhat is left.\n\n-- \nIda Lund\nRoom 2.11\n"
    document = checked(text, "mail.txt")
    assert [one.answer for one in document.entries] == ["Clay.", "What is left."]
    assert document.entries[-1].lines.end == 9


@pytest.mark.parametrize("said", ["-- \nDROP TABLE slip;\nSELECT 1;", "On 3 May 1789 Burke wrote:\n\n> Ash."])
def test_what_looks_like_mail_without_its_time_is_text(said: str) -> None:
    document = checked(f"## What is slip?\n\nClay.\n\n{said}\n\n## What is ash?\n\nLeft.\n", "notes.txt")
    assert said.split("\n")[-1] in document.entries[0].answer
    assert document.findings == ()


def test_who_kept_notes_in_a_chat_is_in_no_answer() -> None:
    said = ["## What is slip?\n\nClay.", "## What is ash?\n\nWhat is left.", "## Why?\n\nIt burnt."]
    text = "\n\n".join(f"Ida Lund — 03/14/2026 7:2{at} PM\n{one}" for at, one in enumerate(said))
    assert pairs(checked(text, "chat.txt")) == [tuple(one[3:].split("\n\n")) for one in said]


def test_what_git_writes_around_changes_is_in_no_answer() -> None:
    text = "## What is slip?\n\nClay.\n\n<<<<<<< mine\n## What is ash?\n\nLeft\n=======\n"
    found = checked(f"{text}## Why?\n\nSo.\n>>>>>>> yours\n", "notes.md")
    assert pairs(found) == [("What is slip?", "Clay."), ("What is ash?", "Left"), ("Why?", "So.")]


def test_what_programs_add_below_a_quote_answers_nothing_in_it() -> None:
    cards = "".join(f"> {ask}\n\nIt is told.\n\n" for ask in ("What is slip?", "Why?", "Kilns", "What is ash?"))
    wrote = "On Tue, Mar 3, 2026 at 9:12, Ida Lund <ida@example.org> wrote:\n\n"
    document = checked(f"{wrote}{cards}> Clay is earth.\n>\n> Who says so?\n\n-- \nIda Lund\n", "mail.txt")
    assert [entry.question for entry in document.entries] == ["What is slip?", "Why?", "Kilns", "What is ash?"]
    assert not any("Ida" in entry.answer for entry in document.entries)
    assert [(one.kind, one.start, one.end) for one in document.findings] == [("skipped", 1, 1), ("skipped", 23, 24)]


def test_escaped_notes_behind_others_are_read() -> None:
    bare = "# Kilns\n\n## What is slip?\n\n- clay\n- water\n\n"
    more = "\\## What is ash?\n\nWhat is *left*.\n\n\\## What is clay?\n\nEarth.\n"
    assert [question for question, _, _ in read(bare + more)] == ["What is slip?", "What is ash?", "What is clay?"]


@pytest.mark.parametrize(
    ("shown", "kept"),
    [
        ("![hull](data:image/png;base64,{})", "![hull]()"),
        ('<img alt="hull" src="data:image/svg+xml;charset=utf-8;base64,{}">', ""),
        ("![][a]\n\n[a]: <data:image/png;base64,{}>", "![][a]"),
    ],
)
def test_the_bytes_of_a_picture_are_no_text(shown: str, kept: str) -> None:
    text = f"## What is a keel?\n\nA beam.\n\n{shown.format('iVBORw0KGgo+' * 4000 + '==')}\n"
    document = parse(text.encode(), "hull.md")
    assert [one.answer for one in document.entries] == [f"A beam.\n\n{kept}".strip()]
    assert "iVBOR" not in document.text
    assert [one.kind for one in document.findings] == ["repaired"]
    short = text.replace("iVBORw0KGgo+" * 4000, "iVBORw0KGgo")
    assert "iVBORw0KGgo" in parse(short.encode(), "hull.md").text
