"""Rank passages by the terms they share with a query: BM25, exact, over the segments of one generation.

Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009), with the inverse document
frequency and without the constant factor of Lucene; question, headings and text count alike. Terms are taken from rare
to common; once no passage outside those already found can reach the best k, the common ones are looked up for these
alone (MaxScore; Turtle and Flood, "Query Evaluation: Strategies and Optimizations", 1995).
"""

import math
import threading
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.arrays import Floats, Mask
from index.postings import Postings
from index.remembering import known_or_made

Rows = NDArray[np.int32]

K1, B = 1.2, 0.75
_FIELDS = np.ones(3, np.float32)  # sums a count of each: quicker than ``sum`` over so short an axis
_SLACK = 1 + 1e-5
_COMMON = 2000  # postings from which looking for a shortcut pays
_REMEMBERED = 4096  # terms


@dataclass(frozen=True, slots=True)
class _Term:
    """A query term in one segment: its weight (idf times its count in the query) and its postings."""

    weight: float
    at: slice


class Bm25:
    """Score the passages of several segments; ``live`` is None where nothing of a segment is deleted."""

    def __init__(self, segments: Sequence[tuple[Postings, Mask | None]]) -> None:
        self._segments = segments
        self._norms: list[Floats] | None = None
        self._terms: dict[str, tuple[int, list[slice]]] = {}
        self._lock = threading.Lock()
        self.count = sum(len(p.lengths) if live is None else int(live.sum()) for p, live in segments)

    def document_frequency(self, term: str) -> int:
        """Return in how many passages ``term`` stands."""
        return self._known(term)[0]

    def search(self, terms: Iterable[str], k: int, allowed: Sequence[Mask] | None = None) -> list[tuple[Rows, Floats]]:
        """Return for each segment its k best rows with their scores, best first, equal scores by row."""
        queries = self._weighted(terms)
        found = []
        for i, (postings, live) in enumerate(self._segments):
            mask = live if allowed is None else (allowed[i] if live is None else allowed[i] & live)
            found.append(_best(postings, self._norm()[i], queries[i], k, mask))
        return found

    def scores(self, terms: Sequence[str], segment: int, rows: Rows) -> Floats:
        """Return what each term gives to ``rows`` of one segment, in their order: (terms, rows)."""
        postings, _ = self._segments[segment]
        norm = self._norm()[segment]
        gains = np.zeros((len(terms), len(rows)), np.float32)
        for gain, term in zip(gains, terms, strict=True):
            frequency, places = self._known(term)
            _add(gain, rows, postings, norm, _Term(inverse_frequency(self.count, frequency), places[segment]))
        return gains

    def _weighted(self, terms: Iterable[str]) -> list[list[_Term]]:
        """Return for each segment the query's terms that it knows, rarest first."""
        queries: list[list[_Term]] = [[] for _ in self._segments]
        for term, times in Counter(terms).items():
            frequency, places = self._known(term)
            for query, at in zip(queries, places, strict=True):
                if frequency and at.stop > at.start:
                    query.append(_Term(times * inverse_frequency(self.count, frequency), at))
        for query in queries:
            query.sort(key=lambda term: -term.weight)
        return queries

    def _known(self, term: str) -> tuple[int, list[slice]]:
        """Return in how many passages a term stands, and where each segment has its postings."""
        return known_or_made(self._terms, term, self._look_up, _REMEMBERED)

    def _look_up(self, term: str) -> tuple[int, list[slice]]:
        places = [postings.of(term) for postings, _ in self._segments]
        return sum(_frequency(*segment, at) for segment, at in zip(self._segments, places, strict=True)), places

    def _norm(self) -> list[Floats]:
        """Return for every row k1 (1 - b + b length / mean length), made once."""
        with self._lock:
            if self._norms is None:
                lengths = [postings.lengths @ _FIELDS for postings, _ in self._segments]
                counted = [
                    each if live is None else each[live]
                    for each, (_, live) in zip(lengths, self._segments, strict=True)
                ]
                total = sum(float(each.sum(dtype=np.float64)) for each in counted)
                slope = np.float32(K1 * B * max(self.count, 1) / max(total, 1e-9))
                self._norms = [np.float32(K1 * (1 - B)) + slope * each for each in lengths]
            return self._norms


def inverse_frequency(count: int, frequency: int) -> float:
    """Return the inverse document frequency of a term that ``frequency`` of ``count`` passages hold.

    One that none holds weighs as the rarest would.
    """
    return math.log1p((count - frequency + 0.5) / (frequency + 0.5))


def _frequency(postings: Postings, live: Mask | None, at: slice) -> int:
    return at.stop - at.start if live is None else int(live[postings.rows[at]].sum())


def _best(postings: Postings, norm: Floats, query: list[_Term], k: int, mask: Mask | None) -> tuple[Rows, Floats]:
    """Return the k best rows of one segment; ``mask`` says which rows count."""
    scores = np.zeros(len(norm), np.float32)
    rest = np.append(np.cumsum([term.weight for term in query][::-1])[::-1], 0.0) * _SLACK
    gathered: list[Rows] = []
    for i, term in enumerate(query):
        common = term.at.stop - term.at.start > _COMMON
        if common and rest[i] < (threshold := _floor(scores, gathered, k)):
            found = np.flatnonzero(scores >= threshold - rest[i]).astype(np.int32)
            kept = scores[found]
            for other in query[i:]:
                _add(kept, found, postings, norm, other)
            return _top(found, kept, k)
        rows = postings.rows[term.at]
        gain = _gain(postings.counts[term.at], norm[rows], term.weight)
        if mask is not None:
            inside = mask[rows]
            rows, gain = rows[inside], gain[inside]
        scores[rows] += gain
        gathered.append(rows)
    if not gathered:
        return np.zeros(0, np.int32), np.zeros(0, np.float32)
    threshold = _floor(scores, gathered, k) if len(scores) > _COMMON else 0.0
    found = np.flatnonzero(scores >= threshold if threshold else scores).astype(np.int32)
    return _top(found, scores[found], k)


def _floor(scores: Floats, gathered: list[Rows], k: int) -> float:
    """Return a score that the k best of all rows reach: the best k-th among the rows of one term."""
    return max((_kth(scores[rows], k) for rows in gathered), default=0.0)


def _kth(scores: Floats, k: int) -> float:
    """Return the k-th best score, 0 where there are fewer."""
    return float(np.partition(scores, len(scores) - k)[len(scores) - k]) if len(scores) >= k else 0.0


def _gain(counts: NDArray[np.uint8], norm: Floats, weight: float) -> Floats:
    frequency = counts @ _FIELDS
    return np.float32(weight) * frequency / (frequency + norm)


def _add(total: Floats, rows: Rows, postings: Postings, norm: Floats, term: _Term) -> None:
    """Add a term's share to the scores of ``rows`` alone."""
    places = postings.rows[term.at]
    if not len(places):
        return
    near = np.minimum(np.searchsorted(places, rows), len(places) - 1)
    hit = np.flatnonzero(places[near] == rows)
    total[hit] += _gain(postings.counts[term.at][near[hit]], norm[rows[hit]], term.weight)


def _top(rows: Rows, scores: Floats, k: int) -> tuple[Rows, Floats]:
    if len(rows) > k:
        inside = scores >= _kth(scores, k)
        rows, scores = rows[inside], scores[inside]
    order = np.lexsort((rows, -scores))[:k]
    return rows[order], scores[order]
