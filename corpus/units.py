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
    lines = scan(answer.split("\n"), part=True)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line.raw) + 1)
    found: list[Unit] = []
    index = 0
    while index < len(lines):
        line, last = lines[index], index
        if line.kind is Kind.CODE:
            while last + 1 < len(lines) and lines[last + 1].kind is Kind.CODE:
                last += 1
            found += _code(lines, starts, index, last)
        elif line.kind is Kind.TABLE:
            found += _row(lines, starts, index)
        elif line.kind is Kind.HEADING:
            found += _said("heading", lines, starts, index, index)
        elif line.kind in (Kind.TEXT, Kind.ITEM):
            last = _paragraph(lines, index)
            found += _sentences(lines, starts, index, last)
        index = last + 1
    return found


def _code(lines: list[Line], starts: list[int], first: int, last: int) -> Iterator[Unit]:
    """Yield the code blocks of a run of code lines, fences included."""
    top = first
    opened = False
    for index in range(first, last + 1):
        fence = lines[index].body.lstrip("> ").startswith(("```", "~~~", "<pre", "</pre"))
        closes = fence and opened and index > top
        if closes or index == last:
            text = "\n".join(line.raw for line in lines[top : index + 1])
            yield Unit("code", text, top, index, starts[top], starts[top] + len(text))
            top, opened = index + 1, False
        elif fence:
            opened = True


def _row(lines: list[Line], starts: list[int], index: int) -> Iterator[Unit]:
    raw = lines[index].raw
    text = raw.strip()
    below = lines[index + 1].raw if index + 1 < len(lines) else ""
    rule = "-" in below and not any(map(str.isalnum, below))
    start = starts[index] + len(raw) - len(raw.lstrip())
    if any(map(str.isalnum, text)):
        yield Unit("heading" if rule else "row", text, index, index, start, start + len(text))


def _paragraph(lines: list[Line], first: int) -> int:
    """Return the last line of the paragraph or item that starts at ``first``."""
    last = first
    while last + 1 < len(lines) and not lines[last + 1].opens and lines[last + 1].kind is Kind.TEXT:
        last += 1
    return last


def _sentences(lines: list[Line], starts: list[int], first: int, last: int) -> Iterator[Unit]:
    """Yield the sentences of lines ``first`` to ``last``; a sentence goes on over a line only where it was wrapped."""
    kind: UnitKind = "item" if lines[first].kind is Kind.ITEM else "sentence"
    width = max(len(lines[index].raw.rstrip()) for index in range(first, last + 1))
    group = first
    for index in range(first, last + 1):
        if index == last or not _runs_on(lines[index], lines[index + 1], width):
            yield from _said("heading" if lines[first].level else kind, lines, starts, group, index)
            group = index + 1


def _runs_on(line: Line, below: Line, width: int) -> bool:
    text = line.raw.rstrip("\r\\ ")
    if line.raw.endswith(("  ", "\\")) or text.endswith((":", ";")):
        return False
    word = below.body.split(maxsplit=1)[0]
    if word[:1].islower():
        return True
    return width >= _WRAPPED and len(line.raw.rstrip()) + 1 + len(word) > width


def _said(kind: UnitKind, lines: list[Line], starts: list[int], first: int, last: int) -> Iterator[Unit]:
    """Yield what lines ``first`` to ``last`` say: a heading whole, other text sentence by sentence."""
    inside = lines[first : last + 1]
    skipped = max(inside[0].raw.find(inside[0].body[:200]), 0)
    whole = "\n".join(line.raw for line in inside)[skipped:].rstrip()
    inner: Iterable[int] = ()
    if kind != "heading":
        inner = _cuts(whole) if len(whole) <= _HUGE else _pieces(whole)
    for left, right in pairwise([0, *inner, len(whole)]):
        text = whole[left:right].strip()
        if any(map(str.isalnum, text)):
            start = starts[first] + skipped + left + len(whole[left:right]) - len(whole[left:right].lstrip())
            top = bisect_right(starts, start, first, last + 1) - 1
            yield Unit(kind, text, top, top + text.count("\n"), start, start + len(text))


def _cuts(text: str) -> Iterator[int]:
    """Yield the offsets between the sentences of ``text``."""
    masked = _CODE_SPAN.sub(lambda span: "x" * len(span.group()), text)
    whole = len(text.rstrip())
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
        yield at


def _closed(text: str, dot: int) -> bool:
    """Say whether a full stop ends a sentence though the next word is small, as names of commands are.

    It does behind a whole small word that is no abbreviation, and behind three words at least; not behind numbers,
    single letters, names of files and the three dots of something left out.
    """
    word = _WORD.search(text, max(0, dot - _LONGEST), dot)
    if word is None or not word.group(1).islower() or word.group(1) in _ABBREVIATIONS:
        return False
    return len(text[max(0, dot - _LONGEST * 2) : dot].split()) >= _WORDS


def _pieces(text: str) -> Iterator[int]:
    """Yield the offsets between pieces of nearly equal length, at blanks where there are any."""
    start = 0
    while len(text) - start > _PIECE:
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
