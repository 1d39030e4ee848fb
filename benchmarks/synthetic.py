"""Passages and vectors made up at any size, the same on every machine.

Words follow Zipf's law as Mandelbrot refined it, frequency proportional to 1 / (rank + 2.7) ** 1.2, over 300,000
forms; the commonest are English function words, the others are built of syllables. A passage is about one of 20,000
sub-topics, whose sizes follow Zipf's law too and which belong to 300 topics; three words in ten are its sub-topic's.
Vectors are the sum of a topic's, a sub-topic's and a passage's own direction, drawn with falling variances.
"""

from collections.abc import Iterator
from functools import cache

import numpy as np
from numpy.typing import NDArray

TOPICS, SUBTOPICS = 300, 20_000
FORMS = 300_000
_EXPONENT, _OFFSET = 1.2, 2.7
_COMMON = """
the of and to a in is for that on it with as be are by this from or an at can not you if your will all have one which
when use has more other so its only may also than each any into most they do but how what then where
"""
_ONSETS = "b c d f g h k l m n p r s t v w br cl dr fl gr pl st tr"
_NUCLEI = "a e i o u ai ea io ou"
_CODAS = "- n r s t l m ct nd rk"
_CHUNK = 10_000
_OWN_SHARE = 0.3
_OWN_WORDS = 40
_LENGTH, _SPREAD = 60, 0.5  # median words of a passage, and the deviation of the logarithm


@cache
def words() -> NDArray[np.str_]:
    """Return the forms by falling frequency."""
    syllables = [o + n + c.strip("-") for o in _ONSETS.split() for n in _NUCLEI.split() for c in _CODAS.split()]
    order = np.random.default_rng(1).permutation(len(syllables))
    forms: dict[str, None] = dict.fromkeys(_COMMON.split())
    number = 0
    while len(forms) < FORMS:
        number += 1
        left, form = number, ""
        while left:
            form += syllables[order[left % len(syllables)]]
            left //= len(syllables)
        forms[form] = None
    return np.array(list(forms))


@cache
def _cumulated(count: int, exponent: float, offset: float) -> NDArray[np.float64]:
    weights = (np.arange(1, count + 1) + offset) ** -exponent
    return np.cumsum(weights / weights.sum())


def _subtopics(rng: np.random.Generator, count: int) -> NDArray[np.int64]:
    return np.searchsorted(_cumulated(SUBTOPICS, 1.0, 10), rng.random(count))


@cache
def _own_words() -> NDArray[np.int64]:
    """Return the ranks of each sub-topic's own words, neither the commonest nor the rarest."""
    ranks = np.random.default_rng(2).uniform(np.log(150), np.log(60_000), (SUBTOPICS, _OWN_WORDS))
    return np.exp(ranks).astype(np.int64)


def passages(count: int, seed: int = 0) -> Iterator[str]:
    """Yield ``count`` passages; the first n are the same whatever the count."""
    forms, own = words(), _own_words()
    for chunk in range(0, count, _CHUNK):
        rng = np.random.default_rng([seed, chunk])
        lengths = np.maximum(8, rng.lognormal(np.log(_LENGTH), _SPREAD, _CHUNK).astype(int))
        total = int(lengths.sum())
        ranks = np.searchsorted(_cumulated(FORMS, _EXPONENT, _OFFSET), rng.random(total))
        subtopics = np.repeat(_subtopics(rng, _CHUNK), lengths)
        topical = own[subtopics, rng.integers(0, _OWN_WORDS, total)]
        mixed = np.where(rng.random(total) < _OWN_SHARE, topical, np.minimum(ranks, FORMS - 1))
        parts = np.split(forms[mixed], np.cumsum(lengths)[:-1])
        for part in parts[: count - chunk]:
            yield " ".join(part.tolist())


def queries(count: int, seed: int = 0) -> list[str]:
    """Return questions of four to ten words: a sub-topic's own words among common ones."""
    rng = np.random.default_rng([seed, 7])
    forms, own = words(), _own_words()
    found = []
    for subtopic in _subtopics(rng, count):
        asked = rng.choice(own[subtopic], rng.integers(2, 5), replace=False)
        filler = np.searchsorted(_cumulated(FORMS, _EXPONENT, _OFFSET), rng.random(rng.integers(2, 7)))
        ranks = rng.permutation(np.concatenate([asked, np.minimum(filler, FORMS - 1)]))
        found.append(" ".join(forms[ranks].tolist()))
    return found


@cache
def _centres(dimension: int) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    rng = np.random.default_rng(3)
    spread = _spectrum(dimension)
    topics = rng.standard_normal((TOPICS, dimension)) * spread
    subtopics = topics[rng.integers(0, TOPICS, SUBTOPICS)] + 0.7 * rng.standard_normal((SUBTOPICS, dimension)) * spread
    return topics.astype(np.float32), subtopics.astype(np.float32)


def _spectrum(dimension: int) -> NDArray[np.float64]:
    falling = np.arange(1, dimension + 1) ** -0.4
    return falling / np.sqrt((falling**2).mean())


def vectors(count: int, dimension: int = 384, seed: int = 0) -> Iterator[NDArray[np.float32]]:
    """Yield float32 vectors of unit length, in chunks; another ``seed`` gives held-out ones of the same sub-topics."""
    _, subtopics = _centres(dimension)
    spread = _spectrum(dimension).astype(np.float32)
    for chunk in range(0, count, _CHUNK):
        rng = np.random.default_rng([seed, chunk, 11])
        size = min(_CHUNK, count - chunk)
        own = rng.standard_normal((size, dimension), np.float32) * spread
        rows = subtopics[_subtopics(rng, size)] + np.float32(0.6) * own
        yield rows / np.linalg.norm(rows, axis=1, keepdims=True)
