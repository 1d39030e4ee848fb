"""How often the words of English are written, from the word list that comes with symspellpy."""

import math
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files

from retriever.denying import denies

_COMMON = 300_000  # of some 10^12 words: what is rarer is no likely meaning of a misspelt word
_ENGLISH = 1e12  # words that the counts are out of, about
_SHORT_NUMBER = 2  # digits
_USUAL, _RARE = 4.0, 6.5  # minus the decimal logarithm of a word's share of English: no sign at all, the full sign


@lru_cache(maxsize=1)
def frequencies() -> dict[str, int]:
    """Return the words of English with their counts (Google Books n-grams, those that SCOWL lists as words)."""
    pairs = (line.split(" ") for line in _listed().strip().split("\n"))
    return {word: int(count) for word, count in pairs}


@lru_cache(maxsize=1)
def common_words() -> frozenset[str]:
    """Return the words that a misspelt word may well stand for."""
    return frozenset(word for word, count in frequencies().items() if count >= _COMMON)


def common_among(words: Iterable[str]) -> set[str]:
    """Return those of ``words`` that are common words, without taking the whole list apart."""
    return {word for word in words if _count(word) >= _COMMON}


def telling(word: str) -> float:
    """Return how rare a word is in English, from 0 to 1; a letter or short number is as common as common words are.

    So is what is shortened, "can't", with its apostrophe or without; "server's" is as rare as "server".
    """
    stem, apostrophe, _ = word.partition("'")
    shortened = denies(word) or f"{word[:-1]}'{word[-1:]}" in frequencies()
    if shortened or len(word) == 1 or (word.isdecimal() and len(word) <= _SHORT_NUMBER):
        return 0.0
    rarity = -math.log10((frequencies().get(stem if apostrophe else word, 0) + 1e4) / _ENGLISH)
    return min(max((rarity - _USUAL) / (_RARE - _USUAL), 0.0), 1.0)


def _count(word: str) -> int:
    listed, line = _listed(), f"\n{word} "
    at = listed.find(line)
    return int(listed[at + len(line) : listed.index("\n", at + 1)]) if at >= 0 else 0


@lru_cache(maxsize=1)
def _listed() -> str:
    """Return the list, a word a line with its count, with a line end before the first and after the last."""
    listed = files("symspellpy") / "frequency_dictionary_en_82_765.txt"
    return f"\n{listed.read_text(encoding='utf-8-sig').strip()}\n"
