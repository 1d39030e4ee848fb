"""How far a question reaches: to a mark inside its first line, over lines that it was wrapped into, a card's back."""

import re
from collections.abc import Sequence

from corpus.lines import Kind, Line
from corpus.markers import asks, defines, is_answer, option

_SPLIT = re.compile(r"[?？](?:[*_`\"”)\]]|</\w{1,10}>)*[ \t]*(?:(?:[-–—:：→⇒➜➡]|->|=>)[ \t]*)?(?=\S)")
_APART = re.compile(r"[?？][*_`\"”)]*(?:[ \t]+(?:[-–—:：→⇒➜➡]|->|=>)[ \t]|\s*</dt>|[ \t]+\*\*[^*?]{1,80}\*\*\W*$)")
_FRONT = 6  # lines of the front of a flashcard
_WIDE = 32  # characters of a line from which a question may have been wrapped at its end


def cut(body: str, text: str) -> tuple[str, bool]:
    """Cut a line after its question mark where an answer follows on the same line."""
    mark = _SPLIT.search(text)
    if mark is None:
        return text, False
    rest = text[mark.end() :]
    least = 1 if _APART.search(body) else 3
    if asks(rest) >= 0.9 or len(rest.split()) < least or rest[:1] in "(（":
        return text, False
    return text[: mark.end()].rstrip(" -–—:：=>→⇒➜➡"), True


def wrapped(lines: Sequence[Line], index: int) -> int:
    """Return the last line of a question that runs over several lines.

    It is one paragraph, and right below stands the label of the answer; or the first line is long and without a full
    stop, the next begins in lower case, and together they ask or end a sentence before a blank line.
    """
    last = index
    while last + 1 < len(lines) and last - index < _FRONT and _runs_on(lines[last + 1]):
        last += 1
    if last == index:
        return index
    below = next((line for line in lines[last + 1 : last + 4] if line.kind is not Kind.BLANK), None)
    if below is not None and is_answer(below.words[:300]) and below.number > lines[last].number + 1:
        return last
    first, end = lines[index].words, lines[last].words
    begins = len(lines[index].raw) >= _WIDE and first[-1:] not in ".?!:;？：" and lines[index + 1].words[:1].islower()
    alone = last + 1 < len(lines) and lines[last + 1].kind is Kind.BLANK
    return last if begins and alone and last - index <= 2 and end[-1:] in ".?？" else index


def _runs_on(line: Line) -> bool:
    told = is_answer(line.words[:300]) or defines(line.body) or option(line.words[:9])
    return line.kind is Kind.TEXT and not line.opens and not told


def front(lines: Sequence[Line], index: int) -> int:
    """Return the line of the ``?`` that ends the front of a flashcard which begins at ``index``, 0 for none."""
    if not lines[index].opens:
        return 0
    for at in range(index + 1, min(index + _FRONT, len(lines))):
        if lines[at].body in ("?", "??"):
            return at
        if lines[at].kind is not Kind.TEXT:
            return 0
    return 0
