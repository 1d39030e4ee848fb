"""Write a segment: document after document, nothing held but what has to be sorted at the end."""

from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import DTypeLike, NDArray

from corpus.model import Document
from index.encoder.cache import Embedded
from index.files import ArrayWriter, RecordWriter, open_array, starts, write_array
from index.manifest import Segment
from index.passages import Piece
from index.postings import PostingsWriter
from index.segments import (
    PASSAGE_SEARCH,
    SENTENCE_BITS,
    SENTENCE_SEARCH,
    id_hash,
    stored_document,
    stored_entry,
    stored_piece,
)
from index.tokens import width
from index.vectors import write_search


@dataclass(frozen=True, slots=True)
class Row:
    """A passage ready to be written: which entry of its document it is of, its key, and its vectors."""

    entry: int
    piece: Piece
    key: int
    embedded: Embedded


class SegmentWriter:
    """Write the files of a segment into an empty folder; they are whole when the block is left without an error."""

    def __init__(self, folder: Path, dimension: int) -> None:
        self._folder = folder
        self._stack = ExitStack()
        self._records = [self._stack.enter_context(RecordWriter(folder / f"{name}.records")) for name in _RECORDS]
        self._vectors = self._array("vectors", np.float32, dimension)
        self._sentences = self._array("sentence-vectors", np.float16, dimension)
        self._tokens = self._array("tokens", np.uint8, width(dimension))
        self._token_owners = self._stack.enter_context(ArrayWriter(folder / "token-owners.npy", np.int16))
        self._owners: list[tuple[int, int, int]] = []
        self._keys: list[int] = []
        self._ids: list[np.uint64] = []
        self._entry_starts, self._passage_starts = [0], [0]
        self._sentence_counts: list[int] = []
        self._token_counts: list[int] = []
        self._postings = PostingsWriter()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *rest: Any) -> None:
        self._stack.__exit__(kind, *rest)
        if kind is None:
            self._finish()

    @property
    def passages(self) -> int:
        """Return how many passages have been added."""
        return len(self._keys)

    def add(self, source: str, document: Document, ids: Sequence[str], rows: Iterable[Row]) -> None:
        """Add a document with the ids of its entries and its passages, in order; raises OSError."""
        documents, entries, passages = self._records
        first = self._entry_starts[-1]
        number = len(self._entry_starts) - 1
        documents.append(stored_document(source, document))
        entries.extend([stored_entry(entry, name) for entry, name in zip(document.entries, ids, strict=True)])
        self._ids += map(id_hash, ids)
        before: Row | None = None
        part = 0
        for row in rows:
            entry = document.entries[row.entry]
            if before is None or before.entry != row.entry:
                part = 0
            elif before.piece.section != row.piece.section:
                part += 1
            before = row
            passages.append(stored_piece(row.piece, entry, ids[row.entry]))
            self._postings.add((entry.question, " ".join([*entry.headings, row.piece.section]), row.piece.text))
            self._vectors.append(row.embedded.vector[None])
            self._sentences.append(row.embedded.sentences)
            self._tokens.append(row.embedded.tokens)
            self._token_owners.append(row.embedded.owners)
            self._owners.append((number, first + row.entry, part))
            self._keys.append(row.key)
            self._sentence_counts.append(len(row.embedded.sentences))
            self._token_counts.append(len(row.embedded.tokens))
        self._entry_starts.append(first + len(document.entries))
        self._passage_starts.append(len(self._keys))

    def _array(self, name: str, dtype: DTypeLike, width: int) -> ArrayWriter:
        return self._stack.enter_context(ArrayWriter(self._folder / f"{name}.npy", dtype, width))

    def _finish(self) -> None:
        folder = self._folder
        write_array(folder / "document-entries.npy", np.array(self._entry_starts, np.int64))
        write_array(folder / "document-passages.npy", np.array(self._passage_starts, np.int64))
        write_array(folder / "owners.npy", np.array(self._owners, np.int32).reshape(-1, 3))
        write_array(folder / "sentence-starts.npy", starts(self._sentence_counts))
        write_array(folder / "token-starts.npy", starts(self._token_counts))
        write_lookups(folder, np.array(self._keys, np.int64), np.array(self._ids, np.uint64))
        self._postings.write(folder)


_RECORDS = ("documents", "entries", "passages")


def write_lookups(folder: Path, keys: NDArray[np.int64], ids: NDArray[np.uint64]) -> None:
    """Write the keys of passages by row, and both keys and hashed entry ids sorted, with their rows."""
    write_array(folder / "keys.npy", keys)
    for values, sorted_name, rows_name in ((keys, "sorted-keys", "sorted-rows"), (ids, "sorted-ids", "sorted-entries")):
        order = np.argsort(values, kind="stable")
        write_array(folder / f"{sorted_name}.npy", values[order])
        write_array(folder / f"{rows_name}.npy", order.astype(np.int32))


def write_searches(folder: Path) -> tuple[str, str]:
    """Write the FAISS files of a segment out of its vectors; returns their kinds; raises OSError."""
    keys = open_array(folder / "keys.npy")
    bounds = open_array(folder / "sentence-starts.npy")
    counts = np.diff(bounds)
    numbers = np.arange(bounds[-1]) - np.repeat(bounds[:-1], counts)
    sentence_ids = (np.repeat(keys, counts) << SENTENCE_BITS) | numbers
    return (
        write_search(open_array(folder / "vectors.npy"), keys, folder / PASSAGE_SEARCH),
        write_search(open_array(folder / "sentence-vectors.npy"), sentence_ids, folder / SENTENCE_SEARCH),
    )


def described(folder: Path) -> Segment:
    """Return what a segment's folder holds, for its manifest; its name and its files are filled in when it is kept."""
    return Segment(
        name="",
        files={},
        documents=len(open_array(folder / "document-entries.npy")) - 1,
        entries=int(open_array(folder / "document-entries.npy")[-1]),
        passages=len(open_array(folder / "keys.npy")),
        sentences=int(open_array(folder / "sentence-starts.npy")[-1]),
        search=("", ""),
    )
