"""Misspelt words of a query, corrected to words that the notes hold or that English holds."""

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import groupby

from index.remembering import known_or_made
from retriever.english import common_words, frequencies

_WORD = re.compile(r"(?<![\w.@/-])[A-Za-z]{4,}(?![\w@/-]|\.\w)")
_SHORT = 5  # letters up to which one slip is all that is believed
_ENDINGS = ("s", "es", "ed", "d", "ing", "ly", "er", "r")
_SINGULAR, _STEMMED = 3, 4  # letters from which a word is known whose plural, or other form, is typed
_STEM = 6  # letters from which the beginning of a word of the notes counts as known itself
_OUTSIDE = 0.5  # what it costs that a word is English but not in the notes, in slips
_BRIEF = 4  # letters up to which a word that nothing knows is rather a name or a short form
_USUAL, _VERY = 1_000_000, 30_000_000  # of some 10^12 words: what may be meant outside the notes, by a brief word
_MOST = 10  # unknown words of a query above which they are a log's, a program's or another language's
_REMEMBERED = 4096  # words whose correction is remembered
_JOINED, _PART = 7, 3  # letters of a word that may lack a blank, and of each of its parts
_TRIED = 3  # ways to part a word
_OFTENER, _PART_HELD = 10, 3  # times as many passages hold a part as hold the word, and passages at least
_FIRST, _LAST, _LETTERS = 0.3, 0.1, 0.1  # what another first letter, last letter or set of letters costs, in slips


class Speller:
    """Corrects words that neither the notes nor the encoder nor English knows.

    ``vocabulary`` are the notes' words, lower-cased, with how many passages hold them; ``knows`` says whether the
    encoder's vocabulary holds a word, and ``stands`` whether words stand side by side in the notes.
    """

    def __init__(
        self,
        vocabulary: Mapping[str, int],
        knows: Callable[[str], bool],
        stands: Callable[[str], bool] = lambda words: False,
    ) -> None:
        self._vocabulary, self._knows, self._stands = vocabulary, knows, stands
        self._words: list[str] | None = None
        self._corrected: dict[str, str] = {}

    def correct(self, query: str) -> str:
        """Return ``query`` with its misspelt words replaced.

        The same text where there is none, and where so many words are unknown that they are no slips.
        """
        unknown = {word for word in map(str.lower, _WORD.findall(query)) if not self._known(word)}
        if len(unknown) > _MOST:
            return query
        return _WORD.sub(lambda match: known_or_made(self._corrected, match.group(), self._correct, _REMEMBERED), query)

    def _correct(self, written: str) -> str:
        word = written.lower()
        if written != word and not written.istitle():
            return written
        if apart := self._apart(word):
            return like(written, apart)
        if self._known(word):
            return written
        if len(word) >= _STEM and any(_goes_on(word, other) for other in self._vocabulary):
            return written
        from rapidfuzz import process  # only a misspelt word is worth its loading
        from rapidfuzz.distance import OSA

        words = self._candidates()
        most = 1 if len(word) <= _SHORT else 2
        found = process.extract(word, words, scorer=OSA.distance, score_cutoff=most, limit=50)
        likely = [(other, slips) for other, slips, _ in found if self._likely(word, other, slips)]
        if not likely:
            return written
        best = min(likely, key=lambda each: (self._cost(word, *each), each))[0]
        return like(written, best)

    def _apart(self, word: str) -> str:
        """Return a word that lacks its blanks with them, empty where it is none.

        The notes hold its parts far oftener, and side by side: "natgateway", not "bigtable".
        """
        if len(word) < _JOINED or word in frequencies() or self._knows(word):
            return ""
        least = max(_OFTENER * self._vocabulary.get(word, 0), _PART_HELD)
        parted = sorted(self._parted(word, least), reverse=True)
        return next((words for _, words in parted[:_TRIED] if self._stands(words)), "")

    def _parted(self, word: str, least: int) -> Iterator[tuple[int, str]]:
        """Yield ways to part a word into words of the notes, and in how many passages the rarest of these stands."""
        for at in range(_PART, len(word) - _PART + 1):
            first, rest = word[:at], word[at:]
            held = self._vocabulary.get(first, 0)
            if held >= least and first in frequencies():
                own = self._vocabulary.get(rest, 0)
                if own >= least and (rest in frequencies() or rest.removesuffix("s") in frequencies()):
                    yield min(held, own), f"{first} {rest}"
                yield from ((min(held, other), f"{first} {parts}") for other, parts in self._parted(rest, least))

    def _known(self, word: str) -> bool:
        if self._listed(word):
            return True
        stems = (word[: -len(ending)] for ending in _ENDINGS if word.endswith(ending))
        return any(len(s) >= (_SINGULAR if word == f"{s}s" else _STEMMED) and self._listed(s) for s in stems)

    def _listed(self, word: str) -> bool:
        return word in self._vocabulary or word in frequencies() or self._knows(word)

    def _candidates(self) -> list[str]:
        if self._words is None:
            own = {word for word in self._vocabulary if word.isascii() and word.isalpha() and len(word) > 2}
            self._words = sorted(own | common_words())
        return self._words

    def _likely(self, word: str, other: str, slips: float) -> bool:
        """Say whether ``other`` may be meant: outside the notes only by the commonest slips."""
        if word.startswith(other) and slips > 1:
            return False
        swapped = sorted(word) == sorted(other)
        if other in self._vocabulary:
            return other[0] == word[0] or (slips == 1 and swapped)
        if frequencies().get(other, 0) < (_VERY if len(word) <= _BRIEF else _USUAL):
            return False
        left_out = len(other) == len(word) + 1
        return slips == 1 and other[0] == word[0] and (swapped or left_out or _once(word) == _once(other))

    def _cost(self, word: str, other: str, slips: float) -> float:
        cost = slips + _FIRST * (other[0] != word[0]) + _LAST * (other[-1] != word[-1])
        cost += _LETTERS * (set(other) != set(word))
        return cost + (_OUTSIDE if other not in self._vocabulary else -0.01 * min(self._vocabulary[other], 5))


def like(written: str, word: str) -> str:
    """Return ``word`` with a capital where ``written`` begins with one."""
    return word.capitalize() if written.istitle() else word


def _goes_on(word: str, other: str) -> bool:
    """Say whether ``other`` begins with ``word``; where it has one letter more, ``word`` is rather misspelt."""
    return other.startswith(word) and len(other) > len(word) + 1


def _once(word: str) -> str:
    """Return ``word`` with doubled letters written once."""
    return "".join(letter for letter, _ in groupby(word))
