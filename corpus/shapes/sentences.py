"""Answers that are written as headings as well: ``## Mast`` over ``#### A pole that holds up the sails.``"""

import re
from collections.abc import Sequence

from corpus.lines.dialects import PLAIN_HASH
from corpus.lines.fences import fenced
from corpus.lines.markers import ASKS, asks, read
from corpus.lines.plain import count_words, plain

_HEADING = re.compile(r"(#{1,6})[ \t]+(?=\S)")
_STOPS = (".", "。", "।")
_FEWEST = 3  # sentences that are headings
_MOST = 0.2  # share of a document's headings that they are
_WORDS = 4  # of a sentence with a full stop
_MANY = 12  # words that are a sentence without one
_LONG = 1000  # characters of a line that are read


def stated(lines: Sequence[str], kind: str) -> Sequence[str]:
    """Take the sign off headings that are sentences right below other headings, with nothing of their own below.

    ``kind`` is the dialect of the lines; there are several such sentences, among not many more headings.
    """
    said = [at for at, line in enumerate(lines) if line[:1] == "#" and _says(line[:_LONG])]
    if kind in PLAIN_HASH or len(said) < _FEWEST:
        return lines
    code = fenced(lines)
    filled = [at for at, line in enumerate(lines) if line.strip()]
    levels = [0 if code[at] else _level(lines[at]) for at in filled]
    told = {
        at
        for at, above, own, below in zip(filled[1:], levels[:-1], levels[1:], [*levels[2:], 1], strict=True)
        if above and 0 < below <= own and _says(lines[at][:_LONG])
    }
    if len(told) < max(_FEWEST, _MOST * sum(level > 0 for level in levels)):
        return lines
    return [line.lstrip("#").lstrip() if at in told else line for at, line in enumerate(lines)]


def _level(line: str) -> int:
    """Return the level of a heading, 0 for any other line."""
    match = _HEADING.match(line)
    return len(match.group(1)) if match else 0


def _says(line: str) -> bool:
    """Say whether a heading is a sentence that asks nothing."""
    words = read(plain(line.lstrip("#"))).text
    long = count_words(words) >= (_WORDS if words.endswith(_STOPS) else _MANY)
    return long and asks(words) < ASKS
