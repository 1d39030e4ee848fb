"""What happens to notes on their way hides few entries: pasted, printed, scanned, sent, or all that from the middle on.

Files of several hands are damaged in part. What is read of an undamaged file is what must be read of a damaged one;
where a human could not tell, or where a file is so short that nothing shows the damage, it may be missed.
"""

from functools import cache
from pathlib import Path

import pytest
from damages import DAMAGES, Tally, damaged, own_notes, tally
from invariants import check_document

from corpus import Document

MISSED = {
    "headings one deeper": (0, 0, 0, 6, 11, 3),
    "indented": (0, 0, 0, 27, 46, 3),
    "twice as many lines": (7, 11, 0, 8, 11, 1),
    "wrapped": (4, 6, 1, 3, 4, 1),
    "pages": (0, 0, 0, 0, 0, 1),
    "numbered lines": (3, 3, 1, 13, 26, 1),
    "numbered lines, bars": (0, 0, 0, 23, 32, 1),
    "added lines": (0, 0, 0, 31, 43, 3),
    "answered mail": (0, 1, 2, 3, 5, 1),
    "sent to oneself": (9, 13, 2, 11, 16, 1),
    "escaped": (12, 14, 2, 20, 29, 4),
    "digits misread": (5, 6, 0, 3, 4, 0),
    "some numbers lost": (12, 24, 0, 9, 16, 0),
    "some labels lost": (5, 9, 0, 0, 0, 0),
}
"""Starts and ends that are not found, and false entries: of wholly damaged notes, and of those damaged by half."""


@cache
def notes() -> list[tuple[str, list[str], Document]]:
    return own_notes(Path(__file__).parents[1] / "data" / "notes")


@pytest.mark.parametrize("part", [False, True], ids=["whole", "half"])
@pytest.mark.parametrize("name", DAMAGES)
def test_hardly_any_entry_is_missed_for_a_damage(name: str, part: bool) -> None:
    seen = Tally()
    for file, lines, document in notes():
        one, again, data = tally(document, damaged(document, lines, DAMAGES[name], part), file)
        check_document(again, data)
        seen += one
    starts, ends, false = MISSED.get(name, (0,) * 6)[3 * part :][:3]
    assert seen.wanted >= 300
    assert seen.wanted - seen.starts <= starts
    assert seen.wanted - seen.ends <= ends
    assert seen.false <= false
