"""How the words of a collection are written: what tells its names and its nouns from other words.

It is noted text by text and added up, so that only what changed in a collection has to be read again.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from corpus.lines.words import ARTICLES

TOKEN = re.compile(r"[^\W_][\w+#]*(?:[.@/-][^\W_][\w+#]*)*[+#]*")
_SENTENCE = re.compile(r"[.!?:;\n|]\s*[*_`\"“(\-\d.)\s]*$")
_BEFORE = 12  # characters ahead of a word that are searched for the end of a sentence
_NAMES = 6  # names of a text that are told

Counts = Mapping[str, Mapping[str, int]]


@dataclass(slots=True)
class Noted:
    """Counts of words: ``written`` as they are written in the middle of sentences, ``nouns`` (folded) right after an
    article or the like, ``told`` (folded) by the texts that hold them."""

    written: Counter[str] = field(default_factory=Counter)
    nouns: Counter[str] = field(default_factory=Counter)
    told: Counter[str] = field(default_factory=Counter)

    def note(self, text: str) -> tuple[str, ...]:
        """Count the words of a text; return the ones that look like names, folded, the most frequent first."""
        before = ""
        within, names = [], []
        folded = set()
        for match in TOKEN.finditer(text):
            word = match.group()
            low = word.casefold()
            folded.add(low)
            if before in ARTICLES:
                self.nouns[low] += 1
            before = low
            opens = _opens(text, match.start())
            if not opens:
                within.append(word)
            if coined(word) or (word[:1].isupper() and not opens):
                names.append(singular(low))
        self.written.update(within)
        self.told.update(folded)
        return tuple(word for word, _ in Counter(names).most_common(_NAMES))

    def counts(self) -> Counts:
        """Return the counts by name, as ``add`` takes them."""
        return {"written": self.written, "nouns": self.nouns, "told": self.told}

    def add(self, counts: Counts) -> None:
        """Add what was noted elsewhere."""
        self.written.update(counts["written"])
        self.nouns.update(counts["nouns"])
        self.told.update(counts["told"])


class Usage:
    """What a whole collection's way of writing says of a word."""

    def __init__(self, noted: Noted) -> None:
        self._noted = noted
        self._forms: defaultdict[str, list[str]] = defaultdict(list)
        for word in noted.written:
            self._forms[word.casefold()].append(word)

    def named(self, word: str) -> bool:
        """Say whether a word is a name: written with an inner capital or a digit, or mostly with a capital."""
        return coined(word) or (word[:1].isupper() and self._mostly_capital(word.casefold()))

    def noun(self, low: str) -> bool:
        """Say whether a small word is used as a noun: it follows articles."""
        return self._noted.nouns[low] >= 2 and self._noted.nouns[low] * 5 >= self._times(low, str.islower)

    def capital(self, low: str) -> bool:
        """Say whether a word, or its plural, is mostly written with a capital."""
        return any(map(self._mostly_capital, (low, low + "s", low[:-1] + "ies")))

    def texts(self, low: str) -> int:
        """Return how many texts hold a word, or its plural."""
        return max(self._noted.told[low], self._noted.told[low + "s"])

    def written(self, low: str) -> str:
        """Return a word as it is written most often."""
        plural = low[:-1] + "ies" if low.endswith("y") else low + "s"
        forms = self._forms.get(low) or self._forms.get(plural)
        if not forms:
            return low
        form = max(forms, key=self._noted.written.__getitem__)
        return low if form.casefold() != low and form.islower() else form

    def _mostly_capital(self, low: str) -> bool:
        return self._times(low, str.isupper) >= max(2, 2 * self._times(low, str.islower))

    def _times(self, low: str, case: Callable[[str], bool]) -> int:
        """Return how often a word is written with a first letter of a case."""
        return sum(self._noted.written[word] for word in self._forms.get(low, ()) if case(word[:1]))


def _opens(text: str, start: int) -> bool:
    """Say whether a sentence, or the like, begins at ``start``."""
    if start > 1 and text[start - 1] == " " and text[start - 2].isalpha():
        return False  # most words: spares the search
    return start == 0 or _SENTENCE.search(text, max(0, start - _BEFORE), start) is not None


@lru_cache(maxsize=1 << 16)
def coined(word: str) -> bool:
    """Say whether a word has an inner capital or a digit beside letters."""
    odd = sum(character.isupper() for character in word) > 1 or any(character.isdigit() for character in word)
    return odd and any(character.isalpha() for character in word)


def singular(word: str) -> str:
    """Return a folded word without the ending of an English plural."""
    if len(word) < 5 or not word.endswith("s") or word.endswith(("ss", "us", "is", "os")):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-2] if word.endswith(("sses", "shes", "ches", "xes")) else word[:-1]
