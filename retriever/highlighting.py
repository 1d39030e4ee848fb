"""Which statements of a passage answer a query."""

import re
from collections.abc import Sequence

MOST = 3
"""Statements that are marked of one hit at most, the lists that they announce aside."""

_NEAR = 0.04  # how far below the best a statement may be and still be marked

_ANNOUNCES = re.compile(r"[*_`]*:[*_`]*[ \t]*\n")  # what stands behind a statement that a list follows
_LONGEST = 8  # items of a list that are marked


def answering(scores: Sequence[float]) -> list[int]:
    """Return the places of the statements to mark, in order: the best one, and those nearly as good.

    ``scores`` say how well each meets the query, between -1 and 1; -1 where that is unknown.
    """
    best = max(scores, default=-1.0)
    if best <= -1:
        return []
    order = sorted(range(len(scores)), key=lambda place: -scores[place])[:MOST]
    return sorted(place for place in order if scores[place] >= best - _NEAR)


def with_lists(text: str, spans: Sequence[tuple[int, int]], marked: Sequence[int]) -> list[int]:
    """Return the places in ``marked`` with the items of the lists that they announce, in order.

    "To reduce cold starts:" answers by what follows it. ``spans`` are the characters of all statements in ``text``.
    """
    found = set(marked)
    for place in marked:
        if not _announces(text, spans[place]):
            continue
        for item in range(place + 1, min(place + 1 + _LONGEST, len(spans))):
            apart = item > place + 1 and "\n\n" in text[spans[item - 1][1] : spans[item][0]]
            if apart or _announces(text, spans[item]):
                break
            found.add(item)
    return sorted(found)


def _announces(text: str, span: tuple[int, int]) -> bool:
    """Say whether a statement ends in a colon at the end of its line."""
    start, end = span
    return bool(_ANNOUNCES.match(text, end - 1 if text[start:end].endswith(":") else end))
