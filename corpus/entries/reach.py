"""How far a question reaches: to a mark inside its first line, over lines that it was wrapped into, to its choices."""

import re
from collections.abc import Collection, Sequence

from corpus.lines.markers import ASKS, SURE, asks, defines, is_answer, option, read
from corpus.lines.plain import count_words
from corpus.lines.scanning import Kind, Line, line_below
from corpus.lines.words import HINTS, JOINING, QUESTION_MARKS

_SPLIT = re.compile(r"[?？](?:[*_`\"”)\]]|</\w{1,10}>)*[ \t]*(?:(?:-{1,2}>|=>|[-–—:：→⇒➜➡])[ \t]*)?(?=\S)")
_APART = re.compile(
    r"[?？][*_`\"”)]*(?:(?<=\*\*|__)[ \t\u00a0]+(?=[^\s*_])"
    r"|[ \t]+(?:[-–—:：→⇒➜➡]|->|=>)[ \t]|\s*</dt>|[ \t]+\*\*[^*?]{1,80}\*\*\W*$)"
)
_DECIDES = re.compile(r"(?:yes|no|yep|nope|never|always|sí|oui|non|ja|nein|да|нет|так|ні)\b", re.IGNORECASE)
PARTING = " -–—:：=>→⇒➜➡"
"""What stands between a question and its answer on one line."""

_HINT = re.compile(rf"[(（][ \t]*(?:{HINTS})[ \t]*[:：–—-]", re.IGNORECASE)
_QUOTED = re.compile('“[^“”]{1,2000}”|«[^«»]{1,2000}»|"[^"]{1,2000}"|„[^„“”]{1,2000}[“”]')
_LINKED = re.compile(r"\[[^\[\]]{1,600}\]\([^()]{0,600}\)")
_JOINED = re.compile(rf"^(?:{JOINING}|but)[ \t]+")
_ENDED = re.compile(r"[.!?:;](?:\s|\W?$)")
_BEGUN = 2  # words with which remarks begin
_UNLIKE = 0.6  # share of the answers to several questions that do not begin as another
_TELLING = 3  # words of these, on average
_SELDOM = 0.1  # share of these that may ask
_FEW = 3  # words of a question behind what it is about
_LINES = 6  # lines that a question is wrapped into
_WRONG = 6  # lines of choices of which one at least is not marked as right
_TALL = 40  # lines of what is shown between a question and its choices
_WIDE = 32  # characters of a line from which a question may have been wrapped at its end


def cut(body: str, text: str) -> tuple[str, bool]:
    """Cut a line after its question mark where an answer follows on it, and not inside a link or a quote."""
    mark = _SPLIT.search(text)
    if mark is None or (body[:1] == "[" and _LINKED.fullmatch(body)) or _QUOTED.fullmatch(text):
        return text, False
    rest = text[mark.end() :]
    least = 1 if _APART.search(body) or _DECIDES.match(rest) else 3
    goes_on = asks(_JOINED.sub("", rest, count=1)) >= SURE or count_words(rest) < least or rest[:1] in "(（"
    if goes_on and not (is_answer(rest) or _bracketed(rest)):
        return text, False
    return text[: mark.end()].rstrip(PARTING), True


def answering(behind: Sequence[str]) -> bool:
    """Say whether what stands behind several questions, on their lines, answers them: words enough, seldom alike.

    ``5 marks`` and ``asked at sea`` are remarks; and hardly any of it asks.
    """
    begun = {tuple(said.casefold().split()[:_BEGUN]) for said in behind}
    again = sum(asks(said) >= ASKS for said in behind)
    words = sum(count_words(said) for said in behind)
    return len(begun) >= _UNLIKE * len(behind) and words >= _TELLING * len(behind) and again <= _SELDOM * len(behind)


def _bracketed(rest: str) -> bool:
    """Say whether what stands behind a question is its answer, or a hint at it, in brackets and labelled as such."""
    return rest[:1] in "(（" and (is_answer(rest[1:].lstrip()) or _HINT.match(rest) is not None)


