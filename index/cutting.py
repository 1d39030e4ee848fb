"""Where a text that is too long is cut: at headings, then paragraphs, items and rows, then sentences, then words."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.units import Unit

_FENCES = ("```", "~~~", "<pre")
_PIECE = 3.0  # what one passage more costs, against the costs of cutting there
_SMALL, _SMALL_SHARE = 2.0, 0.25  # a passage that fills less than this share of the room costs so much more

LONGEST_PIECE = 40
"""Characters a word piece; what is longer than that times the room is not even counted."""


@dataclass(frozen=True, slots=True)
class Layout:
    """A text with its lines: line ``i`` has the characters from ``starts[i]``; ``units`` are its statements."""

    text: str
    lines: tuple[str, ...]
    starts: tuple[int, ...]
    units: tuple[Unit, ...]

    def line_of(self, offset: int) -> int:
        """Return the line that holds the character at ``offset``."""
        return bisect_right(self.starts, offset) - 1

    def end_of(self, line: int) -> int:
        """Return the offset at which a line ends, its line break excluded."""
        return self.starts[line] + len(self.lines[line])


@dataclass(frozen=True, slots=True)
class Cut:
    """Characters ``start`` to ``end`` of a text, and the lines above them to repeat: a fence, a table's heading."""

    start: int
    end: int
    frame: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Atom:
    """What is not cut again: a line, or a part of a line that is too long; ``cost`` is that of cutting before it."""

    start: int
    end: int
    size: int
    cost: float
    frame: tuple[int, ...]
    frame_size: int
    blank: bool


def lay_out(text: str, units: Sequence[Unit]) -> Layout:
    """Find the lines of ``text``."""
    lines = text.split("\n")
    starts = [0]
    for line in lines[:-1]:
        starts.append(starts[-1] + len(line) + 1)
    return Layout(text, tuple(lines), tuple(starts), tuple(units))


def cut_lines(layout: Layout, first: int, last: int, room: int, count: Callable[[str], int]) -> list[Cut]:
    """Cut lines ``first`` to ``last`` so that each part has at most ``room`` word pieces, at the least cost.

    A code block or a row is cut only where it alone is too long, a code block then at its lines.
    """
    atoms = _atoms(layout, first, last, room, count)
    return [
        Cut(atoms[i].start, max(atom.end for atom in atoms[i:j] if not atom.blank), atoms[i].frame)
        for i, j in _cheapest(atoms, room)
        if not all(atom.blank for atom in atoms[i:j])
    ]


def _cheapest(atoms: list[_Atom], room: int) -> list[tuple[int, int]]:
    """Return the cheapest way to group the atoms, as (from, to) pairs; looks back only as far as the room reaches.

    Lines of signs alone take no room: they count as if each stood for a piece, with a blank line beside it.
    """
    best = [0.0] + [float("inf")] * len(atoms)
    came = [0] * (len(atoms) + 1)
    for j in range(1, len(atoms) + 1):
        size = 0
        for i in range(j - 1, max(j - 1 - 2 * room, -1), -1):
            size += atoms[i].size
            full = size + atoms[i].frame_size
            if full > room and i < j - 1:
                if size > room:
                    break
                continue
            cost = best[i] + _PIECE + (atoms[i].cost if i else 0.0)
            cost += _SMALL if full < _SMALL_SHARE * room else 0.0
            if cost < best[j]:
                best[j], came[j] = cost, i
    groups, j = [], len(atoms)
    while j:
        groups.append((came[j], j))
        j = came[j]
    return groups[::-1]


def _atoms(layout: Layout, first: int, last: int, room: int, count: Callable[[str], int]) -> list[_Atom]:
    costs = _costs(layout, first, last)
    found: list[_Atom] = []
    sizes: dict[tuple[int, ...], int] = {}
    head = first  # the first of the lines with bars that this one is the last of
    for line in range(first, last + 1):
        text = layout.lines[line]
        if line > first and "|" not in layout.lines[line - 1]:
            head = line
        size = count(text) if len(text) <= room * LONGEST_PIECE else room + 1
        frame = _frame(layout, line, first, head) if line > first else ()
        if frame not in sizes:  # a table has one for all its rows
            sizes[frame] = sum(count(layout.lines[number]) for number in frame)
        frame_size = sizes[frame]
        if frame_size > room // 2:
            frame, frame_size = (), 0
        if size <= room - frame_size:
            found.append(
                _Atom(
                    layout.starts[line],
                    layout.end_of(line),
                    size,
                    costs[line - first],
                    frame,
                    frame_size,
                    not text.strip(),
                )
            )
            continue
        cost = costs[line - first]
        for start, end in _inside(layout, line, room - frame_size, count):
            found.append(_Atom(start, end, count(layout.text[start:end]), cost, frame, frame_size, blank=False))
            cost = 6.0  # within a line that is too long: dearer than between sentences
    return found


