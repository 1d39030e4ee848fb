"""What an answer or a reference denies, and the yes or no that it begins with."""

import re
from collections.abc import Sequence

from retriever.denying import denies

_ALSO_DENYING = """
nothing nor neither without hardly unable lack lacks fails instead
cant dont doesnt isnt arent wasnt werent wont wouldnt didnt hasnt havent shouldnt couldnt
"""
_ALSO = frozenset(_ALSO_DENYING.split())  # what denies in an answer, apostrophes left out in a hurry
_REACH = 4  # words after a denial that it denies
_TURNS = frozenset(["and", "but", "because", "so", "while", "whereas", "which", "then"])
_YES_OR_NO = re.compile(
    r"\W*(?:(yes|no)\b\s*(?:[,.;:!–—-]|$)|(yes)\b(?!\s+(?:and|or|but)\b)"
    r"|(no)\s+(?:i|you|he|she|it|they|we|its|this|that|there|because|as|since)\b)",
    re.IGNORECASE,
)


def negated(words: Sequence[str]) -> int:
    """Return how many of the lower-cased ``words`` deny."""
    return sum(_denies(word) for word in words)


def denied(words: Sequence[str], terms: Sequence[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Return the terms that stand within the reach of a denial, and those that stand outside; one can be in both."""
    found, free, left = set[str](), set[str](), 0
    for word, term in zip(words, terms, strict=True):
        if _denies(word):
            left = _REACH
        elif word in _TURNS:
            left = 0
        elif left:
            found.add(term)
            left -= 1
        else:
            free.add(term)
    return frozenset(found), frozenset(free)


def answers_otherwise(said: str, meant: str) -> bool:
    """Say whether one text begins with yes and the other with no."""
    found = [match[match.lastindex or 0].lower() for match in map(_YES_OR_NO.match, (said, meant)) if match]
    return len(found) == 2 and found[0] != found[1]


def _denies(word: str) -> bool:
    return denies(word) or word in _ALSO
