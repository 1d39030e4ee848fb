"""Headings, lists of links and parts that end an entry although they open none."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate

from corpus.entries.candidate import HEADINGS, TITLES, Candidate, holders, section_ends
from corpus.entries.prose import aside
from corpus.lines.markers import SURE
from corpus.lines.page import Page
from corpus.lines.plain import key, undecorated
from corpus.lines.scanning import Kind, line_above, line_below
from corpus.lines.words import BOILERPLATE

_EARLIER = 3  # entries that show what the last one has inside
_NEARLY = 0.9
_ONCE = 1
_SEVERAL = 2  # headings that stand over entries
_SELDOM = 4  # entries to one with headings of their level below
_RULED = 4  # entries with a separator each
_OTHERS = 2  # separators more than that


def ruled_off(page: Page, chosen: Sequence[Candidate]) -> bool:
    """Say whether each of several entries but the first stands right below a separator, and hardly anything else."""
    if len(chosen) <= _RULED or not all(_below_rule(page, one.index) for one in chosen[1:]):
        return False
    return sum(line.kind is Kind.RULE for line in page.lines) <= len(chosen) + _OTHERS


def _below_rule(page: Page, index: int) -> bool:
    """Say whether a separator stands over a line, blank lines aside."""
    above = line_above(page.lines, index)
    return above is not None and above.kind is Kind.RULE


def find_dividers(page: Page, candidates: Sequence[Candidate], chosen: Sequence[Candidate]) -> frozenset[int]:
    """Find the headings that end an entry: those above the entries' own rank, and those over what is no subject."""
    if not chosen:
        return frozenset()
    own = {at for opener in chosen for at in range(opener.index, opener.last + 1)}
    closed = _folded(page, chosen)
    titles = _outside([one for one in candidates if one.shape in HEADINGS and one.index not in own], closed)
    headings = [one for one in titles if one.shape == "heading"]
    level = _answered_below(page, chosen) or _over(page, headings, chosen)
    inverted = _inverted(page, headings, chosen)
    labelled = sum(one.marker.label == "q" and one.shape == "heading" for one in chosen) * 2 > len(chosen)
    starts = [opener.index for opener in chosen]
    found = _link_lists(candidates, chosen, level) | _parts(page, candidates, chosen, level)
    found |= _outset(page, candidates, chosen)
    found |= _behind(page, titles, chosen) | _turned(headings, chosen)
    for heading in headings:
        if heading.level in inverted:
            continue
        if (
            heading.level <= level
            or _over_next(page, heading, starts)
            or BOILERPLATE.fullmatch(undecorated(heading.text))
            or (labelled and heading.marker.label == "q" and heading.asking >= SURE)
            or (heading.index > starts[-1] and aside(heading) and _own(chosen) is None)
        ):
            found.add(heading.index)
    return frozenset(found)


def _behind(page: Page, headings: Sequence[Candidate], chosen: Sequence[Candidate]) -> set[int]:
    """Find the headings behind the last entry that no entry before has inside: as high as its own, or after a gap."""
    own = _own(chosen)
    high = [one for one in headings if own is None or one.level <= own]
    starts = [opener.index for opener in chosen]
    inside = (one for one in high if starts[0] < one.index < starts[-1])
    if len(chosen) <= _EARLIER or any(not _over_next(page, one, starts) for one in inside):
        return set()
    last = [one for one in high if one.index > starts[-1]]
    tops = accumulate((one.level for one in last), min)
    last = [one for one, top in zip(last, tops, strict=True) if one.level <= top]
    if own is None:
        first = next((at for at, one in enumerate(last) if len(last) > _ONCE or _gap(page, one.index)), len(last))
        last = last[first:]
    return {one.index for one in last}


def _turned(headings: Sequence[Candidate], chosen: Sequence[Candidate]) -> set[int]:
    """Find the heading at which all entries begin to look otherwise, the first of the highest there.

    None of its level is inside an entry above.
    """
    looks = [(one.shape, one.marker.label) for one in chosen]
    turns = [at for at in range(_EARLIER, len(chosen) - 1) if not {*looks[:at]} & {*looks[at:]}]
    between = [one for at in turns[:1] for one in headings if chosen[at - 1].index < one.index < chosen[at].index]
    first = min(between, key=lambda one: one.level, default=None)
    if first is None or any(one.level == first.level and one.index < first.index for one in headings):
        return set()
    return {first.index}


def _gap(page: Page, index: int) -> bool:
    """Say whether two blank lines, or a separator, stand above a line."""
    above = [line.kind for line in page.lines[max(index - 2, 0) : index]]
    return Kind.RULE in above or above == [Kind.BLANK, Kind.BLANK]


def _outset(page: Page, candidates: Sequence[Candidate], chosen: Sequence[Candidate]) -> set[int]:
    """Find the first heading at the margin after each entry where nearly all are items with an indented answer."""
    over = [opener for opener in chosen if opener.shape == "item" and not opener.inline]
    said = (line_below(page.lines, opener.last, 1) for opener in over)
    deep = sum(line is not None and line.indent > 1 for line in said)
    inset = deep >= _NEARLY * sum(not opener.inline for opener in chosen) > 0
    starts = [opener.index for opener in chosen]
    margin = [one for one in candidates if one.shape in TITLES and page.lines[one.index].indent == 0]
    first = {bisect_left(starts, one.index): one.index for one in reversed(margin)}
    return set(first.values()) if inset else set()


