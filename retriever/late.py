"""Late interaction: how well each word piece of a query is met by the word pieces of a passage.

MaxSim of Khattab and Zaharia, "ColBERT" (2020), with an encoder that was not trained for it: the mean, over the
query's pieces, of the best cosine among the passage's. Taken over a whole passage and, again, over each sentence
together with the passage's context, of which the best counts.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from index.arrays import Floats, Keys
from index.files import starts as starts_of
from index.opened import Index
from index.tokens import inner_products


@dataclass(frozen=True, slots=True)
class Interaction:
    """Late interaction of a query with n passages.

    ``whole`` (n,) over all of a passage; ``best`` (n,) over its best sentence with the context; ``sentences`` holds
    for each passage that of each sentence, in order; all between -1 and 1.
    """

    whole: Floats
    best: Floats
    sentences: list[Floats]


def interact(index: Index, query: Floats, keys: Keys) -> Interaction:
    """Compare the token vectors ``query`` (q, d) with those stored of the passages ``keys``."""
    stored, starts, owners = index.token_rows(keys)
    if not len(query) or not len(stored):
        nothing = np.zeros(len(keys), np.float32)
        return Interaction(nothing, nothing, [np.zeros(0, np.float32)] * len(keys))
    cosines = inner_products(stored, query)
    numbers = np.repeat(np.arange(len(keys)), np.diff(starts))
    firsts = _runs(numbers, owners)
    met = np.maximum.reduceat(cosines, firsts, axis=0)
    run_passage, run_sentence = numbers[firsts], owners[firsts]
    whole = np.zeros(len(keys), np.float32)
    passage_firsts = changes(run_passage)
    whole[run_passage[passage_firsts]] = np.maximum.reduceat(met, passage_firsts, axis=0).mean(axis=1)
    context = np.full((len(keys), len(query)), -1.0, np.float32)
    outside = run_sentence < 0
    np.maximum.at(context, run_passage[outside], met[outside])
    inside = np.flatnonzero(~outside)
    passages, sentences = run_passage[inside], run_sentence[inside]
    scores = np.maximum(met[inside], context[passages]).mean(axis=1)
    best, by_sentence = _by_sentence(scores, passages, sentences, whole)
    return Interaction(whole, best, by_sentence)


def _runs(numbers: NDArray[np.int64], owners: NDArray[np.int16]) -> NDArray[np.int64]:
    """Return where each run of tokens of one sentence of one passage starts."""
    return changes((numbers << 16) + owners)


def changes(numbers: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return where a number is another than the one before it, the first one too."""
    return np.flatnonzero(np.append(True, numbers[1:] != numbers[:-1])[: len(numbers)])


def _by_sentence(
    scores: Floats, passages: NDArray[np.int64], sentences: NDArray[np.int16], whole: Floats
) -> tuple[Floats, list[Floats]]:
    """Return the best score of each passage's sentences, that of the ``whole`` passage where it has none, and for each
    passage the best score of each of its sentences, by number; -1 where one has no token.
    """
    best, counts = whole.copy(), np.zeros(len(whole), np.int64)
    if len(scores):
        firsts = changes(passages)
        best[passages[firsts]] = np.maximum.reduceat(scores, firsts)
        counts[passages[firsts]] = np.maximum.reduceat(sentences, firsts) + 1
    bounds = starts_of(counts)
    found = np.full(bounds[-1], -1.0, np.float32)
    np.maximum.at(found, bounds[passages] + sentences, scores)
    places = bounds.tolist()
    return best, [found[start:stop] for start, stop in pairwise(places)]
