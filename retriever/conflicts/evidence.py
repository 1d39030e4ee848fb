"""How much speaks for two claims being about the same thing, and what speaks against it."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from retriever.conflicts.facts import Facts
from retriever.conflicts.opposition import listed
from retriever.conflicts.words import Word, alike

Span = tuple[int, int]
Stems = frozenset[str]

_DOUBT = 0.3  # keeps a share of little from counting as much as one of a lot


class Rarity:
    """Weighs stems by how few claims they stand in: 1 for the rarest, towards 0 for what stands everywhere."""

    def __init__(self, facts: Sequence[Facts]) -> None:
        self._counts = Counter(stem for each in facts for stem in each.own | each.claim.subject)
        self._all = len(facts)
        self._most = math.log(1 + self._all / 2) or 1.0

    def of(self, stem: str) -> float:
        """Return the weight of one stem."""
        return math.log(1 + self._all / (self._counts[stem] + 1)) / self._most

    def sum(self, stems: Iterable[str]) -> float:
        """Return the weight of several stems."""
        return math.fsum(self.of(stem) for stem in stems)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a pair of claims has in common and apart; weights are sums of rarities, shares run from 0 to 1.

    ``jaccard``: shared of all words of both; ``contained``: shared of what is shared or of the less different side;
    ``frame`` and ``framed``: what is shared around the differing words, as a share and as a weight. What each side has
    alone, the smaller: ``apart`` of all words, ``names_apart`` of names, ``subjects_apart`` of words ahead of the
    difference, ``openings_apart`` of those that the other clause itself has not, ``grounds_apart`` of those with what
    the place tells where few words stand ahead. ``rows_apart``: what the labels of two tables' rows have not in common;
    ``subject``: shared words ahead of the difference, or told by the place; ``places_apart``: sections,
    ``questions_apart``: questions; ``turned``: opposites elsewhere; ``conditions``: words that bind one side alone to a
    case, ``unresolved`` those that point to the sentence before; ``beside``: neighbours of the difference that are the
    same (0, 1, 2); ``objects``: shared words behind it, None where there are none on both sides; ``leading``: shared
    words ahead of it, None where one side has none.
    """

    jaccard: float
    contained: float
    frame: float
    framed: float
    apart: float
    names_apart: float
    subjects_apart: float
    openings_apart: float
    grounds_apart: float
    rows_apart: float
    subject: float
    places_apart: float
    questions_apart: float
    turned: int
    conditions: int
    unresolved: int
    beside: int
    objects: float | None
    leading: float | None


def weigh(one: Facts, other: Facts, here: Span, there: Span, rarity: Rarity, skip: Stems) -> Evidence:
    """Return the evidence for a pair whose differing words are at characters ``here`` and ``there``.

    ``skip`` are the stems that differ, which count for nothing.
    """
    left, right = one.own - skip, other.own - skip
    left_all, right_all = one.about - skip, other.about - skip
    left_alone, right_alone, kin = _unmatched(left - right_all, right - left_all)
    shared = (left & right) | kin
    told = ((left & right_all) | (right & left_all)) - shared
    common = rarity.sum(shared | (skip & one.own & other.own)) + 0.6 * rarity.sum(told)
    apart = sorted((rarity.sum(left_alone), rarity.sum(right_alone)))
    frame, framed = _frame(one, other, here, there, rarity, skip)
    ahead = _ahead(one, here[0]) - skip, _ahead(other, there[0]) - skip
    subject, grounds_apart = _subjects(one, other, ahead, (left_all, right_all), rarity, skip)
    subjects = _unmatched(ahead[0] - right_all, ahead[1] - left_all)
    opening = _unmatched(ahead[0] - right, ahead[1] - left)
    names = max(
        min(rarity.sum(ours & one.names), rarity.sum(theirs & other.names))
        for ours, theirs in ((left_alone, right_alone), opening[:2])
    )
    behind = _behind(one, here[1], skip), _behind(other, there[1], skip)
    conditions = one.conditions ^ other.conditions
    return Evidence(
        jaccard=common / (common + sum(apart) + 1e-9),
        contained=common / (common + apart[0] + 1e-9),
        frame=frame,
        framed=framed,
        apart=apart[0],
        names_apart=names,
        subjects_apart=_share(*subjects[:2], ahead, rarity),
        openings_apart=_share(*opening[:2], ahead, rarity),
        grounds_apart=grounds_apart,
        rows_apart=rarity.sum(one.label ^ other.label) if one.claim.heading and other.claim.heading else 0.0,
        subject=subject,
        places_apart=_less(one.claim.subject - left - right_all, other.claim.subject - right - left_all, rarity, skip),
        questions_apart=_less(_question(one) - right_all, _question(other) - left_all, rarity, skip),
        turned=_turned(one, other, skip),
        conditions=len(conditions),
        unresolved=sum(each.startswith("in t") for each in one.conditions | other.conditions),
        beside=_beside(one, other, here, there, behind),
        objects=rarity.sum({*behind[0]} & {*behind[1]}) if behind[0] or behind[1] else None,
        leading=rarity.sum(ahead[0] & ahead[1]) if ahead[0] and ahead[1] else None,
    )


def rivals(one: Facts, other: Facts) -> bool:
    """Say whether one claim is a table's cell and the other speaks of another of the table's columns."""
    return _in_another_column(one, other) or _in_another_column(other, one)


