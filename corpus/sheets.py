"""Flashcards as programs export them: a line a card, its sides parted by tabs or whatever the first lines name."""

import csv
import html
import re
from collections.abc import Sequence

from corpus.candidates import Candidate
from corpus.lines import LONG, Kind, Line
from corpus.markers import Marker, asks, read
from corpus.model import Finding
from corpus.plain import plain

_SEPARATOR = re.compile(r"#separator:[ \t]*(\S+)", re.IGNORECASE)
_NAMED = {"tab": "\t", "comma": ",", "semicolon": ";", "pipe": "|", "colon": ":", "space": " "}
_BREAK = re.compile(r"<br[ \t]*/?>|</(?:li|p|div)>", re.IGNORECASE)
_SIDES = 2  # columns of a card that are read
_FEWEST = 5  # lines that make a sheet where nothing names what parts their sides
_MOST = 0.8  # share of a document's lines that are cards then
_ASKING = 0.4  # share of them that ask then


def beside(lines: Sequence[Line], rows: Sequence[Candidate]) -> list[Finding]:
    """Make a finding of the columns of such a document that are neither question nor answer."""
    sign = _sign(lines) or "\t"
    more = [row.index + 1 for row in rows if len(_split(lines[row.index].raw, sign)) > _SIDES]
    return [Finding("skipped", "columns beside question and answer", more[0], more[-1])] if more else []


def cards(lines: Sequence[Line]) -> list[Candidate]:
    """Read a document that is an export of flashcards, else nothing."""
    sign = _sign(lines)
    if sign:
        return _rows(lines, sign)
    rows = _rows(lines, "\t")
    said = sum(line.kind not in (Kind.BLANK, Kind.MARK, Kind.META) for line in lines)
    asking = sum(row.asking >= 0.6 for row in rows)
    return rows if len(rows) >= max(_FEWEST, _MOST * said) and asking >= _ASKING * len(rows) else []


def _sign(lines: Sequence[Line]) -> str:
    """Return what a document's first lines say to part the sides of its cards, nothing where they don't."""
    named = next((match for line in lines[:_FEWEST] if (match := _SEPARATOR.match(line.raw))), None)
    sign = _NAMED.get(named.group(1).lower(), named.group(1)) if named else ""
    return sign if len(sign) == 1 else ""


def _split(row: str, sign: str) -> list[str]:
    try:
        return [_shown(side) for side in next(csv.reader([row], delimiter=sign), [])]
    except csv.Error:
        return []


def _rows(lines: Sequence[Line], sign: str) -> list[Candidate]:
    found = []
    for index, line in enumerate(lines):
        if sign not in line.raw or len(line.raw) > LONG or line.kind in (Kind.MARK, Kind.META, Kind.CODE):
            continue
        sides = _split(line.raw, sign)
        if len(sides) < 2 or not sides[0] or not sides[1] or line.raw[0].isspace():
            continue
        marker = read(sides[0])
        turned = Marker(marker.label, marker.number, "", marker.text)
        found.append(Candidate(index, index, "row", 0, turned, sides[1], False, asks(marker.text), True))
    return found


def _shown(side: str) -> str:
    return plain(html.unescape(_BREAK.sub(" ", side))).strip()
