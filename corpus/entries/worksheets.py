"""Answers in a list of their own below the questions, by the same numbers: worksheets, and quizzes with a key."""

from collections import Counter
from collections.abc import Collection, Sequence

from corpus.entries.candidate import Candidate, unwritten
from corpus.entries.lists import Listed
from corpus.entries.plans import Plan
from corpus.lines.markers import read
from corpus.lines.page import Page
from corpus.lines.scanning import Kind
from corpus.lines.words import KEYS

_MOST = 0.7  # share of the answers that have the number of a question, and of the questions that have an answer
_ASKING = 0.6  # how much an answer asks at least that asks


def answered(page: Page, candidates: Sequence[Candidate], lists: Sequence[Sequence[Listed]], chosen: Plan) -> Plan:
    """Add to a plan the numbered answers under a title that says so, each with the question of its number."""
    if not lists:
        return chosen
    keys = [at for at, line in enumerate(page.lines) if line.kind is not Kind.BLANK and KEYS.match(line.words)]
    numbered = [one for one in candidates if one.marker.number is not None and not one.marker.label]
    listed = {one.index for run in lists for one in run}
    openers = {one.index: one for one in chosen.openers}
    dividers = set(chosen.dividers)
    above = 0
    for at, below in zip(keys, [*keys, len(page.lines)][1:], strict=True):
        asked = _by_number([one for run in lists for one in run if above <= one.index < at])
        told = _first_level([one for one in numbered if at < one.index < below])
        pairs = [(one, asked[one.marker.number]) for one in told if one.marker.number in asked]
        if asked and len(pairs) >= _MOST * max(len(asked), len(told)):
            openers |= {
                one.index: unwritten(one.index, one.marker.number, _words(page, question, listed))
                for one, question in pairs
            }
            dividers |= {at, *(one.index for one in candidates if one.shape == "heading" and at < one.index < below)}
        above = at
    return Plan(tuple(openers[at] for at in sorted(openers)), frozenset(dividers))


def _by_number(listed: Sequence[Listed]) -> dict[int | None, Listed]:
    """Map numbers to the listed questions that have them; none where two have the same."""
    often = Counter(one.number for one in listed)
    return {one.number: one for one in listed if one.number is not None} if max(often.values(), default=0) == 1 else {}


def _first_level(numbered: Sequence[Candidate]) -> list[Candidate]:
    """Return those that are as deep as the first and do not ask."""
    return [one for one in numbered if one.level == numbered[0].level and one.asking < _ASKING]


def _words(page: Page, question: Listed, listed: Collection[int]) -> str:
    """Return the words of a listed question; of one that the next stands right below, those of its line."""
    return read(page.lines[question.index].words).text if question.index + 1 in listed else question.text
