"""Build and ask a whole index of made-up notes, with everything but the encoder's network.

    python -m benchmarks.large [--size 1000 100000]

Notes are files of a hundred questions each (see benchmarks/synthetic.py for their words). Passages are not encoded,
which alone would take a quarter of an hour a hundred thousand: their word pieces, one a word, get vectors that are
drawn. All else is as it is: reading, cutting, packing, the cache, the segments, what is derived. The rate of the real
encoder is measured beside it on some of the same passages, and questions are encoded by it.
"""

import argparse
import json
import os
import re
import sys
import tempfile
import time
import zlib
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path

import numpy as np

from benchmarks.measuring import alone, anonymous_memory, machine, peak_memory, size_of, table, times
from benchmarks.speed import run
from benchmarks.synthetic import passages
from index.build import build
from index.encoder import Encoded, Encoder, TokenVectors, load
from index.places import places
from retriever import Retriever
from retriever.derive import hooks

_A_FILE, _A_SENTENCE = 100, 12
_SAMPLE, _ASKED = 256, 200
_WORD = re.compile(r"\w+|[^\w\s]")
_DRAWN = 4096


class Drawn:
    """Gives every word one of a few drawn vectors, under the name and the fingerprint of a real encoder."""

    def __init__(self, real: Encoder) -> None:
        self.name, self.fingerprint, self.dimension, self.limit = (
            real.name,
            real.fingerprint,
            real.dimension,
            real.limit,
        )
        self.knows = real.knows
        drawn = np.random.default_rng(1).standard_normal((_DRAWN, self.dimension), np.float32)
        self._drawn = drawn / np.linalg.norm(drawn, axis=1, keepdims=True)

    def count(self, text: str) -> int:
        """Return the number of words and signs."""
        return len(_WORD.findall(text))

    def encode(
        self, texts: Sequence[str], *, tokens: bool = False, progress: Callable[[int], None] | None = None
    ) -> Encoded:
        """Return drawn vectors of the words, and their means."""
        found = [self._pieces(text) for text in texts]
        means = np.stack([piece.vectors.mean(axis=0) for piece in found])
        return Encoded(means / np.linalg.norm(means, axis=1, keepdims=True), found)

    def _pieces(self, text: str) -> TokenVectors:
        words = list(islice(_WORD.finditer(text), self.limit - 2))
        ids = np.array([zlib.crc32(word.group().encode()) % _DRAWN for word in words], np.int32)
        return TokenVectors(ids, np.array([word.span() for word in words], np.int32), self._drawn[ids])


def write_notes(folder: Path, size: int) -> None:
    """Write ``size`` questions with answers of one passage each."""
    texts = passages(size)
    for number in range(0, size, _A_FILE):
        path = folder / f"{number // 10_000:03}" / f"{number // _A_FILE:05}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        notes = (note(text.split()) for text in islice(texts, _A_FILE))
        path.write_text(f"# Notes {number}\n\n" + "\n".join(notes), encoding="utf-8")


def note(words: list[str]) -> str:
    """Return a question and its answer in sentences."""
    sentences = (words[start : start + _A_SENTENCE] for start in range(0, len(words), _A_SENTENCE))
    answer = " ".join(f"{' '.join(sentence).capitalize()}." for sentence in sentences)
    return f"## What is {' '.join(words[:5])}?\n\n{answer}\n"


def built(notes: Path) -> dict[str, float]:
    """Build the index, or bring it up to date, and say what it took."""
    real = load()
    began, began_processor = time.perf_counter(), time.process_time()
    build(places().index("default"), add=[notes], encoder=Drawn(real), derive=hooks(real))
    return {
        "s": time.perf_counter() - began,
        "cpu s": time.process_time() - began_processor,
        "peak MB": peak_memory(),
    }


def asked(size: int) -> dict[str, float]:
    """Open the index, ask it, and say what that took."""
    encoder, before = load(), anonymous_memory()
    began = time.perf_counter()
    retriever = Retriever.open(encoder=encoder)
    opened = (time.perf_counter() - began) * 1000
    median, high, processor = times(retriever.ask, questions(size))
    encoding, _, _ = times(lambda text: encoder.encode([text], tokens=True), questions(size))
    return {
        "opens in ms": opened,
        "ask ms": median,
        "p99 ms": high,
        "cpu ms": processor,
        "of which encoding ms": encoding,
        "anonymous MB": anonymous_memory() - before,
    }


def questions(size: int) -> list[str]:
    """Return questions of six words that stand in one passage; words that stand nowhere would be taken for misspelt."""
    rng = np.random.default_rng(1)
    found = (text.split() for text in passages(size))
    return [" ".join(rng.choice(words, 6)) for words in islice(found, 0, None, -(-size // _ASKED))]


def encoded(size: int) -> float:
    """Return how many of such passages the real encoder encodes in a second, on all cores."""
    texts = list(passages(min(size, _SAMPLE)))
    encoder = load()
    began = time.perf_counter()
    encoder.encode(texts, tokens=True)
    return len(texts) / (time.perf_counter() - began)


def measure(size: int, folder: Path) -> None:
    """Print what building, asking and rebuilding take at one size."""
    notes, home = folder / "notes", folder / "home"
    os.environ["ANSWERBOOK_HOME"] = str(home)
    write_notes(notes, size)
    print(f"{size:,}: building …", file=sys.stderr)
    whole = alone("benchmarks.large", "--build", str(notes))
    print(f"{size:,}: asking …", file=sys.stderr)
    warm = alone("benchmarks.large", "--ask", str(size))
    question = [sys.executable, "-m", "retriever.cli", "ask", questions(size)[0]]
    cold = min(run(question, (0, 1)) for _ in range(5))  # 1: the notes do not answer it
    edited = sorted(notes.rglob("*.md"))[0]
    edited.write_text(edited.read_text("utf-8").replace(".\n", ". And one more sentence.\n", 1), encoding="utf-8")
    print(f"{size:,}: building again …", file=sys.stderr)
    again = alone("benchmarks.large", "--build", str(notes))
    rows: list[list[object]] = [["", "s", "cpu s", "peak MB"]]
    rows.append(["build but for the network", *whole.values()])
    rows.append(["rebuild after one edited entry", *again.values()])
    rows.append(["cold ask, whole process, best of 5", *cold])
    index = size_of(home / "data" / "indexes" / "default")
    notices = f"{size_of(notes):,.0f} MB of notes, {index:,.0f} MB of index; {encoded(size):,.0f} passages/s encoded"
    table(rows, title=f"{size:,} passages; {notices}; {machine()}")
    table(
        [list(warm), list(warm.values())],
        title=f"{size:,} passages, {len(questions(size))} questions, a process that is up",
    )


def main() -> None:
    """Print two tables a size."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, nargs="*", default=[1000], help="numbers of passages (default: 1000)")
    parser.add_argument("--build", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--ask", type=int, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.build:
        print(json.dumps(built(given.build)))
    elif given.ask:
        print(json.dumps(asked(given.ask)))
    else:
        for size in given.size:
            with tempfile.TemporaryDirectory() as work:
                measure(size, Path(work))


if __name__ == "__main__":
    main()
