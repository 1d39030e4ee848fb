"""A text as the grader reads it: its words, with a vector each, alone and after the question."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter

import numpy as np

from index.arrays import Floats
from index.encoder.values import Encoder, TokenVectors
from index.lexical import analyse

_WORD = re.compile(r"[^\W_]+(?:['’\"^.+#-][^\W_]+)*(?:\+\+|#)?")
_FUNCTION_WORDS = """
a an the and or of to in on at by for from with as is are was were be been being am it its it's this that these
those there then than so such which who whom whose what when where why how do does did done doing has have had
having will would can could should may might must i you he she we they me him her us them my your his our their
if because also into about up out over
"""
_FUNCTION = frozenset(_FUNCTION_WORDS.split())
_LONGEST_PREFIX = 64
_SENTENCE = re.compile(r"[^.!?;\n]+(?:[.!?;](?!\s|$)[^.!?;\n]*)*[.!?;]*")


@dataclass(frozen=True, slots=True)
class Reading:
    """A text's words: ``words`` lower-cased, ``spans`` characters, ``terms`` stemmed, ``content`` bool (n,).

    ``alone`` and ``within`` float32 (n, d), unit rows: the words read in the text alone, and after the question.
    """

    text: str
    words: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    terms: tuple[str, ...]
    content: np.ndarray
    alone: Floats
    within: Floats

    def __len__(self) -> int:
        return len(self.words)

    def inside(self, start: int, end: int) -> slice:
        """Return the places of the words inside the characters ``start`` to ``end``."""
        first = bisect_left(self.spans, start, key=itemgetter(0))
        return slice(first, max(first, bisect_right(self.spans, end, key=itemgetter(1))))

    def part(self, start: int, end: int) -> "Reading":
        """Return the words inside the characters ``start`` to ``end``, with the vectors they have in the whole."""
        keep = self.inside(start, end)
        return Reading(
            self.text[start:end],
            self.words[keep],
            tuple((first - start, last - start) for first, last in self.spans[keep]),
            self.terms[keep],
            self.content[keep],
            self.alone[keep],
            self.within[keep],
        )


def read(encoder: Encoder, question: str, text: str) -> Reading:
    """Read ``text`` alone and after ``question``; longer texts than the encoder takes are read in windows."""
    found = [match.span() for match in _WORD.finditer(text)]
    words = tuple(text[start:end].lower() for start, end in found)
    prefix = _prefix(encoder, question)
    alone, within = np.zeros((2, len(found), encoder.dimension), np.float32)
    room = max(16, encoder.limit - 2 - encoder.count(prefix))
    for first, last in _windows(encoder, text, found, room):
        start, end = found[first][0], found[last - 1][1]
        piece, spans = text[start:end], [(one - start, other - start) for one, other in found[first:last]]
        texts = [piece, prefix + piece] if prefix else [piece]
        tokens = encoder.encode(texts, tokens=True).asked_tokens()
        alone[first:last] = _word_vectors(tokens[0], spans, 0, encoder.dimension)
        within[first:last] = _word_vectors(tokens[-1], spans, len(prefix), encoder.dimension)
    return Reading(
        text,
        words,
        tuple(found),
        tuple(map(_term, words)),
        np.array([word not in _FUNCTION for word in words], bool),
        alone,
        within,
    )


def sentences(text: str) -> list[tuple[int, int]]:
    """Return the characters of each sentence, from and to."""
    return [match.span() for match in _SENTENCE.finditer(text)]


def _prefix(encoder: Encoder, question: str) -> str:
    words = question.split()
    while words and encoder.count(" ".join(words)) > _LONGEST_PREFIX:
        words = words[: len(words) * 3 // 4]
    return " ".join(words) + " " if words else ""


def _windows(encoder: Encoder, text: str, words: Sequence[tuple[int, int]], room: int) -> list[tuple[int, int]]:
    """Cut word numbers into runs whose text fits ``room`` pieces."""
    if not words or encoder.count(text) <= room:
        return [(0, len(words))] if words else []
    middle = len(words) // 2
    if middle == 0:
        return [(0, 1)]
    left = _windows(encoder, text[: words[middle - 1][1]], words[:middle], room)
    rest = text[words[middle][0] :]
    shift = words[middle][0]
    right = _windows(encoder, rest, [(one - shift, other - shift) for one, other in words[middle:]], room)
    return [*left, *((one + middle, other + middle) for one, other in right)]


def _word_vectors(tokens: TokenVectors, spans: Sequence[tuple[int, int]], shift: int, dimension: int) -> Floats:
    vectors = np.zeros((len(spans), dimension), np.float32)
    starts, ends = tokens.offsets[:, 0] - shift, tokens.offsets[:, 1] - shift
    for row, (start, end) in zip(vectors, spans, strict=True):
        inside = (starts < end) & (ends > start)
        if inside.any():
            row[:] = tokens.vectors[inside].mean(axis=0)
    return unit(vectors)


@lru_cache(20_000)
def _term(word: str) -> str:
    terms = analyse(word)
    return terms[0] if terms else word


def unit(vectors: Floats) -> Floats:
    """Return the rows (or the one vector) at unit length; what is zero stays zero."""
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    scaled: Floats = (vectors / np.maximum(lengths, 1e-9)).astype(np.float32)
    return scaled
