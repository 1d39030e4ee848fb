"""Questions that stand close together: each with its answer behind it on one line, or on the lines right below."""

import re
from collections.abc import Sequence

from corpus.lines.markers import ASKS, LONGEST, asks, is_answer, read
from corpus.lines.plain import plain
from corpus.lines.scanning import RULED
from corpus.lines.words import JOINING, QUESTION_MARKS

_HEAD = re.compile(r"[ \t>]{0,12}(?:[-*+•][ \t]+|-(?=[^\W\d_]))?")
_BEHIND = re.compile(
    r"[?？][*_`\"”]{0,4}"
    r"(?P<sign>[ \t]+(?:(?:-{1,2}>|=>|[-–—:→⇒➜➡=>])[ \t]+)?|[:：][ \t]+|[ \t]*<br[ \t]*/?>[ \t]*)(?=\S)"
)
_MARK = re.compile(f"[{QUESTION_MARKS}]")
_JOINED = re.compile(rf"(?:{JOINING})[ \t]+", re.IGNORECASE)
_ENDS = re.compile(rf"[{QUESTION_MARKS}]\W{{0,4}}$")
_MARKS = re.compile(r"\d{1,3} (?:marks?|points?|pts?|min(?:utes)?|puntos|pontos|punkte?|балл\w*)\b", re.IGNORECASE)
_STOPS = f".!:;{QUESTION_MARKS}"
_DECIDES = re.compile(r"(?:yes|no|true|false|s[íi]|n[ãa]o|oui|non|vrai|faux|ja|nein|да|нет|так|ні)\W*", re.IGNORECASE)
_BULLET = re.compile(r"\s*(?:[-*+•–](?=[ \t]|$)|-(?=[^\W\d_]))")
_FEWEST = 3  # questions of such a document
_MOST = 0.8  # share of its lines that ask and tell, of the lines that end in a question mark that are whole questions
_ASKING = 0.25  # share of the lines that ask where the answers stand below
_NEAR = 2  # questions right below a list: only those are not seen by themselves
_WIDE = 60  # characters of a line from which a question may be wrapped
_SHORT = 40  # characters of a title over questions
_TALL = 2  # lines of one


def close(lines: Sequence[str]) -> Sequence[str]:
    """Write Q before questions and A before the answers behind them, where a document is hardly more than such lines.

    What stands behind them must differ, or say yes and no: else it is a remark on each. Where the answers stand below,
    without blank lines between them and the next question, only Q is written; where they are lists, the short lines
    right above questions are headings.
    """
    marked = [at for at, line in enumerate(lines) if _MARK.search(line)]
    if len(marked) < _FEWEST:
        return lines
    filled = [at for at, line in enumerate(lines) if line.strip() and not _is_title(line)]
    marked = [at for at in marked if not _is_title(lines[at])]
    behind = {at: match for at in marked if (match := _behind(lines[at][:LONGEST]))}
    rests = [rest for at, match in behind.items() if _tells(rest := plain(lines[at][match.end() : LONGEST]))]
    several = len({*rests}) * 2 > len(rests) or all(map(_DECIDES.fullmatch, rests))
    if several and len(rests) >= max(_FEWEST, _MOST * (len(filled) - 1)):
        return [_parted(line, behind[at]) if at in behind else line for at, line in enumerate(lines)]
    if _over_lists(lines):
        return _headed(lines)
    asking = {at for at in marked if _ENDS.search(lines[at])}
    whole = {at for at in asking if _whole(lines, at)}
    tight = sum(at > 0 and at - 1 not in whole and bool(lines[at - 1].strip()) for at in whole)
    heads = sum(at not in whole and not "".join(lines[at - 1 : at]).strip() for at in filled)
    few = len(whole) < max(_FEWEST, _MOST * len(asking), _ASKING * len(filled))
    if few or tight * 2 <= len(whole) or heads > 1 or filled[-1] in asking:
        return lines
    return [f"Q: {line}" if at in whole else line for at, line in enumerate(lines)]


