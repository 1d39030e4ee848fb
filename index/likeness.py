"""How alike two answers are, by small sketches of their words.

A sketch holds the least hashes of a text's words and pairs of words; the share that two sketches have in common
estimates the Jaccard index of the texts (Broder, "On the resemblance and containment of documents", 1997). A text with
fewer words than a sketch holds is compared exactly.
"""

import re
import zlib
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

Sketch = tuple[int, ...]
_HELD = 64
_WORD = re.compile(r"\w+")
_COMMON = 50


def sketch(text: str) -> Sketch:
    """Return the sketch of a text: ascending 32-bit hashes."""
    words = _WORD.findall(text.casefold())
    shingles = {*words, *(f"{a} {b}" for a, b in pairwise(words))}
    return tuple(sorted({zlib.crc32(each.encode("utf-8", "surrogatepass")) for each in shingles})[:_HELD])


def stored(hashes: Sketch) -> bytes:
    """Return a sketch as bytes."""
    return array("I", hashes).tobytes()


def restored(content: bytes) -> Sketch:
    """Return the sketch that ``stored`` wrote; raises ValueError where it did not."""
    return tuple(array("I", content))


def likeness(one: Sketch, other: Sketch) -> float:
    """Return from 0 (no word in common) to 1 (the same words) how alike two texts are."""
    least = sorted({*one, *other})[:_HELD]
    both = {*one} & {*other}
    return sum(each in both for each in least) / len(least) if least else 1.0


def candidates(ones: Sequence[Sketch], others: Sequence[Sketch]) -> Iterator[tuple[int, int]]:
    """Yield the pairs (of ``ones``, of ``others``) that share a hash which is not common among ``others``."""
    holders: defaultdict[int, list[int]] = defaultdict(list)
    for number, each in enumerate(others):
        for held in each:
            holders[held].append(number)
    for number, each in enumerate(ones):
        shared = Counter(other for held in each if len(holders[held]) <= _COMMON for other in holders[held])
        yield from ((number, other) for other, _ in shared.most_common(_COMMON))
