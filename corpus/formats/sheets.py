"""Flashcards in rows of separated values: a question, its answer, and what other columns hold."""

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, dropwhile

from corpus.entries.questions import Reading
from corpus.entries.reach import answering
from corpus.formats.keyed import BACK, FRONT, MORE, choices_at
from corpus.formats.quizzes import Card, asked_in, card_of, counted_from, entry_of
from corpus.formats.sides import FEWEST, MOST, ODDEST, PAIRED, Said, are_phrases, called_cards, columns
from corpus.formats.trees import Branch, Leaf
from corpus.lines.dialects import EXPORT
from corpus.lines.markers import asks, is_answer, read
from corpus.lines.plain import plain
from corpus.lines.scanning import ruled
from corpus.lines.words import INQUIRING
from corpus.model import Entry, Finding

_SHEETS = frozenset({".csv", ".tsv"})
_SEPARATOR = re.compile(r"#separator:[ \t]*([^\s\"]+)", re.IGNORECASE)
_GLUED = re.compile(r"(#separator:[ \t]*(?:tab|comma|semicolon|pipe|colon|space))[ \t]*(?=[^\s#])", re.IGNORECASE)
_NAMES = re.compile(r"#columns:(.+)", re.IGNORECASE)
_ASIDE = re.compile(r"#(?:tags|deck|notetype|guid) column:[ \t]*([1-9]\d?)\b", re.IGNORECASE)
_NAMED = {"tab": "\t", "comma": ",", "semicolon": ";", "pipe": "|", "colon": ":", "space": " "}
_SIGNS = ",;\t|"
_SEEN = 1000  # rows by which columns are told
_SEVERAL = (
    r"(?:([|~^@#$%&+=])([|~^@#$%&+=])[^\W\d_]{0,4}\2\1|[|~^@#$%&+=]{3,8}|>{3,8}|;{3,8}"
    r"|(?i:[<\[](?:sep|tab)[>\]]))"
)
"""Signs that somebody made up to part two sides: several of them, mirrored around letters or none, or a word for it."""

_PARTS = re.compile(
    r"(?:(?<=[\w)\]?!.\"'”’？！。）])|(?<=\w-)(?=[ \t]))"
    r"(?:\*{0,3}(?:[ \t]+(?:[-–—=/#:]|<?-{1,2}>|=>|-{2,3})[ \t]+|:\*{0,3}[ \t]+)"
    rf"|[ \t]*(?:{_SEVERAL}"
    r"|[*|~^;¦§→⇒]|->|=>|---|([*|~^@#$%&+=/])\3{1,2})[ \t]*|--)"
    r"(?=[\w(\[\"'“‘¿<$-])"
)
"""What may part the two sides of a card on a line: an odd sign or several, or one that prose has too between blanks.

The end of bold stands before the latter, or behind a colon.
"""

_MADE_UP = re.compile(_SEVERAL)
_PROSE = frozenset({*"-–—=/#:", "--"})
_BEHIND = frozenset({*"-–—=:→⇒", "->", "=>"})
_BOLD = re.compile(r"(\*\*|__)[^\t]{1,200}?\1 {0,9}\t")
_ASKED = 3  # lines that ask ahead of the sign which show the same
_MOSTLY = 0.6  # share of the lines that do
_FEW = 2  # lines with a tab behind bold, and cards where a file is called after such, that show the same
_BULLETS = " \t-*+•"
_CALLED = re.compile(r"(?<!\w)[^\W\d_]{2}|[^\W\d_\x00-\x7f]")
_TELLING = 3  # words of their answers, on average
_FRONT = 300  # characters of a line in which the sign stands


@dataclass(frozen=True, slots=True)
class _Row:
    """A row's cells, none where it cannot be read; its first and last line, from 1."""

    cells: tuple[str, ...]
    start: int
    end: int


