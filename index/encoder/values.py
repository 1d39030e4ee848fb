"""What an encoder is, and what it gives."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from index.arrays import Floats

Precision = Literal["int8", "float32"]
Ints = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class TokenVectors:
    """The word pieces of one text, special pieces left out.

    ``ids`` int32 (t,); ``offsets`` int32 (t, 2), the characters of the text that each piece covers, end exclusive;
    ``vectors`` float32 (t, d) of unit length.
    """

    ids: Ints
    offsets: Ints
    vectors: Floats


@dataclass(frozen=True, slots=True)
class Encoded:
    """Texts as vectors: ``vectors`` float32 (n, d) of unit length; ``tokens``, one a text, only where asked for."""

    vectors: Floats
    tokens: list[TokenVectors] | None = None

    def asked_tokens(self) -> list[TokenVectors]:
        """Return the tokens of each text; raises ValueError where they were not asked for."""
        if self.tokens is None:
            raise ValueError("the texts were encoded without their tokens")
        return self.tokens


class Encoder(Protocol):
    """Turns texts into vectors.

    ``fingerprint`` changes with everything that changes a vector; ``limit`` is the number of word pieces that are
    read, the special ones at both ends included: what stands after them does not change a vector.
    """

    @property
    def name(self) -> str: ...

    @property
    def fingerprint(self) -> str: ...

    @property
    def dimension(self) -> int: ...

    @property
    def limit(self) -> int: ...

    def count(self, text: str) -> int:
        """Return the number of word pieces of ``text``, special ones not counted and nothing cut off."""
        ...

    def knows(self, word: str) -> bool:
        """Say whether ``word``, lower-cased, is one word piece of the vocabulary."""
        ...

    def encode(self, texts: Sequence[str], *, tokens: bool = False) -> Encoded:
        """Encode ``texts``, in their order."""
        ...
