"""Rows as people lay them out in a sheet: below titles, with cells over several rows, one table after another."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from corpus.binaries import Table
from corpus.formats.keyed import FRONT, OVER, TITLE
from corpus.formats.rows import SEEN, Record, Row, reading_of
from corpus.formats.sides import Said, columns, heads_of
from corpus.formats.trees import Leaf
from corpus.lines.markers import ASKS, asks, read
from corpus.lines.plain import plain
from corpus.model import Reading

_ABOVE = 30  # rows that may stand above the names of the columns
_LONGEST = 120  # characters of a title
_ASKING = 0.6  # share of the questions that ask, from which what stands alone among them and asks nothing is a title


def read_sheet(
    rows: Sequence[Row], said: Said, document: str, *, table: Table | None = None, ruled: Collection[int] = ()
) -> Reading | None:
    """Read the cards of a sheet, the whole file but for a ``table``; None where it holds other data.

    ``ruled`` begin rows that are heads of tables.
    """
    table = table or Table(1, 0)
    top = _above(rows)
    if parts := _side_by_side(rows[top].cells if top < len(rows) else ()):
        tables = ([*rows[:top], *(one for row in rows[top:] if (one := row.part(part)).filled)] for part in parts)
        alone = replace(table, wide=frozenset(), tall={})
        return _joined([read_sheet(one, said, document, table=alone, ruled=ruled) for one in tables])
    found = columns([row.cells for row in rows[top : top + SEEN]], said)
    if found is None:
        return None
    keys, headed = found
    sheet = _Sheet(keys, rows[top : top + headed], rows[:top])
    tall = {line for line, joined in table.tall.items() if sheet.asked in joined}
    titled = _titled(rows[top:], sheet.asked)
    end = 0
    for row, below in pairwise([*rows[top + headed :], Row((), 0, 0)]):
        apart, end = sheet.entitled or row.start > end + 1, row.end
        if row.start in ruled or sheet.names(row) or (apart and heads_of(row.cells)):
            sheet.name(row)
        elif _entitles(row) and (
            row.start in table.wide or row.filled[0] in titled or (apart and heads_of(below.cells))
        ):
            sheet.entitle(row)
        else:
            sheet.add(row, row.start in tall)
    return reading_of(_grouped(sheet.records), sheet.heads, sheet.titles, document, table.over)


def _side_by_side(names: Sequence[str]) -> list[range]:
    """Return the columns of each of several tables side by side, which have the same names; none of a single one."""
    filled = [at for at, name in enumerate(names) if name.strip()]
    said = [names[at].strip().casefold() for at in filled]
    for count in range(2, len(said) // 2 + 1):
        if said == said[:count] * (len(said) // count) and heads_of(said[:count]):
            return [range(start, end) for start, end in pairwise([*filled[::count], len(names)])]
    return []


def _joined(readings: Iterable[Reading | None]) -> Reading | None:
    """Join what tables side by side hold, row by row; None where none holds cards."""
    found = [reading for reading in readings if reading is not None]
    entries = sorted((entry for reading in found for entry in reading.entries), key=lambda entry: entry.lines.start)
    return Reading.of(entries, dict.fromkeys(one for reading in found for one in reading.findings)) if found else None


class _Sheet:
    """Takes the rows of a sheet: records, and what stands over them."""

    def __init__(self, keys: Sequence[str], heads: Sequence[Row], above: Sequence[Row]) -> None:
        self.records: list[Record] = []
        self.heads = [*heads]
        self.titles = [*above]
        self.entitled = False
        self._keys = keys
        self._names = {head.cells for head in heads}
        whole = tuple(row for row in above if _entitles(row))
        self._outer = whole[:1] if heads else whole[:-1][:1]
        self._over = self._outer if heads else (*self._outer, *whole[-1:])

    @property
    def asked(self) -> int:
        """Return the column of the questions."""
        return next((at for at, key in enumerate(self._keys) if FRONT.fullmatch(key)), 0)

    def names(self, row: Row) -> bool:
        """Say whether a row names the columns once more."""
        return row.cells in self._names

    def name(self, row: Row) -> None:
        """Take the head of a table; the title right above it is that of the table."""
        if not self.names(row):
            self._keys = heads_of(row.cells) or self._keys
        self.heads.append(row)
        self._names.add(row.cells)
        if self.entitled:
            self._outer = self._over = self._over[-1:]
        self.entitled = False

    def entitle(self, row: Row) -> None:
        """Take a title of the rows below it."""
        self.titles.append(row)
        self._over = (*self._outer, row)
        self.entitled = True

    def add(self, row: Row, goes_on: bool) -> None:
        """Take a row, which ``goes_on`` with the one above where both have the same question."""
        self.entitled = False
        if goes_on and self.records:
            _extend(self.records[-1], row)
        else:
            self.records.append(Record(row.start, row.end, self._keys, row.leaves, self._over))


def named_at(rows: Sequence[Row]) -> int:
    """Return which row names the columns, -1 where none does."""
    return next((at for at, row in enumerate(rows[:_ABOVE]) if heads_of(row.cells)), -1)


def _above(rows: Sequence[Row]) -> int:
    """Return how many rows stand above the names of the columns, or above the first row of several cells."""
    named = named_at(rows[:-1])
    alone = sum(1 for _ in takewhile(_entitles, rows[:_ABOVE]))
    return named if named >= 0 else (alone if alone < len(rows) else 0)


def _entitles(row: Row) -> bool:
    """Say whether a row is one cell that says something short and asks nothing."""
    said = row.cells[row.filled[0]] if len(row.filled) == 1 else ""
    return any(map(str.isalpha, said)) and len(said) <= _LONGEST and not _asks(said)


def _asks(cell: str) -> bool:
    return asks(read(plain(cell)).text) >= ASKS


def _titled(rows: Sequence[Row], asked: int) -> range:
    """Return the columns in which a cell alone is a title: those before the questions, and theirs where most ask."""
    cells = [row.cells[asked] for row in rows[:SEEN] if len(row.filled) > 1 and asked in row.filled]
    return range(asked + (sum(map(_asks, cells)) >= _ASKING * len(cells)))


def _extend(above: Record, row: Row) -> None:
    """Add to a record what stands in a row below it in the same cells."""
    leaves = dict(enumerate(above.leaves))
    for at, leaf in enumerate(row.leaves):
        if leaf.text:
            leaves[at] = Leaf((*leaves[at].lines, *leaf.lines)) if at in leaves else leaf
    above.leaves = [leaves[at] for at in range(len(leaves))]
    above.end = row.end


def _grouped(records: Sequence[Record]) -> Iterator[Record]:
    """Yield the records, each with the name of its group, which may stand at the first of several alone."""
    group: dict[str, Leaf] = {}
    titles: tuple[Row, ...] = ()
    for record in records:
        if record.titles != titles:
            titles = record.titles
            group.clear()
        for at, (key, leaf) in enumerate(record.cells):
            if OVER.fullmatch(key) and not TITLE.fullmatch(key):
                group[key] = leaf if leaf.text else group.get(key, leaf)
                record.leaves[at] = group[key]
        yield record
