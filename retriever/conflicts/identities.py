"""Claims that say what a thing is: of which class, or which of all things; two such claims exclude each other."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, pairwise

from retriever.conflicts.evidence import Span, Stems
from retriever.conflicts.facts import Facts
from retriever.conflicts.pairs import Difference
from retriever.conflicts.words import Word, words

Siblings = Mapping[str, frozenset[frozenset[str]]]

_SETS_APART = frozenset({"and", "or", "vs", "versus", "than", "from", "not"})
_IS_A = re.compile(r"\b(?:is|are|was|were)\s+(?:an?|the)\s+(?:[\w-]+(?:,| and|, and)?\s+){0,6}$", re.IGNORECASE)
_IS = re.compile(r"\b(?:is|are|was|were)\b", re.IGNORECASE)
_TYPE = re.compile(r"\s*(?:\w+ )?(?:type|kind|class|category|model)\s*[:–-]\s*", re.IGNORECASE)
_LISTED = re.compile(r"\s*\(([^)]*)\)")
_SUPERLATIVE = (
    r"(?!(?:test|request|rest|interest|west|east|guest|nest|host|cost|digest|ingest|manifest|invest|suggest|forest"
    r"|latest|least|most|best|list)\b)\w{3,}est"
)
_ONLY_ONE = re.compile(
    rf"\b(?:the|its|his|her|their)\s+({_SUPERLATIVE}|first|last|sole|default|capital|only|symbol|official|national)"
    r"\s+(?=\w)|\b(born|founded|invented|discovered|stands? for|short for|named after|belongs? to|flows? into)\b",
    re.IGNORECASE,
)
_VERB = re.compile(r"born|found|invent|discover|stand|short|named|belong|flow")
_MOST_WORDS = 3
_COMMON = 300


def identities(facts: Sequence[Facts]) -> Iterator[Difference]:
    """Yield the pairs of claims that put one thing into two classes, or two things into one place."""
    yield from _classes(facts, siblings(facts))
    yield from _slots(facts)


def siblings(facts: Sequence[Facts]) -> Siblings:
    """Return which modifiers of a noun the notes themselves set against each other.

    Those are "a N and b N" in one clause (with or, vs, than ... as well), and cells of one row that read "a N", "b N".
    """
    found: dict[str, set[frozenset[str]]] = defaultdict(set)
    rows: dict[tuple[int, tuple[int, int]], list[tuple[str, str]]] = defaultdict(list)
    for each in facts:
        run = each.claim.words
        cell = [word for word in run if word.start >= each.claim.start]
        if each.claim.heading and len(cell) == 2 and all(word.content for word in cell):
            rows[each.claim.entry, each.claim.lines].append((cell[0].stem, cell[1].stem))
        for place, (modifier, noun) in enumerate(pairwise(run)):
            if modifier.content and noun.content:
                for other in _set_against(run, place, noun.stem) - {modifier.stem}:
                    found[noun.stem].add(frozenset({modifier.stem, other}))
    for row in rows.values():
        for (modifier_stem, noun_stem), (other, other_noun) in combinations(row, 2):
            if noun_stem == other_noun and modifier_stem != other:
                found[noun_stem].add(frozenset({modifier_stem, other}))
    return {noun: frozenset(pairs) for noun, pairs in found.items()}


def _set_against(run: Sequence[Word], place: int, noun: str) -> set[str]:
    """Return the modifiers of the same noun within a few words behind, where one of them sets the two apart."""
    return {
        run[other].stem
        for other in range(place + 2, min(place + 6, len(run) - 1))
        if run[other + 1].stem == noun
        and run[other].content
        and any(word.text in _SETS_APART for word in run[place + 2 : other])
    }


def _classes(facts: Sequence[Facts], known: Siblings) -> Iterator[Difference]:
    said: dict[str, list[tuple[Facts, Stems, Word]]] = defaultdict(list)
    for each in facts:
        for subject, modifier, noun in _class_claims(each, known):
            said[noun].append((each, subject, modifier))
    for noun, held in said.items():
        for (one, subject, word), (other, others_subject, against) in combinations(held, 2):
            pair = frozenset({word.stem, against.stem})
            if one.claim.entry == other.claim.entry or pair not in known[noun]:
                continue
            if word.stem in other.own or against.stem in one.own:
                continue
            shared = subject & others_subject
            if shared and not (subject - shared and others_subject - shared):
                named = bool(shared & (one.names | other.names))
                spans = (word.start, word.end), (against.start, against.end)
                yield Difference("class", one, other, *spans, pair, 1.2 if named else 0.0)


def _class_claims(facts: Facts, known: Siblings) -> Iterator[tuple[Stems, Word, str]]:
    """Yield subject, modifier and noun of what a claim says its subject is."""
    claim = facts.claim
    run = [word for word in claim.words if word.start >= claim.start]
    for modifier, noun in pairwise(run):
        pairs = known.get(noun.stem, frozenset())
        if not any(modifier.stem in pair for pair in pairs):
            continue
        before, after = claim.text[claim.start : modifier.start], claim.text[noun.end : claim.end]
        verb = _IS.search(before)
        inside = _LISTED.match(after)
        if claim.heading and len(run) <= 3:
            yield claim.column, modifier, noun.stem
        elif verb and _IS_A.search(before):
            end = claim.start + verb.start()
            yield frozenset(word.stem for word in facts.content if word.end <= end), modifier, noun.stem
        elif inside:
            for part in inside.group(1).split(","):
                yield frozenset(word.stem for word in words(part) if word.content), modifier, noun.stem
        elif _TYPE.fullmatch(before):
            yield claim.subject or claim.context, modifier, noun.stem


def _slots(facts: Sequence[Facts]) -> Iterator[Difference]:
    """Yield claims that fill a place which only one thing can have with different things, all else being the same."""
    said: dict[str, list[tuple[Facts, Span]]] = defaultdict(list)
    for each in facts:
        text = each.claim.text[each.claim.start : each.claim.end]
        if each.claim.heading or not (_IS.search(text) or re.search(r"\b(?:belong|flow|stand)s?\b", text)):
            continue
        for match in _ONLY_ONE.finditer(text):
            said[(match.group(1) or match.group(2)).lower()].append((each, match.span()))
    for matched, held in said.items():
        if len(held) > _COMMON:
            continue
        said_of_verb = bool(_VERB.match(matched))
        for (one, here), (other, there) in combinations(held, 2):
            left, right = one.own - other.own, other.own - one.own
            if one.claim.entry == other.claim.entry or not 0 < len(left) <= _MOST_WORDS or not one.own & other.own:
                continue
            if not 0 < len(right) <= _MOST_WORDS or _measured_alike(one, other):
                continue
            spans = _spans(one, left), _spans(other, right)
            same = _next(one, here[1]) == _next(other, there[1])
            if spans[0] and spans[1] and (same or said_of_verb):
                yield Difference("identity", one, other, spans[0], spans[1], left | right)


def _measured_alike(one: Facts, other: Facts) -> bool:
    """Say whether both give a value of one dimension: then it is the values that are compared."""
    dimensions = {quantity.dimension for quantity in one.quantities} - {"year", "date", "ordinal"}
    return bool(dimensions & {quantity.dimension for quantity in other.quantities})


def _spans(facts: Facts, stems: Stems) -> Span | None:
    found = [word for word in facts.content if word.stem in stems and word.start >= facts.claim.shown]
    return (found[0].start, found[-1].end) if found else None


def _next(facts: Facts, offset: int) -> str:
    start = facts.claim.start + offset
    return next((word.stem for word in facts.content if word.start >= start), "")
