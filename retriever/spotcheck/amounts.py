"""The amounts of an answer held against those of a reference: the same, however written, or another one instead."""

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise, product

from retriever.conflicts.agreement import agree, one_kind
from retriever.conflicts.numerals import number
from retriever.conflicts.quantities import Quantity, quantities
from retriever.conflicts.units import unit
from retriever.conflicts.words import content_stems, stem
from retriever.spotcheck.reading import Reading

Amounts = tuple[Quantity, ...]

_BRIEF = 2  # words beside amounts and the question's own up to which an answer is an amount and nothing else
_FEW = 3  # amounts above which a sentence lists what there is
_ONE = re.compile(r"\b(a|an)(?= (?:minute|hour|day|week|month|year|decade|century)\b)", re.IGNORECASE)
_KINDS = {
    re.compile(pattern, re.IGNORECASE): kinds
    for pattern, kinds in {
        r"\bwhen\b|\bwhat (?:date|year|day)\b|\bwhich (?:date|year|day)\b": ("date", "year", "clock", "time"),
        r"\bhow (?:long|soon|quickly|fast)\b|\bat what time\b": ("time", "clock", "length", "speed", "bytes/time"),
        r"\bhow (?:often|frequently)\b": ("rate", "count/time"),
        r"\bhow (?:far|high|deep|wide|tall)\b": ("length",),
        r"\bhow (?:hot|cold|warm)\b|\btemperature\b": ("temperature", "angle"),
        r"\bhow (?:many|much|large|big|old|heavy)\b|\bcosts?\b|\b(?:price|durability|ratio|percentage|share)\b": (),
        r"\b(?:what|which)\b(?:\W+\w+){0,5}?\W+(?:ages?|amount|codes?|default|depth|height|interval|level|limits?|maximum"
        r"|minimum|number|periods?|points?|ports?|quota|rate|sizes?|speed|timeout|versions?|weight|width)\b": (),
    }.items()
}  # fmt: skip
_FORMULA = re.compile(r"[=*^]")
_CLAUSE = re.compile(r"[,;:.?!](?=\s)|[()]|\b(?:and|but|while|whereas)\b", re.IGNORECASE)


@lru_cache(4096)
def amounts(text: str) -> Amounts:
    """Return the amounts of ``text`` in order; "a week" is one where there is no other, a "single" thing is none."""
    found = quantities(text) or quantities(_ONE.sub(lambda one: "1".ljust(len(one[0])), text))
    return tuple(each for each in found if _shown(text, each).lower() != "single")


def equal(one: Quantity, other: Quantity) -> bool:
    """Say whether two amounts are the same, in whatever units, limits aside; a bare number has any unit."""
    if one_kind(one, other) and not (_bare(one) or _bare(other)):
        return agree(_exact(one), _exact(other))
    return _kin(one, other) and _written(one) == _written(other)


def without_common(one: str, other: str) -> tuple[str, str]:
    """Return two texts without the amounts that are in both, in whatever units."""
    left, right = (_cut_out(text, amounts(text), amounts(against)) for text, against in ((one, other), (other, one)))
    return left, right


def _cut_out(text: str, found: Amounts, known: Amounts) -> str:
    for amount in reversed(found):
        if any(equal(amount, each) for each in known):
            text = f"{text[: amount.start]} {text[amount.end :]}"
    return text


def instead(said: str, meant: str, asked: str, elsewhere: str = "") -> tuple[str, str] | None:
    """Return (said, meant) where one amount stands in for another one of its kind, else None.

    Where an amount that is meant is said as well, one that is said and stands ``elsewhere`` speaks of something else.
    """
    known, mine, theirs = amounts(asked), amounts(said), amounts(meant)
    strange = _without(mine, theirs, known)
    if len(strange) < len(mine):
        strange = _without(strange, amounts(elsewhere))
    pair = _first(strange, _without(theirs, mine, known), one_kind)
    return (_shown(said, pair[0]), _shown(meant, pair[1])) if pair else None


