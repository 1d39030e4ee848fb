"""Lines lettered A, B, C …: the choices of a question, or its answer in steps."""

import re
from collections.abc import Collection, Iterable, Sequence
from itertools import takewhile

from corpus.lines.markers import ASKS, MARKED, SURE, asks, defines, is_answer, is_part, option, read
from corpus.lines.scanning import LONG, Kind, Line
from corpus.lines.words import CHOICE, CHOOSING, KEYS, QUESTION_MARKS

_FOLLOWS = 6  # lines below choices in which the answer is labelled
_FAR = 50  # lines above choices in which the answer that lists them is labelled
_ASKED = 3  # lines above choices that say what to choose
_SINGLE = 0.2  # share of lettered lists with one letter only from which letters mark no choice
_MOST = 0.5  # share of lettered lists that are choices from which all of a document are
_TICK = re.compile(r"[✅✔☑✓🔴🟢❌✗✘🔘]|\[[xX]\]")
_RIGHT = re.compile(
    r"(?:[=*_✅✔☑✓🟢→➡⇒]|\[[xX]\]|<(?:b|strong|mark|u|ins|em|i)\b|-?->|=>)"
    r"|.{1,400}(?:[✅✔☑✓🟢←]\ufe0f?|<-{1,2}|[(\[←](?:the )?(?:correct|right|true|richtig|korrekt|correct[ao]|cert[ao]"
    r"|верно|правильно|вірно|正确|正確|正解)(?: (?:answer|choice|option|one))?[)\]]?)[*_ ]*$",
    re.IGNORECASE,
)
"""A choice that is marked as the right one, at its head or its end."""

_BOX = re.compile(r"\s*(?:[-*+]\s+)?\[[ xX]?\]\s")
_FIRST = re.compile(r"[Aa](?:[.)]|[ \t]*[-–—]{1,2})[ \t]")
_CHOSEN = re.compile(r"(?:\d{1,3}[.):]?[ \t]*[-–—:=.)]?[ \t]*)[(\[]?[A-Ha-h][)\].]?(?:[ \t]*[,;].{0,200})?$")


def choices(lines: Sequence[Line]) -> tuple[frozenset[int], frozenset[int]]:
    """Return the lines of the choices of questions, and those of answers that are lettered, or marked as right.

    Lettered lines under a question are choices only where something says so: the label of an answer follows, one of
    them is ticked, the last is "all of the above" or "no", the question asks which of them, the document ends in a key,
    or most of its other lists are choices.
    """
    runs = _runs(lines)
    if _lettered(lines, runs):
        return frozenset(), frozenset()
    kept = [run for run in runs if _kept(run, lines)]
    lettered = _joined(kept)
    right = _joined(_right(lines, run, lettered) for run in kept)
    shown = [_offered(lines, run) or not right.isdisjoint(run) for run in kept]
    every = sum(shown) > _MOST * len(kept) or (bool(kept) and _keyed(lines))
    offered = [run for run, one in zip(kept, shown, strict=True) if one or every]
    told = [run for run, one in zip(kept, shown, strict=True) if not (one or every)]
    return _joined(offered) - right, _joined(told) | right


def _right(lines: Sequence[Line], run: Sequence[int], lettered: Collection[int]) -> list[int]:
    """Return the lines of the choices that are marked as right, unless the answer is labelled below them."""
    letters = [index for index in run if option(lines[index].words[:120])]
    marked = {index for index in letters if _RIGHT.match(lines[index].body)}
    below = range(run[-1] + 1, min(run[-1] + _FOLLOWS, len(lines)))
    told = any(labels_answer(lines[index]) for index in takewhile(lambda index: index not in lettered, below))
    if told or not 0 < len(marked) < len(letters):
        return []
    heads = [max(letter for letter in letters if letter <= index) for index in run]
    return [index for index, head in zip(run, heads, strict=True) if head in marked]


def _joined(runs: Iterable[list[int]]) -> frozenset[int]:
    return frozenset(index for run in runs for index in run)


def _offered(lines: Sequence[Line], run: Sequence[int]) -> bool:
    """Say whether lettered lines are shown to be choices.

    They are by a tick or a box, by the last one, by the question, or by what follows.
    """
    ticked = sum(_TICK.search(lines[index].raw) is not None for index in run)
    if ticked or all(_BOX.match(lines[index].raw) for index in run if option(lines[index].words[:120])):
        return True
    last, asked = lines[run[-1]], _asked(lines, run[0])
    if CHOICE.fullmatch(last.words[:120]) or any(CHOOSING.search(line.words) for line in asked):
        return True
    for line in lines[run[-1] + 1 : run[-1] + _FOLLOWS]:
        if labels_answer(line) or "<details" in line.raw[:40] or line.raw.lstrip().startswith("???"):
            return True
        if line.kind is Kind.HEADING or read(line.words).label == "q" or asks(line.words) >= SURE:
            return False
    return False