def read_rows(lines: Sequence[str], document: str, suffix: str) -> Reading | None:
    """Read the cards of a sheet; one that holds other data is a Finding. None where a document is no sheet.

    Sheets are files of separated values, exports whose first lines name what parts the cells (``#separator:tab``), and
    text of which nearly all lines hold a tab, or another sign between words (``front*back``). Names of columns say
    what each holds; else the first two are question and answer where an export is named such, or the column that asks
    and the one that answers it, or terms and their meanings.
    """
    mark = _glued(lines)
    top = 0 if mark else next((at for at, line in enumerate(lines) if not EXPORT.match(line)), len(lines))
    named = _named_sign([mark] if mark else lines[:top])
    lines = [lines[0].removeprefix(mark).lstrip(" "), *lines[1:]] if mark else lines
    called = called_cards(document)
    sign = named or _sign(lines[top:], suffix, called)
    odd = "" if sign or suffix in _SHEETS else _odd_sign(lines, called)
    if not (sign or odd):
        return None
    cut = _halves(lines, odd) if odd else _rows(lines, top, sign)
    rows = list(cut) if suffix in _SHEETS else _joined(cut, bool(odd))
    said = _said(lines[:top], named, suffix in _SHEETS, called)
    found = columns([row.cells for row in rows[:_SEEN]], said)
    if found is None:
        data = Reading((), (Finding("skipped", "rows of data, not questions and answers", 1, len(lines)),))
        return data if suffix in _SHEETS else None
    keys, headed = found
    named_in = {row.start for row in rows[:headed]} | _ruled_off(rows, lines, sign or odd)
    heads = [row for row in rows if row.start in named_in]
    body = [row for row in rows if row.start not in named_in]
    findings = []
    if top or mark:
        findings.append(Finding("skipped", f"a mark of a program or a page: {mark or lines[0]}", 1, max(top, 1)))
    findings += [Finding("skipped", "the names of the columns", row.start, row.end) for row in heads]
    read_in = {at for at, key in enumerate(keys) if FRONT.fullmatch(key) or BACK.fullmatch(key) or MORE.fullmatch(key)}
    read_in |= choices_at(keys).keys()
    more = [row for row in body if any(cell.strip() for at, cell in enumerate(row.cells) if at not in read_in)]
    if more:
        findings.append(Finding("skipped", "columns beside question and answer", more[0].start, more[-1].end))
    cards = [_card(row, keys) for row in body]
    first = counted_from(one for one in cards if isinstance(one, Card))
    read_ = [entry_of(one, document, first) if isinstance(one, Card) else one for one in cards]
    findings += [one for one in read_ if isinstance(one, Finding)]
    return Reading.of((one for one in read_ if isinstance(one, Entry)), findings)


def _glued(lines: Sequence[str]) -> str:
    """Return the head of an export (``#separator:tab``) that stands on the line of the first card, or nothing."""
    glued = _GLUED.match(lines[0]) if lines else None
    return glued.group(1) if glued and _named_sign([glued.group(1)]) in lines[0][glued.end() :] else ""


def _named_sign(head: Sequence[str]) -> str:
    """Return what the head of an export says to part the cells, nothing where it does not."""
    named = next((match for line in head if (match := _SEPARATOR.match(line))), None)
    sign = _NAMED.get(named.group(1).lower(), named.group(1)) if named else ""
    return sign if len(sign) == 1 else ""


def _said(head: Sequence[str], sign: str, sheet: bool, called: bool) -> Said:
    """Return what the head of an export, of which ``sign`` parts the cells, and the file say of its rows."""
    names = next((match.group(1) for line in head if (match := _NAMES.match(line))), "") if sign else ""
    listed = next((row.cells for row in _rows([names], 0, sign)), ()) if names else ()
    aside = frozenset(int(match.group(1)) - 1 for line in head if (match := _ASIDE.match(line)))
    return Said(sign != "", sheet, called, listed, aside)


def _sign(lines: Sequence[str], suffix: str, called: bool) -> str:
    """Return what parts the cells: what makes most of a first line, or a tab; nothing where there seem to be none."""
    if suffix == ".csv":
        first = next((line for line in lines if line.strip()), "")
        return max(_SIGNS, key=lambda sign: max((len(row.cells) for row in _rows([first], 0, sign)), default=0))
    filled = sum(bool(line.strip()) for line in lines)
    tabbed = [line for line in lines if "\t" in line and not line[0].isspace()]
    few = called or all(map(_BOLD.match, tabbed))
    return "\t" if suffix == ".tsv" or len(tabbed) >= max(_FEW if few else FEWEST, MOST * filled) else ""


def _odd_sign(lines: Sequence[str], called: bool) -> str:
    """Return the sign that stands once in nearly every line of text, between words, nothing where none does.

    A sign that prose has as well must stand before what says something, or between the same in two languages; not so
    where the file is ``called`` after cards. Of a sign that was made up fewer suffice, with lines that go on below, and
    fewer still behind questions. Lines are looked at only as long as one may still reach so many; titles ahead of them
    are none of them.
    """
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    filled = [line for line in lines if line.strip() and not ruled(line.strip())]
    filled = list(dropwhile(lambda line: line.startswith("#"), filled))
    fewest, most = max(_FEW if called else _ASKED, MOST * len(filled)), 0
    for seen, line in enumerate(filled):
        if most + len(filled) - seen < fewest:
            return ""
        parts = list(_PARTS.finditer(line[:_FRONT]))
        for sign, count in Counter(map(_parting, parts)).items():
            if count == 1:
                part = next(one for one in parts if _parting(one) == sign)
                found[sign].append((line[: part.start()].lstrip(_BULLETS), line[part.end() :]))
                most = max(most, len(found[sign]))
    sign, sides = max(found.items(), key=lambda one: len(one[1]), default=("", []))
    least = _ASKED if _are_asked(sign, sides) else ODDEST
    fewest = max(FEWEST, fewest) if _MADE_UP.fullmatch(sign) else max(_FEW if called else least, PAIRED * len(filled))
    worded = sum(_CALLED.search(front) is not None for front, _ in sides)
    told = called or sum(len(back.split()) for _, back in sides) >= _TELLING * len(sides)
    labelled = any(is_answer(f"{front}:") or read(f"{front}:").label for front, _ in sides)
    sure = told or sign not in _PROSE or are_phrases(sides, len(filled))
    return sign if worded >= fewest and not labelled and sure else ""


