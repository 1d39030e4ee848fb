"""What is mended about chosen openers when all of them are known: numbers left out, parts taken in, titles above."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from corpus.candidates import Candidate
from corpus.lines import Kind
from corpus.page import Page

_COUNTED = ("item", "label", "bold", "heading", "titled", "lost")
_GAP = 4  # numbers that a gap in the counting has at most
_MOST = 0.6  # share of a family that has a title above


def mended(page: Page, candidates: Sequence[Candidate], chosen: Sequence[Candidate]) -> list[Candidate]:
    """Return the openers of a document with what all of them together show."""
    return _crowned(page, candidates, _without_parts(candidates, _filled(candidates, chosen)))


def _filled(candidates: Sequence[Candidate], chosen: Sequence[Candidate]) -> list[Candidate]:
    """Add what asks and has just the numbers that are left out between two openers."""
    starts = [one.index for one in candidates]
    found = list(chosen)
    for one, after in pairwise(chosen):
        first, last = one.marker.number, after.marker.number
        if first is None or last is None or not 2 <= last - first <= _GAP:
            continue
        between = candidates[bisect_right(starts, one.last) : bisect_left(starts, after.index)]
        fit = [
            other
            for other in between
            if other.shape in _COUNTED and other.asking >= 0.9 and first < (other.marker.number or 0) < last
        ]
        if [other.marker.number for other in fit] == list(range(first + 1, last)):
            found.extend(fit)
    return sorted(found, key=lambda other: other.index)


def _without_parts(candidates: Sequence[Candidate], chosen: Sequence[Candidate]) -> list[Candidate]:
    """Leave out what folds out without asking under a heading that asks."""
    headings = [one.index for one in candidates if one.shape in ("heading", "links")]
    kept: list[Candidate] = []
    for one in chosen:
        owner = kept[-1] if kept else None
        over = owner is not None and owner.shape == "heading" and owner.asking >= 0.9
        apart = owner is None or bisect_right(headings, owner.index) != bisect_left(headings, one.index)
        if one.details is None or one.asking >= 0.6 or not over or apart:
            kept.append(one)
    return kept


def _crowned(page: Page, candidates: Sequence[Candidate], chosen: Sequence[Candidate]) -> list[Candidate]:
    """Let openers begin at a line above that says only a label and a number (``Card 3``) where most have one."""
    bare = {one.index for one in candidates if one.marker.number is not None and not one.marker.text}
    alone = {
        one.index for one, after in pairwise(chosen) if one.index in bare and _above(page, after.index) == one.index
    }
    chosen = [one for one in chosen if one.index not in alone]
    bare -= {one.index for one in chosen}
    above = {one.index: at for one in chosen if (at := _above(page, one.index)) in bare} if bare else {}
    all_ = Counter(one.family for one in chosen)
    titled = Counter(one.family for one in chosen if one.index in above)
    return [
        replace(one, index=above[one.index])
        if one.index in above and titled[one.family] >= max(2, _MOST * all_[one.family])
        else one
        for one in chosen
    ]


def _above(page: Page, index: int) -> int:
    """Return the line right above another, over one blank line at most."""
    at = index - 1
    return at - 1 if at > 0 and page.lines[at].kind is Kind.BLANK else at