def wrapped(lines: Sequence[Line], index: int) -> int:
    """Return the last line of a question that runs over several lines.

    Its question mark ends a line further down, in the same sentence or as a short question behind it; or it is one
    paragraph, and right below stands the label of the answer; or the first line is long and without a full stop, the
    next begins in lower case and it does not, and together they ask, or end a sentence, or announce what is shown,
    before a blank line.
    """
    mark = marked(lines, index)
    mark = _asked_on(lines, index) if mark == index else mark
    if mark > index:
        return mark
    last = index
    while last + 1 < len(lines) and last - index < _LINES and _runs_on(lines[last + 1]):
        last += 1
    if last == index:
        return index
    below = line_below(lines, last)
    end = lines[last].words
    said = " ".join([read(lines[index].words).text, *(one.words for one in lines[index + 1 : last + 1])])
    apart = below is not None and (below.number > lines[last].number + 1 or not _ENDED.search(said))
    if below is not None and apart and is_answer(below.words[:300]):
        return last
    begins = not said[:1].islower() and _open(lines[index]) and _goes_on(lines[index + 1].words)
    alone = last + 1 < len(lines) and lines[last + 1].kind is Kind.BLANK
    asked = asks(said) >= SURE and not _ENDED.search(said)
    return last if begins and alone and last - index <= 2 and (asked or end[-1:] in ".?!:？") else index


def marked(lines: Sequence[Line], index: int) -> int:
    """Return the line on which the question mark of a question stands that was wrapped before it, else its first line.

    The lines in between begin in lower case; a word with a capital may begin one where its paragraph ends there.
    """
    if not _open(lines[index]) or asks(read(lines[index].words).text) < ASKS:
        return index
    for at in range(index + 1, min(index + 3, len(lines))):
        ends = lines[at].words[-1:] in QUESTION_MARKS
        whole = ends and not (at + 1 < len(lines) and lines[at + 1].kind is Kind.TEXT and not lines[at + 1].opens)
        if not (_runs_on(lines[at]) and (whole or _goes_on(lines[at].words))):
            return index
        if ends:
            return at
    return index


def _asked_on(lines: Sequence[Line], index: int) -> int:
    """Return the line on which what began as a statement asks, in lower case or a few words, else its first line."""
    below = [line for line in lines[index + 1 : index + 3] if line.words[-1:] in QUESTION_MARKS]
    at = below[0].number - 1 if below else index
    run = lines[index + 1 : at + 1]
    if not run or not all(map(_runs_on, run)):
        return index
    on = _open(lines[index]) and all(_goes_on(line.words) for line in run)
    short = len(run) == 1 and count_words(run[0].words) <= _FEW and lines[index].words[-1:] not in QUESTION_MARKS
    return at if on or short else index


def _open(line: Line) -> bool:
    """Say whether a line may have been wrapped at its end."""
    return len(line.raw) >= _WIDE and line.words[-1:] not in ".?!:;？："


def _goes_on(words: str) -> bool:
    return words[:1].islower() or words.startswith(("'", '"', "“", "‘", "«"))


def _runs_on(line: Line) -> bool:
    if line.kind is not Kind.TEXT or line.opens:
        return False
    return not (is_answer(line.words[:300]) or defines(line.body) or option(line.words[:9]))


def stem(lines: Sequence[Line], last: int, choices: Collection[int]) -> int:
    """Return the last line of a question that goes on down to lettered ``choices``, -1 where none are below it."""
    if not choices:
        return -1
    end = last
    while end + 1 < len(lines) and end - last < _LINES and _runs_on(lines[end + 1]):
        end += 1
    around = (Kind.BLANK, Kind.MARK, Kind.TAG, Kind.CODE)
    first = next((at for at in range(end + 1, min(end + _TALL, len(lines))) if lines[at].kind not in around), -1)
    chosen = first >= 0 and option(lines[first].words[:120]) == "a"
    return end if chosen and any(at in choices for at in range(first, first + _WRONG)) else -1
