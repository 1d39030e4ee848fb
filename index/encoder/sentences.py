"""Encode with sentence-transformers itself: on a GPU, and models that cannot be written as a graph."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from sentence_transformers import SentenceTransformer
from tokenizers import Tokenizer

from index.encoder.runtime import PieceReader
from index.encoder.values import Encoded, TokenVectors
from index.errors import UsageError

DEFAULT_LIMIT = 512
_TOKENS_A_BATCH = {"cuda": 65_536, "cpu": 4_096}


class TorchEncoder:
    """A sentence-transformers model on the GPU if there is one, else on the processor.

    Raises UsageError where the model has no fast tokenizer or gives no token vectors.
    """

    def __init__(self, folder: Path, *, name: str, fingerprint: str) -> None:
        self.name = name
        self.fingerprint = fingerprint
        self._device = "cuda" if torch.cuda.is_available() else "cpu"
        self._model = SentenceTransformer(str(folder), device=self._device, local_files_only=True)
        tokenizer = fast_tokenizer(self._model, name)
        self.limit = int(self._model.max_seq_length or DEFAULT_LIMIT)
        self._pieces = PieceReader(tokenizer, self.limit)
        self._pad = int(self._model.tokenizer.pad_token_id or 0)
        self.dimension = self._run([self._pieces.read("a")[0]])[0].shape[1]

    def count(self, text: str) -> int:
        """Return the number of word pieces of ``text``, special ones not counted and nothing cut off."""
        return self._pieces.count(text)

    def knows(self, word: str) -> bool:
        """Say whether ``word``, lower-cased, is one word piece of the vocabulary."""
        return self._pieces.knows(word)

    def encode(self, texts: Sequence[str], *, tokens: bool = False) -> Encoded:
        """Encode ``texts``, longest first, in batches of a bounded number of word pieces."""
        read = [self._pieces.read(text) for text in texts]
        vectors = np.empty((len(texts), self.dimension), np.float32)
        pieces: dict[int, TokenVectors] = {}
        for batch in _batches([len(ids) for ids, _ in read], _TOKENS_A_BATCH[self._device]):
            pooled, rows = self._run([read[number][0] for number in batch])
            vectors[batch] = pooled.cpu().numpy()
            for row, number in enumerate(batch if tokens else []):
                ids, offsets = read[number]
                inner = slice(len(self._pieces.before), len(self._pieces.before) + len(offsets))
                places = np.array(offsets, np.int32).reshape(-1, 2)
                pieces[number] = TokenVectors(np.array(ids[inner], np.int32), places, rows[row, inner].cpu().numpy())
        return Encoded(vectors, [pieces[number] for number in range(len(texts))] if tokens else None)

    def _run(self, ids: list[list[int]]) -> tuple[Any, Any]:
        longest = max(map(len, ids))
        padded = torch.tensor([row + [self._pad] * (longest - len(row)) for row in ids], device=self._device)
        mask = torch.tensor([[1] * len(row) + [0] * (longest - len(row)) for row in ids], device=self._device)
        with torch.inference_mode():
            return vectors_of(self._model, padded, mask)


def vectors_of(model: Any, ids: Any, mask: Any) -> tuple[Any, Any]:
    """Return the text vectors (n, d) and token vectors (n, t, d) of a batch, of unit length.

    What the model does to a text's vector after pooling is done to every token's vector as well.
    """
    modules = list(model.children())
    features = modules[0]({"input_ids": ids, "attention_mask": mask})
    hidden = features["token_embeddings"]
    pooled = modules[1](features)["sentence_embedding"]
    flat = hidden.reshape(-1, hidden.shape[-1])
    for module in modules[2:]:
        pooled = module({"sentence_embedding": pooled})["sentence_embedding"]
        flat = module({"sentence_embedding": flat})["sentence_embedding"]
    rows = flat.reshape(hidden.shape[0], hidden.shape[1], -1)
    unit = torch.nn.functional.normalize
    return unit(pooled, dim=-1), unit(rows, dim=-1)


def fast_tokenizer(model: Any, name: str) -> Tokenizer:
    """Return a copy of the model's tokenizer; raises UsageError where the model is not made of a transformer."""
    backend = getattr(model.tokenizer, "backend_tokenizer", None)
    if backend is None or not hasattr(model[0], "auto_model"):
        raise UsageError(f"the model {name} cannot be used: it gives no vectors of word pieces")
    copy: Tokenizer = Tokenizer.from_str(backend.to_str())
    return copy


def _batches(lengths: list[int], most: int) -> Iterator[list[int]]:
    """Yield the numbers of texts by falling length, at most ``most`` padded word pieces or one text at a time."""
    batch: list[int] = []
    for number in sorted(range(len(lengths)), key=lambda number: -lengths[number]):
        if batch and (len(batch) + 1) * lengths[batch[0]] > most:
            yield batch
            batch = []
        batch.append(number)
    if batch:
        yield batch