def answered(asked: Reading, sentence: Reading, point: Reading) -> bool:
    """Say whether a sentence is the amount that is asked for, and the one of the point."""
    if not _is_brief(asked, sentence):
        return False
    known, every = amounts(asked.text), amounts(point.text)
    said = _without(amounts(sentence.text), known)
    right = tuple(replace(each, bound="exact") for each in every if not _without([each], said))
    wanted = _wanted(asked.text, point.text)
    return bool(wanted) and not _without(wanted, right) and not _without(said, every)


def answered_otherwise(asked: Reading, sentence: Reading, point: Reading, meant: Reading) -> tuple[str, str] | None:
    """Return (said, meant) where a sentence is an amount, and the point the first that has what is asked for."""
    if not _is_brief(asked, sentence) or _FORMULA.search(sentence.text) or _FORMULA.search(point.text):
        return None
    known, wanted = amounts(asked.text), _wanted(asked.text, meant.text)
    own = tuple(each for each in amounts(point.text) if not _without([each], wanted))
    said = _without(amounts(sentence.text), known)
    strange = _without(said, wanted)
    if not own or _without(wanted[:1], own) or len(strange) < len(said) or len(said) > _FEW:
        return None
    pair = _first(strange, own, _kin)
    return (_shown(sentence.text, pair[0]), _shown(point.text, pair[1])) if pair else None


def _first(said: Amounts, meant: Amounts, related: Callable[[Quantity, Quantity], bool]) -> tuple[Quantity, ...]:
    return next((pair for pair in product(said, meant) if related(*pair)), ())


def _without(found: Sequence[Quantity], *known: Sequence[Quantity]) -> Amounts:
    return tuple(one for one in found if not any(equal(one, each) for these in known for each in these))


@lru_cache(1024)
def _wanted(question: str, text: str) -> Amounts:
    """Return the amounts of ``text`` that a question asks for, none where it asks for no amount.

    They are those of what it counts by name, else those of its kind, in the clauses that share most words with it.
    """
    kinds = [kind for pattern, kinds in _KINDS.items() if pattern.search(question) for kind in (*kinds, "")]
    found = _without(amounts(text), amounts(question))
    if not kinds or not found:
        return ()
    named = content_stems(question)
    counted = tuple(each for each in found if named & {*each.nouns, stem(each.unit)})
    of_kind = (tuple(each for each in found if each.dimension == kind) for kind in kinds)
    wanted = counted or next(filter(None, of_kind), found)
    ends = [*(end.start() for end in _CLAUSE.finditer(text)), len(text)]
    shared = [len(named & content_stems(text[start:end])) for start, end in pairwise([0, *ends])]
    near = [shared[bisect_right(ends, each.start)] for each in wanted]
    return tuple(each for each, words in zip(wanted, near, strict=True) if words == max(near))


def _is_brief(asked: Reading, sentence: Reading) -> bool:
    inside = {at for each in amounts(sentence.text) for at in range(each.start, each.end)}
    known = frozenset(asked.terms)
    rows = zip(sentence.spans, sentence.terms, sentence.content, strict=True)
    beside = [term for span, term, content in rows if content and term not in known and span[0] not in inside]
    return len(beside) <= _BRIEF


def _kin(one: Quantity, other: Quantity) -> bool:
    """Say whether two amounts can be of one thing: one of them may be bare, or a rate of which the other says half."""
    halves = one.dimension.split("/")[0] == other.dimension.split("/")[0]
    halves |= one.dimension == other.dimension == "label"
    return one_kind(one, other) or _bare(one) or _bare(other) or halves


def _bare(amount: Quantity) -> bool:
    """Say whether a number tells nothing of what it counts or measures, as degrees do without their scale."""
    return (amount.dimension == "count" and not amount.nouns) or amount.dimension == "angle"


def _written(amount: Quantity) -> float:
    """Return the number as it is written, without its unit."""
    found = unit(amount.unit)
    if found and found.measures == "temperature" and amount.spelt:
        return -number(amount.spelt[1:]) if amount.spelt.startswith("-") else number(amount.spelt)
    return round(amount.low / found.factor if found else amount.low, 9)


def _exact(amount: Quantity) -> Quantity:
    return replace(amount, bound="exact") if amount.bound in ("most", "least") else amount


def _shown(text: str, amount: Quantity) -> str:
    return text[amount.start : amount.end]
