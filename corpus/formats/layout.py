"""Pieces of text as they stand on a page to rows in reading order: columns one after the other, tables row by row."""

import re
from bisect import bisect
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

_LEVEL = 0.5  # sizes by which pieces of a row are raised or lowered at most
_GUTTER = 0.4  # sizes between two columns at least
_NARROW = 4  # sizes: what is narrower is no column, but may be one of a table
_APART = 3.0  # sizes between two rows, from which they are not of one table
_OTHER = 1.0  # points by which these differ in size, from which they are not either
_ALIGNED = 3  # points by which cells of a column begin further right than others at most
_TALL = 3  # lines of a column at least
_FILLED = 0.8  # share of the rows of a table whose first cell is filled
_PLACES = 20  # where most lines begin, and columns may
_BESIDE = 0.3  # share of a column's lines that have another one beside them at least

MARK = re.compile(r"\W*(?:[^\W\d_]{0,10}\W?\d[\d.]*|\w|[ivx]+)?\W*|.{1,20}[:：]|\(?[a-hA-H][.)]\s.*", re.I)
"""Bullets, numbers, labels and choices: what stands beside it goes on with it, and is no column of its own."""


@dataclass(slots=True)
class Letter:
    """A letter: where it stands in points, on which ``base``, how large it is, and how it looks."""

    text: str
    hyphen: bool
    left: float
    right: float
    base: float
    size: float
    bold: bool
    mono: bool

    @property
    def shows(self) -> bool:
        """Say whether it is more than a blank."""
        return self.text > " " and self.right > self.left


@dataclass(frozen=True, slots=True)
class Piece:
    """Letters written in one go, without a wide gap, in the place ``at`` of the file; a ``mark`` is no text."""

    letters: tuple[Letter, ...]
    left: float
    right: float
    base: float
    size: float
    mark: bool
    at: int


@dataclass(frozen=True, slots=True)
class Frame:
    """A part of a page that is read from top to bottom: ``rows`` of pieces, from left to right.

    ``column`` says that others stand beside it; ``cells`` are those of each row where it is a table.
    """

    rows: tuple[tuple[Piece, ...], ...]
    column: bool = False
    cells: tuple[tuple[tuple[Piece, ...], ...], ...] = ()

    @classmethod
    def of(cls, cells: tuple[tuple[tuple[Piece, ...], ...], ...]) -> "Frame":
        """Make a table of the cells of its rows."""
        return cls(tuple(tuple(piece for cell in row for piece in cell) for row in cells), True, cells)


def frames(pieces: Sequence[Piece], column: bool = False) -> Iterator[Frame]:
    """Yield the parts of a page, or of a column of it, in reading order."""
    rows = rows_of(pieces)
    found = _split(rows)
    if found is None:
        if rows:
            yield _frame(rows, column)
        return
    start, end, gutter = found
    top, bottom = rows[start][0].base, rows[end - 1][-1].base
    band = [piece for piece in pieces if bottom <= piece.base <= top]
    by_rows = _turns(band, gutter) > 1
    table = next((part for part in _parts(rows[start:end]) if by_rows and _turns(part, gutter)), ())
    if table:
        top, bottom = table[0].base, table[-1].base
        band = [piece for piece in band if bottom <= piece.base <= top]
    yield from frames([piece for piece in pieces if piece.base > top], column)
    if table:
        yield from _tabled(band, gutter, column)
    else:
        yield from frames([piece for piece in band if piece.left < gutter], True)
        yield from frames([piece for piece in band if piece.left >= gutter], True)
    yield from frames([piece for piece in pieces if piece.base < bottom], column)


