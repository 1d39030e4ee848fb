"""Other forms of a question's words that notes may hold, for languages that the encoder does not read.

Told by spelling alone, so that no stemmer of the language is needed: words that begin alike are likely forms of one.
"""

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Mapping
from functools import cached_property

from index.lexical import analyse, surfaces, unspaced

Alike = Mapping[str, float]
"""Terms that one word of a question may stand for, and how much each counts, above 0 and up to 1."""

LIKE = 0.8
"""The Jaro-Winkler similarity above which words may be forms of one."""

SHORT = 3
"""Letters from which a word has forms."""

_MOST = 48  # words of a question that are widened: each is held against all words of the notes


class Widener:
    """Finds, among the ``words`` that notes hold, those that a question's words may stand for."""

    def __init__(self, words: Callable[[], Iterable[str]]) -> None:
        self._words = words

    def widen(self, text: str, small: Container[str] = ()) -> tuple[Alike, ...]:
        """Return for each word of ``text`` what it may stand for; of scripts without spaces, for each character too.

        Words that are ``small`` count only where there are no others.
        """
        words = list(dict.fromkeys(surfaces(text)))[:_MOST]
        written = [word for word in words if word not in small] or words
        pairs = [word for word in written if unspaced(word)]
        found = [self._forms(word) for word in written if not unspaced(word)]
        found += [dict.fromkeys(analyse(pair), 1.0) for pair in pairs]
        found += [dict.fromkeys(self._pairs.get(character, []), 1.0) for character in dict.fromkeys("".join(pairs))]
        return tuple(each for each in found if each)

    def _forms(self, word: str) -> dict[str, float]:
        from rapidfuzz import process  # most questions are in a language that the encoder reads
        from rapidfuzz.distance import JaroWinkler

        alike = dict.fromkeys(analyse(word), 1.0)
        if alike and len(word) >= SHORT:
            likeness = JaroWinkler.normalized_similarity
            for other, like, _ in process.extract(
                word, self._spaced, scorer=likeness, score_cutoff=LIKE + 1e-9, limit=None
            ):
                for term in analyse(other):
                    alike[term] = max((like - LIKE) / (1 - LIKE), alike.get(term, 0.0))
        return alike

    @cached_property
    def _spaced(self) -> list[str]:
        """The words that may be forms of others."""
        return [word for word in self._words() if len(word) >= SHORT and not unspaced(word)]

    @cached_property
    def _pairs(self) -> dict[str, list[str]]:
        """The pairs of characters of scripts without spaces, by character."""
        found = defaultdict(list)
        for word in filter(unspaced, self._words()):
            for character in set(word):
                found[character].append(word)
        return dict(found)
