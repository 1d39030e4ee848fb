"""Where a sentence says something else of what a point is about: an opposite, a denial, the other order, a number."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise, product

import numpy as np

from index.arrays import Floats
from retriever.spotcheck.amounts import instead
from retriever.spotcheck.denials import answers_otherwise, denied, negated
from retriever.spotcheck.measures import MET
from retriever.spotcheck.opposites import opposed
from retriever.spotcheck.order import directed, exchanged
from retriever.spotcheck.reading import Reading, sentences

_SAME = 0.8  # share of words that two texts have in common, above which their order tells who does what to whom
_ABOUT = 0.5  # share of a text's words below which it does not speak of the same
_TOUCHED = 0.25  # and the share of the longer one's
_ALIKE = 0.65  # share of words, of both sides, above which a denial turns the whole
_IDENTICAL = 0.999  # what only one word, perhaps misspelt, comes to
_FEW = 2  # words beside an amount of which none need be the point's
_WAY = frozenset(["from", "to"])
_CLAUSE = re.compile(
    r"\b(?:between|both)\b[^,;:.]*?\band\b"
    r"|(?P<end>[,;:()–]|\.(?=\s)|\b(?:and|but|while|whereas|because|so|since|when|if|although|instead)\b)",
    re.IGNORECASE,
)
_PART = re.compile(r"[,;:.→]|->|\b(?:while|whereas|but|and|to)\b", re.IGNORECASE)
_LIMITING = """
prevent prevents preventing stop stops stopping avoid avoids avoiding keep keeps keeping only except unless out outside
"""
_LIMITS = frozenset(_LIMITING.split())  # words that deny without a denial


@dataclass(frozen=True, slots=True)
class Clash:
    """Why a sentence says the opposite of a point, and how sure that is."""

    why: str
    confidence: float
    alone: bool = False  # also where the sentence says little else of the point


@dataclass(frozen=True, slots=True)
class Compared:
    """A point and the sentence that is nearest to it, in a question, a reference and an answer.

    ``near`` float (len(point), len(said)): how alike two words are, 1 where they are one word; ``where`` is the
    sentence's place in the answer.
    """

    asked: Reading
    meant: Reading
    said: Reading
    point: Reading
    where: slice
    sentence: Reading
    near: Floats


def clash(pair: Compared) -> Clash | None:
    """Say where a sentence about a point says something else.

    A denial or another order counts only where the two share nearly all their words; a denial also where all that the
    sentence says besides stands in the point.
    """
    point, sentence = pair.point, pair.sentence
    if answers_otherwise(sentence.text, point.text) and not _deny_the_same(sentence, point):
        return Clash("one says yes, the other no", 0.8, alone=True)
    other = instead(sentence.text, point.text, pair.asked.text, pair.meant.text)
    if other and _speaks(pair, other[0]):
        return Clash(f"{other[0]}, not {other[1]}", 0.85)
    words = next(_opposites(pair), None)
    if words:
        return Clash(f"{_word(sentence, words[0])}, not {_word(point, words[1])}", 0.75)
    ruled_out = _ruled_out(pair)
    if ruled_out:
        return Clash(f"one of the two denies “{_word(point, ruled_out)}”", 0.7, alone=True)
    wanted, least = frozenset(_ordered(point)), _ABOUT if _says_no_more(sentence, point) else _ALIKE
    for part in _alike(sentence, point):
        if len(wanted.intersection(part.terms)) >= _ABOUT * len(wanted):
            term = _denial(point, part, least)
            if term:
                return Clash(f"one of the two denies “{_word(point, term)}”", 0.65)
            found = other_way(point, turned(point, part))
            if found:
                return found
    return None


def _speaks(pair: Compared, amount: str) -> bool:
    """Say whether the clause that has an amount speaks of the point: it has a word of it, or little else."""
    start = pair.sentence.text.index(amount)
    inside = pair.sentence.inside(start, start + len(amount))
    clause = next((each for each in _clauses(pair.sentence) if inside.start in each), [])
    beside = [at for at in clause if not inside.start <= at < inside.stop]
    met = (pair.near[:, pair.where] >= MET)[pair.point.content].any(axis=0)
    return len(beside) <= _FEW or bool(met[beside].any())


def _opposites(pair: Compared) -> Iterator[tuple[str, str]]:
    """Yield (said, meant) terms that are opposites, in clauses that speak of the same and deny nothing.

    Where one of them is asked, said or meant of something else as well, the clauses have to be nearly the same.
    """
    point, sentence = pair.point, pair.sentence
    met, there = pair.near[:, pair.where] >= MET, pair.near.max(axis=1) >= _IDENTICAL
    told, elsewhere, asked = (frozenset(reading.terms) for reading in (pair.said, pair.meant, pair.asked))
    for (rows, meant), (columns, said) in product(_terms_of_clauses(point), _terms_of_clauses(sentence)):
        for one, other in opposed(said, meant):
            own = [at for at in rows if point.terms[at] == other]
            left = [at for at in rows if at not in own]
            right = [at for at in columns if sentence.terms[at] != one]
            mixed = (one in asked and other not in asked) or one in elsewhere or other in told or there[own].any()
            alike = len(meant & said) / max(len(meant), len(said))
            alone = not right and len(columns) == sentence.content.sum()
            speaks = (alone or _of_one_thing(met[np.ix_(left, right)])) and (not mixed or alike >= _ALIKE)
            if speaks and not negated([*(point.words[at] for at in rows), *(sentence.words[at] for at in columns)]):
                yield one, other


def _of_one_thing(met: np.ndarray) -> bool:
    """Say whether enough of the words beside two opposites meet, the rows of ``met`` and its columns."""
    if not met.size:
        return False
    less, more = sorted((met.any(axis=1).mean(), met.any(axis=0).mean()))
    return bool(less >= _TOUCHED and more >= _ABOUT)


def _clauses(reading: Reading) -> list[list[int]]:
    """Return the places of the words with content, clause by clause."""
    cuts = ends(reading)
    found: dict[int, list[int]] = {}
    for at in np.flatnonzero(reading.content).tolist():
        found.setdefault(bisect_right(cuts, reading.spans[at][0]), []).append(at)
    return list(found.values())


def _terms_of_clauses(reading: Reading) -> list[tuple[list[int], frozenset[str]]]:
    return [(clause, frozenset(reading.terms[at] for at in clause)) for clause in _clauses(reading)]


def _denial(point: Reading, sentence: Reading, least: float) -> str | None:
    """Return a term that one of two denies, where they share ``least`` of their words, labels among them."""
    own = [{t for t, c in zip(r.terms, r.content, strict=True) if c and len(t) > 1} for r in (sentence, point)]
    shared = own[0] & own[1]
    if len(shared) < max(least * max(map(len, own)), 1) or bool(negated(sentence.words)) == bool(negated(point.words)):
        return None
    if _labels(sentence) - _labels(point) or _LIMITS & (set(sentence.words) ^ set(point.words)):
        return None
    (denies, says), (denied_there, meant) = map(_denied, (sentence, point))
    found = ((denies - says) & (meant - denied_there)) | ((says - denies) & (denied_there - meant))
    return min(found & shared, key=point.terms.index, default=None)


def _ruled_out(pair: Compared) -> str | None:
    """Return a term of a sentence that says nothing but what the point denies, which says what is right instead."""
    point, sentence = pair.point, pair.sentence
    if negated(sentence.words) or _LIMITS.intersection(point.words):
        return None
    said, meant = (
        {term for term, content in zip(each.terms, each.content, strict=True) if content} for each in (sentence, point)
    )
    denies, states = _denied(point)
    other = said - set(pair.asked.terms)
    right = (meant & states) - set(pair.asked.terms)
    return min(other, key=point.terms.index) if said <= meant and other and other <= denies - states and right else None


def _deny_the_same(sentence: Reading, point: Reading) -> bool:
    """Say whether one term is denied by both: "no, it can't" and "yes, it can't" then answer two ways of asking."""
    shared = _denied(sentence)[0] & _denied(point)[0]
    return any(term in shared for term, content in zip(point.terms, point.content, strict=True) if content)


def _says_no_more(sentence: Reading, point: Reading) -> bool:
    """Say whether all that a sentence states or denies, two things at least, stands in a point."""
    rows = zip(sentence.words, sentence.terms, sentence.content, strict=True)
    stated = {term for word, term, content in rows if content and word != "any" and not negated((word,))}
    return len(stated) > 1 and stated <= set(point.terms)


def _denied(reading: Reading) -> tuple[frozenset[str], frozenset[str]]:
    """Return the terms that are denied in a clause, and those that are not; one can be in both."""
    found = [denied(part.words, part.terms) for part in _cut(reading, 1)]
    return frozenset[str]().union(*(each for each, _ in found)), frozenset[str]().union(*(each for _, each in found))


def _alike(sentence: Reading, point: Reading) -> Iterator[Reading]:
    """Yield each run of a sentence's clauses that is as many as the point has."""
    yield from _cut(sentence, min(len(_clauses(point)), len(_clauses(sentence))) or 1)


