"""Flashcards are cut apart where no blank line parts them, and when they come as rows of a sheet."""

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
