"""An encoder without a model, for tests that need vectors and not their meaning."""

import hashlib
import re
from collections.abc import Sequence

import numpy as np

from index.arrays import Floats
from index.encoder.values import Encoded, TokenVectors

_WORD = re.compile(r"\w+|[^\w\s]")
_VOCABULARY = {"a", "and", "answer", "can", "how", "in", "is", "of", "question", "the", "to", "what", "why"}


class FakeEncoder:
    """Encode texts as bags of hashed words, so that texts which share words are near; the same on every machine.

    A word is one piece; a few English words are known. ``calls`` counts the texts encoded so far and ``seen`` holds
    them in order.
    """

    def __init__(self, dimension: int = 64, limit: int = 256, name: str = "fake") -> None:
        self.name = name
        self.dimension = dimension
        self.limit = limit
        self.fingerprint = f"{name}-{dimension}-{limit}"
        self.seen: list[str] = []
        self._words: dict[str, Floats] = {}

    @property
    def calls(self) -> int:
        return len(self.seen)

    def count(self, text: str) -> int:
        return len(_WORD.findall(text))

    def knows(self, word: str) -> bool:
        return word.lower() in _VOCABULARY

    def encode(self, texts: Sequence[str], *, tokens: bool = False) -> Encoded:
        self.seen += texts
        pieces = [self._pieces(text) for text in texts]
        vectors = np.zeros((len(texts), self.dimension), np.float32)
        for row, piece in zip(vectors, pieces, strict=True):
            total = piece.vectors.sum(axis=0, dtype=np.float32) if len(piece.ids) else self._word("")
            row[:] = total / max(float(np.linalg.norm(total)), 1e-9)
        return Encoded(vectors, pieces if tokens else None)

    def _pieces(self, text: str) -> TokenVectors:
        found = list(_WORD.finditer(text))[: self.limit - 2]
        words = [match.group().lower() for match in found]
        return TokenVectors(
            np.array([int.from_bytes(_digest(word)[:3], "big") for word in words], np.int32),
            np.array([match.span() for match in found], np.int32).reshape(-1, 2),
            np.stack([self._word(word) for word in words]) if words else np.zeros((0, self.dimension), np.float32),
        )

    def _word(self, word: str) -> Floats:
        if word not in self._words:
            generator = np.random.default_rng(int.from_bytes(_digest(word)[:8], "big"))
            vector = generator.standard_normal(self.dimension).astype(np.float32)
            self._words[word] = vector / np.float32(np.linalg.norm(vector))
        return self._words[word]


def _digest(word: str) -> bytes:
    return hashlib.sha256(word.encode("utf-8", "surrogatepass")).digest()