def _cut(reading: Reading, step: int) -> Iterator[Reading]:
    """Yield each run of ``step`` clauses."""
    cuts = [0, *ends(reading), len(reading.text)]
    spans = [span for span in pairwise(cuts) if reading.content[reading.inside(*span)].any()] or [
        (0, len(reading.text))
    ]
    yield from (reading.part(first[0], last[1]) for first, last in zip(spans, spans[step - 1 :], strict=False))


def ends(reading: Reading) -> list[int]:
    """Return where the clauses of a text end, the last one left out."""
    return [end.start() for end in _CLAUSE.finditer(reading.text) if end["end"]]


def crossed(asked: Reading, meant: Reading, said: Reading) -> dict[int, Clash]:
    """Return the clash of each clause of ``meant``, by its first place, that has one of two terms put for the other.

    The clauses are the same otherwise: veins with walls and arteries with valves, where it is the other way round. One
    such clause is enough where the question names both.
    """
    wanted, told = (
        {frozenset(term for at in clause if len(term := each.terms[at]) > 1): clause[0] for clause in _clauses(each)}
        for each in (meant, said)
    )
    found = [
        (other, min(one - other), min(other - one), told[one])
        for other, one in product(wanted, told)
        if len(one - other) == len(other - one) == 1
        and len(one & other) > 1
        and not any(other <= each for each in told)
    ]
    pairs, named = {(one, other) for _, one, other, _ in found}, frozenset(filter(str.isalpha, asked.terms))
    return {
        wanted[clause]: Clash(f"{_word(said, one)}, not {_word(meant, other)}", 0.65)
        for clause, one, other, at in found
        if (other, one) in pairs or (named >= {one, other} and other not in _around(said, at))
    }


