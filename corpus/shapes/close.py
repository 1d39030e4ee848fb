"""Questions that stand close together: each with its answer behind it on one line, or on the lines right below."""

import re
from collections.abc import Sequence

from corpus.lines.markers import asks, is_answer, read
from corpus.lines.plain import plain
from corpus.lines.words import JOINING, QUESTION_MARKS

_HEAD = re.compile(r"[ \t>]{0,12}(?:[-*+•][ \t]+)?")
_BEHIND = re.compile(r"[?？][*_`\"”]{0,4}[ \t]+(?:[-–—:→][ \t]+)?(?=\S)")
_JOINED = re.compile(rf"(?:{JOINING})[ \t]+", re.IGNORECASE)
_ENDS = re.compile(rf"[{QUESTION_MARKS}]\W{{0,4}}$")
_TITLE = re.compile(r"#|([=\-~*_])\1{2,}\s*$")
_MARKS = re.compile(r"\d{1,3} (?:marks?|points?|pts?|min(?:utes)?|puntos|pontos|punkte?|балл\w*)\b", re.IGNORECASE)
_DECIDES = re.compile(r"(?:yes|no|true|false|s[íi]|n[ãa]o|oui|non|vrai|faux|ja|nein|да|нет|так|ні)\W*", re.IGNORECASE)
_FEWEST = 3  # questions of such a document
_MOST = 0.8  # share of its lines that ask and tell, of the lines that end in a question mark that are whole questions
_ASKING = 0.25  # share of the lines that ask where the answers stand below
_LONG = 400  # characters of a line that are read


def close(lines: Sequence[str]) -> Sequence[str]:
    """Write Q before questions and A before the answers behind them, where a document is hardly more than such lines.

    What stands behind them must differ, or say yes and no: else it is a remark on each. Where the answers stand below,
    without blank lines between them and the next question, only Q is written.
    """
    filled = [at for at, line in enumerate(lines) if line.strip() and not _TITLE.match(line)]
    behind = {at: match.end() for at in filled if (match := _behind(lines[at][:_LONG]))}
    rests = [rest for at, end in behind.items() if _tells(rest := plain(lines[at][end:_LONG]))]
    several = len({*rests}) * 2 > len(rests) or all(map(_DECIDES.fullmatch, rests))
    if several and len(rests) >= max(_FEWEST, _MOST * (len(filled) - 1)):
        return [_parted(line, behind[at]) if at in behind else line for at, line in enumerate(lines)]
    asking = {at for at in filled if _ENDS.search(lines[at])}
    whole = {at for at in asking if _whole(lines, at)}
    tight = sum(at > 0 and at - 1 not in whole and bool(lines[at - 1].strip()) for at in whole)
    heads = sum(at not in whole and not "".join(lines[at - 1 : at]).strip() for at in filled)
    few = len(whole) < max(_FEWEST, _MOST * len(asking), _ASKING * len(filled))
    if few or tight * 2 <= len(whole) or heads > 1 or filled[-1] in asking:
        return lines
    return [f"Q: {line}" if at in whole else line for at, line in enumerate(lines)]


def _behind(line: str) -> re.Match[str] | None:
    """Match the question at the head of a line where something stands behind it that asks nothing."""
    match = _BEHIND.search(line)
    rest = plain(line[match.end() :]) if match else ""
    return match if rest and not any(sign in rest for sign in QUESTION_MARKS) else None


def _tells(rest: str) -> bool:
    """Say whether words behind a question are no remark on it, have no label yet, and don't go on with it."""
    return not (
        rest[0] in "([（" or is_answer(rest) or _MARKS.match(rest) or asks(_JOINED.sub("", rest, count=1)) >= 0.6
    )


def _parted(line: str, at: int) -> str:
    """Return a line with A before what stands behind its question, and Q before one without number and label."""
    head = _HEAD.match(line)
    first = head.end() if head else 0
    marker = read(plain(line[first:at]))
    bare = marker.number is None and not marker.label
    return f"{line[:first]}{'Q: ' if bare else ''}{line[first:at]}A: {line[at:]}"


def _whole(lines: Sequence[str], at: int) -> bool:
    """Say whether a line without number or label is a question as a whole, and other text stands right below it."""
    line = lines[at]
    below = "".join(lines[at + 1 : at + 2]).strip()
    if len(line) > _LONG or not line[0].isalpha() or not below or below[-1:] in QUESTION_MARKS:
        return False
    marker = read(plain(line))
    return marker.number is None and not marker.label and asks(marker.text.rstrip("".join(QUESTION_MARKS))) >= 0.6
