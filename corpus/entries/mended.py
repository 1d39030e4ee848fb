"""What is mended about chosen openers when all of them are known: numbers left out, parts taken in, titles above."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise, zip_longest

from corpus.entries.candidate import TITLES, Candidate, Shape
from corpus.lines.markers import ASKS, MARKED, SPELLED, SURE
from corpus.lines.page import Page
from corpus.lines.plain import count_words, key
from corpus.lines.scanning import Kind

_COUNTED = ("item", "label", "bold", "heading", "titled", "lost")
_BARE = ("line", "bold", "heading", "bullet")
_GAP = 4  # numbers that a gap in the counting has at most
_HEADED = 3  # questions with a heading each that show what the headings are for
_EACH = 0.8  # share of such questions that have one
_ASKS = 0.8  # how much a heading asks that joins others
_LIKE = 3  # headings that it is like
_OTHERS = {"heading": 3, "bold": 6}  # questions to one without a number
_WORDS = 3  # of one without
_MOST = 0.6  # share of a family that has a title above


def mended(page: Page, candidates: Sequence[Candidate], chosen: Sequence[Candidate]) -> list[Candidate]:
    """Return the openers of a document with what all of them together show."""
    more = _uncounted(candidates, _bolder(candidates, _filled(page, candidates, chosen)))
    return _headed(candidates, _crowned(page, candidates, _without_parts(candidates, more)))


def _filled(page: Page, candidates: Sequence[Candidate], chosen: Sequence[Candidate]) -> list[Candidate]:
    """Add what has just the numbers that are left out between two openers, and asks or is all that is numbered so.

    Of other numbers those that count on are, where they ask; and what asks without any above text of its own, unless
    that is more than are left out.
    """
    starts = [one.index for one in candidates]
    found = list(chosen)
    for one, after in zip_longest(chosen, chosen[1:]):
        first, last = one.marker.number, after.marker.number if after else None
        if first is None:
            continue
        between = candidates[bisect_right(starts, one.last) : bisect_left(starts, after.index) if after else None]
        missing = max((last or 0) - first - 1, 0)
        more = _left_out(one, first + missing + 1, between) if 0 < missing < _GAP else []
        more = more or list(_counting_on(one, last, between))
        found.extend(more)
        if missing > len(more):
            end = after.index if after else len(page.lines)
            told = [other for other in between if page.said(other.last + 1, end - 1) and not _words(page, one, other)]
            found.extend(_without_number(one, more, missing - len(more), told))
    return sorted(found, key=lambda other: other.index)


def _words(page: Page, one: Candidate, other: Candidate) -> bool:
    """Say whether a line is the question of an opener that is only counted, right above it."""
    return not any(map(str.isalpha, one.marker.text)) and not page.said(one.last + 1, other.index - 1)


def _left_out(one: Candidate, last: int, between: Sequence[Candidate]) -> list[Candidate]:
    """Return what has all the numbers between that of an opener and the ``last``."""
    first = one.marker.number or 0
    fit = [
        other
        for other in between
        if other.shape in _COUNTED and other.asking >= SURE and first < (other.marker.number or 0) < last
    ]
    like = [other for other in between if other.shape == one.shape and other.marker.style == one.marker.style]
    missing = list(range(first + 1, last))
    return next((each for each in (fit, like) if [other.marker.number for other in each] == missing), [])


def _counting_on(one: Candidate, last: int | None, between: Sequence[Candidate]) -> Iterator[Candidate]:
    """Yield what asks and goes on counting one by one from an opener, below the ``last`` number if there is one."""
    number = one.marker.number or 0
    for other in between:
        apart = other.level == 0 and count_words(other.text) >= _WORDS
        beside = other.shape in _COUNTED and (other.shape == one.shape or apart)
        if beside and other.asking >= SURE and other.marker.number == number + 1 != last:
            number += 1
            yield other


def _without_number(
    one: Candidate, numbered: Sequence[Candidate], missing: int, between: Sequence[Candidate]
) -> list[Candidate]:
    """Return what asks without a number below an opener, no more than are ``missing``: its look-alikes, or others."""
    taken = {other.index for other in numbered}
    bare = [
        other
        for other in between
        if other.shape in _BARE and other.marker.bare and other.asking >= SURE and other.index not in taken
        if other.level <= one.level and not other.text.endswith((":", "：")) and count_words(other.text) >= _WORDS
    ]
    alike = [other for other in bare if other.shape == one.shape]
    return next((each for each in (alike, bare) if 0 < len(each) <= missing), [])


def _bolder(candidates: Sequence[Candidate], chosen: Sequence[Candidate]) -> list[Candidate]:
    """Add headings that ask and differ from those that open entries only in being bold or not."""
    alike = Counter(one.family[:3] for one in chosen if one.shape == "heading")
    more = (one for one in candidates if one.shape == "heading" and one.asking >= _ASKS)
    return _with(chosen, (one for one in more if alike[one.family[:3]] >= _LIKE))


def _uncounted(candidates: Sequence[Candidate], chosen: Sequence[Candidate]) -> list[Candidate]:
    """Add headings and bold lines with a question mark that lack the number of many others, and don't come again."""
    alike = Counter(map(_looks, chosen))
    bare = [
        one
        for one in candidates
        if one.shape in _OTHERS
        and one.asking == MARKED
        and one.marker.number is None
        and count_words(one.text) >= _WORDS
    ]
    said = Counter(key(one.text) for one in bare)
    once = [one for one in bare if said[key(one.text)] == 1]
    few = Counter(_looks(one) for one in once)
    return _with(chosen, (one for one in once if alike[_looks(one)] >= _OTHERS[one.shape] * few[_looks(one)]))


