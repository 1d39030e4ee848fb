"""Rows of separated values to cards: a question, its answer, and what other columns hold."""

import csv
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from corpus.formats.cards import Card, asked_in, card_of, counted_from, entry_of
from corpus.formats.keyed import BACK, FRONT, MORE, choices_at
from corpus.formats.sides import Said, columns
from corpus.formats.trees import Branch, Leaf
from corpus.lines.faces import faces, gapped
from corpus.lines.markers import ASKS, asks
from corpus.lines.plain import plain
from corpus.lines.scanning import ruled
from corpus.model import Entry, Finding, Reading

_READ = (FRONT, BACK, MORE)

SEEN = 1000
"""Rows by which columns are told."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row's cells, none where it cannot be read; its first and last line, from 1; and lines ahead of its cells."""

    cells: tuple[str, ...]
    start: int
    end: int
    ahead: int = 0

    @property
    def filled(self) -> list[int]:
        """Return which cells hold something."""
        return [at for at, cell in enumerate(self.cells) if cell.strip()]

    def part(self, columns: range) -> "Row":
        """Return the row with the cells of these columns alone."""
        ahead = self.ahead + sum(cell.count("\n") for cell in self.cells[: columns.start])
        return Row(self.cells[columns.start : columns.stop], self.start, self.end, ahead)

    @property
    def leaves(self) -> list[Leaf]:
        """Return the cells on their lines."""
        starts = accumulate((cell.count("\n") for cell in self.cells), initial=self.start + self.ahead)
        return [Leaf(tuple(enumerate(cell.split("\n"), at))) for at, cell in zip(starts, self.cells, strict=False)]


def rows_of(lines: Sequence[str], top: int, sign: str, end: int | None = None) -> Iterator[Row]:
    """Yield the rows below the first ``top`` lines, down to line ``end``; none that is blank or rules.

    One with too long cells has none.
    """
    end = len(lines) if end is None else end
    source = (line.replace("\r", " ") + "\n" for line in lines[top:end])
    done = top
    while done < end:
        reader, first = csv.reader(source, delimiter=sign), done
        try:
            for cells in reader:
                row = Row(
                    tuple(cell if "\n" in cell else cell.strip(" ") for cell in cells),
                    done + 1,
                    first + reader.line_num,
                )
                done = row.end
                if any(cell.strip() for cell in cells) and not ruled("|".join(cells)):
                    yield row
        except csv.Error:
            yield Row((), done + 1, first + reader.line_num)
            done = first + reader.line_num


def names_of(row: Row) -> Finding:
    """Say of a row that it names the columns."""
    return Finding("skipped", "the names of the columns", row.start, row.end)


def data(start: int, end: int) -> Finding:
    """Say of lines that they are rows without cards."""
    return Finding("skipped", "rows of data, not questions and answers", start, end)


@dataclass(slots=True)
class Record:
    """What may be a card: the keys of columns, the values of a row, and the titles above it."""

    start: int
    end: int
    keys: Sequence[str]
    leaves: list[Leaf]
    titles: tuple[Row, ...] = ()

    @property
    def cells(self) -> list[tuple[str, Leaf]]:
        """Return the values that have a key, with it."""
        return list(zip(self.keys, self.leaves, strict=False))


def read_cards(rows: Sequence[Row], said: Said, document: str, *, ruled: Collection[int] = ()) -> Reading | None:
    """Read rows of which each is a card; None where they hold other data. ``ruled`` begin heads of tables."""
    found = columns([row.cells for row in rows[:SEEN]], said)
    if found is None:
        return None
    keys, headed = found
    named = {*ruled, *(row.start for row in rows[:headed])}
    records = [Record(row.start, row.end, keys, row.leaves) for row in rows if row.start not in named]
    return reading_of(records, [row for row in rows if row.start in named], (), document)


def reading_of(
    records: Iterable[Record], heads: Sequence[Row], titles: Sequence[Row], document: str, over: tuple[str, ...] = ()
) -> Reading:
    """Make entries and findings of records, below the headings ``over`` and the titles between them."""
    records = list(records)
    cards = [_card(record, over) for record in records]
    first = counted_from(one for one in cards if isinstance(one, Card))
    made = [entry_of(one, document, first) if isinstance(one, Card) else one for one in cards]
    findings = [one for one in made if isinstance(one, Finding)]
    findings += map(names_of, heads)
    used = {row for record, one in zip(records, made, strict=True) if isinstance(one, Entry) for row in record.titles}
    findings += [_apart(row.cells, row.start, row.end) for row in titles if row not in used]
    if more := [record for record in records if _says_more(record)]:
        findings.append(Finding("skipped", "columns beside question and answer", more[0].start, more[-1].end))
    return Reading.of((one for one in made if isinstance(one, Entry)), findings)


def _says_more(record: Record) -> bool:
    """Say whether cells hold something that is read neither as question nor as answer."""
    lettered = choices_at(record.keys)
    read_in = {at for at, key in enumerate(record.keys) if any(form.fullmatch(key) for form in _READ)}
    return any(leaf.text for at, leaf in enumerate(record.leaves) if at not in lettered and at not in read_in)


def _card(record: Record, over: tuple[str, ...]) -> Card | Finding:
    """Read a record as a card; one without a question or an answer is a Finding."""
    if not record.leaves:
        return Finding("skipped", "a row that is too long to read", record.start, record.end)
    card = card_of(Branch(record.start, record.end, True, [*record.cells]))
    if card is not None:
        card.over = (*over, *(plain(row.cells[row.filled[0]]) for row in record.titles), *card.over)
        return _gapped(card)
    asked = next((asked_in(leaf.text) for key, leaf in record.cells if FRONT.fullmatch(key)), "")
    if asks(asked) >= ASKS:
        return Finding("unanswered", f"a question without an answer: {asked}", record.start, record.end)
    return _apart([leaf.text for leaf in record.leaves], record.start, record.end)


def _apart(cells: Sequence[str], start: int, end: int) -> Finding:
    return Finding(
        "skipped", f"text that belongs to no question: {plain(' '.join(' '.join(cells).split()))}", start, end
    )


def _gapped(card: Card) -> Card:
    """Ask for the gaps in a sentence (``{{c1::word}}``), which is its own answer."""
    if not gapped(card.asked.text):
        return card
    front, told = faces(card.asked.text) or ("", "")
    line = card.asked.start
    return replace(card, asked=Leaf(((line, front),)), told=[Leaf(((line, told),))], more=[*card.told, *card.more])
