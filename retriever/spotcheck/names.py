"""The names in a text, which its words' vectors do not tell apart."""

import re
from collections.abc import Set
from functools import lru_cache

from retriever.spotcheck.amounts import without_common

_NAME = re.compile(r"\w+(?:[-.]\w+)*")


@lru_cache(20_000)
def is_name(word: str) -> bool:
    """Say whether a word is a name by its letters: it has a digit, or two capitals."""
    return any(c.isdigit() for c in word) or sum(c.isupper() for c in word) >= 2


def names(text: str) -> frozenset[str]:
    """Return the words of ``text`` that are names, lower-cased."""
    return frozenset(word.lower() for word in _NAME.findall(text) if is_name(word))


def other_name(said: str, meant: str, known: Set[str]) -> bool:
    """Say whether ``said`` lacks a name of ``meant`` and has one that is not among the ``known`` ones.

    An amount that both have is no name, however it is written.
    """
    mine, theirs = (names(text) for text in without_common(said, meant))
    return bool(theirs - mine) and bool(mine - theirs - known)
