"""The headings that stand over each entry."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from corpus.entries.candidate import HEADINGS, Candidate
from corpus.entries.extents import Extent
from corpus.entries.plans import Plan
from corpus.lines.markers import ASKS
from corpus.lines.page import Page
from corpus.lines.plain import undecorated
from corpus.lines.words import CONTENTS


def paths(
    page: Page, candidates: Sequence[Candidate], chosen: Plan, found: Sequence[Extent], among: bool
) -> Iterator[tuple[str, ...]]:
    """Yield the headings that stand over each entry, outermost first; ``among`` questions, one of any level does.

    One that opens an entry of its own, asks or has text right below it stands over no other of its level, and that of a
    table of contents over none.
    """
    over = [one for one in candidates if one.index in chosen.dividers]
    heads = {one.index: one for one in candidates if one.shape == "heading" and one.marker.text}
    opened = {extent.start for extent in found}
    after = [*(one.index for one in candidates if one.shape in HEADINGS), len(page.lines)]
    opened |= {
        one.index
        for one in over
        if one.asking >= ASKS or page.said(one.last + 1, after[bisect_right(after, one.index)] - 1)
    }
    path: list[Candidate] = []
    at = 0
    for extent in found:
        while at < len(over) and over[at].index < extent.start:
            while path and path[-1].level >= over[at].level:
                path.pop()
            path.append(over[at])
            at += 1
        level = extent.opener.level if extent.opener else 0
        is_title = extent.opener is not None and extent.opener.shape == "heading"
        while path and path[-1].level >= level and (not among or (is_title and path[-1].index in opened)):
            path.pop()
        below = extent.opener is not None and extent.opener.asked >= 0
        own = [heads[extent.start]] if below and extent.start in heads else []
        yield tuple(one.words for one in [*path, *own] if not CONTENTS.fullmatch(undecorated(one.text)))
