"""Text of which each line is a card: what parts its cells, and whether anything does."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import dropwhile

from corpus.entries.reach import answering
from corpus.formats.laid import read_sheet
from corpus.formats.rows import Row, data, read_cards, rows_of
from corpus.formats.sides import FEWEST, MOST, ODDEST, PAIRED, Said, are_phrases, called_cards
from corpus.lines.markers import ASKS, asks, is_answer, read
from corpus.lines.marks import EXPORT
from corpus.lines.plain import plain
from corpus.lines.scanning import ruled
from corpus.lines.words import INQUIRING
from corpus.model import Finding, Reading

_SHEETS = frozenset({".csv", ".tsv"})
_SEPARATOR = re.compile(r"#separator:[ \t]*([^\s\"]+)", re.IGNORECASE)
_GLUED = re.compile(r"(#separator:[ \t]*(?:tab|comma|semicolon|pipe|colon|space))[ \t]*(?=[^\s#])", re.IGNORECASE)
_NAMES = re.compile(r"#columns:(.+)", re.IGNORECASE)
_ASIDE = re.compile(r"#(?:tags|deck|notetype|guid) column:[ \t]*([1-9]\d?)\b", re.IGNORECASE)
_NAMED = {"tab": "\t", "comma": ",", "semicolon": ";", "pipe": "|", "colon": ":", "space": " "}
_SIGNS = ",;\t|"
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
    cut = _halves(lines, odd) if odd else rows_of(lines, top, sign)
    rows = list(cut) if suffix in _SHEETS else _joined(cut, bool(odd))
    said = _said(lines[:top], named, suffix in _SHEETS, called)
    ruled_ = _ruled_off(rows, lines, sign or odd)
    laid = said.sheet and not said.export
    read_all = read_sheet if laid else read_cards
    reading = read_all(rows, said, document, ruled=ruled_)
    if reading is None:
        return Reading((), (data(1, len(lines)),)) if suffix in _SHEETS else None
    if not (top or mark):
        return reading
    head = Finding("skipped", f"a mark of a program or a page: {mark or lines[0]}", 1, max(top, 1))
    return Reading.of(reading.entries, (head, *reading.findings))


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
    listed = next((row.cells for row in rows_of([names], 0, sign)), ()) if names else ()
    aside = frozenset(int(match.group(1)) - 1 for line in head if (match := _ASIDE.match(line)))
    return Said(sign != "", sheet, called, listed, aside)


def _sign(lines: Sequence[str], suffix: str, called: bool) -> str:
    """Return what parts the cells: what makes most of a first line, or a tab; nothing where there seem to be none."""
    if suffix == ".csv":
        first = next((line for line in lines if line.strip()), "")
        return max(_SIGNS, key=lambda sign: max((len(row.cells) for row in rows_of([first], 0, sign)), default=0))
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


def _ruled_off(rows: Sequence[Row], lines: Sequence[str], sign: str) -> set[int]:
    """Return the first lines of the rows that are heads of tables: none is right above them, and a rule right below."""
    return {
        row.start
        for at, row in enumerate(rows)
        if (at == 0 or not lines[row.start - 2].strip()) and row.end < len(lines) and _rules(lines[row.end], sign)
    }


def _rules(line: str, sign: str) -> bool:
    """Say whether a line, whatever parts its cells, parts the head of a table from its rows (``---,---``)."""
    return ruled(line.strip().replace(sign, "|"))


def _halves(lines: Sequence[str], sign: str) -> Iterator[Row]:
    """Yield the lines with words, each cut in two at the first such sign between words; none that rules a table."""
    for number, line in enumerate(lines, 1):
        parts = (part for part in _PARTS.finditer(line[:_FRONT]) if _parting(part) == sign)
        part = next(parts, None)
        if part:
            closing = "|" if sign == "|" and line.lstrip().startswith("|") else ""
            back = line[part.end() :].rstrip().removesuffix(closing).rstrip()
            yield Row((line[: part.start()].lstrip(_BULLETS), back), number, number)
        elif line.strip() and not _rules(line, sign):
            yield Row((line,), number, number)


def _joined(rows: Iterable[Row], close: bool) -> list[Row]:
    """Add to the back of a card what stands on the lines right below it without parting signs and asks nothing.

    Where cards stand ``close``, a line each, what begins with a capital is none of the card above.
    """
    found: list[Row] = []
    for row in rows:
        above = found[-1] if found else None
        alone = len(row.cells) == 1 and asks(plain(row.cells[0])) < ASKS and not (close and row.cells[0][:1].isupper())
        if alone and above is not None and len(above.cells) == 2 and above.end + 1 == row.start:
            found[-1] = Row((above.cells[0], f"{above.cells[1]}\n{row.cells[0]}"), above.start, row.end)
        else:
            found.append(row)
    return found
