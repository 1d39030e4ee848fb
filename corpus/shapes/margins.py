"""What all lines share where a document was copied with its indent, or quoted as a whole."""

from collections.abc import Sequence
from itertools import takewhile


def at_margin(lines: Sequence[str]) -> Sequence[str]:
    """Return lines without the blanks, or the sign of a quote, at the head of all that hold something.

    They are the same lines where all share none of these.
    """
    said = [line for line in lines if line.strip()]
    if said and all(line[0] == ">" for line in said):
        lines = [line[1:] for line in lines]
        said = [line for line in lines if line.strip()]
    if not said or not said[0][0].isspace():
        return lines
    first, last = min(said), max(said)  # what these two share all share
    margin = len(list(takewhile(lambda pair: pair[0] == pair[1] and pair[0].isspace(), zip(first, last, strict=False))))
    return [line[margin:] for line in lines]
