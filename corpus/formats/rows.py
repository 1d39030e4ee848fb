"""Flashcards in rows of separated values: a question, its answer, and what other columns hold."""

import csv
import html
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from corpus.entries.answers import untagged
from corpus.entries.questions import Reading, says_nothing
from corpus.lines.dialects import EXPORT
from corpus.lines.markers import asks, is_answer, read
from corpus.lines.plain import key, outside_code, plain
from corpus.lines.words import BACKS, FRONTS
from corpus.model import Entry, Finding, Span

_SHEETS = frozenset({".csv", ".tsv"})
_SEPARATOR = re.compile(r"#separator:[ \t]*([^\s\"]+)", re.IGNORECASE)
_NAMED = {"tab": "\t", "comma": ",", "semicolon": ";", "pipe": "|", "colon": ":", "space": " "}
_SIGNS = ",;\t|"
_BREAK = re.compile(r"(?:<br[ \t]*/?>|</?(?:ul|ol|li|p|div)(?:\s[^<>]{0,300})?>)+", re.IGNORECASE)
_FEWEST = 5  # lines with a tab that make a sheet where nothing else says that it is one
_MOST = 0.8  # share of a document's lines that hold a tab then, and of the rows that have two sides
_ASKING = 0.4  # share of the rows that ask
_SIDES = 2  # of a card
_PAIRED = 0.9  # share of the rows that are a term and its meaning where fewer ask
_WORD = re.compile(r"[^\W\d_]{3}|[^\W\d_\x00-\x7f]")
_PARTS = re.compile(
    r"(?<=[\w)\]?!.\"'”’])"
    r"(?:[ \t]+(?:[-–—=/#:]|<?-{1,2}>|=>)[ \t]+|:[ \t]+|[ \t]*(?:[*|~^;¦§→⇒]|->|=>|([*|~^@#$%&+=/])\1{1,2})[ \t]*)"
    r"(?=[\w(\[\"'“‘¿<$-])"
)
"""What may part the two sides of a card on a line: an odd sign, or one that prose has too between blanks."""

_PROSE = frozenset("-–—=/#:")
_BULLETS = " \t-*+•"
_ODDEST = 10  # cards with such a sign that show that it parts them
_CALLED = re.compile(r"(?<!\w)[^\W\d_]{2}|[^\W\d_\x00-\x7f]")
_TELLING = 3  # words of their answers, on average
_FRONT = 300  # characters of a line in which the sign stands


@dataclass(frozen=True, slots=True)
class _Row:
    """A row's cells, none where it cannot be read; its first and last line, from 1."""

    cells: tuple[str, ...]
    start: int
    end: int

    def begins(self, column: int) -> int:
        """Return the line on which a cell begins; cells before it may hold ends of lines."""
        return self.start + sum(cell.count("\n") for cell in self.cells[:column])


def read_rows(lines: Sequence[str], document: str, suffix: str) -> Reading | None:
    """Read the cards of a sheet; one that holds other data is a Finding. None where a document is no sheet.

    Sheets are files of separated values, exports whose first lines name what parts the cells (``#separator:tab``), and
    text of which nearly all lines hold a tab, or another sign between words (``front*back``). Names of columns say
    which is the question's and which the answer's; else the first two are, where an export is named such or many of the
    first cells ask.
    """
    top = next((at for at, line in enumerate(lines) if not EXPORT.match(line)), len(lines))
    named = _named_sign(lines[:top])
    sign = named or _sign(lines[top:], suffix)
    odd = "" if sign or suffix in _SHEETS else _odd_sign(lines)
    if not (sign or odd):
        return None
    cut = _halves(lines, odd) if odd else _rows(lines, top, sign)
    rows = list(cut) if suffix in _SHEETS else _joined(cut, bool(odd))
    sides = _named_sides(rows)
    body = rows[1:] if sides else rows
    if not (body and (named or sides or _are_cards(body) or (suffix not in _SHEETS and _are_terms(body)))):
        data = Reading((), (Finding("skipped", "rows of data, not questions and answers", 1, len(lines)),))
        return data if suffix in _SHEETS else None
    findings = [Finding("skipped", f"a mark of a program or a page: {lines[0]}", 1, top)] if top else []
    findings += [Finding("skipped", "the names of the columns", rows[0].start, rows[0].end)] if sides else []
    asked, told = sides or (0, 1)
    more = [row for row in body if any(cell.strip() for at, cell in enumerate(row.cells) if at not in (asked, told))]
    if more:
        findings.append(Finding("skipped", "columns beside question and answer", more[0].start, more[-1].end))
    read_ = [_entry(row, document, asked, told) for row in body]
    findings += [one for one in read_ if isinstance(one, Finding)]
    entries = tuple(one for one in read_ if isinstance(one, Entry))
    return Reading(entries, tuple(sorted(findings, key=lambda one: (one.start, one.end))))


