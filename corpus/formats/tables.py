"""Tables that were made of a file, a sheet of a spreadsheet or a deck of cards each, to entries."""

from collections.abc import Sequence
from dataclasses import replace

from corpus.binaries import Table
from corpus.entries.reading import find_entries
from corpus.formats.decoding import Text
from corpus.formats.keyed import FRONT, key_words
from corpus.formats.laid import named_at, read_sheet
from corpus.formats.placed import Made, placed
from corpus.formats.rows import SEEN, Record, Row, data, names_of, reading_of, rows_of
from corpus.formats.sides import Said, called_cards
from corpus.lines.markers import ASKS, asks, is_answer, read
from corpus.lines.plain import plain
from corpus.model import Entry, Finding, Reading

_SIDES = ("question", "answer")
_LABELLED, _LABEL = 2, 12  # cells of a row that begins with a label, and characters of that
_TEXT = 0.9  # share of the rows of one cell, or of a label and its text, from which a sheet is written like a page
_ASKING = 0.1  # share of them that ask, or are labelled


def read_tables(text: Text, document: str) -> Reading:
    """Read the cards in the tables of a text; one that holds other data is a Finding."""
    said = Said(False, True, called_cards(document), (), frozenset())
    entries: list[Entry] = []
    findings: list[Finding] = []
    for table in text.tables:
        rows = list(rows_of(text.lines, table.start - 1 + bool(table.over), "\t", table.end))
        reading = _read(rows, said, document, table)
        entries += reading.entries
        findings += reading.findings
        if not reading.entries:
            findings.append(data(table.start, table.end))
    return Reading.of(entries, findings)


def _read(rows: Sequence[Row], said: Said, document: str, table: Table) -> Reading:
    if not table.laid:
        cards = [Record(row.start, row.end, _SIDES, row.leaves) for row in rows]
        return reading_of(cards, (), (), document, table.over)
    if named_at(rows) < 0 and _is_text(rows):
        return _of_text(rows, document, table.over)
    width = max((len(row.cells) for row in rows), default=0)
    full = [replace(row, cells=(*row.cells, *[""] * (width - len(row.cells))) if row.cells else ()) for row in rows]
    return read_sheet(full, said, document, table=table) or Reading((), ())


def _is_text(rows: Sequence[Row]) -> bool:
    """Say whether rows are the lines of a text: of one cell, or of a label and what it is for (``Q``, ``A``).

    Some of them ask, or have such a label.
    """
    seen = rows[:SEEN]
    labelled = sum(map(_is_label, seen))
    alone = [row.cells[row.filled[0]] for row in seen if len(row.filled) == 1]
    asking = sum(asks(read(plain(cell)).text) >= ASKS for cell in alone)
    return labelled + len(alone) >= _TEXT * len(seen) and labelled + asking >= _ASKING * len(seen)


def _is_label(row: Row) -> bool:
    """Say whether a row is a label and its text."""
    if len(row.filled) != _LABELLED or len(label := row.cells[row.filled[0]]) > _LABEL:
        return False
    marker = read(f"{label.rstrip(' .:')}: x")
    return is_answer(f"{label.rstrip(' .:')}: x") or (bool(marker.label) and marker.text == "x")


def _of_text(rows: Sequence[Row], document: str, over: tuple[str, ...]) -> Reading:
    """Read rows as lines of text, but for the name of a column over them."""
    heads = [row for row in rows[:1] if FRONT.fullmatch(key_words(" ".join(row.cells).strip()))]
    lines: list[tuple[int, str]] = []
    for row in rows[len(heads) :]:
        if lines and row.start > lines[-1][0] + 1:
            lines.append((lines[-1][0] + 1, ""))
        first, *others = (row.leaves[at] for at in row.filled)
        label = f"{first.text.rstrip(' .:')}: " if others else ""
        for number, said in (others or [first])[0].lines:
            lines.append((number, f"{label}{said}"))
            label = ""
    made = Made(tuple(said for _, said in lines), tuple(number for number, _ in lines), (), {}, {})
    reading = placed(find_entries(made.lines, document), made)
    entries = (replace(one, headings=(*over, *one.headings)) for one in reading.entries)
    return Reading.of(entries, (*map(names_of, heads), *reading.findings))
