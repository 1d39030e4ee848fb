"""Flashcards are cut apart where no blank line parts them, and when they come as rows of a sheet."""

import pytest

from corpus import Document, parse


def cards(document: Document) -> list[tuple[str, str, int, int]]:
    return [(one.question, one.answer, one.lines.start, one.lines.end) for one in document.entries]


def test_a_question_mark_on_its_own_line_ends_a_front_below_another_card() -> None:
    text = b"What is a wren?::A bird\nWhich fish is flat?\n?\nA plaice\nWhat is an owl?\n?\nA bird\nof the night\n"
    assert cards(parse(text, "cards.md")) == [
        ("What is a wren?", "A bird", 1, 1),
        ("Which fish is flat?", "A plaice", 2, 4),
        ("What is an owl?", "A bird\nof the night", 5, 8),
    ]


def test_a_front_of_several_lines_stays_one() -> None:
    text = b"It sings.\nWhich bird is it?\n?\nA wren\n\nWhich fish is flat?\n?\nA plaice\n"
    assert cards(parse(text, "cards.md")) == [
        ("It sings. Which bird is it?", "A wren", 1, 4),
        ("Which fish is flat?", "A plaice", 6, 8),
    ]


def test_rows_with_named_columns_are_cards() -> None:
    text = b'Front,Back,Tags\n"What is mens rea?","The guilty mind:\nintention, or recklessness.",law\n'
    text += b"Actus reus,The act.,law\n"
    document = parse(text, "cards.csv")
    assert cards(document) == [
        ("What is mens rea?", "The guilty mind:\nintention, or recklessness.", 2, 3),
        ("Actus reus", "The act.", 4, 4),
    ]
    assert [one.answer_lines for one in document.entries] == [(2, 3), (4,)]
    assert [(one.message, one.start, one.end) for one in document.findings] == [
        ("the names of the columns", 1, 1),
        ("columns beside question and answer", 2, 4),
    ]


@pytest.mark.parametrize(("file", "sign"), [("cards.csv", ","), ("cards.csv", ";"), ("cards.tsv", "\t")])
def test_two_columns_that_ask_and_answer_are_cards(file: str, sign: str) -> None:
    text = f"What is a wren?{sign}A bird\n\nWhat is a cod?{sign}A fish\nWhat is an owl?{sign}\n"
    text += "".join(f"What is the number {number}?{sign}A number\n" for number in range(9))
    document = parse(text.encode(), file)
    assert cards(document)[:2] == [("What is a wren?", "A bird", 1, 1), ("What is a cod?", "A fish", 3, 3)]
    assert [(one.kind, one.start) for one in document.findings] == [("unanswered", 4)]


@pytest.mark.parametrize("text", ["1,2\n", "name,size\nwren,9\nowl,70\n", "a\nb\n", '"open, 1\n2\n', ""])
def test_other_rows_are_data(text: str) -> None:
    document = parse(text.encode(), "rows.csv")
    assert document.entries == ()
    assert {one.kind for one in document.findings} == {"skipped"}
