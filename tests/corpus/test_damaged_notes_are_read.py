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

FOUND = {
    "headings one deeper": (0.97, 0.95),
    "indented": (0.90, 0.83),
    "twice as many lines": (0.96, 0.95),
    "wrapped": (0.97, 0.97),
    "numbered lines": (0.97, 0.95),
    "numbered lines, bars": (0.94, 0.93),
    "added lines": (0.88, 0.84),
    "sent to oneself": (0.96, 0.95),
    "escaped": (0.92, 0.89),
    "digits misread": (0.97, 0.97),
    "some numbers lost": (0.95, 0.91),
    "some labels lost": (0.97, 0.96),
}
"""Shares of the entries that are found at least, and of those that end where they did, where it is not nearly all."""

FALSE = 0.02  # share of them that false ones make at most


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
    starts, ends = FOUND.get(name, (0.98, 0.97))
    assert seen.wanted >= 300
    assert seen.starts >= starts * seen.wanted
    assert seen.ends >= ends * seen.wanted
    assert seen.false <= FALSE * seen.wanted