def _in_another_column(one: Facts, cell: Facts) -> bool:
    others, column = cell.claim.others, cell.claim.column
    if not others:
        return False
    if one.claim.column:
        said = frozenset(word.stem for word in cell.content)
        return bool(one.claim.column & others) and not one.claim.column & (column | said)
    if one.own & (others | column):
        return not one.own & column
    near = one.claim.subject | one.claim.context
    return bool(near & others) and not near & column


def _unmatched(left: Stems, right: Stems) -> tuple[Stems, Stems, Stems]:
    """Return what is left of both sides when stems of one family are taken out, and those of the left side."""
    ones, others, kin = set(left), set(right), set[str]()
    for one in sorted(left):
        match = next((other for other in sorted(others) if alike(one, other)), None)
        if match is not None:
            ones.discard(one)
            others.discard(match)
            kin.add(one)
    return frozenset(ones), frozenset(others), frozenset(kin)


def _frame(one: Facts, other: Facts, here: Span, there: Span, rarity: Rarity, skip: Stems) -> tuple[float, float]:
    """Return how far the words around the difference agree, near ones counting more: as a share and as a weight."""
    left, right = _window(one, here, skip), _window(other, there, skip)
    shared = math.fsum(rarity.of(stem) * math.sqrt(left[stem] * right[stem]) for stem in sorted(left.keys() & right))
    every = math.fsum(
        rarity.of(stem) * max(left.get(stem, 0.0), right.get(stem, 0.0)) for stem in sorted(left.keys() | right)
    )
    return shared / (every + 1e-9), shared


def _window(facts: Facts, span: Span, skip: Stems) -> dict[str, float]:
    before = [word for word in reversed(facts.content) if word.end <= span[0] and word.stem not in skip]
    after = [word for word in facts.content if word.start >= span[1] and word.stem not in skip]
    weights: dict[str, float] = {}
    for side in (before, after):
        for distance, word in enumerate(side[:5], 1):
            if word.stem in facts.own:
                weights[word.stem] = max(weights.get(word.stem, 0.0), 1 / distance)
    for stem in facts.claim.column:
        weights[stem] = max(weights.get(stem, 0.0), 0.7)
    for stem in facts.label:
        weights[stem] = max(weights.get(stem, 0.0), 0.8)
    return weights


def _ahead(facts: Facts, start: int) -> Stems:
    limit = min(start, facts.claim.start) if facts.claim.heading else start
    ahead = frozenset(word.stem for word in facts.content if word.end <= limit)
    return (ahead - facts.contrasted) | facts.claim.column


def _behind(facts: Facts, end: int, skip: Stems) -> list[str]:
    return [word.stem for word in facts.content if word.start >= end and word.stem not in skip][:5]


def _subjects(
    one: Facts, other: Facts, ahead: tuple[Stems, Stems], about: tuple[Stems, Stems], rarity: Rarity, skip: Stems
) -> tuple[float, float]:
    """Return the weight of the subjects' common words, and the smaller of what each has alone.

    A side with fewer than two words ahead of the difference has its subject from its whole clause, and from its place
    where that says little as well.
    """
    left, right = _ground(one, ahead[0], skip), _ground(other, ahead[1], skip)
    common = rarity.sum((left & about[1]) | (right & about[0]))
    ones, others, _ = _unmatched(left - about[1], right - about[0])
    return common, _share(ones, others, (left, right), rarity)


def _ground(facts: Facts, ahead: Stems, skip: Stems) -> Stems:
    if len(ahead) > 1:
        return ahead
    own = facts.own - skip
    return own if len(own) > 2 else own | _place(facts)


def _share(left: Stems, right: Stems, ahead: tuple[Stems, Stems], rarity: Rarity) -> float:
    """Return the smaller of what each side has alone as a share of that and of what both have ahead."""
    alone = min(rarity.sum(left), rarity.sum(right))
    return alone / (alone + rarity.sum(ahead[0] & ahead[1]) + _DOUBT)


def _place(facts: Facts) -> Stems:
    return (facts.claim.subject - facts.own) or _question(facts)


def _question(facts: Facts) -> Stems:
    return facts.claim.context - facts.own - facts.claim.subject - facts.claim.others


def _less(left: Stems, right: Stems, rarity: Rarity, skip: Stems) -> float:
    return min(rarity.sum(left - skip), rarity.sum(right - skip))


def _turned(one: Facts, other: Facts, skip: Stems) -> int:
    """Count the words of one side, but for the difference itself, that have an opposite on the other."""
    found = 0
    for left, right in ((one.own, other.own), (one.own | one.claim.subject, other.own | other.claim.subject)):
        found += sum(bool(listed(stem) & (right - left - skip)) for stem in left - right - skip)
    return found


def _beside(one: Facts, other: Facts, here: Span, there: Span, behind: tuple[list[str], list[str]]) -> int:
    before = _last_before(one.content, here[0]), _last_before(other.content, there[0])
    same = before[0] is not None and before[1] is not None and alike(before[0].stem, before[1].stem)
    return int(same) + int(bool(behind[0]) and bool(behind[1]) and alike(behind[0][0], behind[1][0]))


def _last_before(content: Sequence[Word], start: int) -> Word | None:
    return next((word for word in reversed(content) if word.end <= start), None)