def _is_title(line: str) -> bool:
    """Say whether a line is a heading or makes one of the line above."""
    return line[0] == "#" or RULED.match(line) is not None


def _behind(line: str) -> re.Match[str] | None:
    """Match the question at the head of a line, of no table, where something stands behind it that asks nothing."""
    match = None if line.lstrip().startswith("|") else _BEHIND.search(line)
    rest = plain(line[match.end() :]) if match else ""
    return match if rest and not any(sign in rest for sign in QUESTION_MARKS) else None


def _tells(rest: str) -> bool:
    """Say whether words behind a question are no remark on it, and don't go on with it."""
    return not (rest[0] in "([（" or _MARKS.match(rest) or asks(_JOINED.sub("", rest, count=1)) >= ASKS)


def _parted(line: str, behind: re.Match[str]) -> str:
    """Return a line with A before what stands behind its question, and Q before one without number and label."""
    head = _HEAD.match(line)
    first = head.end() if head else 0
    asked, told = line[first : behind.start("sign")], line[behind.end() :]
    bare = read(plain(asked)).bare
    return f"{line[:first]}{'Q: ' if bare else ''}{asked} {'' if is_answer(plain(told)) else 'A: '}{told}"


def _whole(lines: Sequence[str], at: int) -> bool:
    """Say whether a line without number or label is a question as a whole, and other text stands right below it."""
    line = lines[at]
    below = "".join(lines[at + 1 : at + 2]).strip()
    if len(line) > LONGEST or not line[0].isalpha() or not below or below[-1:] in QUESTION_MARKS:
        return False
    marker = read(plain(line))
    return marker.bare and asks(marker.text.rstrip("".join(QUESTION_MARKS))) >= ASKS


def _over_lists(lines: Sequence[str]) -> bool:
    """Say whether most lists stand right below a bare question, and several such questions right below a list."""
    over = [at - 1 for at in range(1, len(lines)) if _BULLET.match(lines[at]) and _is_text(lines[at - 1])]
    asked = [at for at in over if _is_bare(lines[at])]
    near = sum(at > 0 and _BULLET.match(lines[at - 1]) is not None for at in asked)
    return near >= _NEAR and len(asked) >= max(_FEWEST, _MOST * len(over))


def _headed(lines: Sequence[str]) -> Sequence[str]:
    """Write Q before bare questions, and short lines right above them, below a gap, as headings."""
    changed = list(lines)
    for at, line in enumerate(lines):
        if _is_bare(line):
            first = at - (at > 0 and _wraps(lines[at - 1]))
            changed[first] = f"Q: {lines[first]}"
            for above in _title(lines, first):
                changed[above] = f"## {lines[above]}"
    return changed


def _is_text(line: str) -> bool:
    return bool(line.strip()) and not line[0].isspace() and _BULLET.match(line) is None


def _is_bare(line: str) -> bool:
    """Say whether a line without indent asks, and has neither number nor label nor other mark."""
    if not (_ENDS.search(line[-_SHORT:]) and _is_text(line) and line[0].isalnum()):
        return False
    return read(plain(line[:LONGEST])).bare


def _wraps(line: str) -> bool:
    """Say whether a line may go on with the next one."""
    return _is_text(line) and len(line) >= _WIDE and line.rstrip()[-1] not in _STOPS


def _title(lines: Sequence[str], index: int) -> Sequence[int]:
    """Return the lines of the title right above a line: short ones below a gap."""
    first = index
    while first > 0 and index - first < _TALL and _is_short(lines[first - 1]):
        first -= 1
    return range(first, index) if first == 0 or not lines[first - 1].strip() else ()


def _is_short(line: str) -> bool:
    return _is_text(line) and len(line) <= _SHORT and line[0] != "#" and line.rstrip()[-1] not in _STOPS
