"""Words of a sentence with their places and stems, and which of them carry sense."""

import importlib.resources
import re
from dataclasses import dataclass
from functools import lru_cache

from index import lexical

_WORD = re.compile(r"[^\W\d_](?:[^\W_]|['’](?=[a-z]))*|\d[^\W_]*", re.UNICODE)


def word_lists(name: str) -> list[list[str]]:
    """Return the lines of a data file of this package as lists of words; lines that open with # are left out."""
    text = importlib.resources.files("retriever.conflicts").joinpath(name).read_text("utf-8")
    return [line.split() for line in text.split("\n") if line.strip() and not line.startswith("#")]


STOPWORDS = frozenset(word for line in word_lists("stopwords.txt") for word in line)
"""Words that say nothing about which thing a sentence speaks of."""

_BASES = {form: line[0] for line in word_lists("irregular.txt") for form in line[1:]}


@dataclass(frozen=True, slots=True)
class Word:
    """A word in lower case, its stem, and the characters ``start`` to ``end`` where it stands."""

    text: str
    stem: str
    start: int
    end: int

    @property
    def content(self) -> bool:
        """Say whether the word tells what the sentence is about."""
        return self.text not in STOPWORDS and (len(self.text) > 1 or not self.text.isascii())


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """Return the stem of a word in any case: Snowball's, of the base where its form is irregular."""
    plain = word.lower().replace("’", "'").removesuffix("'s")
    return lexical.stem(_BASES.get(plain, plain))


def words(text: str) -> list[Word]:
    """Return the words of ``text`` in order; a hyphen or slash ends a word, an apostrophe inside does not."""
    return [
        Word(match.group().lower().replace("’", "'"), stem(match.group()), match.start(), match.end())
        for match in _WORD.finditer(text)
    ]


def content_stems(text: str) -> frozenset[str]:
    """Return the stems of the words that tell what ``text`` is about."""
    return frozenset(word.stem for word in words(text) if word.content)


def alike(one: str, other: str) -> bool:
    """Say whether two stems are of one family: the same, or with the same first five letters."""
    return one == other or (len(one) > 4 and len(other) > 4 and one[:5] == other[:5])
