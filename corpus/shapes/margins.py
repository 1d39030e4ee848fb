"""The margin that all lines share where a document was copied with its indent."""

from collections.abc import Sequence
from itertools import takewhile


def at_margin(lines: Sequence[str]) -> Sequence[str]:
    """Return lines without the blanks at the head of all that hold something; the same lines where they share none."""
    said = [line for line in lines if line.strip()]
    if not said or not said[0][0].isspace():
        return lines
    first, last = min(said), max(said)  # what these two share all share
    margin = len(list(takewhile(lambda pair: pair[0] == pair[1] and pair[0].isspace(), zip(first, last, strict=False))))
    return [line[margin:] for line in lines]
