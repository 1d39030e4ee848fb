"""Where an entry ends: the last line of its answer, without what only leads on to the next."""

from bisect import bisect_left
from dataclasses import dataclass, replace
from itertools import zip_longest

from corpus.entries.candidate import Candidate
from corpus.entries.plans import Plan
from corpus.entries.tails import crowned, holder, lone, parted, signed, titled, trimmed
from corpus.lines.markers import read
from corpus.lines.page import Page
from corpus.lines.plain import plain
from corpus.lines.scanning import Kind, Line
from corpus.shapes.anki import END

_ENDED = 3  # entries that show where entries end
_MOST = 0.5  # share of the entries without a title that have a gap above where titles stand right above others


@dataclass(frozen=True, slots=True)
class Extent:
    """An entry's lines, from 0: it opens at ``start``, what it says is read from ``body``, it ends at ``end``."""

    opener: Candidate | None
    start: int
    body: int
    end: int


def extents(page: Page, plan: Plan) -> list[Extent]:
    """Return the extents of a plan's entries, in order and disjoint."""
    found = []
    edges = sorted({*plan.dividers, *(opener.index for opener in plan.openers), len(page.lines)})
    around = holder(page.details)
    for opener in plan.openers:
        end = edges[bisect_left(edges, opener.index + 1)] - 1
        if opener.details is not None and opener.details.closed:
            end = min(end, opener.details.close)
        outer = around(opener.index)
        if outer is not None:
            end = min(end, outer.close - 1)
        if opener.shape == "callout":
            end = _quoted(page, opener, end)
        if opener.shape == "card" or opener.marker.style == "?":
            edge = Kind.BLANK if opener.shape == "card" else Kind.HEADING
            end = next((at - 1 for at in range(opener.last + 1, end + 1) if page.lines[at].kind is edge), end)
        if opener.shape == "row":
            end = opener.index
        if opener.shape == "label":
            end = next((at for at in range(opener.last + 1, end + 1) if _ends_card(page.lines[at])), end)
        if opener.shape == "bullet" and opener.inline:
            end = (_separator(page, opener.last + 1, end) or end + 1) - 1
        end = _nested(page, opener, end)
        found.append(Extent(opener, opener.index, opener.last, end))
    ended = _cut(page, [_ended(page, one, other) for one, other in zip_longest(found, found[1:])], found)
    return _signed(page, _closed(page, _parted(page, ended)))


def _ended(page: Page, extent: Extent, following: Extent | None) -> Extent:
    end = trimmed(page, extent.start, extent.end)
    if following is not None:
        end = titled(page, extent.start, end, _number(following) == 1 < _number(extent))
    return Extent(extent.opener, extent.start, extent.body, max(end, extent.body))


def _parted(page: Page, found: list[Extent]) -> list[Extent]:
    """Take lines over entries off the end of those before, where one over nothing else shows that they are titles.

    Lone ones begin alike: with one word (``Part Two``) or with numbers that are written alike (``二、``). Others stand
    right above the first line of an entry.
    """
    tops = _tops(page, found)
    above = {position: at for position, top in enumerate(tops) if (at := lone(page, top)) is not None}
    likes = {position: _begins(page.lines[at]) for position, at in above.items()}
    firsts = {likes[position] for position, at in above.items() if position == 0 or at <= found[position - 1].body}
    edges = [above[position] if likes.get(position) in firsts else top for position, top in enumerate(tops)]
    return [
        replace(one, end=trimmed(page, one.start, edge - 1)) if one.body < edge <= one.end else one
        for one, edge in zip(found, [*edges[1:], len(page.lines)], strict=False)
    ]


def _tops(page: Page, found: list[Extent]) -> list[int]:
    """Return where each entry begins with the title right above it, where the first has one and others have gaps."""
    starts = [one.start for one in found]
    tops = [crowned(page, start) for start in starts]
    others = [start for start, top in zip(starts, tops, strict=True) if start == top]
    gaps = sum(page.lines[start - 1].kind in (Kind.BLANK, Kind.RULE) for start in others)
    return tops if tops[:1] != starts[:1] and gaps >= _MOST * len(others) else starts


