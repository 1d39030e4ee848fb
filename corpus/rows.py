"""Flashcards in rows of separated values: a question, its answer, and what other columns hold."""

import csv
import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.markers import asks
from corpus.model import Entry, Finding, Span
from corpus.plain import plain, strip_tags
from corpus.questions import Reading, says_nothing
from corpus.words import BACKS, FRONTS

SHEETS = frozenset({".csv", ".tsv"})
"""Suffixes of files that hold a row a line: read where the rows are cards."""

_SIGNS = ",;\t|"
_SIDES = 2
_BREAK = re.compile(r"<br[ \t]*/?>", re.IGNORECASE)
_MOST = 0.9  # share of the rows without names of columns that have two cells
_ASKING = 0.4  # share of them that ask


@dataclass(frozen=True, slots=True)
class _Row:
    """A row's cells, its first and last line, from 1."""

    cells: tuple[str, ...]
    start: int
    end: int

    def begins(self, column: int) -> int:
        """Return the line on which a cell begins; cells before it may hold ends of lines."""
        return self.start + sum(cell.count("\n") for cell in self.cells[:column])


def read_rows(lines: Sequence[str], document: str, suffix: str) -> Reading:
    """Read the cards of a sheet; one that holds other data is a Finding.

    Names of columns say which is the question's and which the answer's; without them a sheet of two columns is cards
    where many of the first cells ask.
    """
    rows = list(_rows(lines, "\t" if suffix == ".tsv" else _sign(lines)))
    sides = _named(rows)
    body = rows[1:] if sides else rows
    asked, told = sides or (0, 1)
    if not (body and (sides or _are_cards(body))):
        return Reading((), (Finding("skipped", "rows of data, not questions and answers", 1, len(lines)),))
    findings = [Finding("skipped", "the names of the columns", rows[0].start, rows[0].end)] if sides else []
    entries = []
    more = [row for row in body if any(cell.strip() for at, cell in enumerate(row.cells) if at not in (asked, told))]
    if more:
        findings.append(Finding("skipped", "columns beside question and answer", more[0].start, more[-1].end))
    for row in body:
        entry = _entry(row, document, asked, told) if len(row.cells) > max(asked, told) else None
        if entry:
            entries.append(entry)
        else:
            said = plain(" ".join(row.cells))
            findings.append(Finding("unanswered", f"a question without an answer: {said}", row.start, row.end))
    return Reading(tuple(entries), tuple(sorted(findings, key=lambda one: (one.start, one.end))))


def _sign(lines: Sequence[str]) -> str:
    """Return what parts the cells of a sheet: what makes most cells of its first line."""
    first = next((line for line in lines if line.strip()), "")
    return max(_SIGNS, key=lambda sign: _cells(first, sign))


def _cells(line: str, sign: str) -> int:
    """Count the cells of a line; none of one that cannot be read as such."""
    try:
        return len(next(csv.reader([line], delimiter=sign), []))
    except csv.Error:
        return 0


def _rows(lines: Sequence[str], sign: str) -> Iterator[_Row]:
    """Yield the rows with words; none of a sheet that cannot be read as such."""
    reader = csv.reader((f"{line}\n" for line in lines), delimiter=sign)
    done = 0
    try:
        for cells in reader:
            row = _Row(tuple(cells), done + 1, reader.line_num)
            done = reader.line_num
            if any(cell.strip() for cell in cells):
                yield row
    except csv.Error:
        return


def _named(rows: Sequence[_Row]) -> tuple[int, int] | None:
    """Return the columns that the first row calls question and answer."""
    heads = [plain(cell).casefold() for cell in rows[0].cells] if rows else []
    asked = next((at for at, head in enumerate(heads) if FRONTS.fullmatch(head)), None)
    told = next((at for at, head in enumerate(heads) if BACKS.fullmatch(head)), None)
    return (asked, told) if asked is not None and told is not None else None


def _are_cards(rows: Sequence[_Row]) -> bool:
    sides = sum(len(row.cells) == _SIDES and all(map(str.strip, row.cells)) for row in rows)
    asking = sum(asks(plain(row.cells[0])) >= 0.6 for row in rows)
    return sides >= _MOST * len(rows) and asking >= _ASKING * len(rows)


def _entry(row: _Row, document: str, asked: int, told: int) -> Entry | None:
    question = plain(html.unescape(_BREAK.sub(" ", row.cells[asked].replace("\n", " "))))
    top = row.begins(told)
    said = [strip_tags(html.unescape(_BREAK.sub(" ", line))).rstrip() for line in row.cells[told].split("\n")]
    filled = [at for at, line in enumerate(said) if line.strip()]
    if not question or not filled or says_nothing("\n".join(said)):
        return None
    kept = range(filled[0], filled[-1] + 1)
    return Entry(
        question=question,
        question_written=True,
        written=question,
        answer="\n".join(said[at] for at in kept),
        answer_lines=tuple(top + at for at in kept),
        document=document,
        lines=Span(row.start, row.end),
        headings=(),
        sections=(),
    )
