"""How sure it is that the notes answer a query: evidence to a confidence between 0 and 1."""

import math
import re
from dataclasses import dataclass

from index.lexical import analyse
from index.opened import Index
from retriever.english import frequencies
from retriever.fitted import Confidence

_WORD = re.compile(r"[^\W_]+(?:'[a-z]+)?")
_ENGLISH = 1e12  # words that the counts of English are out of, about
_SHORT, _LONG = 5, 10  # terms: fewer or more of them say nothing more
_COMMON, _RARE = 4.0, 6.5  # minus the decimal logarithm of a word's share of English: no sign at all, the full sign


@dataclass(frozen=True, slots=True)
class Doubts:
    """What a query itself says of its answer: ``missing``'s value, and how many terms it has."""

    missing: float
    terms: int


def missing(index: Index, text: str) -> float:
    """Return how telling a word of ``text`` is that stands nowhere in the notes: 0 for none, 1 for a rare name.

    A common word may be missing because the notes say the same otherwise; a name or term that English hardly has is
    what the question is about.
    """
    found = 0.0
    for word in _WORD.findall(text.lower()):
        terms = analyse(word)
        if terms and not any(index.document_frequency(term) for term in terms):
            rarity = -math.log10((frequencies().get(word, 0) + 1e4) / _ENGLISH)
            found = max(found, min(max((rarity - _COMMON) / (_RARE - _COMMON), 0.0), 1.0))
    return found


def confidence(evidence: float, doubts: Doubts, settings: Confidence) -> float:
    """Return the probability that a passage answers a query; ``evidence`` is its late interaction on the scale."""
    weighed = settings.evidence * evidence + settings.missing * doubts.missing + settings.length * length(doubts.terms)
    return 1 / (1 + math.exp(-(settings.constant + weighed)))


def length(terms: int) -> float:
    """Return what the number of a query's terms counts for: 0 up to ``_SHORT``, its logarithm up to ``_LONG``.

    Questions that are answered are met less well, word for word, the longer they are; those that are not answered are
    met as badly whatever their length.
    """
    return math.log(min(max(terms, _SHORT), _LONG) / _SHORT)