def _are_asked(sign: str, sides: Sequence[tuple[str, str]]) -> bool:
    """Say whether most of what stands before a dash, a colon or an arrow asks, and what is behind answers."""
    fronts = [read(plain(front)).text for front, _ in sides]
    asking = sum(INQUIRING.match(front) is not None and "?" not in front[:-1] for front in fronts)
    return sign in _BEHIND and asking >= _MOSTLY * len(sides) > 0 and answering([plain(back) for _, back in sides])


def _parting(part: re.Match[str]) -> str:
    """Return the sign of what may part two sides, without blanks and the end of bold."""
    return part.group().strip("* \t") or part.group().strip()


def _ruled_off(rows: Sequence[_Row], lines: Sequence[str], sign: str) -> set[int]:
    """Return the first lines of the rows that are heads of tables: none is right above them, and a rule right below."""
    return {
        row.start
        for at, row in enumerate(rows)
        if (at == 0 or not lines[row.start - 2].strip()) and row.end < len(lines) and _rules(lines[row.end], sign)
    }


def _rules(line: str, sign: str) -> bool:
    """Say whether a line, whatever parts its cells, parts the head of a table from its rows (``---,---``)."""
    return ruled(line.strip().replace(sign, "|"))


def _halves(lines: Sequence[str], sign: str) -> Iterator[_Row]:
    """Yield the lines with words, each cut in two at the first such sign between words; none that rules a table."""
    for number, line in enumerate(lines, 1):
        parts = (part for part in _PARTS.finditer(line[:_FRONT]) if _parting(part) == sign)
        part = next(parts, None)
        if part:
            closing = "|" if sign == "|" and line.lstrip().startswith("|") else ""
            back = line[part.end() :].rstrip().removesuffix(closing).rstrip()
            yield _Row((line[: part.start()].lstrip(_BULLETS), back), number, number)
        elif line.strip() and not _rules(line, sign):
            yield _Row((line,), number, number)


def _rows(lines: Sequence[str], top: int, sign: str) -> Iterator[_Row]:
    """Yield the rows below the first ``top`` lines, none that is blank or rules; one with too long cells has none."""
    source = (line.replace("\r", " ") + "\n" for line in lines[top:])
    done = top
    while done < len(lines):
        reader, first = csv.reader(source, delimiter=sign), done
        try:
            for cells in reader:
                row = _Row(
                    tuple(cell if "\n" in cell else cell.strip(" ") for cell in cells),
                    done + 1,
                    first + reader.line_num,
                )
                done = row.end
                if any(cell.strip() for cell in cells) and not ruled("|".join(cells)):
                    yield row
        except csv.Error:
            yield _Row((), done + 1, first + reader.line_num)
            done = first + reader.line_num


def _joined(rows: Iterable[_Row], close: bool) -> list[_Row]:
    """Add to the back of a card what stands on the lines right below it without parting signs and asks nothing.

    Where cards stand ``close``, a line each, what begins with a capital is none of the card above.
    """
    found: list[_Row] = []
    for row in rows:
        above = found[-1] if found else None
        alone = len(row.cells) == 1 and asks(plain(row.cells[0])) < 0.6 and not (close and row.cells[0][:1].isupper())
        if alone and above is not None and len(above.cells) == 2 and above.end + 1 == row.start:
            found[-1] = _Row((above.cells[0], f"{above.cells[1]}\n{row.cells[0]}"), above.start, row.end)
        else:
            found.append(row)
    return found


def _card(row: _Row, keys: Sequence[str]) -> Card | Finding:
    """Read a row as a card; one without a question or an answer is a Finding."""
    if not row.cells:
        return Finding("skipped", "a row that is too long to read", row.start, row.end)
    starts = accumulate((cell.count("\n") for cell in row.cells), initial=row.start)
    cells = [Leaf(tuple(enumerate(cell.split("\n"), at))) for at, cell in zip(starts, row.cells, strict=False)]
    named: list[tuple[str, Leaf | Branch]] = list(zip(keys, cells, strict=False))
    card = card_of(Branch(row.start, row.end, True, named))
    if card is not None:
        return card
    asked = next((asked_in(cell.text) for name, cell in zip(keys, cells, strict=False) if FRONT.fullmatch(name)), "")
    if asks(asked) >= 0.6:
        return Finding("unanswered", f"a question without an answer: {asked}", row.start, row.end)
    return Finding("skipped", f"text that belongs to no question: {plain(' '.join(row.cells))}", row.start, row.end)
