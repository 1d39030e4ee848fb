"""Flashcards between START and END, as notes hold them for a program that adds them to Anki."""

import re
from collections.abc import Iterator, Sequence

_START = "START"
END = "END"
"""The line that ends such a card."""

_KIND = re.compile(r"[^\W\d_][\w ()-]{0,60}$")
_FRONT = re.compile(r"[ \t]*Front:[ \t]*", re.IGNORECASE)
_BACK = re.compile(r"[ \t]*Back:[ \t]*", re.IGNORECASE)
_BESIDE = re.compile(r"[ \t]*(?:Tags:|ID: \d)", re.IGNORECASE)
_FENCE = re.compile(r"[ \t]{0,3}(`{3,}|~{3,})[ \t]*(?:anki)?[ \t]*$", re.IGNORECASE)
_CODE = re.compile(r"[ \t]*(?:`{3}|~{3}|\$\$)")
_ITEM = re.compile(r"[ \t]*[-*+][ \t]+")
_TALL = 200  # lines of a card


def dealt(lines: Sequence[str]) -> tuple[Sequence[str], frozenset[int]]:
    """Write Q and A before the sides of such cards; return with the lines those around them, without a fence's signs.

    The kind of a note stands below START; the first side may have its name before it, the other has (``Back:``).
    """
    cards = list(_cards(lines)) if _START in map(str.strip, lines) else []
    if not cards:
        return lines, frozenset()
    changed = list(lines)
    around: set[int] = set()
    for first, front, back, last in cards:
        around.update((first, first + 1, last), range(first + 1, front))
        around.update(at for at in range(back, last) if _BESIDE.match(lines[at]))
        asked = [_FRONT.sub("", lines[front], count=1), *lines[front + 1 : back]]
        if not any(_CODE.match(line) for line in asked):
            said = [_ITEM.sub("", line, count=1).strip() for line in asked]
            asked = [" ".join(filter(None, said)), *[""] * (len(asked) - 1)]
        changed[front:back] = [f"Q: {asked[0]}", *asked[1:]]
        changed[back] = f"A: {_BACK.sub('', lines[back], count=1)}"
    for opened, closed in _fences(lines, cards):
        around.update((opened, closed))
        changed[opened] = changed[closed] = ""
    return changed, frozenset(around)


def _cards(lines: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    """Yield the lines of START, of both sides and of END of each card."""
    for first, line in enumerate(lines):
        if line.strip() != _START or first + 1 >= len(lines) or not _KIND.match(lines[first + 1].strip()):
            continue
        inside = range(first + 2, min(first + _TALL, len(lines)))
        last = next((at for at in inside if lines[at].strip() in (_START, END)), -1)
        back = next((at for at in range(first + 2, last) if _BACK.match(lines[at])), -1)
        front = next((at for at in range(first + 2, back) if _FRONT.sub("", lines[at], count=1).strip()), -1)
        if front > 0 and lines[last].strip() == END:
            yield first, front, back, last


def _fences(lines: Sequence[str], cards: Sequence[tuple[int, int, int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the lines of the fences right around runs of cards."""
    starts = {first: last for first, _, _, last in cards}
    for first in starts:
        opened = _FENCE.match(lines[first - 1]) if first else None
        at = first
        while opened and at in starts:
            below = starts[at] + 1
            at = next((one for one in range(below, len(lines)) if lines[one].strip()), below)
            if at < len(lines) and lines[at].strip() == opened.group(1):
                yield first - 1, at
