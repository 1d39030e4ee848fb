"""Whether two claims speak of two things, by the questions that they answer."""

import re
from collections.abc import Sequence

from corpus.model import Entry
from retriever.conflicts.evidence import Span, Stems
from retriever.conflicts.facts import Facts
from retriever.conflicts.pairs import Difference
from retriever.conflicts.words import alike, content_stems, words

_SAME = 0.75  # share of their words that the questions of two bare answers must have in common
_MEASURES = content_stems(
    "age amount cost degree depth distance duration height length number percentage period price ratio size speed "
    "temperature time volume weight width"
)
_NUMBER = re.compile(r"\d{1,2}|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth")
_TERM = re.compile(
    r"\W*+(?:what(?:['’]s| is| are)\s+|define\s+|explain\s+)?(?:(?:an?|the)\s+)?"
    r"(?!(?:how|who|whom|whose|when|where|why|which|what|can|does|do|did|is|are|should|may|must)\b)"
    r"[\w’'/&+#-]++(?: (?!(?:of|on|in|for|to|from|with|by|at)\b)[\w’'/&+#-]++){0,3}+\W*",
    re.IGNORECASE,
)


class Asked:
    """The questions of entries, as stems."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._stems = [content_stems(entry.question) for entry in entries]
        self._words = [frozenset(word.text for word in words(entry.question)) for entry in entries]
        self._terms = [bool(_TERM.fullmatch(entry.question)) for entry in entries]

    def about_two_things(self, difference: Difference) -> bool:
        """Say whether the questions of two claims ask for two things, and the claims leave it to them to say for which.

        They do where each question has words of its own and neither claim takes them up nor, unless two terms are
        asked for, what both ask for; of values, what only names a measure, as temperature does, is nothing taken up.
        Two short answers are about one thing only where their questions are much alike.
        """
        one, other = difference.one, difference.other
        left, right = self._stems[one.claim.entry], self._stems[other.claim.entry]
        if one.claim.shown and other.claim.shown:
            return len(left & right) < _SAME * len(left | right)
        if _in_another_row(one, other, right) or _in_another_row(other, one, left):
            return True
        if difference.kind == "number" and (self._names(one, difference.here) or self._names(other, difference.there)):
            return True
        own, others = _less(left, right), _less(right, left)
        if not (own and others):
            return False
        if one.own & others or other.own & own or _labels(one, other, left) or _labels(other, one, right):
            return False
        terms = self._terms[one.claim.entry] and self._terms[other.claim.entry]
        named = _MEASURES if difference.kind == "number" else frozenset()
        return terms or not (one.own & other.own & left & right) - difference.skip - named

    def _names(self, facts: Facts, mark: Span) -> bool:
        """Say whether a number belongs to what the question names, as in layer 3 or the third law."""
        number = facts.claim.text[slice(*mark)].lower()
        return bool(_NUMBER.fullmatch(number)) and number in self._words[facts.claim.entry]


def _in_another_row(cell: Facts, other: Facts, asked: Stems) -> bool:
    """Say whether a claim is a table's cell whose row's label the other, which is in no table, does not name."""
    told = bool(cell.claim.heading) and not other.claim.heading
    return told and bool(cell.label) and not cell.label & (other.own | other.about | asked)


def _less(stems: Stems, others: Stems) -> Stems:
    return frozenset(stem for stem in stems if not any(alike(stem, other) for other in others))


def _labels(one: Facts, other: Facts, asked: Stems) -> bool:
    """Say whether a claim's own heading or label, which is not in its question, names what the other speaks of."""
    return bool((one.claim.subject - asked) & (other.own | other.claim.context))
