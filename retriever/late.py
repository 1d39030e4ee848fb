"""Late interaction: how well each word piece of a query is met by the word pieces of a passage.

MaxSim of Khattab and Zaharia, "ColBERT" (2020), with an encoder that was not trained for it: the mean, over the
query's pieces, of the best cosine among the passage's. Taken over a whole passage and, again, over each sentence
together with the passage's context, of which the best counts.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.opened import Index
from index.tokens import inner_products

Floats = NDArray[np.float32]
Keys = NDArray[np.int64]


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
    passage_firsts = np.flatnonzero(np.diff(run_passage, prepend=-1))
    present = run_passage[passage_firsts]
    whole = np.zeros(len(keys), np.float32)
    whole[present] = np.maximum.reduceat(met, passage_firsts, axis=0).mean(axis=1)
    context = np.full((len(keys), len(query)), -1.0, np.float32)
    outside = run_sentence < 0
    np.maximum.at(context, run_passage[outside], met[outside])
    inside = np.flatnonzero(~outside)
    scores = np.maximum(met[inside], context[run_passage[inside]]).mean(axis=1)
    best = whole.copy()
    sentences = _by_sentence(scores, run_passage[inside], run_sentence[inside], len(keys))
    for place, each in enumerate(sentences):
        if len(each):
            best[place] = each.max()
    return Interaction(whole, best, sentences)


def _runs(numbers: NDArray[np.int64], owners: NDArray[np.int16]) -> NDArray[np.int64]:
    """Return where each run of tokens of one sentence of one passage starts."""
    changed = (np.diff(numbers, prepend=-1) != 0) | (np.diff(owners.astype(np.int32), prepend=-2) != 0)
    return np.flatnonzero(changed)


def _by_sentence(scores: Floats, passages: NDArray[np.int64], sentences: NDArray[np.int16], count: int) -> list[Floats]:
    """Return for each passage the best score of each of its sentences, by number; -1 where one has no token."""
    found: list[Floats] = []
    bounds = np.searchsorted(passages, np.arange(count + 1))
    for start, stop in zip(bounds[:-1].tolist(), bounds[1:].tolist(), strict=True):
        own = sentences[start:stop]
        each = np.full(int(own.max()) + 1 if len(own) else 0, -1.0, np.float32)
        np.maximum.at(each, own, scores[start:stop])
        found.append(each)
    return found