def rows_of(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Put together what stands on one line, from the top of the page down."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda piece: -piece.base):
        level = _LEVEL * max(piece.size, max((each.size for each in rows[-1]), default=0)) if rows else 0
        if rows and rows[-1][0].base - piece.base < level:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return rows


def _split(rows: Sequence[Sequence[Piece]]) -> tuple[int, int, float] | None:
    """Return the rows (the first, and the one behind the last) that a gap goes down through, and where it ends.

    It is the gap between the longest columns, or, where a table has it, that of the table which begins first.
    """
    lefts = Counter(round(piece.left) for row in rows for piece in row)
    places = [left - 1.0 for left, count in lefts.most_common(_PLACES) if count >= _TALL]
    bands = [band for band in (_band(rows, place) for place in places) if band[0]]
    if not bands:
        return None

    def tabled(band: tuple[int, int, int, float]) -> bool:
        return _turns([piece for row in rows[band[1] : band[2]] for piece in row], band[3]) > 1

    def begins(band: tuple[int, int, int, float]) -> tuple[int, int]:
        both = (at for at in range(band[1], band[2]) if len({piece.left < band[3] for piece in rows[at]}) == 2)
        return next(both, band[2]), -band[0]

    longest = max(bands)
    return (min(filter(tabled, bands), key=begins) if tabled(longest) else longest)[1:]


def _band(rows: Sequence[Sequence[Piece]], gutter: float) -> tuple[int, int, int, float]:
    """Return how many lines the shorter column has of two that a gap parts, which rows they fill, and where it ends."""
    best, start = (0, 0, 0, gutter), 0
    crossed = [
        any(piece.left < gutter and piece.right > gutter - _GUTTER * piece.size for piece in row) for row in rows
    ]
    for end in range(len(rows) + 1):
        if end < len(rows) and not crossed[end]:
            continue
        beside = _beside([piece for row in rows[start:end] for piece in row], gutter)
        best = max(best, (beside, start, end, gutter))
        start = end + 1
    return best


def _beside(pieces: Sequence[Piece], gutter: float) -> int:
    """Count the lines of the shorter of two columns, 0 where these are none: narrow, short, or not side by side.

    Those of a table may be narrow, and begin below each other: gaps between words of justified text don't.
    """
    sides = [[each for each in pieces if (each.left < gutter) == left] for left in (True, False)]
    tabled = _turns(pieces, gutter) > 1
    for side in sides:
        text = [each for each in side if not each.mark and (tabled or each.right - each.left > _NARROW * each.size)]
        if tabled and side is sides[1]:
            text = [each for each in text if each.left < gutter + _ALIGNED]
        if len({round(each.base) for each in text}) < _TALL:
            return 0
    few, many = sorted(sides, key=len)
    heights = sorted(each.base for each in many)
    beside = sum(bisect(heights, each.base - each.size) < bisect(heights, each.base + each.size) for each in few)
    return len(few) if beside >= _BESIDE * len(few) else 0


def _parts(rows: Sequence[Sequence[Piece]]) -> Iterator[list[Piece]]:
    """Part rows where too wide a gap for a table goes across, or letters are of another size."""
    part: list[Piece] = []
    above = 0.0
    for row in rows:
        size = max(piece.size for piece in row)
        if part and (part[-1].base - row[0].base > _APART * size or abs(size - above) > _OTHER):
            yield part
            part = []
        part += row
        above = size
    yield part


def _turns(band: Sequence[Piece], gutter: float) -> int:
    """Count how often the file goes from one side to the other: columns are written one by one, tables by rows."""
    text = sorted((piece for piece in band if not piece.mark), key=lambda piece: piece.at)
    return sum((one.left < gutter) != (other.left < gutter) for one, other in pairwise(text))


def _tabled(part: Sequence[Piece], gutter: float, column: bool) -> Iterator[Frame]:
    """Read a table with what stands above and below it and does not reach over the gutter."""
    beyond = [at for at, piece in enumerate(part) if piece.left >= gutter]
    first, end = part[beyond[0]], beyond[-1] + 1
    head = {at for at in range(beyond[0]) if part[at].base > first.base + first.size / 2}
    inside = [part[at] for at in range(end) if at not in head]
    table = _table(inside)
    filled = [row[0] != () for row in table.cells]
    sound = len(filled) > 1 and filled[0] and sum(filled) >= _FILLED * len(filled)
    yield from frames([part[at] for at in sorted(head)], column)
    yield table if sound else _frame(rows_of(inside), column)
    yield from frames(part[end:], column)


def _frame(rows: Sequence[Sequence[Piece]], column: bool) -> Frame:
    """Return lines that are no table, each from left to right."""
    return Frame(tuple(tuple(sorted(row, key=lambda piece: piece.left)) for row in rows), column)


def _table(pieces: Sequence[Piece]) -> Frame:
    """Read a table, whose cells stand in the file row by row."""
    ends: list[float] = []
    for piece in sorted(pieces, key=lambda piece: piece.left):
        if ends and piece.left < ends[-1] + _GUTTER * piece.size:
            ends[-1] = max(ends[-1], piece.right)
        else:
            ends.append(piece.right)
    rows: list[list[list[Piece]]] = []
    last = len(ends)
    for piece in pieces:
        place = sum(end < piece.left for end in ends)
        if place < last:
            rows.append([[] for _ in ends])
        rows[-1][place].append(piece)
        last = place
    return Frame.of(tuple(tuple(tuple(cell) for cell in row) for row in rows))
