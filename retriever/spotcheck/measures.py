"""What is measured between a reference and an answer, each a number that a person can follow.

The question's words are taken out of both first (question demotion: Sultan, Salazar and Sumner, "Fast and easy short
answer grading with high accuracy", 2016), so that repeating the question earns nothing; words are aligned by the
cosine of their vectors, each to its best partner (late interaction: Khattab and Zaharia, "ColBERT", 2020).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
from rapidfuzz.distance import DamerauLevenshtein
from rapidfuzz.process import cdist

from index.arrays import Floats
from retriever.spotcheck.amounts import amounts, equal, instead
from retriever.spotcheck.denials import negated
from retriever.spotcheck.names import is_name
from retriever.spotcheck.opposites import opposites
from retriever.spotcheck.order import inversion
from retriever.spotcheck.reading import Reading, unit

NAMES = (
    "meaning", "meaning_alone", "recall", "recall_alone", "precision", "same_words", "same_words_both", "letters",
    "length", "negation", "number", "order",
)  # fmt: skip
MET = 0.6
"""Cosine at which a word counts as met."""

_NAME_MATCH = 0.5
_ASKED = 0.5  # what a word of the question weighs where the reference needs it, against one that is new


@dataclass(frozen=True, slots=True)
class Alignment:
    """Words of a reference against words of an answer.

    ``near`` and ``near_within`` float (r, a): how alike two words are, 0..1, read alone and after the question;
    ``same`` float (r, a): 1 where they are one word, misspellings forgiven; ``reference_weight`` (r,) and
    ``answer_weight`` (a,): the weight of each word, next to nothing for function words and for words of the question.
    """

    near: Floats
    near_within: Floats
    same: Floats
    reference_weight: Floats
    answer_weight: Floats


def align(question: Reading, reference: Reading, answer: Reading) -> Alignment:
    """Align the words of ``reference`` and ``answer``, words of ``question`` weighing nothing."""
    same = _same(reference, answer)
    barred = _barred(reference, same)
    asked = question.alone.mean(axis=0) if len(question) else np.zeros(reference.alone.shape[1], np.float32)
    near = reference.alone @ answer.alone.T
    within = unit(reference.within - asked) @ unit(answer.within - asked).T
    for alike in (near, within):
        alike[barred] = np.minimum(alike[barred], _NAME_MATCH)
        alike[_opposed_pairs(reference, answer)] = 0.0
    return Alignment(
        np.clip(near, 0, 1),
        np.clip(within, 0, 1),
        same,
        _weight(reference, frozenset(question.terms)),
        _weight(answer, frozenset(question.terms)),
    )


def measure(question: Reading, reference: Reading, answer: Reading) -> Floats:
    """Return the measures, float32 (len(NAMES),); an answer without words gives zeros."""
    if not len(answer) or not len(reference):
        return np.zeros(len(NAMES), np.float32)
    pairs = align(question, reference, answer)
    needed = _weight(reference, frozenset(question.terms), _ASKED)
    nearest = np.maximum(pairs.near, pairs.same)
    recall, alone = _best(pairs.near_within, needed), _best(nearest, needed)
    met = _best((nearest >= MET).astype(np.float32), pairs.reference_weight)
    precision = _best(pairs.near.T, pairs.answer_weight)
    same, same_back = _best(pairs.same, pairs.reference_weight), _best(pairs.same.T, pairs.answer_weight)
    own = _own_terms(answer), _own_terms(reference)
    values = (
        _centroids(question, reference, answer, within=True),
        _centroids(question, reference, answer, within=False),
        recall,
        alone,
        precision,
        same,
        2 * same * same_back / max(same + same_back, 1e-9),
        _letters(question.text, reference.text, answer.text),
        min(1.0, (1 + len(set(own[0]))) / (1 + len(set(own[1])))),
        float((negated(answer.words) % 2) != (negated(reference.words) % 2)) * met,
        float(instead(answer.text, reference.text, question.text) is not None),
        inversion(*own) * same,
    )
    return np.array(values, np.float32)


def _mean(vectors: Floats) -> Floats:
    mean: Floats = vectors.mean(axis=0)
    return mean


def _own_terms(reading: Reading) -> list[str]:
    return [term for term, content in zip(reading.terms, reading.content, strict=True) if content]


def _best(alike: Floats, weight: Floats) -> float:
    return float((alike.max(axis=1) * weight).sum() / weight.sum())


def _weight(reading: Reading, asked: frozenset[str], share: float = 0.0) -> Floats:
    """Return 1 for words with content, ``share`` for those of the question, and next to nothing for all others."""
    fresh = np.array([share if term in asked else 1.0 for term in reading.terms], np.float32)
    weights: Floats = reading.content * fresh + np.float32(1e-6)
    return weights


def _same(reference: Reading, answer: Reading) -> Floats:
    same = _same_terms(reference.terms, answer.terms)
    for one, other in product(amounts(reference.text), amounts(answer.text)):
        if equal(one, other):
            same[reference.inside(one.start, one.end), answer.inside(other.start, other.end)] = 1.0
    return same


def _same_terms(reference: Sequence[str], answer: Sequence[str]) -> Floats:
    _, numbers = np.unique([*reference, *answer], return_inverse=True)
    same: Floats = (numbers[: len(reference), None] == numbers[len(reference) :]).astype(np.float32)
    met, met_back = same.max(axis=1), same.max(axis=0)
    loose = [at for at, term in enumerate(reference) if _may_be_misspelt(term) and not met[at]]
    other = [at for at, term in enumerate(answer) if _may_be_misspelt(term) and not met_back[at]]
    if loose and other:
        left, right = [reference[at] for at in loose], [answer[at] for at in other]
        apart = cdist(left, right, scorer=DamerauLevenshtein.distance, score_cutoff=2)
        for row, column in np.argwhere(apart <= 2):
            one, two = left[row], right[column]
            if one[0] == two[0] and apart[row, column] <= (1 if max(len(one), len(two)) < 7 else 2):
                same[loose[row], other[column]] = 1.0
    return same


def _may_be_misspelt(term: str) -> bool:
    return len(term) >= 4 and term.isalpha()


def _barred(reference: Reading, same: Floats) -> np.ndarray:
    """Mark pairs where a name or a number meets anything but itself: their vectors are near whatever they name."""
    names = np.array([is_name(reference.text[start:end]) for start, end in reference.spans], bool)
    barred: np.ndarray = names[:, None] & (same < 1)
    return barred


def _opposed_pairs(reference: Reading, answer: Reading) -> tuple[list[int], list[int]]:
    places: dict[str, list[int]] = {}
    for column, said in enumerate(answer.terms):
        places.setdefault(said, []).append(column)
    pairs = [
        (row, column)
        for row, meant in enumerate(reference.terms)
        for said in opposites(meant) & places.keys()
        for column in places[said]
    ]
    return [row for row, _ in pairs], [column for _, column in pairs]


def _centroids(question: Reading, reference: Reading, answer: Reading, within: bool) -> float:
    asked = unit(_mean(question.alone)) if len(question) else np.zeros(reference.alone.shape[1], np.float32)
    known = frozenset(question.terms)
    one, other = (
        _centroid(reading.within if within else reading.alone, reading, known, asked) for reading in (reference, answer)
    )
    return float(one @ other)


def _centroid(vectors: Floats, reading: Reading, known: frozenset[str], asked: Floats) -> Floats:
    """Return the mean word at unit length, without its share of the question's direction."""
    weights = np.array([0.3 if term in known else 1.0 for term in reading.terms], np.float32)
    weights *= np.where(reading.content, 1.0, 0.2).astype(np.float32)
    mean = unit(weights @ vectors)
    return unit(mean - (mean @ asked) * asked)


def _letters(question: str, reference: str, answer: str) -> float:
    """Return the share of the reference's letter triples, the question's left out, that the answer has."""
    asked = _triples(question)
    meant = _triples(reference) - asked
    return len(meant & _triples(answer)) / max(1, len(meant))


def _triples(text: str) -> frozenset[str]:
    plain = f" {' '.join(''.join(c if c.isalnum() else ' ' for c in text.lower()).split())} "
    return frozenset(plain[at : at + 3] for at in range(len(plain) - 2))
