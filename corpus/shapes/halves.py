"""Questions that lost their label, or whose label a scanner misread (``O:``), above answers that kept theirs."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from corpus.lines.markers import ASKS, asks, is_answer, option, read
from corpus.lines.plain import plain

_LABEL = re.compile(r"[\s>*_#•+-]{0,8}[^\W\d_]{1,14}[ \t]?\d{0,4}[*_]{0,2}[ \t]?[.:：)\]–—-]")
_SLIP = re.compile(r"([\s>*_#•+-]{0,8})[O0](?=\d{0,3}[ \t]?[.:)])")
_FEWEST = 2  # questions with both labels
_MOST = 2  # times as many as those are, that lost one
_TALL = 3  # lines of a question
_SHORT = 300  # characters of a line that are read


def halved(lines: Sequence[str]) -> Sequence[str]:
    """Write Q before the paragraph right above a labelled answer that has no labelled question, where that asks.

    Most answers have one. A label that begins with O, or a zero, is read as Q there.
    """
    labels = list(_labels(lines))
    both = sum(one + other == "QA" for (_, one), (_, other) in pairwise(labels))
    lone = [(above, at) for (above, one), (at, other) in pairwise([(-1, "A"), *labels]) if one + other == "AA"]
    if both < _FEWEST or not 0 < len(lone) <= _MOST * both:
        return lines
    changed = list(lines)
    for above, at in lone:
        first = _first(lines, above, at)
        words = " ".join(plain(line[:_SHORT]) for line in lines[first:at]).strip()
        if slip := _SLIP.match(lines[first]):
            changed[first] = f"{slip[1]}Q{lines[first][slip.end() :]}"
        elif asks(words) >= ASKS and read(words).bare and _stands_alone(lines, first):
            changed[first] = f"Q: {lines[first].strip()}"
    return changed


def _labels(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Yield the lines that begin with a label, with Q or A; an A over a B is a choice."""
    for at, line in enumerate(lines):
        if _LABEL.match(line):
            words = plain(line[:_SHORT])
            if is_answer(words):
                below = next((one for one in lines[at + 1 : at + _TALL] if one.strip()), "")
                if option(plain(below[:_SHORT])) != "b":
                    yield at, "A"
            elif read(words).label:
                yield at, "Q"


def _stands_alone(lines: Sequence[str], index: int) -> bool:
    """Say whether a line is neither a heading, nor below one, nor a tag or a row."""
    above = next((line for line in reversed(lines[max(index - _TALL, 0) : index]) if line.strip()), "")
    return lines[index].lstrip()[0] not in "#<|" and not above.startswith("#")


def _first(lines: Sequence[str], above: int, at: int) -> int:
    """Return the first line of the paragraph right above a line, below another; ``at`` where there is none."""
    last = at - 1 if at > 0 and lines[at - 1].strip() else at - 2
    first = last
    while first > above + 1 and lines[first - 1].strip():
        first -= 1
    return first if above < first and last - first < _TALL and lines[first].strip() else at
