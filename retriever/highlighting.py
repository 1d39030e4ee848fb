"""Which statements of a passage answer a query."""

from collections.abc import Sequence

MOST = 3
"""Statements that are marked of one hit at most."""

_NEAR = 0.04  # how far below the best a statement may be and still be marked


def answering(scores: Sequence[float]) -> list[int]:
    """Return the places of the statements to mark, in order: the best one, and those nearly as good.

    ``scores`` say how well each meets the query, between -1 and 1; -1 where that is unknown.
    """
    best = max(scores, default=-1.0)
    if best <= -1:
        return []
    order = sorted(range(len(scores)), key=lambda place: -scores[place])[:MOST]
    return sorted(place for place in order if scores[place] >= best - _NEAR)
