"""Encode with ONNX Runtime and tokenizers alone."""

import os
import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from index.arrays import Floats
from index.encoder.values import Encoded, TokenVectors

_PRIVATE = "\ue000"  # a character that no vocabulary has
_SURROGATE = re.compile("[\ud800-\udfff]")


class PieceReader:
    """Cuts texts into the model's word pieces, at most ``limit`` with the special ones at both ends."""

    def __init__(self, tokenizer: Tokenizer, limit: int) -> None:
        # The file of the bundled model says to cut and pad at 128 pieces, half of what the model reads.
        tokenizer.no_truncation()
        tokenizer.no_padding()
        self._tokenizer = tokenizer
        probe = tokenizer.encode("a")
        bare = len(tokenizer.encode("a", add_special_tokens=False).ids)
        start = next((i for i, special in enumerate(probe.special_tokens_mask) if not special), 0)
        self.before = probe.ids[:start]
        self.after = probe.ids[start + bare :]
        self._unknown = tokenizer.encode(_PRIVATE, add_special_tokens=False).ids
        self.room = limit - len(self.before) - len(self.after)

    def count(self, text: str) -> int:
        """Return the number of pieces, special ones not counted and nothing cut off."""
        return len(self._tokenizer.encode(_sound(text), add_special_tokens=False).ids)

    def knows(self, word: str) -> bool:
        """Say whether ``word``, lower-cased, is one piece of the vocabulary."""
        ids = self._tokenizer.encode(_sound(word.lower()), add_special_tokens=False).ids
        return len(ids) == 1 and ids != self._unknown

    def read(self, text: str) -> tuple[list[int], list[tuple[int, int]]]:
        """Return the ids of the pieces that are read, special ones included, and the others' character offsets."""
        encoding = self._tokenizer.encode(_sound(text), add_special_tokens=False)
        return self.before + encoding.ids[: self.room] + self.after, encoding.offsets[: self.room]


class GraphEncoder:
    """A graph of ``input_ids`` to ``hidden`` and ``pooled``, run on one text at a time; safe to share by threads."""

    def __init__(self, folder: Path, *, name: str, fingerprint: str, limit: int, dimension: int) -> None:
        self.name = name
        self.fingerprint = fingerprint
        self.limit = limit
        self.dimension = dimension
        self._pieces = PieceReader(Tokenizer.from_file(str(folder / "tokenizer.json")), limit)
        self._session = session(folder / "graph.onnx")

    def count(self, text: str) -> int:
        """Return the number of word pieces of ``text``, special ones not counted and nothing cut off."""
        return self._pieces.count(text)

    def knows(self, word: str) -> bool:
        """Say whether ``word``, lower-cased, is one word piece of the vocabulary."""
        return self._pieces.knows(word)

    def encode(self, texts: Sequence[str], *, tokens: bool = False) -> Encoded:
        """Encode ``texts``, longest first and on all cores; a text's vectors do not depend on the other texts.

        ``tokens`` costs 1.5 KB a word piece of memory at 384 dimensions, so long lists are best encoded in parts.
        """
        vectors = np.empty((len(texts), self.dimension), np.float32)
        pieces: dict[int, TokenVectors] = {}

        def one(number: int) -> None:
            vectors[number], found = self._encode(texts[number], tokens)
            if found:
                pieces[number] = found

        if len(texts) == 1:
            one(0)
        else:
            from concurrent.futures import ThreadPoolExecutor  # asking starts sooner without it

            order = sorted(range(len(texts)), key=lambda number: -len(texts[number]))
            with ThreadPoolExecutor(cores()) as pool:
                list(pool.map(one, order))
        return Encoded(vectors, [pieces[number] for number in range(len(texts))] if tokens else None)

    def _encode(self, text: str, tokens: bool) -> tuple[Floats, TokenVectors | None]:
        ids, offsets = self._pieces.read(text)
        feed = {"input_ids": np.array([ids], np.int64)}
        if not tokens:
            return self._session.run(["pooled"], feed)[0][0], None
        pooled, hidden = self._session.run(["pooled", "hidden"], feed)
        start = len(self._pieces.before)
        rows = hidden[0, start : start + len(offsets)]
        rows = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-12)
        kept = np.array(ids[start : start + len(offsets)], np.int32)
        return pooled[0], TokenVectors(kept, np.array(offsets, np.int32).reshape(-1, 2), rows)


def session(graph: Path) -> onnxruntime.InferenceSession:
    """Open a graph on one thread of the processor: texts, not operators, run in parallel.

    A graph here is written with its fused operators in place, so nothing is optimised at start-up.
    """
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    return onnxruntime.InferenceSession(str(graph), options, providers=["CPUExecutionProvider"])


def cores() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _sound(text: str) -> str:
    """Replace lone surrogates, which no tokenizer reads, one character by one."""
    return text if text.isascii() else _SURROGATE.sub("\ufffd", text)
