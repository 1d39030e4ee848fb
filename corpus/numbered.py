"""Labels of questions that only their counting shows: a word of the writer's own, or a scanner's slip of a number."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from corpus.markers import asks, is_part, read
from corpus.plain import plain
from corpus.words import QUESTION_MARKS

_OWN = re.compile(
    r"([\s>*_#]{0,8})([^\W\d_]{3,14})[ \t]{0,2}(?:№[ \t]?|#|n[°º][ \t]?)?(\d{1,3})[ \t]?[.:)–—-](?=[ \t]+\S)"
)
_LABEL = re.compile(r"[\s>*_#]{0,8}Q[ \t]?(\d{1,3})[ \t]?[.,:)]")
_SLIP = re.compile(r"([\s>*_#]{0,8})[QO0]([ \t]?)([\dlIO|]{1,3})(?=[ \t]?[.,:)])")
_DIGITS = str.maketrans("lIO|", "1101")
_LONG = 400  # characters of a line that are read
_FEWEST = 3  # lines that count on
_ASKING = 0.3  # share of them with a question mark


def numbered(lines: Sequence[str]) -> Sequence[str]:
    """Write Q for the word that counts questions (``Билет 1.``), and the number that a scanner misread (``Ql.``)."""
    changed = list(lines)
    for at, text in [*_slips(lines), *_owned(lines)]:
        changed[at] = text
    return changed


def _owned(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Yield the lines that a word unknown as a label counts from one on, where a good part of them ask."""
    found: dict[str, list[tuple[int, re.Match[str]]]] = defaultdict(list)
    for at, line in enumerate(lines):
        if match := _OWN.match(line[:_LONG]):
            found[match.group(2).casefold()].append((at, match))
    for word, each in found.items():
        numbers = [int(match.group(3)) for _, match in each]
        on = len(each) >= _FEWEST and numbers[0] == 1 and all(after == one + 1 for one, after in pairwise(numbers))
        if not on or is_part(word) or read(f"{word} 1.").label:
            continue
        asked = sum(_asks(lines[at][match.end() : _LONG]) for at, match in each)
        if asked >= _ASKING * len(each):
            yield from ((at, f"{match.group(1)}Q{lines[at][match.end(2) :]}") for at, match in each)


def _asks(text: str) -> bool:
    words = plain(text)
    return words[-1:] in QUESTION_MARKS and asks(words) == 1.0


def _slips(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Yield the lines whose number, read with letters for digits, is one that the labels of questions leave out."""
    known = {int(match.group(1)): at for at, line in enumerate(lines) if (match := _LABEL.match(line[:_LONG]))}
    for at, line in enumerate(lines if known else ()):
        match = _SLIP.match(line[:_LONG])
        number = int(match.group(3).translate(_DIGITS)) if match else 0
        before, after = known.get(number - 1, -1), known.get(number + 1, len(lines))
        if match and number not in known and after - before <= len(lines) and before < at < after:
            yield at, f"{match.group(1)}Q{match.group(2)}{number}{line[match.end() :]}"
