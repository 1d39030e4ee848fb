"""Headings that nothing marks: lines that repeat a line of the table of contents."""

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.lines.plain import key, plain, undecorated
from corpus.lines.scanning import Kind, Line
from corpus.lines.words import BOILERPLATE

_LISTED = re.compile(r"(\d{1,3}(?:\.\d{1,3}){0,3})[.)]?\s+([^\W\d_].{0,100}?)(?:[ .…\t]{2,}\d{1,4})?\s*$")
_FEWEST = 3  # lines that make a table of contents
_MOST = 300  # lines of one


def titled(lines: Sequence[Line]) -> Sequence[Line]:
    """Call lines of text headings that a numbered table of contents ("1.2 Dice") above them lists."""
    top = next((at for at, line in enumerate(lines) if _heads(line)), None)
    if top is None:
        return lines
    listed, end = _listed(lines, top + 1)
    if len(listed) < _FEWEST:
        return lines
    found = list(lines)
    for index in range(end + 1, len(lines)):
        line = lines[index]
        short = line.kind in (Kind.TEXT, Kind.ITEM) and len(line.raw) <= 120
        alone = index + 1 == len(lines) or lines[index + 1].kind is not Kind.TEXT
        numbered = _LISTED.match(line.raw.strip()) if short and alone else None
        words = numbered.group(2) if numbered else line.words if line.kind is Kind.TEXT else ""
        depth = listed.get(key(words)) if short else None
        if depth and not line.quote:
            title = line.raw.strip()
            body, read = (title, plain(title)) if numbered else (line.body, line.words)
            level = min(depth + 1, 6)
            found[index] = replace(line, kind=Kind.HEADING, level=level, marker="", opens=True, body=body, words=read)
    return found


def _heads(line: Line) -> bool:
    return (
        line.kind in (Kind.TEXT, Kind.HEADING)
        and len(line.raw) <= 80
        and BOILERPLATE.fullmatch(undecorated(line.words)) is not None
    )


def _listed(lines: Sequence[Line], first: int) -> tuple[dict[str, int], int]:
    """Return what a table of contents lists, with the depth of each, and its last line."""
    listed: dict[str, int] = {}
    last = first
    for index in range(first, min(first + _MOST, len(lines))):
        line = lines[index]
        if line.kind is Kind.BLANK:
            continue
        match = _LISTED.match(line.raw.strip()[:200])
        if match is None or key(match.group(2)) in listed:
            break
        listed[key(match.group(2))] = match.group(1).count(".") + 1
        last = index
    return listed, last