def _named_sign(head: Sequence[str]) -> str:
    """Return what the head of an export says to part the cells, nothing where it does not."""
    named = next((match for line in head if (match := _SEPARATOR.match(line))), None)
    sign = _NAMED.get(named.group(1).lower(), named.group(1)) if named else ""
    return sign if len(sign) == 1 else ""


def _sign(lines: Sequence[str], suffix: str) -> str:
    """Return what parts the cells: what makes most of a first line, or a tab; nothing where there seem to be none."""
    if suffix == ".csv":
        first = next((line for line in lines if line.strip()), "")
        return max(_SIGNS, key=lambda sign: max((len(row.cells) for row in _rows([first], 0, sign)), default=0))
    filled = sum(bool(line.strip()) for line in lines)
    tabbed = sum("\t" in line and not line[0].isspace() for line in lines)
    return "\t" if suffix == ".tsv" or tabbed >= max(_FEWEST, _MOST * filled) else ""


def _odd_sign(lines: Sequence[str]) -> str:
    """Return the sign that stands once in nearly every line of text, between words, nothing where none does.

    A sign that prose has as well must stand before what says something. Lines are looked at only as long as one may
    still reach so many.
    """
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    filled = [line for line in lines if line.strip()]
    fewest, most = max(_ODDEST, _PAIRED * len(filled)), 0
    for seen, line in enumerate(filled):
        if most + len(filled) - seen < fewest:
            return ""
        parts = list(_PARTS.finditer(line[:_FRONT]))
        for sign, count in Counter(part.group().strip() for part in parts).items():
            if count == 1:
                part = next(one for one in parts if one.group().strip() == sign)
                found[sign].append((line[: part.start()].lstrip(_BULLETS), line[part.end() :]))
                most = max(most, len(found[sign]))
    sign, sides = max(found.items(), key=lambda one: len(one[1]), default=("", []))
    called = sum(_CALLED.search(front) is not None for front, _ in sides)
    told = sum(len(back.split()) for _, back in sides) >= _TELLING * len(sides)
    labelled = any(is_answer(f"{front}:") or read(f"{front}:").label for front, _ in sides)
    return sign if called >= fewest and not labelled and (told or sign not in _PROSE) else ""


def _halves(lines: Sequence[str], sign: str) -> Iterator[_Row]:
    """Yield the lines with words, each cut in two at the first such sign between words."""
    for number, line in enumerate(lines, 1):
        parts = (part for part in _PARTS.finditer(line[:_FRONT]) if part.group().strip() == sign)
        part = next(parts, None)
        if part:
            yield _Row((line[: part.start()].lstrip(_BULLETS), line[part.end() :]), number, number)
        elif line.strip():
            yield _Row((line,), number, number)


def _rows(lines: Sequence[str], top: int, sign: str) -> Iterator[_Row]:
    """Yield the rows with words below the first ``top`` lines; one whose cells are too long has none."""
    source = (line.replace("\r", " ") + "\n" for line in lines[top:])
    done = top
    while done < len(lines):
        reader, first = csv.reader(source, delimiter=sign), done
        try:
            for cells in reader:
                row = _Row(tuple(cells), done + 1, first + reader.line_num)
                done = row.end
                if any(cell.strip() for cell in cells):
                    yield row
        except csv.Error:
            yield _Row((), done + 1, first + reader.line_num)
            done = first + reader.line_num


