"""Numbered items that stand deeper than they belong: their indent is read as that of the list they count on."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.lines.markers import ASKS, asks
from corpus.lines.scanning import Kind, Line

_DEEP = 4  # columns of indent from which an item stands inside another, or nothing says so
_FEWEST = 2  # such items that ask
_ASKING = 0.5  # share of them


@dataclass(frozen=True, slots=True)
class _Open:
    """An item that may hold others: where it stands, its number (a bullet has none), and the indent it is read at."""

    indent: int
    number: int | None
    read: int


def outdented(lines: Sequence[Line]) -> Sequence[Line]:
    """Give numbered items the indent of the list that they go on with.

    An item goes on with the one that it stands in where its number is the next (``5.``, then ``6.`` inside it). Items
    that are indented though nothing holds them, as lists copied from other programs are, begin a line where they ask.
    """
    changed: dict[int, int] = {}
    loose: list[int] = []
    stack: list[_Open] = []
    for index, line in enumerate(lines):
        if line.kind is Kind.HEADING or (line.kind is Kind.TEXT and line.opens):
            while stack and stack[-1].indent >= line.indent:
                stack.pop()
        if line.kind is not Kind.ITEM or line.quote:
            continue
        number = line.count
        last: _Open | None = None
        while stack and stack[-1].indent >= line.indent:
            last = stack.pop()
        read = _read(number, line.indent, last, stack[-1] if stack else None)
        if read != line.indent:
            changed[index] = read
        elif number is not None and not stack and line.indent >= _DEEP:
            loose.append(index)
        stack.append(_Open(line.indent, number, read))
    asking = sum(asks(lines[index].words) >= ASKS for index in loose)
    if asking >= max(_FEWEST, _ASKING * len(loose)):
        changed.update(dict.fromkeys(loose, 0))
    return [replace(line, indent=changed[at]) if at in changed else line for at, line in enumerate(lines)]


def _read(number: int | None, indent: int, last: _Open | None, holder: _Open | None) -> int:
    """Return the indent at which an item is read: its own, or that of what it counts on."""
    for one in (last, holder):
        if one is not None and number is not None and one.number == number - 1:
            return one.read if one is holder or one.indent == indent else indent
    return indent
