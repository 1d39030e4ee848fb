"""Text to the terms of lexical search: the one tokenizer and stemmer, for notes and questions alike."""

import re
import threading
import unicodedata
from functools import lru_cache
from itertools import chain

import Stemmer

from corpus.lines.plain import few_marks

# Scripts written without spaces (Han, kana, Hangul syllables, Thai, Lao, Myanmar, Khmer): taken by pairs of characters.
_UNSPACED = (
    "\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
    "\u0e00-\u0e7f\u0e80-\u0eff\u1000-\u109f\u1780-\u17ff\U00020000-\U0003ffff"
)
# Vowel signs and points that stand inside words (Hebrew, Arabic, Indic) and that ``\w`` leaves out.
_SIGNS = "\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0900-\u0963\u0966-\u0dff"
_LETTER = rf"(?:[^\W_{_UNSPACED}]|[{_SIGNS}])"
_CHUNK = r"(?<!\w)[A-Za-z](?:\+\+|#)(?!\w)|{0}+(?:[-./_'&:@]{0}+)*"
_ASCII_CHUNK = re.compile(_CHUNK.format("[A-Za-z0-9]"))
_ASCII_PARTS = re.compile("[A-Za-z0-9]+")
_PLURAL = re.compile(r"([A-Z]{2,})s")
_CAMEL = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")
_LETTERS_OR_DIGITS = re.compile(r"[^\W\d_]+|\d+")
_LATIN_MARKS = re.compile(r"(?<=[A-Za-z])[\u0300-\u036f]+")
# Hyphens and apostrophes of print become those of the keyboard; what is invisible goes (soft hyphen, joiners, keycaps).
_PLAIN = str.maketrans(
    {"\u2010": "-", "\u2011": "-", "\u2212": "-", "\u2019": "'", "\u2018": "'", "\u02bc": "'"}
    | dict.fromkeys(["\u00ad", "\u200b", "\u200c", "\u200d", "\u2060", "\ufe0e", "\ufe0f", "\u20e3", "\ufeff"], "")
)
_VOWEL = re.compile("[aeiouy]")
_LONGEST = 40
_CACHED = 64
_FUNCTION_WORDS = """
a an the this that these those is are was were be been being am do does did doing have has had having
i me my we us our you your he she it its they them their of to in on at by for from with as into
and or if then so than what how can could will would shall should may might must
"""
_STOP = frozenset(_FUNCTION_WORDS.split())

_stemmer = Stemmer.Stemmer("english", 0)
_stemming = threading.Lock()


def analyse(text: str) -> list[str]:
    """Return the terms of ``text``, in order, for documents and queries alike.

    Words are lower-cased, freed of Latin accents and stemmed (Snowball, English); a compound (``auto-scaling``,
    ``CI/CD``, ``CloudFront``, ``python3``) gives its joined form and its parts, so that every way of writing it
    meets; scripts without spaces give pairs of characters; the commonest function words give nothing.
    """
    return list(chain.from_iterable(_terms(piece) for piece in text.split()))


def surfaces(text: str) -> list[str]:
    """Return the words of ``text`` as they are written, lower-cased, compounds joined and in parts."""
    return list(chain.from_iterable(_surfaces(piece) for piece in text.split()))


def unspaced(word: str) -> bool:
    """Say whether a word, as ``surfaces`` gives it, is of a script without spaces: one or two of its characters."""
    return not word.isascii() and _unspaced().match(word) is not None


def stem(word: str) -> str:
    """Return the stem of a lower-case word (Snowball, English); threads take turns, as the stemmer is for one."""
    with _stemming:
        return str(_stemmer.stemWord(word))


def _terms(piece: str) -> tuple[str, ...]:
    return _remembered(piece)[0] if len(piece) <= _CACHED else _expand(piece)[0]


def _surfaces(piece: str) -> tuple[str, ...]:
    return _remembered(piece)[1] if len(piece) <= _CACHED else _expand(piece)[1]


@lru_cache(maxsize=1 << 18)
def _remembered(piece: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return _expand(piece)


def _expand(piece: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the terms and the words as written of a text without blanks."""
    if not piece.isascii():
        piece = unicodedata.normalize("NFC", _LATIN_MARKS.sub("", unicodedata.normalize("NFKD", few_marks(piece))))
        piece = piece.translate(_PLAIN)
        chunk, part = _any_script()
    else:
        chunk, part = _ASCII_CHUNK, _ASCII_PARTS
    words: list[str] = []
    for match in chunk.finditer(piece):
        words += _pairs(match.group()) if match.lastgroup else _words(match.group(), part)
    return tuple(term for word in words if (term := _term(word))), tuple(word.lower() for word in words)


@lru_cache(maxsize=1)
def _any_script() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what finds chunks and their parts in any script; compiling it takes longer than most questions do."""
    unspaced = f"(?P<unspaced>[{_UNSPACED}]+)"
    return re.compile(f"{unspaced}|{_CHUNK.format(_LETTER)}"), re.compile(f"{_LETTER}+")


@lru_cache(maxsize=1)
def _unspaced() -> re.Pattern[str]:
    return re.compile(f"[{_UNSPACED}]")


def _pairs(chunk: str) -> list[str]:
    return [chunk[i : i + 2] for i in range(len(chunk) - 1)] or [chunk]


def _words(chunk: str, pattern: re.Pattern[str]) -> list[str]:
    """Return one chunk's joined form, its parts and theirs, without repeats and without what is too long to be one."""
    if chunk[-1] in "+#":
        return [chunk]
    parts: list[str] = pattern.findall(chunk)
    if chunk[-2:-1] == "'":
        parts = parts[:-1] if chunk[-1] in "sS" else ["".join(parts)]
    found = dict.fromkeys(["".join(parts)] if len(parts) <= 5 else [])
    for part in parts:
        found |= dict.fromkeys([part, *_inner(part)])
    return [word for word in found if len(word) <= _LONGEST]


def _inner(word: str) -> list[str]:
    """Split CamelCase, and letters from digits, where every part stands for something by itself."""
    if word.isascii() and any(c.isupper() for c in word[1:]) and not word.isupper():
        humps = _CAMEL.findall(word)
        if len(humps) > 1 and all(len(hump) > 1 for hump in humps) and not _PLURAL.fullmatch(word):
            return humps
    runs = _LETTERS_OR_DIGITS.findall(word)
    return [run for run in runs if len(run) > 1] if len(runs) > 1 else []


def _term(word: str) -> str:
    word = word.lower()
    if word in _STOP:
        return ""
    if not word.isalpha() or not word.isascii():
        return word
    if word.endswith("s") and len(word) > 2 and not _VOWEL.search(word):
        return word[:-1]  # the stemmer leaves the plural of an abbreviation (VPCs, VMs) alone
    return stem(word)
