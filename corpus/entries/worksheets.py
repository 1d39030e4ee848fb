"""Answers in a list of their own below the questions, by the same numbers: worksheets, and quizzes with a key."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TypeVar

from corpus.entries.candidate import Candidate, unwritten
from corpus.entries.lists import Listed, listed
from corpus.entries.plans import Plan
from corpus.lines.markers import ASKS, is_answer, read
from corpus.lines.page import Page
from corpus.lines.scanning import Kind
from corpus.lines.words import KEYS

_COUNTED = re.compile(r"\D{1,40}(\d{1,4})\W*")
Placed = TypeVar("Placed", Candidate, Listed)

_MOST = 0.7  # share of the answers that have the number of a question, and of the questions that have an answer
_FEWEST = 2  # questions in a chapter of their own


@dataclass(frozen=True, slots=True)
class _Key:
    """A title of answers: from where on its questions stand, its own line, and where its section ends."""

    above: int
    at: int
    end: int


def answered(page: Page, candidates: Sequence[Candidate], lists: Sequence[Sequence[Listed]], chosen: Plan) -> Plan:
    """Add to a plan the numbered answers under a title that says so, each with the question of its number."""
    listed = sorted((one for run in lists for one in run), key=lambda one: one.index)
    apart = {one.index for one in listed}
    openers = {one.index: one for one in chosen.openers}
    dividers = set(chosen.dividers)
    for key in _keys(page, candidates) if lists else ():
        asked = _by_number(_between(listed, key.above, key.at))
        told = _told(page, candidates, key)
        pairs = [(one, asked[one.marker.number]) for one in told if one.marker.number in asked]
        if asked and len(pairs) >= _MOST * max(len(asked), len(told)):
            openers |= {
                one.index: replace(_answer(one, _words(page, question, apart)), listed=question.index)
                for one, question in pairs
            }
            below = _between(candidates, key.at, key.end + 1)
            dividers |= {key.at, *(one.index for one in below if one.shape == "heading")}
            dividers -= {one.index for one, _ in pairs}
    return Plan(tuple(openers[at] for at in sorted(openers)), frozenset(dividers))


def exercises(page: Page, candidates: Sequence[Candidate], chosen: Plan) -> list[list[Listed]]:
    """Return the questions that open entries of their own but are answered under a title below, by their numbers."""
    found = []
    for key in _keys(page, candidates):
        asked = [one for one in _between(chosen.openers, key.above, key.at) if one.marker.number is not None]
        told = sorted(one.marker.number or 0 for one in _told(page, candidates, key))
        if len({*told}) < _FEWEST or sorted(one.marker.number or 0 for one in asked) != told:
            continue
        ends = [*(one.index for one in asked[1:]), key.at]
        if not any(_is_answered(page, one, end - 1) for one, end in zip(asked, ends, strict=True)):
            found.append([_exercise(page, one, end - 1) for one, end in zip(asked, ends, strict=True)])
    return found


def _is_answered(page: Page, opener: Candidate, end: int) -> bool:
    """Say whether an answer stands down to line ``end``: words below a question's own, or the label of one."""
    told = opener.asking >= ASKS and page.said(opener.last + 1, end) > 0
    return told or any(at in page.answers for at in range(opener.index, end + 1))


def _exercise(page: Page, opener: Candidate, end: int) -> Listed:
    """List a question with the words down to line ``end``, without the headings among them."""
    below = range(opener.last + 1, end + 1)
    said = [at for at in below if page.lines[at].kind is not Kind.HEADING and page.said(at, at)]
    words = [opener.text, *(page.lines[at].words for at in said)]
    return listed(opener, max([opener.last, *said]), " ".join(filter(None, words)))


def _keys(page: Page, candidates: Sequence[Candidate]) -> Iterator[_Key]:
    """Yield the titles of answers; a heading's section ends at the next of its level or above, numbered ones aside."""
    keys = [at for at, line in enumerate(page.lines) if line.kind is not Kind.BLANK and KEYS.match(line.words)]
    above = 0
    for at, end in pairwise([*keys, len(page.lines)]):
        level = page.lines[at].level if page.lines[at].kind is Kind.HEADING else 0
        headings = (one for one in _between(candidates, at + 1, end) if page.lines[one.index].kind is Kind.HEADING)
        ends = (one.index for one in headings if one.level <= level - (one.marker.number is not None))
        last = next(ends, end)
        yield _Key(above, at, last)
        above = last if last < end else at


def _between(ordered: Sequence[Placed], first: int, end: int) -> Sequence[Placed]:
    """Return those from line ``first`` to the one before ``end``."""
    return ordered[bisect_left(ordered, first, key=_index) : bisect_left(ordered, end, key=_index)]


def _index(one: Candidate | Listed) -> int:
    return one.index


def _told(page: Page, candidates: Sequence[Candidate], key: _Key) -> list[Candidate]:
    """Return the numbered answers under a title: as deep as the first, and not asking."""
    numbered = [one for one in _between(candidates, key.at + 1, key.end) if one.marker.number is not None]
    inside = numbered or _titled(page, key)
    return [one for one in inside if one.level == inside[0].level and one.asking < ASKS]


def _titled(page: Page, key: _Key) -> list[Candidate]:
    """Return the headings under a title that number an answer (``Answer 1``)."""
    titles = [at for at in range(key.at + 1, key.end) if page.lines[at].kind is Kind.HEADING]
    numbers = {at: _COUNTED.fullmatch(page.lines[at].words) for at in titles}
    return [unwritten(at, int(count[1]), "") for at, count in numbers.items() if count and is_answer(count[0])]


def _answer(one: Candidate, question: str) -> Candidate:
    """Let an answer open an entry, below its own line where that is a number or a label and nothing else."""
    opener = unwritten(one.index, one.marker.number, question)
    return opener if one.text else replace(opener, last=max(one.index, one.last))


def _by_number(listed: Sequence[Listed]) -> dict[int | None, Listed]:
    """Map numbers to the listed questions that have them; none where two have the same."""
    often = Counter(one.number for one in listed)
    return {one.number: one for one in listed if one.number is not None} if max(often.values(), default=0) == 1 else {}


def _words(page: Page, question: Listed, apart: Collection[int]) -> str:
    """Return the words of a listed question; of one that the next stands right below, those of its line."""
    return read(page.lines[question.index].words).text if question.index + 1 in apart else question.text
