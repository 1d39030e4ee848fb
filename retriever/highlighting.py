"""Which statements of a passage answer a query."""

import numpy as np
from numpy.typing import NDArray

MOST = 3
"""Statements that are marked of one hit at most."""

_NEAR = 0.04  # how far below the best a statement may be and still be marked


def answering(scores: NDArray[np.float32]) -> list[int]:
    """Return the places of the statements to mark, in order: the best one, and those nearly as good.

    ``scores`` (s,) say how well each meets the query, between -1 and 1; -1 where that is unknown.
    """
    if not len(scores) or scores.max() <= -1:
        return []
    order = np.argsort(-scores, kind="stable")[:MOST]
    return sorted(int(place) for place in order if scores[place] >= scores[order[0]] - _NEAR)
