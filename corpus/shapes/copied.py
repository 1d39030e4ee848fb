"""Chats copied from a window, where who speaks and when stands above each message."""

import re
from collections.abc import Mapping, Sequence

from corpus.shapes.chats import CLOCK, DATE, asking

_DAY = (
    r"(?:today|yesterday|heute|gestern|hier|aujourd'hui|ayer|hoy|ontem|hoje|вчера|сегодня"
    r"|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?)"
)
_AGO = r"\d{1,3} ?(?:min(?:ute)?s?|h(?:ou)?rs?|days?|w(?:ee)?ks?|mo(?:nth)?s?|y(?:ea)?rs?|[mhdwy])\.?(?: ago)"
_WHEN = rf"(?:(?:(?:{_DAY}|{DATE}),?[ \t]+(?:at[ \t]+|um[ \t]+|à[ \t]+)?){{0,2}}{CLOCK}|{_AGO})"
_STAMP = re.compile(rf"[ \t]*\[?{_WHEN}\]?[ \t]*$", re.IGNORECASE)
_NAME = r"[^\W\d_][^\n:?!]{0,39}"
_HEAD = re.compile(rf"({_NAME}?)(?:[ \t]{{2,}}|[ \t]*[—–|•·,\[][ \t]*){_WHEN}\]?[ \t]*$", re.IGNORECASE)
_NAMED = re.compile(r"[@~\[]?[\w.'’-][^\n:?!]{0,39}$")
_AROUND = re.compile(
    r"[\W\d]*|:[\w+-]{1,40}:|\d{1,3} (?:repl(?:y|ies)|likes?|comments?)\b.{0,40}|reply|edited|\(edited\)|like|op|share"
    r"|report|save|follow|new|level \d{1,2}|(?:pinned|edited) by .{1,40}|joined #.{1,60}"
    rf"|{_DAY}?,? ?(?:{DATE}(?:st|nd|rd|th)?)?",
    re.IGNORECASE,
)
"""What a program shows around messages."""

_DIGIT = re.compile(r"\d")
_SIGNS = re.compile(r"[\W\d]+")
_AGAIN = re.compile(rf"\[{CLOCK}\]$", re.IGNORECASE)
_SHORT = 120  # characters of a line that says who or when
_ABOVE = 4  # lines above a time among which is the name
_FEWEST = 2  # names, and messages that ask
_HEADS = 3  # messages of a chat


def copied(lines: Sequence[str]) -> tuple[Sequence[str], frozenset[int]]:
    """Write Q before the messages of a copied chat that ask and A before what is said next; later names stay.

    Return with the lines those that only say who speaks and when. Where one person kept notes there, nothing is
    written.
    """
    heads = _heads(lines)
    if len(heads) < _HEADS:
        return lines, frozenset()
    names = {name.casefold() for name, _ in heads.values()}
    starts = sorted(heads)
    around = {at for start in starts for at in range(start, heads[start][1] + 1)}
    around.update(at for at, line in enumerate(lines) if _STAMP.match(line[:_SHORT]))
    ends = [*starts[1:], len(lines)]
    bodies = {start: _body(lines, heads[start][1] + 1, end, around) for start, end in zip(starts, ends, strict=True)}
    said = {start: body for start, body in bodies.items() if body}
    asks = asking([lines[body[0]] for body in said.values()])
    asked = {start for start, one in zip(said, asks, strict=True) if one}
    if len(asked) < _FEWEST:
        return lines, frozenset()
    if len(names) < _FEWEST:
        return lines, frozenset(around)
    changed = list(lines)
    before = -1
    for start, end in zip(starts, ends, strict=True):
        body = bodies[start]
        if body:
            label = "Q" if start in asked else "A" if before in asked else heads[start][0]
            changed[body[0]] = f"{label}: {lines[body[0]].strip()}"
            before = start
        around.update(at for at in range(start, end) if at not in body and _beside(lines[at]))
    return changed, frozenset(around)


def _heads(lines: Sequence[str]) -> Mapping[int, tuple[str, int]]:
    """Map the first line of each head to the name in it and its last line."""
    found: dict[int, tuple[str, int]] = {}
    last = -1
    for index, line in enumerate(lines):
        if len(line) > _SHORT or not _DIGIT.search(line):
            continue
        both = _HEAD.match(line.strip())
        if both:
            found[index], last = (both.group(1).strip(), index), index
        elif found and _AGAIN.match(line):
            found[index], last = (found[next(reversed(found))][0], index), index
        elif _STAMP.match(line):
            name = _above(lines, index, last)
            if name is not None:
                found[name], last = (lines[name].strip(), index), index
    return found


def _above(lines: Sequence[str], index: int, last: int) -> int | None:
    """Return the line of the name above a time: the nearest that says more than signs."""
    for at in range(index - 1, max(index - _ABOVE, last, -1), -1):
        text = lines[at].strip()
        if not text or len(text) > _SHORT:
            return None
        if not _beside(text):
            return at if _NAMED.match(text) else None
    return None


def _body(lines: Sequence[str], first: int, end: int, around: set[int]) -> list[int]:
    """Return the lines of a message that say something; where nothing more is there, a number or a sign does."""
    filled = [at for at in range(first, end) if at not in around and lines[at].strip()]
    signs = [at for at in filled if _SIGNS.fullmatch(lines[at][:_SHORT].strip())]
    return [at for at in filled if not _beside(lines[at])] or signs[:1]


def _beside(line: str) -> bool:
    return len(line) <= _SHORT and bool(line.strip()) and _AROUND.fullmatch(line.strip()) is not None