def _folded(page: Page, chosen: Sequence[Candidate]) -> list[tuple[int, int]]:
    """Return the lines of each ``<details>`` that an entry opens with or that holds no other: what is inside is its."""
    own = {one.details.open for one in chosen if one.details is not None}
    starts = [one.index for one in chosen]
    return [
        (one.open, one.close)
        for one in page.details
        if one.closed and (one.open in own or not _opens(starts, one.open, one.close))
    ]


def _link_lists(candidates: Sequence[Candidate], chosen: Sequence[Candidate], level: int) -> set[int]:
    """Find the lists of links that end an entry: not deeper than entries, or after the last of them."""
    own = _own(chosen) or level
    last = max(one.index for one in candidates if one.shape != "links")
    links = [one for one in candidates if one.shape == "links"]
    said = Counter(key(one.text) for one in links if one.level > own)
    return {one.index for one in links if one.level <= own or (one.index > last and said[key(one.text)] <= _ONCE)}


def _parts(page: Page, candidates: Sequence[Candidate], chosen: Sequence[Candidate], level: int) -> set[int]:
    """Find the one conclusion, answer key or the like that stands beside the entries, not in each of them.

    One under a heading over no entry is a part of what that tells. Where no heading opens entries, one beside is no
    deeper than the headings over them, those down to ``level``.
    """
    own = _own(chosen) or level
    starts = [opener.index for opener in chosen]
    headings = [one for one in candidates if one.shape in HEADINGS]
    ends = section_ends(headings, candidates[-1].index)
    said = Counter(key(one.text) for one in headings if one.shape == "part")
    over = holders(headings)
    return {
        one.index
        for one in headings
        if one.shape == "part" and said[key(one.text)] == 1 and one.level <= own and one.index not in page.answers
        if one.index not in over or _opens(starts, over[one.index].index, ends[over[one.index].index])
    }


def _opens(starts: Sequence[int], first: int, last: int) -> bool:
    """Say whether an entry starts on one of some lines."""
    return bisect_left(starts, first) < bisect_right(starts, last)


def _own(chosen: Sequence[Candidate]) -> int | None:
    """Return the topmost level of the headings that open a good part of the entries, None where none do."""
    levels = Counter(opener.level for opener in chosen if opener.shape == "heading")
    return min((level for level, count in levels.items() if count * 4 > len(chosen)), default=None)


def _answered_below(page: Page, chosen: Sequence[Candidate]) -> int:
    """Return the level of the headings that open entries where the answers of most have deeper ones; 0 elsewhere."""
    own = _own(chosen) or 0
    starts = [opener.index for opener in chosen]
    levels = [(bisect_right(starts, at) - 1, page.lines[at].level) for at in page.answers if page.lines[at].level]
    deeper = {at for at, level in levels if at >= 0 and 0 < own == chosen[at].level < level}
    return own if len(deeper) >= _NEARLY * len(chosen) else 0


def _outside(headings: Sequence[Candidate], ranges: Sequence[tuple[int, int]]) -> list[Candidate]:
    """Leave out the headings that lie inside one of the ranges, which are in order."""
    kept = []
    end = -1
    at = 0
    for heading in headings:
        while at < len(ranges) and ranges[at][0] < heading.index:
            end = max(end, ranges[at][1])
            at += 1
        if heading.index > end:
            kept.append(heading)
    return kept


def _over(page: Page, headings: Sequence[Candidate], chosen: Sequence[Candidate]) -> int:
    """Return the deepest level of the headings that stand over entries.

    That is so where half of them do, or several, and few entries have others of their level below.
    """
    own = _own(chosen)
    if own is not None:
        return own - 1
    starts = [opener.index for opener in chosen]
    before = [one.level for one in headings if one.index < starts[0]]
    over = 0
    for level in range(1, 7):
        same = [one for one in headings if one.level == level]
        others = [one for one in same if not _direct(page, one, starts)]
        direct = len(same) - len(others)
        first = bool(before) and level <= before[-1] and not _interior(same, starts)
        seldom = direct >= _SEVERAL and len({bisect_left(starts, one.index) for one in others}) * _SELDOM <= len(starts)
        if same and (direct >= len(others) or first or seldom):
            over = level
    return over


def _interior(headings: Sequence[Candidate], starts: Sequence[int]) -> bool:
    """Say whether most entries have one of the headings between them and the next."""
    inside = {bisect_left(starts, one.index) for one in headings} - {0, len(starts)}
    return len(inside) * 2 > len(starts)


def _over_next(page: Page, heading: Candidate, starts: Sequence[int]) -> bool:
    """Say whether a heading stands over the next entry with nothing between them."""
    at = bisect_left(starts, heading.index)
    return at < len(starts) and not any(
        page.lines[index].kind not in (Kind.BLANK, Kind.RULE, Kind.TAG) for index in range(heading.last + 1, starts[at])
    )


def _direct(page: Page, heading: Candidate, starts: Sequence[int]) -> bool:
    """Say whether an entry, or only headings and then an entry, follow right under a heading."""
    at = bisect_left(starts, heading.index)
    return at < len(starts) and page.said(heading.last + 1, starts[at] - 1) == 0


def _inverted(page: Page, headings: Sequence[Candidate], chosen: Sequence[Candidate]) -> set[int]:
    """Return levels that stand above the entries' own but are used for parts inside them.

    That is so where entries of a level come before any heading above it, and those headings have text of their own.
    """
    ranks = [opener for opener in chosen if opener.shape == "heading"]
    if not ranks:
        return set()
    own = ranks[0].level
    above = [one for one in headings if one.level < own]
    if not above or above[0].index < ranks[0].index or len(above) >= len(ranks):
        return set()
    starts = [opener.index for opener in chosen]
    return {one.level for one in above} if not any(_direct(page, one, starts) for one in above) else set()
