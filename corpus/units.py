"""An answer to its smallest statements: sentences, list items, table rows, code blocks and headings."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from corpus.lines.scanning import Kind, Line, scan

UnitKind = Literal["sentence", "item", "row", "code", "heading"]

_CODE_SPAN = re.compile(r"`[^`\n]{1,500}`|\]\([^()\s]{1,500}\)|https?://[^\s<>)\]]{1,500}")
_END = re.compile(r"(?<![.!?…])[.!?…]+[)\]\"'”’*_`]*(?=\s|$)|[。！？｡]+[」』”’）*_]*")
_ABBREVIATIONS = frozenset(
    re.findall(
        r"\S+",
        "e.g i.e etc vs cf resp approx ca no nos fig eq sec vol p pp ed al inc ltd corp co jr sr st dr mr mrs ms prof"
        " dept est max min incl usw excl abbr misc temp orig univ proc evtl bspw inkl exkl engl"
        " z.b d.h bzw т.д т.е т.п ex",
    )
)
_WORD = re.compile(r"(?<![\w./\\@-])([^\W\d_]{4,})[)\]\"'”’*_]*$")
_LONGEST = 30  # characters before a full stop that hold such a word
_WORDS = 3  # words up to the full stop that ends a sentence before a small word
_OPENING = "*_\"'“‘([{-–—/"
_BACK = 10  # characters before a full stop that hold an abbreviation
_HUGE = 2_000_000  # characters of a paragraph above which it is cut into pieces without a look at its sentences
_PIECE = 600  # characters of such a piece
_WRAPPED = 60  # characters above which a line that the next word would not have fitted into was wrapped


@dataclass(frozen=True, slots=True)
class Unit:
    """One statement of an answer.

    ``text`` is ``answer[start:end]``: offsets count characters and leave out indent, list marker and quote sign;
    ``first_line`` and ``last_line`` count the answer's lines from 0. A list item or quote of several sentences gives
    one unit a sentence; a code block is one unit, fences included; a table's heading row is a ``heading`` and its rule
    is in no unit.
    """

    kind: UnitKind
    text: str
    first_line: int
    last_line: int
    start: int
    end: int


def units(answer: str) -> list[Unit]:
    """Split an answer into its units, in order and disjoint; time is linear in the answer's length.

    A paragraph of more than two million characters is no prose: it is cut into pieces of 600 at most.
    """
    lines = scan(answer.split("\n"))
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line.raw) + 1)
    found: list[Unit] = []
    index = 0
    while index < len(lines):
        line = lines[index]
        if line.kind is Kind.CODE:
            last = _last(lines, index, Kind.CODE)
            _code(answer, lines, starts, index, last, found)
            index = last
        elif line.kind is Kind.TABLE:
            _row(lines, starts, index, found)
        elif line.kind is Kind.HEADING:
            _append(found, "heading", answer, lines, starts, index, index)
        elif line.kind in (Kind.TEXT, Kind.ITEM):
            last = _paragraph(lines, index)
            kind: UnitKind = "item" if line.kind is Kind.ITEM else "sentence"
            if line.level:
                kind = "heading"
            _sentences(found, kind, answer, lines, starts, index, last)
            index = last
        index += 1
    return found


def _last(lines: list[Line], index: int, kind: Kind) -> int:
    while index + 1 < len(lines) and lines[index + 1].kind is kind:
        index += 1
    return index


def _code(answer: str, lines: list[Line], starts: list[int], first: int, last: int, found: list[Unit]) -> None:
    """Append the code blocks of a run of code lines, fences included."""
    top = first
    opened = False
    for index in range(first, last + 1):
        fence = lines[index].body.lstrip("> ").startswith(("```", "~~~", "<pre", "</pre"))
        closes = fence and opened and index > top
        if closes or index == last:
            start, end = starts[top], starts[index] + len(lines[index].raw)
            found.append(Unit("code", answer[start:end], top, index, start, end))
            top, opened = index + 1, False
        elif fence:
            opened = True


def _row(lines: list[Line], starts: list[int], index: int, found: list[Unit]) -> None:
    raw = lines[index].raw
    text = raw.strip()
    if not any(character.isalnum() for character in text):
        return
    below = lines[index + 1].raw if index + 1 < len(lines) else ""
    rule = "-" in below and not any(character.isalnum() for character in below)
    start = starts[index] + len(raw) - len(raw.lstrip())
    found.append(Unit("heading" if rule else "row", text, index, index, start, start + len(text)))


def _paragraph(lines: list[Line], first: int) -> int:
    """Return the last line of the paragraph or item that starts at ``first``."""
    last = first
    while last + 1 < len(lines) and not lines[last + 1].opens and lines[last + 1].kind is Kind.TEXT:
        last += 1
    return last


def _sentences(
    found: list[Unit], kind: UnitKind, answer: str, lines: list[Line], starts: list[int], first: int, last: int
) -> None:
    """Append the sentences of lines ``first`` to ``last``; a sentence goes on over a line only where it was wrapped."""
    width = max(len(lines[index].raw.rstrip()) for index in range(first, last + 1))
    group = first
    for index in range(first, last + 1):
        if index == last or not _runs_on(lines[index], lines[index + 1], width):
            _append(found, kind, answer, lines, starts, group, index)
            group = index + 1


def _runs_on(line: Line, below: Line, width: int) -> bool:
    text = line.raw.rstrip("\r\\ ")
    if line.raw.endswith(("  ", "\\")) or text.endswith((":", ";")):
        return False
    word = below.body.split(maxsplit=1)[0]
    if word[:1].islower():
        return True
    return width >= _WRAPPED and len(line.raw.rstrip()) + 1 + len(word) > width


def _append(
    found: list[Unit], kind: UnitKind, answer: str, lines: list[Line], starts: list[int], first: int, last: int
) -> None:
    raw = lines[first].raw
    body = raw.find(lines[first].body[:200]) if lines[first].body else 0
    start = starts[first] + max(body, 0)
    end = starts[last] + len(lines[last].raw.rstrip())
    inner: Iterable[int] = ()
    if kind != "heading":
        inner = _cuts(answer[start:end], start) if end - start <= _HUGE else _pieces(answer, start, end)
    cuts = [start, *inner, end]
    for left, right in pairwise(cuts):
        text = answer[left:right]
        left += len(text) - len(text.lstrip())
        text = text.strip()
        if text[:1].isalnum() or any(character.isalnum() for character in text):
            top = bisect_right(starts, left, first, last + 1) - 1
            bottom = top if first == last else top + text.count("\n")
            found.append(Unit(kind, text, top, bottom, left, left + len(text)))


def _cuts(text: str, offset: int) -> list[int]:
    """Return the offsets between the sentences of ``text``."""
    masked = _CODE_SPAN.sub(lambda span: "x" * len(span.group()), text)
    whole = len(text.rstrip())
    found = []
    for end in _END.finditer(masked):
        start, at = end.span()
        if at >= whole:
            break
        if masked[start] in ".…":
            if at == start + 1 and _abbreviated(masked, start):
                continue
            several = masked[start] == "…" or masked[start : start + 2] == ".."
            following = text[at : at + 40].lstrip(" \t\r\n*_\"'“‘(")
            if several and following[:1] == "`":
                continue
            if following[:1].islower() and (several or not _closed(masked, start)):
                continue
        found.append(offset + at)
    return found


def _closed(text: str, dot: int) -> bool:
    """Say whether a full stop ends a sentence though the next word is small, as names of commands are.

    It does behind a whole small word that is no abbreviation, and behind three words at least; not behind numbers,
    single letters, names of files and the three dots of something left out.
    """
    word = _WORD.search(text, max(0, dot - _LONGEST), dot)
    if word is None or not word.group(1).islower() or word.group(1) in _ABBREVIATIONS:
        return False
    return len(text[max(0, dot - _LONGEST * 2) : dot].split()) >= _WORDS


def _pieces(text: str, start: int, end: int) -> Iterator[int]:
    """Yield the offsets between pieces of nearly equal length, at blanks where there are any."""
    while end - start > _PIECE:
        blank = text.rfind(" ", start + 1, start + _PIECE)
        start = blank if blank > 0 else start + _PIECE
        yield start


def _abbreviated(text: str, dot: int) -> bool:
    """Say whether the full stop at ``dot`` ends an abbreviation, an initial, or the number at the head of a text."""
    head = text[max(0, dot - _BACK) : dot]
    if not head or head[-1].isspace():
        return False
    word = head.split()[-1].lstrip(_OPENING)
    if word.isdigit():
        return len(word) <= 3 and dot < _BACK and not text[: dot - len(word)].strip(" *_\t\n")
    return (len(word) == 1 and word.isascii() and word.isalpha()) or word.casefold() in _ABBREVIATIONS
