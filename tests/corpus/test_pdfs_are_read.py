"""PDFs are read as the Markdown that says the same: paragraphs whole, headings, lists and code told by their look."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invariants import check_document
from reading import pairs, told
from sheets import Set, down, pdf

from corpus import Document, parse, read
from corpus.formats.layout import Piece, frames

FULL = "A long line of a paragraph that reaches as far to the right as the text of this page does, and no"


def checked(*pages: Sequence[Set | str]) -> Document:
    data = pdf(*pages)
    document = parse(data, "boats.pdf")
    check_document(document, data)
    return document


def test_paragraphs_headings_lists_and_code_are_read() -> None:
    document = checked(
        [
            *down(Set("Boats", size=20), "", Set("What is a keel?", size=14), "", FULL, "further than here.", ""),
            *down("• It keeps the course", Set("– of a boat", 90), Set("– under sail", 90), "• It carries", y=580),
            *down("", Set("How is one set?", size=14), "", y=530),
            *down(Set("def pull(line):", font="mono"), Set("line.pull()", 72 + 4 * 6.6, font="mono"), y=480),
            *down(Set("return line", 72 + 4 * 6.6, font="mono"), y=438),
        ]
    )
    assert told(document) == [
        (
            "What is a keel?",
            f"{FULL} further than here.\n\n- It keeps the course\n   - of a boat\n   - under sail\n- It carries",
            3,
            10,
        ),
        ("How is one set?", "```\ndef pull(line):\n    line.pull()\n\n    return line\n```", 12, 19),
    ]
    assert {entry.headings for entry in document.entries} == {("Boats",)}


def test_a_line_that_had_room_for_the_next_word_ends() -> None:
    document = checked(
        down(
            "Q: What is a keel?", "A: The lowest beam.", FULL, "than this.", "Q: What is a mast?", "A: A pole.", "Long."
        )
    )
    assert pairs(document) == [
        ("What is a keel?", f"The lowest beam.\n{FULL} than this."),
        ("What is a mast?", "A pole.\nLong."),
    ]


@pytest.mark.parametrize("font", ["", "bold"])
def test_a_question_that_fills_its_line_ends_there(font: str) -> None:
    long = FULL.replace("A long line of a paragraph", "What is a question")[:-8]
    asked = f"{long} does end?" if not font else f"{long} does or not"
    document = checked(down(Set(asked, font=font), "Immediately below it.", FULL, "so."))
    assert document.text.split("\n")[1] == "Immediately below it."


def test_items_go_on_below_their_text_and_paragraphs_begin_further_in() -> None:
    item = "1. What is it that a boat of any size has below its hull and that keeps it on its course,"
    document = checked(
        down(item, Set("and how is it called?", 84), Set("A keel, the lowest beam. " + FULL[:59], 100), "than this.")
    )
    assert pairs(document) == [
        (f"{item[3:]} and how is it called?", f"A keel, the lowest beam. {FULL[:59]}\nthan this.")
    ]


def test_bold_questions_ask() -> None:
    document = checked(
        down(Set("What is a keel?", font="bold"), "A beam.", "", Set("What is a mast?", font="bold"), "A pole.")
    )
    assert pairs(document) == [("What is a keel?", "A beam."), ("What is a mast?", "A pole.")]


@pytest.mark.parametrize(
    ("before", "after", "whole"),
    [("naviga-", "tion lights", "navigation lights"), ("a well-", "known light is known well", "a well-known light")],
)
def test_words_parted_at_the_end_of_a_line_are_whole(before: str, after: str, whole: str) -> None:
    document = checked(down("What is shown?", FULL, f"{FULL[:-14]} {before}", after))
    assert whole in document.text


def head(number: int) -> list[Set]:
    return [Set("Notes on boats", 72, 760, 9), Set(f"Page {number} of 4", 280, 30, 9)]


def test_heads_and_feet_of_pages_are_set_aside() -> None:
    body = down("What is a keel?", *[FULL] * 3)
    document = checked(*([*head(number), *body] for number in range(1, 5)))
    assert "Page" not in document.text
    assert "Notes on boats" not in document.text
    aside = [one for one in document.findings if "head and foot" in one.message]
    assert [(one.kind, one.message) for one in aside] == [
        ("skipped", "the head and foot of pages: Notes on boats; Page 1 of 4; Page 2 of 4; Page 3 of 4; Page 4 of 4")
    ]


def test_a_paragraph_goes_on_over_the_foot_of_a_page() -> None:
    document = checked(
        [*down("What is a keel?", FULL), Set("1", 300, 30)],
        [*down("further than this."), Set("2", 300, 30)],
        [Set("3")],
    )
    assert document.text == f"What is a keel?\n{FULL} further than this."


def test_a_question_a_page_is_no_head() -> None:
    asked = ["What is a keel?", "What is a mast?", "What is a jib?", "What is a bow?"]
    pages = [[Set(f"{at}. {one}", y=740), *down("", "Part of it.", FULL)] for at, one in enumerate(asked, 1)]
    assert [entry.question for entry in checked(*pages).entries] == asked


def test_columns_are_read_one_after_the_other() -> None:
    left = down("What is a keel?", "The lowest beam.", "", "What is a mast?", "A tall pole.")
    right = down("What is a jib?", "A sail ahead.", "", "What is a bow?", "The front.", x=320)
    document = checked([*left, *right])
    assert [question for question, _ in pairs(document)] == [
        "What is a keel?",
        "What is a mast?",
        "What is a jib?",
        "What is a bow?",
    ]


def test_paragraphs_of_a_column_are_whole_and_go_on_in_the_next() -> None:
    words = [
        "The lowest beam of a boat is laid",
        "down first and carries all of it,",
        "from its bow to its stern, and all",
    ]
    left = down(Set("Boats", size=20), "", Set("What is a keel?", size=14), *words, "the planks.", *words)
    asked = [Set(each, 320, size=14) for each in ("What is a bow of a boat, the", "front?")]
    document = checked([*left, *down(*words, "planks above.", *asked, "Its front.", x=320)])
    body = " ".join(words)
    assert pairs(document) == [
        ("What is a keel?", f"{body} the planks.\n{body} {body} planks above."),
        ("What is a bow of a boat, the front?", "Its front."),
    ]


def test_signs_and_numbers_of_lists_stand_at_their_items_wherever_they_stand_in_the_file() -> None:
    items = [FULL, *(Set(each, 90) for each in ("one of wood", "one of steel", "one of glass"))]
    signs = [Set(sign, 76, 700 - 14 * at) for at, sign in enumerate(("•", "•", "2."), 2)]
    document = checked([*down(Set("What is a keel?", size=14), "", *items, y=714), *signs])
    assert document.text.split("\n")[-3:] == ["- one of wood", "- one of steel", "2. one of glass"]


def test_raised_numbers_are_exponents_of_their_line() -> None:
    line = [Set("It weighs 10", y=686), Set("6", 131, 691, 7), Set("grams, or a few of them, as all", 138, 686)]
    document = checked([*down("How heavy is it?"), *line, *down("of them do.", FULL, y=666)])
    assert document.text.split("\n")[1].startswith("It weighs 10^6 grams, or a few")


def test_cells_of_a_table_stay_in_their_row() -> None:
    def row(y: float, question: str, *answer: str) -> list[Set]:
        return [Set(question, y=y), *down(*answer, x=250, y=y)]

    table = [*row(680, "Question", "Answer"), *row(660, "What is a keel?", "The lowest beam,", "from bow to stern.")]
    table += [*row(626, "What is a mast?", "A pole.")]
    document = checked([*down(Set("Boats", size=14)), *table, *down("That was all.", y=580)])
    assert pairs(document) == [
        ("What is a keel?", "The lowest beam, from bow to stern."),
        ("What is a mast?", "A pole."),
    ]


def grid(*rows: tuple[str, ...]) -> list[Set]:
    """Set rows of cells below each other, in the order of the file."""
    return [Set(cell, 72 + 90 * at, 660 - 20 * down) for down, row in enumerate(rows) for at, cell in enumerate(row)]


def test_a_table_may_be_narrow_and_choices_beside_each_other_are_none() -> None:
    table = grid(("Kind", "Crew", "Rig"), ("Skiff", "two", "cat|lug"), ("Yawl", "one"))
    document = checked([*down(Set("Which boats are there?", size=14)), *table, *down("More of them.", y=580)])
    assert "| Kind | Crew | Rig |\n|---|---|---|\n| Skiff | two | cat\\|lug |\n| Yawl | one |  |" in document.text
    choices = grid(("A) a boat", "B) a stone"), ("C) a keel", "D) a mast"), ("E) a jib", "F) a sail"))
    assert "|" not in checked([*down("1. What floats?"), *choices]).text


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 12), st.integers(1, 9)), max_size=40))
@settings(max_examples=100, deadline=None)
def test_every_piece_of_a_page_is_read_once(places: list[tuple[int, int, int]]) -> None:
    pieces = [
        Piece((), 90.0 * left, 90.0 * left + 20 * wide, 700.0 - 14 * down, 11.0, False, at)
        for at, (left, down, wide) in enumerate(places)
    ]
    read = [piece.at for frame in frames(pieces) for row in frame.rows for piece in row]
    assert sorted(read) == [piece.at for piece in pieces]


def test_a_page_lying_on_its_side_is_read() -> None:
    said = ("What is a keel?", "A beam.", "", "What is a mast?", "A pole.")
    page = [f"BT /F0 11 Tf 0 1 -1 0 {100 + 14 * at} 72 Tm ({one}) Tj ET" for at, one in enumerate(said)]
    assert pairs(checked(page)) == [("What is a keel?", "A beam."), ("What is a mast?", "A pole.")]


def test_what_a_typewriter_wrote_is_text() -> None:
    lines = ("Q: What is a keel?", "A: A beam:", Set("$ ls", 98.4), "", "Q: What is a mast?", "A: A pole.")
    document = checked([Set(one.text, one.x, one.y, font="mono") for one in down(*lines)])
    assert pairs(document) == [("What is a keel?", "A beam:\n$ ls"), ("What is a mast?", "A pole.")]


def test_pages_without_text_are_named() -> None:
    text = down("What is a keel?", "A beam.", "", "What is a mast?", "A pole.")
    nameless = [Set(one.text, one.x, one.y, font="nameless") for one in text]
    document = checked(text, ["0 0 99 99 re f"], [], nameless)
    assert len(document.entries) == 2
    assert [one.message for one in document.findings] == [
        "pages of this PDF without text (2, 4): have them recognised (OCR) to have them read"
    ]


def test_lines_stand_in_the_order_of_the_page_whatever_that_of_the_file() -> None:
    lines = down("What is a keel?", "The lowest beam.", "", "What is a mast?", "A tall pole.")
    assert checked(lines[::-1]).text == checked(lines).text


@pytest.mark.parametrize(
    ("data", "message"),
    [
        *(
            (pdf(*pages), "the pages of this PDF hold no text: have it recognised (OCR) to have it read")
            for pages in ([[]], [["0 0 99 99 re f"]], [[Set("What?", font="nameless")]])
        ),
        (pdf([Set("1")], [Set("2")], [Set("3")]), "the head and foot of pages: 1; 2; 3"),
        (pdf(down("What is a keel?", "A beam."), lock=True), "this is a PDF behind a password: save it without one"),
        (b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\n%%EOF\n", "this is a damaged PDF: save it once more"),
    ],
)
def test_what_cannot_be_read_is_a_finding(data: bytes, message: str) -> None:
    document = parse(data, "boats.pdf")
    assert document.entries == ()
    assert (document.findings[0].kind, document.findings[0].message) == ("skipped", message)


def test_pdfs_of_a_folder_are_read(tmp_path: Path) -> None:
    (tmp_path / "boats.pdf").write_bytes(pdf(down("What is a keel?", "A beam.", "", "What is a mast?", "A pole.")))
    (document,) = read(tmp_path)
    assert [entry.question for entry in document.entries] == ["What is a keel?", "What is a mast?"]


def test_a_line_that_reaches_over_the_margin_does_not_move_it() -> None:
    ragged = [line for cut in range(17) for line in (FULL[: len(FULL) - cut % 9], "Notwithstanding this.", "")]
    pages = [down(*ragged, y=760) for _ in range(3)]
    over = Set(f"{FULL} and over the margin", y=20)
    assert checked([*pages[0], over], *pages[1:]).text.count(" Notwithstanding this.") > 40


def test_a_running_title_with_a_digit_in_it_is_set_aside() -> None:
    head = Set("Boats of 1925", y=750)
    texts = ("What is a keel?", "What is a mast?", "What is a sail?", "What is a rope?")
    document = checked(*([head, *down(Set(text, size=14), "", f"{text[8:-1]}: {FULL}")] for text in texts))
    assert pairs(document) == [(text, f"{text[8:-1]}: {FULL}") for text in texts]
    assert "Boats of 1925" in document.findings[0].message


@pytest.mark.parametrize(("said", "kept"), [("1", False), ("Page 1 of 1", False), ("12", True)])
def test_the_number_of_an_only_page_is_set_aside(said: str, kept: bool) -> None:
    document = checked([*down(Set("How many oars has it?", size=14), "", f"{FULL} eight."), Set(said, y=40)])
    assert pairs(document) == [("How many oars has it?", f"{FULL} eight." + f"\n\n{said}" * kept)]