def _with(chosen: Sequence[Candidate], more: Iterable[Candidate]) -> list[Candidate]:
    taken = {one.index for one in chosen}
    return sorted([*chosen, *(one for one in more if one.index not in taken)], key=lambda one: one.index)


def _looks(one: Candidate) -> tuple[Shape, int, bool]:
    """Return what look-alikes share whatever their numbers."""
    return one.shape, one.level, one.bold


def _without_parts(candidates: Sequence[Candidate], chosen: Sequence[Candidate]) -> list[Candidate]:
    """Leave out what folds out without asking under a heading that asks."""
    headings = [one.index for one in candidates if one.shape in TITLES]
    kept: list[Candidate] = []
    for one in chosen:
        owner = kept[-1] if kept else None
        over = owner is not None and owner.shape == "heading" and owner.asking >= SURE
        apart = owner is None or bisect_right(headings, owner.index) != bisect_left(headings, one.index)
        if one.details is None or one.asking >= ASKS or not over or apart:
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
        replace(one, index=above[one.index], asked=one.index)
        if one.index in above and titled[one.family] >= max(2, _MOST * all_[one.family])
        else one
        for one in chosen
    ]


def _headed(candidates: Sequence[Candidate], chosen: Sequence[Candidate]) -> list[Candidate]:
    """Let questions begin at the heading above where nearly each has one to itself.

    So it is where headings count, with or without words of their own, above the mere word "Question", itself a heading
    or not, and above cards.
    """
    bare = {one.index for one in chosen if one.shape == "heading" and one.marker.number and not one.marker.text}
    asked = [one for one in chosen if one.index not in bare]
    openers = {one.index for one in asked}
    headings = [one for one in candidates if one.shape in TITLES and one.index not in openers]
    labels = (one for one in asked if one.shape in ("label", "heading") and not one.marker.style[:1].isdigit())
    spelled = [one for one in labels if one.marker.style == "?" or SPELLED.match(one.words)]
    before = {after.index: one.last for one, after in pairwise(asked)}
    heads = _heads(asked, before, headings)
    numbers = [head.marker.number or 0 for head in heads.values()]
    if not numbers or 0 in numbers or any(one >= after for one, after in pairwise(numbers)):
        alike = ([one for one in spelled if one.shape == shape] for shape in ("heading", "label"))
        heads = {asks: head for like in alike for asks, head in _heads(like, before, headings).items()}
    began = [_begun(one, heads[one.index]) if one.index in heads else one for one in asked]
    starts = {one.index for one in began}
    return sorted([*began, *(one for one in chosen if one.index in bare - starts)], key=lambda one: one.index)


def _begun(one: Candidate, head: Candidate) -> Candidate:
    """Return a question that begins at the heading above; one that is a heading itself ranks with that."""
    level = head.level if one.shape == "heading" else one.level
    return replace(one, index=head.index, asked=one.index, level=level)


def _heads(
    asked: Sequence[Candidate], before: Mapping[int, int], headings: Sequence[Candidate]
) -> dict[int, Candidate]:
    """Map questions to the heading that each has to itself, those of one level; to none where too few have one."""
    at = [one.index for one in headings]
    heads: dict[int, Candidate] = {}
    for one in asked:
        position = bisect_left(at, one.index) - 1
        if position < 0 or at[position] <= before.get(one.index, -1):
            continue
        heads[one.index] = headings[position]
    level = Counter(head.level for head in heads.values()).most_common(1)
    if not level or level[0][1] < max(_HEADED, _EACH * len(asked)):
        return {}
    return {index: head for index, head in heads.items() if head.level == level[0][0]}


def _above(page: Page, index: int) -> int:
    """Return the line right above another, over one blank line at most."""
    at = index - 1
    return at - 1 if at > 0 and page.lines[at].kind is Kind.BLANK else at
