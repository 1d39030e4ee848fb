"""Questions and answers labelled with a letter, word or name each: ``F:`` and ``A:``, ``P.`` and ``R.``, ``Front:`` and
``Back:``."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise

from corpus.lines.markers import ASKS, LONGEST, asks, is_answer, is_part, read
from corpus.lines.plain import plain
from corpus.lines.words import REMEDIES, TROUBLES

_LABEL = re.compile(
    r"([\s>*_•+\-#]*(?:\d{1,3}[.)]\s*)?[*_]{0,2})([^\W\d_]{1,14}(?:[ .'’-]{1,2}[^\W\d_]{1,14}){0,2})"
    r"([*_]{0,2}(?:\s?[:：][*_]{0,2}(?!:)|\s[-–—](?=\s)))"
)
_BARE = re.compile(r"([\s>#]*[*_]{0,2})([QA])((?: ?#?\d{1,4})?)([*_]{0,2})\s*")
_ENDS = re.compile("[:：–—-]")
_LETTER = re.compile(r"([\s>*_•+\-#]*)([^\W\d_])([.)][-–]?(?=[*_]{0,2}\s))")
_TROUBLE = re.compile(TROUBLES, re.IGNORECASE)
_REMEDY = re.compile(REMEDIES, re.IGNORECASE)
_LONE = 20  # characters of a line that is but a letter
_MOST = 0.8  # share of the lines with one label that the other must follow, and of those that must ask
_FEWEST = 2  # pairs in a document
_HANDS = 3  # people with labels of their own in one document
_SIDES = frozenset({("front", "back"), ("prompt", "response"), ("term", "definition"), ("vorderseite", "rückseite")})
"""Labels of two sides, of which the first need not ask."""


def relabelled(lines: Sequence[str]) -> Sequence[str]:
    """Write Q and A for the labels with which the hands of a document mark their questions and answers, where they do.

    The evidence is that one label follows the other throughout and what stands behind the first one asks. Only the
    labels change; what a document calls Q and A already stays.
    """
    lines = _parted(lines)
    for _ in range(_HANDS):
        lines, before = _paired(lines), lines
        if lines is before:
            break
    return lines


def _paired(lines: Sequence[str]) -> Sequence[str]:
    """Write Q and A for the two labels that are most often a pair."""
    found, pair = _marked(lines, _label)
    if pair is None and sum(_LETTER.match(line) is not None for line in lines) > _FEWEST:
        found, pair = _marked(lines, _letter)
    if pair is None or (_troubled(*pair) and _headed(lines, [at for at, one in found if _says(one, pair[0])])):
        return lines
    changed = list(lines)
    before = ""
    for index, match in found:
        label = match.group(2)
        folded = label.casefold()
        known = folded == pair[0] and len(label) > 1 and read(f"{label}:").label == "q"
        if not known and (folded == pair[0] or (folded == pair[1] and before in pair)):
            sign = "Q" if folded == pair[0] else "A"
            side = f"{sign}:" if match.re is _LETTER else f"{sign.ljust(len(label))}{match.group(3)}"
            changed[index] = lines[index][: match.start(2)] + side + lines[index][match.end(3) :]
        before = folded
    return changed


def _parted(lines: Sequence[str]) -> Sequence[str]:
    """Write a colon behind the letters Q and A that stand on lines of their own by turns."""
    bare = [
        (index, match) for index, line in enumerate(lines) if len(line) <= _LONE and (match := _BARE.fullmatch(line))
    ]
    turns = sum(one.group(2) + other.group(2) == "QA" for (_, one), (_, other) in pairwise(bare))
    if turns < _FEWEST or turns < len(bare) * _MOST / 2:
        return lines
    changed = list(lines)
    for index, match in bare:
        changed[index] = f"{match.group(1)}{match.group(2)}{match.group(3)}:{match.group(4)}"
    return changed


def _marked(
    lines: Sequence[str], label: Callable[[str], re.Match[str] | None]
) -> tuple[list[tuple[int, re.Match[str]]], tuple[str, str] | None]:
    """Return the lines that have a label, and the two labels that mark questions and answers, if any."""
    found = [(index, match) for index, line in enumerate(lines) if (match := label(line[:LONGEST]))]
    return found, _pair([(one.group(2).casefold(), lines[at][one.end() : LONGEST]) for at, one in found])


def _letter(line: str) -> re.Match[str] | None:
    """Match the label at the head of a line that may be a capital with a full stop or a bracket."""
    letter = _LETTER.match(line)
    return letter if letter and letter.group(2).isupper() else _label(line)


def _label(line: str) -> re.Match[str] | None:
    """Match the label at the head of a line, which a colon or a dash ends."""
    return _LABEL.match(line) if _ENDS.search(line) else None


def _pair(labels: Sequence[tuple[str, str]]) -> tuple[str, str] | None:
    """Find the two labels that alternate, or a trouble's and its remedy's with others between (``Cause:``)."""
    ends = [one for one in labels if _TROUBLE.fullmatch(one[0]) or _REMEDY.fullmatch(one[0])]
    return _alternating(labels) or _alternating(ends)


def _alternating(labels: Sequence[tuple[str, str]]) -> tuple[str, str] | None:
    """Find the two labels that alternate, the first of them before what asks; behind a Q that any letter follows."""
    counts = Counter(label for label, _ in labels)
    after = Counter((one[0], other[0]) for one, other in pairwise(labels))
    for (asked, told), times in after.most_common():
        if asked == told or times < _FEWEST or not _unlike(asked, told):
            continue
        asking = sum(label == asked and asks(plain(text)) >= ASKS for label, text in labels)
        if times >= _MOST * counts[told] and (
            (asked, told) in _SIDES
            or _lettered(asked, told)
            or _troubled(asked, told)
            or asking >= _MOST * counts[asked]
        ):
            return asked, told
    return None


def _says(match: re.Match[str], label: str) -> bool:
    return match.group(2).casefold() == label


def _lettered(asked: str, told: str) -> bool:
    """Say whether two labels are a question's and a letter: what they label need not ask."""
    return len(told) == 1 and read(f"{asked}:").label == "q"


def _troubled(asked: str, told: str) -> bool:
    """Say whether two labels name a trouble and its remedy: the first need not ask."""
    return _TROUBLE.fullmatch(asked) is not None and _REMEDY.fullmatch(told) is not None


def _headed(lines: Sequence[str], indexes: Sequence[int]) -> bool:
    """Say whether most of some lines stand right under headings, which then say what it is about."""
    above = (next((line for line in reversed(lines[max(at - 3, 0) : at]) if line.strip()), "") for at in indexes)
    return sum(line.lstrip().startswith("#") for line in above) * 2 > len(indexes)


def _unlike(asked: str, told: str) -> bool:
    """Say whether a pair tells more than its labels do by themselves."""
    if is_part(asked) or read(f"{told}:").label == "q":
        return False
    return read(f"{asked}:").label != "q" or not is_answer(f"{told}:")
