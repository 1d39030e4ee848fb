"""What lines share where a document, or a part of it, was copied with its indent, quoted or commented out."""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

_SIGNS = re.compile(r"[>+#*|/%;!]{1,3}")
_HEADS = frozenset(">+|/%;")  # with which a part of a document may begin; the others make lists and headings
_CALLOUT = re.compile(r"> ?\[!")
_FEWEST = 12  # lines of such a part
_MOST = 0.4  # share of the document that they are


def at_margin(lines: Sequence[str]) -> Sequence[str]:
    """Return lines without what is at the head of all that hold something: blanks, one sign.

    They are the same lines where all share none of these. What may also mark an item or a heading is such a sign where
    empty lines have it as well. So it is with the sign of a long part of a document.
    """
    lines = _indented(_signed(_indented(lines)))
    changed = list(lines)
    total = sum(bool(line.strip()) for line in lines)
    for first, end in _parts(lines):
        if end - first >= max(_FEWEST, _MOST * total):
            changed[first:end] = _indented(_signed(lines[first:end]))
    return changed


def _parts(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the first line of each run of lines that begin with one sign, and the line behind it; callouts are none."""
    first, head = 0, ""
    for index, line in enumerate([*lines, ""]):
        if line[:1] != head:
            if head in _HEADS and not any(map(_CALLOUT.match, lines[first:index])):
                yield first, index
            first, head = index, line[:1]


def _signed(lines: Sequence[str]) -> Sequence[str]:
    """Take off the sign of a quote, a comment or an added line that all lines begin with."""
    said = [line.rstrip() for line in lines if line.strip()]
    sign = _SIGNS.match(said[0]) if said else None
    shared = sign.group() if sign else ""
    while shared and not all(line.startswith(shared) for line in said):
        shared = shared[:-1]
    added = shared == ">" or (shared != "" and shared in said)
    return [line[len(shared) :] for line in lines] if added else lines


def _indented(lines: Sequence[str]) -> Sequence[str]:
    """Take off the blanks that all lines begin with."""
    said = [line for line in lines if line.strip()]
    if not said or not said[0][0].isspace():
        return lines
    first, last = min(said), max(said)  # what these two share all share
    margin = len(list(takewhile(lambda pair: pair[0] == pair[1] and pair[0].isspace(), zip(first, last, strict=False))))
    return [line[margin:] for line in lines]
