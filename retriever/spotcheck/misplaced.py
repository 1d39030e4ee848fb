"""Where an answer says of one thing what the reference says of another: two names have changed places."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, combinations, product, takewhile

import numpy as np

from index.arrays import Floats
from index.lexical import analyse
from retriever.spotcheck.clashes import Clash, ends
from retriever.spotcheck.denials import negated
from retriever.spotcheck.reading import Reading

Name = frozenset[str]
Clauses = Sequence[Sequence[int]]  # the places of the words of each
Claim = tuple[tuple[int, ...], ...]  # what is said of a name: places of words with content, clause by clause

_LABEL = re.compile(r"\W*(\w[^:=–—→.;]{0,40}?)\s*(?:[:=–—→]|->| - )")
_LABEL_WORDS = 4
_JOIN = re.compile(
    r"\s(?:and|or|vs\.?|versus|from|than|over|against|instead of|compared? (?:to|with))\s|\s?[/&,]\s?",
    re.IGNORECASE,
)
_MOST = 12  # names of one question that are held against each other
_CLEARLY = 0.2  # by how much, 0..1, each claim is nearer to the other name's than to its own
_ALIKE = 0.5  # how near it is at least


def misplaced(
    asked: Reading, meant: Reading, said: Reading, starts: Sequence[int], columns: Iterable[str], near: Floats
) -> dict[int, Clash]:
    """Return the clash of each claim of ``meant``, by its first place, that ``said`` makes of another name.

    The other name's claim must be made of this one as well, and the answer speak of each of the two once. ``starts``
    are the places where the points of ``meant`` begin; ``near`` float (len(meant), len(said)) tells how alike two words
    are. The names are what the question joins, the ``columns`` of a table and the labels of the points.
    """
    found: dict[int, Clash] = {}
    spoken = [name for name in _names(asked, meant, starts, columns) if not name.isdisjoint(said.terms)]
    clauses = _clauses(meant), _clauses(said)
    for names in combinations(spoken[:_MOST], 2):
        apart = _told_apart(meant, clauses[0], *names)
        told = [_once(claims) for claims in _claims(said, clauses[1], apart, names[0] | names[1], ())]
        wanted = _claims(meant, clauses[0], apart, names[0] | names[1], starts)
        if all(told):
            for pair in _sides(wanted, starts):
                rivals = zip(told, wanted, reversed(pair), strict=True)
                if all(_is_nearer(near, parts, other, own) for parts, own, other in rivals):
                    why = " and ".join(f"“{_shown(meant, name)}”" for name in names)
                    found |= {claim[0][0]: Clash(f"{why}: the other way round", 0.65, alone=True) for claim in pair}
    return found


def _names(asked: Reading, meant: Reading, starts: Sequence[int], columns: Iterable[str]) -> list[Name]:
    """Return the terms of each thing that is named, as far as the reference has them."""
    known = frozenset(meant.terms)
    found = [name & known for name in (*_compared(asked), *map(frozenset, map(analyse, columns)))]
    for start in starts:
        label = _LABEL.match(meant.text, meant.spans[start][0]) if start < len(meant) else None
        if label and len(label[1].split()) <= _LABEL_WORDS:
            found.append(_terms(meant, *label.span(1)))
    return [name for name in dict.fromkeys(found) if name and not negated(tuple(name))]


def _compared(asked: Reading) -> Iterator[Name]:
    """Yield what a question joins: the words with content right before an "and" and right behind it."""
    telling = [bool(_terms(asked, *span)) for span in asked.spans]
    for join in _JOIN.finditer(asked.text):
        after = asked.inside(join.end(), len(asked.text)).start
        before = asked.inside(0, join.start()).stop
        yield frozenset(asked.terms[at] for at in _run(telling, range(before - 1, -1, -1)))
        after += asked.words[after : after + 1] in (("a",), ("an",), ("the",))
        yield frozenset(asked.terms[at] for at in _run(telling, range(after, len(asked))))


def _run(telling: Sequence[bool], places: Iterable[int]) -> Iterable[int]:
    return takewhile(lambda at: telling[at], places)


def _terms(reading: Reading, start: int, end: int) -> Name:
    """Return the terms with content, or in capitals, inside the characters ``start`` to ``end``."""
    inside = reading.inside(start, end)
    rows = zip(reading.terms[inside], reading.spans[inside], reading.content[inside], strict=True)
    return frozenset(term for term, span, content in rows if content or _in_capitals(reading.text[slice(*span)]))


def _in_capitals(word: str) -> bool:
    return len(word) > 1 and word.isupper()


def _shown(meant: Reading, name: Name) -> str:
    """Return a name as the reference has it, its words in the order of their first places."""
    return " ".join(meant.words[at] for at in sorted(map(meant.terms.index, name)))


def _told_apart(meant: Reading, clauses: Clauses, one: Name, other: Name) -> tuple[Name, Name]:
    """Return of each of two names what the clauses about the other lack, or the whole name."""
    if one < other or other < one:
        return one, other
    said = [frozenset(meant.terms[at] for at in clause) for clause in clauses]
    left, right = (
        name - frozenset[str]().union(*(terms for terms in said if against <= terms and not name <= terms)) or name
        for name, against in ((one, other), (other, one))
    )
    return left, right


def _claims(
    reading: Reading, clauses: Clauses, names: tuple[Name, Name], known: Name, starts: Sequence[int]
) -> tuple[list[Claim], list[Claim]]:
    """Return the claims about each name: a clause that has it first of the two, with those behind that have neither.

    A claim ends where a point starts.
    """
    found: tuple[list[Claim], list[Claim]] = ([], [])
    about: list[Claim] | None = None
    for clause in clauses:
        terms = [reading.terms[at] for at in clause]
        has = [one <= {*terms} and not one < other <= {*terms} for one, other in (names, names[::-1])]
        if any(has) or not set(starts).isdisjoint(clause):
            said = [
                min(map(terms.index, name)) if there else len(terms) for name, there in zip(names, has, strict=True)
            ]
            about = found[said.index(min(said))] if any(has) else None
            if about is not None:
                about.append(())
        own = tuple(at for at in clause if reading.content[at] and reading.terms[at] not in known)
        if about is not None and own:
            about[-1] += (own,)
    one, other = (list(filter(None, claims)) for claims in found)
    return one, other


def _once(claims: Sequence[Claim]) -> Claim:
    """Return the one claim, whole and clause by clause; nothing where there are several."""
    return (tuple(chain(*claims[0])), *claims[0]) if len(claims) == 1 else ()


def _clauses(reading: Reading) -> Clauses:
    """Return the places of the words, clause by clause."""
    cuts, found = ends(reading), dict[int, list[int]]()
    for at, span in enumerate(reading.spans):
        found.setdefault(bisect_right(cuts, span[0]), []).append(at)
    return list(found.values())


def _sides(wanted: tuple[list[Claim], list[Claim]], starts: Sequence[int]) -> Iterator[tuple[Claim, Claim]]:
    """Yield the claims about two names that stand against each other: those of one point, or the only ones."""
    alone = len(wanted[0]) == len(wanted[1]) == 1
    for one, other in product(*wanted):
        if alone or bisect_right(starts, one[0][0]) == bisect_right(starts, other[0][0]):
            yield one, other


def _is_nearer(near: Floats, parts: Claim, other: Claim, own: Sequence[Claim]) -> bool:
    """Say whether a part of what is told of a name is clearly nearer to another name's claim than to all of its own."""
    part = max(parts, key=lambda part: _nearness(near, part, other))
    return _nearness(near, part, other) >= max(_ALIKE, _CLEARLY + max(_nearness(near, part, claim) for claim in own))


def _nearness(near: Floats, part: Sequence[int], claim: Claim) -> float:
    """Return how near two statements are, 0..1: both ways, word by word."""
    found = near[np.ix_(tuple(chain(*claim)), part)]
    return float(found.max(axis=0).mean() + found.max(axis=1).mean()) / 2