def _named_sides(rows: Sequence[_Row]) -> tuple[int, int] | None:
    """Return the columns that the first row calls question and answer."""
    heads = [plain(cell).casefold() for cell in rows[0].cells] if rows else []
    asked = next((at for at, head in enumerate(heads) if FRONTS.fullmatch(head)), None)
    told = next((at for at, head in enumerate(heads) if BACKS.fullmatch(head)), None)
    return (asked, told) if asked is not None and told is not None else None


def _are_cards(rows: Sequence[_Row]) -> bool:
    sides = [row for row in rows if len(row.cells) > 1 and all(map(str.strip, row.cells[:2]))]
    asking = sum(asks(plain(row.cells[0])) >= 0.6 for row in sides)
    return len(sides) >= _MOST * len(rows) and asking >= _ASKING * len(rows)


def _are_terms(rows: Sequence[_Row]) -> bool:
    """Say whether rows are terms and their meanings: two cells each, none twice, and not numbers in the second."""
    pairs = [row.cells for row in rows if len(row.cells) == _SIDES and all(map(str.strip, row.cells))]
    worded = sum(_WORD.search(told) is not None for _, told in pairs)
    return min(worded, len({key(asked) for asked, _ in pairs})) >= _PAIRED * len(rows)


def _joined(rows: Iterable[_Row], close: bool) -> list[_Row]:
    """Add to the back of a card what stands on the lines right below it without parting signs and asks nothing.

    Where cards stand ``close``, a line each, what begins with a capital is none of the card above.
    """
    found: list[_Row] = []
    for row in rows:
        above = found[-1] if found else None
        alone = len(row.cells) == 1 and asks(plain(row.cells[0])) < 0.6 and not (close and row.cells[0][:1].isupper())
        if alone and above is not None and len(above.cells) == _SIDES and above.end + 1 == row.start:
            found[-1] = _Row((above.cells[0], f"{above.cells[1]}\n{row.cells[0]}"), above.start, row.end)
        else:
            found.append(row)
    return found


def _entry(row: _Row, document: str, asked: int, told: int) -> Entry | Finding:
    """Read a row as an entry; one without a question or an answer is a Finding."""
    if not row.cells:
        return Finding("skipped", "a row that is too long to read", row.start, row.end)
    question = asked_in(row.cells[asked]) if asked < len(row.cells) else ""
    said = [shown(line) for line in row.cells[told].split("\n")] if told < len(row.cells) else []
    filled = [at for at, line in enumerate(said) if line.strip()]
    if not question or (told >= len(row.cells) and asks(question) < 0.6):
        message = f"text that belongs to no question: {plain(' '.join(row.cells))}"
        return Finding("skipped", message, row.start, row.end)
    if not filled or says_nothing("\n".join(said)):
        return Finding("unanswered", f"a question without an answer: {question}", row.start, row.end)
    kept = range(filled[0], filled[-1] + 1)
    top = row.begins(told)
    return Entry(
        question=question,
        question_written=True,
        written=question,
        answer="\n".join(said[at] for at in kept),
        answer_lines=tuple(top + at for at in kept),
        document=document,
        lines=Span(row.start, row.end),
    )


def asked_in(cell: str) -> str:
    """Return the words of a cell without label and number; a bare number (``3 kinds of rock``) is one of them."""
    words = " ".join(html.unescape(plain(_parted(cell))).split())
    marker = read(words)
    return words if marker.style == "1" else marker.text


def shown(line: str) -> str:
    """Write a line of a cell in Markdown: programs export cells as HTML."""
    shown = untagged(_parted(line)).rstrip()
    return html.unescape(shown.lstrip() if line.startswith("<") else shown).replace("\u00a0", " ")


def _parted(cell: str) -> str:
    """Write blanks for the tags that part words."""
    return outside_code(cell, lambda rest: _BREAK.sub(" ", rest))