def _costs(layout: Layout, first: int, last: int) -> list[float]:
    """Return what it costs to cut before each line: least at headings and blank lines, most within a unit.

    The costs are set by hand, in the order in which a reader would rather see a cut: before a heading (1), after a
    blank line (2), before code, a row or an item (3, and up to 1 more the deeper it is nested), before a sentence (4);
    4 more part a lead-in from what it leads to. Right under a heading (12), within a unit or before a blank line (20) a
    cut is so dear that it is made only where no other place is within reach.
    """
    costs = [4.0] * (last - first + 1)
    blank = [not line.strip() for line in layout.lines[first : last + 1]]
    low = bisect_left(layout.units, first, key=lambda unit: unit.last_line)
    high = bisect_right(layout.units, last, key=lambda unit: unit.first_line)
    for unit in layout.units[low:high]:
        top, bottom = unit.first_line, unit.last_line
        for line in range(max(top + 1, first), min(bottom, last) + 1):
            costs[line - first] = 20.0
        if first <= top <= last and costs[top - first] < 20:
            indent = len(unit.text) and unit.start - layout.starts[unit.first_line]
            costs[top - first] = {"heading": 1.0, "code": 3.0, "sentence": 4.0}.get(
                unit.kind, 3.0 + min(indent, 20) / 20
            )
        if unit.kind == "heading" and first <= bottom + 1 <= last:
            costs[bottom + 1 - first] = 12.0
    above = 0
    for i in range(1, len(costs)):
        if not blank[i - 1]:
            above = i - 1
        if blank[i]:
            costs[i] = 20.0
        elif blank[i - 1] and costs[i] < 12:
            costs[i] = min(costs[i], 2.0)
        if costs[i] < 12 and layout.lines[first + above].rstrip(" *_").endswith((":", "：")):
            costs[i] += 4.0
    return costs


def _frame(layout: Layout, line: int, first: int, head: int) -> tuple[int, ...]:
    """Return the lines that must be repeated for ``line`` to be read rightly: its fence, or its table's heading.

    ``head`` is where the run of lines with bars begins.
    """
    unit = next((u for u in _near(layout, line) if u.first_line <= line <= u.last_line), None)
    if unit is None:
        return ()
    if unit.kind == "code":
        opened = first <= unit.first_line < line and layout.lines[unit.first_line].lstrip("> \t").startswith(_FENCES)
        return (unit.first_line,) if opened else ()
    if unit.kind != "row":
        return ()
    rule = head + 1
    if rule >= line or any(character.isalnum() for character in layout.lines[rule]):
        return ()
    return head, rule


def _near(layout: Layout, line: int) -> Sequence[Unit]:
    at = bisect_right(layout.units, line, key=lambda unit: unit.first_line)
    return layout.units[max(0, at - 2) : at]


def _inside(layout: Layout, line: int, room: int, count: Callable[[str], int]) -> list[tuple[int, int]]:
    """Cut one line between its sentences, and those that are still too long between words."""
    start, end = layout.starts[line], layout.end_of(line)
    low = bisect_right(layout.units, start, key=lambda unit: unit.start)
    high = bisect_right(layout.units, end - 1, key=lambda unit: unit.start)
    stops = [start, *(unit.start for unit in layout.units[low:high]), end]
    found: list[tuple[int, int]] = []
    for left, right in pairwise(stops):
        while left < right:
            stop = _fitting(layout.text, left, right, room, count)
            if layout.text[left:stop].strip():
                found.append((left, stop))
            left = stop
    return found


def _fitting(text: str, start: int, end: int, room: int, count: Callable[[str], int]) -> int:
    """Return how far from ``start`` the text fits: to the end, to a blank, or else to any character."""
    stop = min(end, start + room * LONGEST_PIECE)
    while (size := count(text[start:stop])) > room:
        stop = start + max(1, min(stop - start - 1, (stop - start) * room // size))
    if stop < end:
        blank = max(text.rfind(" ", start, stop), text.rfind("\t", start, stop))
        if blank > start and text[start:blank].strip():
            stop = blank + 1
    return stop