def _asked(lines: Sequence[Line], index: int) -> Sequence[Line]:
    """Return the last lines, three at most, of the paragraph above a line."""
    while index > 0 and lines[index - 1].kind is Kind.BLANK:
        index -= 1
    last = index
    while index > max(last - _ASKED, 0) and lines[index - 1].kind is not Kind.BLANK:
        index -= 1
    return lines[index:last]


def _keyed(lines: Sequence[Line]) -> bool:
    """Say whether a document has a key: a heading that says so, or lines of a number and a letter."""
    titled = any(
        line.kind is not Kind.BLANK and len(line.words) <= 80 and KEYS.match(line.words) is not None for line in lines
    )
    chosen = sum(len(line.raw) <= 80 and _CHOSEN.match(line.raw.strip()) is not None for line in lines)
    return titled or chosen >= 2


def labels_answer(line: Line) -> bool:
    """Say whether a line begins with the label of an answer: behind a number, an A alone is the choice of a key."""
    if keyed(line):
        return False
    if line.kind is Kind.TEXT and defines(line.body):
        return True
    return line.kind in (Kind.TEXT, Kind.ITEM, Kind.HEADING) and len(line.raw) <= LONG and is_answer(line.words[:300])


def keyed(line: Line) -> bool:
    """Say whether a line is a number and the letter A, with the reason behind it: in a key that is a choice."""
    return line.kind is Kind.ITEM and line.count is not None and _FIRST.match(line.words) is not None


def _runs(lines: Sequence[Line]) -> list[list[int]]:
    """Find runs of lines labelled A, B, C … in order; blank lines and wrapped text may stand between.

    Behind a number a letter is the answer to the question that has the number.
    """
    runs: list[list[int]] = []
    run: list[int] = []
    expected = "a"
    for index, line in enumerate(lines):
        if line.kind is Kind.BLANK:
            continue
        lettered = line.kind in (Kind.TEXT, Kind.ITEM) and len(line.raw) < 1000 and not line.marker[:1].isdigit()
        letter = option(line.words[:120]) if lettered else ""
        if letter and letter == expected:
            run.append(index)
            expected = chr(ord(letter) + 1)
            continue
        if (
            not letter
            and line.kind is Kind.TEXT
            and run
            and index == run[-1] + 1
            and not line.opens
            and not is_answer(line.words[:120])
        ):
            run.append(index)
            continue
        runs.append(run)
        run, expected = ([index], "b") if letter == "a" else ([], "a")
    return [one for one in [*runs, run] if one]


def _lettered(lines: Sequence[Line], runs: Sequence[list[int]]) -> bool:
    """Say whether a document letters its answers: a single letter stands below a question, and none is labelled."""
    single = sum(
        len(run) == 1
        and asks(_above(lines, run[0]).words) >= ASKS
        and lines[run[0]].indent > _above(lines, run[0]).indent
        for run in runs
    )
    if not single or single < _SINGLE * len(runs):
        return False
    return not any(_labelled_below(lines, run) for run in runs)


def _labelled_below(lines: Sequence[Line], run: Sequence[int]) -> bool:
    """Say whether the label of an answer follows lettered lines."""
    return any(labels_answer(line) for line in lines[run[-1] + 1 : run[-1] + _FOLLOWS])


def _above(lines: Sequence[Line], index: int) -> Line:
    """Return the line with words above another, itself where there is none."""
    above = (line for line in reversed(lines[max(index - 3, 0) : index]) if line.kind is not Kind.BLANK)
    return next(above, lines[index])


def _kept(run: list[int], lines: Sequence[Line]) -> bool:
    """Say whether lettered lines are the choices of a question or its answer, not questions or parts of an answer."""
    letters = [index for index in run if option(lines[index].words[:120])]
    if len(letters) < 2 or all(asks(lines[index].words[2:]) >= MARKED for index in letters):
        return False
    return not (_answers(lines, run[0] - 1) or _told(lines, run) or _in_parts(lines, run[0], len(letters)))


def _in_parts(lines: Sequence[Line], first: int, letters: int) -> bool:
    """Say whether right above lettered lines stand as many questions as there are letters: each answers one."""
    return sum(map(_above(lines, first).words.count, QUESTION_MARKS)) == letters


def _told(lines: Sequence[Line], run: Sequence[int]) -> bool:
    """Say whether lettered lines stand under an announcement inside an answer: no label of an answer follows them."""
    above = lines[run[0] - 1] if run[0] else None
    if above is None or above.kind is not Kind.TEXT or above.words[-1:] not in (":", "：") or asks(above.words) >= ASKS:
        return False
    if run[0] < 2 or asks(lines[run[0] - 2].words) < ASKS:
        return False
    return not _labelled_below(lines, run)


def _answers(lines: Sequence[Line], index: int) -> bool:
    """Say whether the text down to line ``index`` is labelled as an answer: what it lists below is no choice."""
    while index >= 0 and lines[index].kind is Kind.BLANK:
        index -= 1
    top = max(0, index - _FAR)
    while index > top and lines[index].kind is Kind.TEXT and not lines[index].opens and not labels_answer(lines[index]):
        index -= 1
    return index >= 0 and (labels_answer(lines[index]) or is_part(lines[index].words))
