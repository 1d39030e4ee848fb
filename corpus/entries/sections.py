"""The parts inside an entry: what stands under headings, labels and lines that are bold as a whole."""

import re
from collections.abc import Sequence

from corpus.entries.extents import Extent
from corpus.lines.markers import read
from corpus.lines.page import Page
from corpus.lines.plain import plain, undecorated
from corpus.lines.scanning import LONG, Kind, Line
from corpus.model import Section

_BOLD_LINE = re.compile(r"[^\w*_<]{0,6}(?:\*\*|__)[^*]{1,120}(?:\*\*|__)\s*+:?\s*$")
_LABEL = re.compile(r"[^\W\d_][^.!?|]{0,70}(?:[:：]|\?)$")


def sections(page: Page, extent: Extent, dropped: frozenset[int]) -> tuple[Section, ...]:
    """List the sections of an entry, in order; one inside another lies inside its lines.

    A section runs to the next one of its level or above, or to the end of the entry, without the blank lines and
    separators at its end. A paragraph that stands alone after a gap of two blank lines belongs to the heading below it.
    """
    heads = _heads(page, extent, dropped)
    found: list[Section] = []
    starts = [_start(page, extent, index) for index, _, _ in heads]
    open_: list[int] = []
    ends = [extent.end] * len(heads)
    for position, (_, level, _) in enumerate(heads):
        while open_ and heads[open_[-1]][1] >= level:
            ends[open_.pop()] = starts[position] - 1
        open_.append(position)
    for position, (index, _, title) in enumerate(heads):
        end = _trimmed(page.lines, index, ends[position])
        if end > index:
            found.append(Section(title, starts[position] + 1, end + 1))
    return tuple(found)


def _heads(page: Page, extent: Extent, dropped: frozenset[int]) -> list[tuple[int, int, str]]:
    heads = []
    for index in range(extent.body + (extent.opener is not None), extent.end + 1):
        head = _head(page, index) if index not in dropped and index not in page.answers else None
        if head is not None:
            heads.append((index, *head))
    return heads


def _head(page: Page, index: int) -> tuple[int, str] | None:
    """Read a line as the heading of a section: its level and its words."""
    line = page.lines[index]
    if len(line.raw) > LONG or line.kind not in (Kind.HEADING, Kind.TEXT, Kind.ITEM):
        return None
    if line.kind is Kind.HEADING or line.level:
        return line.level, _title(line.body)
    if _BOLD_LINE.match(line.body) and line.kind is Kind.TEXT and line.opens:
        return 8, _title(line.body)
    if line.kind is Kind.ITEM and line.raw[:1] == line.marker == "-" and line.raw[1:2].strip():
        above = page.lines[index - 1].kind if index else Kind.BLANK
        if (_LABEL.match(line.body) or above is Kind.BLANK) and len(line.body) <= 80:
            return 9, _title(line.body)
    return None


def _title(body: str) -> str:
    words = undecorated(plain(body)).strip()
    marker = read(plain(body))
    return (marker.text or words).rstrip(" :：")


def _start(page: Page, extent: Extent, index: int) -> int:
    """Move a section's start up to a single paragraph after a gap that leads over to it."""
    above = index - 1
    while above > extent.body and page.lines[above].kind is Kind.BLANK:
        above -= 1
    first = above
    while first > extent.body and page.lines[first].kind is Kind.TEXT and not page.lines[first].opens:
        first -= 1
    gap = first - 1
    while gap > extent.body and page.lines[gap].kind is Kind.BLANK:
        gap -= 1
    lone = page.lines[first].kind is Kind.TEXT and page.lines[first].opens and first > extent.body
    return first if lone and first - gap > 2 else index


def _trimmed(lines: Sequence[Line], start: int, end: int) -> int:
    while end > start and lines[end].kind in (Kind.BLANK, Kind.RULE, Kind.TAG):
        end -= 1
    return end
