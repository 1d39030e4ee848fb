"""Find and rank the passages of an index for an encoded query."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from index.arrays import Floats, Keys
from index.bm25 import inverse_frequency
from index.encoder import TokenVectors
from index.lexical import analyse
from index.opened import Index
from retriever.fitted import Ranking
from retriever.late import changes, interact
from retriever.widening import Alike

_RAREST = 3  # terms looked for one by one: of the rest, weighed by the cube of their rarity, hardly anything is left
_SENTENCES = 5  # sentences looked for, for each passage
_FEWEST, _FEW = 2, 10  # passages that a decisive ranking may single out: an answer and its copy at least
_SHARE = 0.05  # of all passages that it may single out: in few notes hardly any word stands in ten of them
_MODELS = 3  # passages that likeness is measured to
_SHARPNESS = 0.1  # the difference of score that makes one of them count e-fold


@dataclass(frozen=True, slots=True)
class Query:
    """A query as every stage takes it: its words, its terms, its vector (d,) and token vectors (q, d).

    ``other`` are its terms where short and long forms are exchanged, the same where it has none. ``alike`` says of each
    word what it may stand for where the encoder does not read the language: then words alone decide.
    """

    text: str
    terms: tuple[str, ...]
    other: tuple[str, ...]
    vector: Floats
    tokens: Floats
    alike: tuple[Alike, ...] = ()


@dataclass(frozen=True, slots=True)
class Measured:
    """Passages that are worth ranking: ``keys`` (n,), the numbers of their entries (n,), ``vectors`` (n, d), what each
    stage says of them (n,), and of their sentences how well each meets the query."""

    keys: Keys
    entries: Keys
    vectors: Floats
    stages: dict[str, Floats]
    sentences: list[Floats]


@dataclass(frozen=True, slots=True)
class Found:
    """Passages best first: ``keys`` (n,), ``scores`` (n,), what each stage gave (n,), and of the passages' sentences
    how well each meets the query."""

    keys: Keys
    scores: Floats
    stages: dict[str, Floats]
    sentences: list[Floats]


def make_query(text: str, vector: Floats, tokens: TokenVectors, other: str = "") -> Query:
    """Return a query out of what the encoder gave for ``text``; ``other`` is the text in other words."""
    terms, exchanged = (tuple(dict.fromkeys(analyse(each))) for each in (text, other or text))
    return Query(text, terms, exchanged, vector, tokens.vectors)


def search(index: Index, query: Query, settings: Ranking, allowed: Keys | None = None) -> Found:
    """Return the best passages of ``index``, of those ``allowed`` where that is given.

    Candidates come from three searches (passages and sentences by meaning, passages by words); those with the best
    weighted sum of these are compared with the query by late interaction. All stages score between 0 and 1 on the
    same scale whatever the collection, so their weighted sum needs no normalisation a query. At last a passage gains
    by the other passages of its entry that were found, and by its likeness to the best ones, and stands back where
    others of its entry stand before it, so that one long entry does not fill the first places.
    """
    return settle(measure(index, query, settings, allowed), settings)


def measure(index: Index, query: Query, settings: Ranking, allowed: Keys | None = None) -> Measured:
    """Return the passages that are worth ranking with what each stage says of them by itself."""
    if query.alike:
        return _measured_by_words(index, query, settings, allowed)
    keys, sentence = _candidates(index, query, settings.candidates, allowed)
    if not len(keys):
        return Measured(keys, keys, np.zeros((0, len(query.vector)), np.float32), {}, [])
    vectors = index.vectors(keys)
    dense = vectors @ query.vector
    stages = {"dense": dense, "sentence": np.maximum(sentence, dense)} | _by_words(index, query, keys)
    best = np.argsort(-_weighted(stages, settings), kind="stable")[: settings.reranked]
    keys, vectors, stages = keys[best], vectors[best], {name: scores[best] for name, scores in stages.items()}
    late = interact(index, query.tokens, keys)
    stages |= {"late": late.whole, "sentence_late": late.best}
    return Measured(keys, index.owners(keys)[:, 0], vectors, stages, late.sentences)


def _measured_by_words(index: Index, query: Query, settings: Ranking, allowed: Keys | None) -> Measured:
    """Return the passages that words find, the better first, and then the nearest.

    Of what the encoder gives, which does not read the query, nothing counts, and no sentence is marked.
    """
    terms = tuple(dict.fromkeys(chain.from_iterable(query.alike)))
    by_words, _ = index.lexical(terms, settings.candidates, allowed)
    nearest, _ = index.dense(query.vector, settings.reranked, allowed)
    keys = np.unique(np.concatenate([by_words, nearest]))
    given = dict(zip(terms, index.term_scores(terms, keys), strict=True))
    lexical = _by_forms(index, query.alike, given, len(keys))
    best = np.lexsort((-(index.vectors(keys) @ query.vector), -lexical))[: settings.reranked]
    nothing = np.zeros(len(best), np.float32)
    stages = dict.fromkeys(("dense", "sentence", "exact", "late", "sentence_late"), nothing) | {
        "lexical": lexical[best]
    }
    vectors = np.zeros((len(best), len(query.vector)), np.float32)
    keys = keys[best]
    return Measured(keys, index.owners(keys)[:, 0], vectors, stages, [np.zeros(0, np.float32)] * len(best))


def settle(measured: Measured, settings: Ranking) -> Found:
    """Weigh what the stages say, and what the passages say of one another; return the passages best first."""
    if not len(measured.keys):
        return Found(measured.keys, np.zeros(0, np.float32), {}, [])
    stages = dict(measured.stages)
    stages["entry"] = _entry_means(measured.entries, _weighted(stages, settings))
    stages["feedback"] = _feedback(measured.vectors, _weighted(stages, settings))
    stages["crowd"] = -_before(measured.entries, _weighted(stages, settings))
    total = _weighted(stages, settings)
    order = np.argsort(-total, kind="stable")
    return Found(
        measured.keys[order],
        total[order],
        {name: scores[order] for name, scores in stages.items()},
        [measured.sentences[place] for place in order.tolist()],
    )


def _weighted(stages: Mapping[str, Floats], settings: Ranking) -> Floats:
    total = sum(np.float32(getattr(settings, name)) * scores for name, scores in stages.items())
    return np.asarray(total, np.float32)


def _candidates(index: Index, query: Query, count: int, allowed: Keys | None) -> tuple[Keys, Floats]:
    """Return the passages that any search finds, in order, and the score of the best sentence of each.

    A passage none of whose sentences was found gets the score of the last one found, which none of its own reaches.
    """
    by_meaning, _ = index.dense(query.vector, count, allowed)
    by_sentence, scores = index.dense_sentences(query.vector, _SENTENCES * count, allowed)
    by_words, _ = index.lexical(tuple(dict.fromkeys(query.terms + query.other)), count, allowed)
    found = by_sentence[: 2 * count]
    keys = np.sort(np.concatenate([by_meaning, found, by_words]))
    keys = keys[changes(keys)]
    best = np.full(len(keys), scores[-1] if len(scores) else -1.0, np.float32)
    places = np.searchsorted(keys, by_sentence)
    inside = np.flatnonzero(keys[np.minimum(places, len(keys) - 1)] == by_sentence) if len(keys) else places[:0]
    np.maximum.at(best, places[inside], scores[inside])
    return keys, best


def _by_words(index: Index, query: Query, keys: Keys) -> dict[str, Floats]:
    """Return what the words say, as they are or with short and long forms exchanged, whichever says more.

    Each counts as much as it is decisive: words that many passages share say less than the vectors, a name or a code
    that stands in few says more.
    """
    terms = dict.fromkeys(query.terms + query.other)
    given = dict(zip(terms, index.term_scores(tuple(terms), keys), strict=True))
    lexical, exact = _by_terms(index, query.terms, given, len(keys))
    if query.other != query.terms:
        exchanged = _by_terms(index, query.other, given, len(keys))
        lexical, exact = np.maximum(lexical, exchanged[0]), np.maximum(exact, exchanged[1])
    return {name: said * decisiveness(said, index.count) for name, said in (("lexical", lexical), ("exact", exact))}


def _by_terms(index: Index, terms: Sequence[str], given: Mapping[str, Floats], count: int) -> tuple[Floats, Floats]:
    """Return BM25 as a share of what it can reach, and the share of the rare terms that are there.

    ``given`` is what each term gives to each of ``count`` passages.
    """
    lexical, exact = np.zeros(count, np.float32), np.zeros(count, np.float32)
    frequencies = [index.document_frequency(term) for term in terms]
    rarities = [inverse_frequency(index.count, frequency) for frequency in frequencies]
    most = np.float32(sum(rarities))
    for term in terms:
        lexical += given[term] / most
    held = sorted((place for place, frequency in enumerate(frequencies) if frequency), key=lambda i: -rarities[i])
    whole = sum(rarity**3 for rarity in rarities)
    for place in held[:_RAREST]:
        exact += np.float32(rarities[place] ** 3 / whole) * (given[terms[place]] > 0)
    return lexical, exact


def _by_forms(index: Index, alike: Sequence[Alike], given: Mapping[str, Floats], count: int) -> Floats:
    """Return BM25 as a share of what it can reach, each word counting as its best form: as rare as all forms together.

    ``given`` is what each form gives to each of ``count`` passages.
    """
    lexical, most = np.zeros(count, np.float32), 0.0
    for forms in alike:
        frequencies = {form: index.document_frequency(form) for form in forms}
        rarity = inverse_frequency(index.count, min(sum(frequencies.values()), index.count))
        best = np.zeros(count, np.float32)
        for form, like in forms.items():
            own = np.float32(like / inverse_frequency(index.count, frequencies[form]))
            np.maximum(best, own * given[form], out=best)
        lexical += np.float32(rarity) * best
        most += rarity
    return lexical / np.float32(most)


def decisiveness(scores: Floats, count: int) -> np.float32:
    """Return how far a ranking singles out a few of ``count`` passages: the square of the share by which it falls.

    It falls from the best score to that behind as many as it may single out. Squared, because words that nearly all
    passages share some of are worth next to nothing beside the vectors.
    """
    if not len(scores) or scores.max() <= 0:
        return np.float32(0)
    ordered = np.sort(scores)[::-1]
    few = min(max(round(_SHARE * count), _FEWEST), _FEW, len(ordered) - 1)
    return np.float32(((ordered[0] - ordered[few]) / ordered[0]) ** 2)


def _entry_means(entries: Keys, scores: Floats) -> Floats:
    """Return for each passage the mean score of those of its entry."""
    same = entries[:, None] == entries
    return np.asarray((same @ scores) / same.sum(axis=1), np.float32)


def _before(entries: Keys, scores: Floats) -> Floats:
    """Return for each passage how many of its entry have a better score."""
    better = np.empty(len(scores), np.int64)
    better[np.argsort(-scores, kind="stable")] = np.arange(len(scores))
    return np.asarray(((entries[:, None] == entries) & (better < better[:, None])).sum(axis=1), np.float32)


def _feedback(vectors: Floats, scores: Floats) -> Floats:
    """Return the likeness of each passage to the best ones, the better ones counting more.

    Pseudo-relevance feedback: what is like an answer is often another answer, in words that the query lacks.
    """
    best = np.argsort(-scores, kind="stable")[:_MODELS]
    weights = np.exp((scores[best] - scores[best[0]]) / _SHARPNESS)
    return np.asarray(vectors @ (weights / weights.sum() @ vectors[best]), np.float32)
