"""Pairs of claims that differ in a fact: found by what they share, so that no two claims are compared in vain."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from retriever.conflicts.agreement import disagreements
from retriever.conflicts.evidence import Span, Stems
from retriever.conflicts.facts import Facts
from retriever.conflicts.opposition import (
    Negation,
    listed,
    negates,
    one_against_many,
    opposed,
    prefixed,
)
from retriever.conflicts.quantities import Quantity
from retriever.conflicts.words import Word
from retriever.denying import denies

Kind = Literal["number", "negation", "opposite", "extent", "answer", "advice", "class", "identity"]

_COMMON = 300  # claims with a stem above which it brings no two of them together
_LIST = 3  # numbers without a name that are a list of them
_RAREST = 5  # stems of a claim that bring it together with others
_NAMING = frozenset({"ordinal", "label", "version"})
_NUMBERED = frozenset({"count", "label", "bare", "ordinal"})
_HOLDS = re.compile(
    r"\b(?:has|have|had|is|are|was|were|be|with|includes?|contains?|supports?|provides?|offers?|needs?|requires?|there"
    r"|gives?|allows?|uses?|becomes?|as|a|an|one|two|\d+)\b[^.;:]{0,40}$",
    re.IGNORECASE,
)
_TAKES_AWAY = re.compile(
    r"\b(?:without|eliminat\w+|remov\w+|avoid\w*|prevent\w*|reduc\w+|lacks?|free of|instead of|rather than|neither|nor"
    r"|not|no|never|cannot|\w+n['’]t|block\w*|den\w+|disabl\w+|less|minimi\w+)\b[^,.;:]{0,45}$",
    re.IGNORECASE,
)
_SAYS = re.compile(
    r"(?:\b(?:is|are|was|were|be|been|being|as|becomes?|remains?|stays?|has|have|had|offers?|provides?|gives?|uses?"
    r"|supports?|needs?|requires?)|:)\s+(?:[\w-]+\s+){0,3}$",
    re.IGNORECASE,
)
_MODAL = re.compile(r"\b(?:might|may|could)\s+(?:\w+\s+)?$", re.IGNORECASE)
_OFFERS = frozenset(
    {"support", "allow", "avail", "possibl", "provid", "offer", "requir", "includ", "work", "have", "exist"}
)


@dataclass(frozen=True, slots=True, eq=False)
class Difference:
    """Two claims of different entries that differ in a fact, at characters ``here`` and ``there`` of their texts.

    ``skip`` are the stems that differ; ``hint`` is what the kind of fact itself says for (or against) a conflict.
    """

    kind: Kind
    one: Facts
    other: Facts
    here: Span
    there: Span
    skip: Stems = frozenset()
    hint: float = 0.0


class _Neighbours:
    """Which claims share one of their rarest stems: only these are compared, so that time grows with the notes."""

    def __init__(self, facts: Sequence[Facts]) -> None:
        counts = Counter(stem for each in facts for stem in each.about)
        self._stems = {
            id(each): sorted((stem for stem in each.about if counts[stem] <= _COMMON), key=lambda s: (counts[s], s))
            for each in facts
        }
        self._holders: dict[str, set[int]] = defaultdict(set)
        for each in facts:
            for stem in each.about:
                if counts[stem] <= _COMMON:
                    self._holders[stem].add(id(each))

    def rarest(self, facts: Facts) -> list[str]:
        """Return the rarest stems of what a claim is about."""
        return self._stems[id(facts)][:_RAREST]

    def among(self, facts: Facts, others: Sequence[Facts]) -> list[Facts]:
        """Return those of ``others``, of other entries, that share a rare stem with a claim."""
        if len(others) > _RAREST * _COMMON:
            near = set[int]().union(*(self._holders[stem] for stem in self.rarest(facts)))
            return [other for other in others if id(other) in near and _apart(facts, other)]
        rare = [self._holders[stem] for stem in self.rarest(facts)]
        return [other for other in others if _apart(facts, other) and any(id(other) in held for held in rare)]


def differences(facts: Sequence[Facts]) -> Iterator[Difference]:
    """Yield the pairs of claims that may contradict one another, each difference once, in a fixed order."""
    asserting: dict[str, list[Facts]] = defaultdict(list)
    for each in facts:
        for stem in each.asserted:
            asserting[stem].append(each)
    neighbours = _Neighbours(facts)
    yield from _numbers(facts, neighbours)
    yield from _negated(facts, asserting, neighbours)
    yield from _opposites(facts, asserting, neighbours)
    yield from _answers(facts, asserting)
    yield from _advice(facts, asserting)


def _apart(one: Facts, other: Facts) -> bool:
    return one.claim.entry != other.claim.entry


def _numbers(facts: Sequence[Facts], neighbours: _Neighbours) -> Iterator[Difference]:
    holders: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, each in enumerate(facts):
        for dimension in {_join(quantity) for quantity in each.quantities}:
            for stem in neighbours.rarest(each):
                holders[dimension, stem].append(number)
    pairs = {
        pair
        for held in holders.values()
        if len(held) <= _COMMON
        for pair in combinations(held, 2)
        if _apart(facts[pair[0]], facts[pair[1]])
    }
    for left, right in sorted(pairs):
        one, other = facts[left], facts[right]
        more = len(one.quantities) + len(other.quantities) - 2
        apart = disagreements(one.quantities, other.quantities)
        if len(apart) > 1 and any(here.dimension in _NAMING for here, _ in apart):
            continue  # the thing itself has another number
        for here, there in apart:
            if _in_a_list(here, one) or _in_a_list(there, other):
                continue
            spans = (here.start, here.end), (there.start, there.end)
            yield Difference("number", one, other, *spans, hint=_number_hint(here, there) - 0.1 * more)


def _in_a_list(quantity: Quantity, facts: Facts) -> bool:
    """Say whether a number without a name is one of several in a row, as in the output of a program."""
    return quantity.dimension == "bare" and sum(each.dimension == "bare" for each in facts.quantities) >= _LIST


def _join(quantity: Quantity) -> str:
    if quantity.dimension in _NUMBERED or quantity.dimension == "version":
        return "numbered"
    return "date" if quantity.dimension == "year" else quantity.dimension


def _number_hint(one: Quantity, other: Quantity) -> float:
    """Return what speaks for two values being of the same thing: the same noun, two limits, and none for a lone 1."""
    hint = 0.3 * (one.bound == other.bound == "most")
    if one.dimension in _NUMBERED:
        same = bool({*one.nouns} & {*other.nouns})
        hint += 0.7 if same and "bare" not in (one.dimension, other.dimension) else 0.0
    return hint


def _negated(
    facts: Sequence[Facts], asserting: Mapping[str, Sequence[Facts]], neighbours: _Neighbours
) -> Iterator[Difference]:
    for one in facts:
        for negation in one.negations:
            stem = negation.head.stem
            for other in neighbours.among(one, asserting.get(stem, ())):
                if not (other.sign and other.claim.heading) and _affirms(other, negation):
                    word = other.asserted[stem]
                    here, there = (negation.negator.start, negation.head.end), (word.start, word.end)
                    always = any(each.text == "always" for each in other.claim.words)
                    hint = 1.0 * (negation.negator.text == "never" and always)
                    yield Difference("negation", one, other, here, there, negation.modifiers | {stem}, hint)


def _affirms(facts: Facts, negation: Negation) -> bool:
    """Say whether a claim says outright what a negation denies."""
    word = facts.asserted[negation.head.stem]
    before = facts.claim.text[facts.claim.start : word.start]
    if _TAKES_AWAY.search(before) or negation.head.stem in facts.denied or not negation.modifiers <= facts.own:
        return False
    after = facts.claim.text[word.end : facts.claim.end]
    holds = _HOLDS.search(before) or re.match(r"\s*(?:is|are|was|were)\s+\S*\d", after)
    return bool(holds) or not negation.noun


def _opposites(
    facts: Sequence[Facts], asserting: Mapping[str, Sequence[Facts]], neighbours: _Neighbours
) -> Iterator[Difference]:
    order = {id(each): number for number, each in enumerate(facts)}
    for number, one in enumerate(facts):
        for stem, word in one.asserted.items():
            forms = [*sorted(listed(stem)), *prefixed(word.text)]
            for other in neighbours.among(one, _holders(forms, asserting)):
                for form in forms:
                    against = other.asserted.get(form)
                    if against is None or not opposed(word, against):
                        continue
                    if order[id(other)] < number and not negates(against.text, word.text):
                        continue  # the pair was met from the other side
                    if _excludes(one, other, word, against):
                        yield _opposite(one, other, word, against)


def _holders(forms: Iterable[str], asserting: Mapping[str, Sequence[Facts]]) -> list[Facts]:
    return list({id(each): each for form in forms for each in asserting.get(form, ())}.values())


def _excludes(one: Facts, other: Facts, word: Word, against: Word) -> bool:
    """Say whether two opposite words are said in the same way: both outright, both as advice or as fact."""
    if word.stem in other.own or against.stem in one.own or word.stem in other.asserted or against.stem in one.asserted:
        return False
    if (word.stem in one.denied) != (against.stem in other.denied):
        return False
    if not (one.own & other.own) - {word.stem, against.stem}:
        return False
    if word.content and _leads(one, word) and _leads(other, against):
        return False  # the words tell two subjects apart
    if not one_against_many(word, against) and _names_a_kind(one, word, other, against):
        return False
    if _MODAL.search(one.claim.text[: word.start]) or _MODAL.search(other.claim.text[: against.start]):
        return False
    return _always(word, against) or _opens(one, word) == _opens(other, against)


def _names_a_kind(one: Facts, word: Word, other: Facts, against: Word) -> bool:
    """Say whether two words stand before one noun and tell two kinds of it apart: a private and a public road."""
    if not _phrase(one, word) & _phrase(other, against):
        return False
    return not (_SAYS.search(one.claim.text[: word.start]) and _SAYS.search(other.claim.text[: against.start]))


def _always(word: Word, against: Word) -> bool:
    return {word.text, against.text} == {"always", "never"}


def _opens(facts: Facts, word: Word) -> bool:
    return next(each for each in facts.claim.words if each.start >= facts.claim.start).start == word.start


def _opposite(one: Facts, other: Facts, word: Word, against: Word) -> Difference:
    """Return the difference; words ahead of different nouns describe different things."""
    hint = 1.5 * _always(word, against)
    phrases = _phrase(one, word), _phrase(other, against)
    if phrases[0] & phrases[1]:
        hint += 0.5
    elif phrases[0] and phrases[1] and word.content:
        hint -= 1.2
    kind: Kind = "extent" if one_against_many(word, against) else "opposite"
    spans = (word.start, word.end), (against.start, against.end)
    return Difference(kind, one, other, *spans, frozenset({word.stem, against.stem}), hint)


def _leads(facts: Facts, word: Word) -> bool:
    """Say whether a word is the first of its claim that carries sense, in no table, and describes the next one."""
    first = not facts.claim.heading and all(each.start >= word.start for each in facts.content)
    return first and bool(_phrase(facts, word)) and not _opens(facts, word)


def _phrase(facts: Facts, word: Word) -> Stems:
    """Return the stems of the words that follow a word without a sign or a word that carries no sense between."""
    found: set[str] = set()
    end = word.end
    for each in [each for each in facts.claim.words if each.start >= word.end][:6]:
        gap = facts.claim.text[end : each.start]
        if gap not in (" ", "-") or (not each.content and gap != "-"):
            break
        if each.content:
            found.add(each.stem)
        end = each.end
    return frozenset(found)


def _answers(facts: Sequence[Facts], asserting: Mapping[str, Sequence[Facts]]) -> Iterator[Difference]:
    signed = [each for each in facts if each.sign]
    holders: dict[str, list[int]] = defaultdict(list)
    for number, each in enumerate(signed):
        for stem in each.about:
            holders[stem].append(number)
    pairs = {pair for held in holders.values() if len(held) <= _COMMON for pair in combinations(held, 2)}
    for left, right in sorted(pairs):
        one, other = signed[left], signed[right]
        if one.sign != other.sign and _apart(one, other):
            yield Difference("answer", one, other, _whole(one), _whole(other), hint=-0.3)
    for cell in signed:
        if cell.claim.heading:
            yield from _cell_against_sentences(cell, asserting)


def _cell_against_sentences(cell: Facts, asserting: Mapping[str, Sequence[Facts]]) -> Iterator[Difference]:
    label = cell.label
    for other in _holders(sorted(label | cell.claim.column), asserting):
        if other.sign or other.claim.heading or not _apart(cell, other) or not cell.claim.column & other.about:
            continue
        if len(label & other.own) < max(1.0, 0.6 * len(label)):
            continue
        denied = [each for each in other.negations if each.head.stem in label | _OFFERS]
        if cell.sign == 1 and denied:
            there = denied[0].negator.start, denied[0].head.end
            yield Difference("answer", cell, other, _whole(cell), there, hint=0.7)
        elif (
            cell.sign == -1
            and all({each.head.stem, *each.modifiers} <= other.own for each in cell.negations)
            and not (other.negations or other.conditions)
            and label | cell.claim.column <= other.own
        ):
            yield Difference("answer", cell, other, _whole(cell), _whole(other), hint=0.3)


def _whole(facts: Facts) -> Span:
    return facts.claim.start, facts.claim.end


def _advice(facts: Sequence[Facts], asserting: Mapping[str, Sequence[Facts]]) -> Iterator[Difference]:
    """Yield what one claim advises against and another says without a word against it."""
    for one in facts:
        if one.adverse is None:
            continue
        start, end = one.adverse
        skip = frozenset(word.stem for word in one.content if start <= word.start < end)
        core = frozenset(word.stem for word in one.content) - skip
        for other in _holders(sorted(core), asserting):
            plain = not (other.negations or other.adverse or any(denies(word.text) for word in other.claim.words))
            if plain and _apart(one, other) and len(core & other.own) > 1:
                same = one.content[0].stem == other.content[0].stem
                yield Difference("advice", one, other, one.adverse, _whole(other), skip, 0.6 if same else -0.6)
