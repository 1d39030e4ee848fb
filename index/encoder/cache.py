"""Encode passages, each text once: what was encoded before is read from a database in the user's cache.

The cache is a convenience: one that is damaged is renamed and begun again, one that cannot be written (a full or
read-only disk) is gone without. What is read from it is byte for byte what encoding gave.
"""

import hashlib
import sqlite3
import time
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Self, TypeVar

import numpy as np
from numpy.typing import NDArray

from index.arrays import Floats
from index.databases import set_aside_database
from index.encoder.values import Encoder, TokenVectors
from index.tokens import Stored, pack, width

T = TypeVar("T")
Spans = Sequence[tuple[int, int]]

LARGEST = 4 << 30  # bytes that the cache may keep between builds
_BATCH = 128  # passages between commits: about two seconds of encoding on two cores
_WAIT = 30.0  # seconds to wait for another process
_DAY = 86400
_FORMAT = 2  # raised when what is kept of a passage changes, so that what was kept before is not found
_SCHEMA = """
CREATE TABLE IF NOT EXISTS passages (
    key BLOB PRIMARY KEY, day INTEGER NOT NULL, size INTEGER NOT NULL, crc INTEGER NOT NULL, content BLOB NOT NULL
)
"""


@dataclass(frozen=True, slots=True)
class Embedded:
    """A passage's vectors: ``vector`` float32 (d,), ``sentences`` float32 (s, d), one a span and of float16 precision,
    both of unit length; ``tokens`` as stored (t, w), and ``owners`` int16 (t,): the number of the span that holds the
    middle of a token's characters, -1 where none does.
    """

    vector: Floats
    sentences: Floats
    tokens: Stored
    owners: NDArray[np.int16]


def encode_passages(
    encoder: Encoder,
    texts: Sequence[str],
    sentences: Sequence[Spans],
    cache: Path | None,
    progress: Callable[[int], None] | None = None,
) -> Iterator[Embedded]:
    """Yield the vectors of ``texts``, in their order; ``sentences`` are spans of characters in each text.

    Batch by batch is encoded, kept in the database ``cache`` and handed on, so that memory stays bounded and a build
    that was killed goes on where it was. ``progress`` is called with the number of texts newly done.
    """
    keys = [_key(encoder.fingerprint, *each) for each in zip(texts, sentences, strict=True)]
    with Cache(cache) as kept:
        for start in range(0, len(texts), _BATCH):
            batch = range(start, min(start + _BATCH, len(texts)))
            found = kept.read([keys[i] for i in batch], encoder.dimension)
            missing = {keys[i]: i for i in batch if keys[i] not in found}
            fresh = _encode(encoder, [(texts[i], sentences[i]) for i in missing.values()])
            fresh_by_key = dict(zip(missing, fresh, strict=True))
            kept.write(fresh_by_key)
            found |= fresh_by_key
            if progress:
                progress(len(batch))
            for i in batch:
                yield found[keys[i]]


class Cache:
    """The database of encoded passages; every method does nothing where it cannot be used."""

    def __init__(self, path: Path | None, largest: int = LARGEST) -> None:
        self._path, self._largest = path, largest
        self._connection: sqlite3.Connection | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        if self._connection is not None:
            self._guarded(self._trim, None)
        self._close()

    def read(self, keys: Sequence[bytes], dimension: int) -> dict[bytes, Embedded]:
        """Return what is known of ``keys``."""
        return self._guarded(lambda connection: _known(connection, keys, dimension), {})

    def write(self, passages: Mapping[bytes, Embedded]) -> None:
        """Keep ``passages``, all of them or none."""
        self._guarded(lambda connection: _keep(connection, passages), None)

    def _guarded(self, action: Callable[[sqlite3.Connection], T], otherwise: T) -> T:
        """Do ``action``; where the file is damaged begin it again, where it cannot be used go on without."""
        if self._path is None:
            return otherwise
        try:
            if self._connection is None:
                self._connection = _opened(self._path)
            return action(self._connection)
        except (sqlite3.OperationalError, OSError):
            self._close()
            self._path = None
        except sqlite3.DatabaseError:
            self._close()
            with suppress(OSError):
                set_aside_database(self._path)
        return otherwise

    def _trim(self, connection: sqlite3.Connection) -> None:
        """Drop the passages that were not used for longest until the rest fits."""
        (total,) = connection.execute("SELECT coalesce(sum(size), 0) FROM passages").fetchone()
        if total <= self._largest:
            return
        with connection:
            connection.execute(
                "DELETE FROM passages WHERE key IN (SELECT key FROM (SELECT key, sum(size) OVER "
                "(ORDER BY day DESC, key) AS upto FROM passages) WHERE upto > ?)",
                (self._largest,),
            )
        connection.execute("PRAGMA incremental_vacuum")

    def _close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def _known(connection: sqlite3.Connection, keys: Sequence[bytes], dimension: int) -> dict[bytes, Embedded]:
    today = int(time.time()) // _DAY
    found, worn = {}, []
    for key in keys:
        row = connection.execute("SELECT day, crc, content FROM passages WHERE key = ?", (key,)).fetchone()
        if row and zlib.crc32(row[2]) == row[1]:
            found[key] = _parsed(row[2], dimension)
            if row[0] != today:
                worn.append((today, key))
    if worn:
        with connection:
            connection.executemany("UPDATE passages SET day = ? WHERE key = ?", worn)
    return found


