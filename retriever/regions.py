"""The regions of the map of entries, and what to call them."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.lines.words import STOP
from corpus.model import Entry
from index.arrays import Floats
from index.lexical import analyse

_SEED = 0
_MOST = 24
_TERMS = 6
_NAMED = 3
_ANSWER = 400  # characters of an answer that speak for the entry


@dataclass(frozen=True, slots=True)
class Region:
    """A part of the map: its name, the terms that set it apart (best first), its centre, its number of entries."""

    name: str
    terms: tuple[str, ...]
    x: float
    y: float
    count: int


def find_regions(entries: Sequence[Entry], places: Floats) -> tuple[NDArray[np.int64], tuple[Region, ...]]:
    """Return the region (n,) of every entry and the regions, by k-means over places (n, 2).

    There are about half as many as the square root of the number of entries, at most 24.
    """
    wanted = min(_MOST, max(1, round(math.sqrt(len(entries)) / 2)), len(np.unique(places, axis=0)))
    if wanted < 2:
        owners = np.zeros(len(entries), np.int64)
    else:
        from sklearn.cluster import KMeans

        owners = KMeans(wanted, random_state=_SEED, n_init=1).fit_predict(places).astype(np.int64)
    words = [_words(entry) for entry in entries]
    spread = Counter(term for each in words for term in each)
    regions = []
    for number in range(wanted):
        inside = np.flatnonzero(owners == number)
        terms = _telling([words[row] for row in inside], spread, len(entries))
        x, y = places[inside].mean(axis=0) if len(inside) else (0.0, 0.0)
        name = ", ".join(terms[:_NAMED])
        regions.append(Region(name, terms, round(float(x), 4), round(float(y), 4), len(inside)))
    return owners, tuple(regions)


def nearest_region(place: Floats, regions: Sequence[Region]) -> int:
    """Return the number of the region whose centre is nearest to a place (2,)."""
    return min(range(len(regions)), key=lambda number: math.dist(place, (regions[number].x, regions[number].y)))


def _words(entry: Entry) -> dict[str, str]:
    """Return the terms of an entry, each as it is written there first."""
    found: dict[str, str] = {}
    for word in f"{entry.question} {entry.answer[:_ANSWER]}".split():
        plain = word.strip("*_`#>|()[]{}.,;:!?\"'“”‘’…-–—/\\")
        if len(plain) > 1 and not plain.isdigit() and plain.lower() not in STOP:
            for term in analyse(plain)[:1]:
                found.setdefault(term, plain)
    return found


def _telling(inside: Sequence[dict[str, str]], spread: Counter[str], entries: int) -> tuple[str, ...]:
    """Return the terms that stand in many entries here and in few elsewhere.

    A term is weighed by its share of the entries here times the log of how much commoner it is here than overall;
    where all entries are here, the commonest are told.
    """
    here = Counter(term for each in inside for term in each)
    size = max(len(inside), 1)
    gains = {
        term: count / size * math.log(count / size / (spread[term] / entries))
        for term, count in here.items()
        if count > 1 or size < 3
    }
    telling = [term for term, gain in gains.items() if gain > 0 or size == entries]
    best = sorted(telling, key=lambda term: (-gains[term], -here[term], term))[:_TERMS]
    written = {term: Counter(each[term] for each in inside if term in each).most_common(1)[0][0] for term in best}
    return tuple(dict.fromkeys(written[term] for term in best))
