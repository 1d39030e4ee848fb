"""Questions and answers labelled with one letter each (``F:`` and ``A:``, ``В:`` and ``О:``), in whatever language."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from corpus.markers import asks
from corpus.plain import plain

_LETTER = re.compile(r"([\s>*_•+\-#]*(?:\d{1,3}[.)]\s*)?[*_]{0,2})([^\W\d_])([*_]{0,2}\s?[:：][*_]{0,2})(?=\s|\S)")
_SHORT = 400  # characters of a line that are read
_MOST = 0.8  # share of the lines with one letter that the other must follow, and of those that must ask
_FEWEST = 2  # pairs in a document
_CHOICE = frozenset("abcd")


def relabelled(lines: Sequence[str]) -> Sequence[str]:
    """Write Q and A for the letters with which a document labels its questions and answers, where it does.

    The evidence is that one letter follows the other throughout and what stands behind the first one asks. Only the
    letters change, so that lines keep their length; what a document calls Q and A already stays.
    """
    found = [(index, match) for index, line in enumerate(lines) if (match := _LETTER.match(line[:_SHORT]))]
    pair = _pair([(match.group(2).casefold(), plain(lines[index][match.end() : _SHORT])) for index, match in found])
    if pair is None:
        return lines
    changed = list(lines)
    for index, match in found:
        letter = match.group(2).casefold()
        if letter in pair:
            at = match.start(2)
            changed[index] = lines[index][:at] + ("Q" if letter == pair[0] else "A") + lines[index][at + 1 :]
    return changed


def _pair(labels: Sequence[tuple[str, str]]) -> tuple[str, str] | None:
    """Find the two letters that alternate, the first of them before what asks."""
    counts = Counter(letter for letter, _ in labels)
    after = Counter((one[0], other[0]) for one, other in pairwise(labels))
    for (asked, told), times in after.most_common():
        if asked == told or asked == "q" or times < _FEWEST or {asked, told} <= _CHOICE:
            continue
        asking = sum(letter == asked and asks(words) >= 0.6 for letter, words in labels)
        if times >= _MOST * max(counts[asked], counts[told]) and asking >= _MOST * counts[asked]:
            return asked, told
    return None
