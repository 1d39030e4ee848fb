"""Files to rows of a segment: read, named, cut and encoded, so many at a time."""

from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from pathlib import Path

import numpy as np

from corpus.model import Document
from index.encoder.cache import Embedded
from index.identity import Place
from index.passages import Piece, words_of
from index.pieces import cut
from index.segments import OpenSegment, restored_piece
from index.sources import Held, State, locate, state_of
from index.writing import Row

READ_AT_ONCE = 4_000
ENCODED_AT_ONCE = 2_000

Reader = Callable[[Path, Path], Document]
"""Reads a file (its path, and that of the source it lies in) as a document; raises on nothing that it may hold."""

Assign = Callable[[Sequence[Place]], list[list[str]]]
"""Gives the entries of documents their ids."""

_Words = tuple[str, tuple[tuple[int, int], ...]]


@dataclass(frozen=True, slots=True)
class File:
    """A file to read, and where the index holds what it was, if it does."""

    source: str
    file: str
    path: Path
    before: Held | None


@dataclass(frozen=True, slots=True)
class Read:
    """A document that was read and named; ``state`` is of the file before it was read."""

    file: File
    state: State
    document: Document
    ids: tuple[str, ...]


class NewKeys:
    """Hands out passage keys, none twice."""

    def __init__(self, following: int) -> None:
        self.following = following

    def take(self) -> int:
        """Return a key that was never given before."""
        self.following += 1
        return self.following - 1


class Known:
    """The passages that an index has of a document, to be taken over where their words are the same."""

    def __init__(self, opened: Sequence[OpenSegment] | None, held: Held | None) -> None:
        self._segment: OpenSegment | None = None
        self._rows: defaultdict[_Words, list[int]] = defaultdict(list)
        self._keys: defaultdict[tuple[str, _Words], deque[int]] = defaultdict(deque)
        if opened is None or held is None:
            return
        self._segment = segment = opened[held.segment]
        first = int(segment.document_passages[held.row])
        for row in range(first, first + held.passages):
            data = segment.passage(row)
            words = words_of(restored_piece(data))
            self._rows[words].append(row)
            self._keys[data["entry"], words].append(int(segment.keys[row]))

    def key(self, entry: str, piece: Piece) -> int | None:
        """Return the key of the same words of the same entry, each once; None where there is none left."""
        keys = self._keys.get((entry, words_of(piece)))
        return keys.popleft() if keys else None

    def embedded(self, piece: Piece) -> Embedded | None:
        """Return the vectors of the same words, None where the document had them not."""
        rows = self._rows.get(words_of(piece))
        if not rows or self._segment is None:
            return None
        segment, row = self._segment, rows[0]
        sentences = slice(segment.sentence_starts[row], segment.sentence_starts[row + 1])
        tokens = slice(segment.token_starts[row], segment.token_starts[row + 1])
        return Embedded(
            np.array(segment.vectors[row]),
            np.array(segment.sentence_vectors[sentences]),
            np.array(segment.tokens[tokens]),
            np.array(segment.token_owners[tokens]),
        )


def read_batches(files: Iterable[File], assign: Assign, step: Callable[[], None], read: Reader) -> Iterator[list[Read]]:
    """Read files and give their entries ids; ``step`` is called for each file."""
    waiting: list[tuple[File, State, Document]] = []
    held = 0
    for file in files:
        state = _state(file.path)
        document = read(file.path, locate(file.source))
        step()
        waiting.append((file, state, document))
        held += len(document.entries)
        if held >= READ_AT_ONCE:
            yield _named(waiting, assign)
            waiting, held = [], 0
    if waiting:
        yield _named(waiting, assign)


def _named(waiting: Sequence[tuple[File, State, Document]], assign: Assign) -> list[Read]:
    ids = assign([Place(file.source, file.file, document.entries) for file, _, document in waiting])
    return [Read(*each, tuple(names)) for each, names in zip(waiting, ids, strict=True)]


def _state(path: Path) -> State:
    try:
        return state_of(path)
    except OSError:
        return State(0, 0, 0)


def rows_of(
    batch: Sequence[Read],
    opened: Sequence[OpenSegment] | None,
    keys: NewKeys,
    encode: Callable[[Sequence[Piece]], Iterator[Embedded]],
    count: Callable[[str], int],
    limit: int,
) -> Iterator[tuple[Read, Iterator[Row]]]:
    """Yield each document with its rows, which must be used up before the next one is asked for.

    ``opened`` are the segments that hold what the documents were, None where their vectors are of no use; what they
    know is not encoded.
    """
    known = [Known(opened, read.file.before) for read in batch]
    counted = lru_cache(maxsize=1 << 14)(count)
    pieces = [
        (number, place, piece)
        for number, read in enumerate(batch)
        for place, entry in enumerate(read.document.entries)
        for piece in cut(entry, counted, limit)
    ]
    rows = groupby(_rows(batch, known, pieces, keys, encode), key=lambda each: each[0])
    number, group = next(rows, (-1, iter(())))
    for i, read in enumerate(batch):
        if i != number:
            yield read, iter(())
            continue
        yield read, (row for _, row in group)
        number, group = next(rows, (-1, iter(())))


def _rows(
    batch: Sequence[Read],
    known: Sequence[Known],
    pieces: Sequence[tuple[int, int, Piece]],
    keys: NewKeys,
    encode: Callable[[Sequence[Piece]], Iterator[Embedded]],
) -> Iterator[tuple[int, Row]]:
    for start in range(0, len(pieces), ENCODED_AT_ONCE):
        part = pieces[start : start + ENCODED_AT_ONCE]
        vectors = [known[number].embedded(piece) for number, _, piece in part]
        fresh = encode([piece for (_, _, piece), found in zip(part, vectors, strict=True) if found is None])
        for (number, place, piece), found in zip(part, vectors, strict=True):
            name = batch[number].ids[place]
            key = known[number].key(name, piece)
            yield number, Row(place, piece, keys.take() if key is None else key, found or next(fresh))