def _around(reading: Reading, at: int) -> frozenset[str]:
    """Return the terms of the sentence that has the word at a place."""
    place = reading.spans[at][0]
    around = (span for span in sentences(reading.text) if span[0] <= place < span[1])
    return frozenset(reading.part(*next(around, (0, len(reading.text)))).terms)


def _labels(reading: Reading) -> set[str]:
    """Return the terms of one letter or digit; an "a" that stands before no word with content is no article."""
    content = [*reading.content[1:], False]
    return {
        term
        for term, own, after in zip(reading.terms, reading.content, content, strict=True)
        if len(term) == 1 and (own or (term == "a" and not after))
    }


def turned(meant: Reading, said: Reading) -> tuple[str, str] | None:
    """Return two terms of ``meant`` that stand in each other's place in ``said``, where order tells what is what."""
    terms, own = _ordered(meant), _ordered(said)
    shared = set(terms) & set(own)
    if len(shared) < max(_SAME * len(set(own)), _ABOUT * len(set(terms)), 1):
        return None
    active = ("by" in said.words) == ("by" in meant.words)
    if directed(said.words) and directed(meant.words):
        return exchanged(own, terms)
    pair = exchanged(own, terms) if active and not _passive(meant, said, shared) else None
    return pair if pair and _apart(meant, pair) else None


def _passive(meant: Reading, said: Reading, shared: set[str]) -> bool:
    """Say whether a word that both have is a participle in one of them alone, as in contains and contained in."""
    forms = [
        {t for w, t in zip(r.words, r.terms, strict=True) if w.endswith("ed") and t in shared} for r in (meant, said)
    ]
    return forms[0] != forms[1]


def _apart(meant: Reading, pair: tuple[str, str]) -> bool:
    """Say whether two terms stand in parts that each say something, not in one list of things."""
    first, last = sorted(meant.terms.index(term) for term in pair)
    ends = [end for end in _PART.finditer(meant.text) if end[0].lower() != "to" or "from" in meant.words]
    between = [end for end in ends if meant.spans[first][0] < end.start() < meant.spans[last][0]]
    if any(end[0].lower() != "and" for end in between):
        return True
    stop = next((end.start() for end in ends if end.start() > meant.spans[last][0]), len(meant.text))
    return bool(between) and meant.content[meant.inside(between[-1].end(), stop)].sum() > 1


def other_way(point: Reading, turned: tuple[str, str] | None) -> Clash | None:
    """Return the clash of a point that has one of two terms that changed places."""
    words = [_word(point, term) for term in turned or () if term in point.terms]
    return Clash(f"{' and '.join(f'“{word}”' for word in words)}: the other way round", 0.65) if words else None


def _ordered(reading: Reading) -> list[str]:
    """Return the terms whose order tells what is what: those with content, and from and to where both are there."""
    way = _WAY if "from" in reading.words and "to" in reading.words else frozenset[str]()
    return [
        term
        for word, term, content in zip(reading.words, reading.terms, reading.content, strict=True)
        if (content and len(term) > 1) or word in way
    ]


def _word(reading: Reading, term: str) -> str:
    return reading.words[reading.terms.index(term)]
