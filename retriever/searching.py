"""Find and rank the passages of an index for an encoded query."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.encoder import TokenVectors
from index.lexical import analyse
from index.opened import Index
from retriever.fitted import Ranking
from retriever.late import interact

Floats = NDArray[np.float32]
Keys = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Query:
    """A query as every stage takes it: its words, its terms, its vector (d,) and token vectors (q, d)."""

    text: str
    terms: tuple[str, ...]
    vector: Floats
    tokens: Floats


@dataclass(frozen=True, slots=True)
class Found:
    """Passages best first: ``keys`` (n,), ``scores`` (n,), what each stage gave (n,), and of the passages' sentences
    how well each meets the query."""

    keys: Keys
    scores: Floats
    stages: dict[str, Floats]
    sentences: list[Floats]


def make_query(text: str, vector: Floats, tokens: TokenVectors) -> Query:
    """Return a query out of what the encoder gave for ``text``."""
    return Query(text, tuple(dict.fromkeys(analyse(text))), vector, tokens.vectors)


def search(index: Index, query: Query, settings: Ranking, allowed: Keys | None = None) -> Found:
    """Return the best passages of ``index``, of those ``allowed`` where that is given.

    Candidates come from three searches (passages and sentences by meaning, passages by words); those with the best
    weighted sum of these are compared with the query by late interaction. All stages score between 0 and 1 on the
    same scale whatever the collection, so their weighted sum needs no normalisation a query.
    """
    keys = _candidates(index, query, settings.candidates, allowed)
    if not len(keys):
        return Found(keys, np.zeros(0, np.float32), {}, [])
    stages = _early(index, query, keys)
    early = sum((getattr(settings, name) * scores for name, scores in stages.items()), np.zeros(len(keys), np.float32))
    best = np.argsort(-early, kind="stable")[: settings.reranked]
    keys, stages = keys[best], {name: scores[best] for name, scores in stages.items()}
    late = interact(index, query.tokens, keys)
    stages |= {"late": late.whole, "sentence_late": late.best}
    total = sum((getattr(settings, name) * scores for name, scores in stages.items()), np.zeros(len(keys), np.float32))
    order = np.argsort(-total, kind="stable")
    return Found(
        keys[order],
        total[order],
        {name: scores[order] for name, scores in stages.items()},
        [late.sentences[place] for place in order.tolist()],
    )


def _candidates(index: Index, query: Query, count: int, allowed: Keys | None) -> Keys:
    by_meaning, _ = index.dense(query.vector, count, allowed)
    by_sentence, _, _ = index.dense_sentences(query.vector, 2 * count, allowed)
    by_words, _ = index.lexical(query.terms, count, allowed)
    return np.unique(np.concatenate([by_meaning, by_sentence, by_words]))


def _early(index: Index, query: Query, keys: Keys) -> dict[str, Floats]:
    vectors, starts = index.sentence_rows(keys)
    dense = index.vectors(keys) @ query.vector
    sentence = dense.copy()
    filled = np.flatnonzero(np.diff(starts))
    if len(filled):
        sentence[filled] = np.maximum.reduceat(vectors @ query.vector, starts[:-1][filled])
    lexical = index.lexical_scores(query.terms, keys) / max(most_lexical(index, query.terms), 1e-9)
    return {"dense": dense, "sentence": sentence, "lexical": lexical.astype(np.float32)}


def most_lexical(index: Index, terms: Sequence[str]) -> float:
    """Return what the BM25 score of a passage that is all about ``terms`` comes near to.

    A term that no passage holds counts with the weight of the rarest: what is not there is not met.
    """
    frequencies = [index.document_frequency(term) for term in terms]
    return sum(math.log1p((index.count - frequency + 0.5) / (frequency + 0.5)) for frequency in frequencies)
