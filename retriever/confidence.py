"""How sure it is that the notes answer a query: evidence to a confidence between 0 and 1."""

import math
import re

from index.lexical import analyse
from index.opened import Index
from retriever.english import frequencies
from retriever.fitted import Confidence

_WORD = re.compile(r"[^\W_]+(?:'[a-z]+)?")
_ENGLISH = 1e12  # words that the counts of English are out of, about
_COMMON, _RARE = 4.0, 6.5  # minus the decimal logarithm of a word's share of English: no sign at all, the full sign


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


def confidence(evidence: float, absent: float, settings: Confidence) -> float:
    """Return the probability that a passage with that ``evidence`` answers a query; ``absent`` is ``missing``'s."""
    return 1 / (1 + math.exp(-(settings.constant + settings.evidence * evidence + settings.missing * absent)))
