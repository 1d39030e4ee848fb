"""Flashcards: ``term :: meaning``, a term over its meaning, lines over a ``?``, sentences with gaps."""

import re
from collections.abc import Sequence
from itertools import takewhile

from corpus.entries.candidate import Candidate
from corpus.lines.faces import faces, gapped
from corpus.lines.markers import ASKS, Marker, asks, read
from corpus.lines.plain import plain
from corpus.lines.scanning import Kind, Line

_FIELD = re.compile(r"[^\W\d_][\w-]{0,40}::[ \t]+(\[\[)?")
_FRONT = 6  # lines of the front of a card
_TALL = 40  # lines of the paragraph above a card


def card(lines: Sequence[Line], index: int) -> Candidate | None:
    """Read the front of a flashcard: ``term :: meaning``, ``term::`` over the meaning, or lines over a ``?``."""
    line = lines[index]
    if line.body.startswith(".. "):
        return None
    both = faces(line.body)
    if both:
        return None if _links(lines, index) else faced(line, index, both)
    last = _front(lines, index)
    if last:
        words = " ".join(one.words for one in lines[index:last])
        marker = read(words)
        turned = Marker("q", marker.number, "?", marker.text)
        return Candidate(index, last, "label", 0, turned, words, False, asks(marker.text))
    if line.body.endswith("::") and index + 1 < len(lines) and lines[index + 1].kind is Kind.TEXT:
        marker = read(plain(line.body[:-2]))
        asking = asks(marker.text)
        return Candidate(index, index, "card", 0, marker, marker.text, False, asking) if asking >= ASKS else None
    return None


def _links(lines: Sequence[Line], index: int) -> bool:
    """Say whether a line is one of several fields right below one another, half of them links (``up:: [[Rocks]]``)."""
    sides = (reversed(lines[max(index - _TALL, 0) : index]), lines[index : index + _TALL])
    runs = (takewhile(bool, (_FIELD.match(one.body) for one in side)) for side in sides)
    linked = [field[1] is not None for run in runs for field in run if field]
    return 2 * sum(linked) >= len(linked) > 1


def faced(line: Line, index: int, both: tuple[str, str]) -> Candidate:
    """Make a candidate of a flashcard's front, which keeps its signs where it is code.

    Nothing but a flashcard has gaps to fill.
    """
    marker = Marker("", None, "", both[0]) if line.body.startswith("`") else read(both[0])
    turned = Marker("q", marker.number, "#", marker.text) if gapped(line.body) else marker
    level = line.indent // 2 if line.kind is Kind.ITEM else 0
    return Candidate(index, index, "card", level, turned, marker.text, False, asks(marker.text), bool(both[1]))


def _front(lines: Sequence[Line], index: int) -> int:
    """Return the line of the ``?`` that ends the front of a flashcard which begins at ``index``, 0 for none.

    Right below another card, without a blank line, the front is the one line above the ``?``.
    """
    if not lines[index].opens:
        return index + 1 if index + 1 < len(lines) and _turns(lines[index + 1]) and _below_card(lines, index) else 0
    for at in range(index + 1, min(index + _FRONT, len(lines))):
        if _turns(lines[at]):
            return at
        if lines[at].kind is not Kind.TEXT:
            return 0
    return 0


def _turns(line: Line) -> bool:
    return line.body in ("?", "??")


def _below_card(lines: Sequence[Line], index: int) -> bool:
    """Say whether the paragraph that a line goes on with holds a card already."""
    at = index
    while at > max(index - _TALL, 0) and not lines[at].opens:
        at -= 1
        if _turns(lines[at]) or "::" in lines[at].body:
            return True
    return False