def _begins(line: Line) -> str:
    """Return what titles that are alike begin with: the style of their number, or their first word."""
    marker = read(plain(line.raw.strip()))
    return marker.style or line.words.split(maxsplit=1)[0].casefold()


def _cut(page: Page, found: list[Extent], raw: list[Extent]) -> list[Extent]:
    """End entries at a separator where separators stand between nearly all entries and hardly ever inside one.

    One above the label of the only answer ends none.
    """
    closed = sum(_separator(page, one.end + 1, whole.end) is not None for one, whole in zip(found, raw, strict=True))
    inner = {position: _separator(page, one.body + 1, one.end) for position, one in enumerate(found)}
    cut = {position: at for position, at in inner.items() if at is not None}
    if closed < 3 or len(cut) > max(1, closed // 5):
        return found
    for position, at in cut.items():
        one = found[position]
        told = page.answers.intersection(range(one.body, one.end + 1))
        if page.said(one.body + 1, at) and (not told or min(told) < at):
            found[position] = replace(one, end=max(trimmed(page, one.start, at), one.body))
    return found


def _closed(page: Page, found: list[Extent]) -> list[Extent]:
    """End the last entry with what folds out in it where each other entry ends so."""
    if len(found) <= _ENDED or not all(one.end in page.closes for one in found[:-1]):
        return found
    last = found[-1]
    end = next((at for at in range(last.end, last.body, -1) if page.closes.get(at, -1) >= last.start), last.end)
    return [*found[:-1], replace(last, end=end)]


def _signed(page: Page, found: list[Extent]) -> list[Extent]:
    """Take leave and a signature off the last entry; a signature where no other entry has a separator inside."""
    last = [
        replace(one, end=parted(page, one.body - (one.opener is not None and one.opener.inline), one.end))
        for one in found[-1:]
    ]
    if not any(_separator(page, one.body + 1, one.end) is not None for one in found[:-1]):
        last = [replace(one, end=parted(page, one.start, signed(page, one.start, one.end))) for one in last]
    return [*found[:-1], *last]


def _separator(page: Page, first: int, last: int) -> int | None:
    return next((index for index in range(first, last + 1) if page.lines[index].kind is Kind.RULE), None)


def _number(extent: Extent) -> int:
    return (extent.opener.marker.number if extent.opener else None) or 0


def _nested(page: Page, opener: Candidate, end: int) -> int:
    """End what opens with an indented list item before the next item with less indent, or as much below deeper text.

    One with the tag of a card ends before the next item with as much, however it is indented.
    """
    first = page.lines[opener.index]
    tagged = opener.marker.style == "#"
    if first.kind is not Kind.ITEM or first.quote or not (tagged or first.indent > 1):
        return end
    inside = range(opener.last + 1, end + 1)
    deeper = tagged or (bool(inside) and page.lines[inside[0]].indent > first.indent)
    lesser = (at for at in inside if page.lines[at].kind is Kind.ITEM and page.lines[at].indent < first.indent + deeper)
    return next(lesser, end + 1) - 1


def _ends_card(line: Line) -> bool:
    return line.kind is Kind.MARK and line.body == END


def _in_quote(line: Line) -> bool:
    return line.quote > 0 or (line.kind is Kind.CODE and line.body.startswith(">"))


def _quoted(page: Page, opener: Candidate, end: int) -> int:
    """Return where a callout ends: with its quote, or with the lines that are indented below it."""
    first = page.lines[opener.index]
    at = opener.index
    while at < end:
        line = page.lines[at + 1]
        inside = _in_quote(line) if first.quote else line.kind is Kind.BLANK or line.indent > first.indent
        if not inside:
            break
        at += 1
    return at
