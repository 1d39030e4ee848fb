"""Tables whose cells are ruled on paper: what stands in one cell belongs together, wherever its lines begin."""

from bisect import bisect
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, groupby

from corpus.formats.layout import Frame, Piece, frames, rows_of

_THIN = 2.0  # points: what is thinner is a rule
_TOUCH = 3.0  # points between rules that meet, or between two parts of one
_MOST = 200  # rules of a page: where there are more they are a drawing
_LONGEST = 1500  # characters in a cell of a table: more is the layout of a page
_FILLED = 0.5  # share of the rows of a table that have several filled cells


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line on paper, ``across`` or down: the place ``at`` which it runs, in points, and from where to where.

    Places are counted from the lower left corner.
    """

    across: bool
    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Grid:
    """The rules of a table, and the places of those that run ``down``, from the left, and ``across``, from below."""

    rules: tuple[Rule, ...]
    down: tuple[float, ...]
    across: tuple[float, ...]

    def holds(self, piece: Piece) -> bool:
        """Say whether a piece of text stands inside."""
        middle = (piece.left + piece.right) / 2
        return self.down[0] < middle < self.down[-1] and self.across[0] < piece.base < self.across[-1]

    def table(self, pieces: Iterable[Piece]) -> Frame | None:
        """Read what stands inside cell by cell; None where that is no table."""
        found: list[list[list[Piece]]] = [[[] for _ in self.down[1:]] for _ in self.across[1:]]
        for piece in chain.from_iterable(map(self._parted, pieces)):
            place = min(max(bisect(self.down, piece.left + _THIN), 1), len(self.down) - 1)
            found[len(self.across) - 1 - bisect(self.across, piece.base)][place - 1].append(piece)
        filled = [row for row in found if any(row)]
        several = [row for row in filled if sum(map(bool, row)) > 1]
        longest = max((sum(len(piece.letters) for piece in cell) for row in filled for cell in row), default=0)
        if len(several) < max(2, _FILLED * len(filled)) or longest > _LONGEST:
            return None
        used = [place for place in range(len(self.down) - 1) if any(row[place] for row in filled)]
        return Frame.of(tuple(tuple(_in_order(row[place]) for place in used) for row in filled))

    def _parted(self, piece: Piece) -> Iterator[Piece]:
        """Part a piece at the rules between its letters."""
        between = [
            each.at
            for each in self.rules
            if not each.across and piece.left < each.at < piece.right and each.start < piece.base < each.end
        ]
        if not between:
            yield piece
            return
        for _, letters in groupby(piece.letters, key=lambda each: bisect(between, (each.left + each.right) / 2)):
            part = tuple(letters)
            shown = [each for each in part if each.text > " "]
            if shown:
                yield replace(piece, letters=part, left=shown[0].left, right=shown[-1].right)


def rule(left: float, low: float, right: float, high: float) -> Rule | None:
    """Return the rule that is drawn in a box; None where it is something else."""
    wide, tall = right - left, high - low
    if tall <= _THIN < wide:
        return Rule(True, (low + high) / 2, left, right)
    return Rule(False, (left + right) / 2, low, high) if wide <= _THIN < tall else None


def ruled_frames(pieces: Sequence[Piece], rules: Sequence[Rule]) -> Iterator[Frame]:
    """Yield the parts of a page in reading order, its ruled tables as such."""
    for grid in _grids(rules):
        inside = [piece for piece in pieces if grid.holds(piece)]
        table = grid.table(inside)
        if table is None:
            continue
        above = [piece for piece in pieces if piece.base >= grid.across[-1]]
        yield from frames(above)
        yield table
        done = {id(piece) for piece in (*above, *inside)}
        pieces = [piece for piece in pieces if id(piece) not in done]
    yield from frames(pieces)


def _grids(rules: Sequence[Rule]) -> list[Grid]:
    """Put rules together that meet, as those of one table do; tables from the top of the page down."""
    left = _joined(rules)
    if len(left) > _MOST:
        return []
    found = []
    while left:
        group = [left.pop()]
        for one in group:
            met = {other for other in left if _meet(one, other)}
            group += met
            left = [other for other in left if other not in met]
        down, across = ([*_places(each.at for each in group if each.across == way)] for way in (False, True))
        if len(down) > 2 and len(across) > 2:
            found.append(Grid(tuple(sorted(group, key=lambda each: each.at)), tuple(down), tuple(across)))
    return sorted(found, key=lambda grid: -grid.across[-1])


def _joined(rules: Iterable[Rule]) -> list[Rule]:
    """Put the parts of a rule together, which may be drawn cell by cell."""
    whole: list[Rule] = []
    ordered = sorted(rules, key=lambda each: (each.across, round(each.at), each.start))
    for _, line in groupby(ordered, key=lambda each: (each.across, round(each.at))):
        for part in line:
            above = whole[-1] if whole else None
            same = above is not None and above.across == part.across and abs(above.at - part.at) <= _THIN
            if above is not None and same and part.start <= above.end + _TOUCH:
                whole[-1] = Rule(part.across, above.at, above.start, max(above.end, part.end))
            else:
                whole.append(part)
    return whole


def _meet(one: Rule, other: Rule) -> bool:
    crosses = one.start - _TOUCH <= other.at <= one.end + _TOUCH
    return one.across != other.across and crosses and other.start - _TOUCH <= one.at <= other.end + _TOUCH


def _places(found: Iterable[float]) -> Iterator[float]:
    """Yield places in order, of those close together the first."""
    last = float("-inf")
    for place in sorted(found):
        if place - last > _TOUCH:
            yield place
            last = place


def _in_order(cell: Sequence[Piece]) -> tuple[Piece, ...]:
    """Return the pieces of a cell line by line."""
    return tuple(piece for row in rows_of(cell) for piece in sorted(row, key=lambda each: each.left))