def _keep(connection: sqlite3.Connection, passages: Mapping[bytes, Embedded]) -> None:
    today = int(time.time()) // _DAY
    contents = ((key, _content(passage)) for key, passage in passages.items())
    rows = [(key, today, len(content), zlib.crc32(content), content) for key, content in contents]
    if rows:
        with connection:
            connection.executemany("INSERT OR REPLACE INTO passages VALUES (?, ?, ?, ?, ?)", rows)


def _opened(path: Path) -> sqlite3.Connection:
    path.parent.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(path, timeout=_WAIT)
    try:
        connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute(_SCHEMA)
    except BaseException:
        connection.close()
        raise
    return connection


def _key(fingerprint: str, text: str, spans: Spans) -> bytes:
    digest = hashlib.sha256(f"{_FORMAT}\0{fingerprint}\0{list(spans)}\0".encode())
    digest.update(text.encode("utf-8", "surrogatepass"))
    return digest.digest()


def _encode(encoder: Encoder, items: Sequence[tuple[str, Spans]]) -> list[Embedded]:
    if not items:
        return []
    encoded = encoder.encode([text for text, _ in items], tokens=True)
    found = []
    for vector, tokens, (_, spans) in zip(encoded.vectors, encoded.asked_tokens(), items, strict=True):
        owners = _owners(tokens, spans)
        sentences = _sentences(vector, tokens, owners, len(spans))
        found.append(Embedded(vector, sentences, pack(tokens.vectors), owners))
    return found


def _owners(tokens: TokenVectors, spans: Spans) -> NDArray[np.int16]:
    middles = tokens.offsets.sum(axis=1) // 2
    owners = np.full(len(middles), -1, np.int16)
    for number, (start, end) in enumerate(spans):
        owners[(middles >= start) & (middles < end)] = number
    return owners


def _sentences(vector: Floats, tokens: TokenVectors, owners: NDArray[np.int16], count: int) -> Floats:
    """Return the mean of the token vectors of each span, the passage's own vector where it has none."""
    found = np.empty((count, len(vector)), np.float32)
    for number, row in enumerate(found):
        inside = owners == number
        mean = tokens.vectors[inside].mean(axis=0) if inside.any() else vector
        row[:] = mean / max(float(np.linalg.norm(mean)), 1e-9)
    return found.astype(np.float16).astype(np.float32)


def _content(passage: Embedded) -> bytes:
    parts = [
        passage.vector.astype("<f4"),
        passage.sentences.astype("<f2"),
        passage.owners.astype("<i2"),
        passage.tokens,
    ]
    counts = np.array([len(passage.sentences), len(passage.tokens)], "<u4")
    return b"".join(part.tobytes() for part in (counts, *parts))


def _parsed(content: bytes, dimension: int) -> Embedded:
    sentences, tokens = (int(count) for count in np.frombuffer(content, "<u4", 2))
    sizes = [8, 4 * dimension, 2 * sentences * dimension, 2 * tokens]
    start, *ends = np.cumsum(sizes).tolist()
    vector, spans, owners = (content[a:b] for a, b in pairwise([start, *ends]))
    return Embedded(
        np.frombuffer(vector, "<f4"),
        np.frombuffer(spans, "<f2").reshape(sentences, dimension).astype(np.float32),
        np.frombuffer(content[ends[-1] :], np.uint8).reshape(tokens, width(dimension)),
        np.frombuffer(owners, "<i2").astype(np.int16),
    )
