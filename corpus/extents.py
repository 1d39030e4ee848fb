"""Where an entry ends: the last line of its answer, without what only leads on to the next."""

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from corpus.candidates import Candidate
from corpus.chatter import is_offer
from corpus.details import Details
from corpus.lines import LONG, Kind
from corpus.markers import plain
from corpus.openers import Plan
from corpus.page import Page

_CLOSES = re.compile(r"</(?!a\b|summary\b|br\b)[a-zA-Z]", re.IGNORECASE)


_DEEPEST = 100  # <details> inside <details> that are told apart


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
    around = _around(page.details)
    for opener in plan.openers:
        end = edges[bisect_left(edges, opener.index + 1)] - 1
        if opener.details is not None and opener.details.closed:
            end = min(end, opener.details.close)
        holder = around(opener.index)
        if holder is not None:
            end = min(end, holder.close - 1)
        found.append(Extent(opener, opener.index, opener.last, end))
    return _cut(page, [replace(one, end=max(trimmed(page, one.start, one.end), one.body)) for one in found], found)


def _cut(page: Page, found: list[Extent], raw: list[Extent]) -> list[Extent]:
    """End entries at a separator where separators stand between nearly all entries and hardly ever inside one."""
    closed = sum(_separator(page, one.end + 1, whole.end) is not None for one, whole in zip(found, raw, strict=True))
    inner = {position: _separator(page, one.body + 1, one.end) for position, one in enumerate(found)}
    cut = {position: at for position, at in inner.items() if at is not None}
    if closed < 3 or len(cut) > max(1, closed // 5):
        return found
    for position, at in cut.items():
        one = found[position]
        if page.said(one.body + 1, at):
            found[position] = replace(one, end=max(trimmed(page, one.start, at), one.body))
    return found


def _separator(page: Page, first: int, last: int) -> int | None:
    return next((index for index in range(first, last + 1) if page.lines[index].kind is Kind.RULE), None)


def trimmed(page: Page, start: int, end: int) -> int:
    """Take blank lines, separators, offers and links back to the top off the end of an entry."""
    while end > start and _idle(page, start, end):
        end -= 1
    return end


def _idle(page: Page, start: int, index: int) -> bool:
    line = page.lines[index]
    if index in page.back or line.kind in (Kind.BLANK, Kind.RULE, Kind.META):
        return True
    if line.kind is Kind.TAG:
        return not _closes_own(page, start, index) and "<img" not in line.raw.lower()
    if line.kind is Kind.TEXT and len(line.raw) <= LONG:
        words = plain(line.body)
        return not words or is_offer(words)
    return False


def _closes_own(page: Page, start: int, index: int) -> bool:
    """Say whether a line of tags closes something that the entry itself opened."""
    raw = page.lines[index].raw
    if "</details" in raw.lower():
        return page.closes.get(index, -1) >= start
    if not _CLOSES.search(raw):
        return False
    name = re.sub(r"\W", "", raw.split("</", 1)[1].split(">", 1)[0])
    return any(f"<{name}" in page.lines[above].raw for above in range(max(start, index - 200), index))


def _around(details: Sequence[Details]) -> Callable[[int], Details | None]:
    """Make a function from a line to the innermost ``<details>`` that holds it without opening on it."""
    ordered = [one for one in details if one.closed]
    starts = [one.open for one in ordered]

    def innermost(index: int) -> Details | None:
        at = bisect_left(starts, index) - 1
        one = ordered[at] if at >= 0 else None
        for _ in range(_DEEPEST):
            if one is None or one.close >= index:
                break
            one = one.parent
        return one

    return innermost
