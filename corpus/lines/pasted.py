"""Notes pasted into fences: there a fence only keeps the look of a page, and what it holds is no code."""

import re
from collections.abc import Iterator, Sequence
from string import ascii_lowercase

from corpus.lines.markers import DECK, LONGEST, SURE, asks, is_answer, option, read
from corpus.lines.plain import plain

_FENCE = re.compile(r"[>\s]{0,20}(?:`{3,}|~{3,})[ \t]*(?:text|txt|plain(?:text)?|markdown|md)?[ \t]*$", re.IGNORECASE)
_MARKDOWN = re.compile(r"(`{3,}|~{3,})[ \t]*(markdown|md|)[ \t]*$", re.IGNORECASE)
_LETTERED = re.compile(r"(?:[^\w\s]{1,2}\s*)?[(\[]?[A-Ha-h][.)]", re.IGNORECASE)
_TITLE = re.compile(r"#{2,6}[ \t]+(?=\S)|(?=\*\*\S)")
_COMMENT = re.compile(r"\s*(?:#|//|/\*|\*|--|;|%)")
_FEWEST = 3  # questions in fences that show that notes were pasted into them
_MOST = 0.5  # share of a document's lines with words that such fences hold
_MANY = 5  # questions in one fence that show it whatever is around it
_SEVERAL = 4  # fences, the two lines of each counted, that show that answers or choices stand in them
_CHOICES = 3  # letters in one of choices
_WORDED = 20  # characters of the first line of one with an answer
_TOLD = 2  # lines with words a question there, at least: else it is a list of questions


def wrappers(lines: Sequence[str], code: Sequence[bool], part: bool = False) -> frozenset[int]:
    """Return the lines of the fences round notes.

    They hold numbered or labelled lines, headings or bold ones that ask, and most of a document or answers to many
    such; or they hold all of it, or flashcards below a tag that says so. So do several that begin with the label of an
    answer, or hold lettered choices.
    ``code`` says of each line whether it is code, the fences included; of ``part`` of a document, such as an answer,
    a fence round all is that of code unless it names Markdown.
    """
    every: set[int] = set()
    sure: set[int] = set()
    told: set[int] = set()
    asked = held = 0
    for first, last in _blocks(lines, code):
        asking = sum(_asks(line[:LONGEST]) for line in lines[first + 1 : last])
        inside = sum(bool(line.strip()) for line in lines[first + 1 : last])
        if asking:
            every.update((first, last))
            asked += asking
            held += inside
        if _tells([line[:LONGEST] for line in lines[first + 1 : last] if line.strip()]):
            told.update((first, last))
        deck = next((line.strip() for line in lines[first + 1 : last] if line.strip()), "")
        if (asking >= _MANY and inside >= _TOLD * asking) or DECK.fullmatch(deck[:LONGEST]):
            sure.update((first, last))
    filled = sum(bool(line.strip()) for line in lines) if asked >= _FEWEST else 0
    sure |= told if len(told) >= _SEVERAL else set()
    return frozenset(every | sure if filled and held >= _MOST * filled else sure) or _whole(lines, part)


def _whole(lines: Sequence[str], part: bool) -> frozenset[int]:
    """Return the first and the last line with words where they are a fence that holds all of a document.

    It names Markdown, or no language where no fence between them may be its end: those that open name one.
    """
    filled = [index for index, line in enumerate(lines) if line.strip()]
    opened = _MARKDOWN.match(lines[filled[0]][:LONGEST]) if len(filled) > 1 else None
    if opened is None or lines[filled[-1]].strip() != opened[1]:
        return frozenset()
    between = [line.strip() for line in lines[filled[0] + 1 : filled[-1]] if line.lstrip().startswith(opened[1])]
    nested = all((line.strip("`~") != "") == (at % 2 == 0) for at, line in enumerate(between))
    return frozenset((filled[0], filled[-1]) if opened[2] or (nested and not part) else ())


def _blocks(lines: Sequence[str], code: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Yield the first and the last line of each block that names no language but that of text."""
    first = -1
    for index, line in enumerate(lines):
        if not code[index]:
            first = -1
        elif line.strip()[:3] in ("```", "~~~", "``"):
            if first < 0:
                first = index
            elif line.strip().strip(line.strip()[0]) == "":
                if _FENCE.match(lines[first][:LONGEST]):
                    yield first, index
                first = -1


def _tells(inside: Sequence[str]) -> bool:
    """Say whether the lines with words in a fence are an answer behind its label, or choices: A., B., C. and so on."""
    if not inside:
        return False
    letters = [letter for line in inside if _LETTERED.match(line.strip()) and (letter := option(line.strip()))]
    choices = len(letters) >= _CHOICES and letters == list(ascii_lowercase[: len(letters)])
    return (choices and len(letters) + 1 >= len(inside)) or (len(inside[0]) >= _WORDED and is_answer(plain(inside[0])))


def _asks(line: str) -> bool:
    title = _TITLE.match(line)
    if not line.strip() or (_COMMENT.match(line) and not title):
        return False
    marker = read(plain(line[title.end() :] if title else line))
    return (title is not None or marker.number is not None or marker.label == "q") and asks(marker.text) >= SURE
