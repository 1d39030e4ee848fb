"""How often the words of English are written, from the word list that comes with symspellpy."""

from functools import lru_cache
from importlib.resources import files

_COMMON = 300_000  # of some 10^12 words: what is rarer is no likely meaning of a misspelt word


@lru_cache(maxsize=1)
def frequencies() -> dict[str, int]:
    """Return the words of English with their counts (Google Books n-grams, those that SCOWL lists as words)."""
    data = (files("symspellpy") / "frequency_dictionary_en_82_765.txt").read_text(encoding="utf-8-sig")
    pairs = (line.split(" ") for line in data.splitlines())
    return {word: int(count) for word, count in pairs}


@lru_cache(maxsize=1)
def common_words() -> frozenset[str]:
    """Return the words that a misspelt word may well stand for."""
    return frozenset(word for word, count in frequencies().items() if count >= _COMMON)
