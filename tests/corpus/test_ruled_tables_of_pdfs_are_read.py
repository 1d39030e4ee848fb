"""Tables that are ruled in a PDF are read cell by cell, wherever the lines of a cell begin."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invariants import check_document
from reading import pairs
from sheets import Set, down, pdf

from corpus import Document, parse
from corpus.formats.layout import Letter, Piece
from corpus.formats.ruled import Rule, ruled_frames

DOWN, ACROSS = (60, 84, 230, 400), (690, 670, 630, 600)


def box(across: tuple[int, ...] = ACROSS, down: tuple[int, ...] = DOWN) -> list[str]:
    """Rule cells one by one, as word processors do."""
    rules = [f"{one} {y} {other - one} 0.5 re f" for y in across for one, other in pairwise(down)]
    return [*rules, *(f"{x} {low} 0.5 {high - low} re f" for x in down for high, low in pairwise(across))]


def row(base: int, number: str, question: str, *answer: str) -> list[Set]:
    """Set a row whose cells end on one line, as those of spreadsheets do; its number is close to its question."""
    told = down(*answer, x=232, y=base + 14 * (len(answer) - 1))
    return [*told, Set(number, 77, base), Set(question, 85, base)]


def checked(*page: Set | str) -> Document:
    data = pdf(page)
    document = parse(data, "boats.pdf")
    check_document(document, data)
    return document


TABLE = [*row(674, "#", "Question", "Answer"), *row(634, "1", "What is a keel?", "The lowest beam,", "bow to stern.")]
TABLE += row(604, "2", "What is a mast?", "A pole.")


def test_what_stands_in_a_ruled_cell_stays_together() -> None:
    document = checked(*down(Set("Boats", size=14)), *box(), *TABLE, *down("That was all.", y=560))
    assert document.text.split("\n")[2:4] == ["| # | Question | Answer |", "|---|---|---|"]
    assert pairs(document) == [("What is a keel?", "The lowest beam, bow to stern."), ("What is a mast?", "A pole.")]


@pytest.mark.parametrize("down", [(60, 400), (60, 62, 398, 400)])
def test_a_box_around_text_is_no_table(down: tuple[int, ...]) -> None:
    said = [Set("Why so?", y=675), Set("Since it floats.", y=645), Set("On salt water it does so well.", y=610)]
    assert checked(*box(down=down), *said).text == checked(*said).text


def test_a_page_that_is_laid_out_with_rules_is_no_table() -> None:
    long = [Set("A long line on boats, and more of it", x, 690 - 2 * at, 4) for at in range(60) for x in (64, 234)]
    assert "|" not in checked(*box((700, 560, 420), (60, 230, 400)), *long).text


@given(
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40), st.integers(1, 9)), max_size=20),
    st.lists(st.tuples(st.booleans(), *[st.integers(0, 40)] * 3), max_size=20),
)
@settings(max_examples=100, deadline=None)
def test_every_letter_is_read_once_whatever_is_ruled(
    places: list[tuple[int, int, int]], ruled: list[tuple[bool, int, int, int]]
) -> None:
    pieces = [_piece(10.0 * left, 10.0 * up, wide, at) for at, (left, up, wide) in enumerate(places)]
    rules = [Rule(across, 10.0 * at + 5, 10.0 * start, 10.0 * (start + far)) for across, at, start, far in ruled]
    read = [
        id(letter)
        for frame in ruled_frames(pieces, rules)
        for line in frame.rows
        for piece in line
        for letter in piece.letters
    ]
    assert sorted(read) == sorted(id(letter) for piece in pieces for letter in piece.letters)


def _piece(left: float, base: float, wide: int, at: int) -> Piece:
    letters = tuple(
        Letter("x", False, left + 6 * place, left + 6 * place + 5, base, 9, False, False) for place in range(wide)
    )
    return Piece(letters, left, letters[-1].right, base, 9, False, at)
