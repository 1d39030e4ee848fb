"""The languages of an index's notes and of a question, and which of them an encoder does not read.

Told by shipped words and questions on everyday things, the same questions in every language.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import numpy as np

from index.encoder import Encoder
from index.lexical import surfaces
from index.opened import Index
from retriever.english import common_among

ENGLISH = "en"
_SPOKEN = 0.15  # how many of its commonest words a passage holds on average where a language is one of the notes'
_BESIDE = 0.15  # how many there are for each of the most written language, where passages are too short for that
_FEW = 3  # of its commonest words that English must not outdo: a lone "y" or "die" in few notes may be English
_SEVERAL = 20  # of its commonest words, or words in its own letters, from which a language is one of the notes'
_LITTLE = 0.25  # of the words in signs of the other, up to which words in signs of one of them are the other's
_HAN = ("ja", "zh")  # languages that share signs: the shipped words do not hold all of either
_LATIN = "\u024f"  # the last of the letters that languages of Europe share
_FOUND = 0.5  # share of questions whose translations an encoder finds in a language that it reads


@dataclass(frozen=True, slots=True)
class Language:
    """A language: its code (ISO 639-1), its English name, a line of its commonest words, one of words that only ask to
    be told something, and questions on everyday things.

    Its words are taken apart only where they are asked for: asking in English starts sooner.
    """

    code: str
    name: str
    line: str
    asking: str
    everyday: tuple[str, ...]

    @property
    def common(self) -> frozenset[str]:
        """The commonest words."""
        return frozenset(surfaces(self.line))

    @property
    def small(self) -> frozenset[str]:
        """Words that tell nothing of the subject: the commonest, those that ask, and those of several questions."""
        return _small(self)


@lru_cache(maxsize=32)
def _small(language: Language) -> frozenset[str]:
    counts = Counter(word for question in language.everyday for word in set(surfaces(question)))
    several = (word for word, count in counts.items() if count > 1)
    return language.common.union(surfaces(language.asking), several)


@lru_cache(maxsize=1)
def known() -> dict[str, Language]:
    """Return the shipped languages by their codes; their first questions say the same."""
    return {each.code: each for each in _read()}


def languages_of(index: Index) -> tuple[str, ...]:
    """Return the languages of the notes of ``index``, the most written first; English where none is known.

    A language is told by its commonest words; one with letters of its own, however little of it there is, by these. One
    word tells nothing: "OS" and "van" are English as well.
    """
    vocabulary, passages = index.vocabulary(), max(index.count, 1)
    counts = _told(vocabulary)
    letters = _own_letters()
    lettered: Counter[str] = Counter()
    for word, count in vocabulary.items():
        if word > _LATIN:
            lettered.update({code: count for code, own in letters.items() if not own.isdisjoint(word)})
    least = {code: _LITTLE * max(lettered[each] for each in _HAN) for code in _HAN}
    apart = {code for code, count in lettered.items() if count >= max(_SEVERAL, least.get(code, 0))}
    enough = {code for code, count in counts.items() if count >= min(_FEW, counts[ENGLISH] + (code != ENGLISH))}
    spoken = min(_SPOKEN * passages, max(_BESIDE * max(counts.values()), _SEVERAL))
    heard = [code for code in counts if code in apart or (code in enough and counts[code] >= spoken)]
    return tuple(sorted(heard, key=lambda code: -counts[code])) or (ENGLISH,)


def _told(vocabulary: Mapping[str, int]) -> dict[str, int]:
    """Return how often the commonest words of each language stand there, no word counting more than all others of it.

    Beside no English any other word that is shipped is enough: a note may hold one of the commonest.
    """
    held = {code: [vocabulary.get(word, 0) for word in each.common] for code, each in known().items()}
    counts = {code: sum(hits) for code, hits in held.items()}
    if counts[ENGLISH]:
        apart = {code: min(counts[code], 2 * (counts[code] - max(hits))) for code, hits in held.items()}
        return apart | {ENGLISH: counts[ENGLISH]}
    several = {code for code, (words, _) in _profiles().items() if sum(word in vocabulary for word in words) > 1}
    return {code: count if code in several else 0 for code, count in counts.items()}


def language_of(text: str, among: tuple[str, ...]) -> str:
    """Return which of the languages ``among`` a text seems to be in, the first where nothing tells.

    Where English is the first, one word beside words of English tells nothing.
    """
    written = set(surfaces(text))
    letters = set("".join(written))

    def likeness(code: str) -> tuple[bool, int, int]:
        words, alphabet = _profiles()[code]
        same = letters & alphabet
        alike = 2 * len(same) > len(letters)
        beyond = 0 if alike else len(same) + (max(alphabet) > _LATIN) * sum(letter > _LATIN for letter in letters)
        return alike, len(written & words), beyond

    likely = max(among, key=likeness)
    rest = written - _profiles()[likely][0]
    doubtful = among[0] == ENGLISH and likely != ENGLISH and 0 < len(rest) == len(written) - 1
    return ENGLISH if doubtful and rest == common_among(rest) else likely


def reads(encoder: Encoder, code: str) -> bool:
    """Say whether an encoder reads a language: whether it puts most everyday questions next to the same in English."""
    if code == ENGLISH:
        return True
    asked = encoder.encode(known()[code].everyday).vectors
    nearest = np.argmax(asked @ encoder.encode(known()[ENGLISH].everyday).vectors.T, axis=1)
    return float((nearest == np.arange(len(asked))).mean()) >= _FOUND


@lru_cache(maxsize=1)
def _profiles() -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    """Return the words of what is shipped in each language, and their letters."""
    words = {code: frozenset([*each.common, *surfaces(" ".join(each.everyday))]) for code, each in known().items()}
    return {code: (found, frozenset("".join(found))) for code, found in words.items()}


@lru_cache(maxsize=1)
def _own_letters() -> dict[str, frozenset[str]]:
    """Return the letters of other scripts than Latin that no other shipped language has."""
    shared = Counter(letter for _, alphabet in _profiles().values() for letter in alphabet)
    return {
        code: frozenset(letter for letter in alphabet if letter > _LATIN and shared[letter] == 1)
        for code, (_, alphabet) in _profiles().items()
    }


def _read() -> Iterator[Language]:
    folder = files("retriever") / "settings" / "languages"
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        name, line, asking, *questions = file.read_text(encoding="utf-8").splitlines()
        yield Language(file.name.removesuffix(".txt"), name, line, asking, tuple(questions))
