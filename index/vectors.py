"""The vector store: one narrow contract, FAISS behind it.

The vectors' own file is the truth; a FAISS file is derived from it and can be made again at any time. Which index
stands in it follows from the count, by measurements of exact and approximate search on two cores.
"""

import math
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol, Self

import faiss
import numpy as np
from numpy.typing import NDArray

from index.arrays import Floats

Ids = NDArray[np.int64]

EXACT_UP_TO = 100_000
HALF_UP_TO = 500_000
_CHUNK = 16_384
_FEW, _HALF = "IDMap2,Flat", "IDMap2,SQfp16"
_TRAINED_FROM = 39  # vectors a list, FAISS's own least
_SAMPLE_PER_LIST = 64
_ROUNDS = 10  # of k-means; FAISS's 25 cost more than twice the time
_PROBED = 128
_MAPPED_FROM = 64 << 20  # bytes; below, reading a file whole is as quick as mapping it
_COMPARED_UP_TO = 4_096  # ids; these are compared one by one, which is exact and quicker than a filter


class VectorStore(Protocol):
    """Vectors under ids that do not change, searched by inner product.

    An id is an int64 from 0 up, which an engine with ids of text can take in decimal. What was upserted or deleted is
    there after ``flush``. Searching, getting and scanning may be done by many threads at once, changing by one.
    """

    @property
    def dimension(self) -> int: ...

    def count(self) -> int:
        """Return the number of vectors."""
        ...

    def upsert(self, ids: Ids, vectors: NDArray[Any]) -> None:
        """Set the vectors (n, d) of ``ids`` (n,); raises ValueError where the shapes disagree or an id is twice."""
        ...

    def delete(self, ids: Ids) -> None:
        """Drop ``ids``; one that is not there is no error."""
        ...

    def search(
        self, vector: Floats, k: int, *, allowed: Ids | None = None, hidden: Ids | None = None
    ) -> tuple[Ids, Floats]:
        """Return at most ``k`` ids and inner products, best first, among ``allowed`` and without ``hidden``."""
        ...

    def get(self, ids: Ids) -> Floats:
        """Return the vectors as stored (n, d); raises KeyError where one is not there."""
        ...

    def scan(self, rows: int = _CHUNK) -> Iterator[tuple[Ids, Floats]]:
        """Yield all ids and vectors, ``rows`` at a time, in no particular order."""
        ...

    def flush(self) -> None:
        """Make all changes last; raises OSError."""
        ...

    def close(self) -> None:
        """Let go of files and memory; what was not flushed is lost."""
        ...


def kind_for(count: int, half: bool = False) -> str:
    """Return the FAISS factory string for ``count`` vectors: exact, then half precision, then inverted lists of it.

    Vectors that are of ``half`` precision already lose nothing by it, and fewer bytes are read sooner. Eight bits would
    halve the file, but lose neighbours that lie close together: recall@10 0.95 of a million.
    """
    if count <= EXACT_UP_TO and not half:
        return _FEW
    if count <= HALF_UP_TO:
        return _HALF
    return f"IVF{round(4 * math.sqrt(count))},SQfp16"


class FaissVectors:
    """The contract over one FAISS file; ``kind`` is a factory string, None to choose one from the count.

    A file opened as ``readonly`` is mapped where it is large, so that processes share it. Raises ValueError where the
    file is not a FAISS index or is of another dimension.
    """

    def __init__(
        self, path: Path, dimension: int | None = None, *, kind: str | None = None, readonly: bool = False
    ) -> None:
        self._path, self._kind, self._readonly = path, kind, readonly
        self._index: Any = _read(path, readonly) if path.exists() or readonly else None
        if self._index is None and dimension is None:
            raise ValueError(f"{path} is not there yet, so its dimension must be given")
        if self._index is not None and dimension not in (None, self._index.d):
            raise ValueError(f"{path} holds vectors of {self._index.d} dimensions, not {dimension}")
        self.dimension: int = dimension if self._index is None else self._index.d  # type: ignore[assignment]
        self._ids = np.sort(_ids(self._index))
        self._added: list[tuple[Ids, NDArray[Any]]] = []
        self._dropped: list[Ids] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def count(self) -> int:
        """Return the number of vectors."""
        return len(self._ids)

    def upsert(self, ids: Ids, vectors: NDArray[Any]) -> None:
        """Set the vectors (n, d) of ``ids`` (n,); they are read at ``flush``, so a mapped array stays on disk."""
        ids = np.asarray(ids, np.int64)
        if vectors.shape != (len(ids), self.dimension):
            raise ValueError(f"{len(ids)} ids and {self.dimension} dimensions do not fit vectors of {vectors.shape}")
        if len(ids) and (ids.min() < 0 or len(np.unique(ids)) != len(ids)):
            raise ValueError("ids must be from 0 up and different from each other")
        self.delete(ids)
        self._added.append((ids, vectors))

    def delete(self, ids: Ids) -> None:
        """Drop ``ids``; one that is not there is no error."""
        if self._readonly:
            raise ValueError(f"{self._path} is open for reading")
        ids = np.asarray(ids, np.int64)
        self._dropped.append(ids)
        self._added = [_without(ids, *part) for part in self._added]

    def search(
        self, vector: Floats, k: int, *, allowed: Ids | None = None, hidden: Ids | None = None
    ) -> tuple[Ids, Floats]:
        """Return at most ``k`` ids and inner products, best first; few ``allowed`` ids are all compared, exactly."""
        if allowed is not None and len(allowed) <= _COMPARED_UP_TO:
            return self._compare(vector, k, allowed, hidden)
        k = min(k, self.count())
        if k <= 0:
            return np.zeros(0, np.int64), np.zeros(0, np.float32)
        query = np.asarray(vector, np.float32).reshape(1, -1)
        with _one_thread():
            scores, ids = self._index.search(query, k, params=_filter(self._index, allowed, hidden))
        found = ids[0] >= 0
        return ids[0][found], scores[0][found]

    def get(self, ids: Ids) -> Floats:
        """Return the vectors as stored (n, d); raises KeyError where one is not there."""
        ids = np.ascontiguousarray(ids, np.int64)
        known = np.isin(ids, self._ids)
        if not known.all():
            raise KeyError(int(ids[~known][0]))
        if not len(ids):
            return np.zeros((0, self.dimension), np.float32)
        found: Floats = self._index.reconstruct_batch(ids)
        return found

    def scan(self, rows: int = _CHUNK) -> Iterator[tuple[Ids, Floats]]:
        """Yield all ids and vectors by ascending id, ``rows`` at a time."""
        for start in range(0, len(self._ids), rows):
            part = self._ids[start : start + rows]
            yield part, self.get(part)

    def flush(self) -> None:
        """Apply the changes and write the file; raises OSError, the old file then being whole."""
        if not self._added and not self._dropped and self._index is not None:
            return
        dropped = np.concatenate([np.zeros(0, np.int64), *self._dropped])
        kept = np.setdiff1d(self._ids, dropped)
        total = len(kept) + sum(len(ids) for ids, _ in self._added)
        kind = _trainable(self._kind or kind_for(total), self.dimension, total)
        empty = faiss.index_factory(self.dimension, kind, faiss.METRIC_INNER_PRODUCT)
        gone = np.intersect1d(self._ids, dropped)
        if self._index is None or _sort(self._index) != _sort(empty) or not _removed(self._index, gone):
            before = [_without(dropped, *part) for part in self.scan()]
            self._index = _built(empty, total, before + self._added)
        else:
            _add(self._index, self._added)
        _write(self._index, self._path)
        self._ids = np.sort(np.concatenate([kept, *(ids for ids, _ in self._added)]))
        self._added, self._dropped = [], []

    def close(self) -> None:
        """Let go of files and memory; what was not flushed is lost."""
        self._index, self._ids = None, np.zeros(0, np.int64)
        self._added, self._dropped = [], []

    def _compare(self, vector: Floats, k: int, allowed: Ids, hidden: Ids | None) -> tuple[Ids, Floats]:
        ids = np.intersect1d(allowed, self._ids)
        if hidden is not None:
            ids = np.setdiff1d(ids, hidden)
        scores = self.get(ids) @ np.asarray(vector, np.float32).reshape(-1)
        best = np.lexsort((ids, -scores))[: max(k, 0)]
        return ids[best], scores[best]


def write_search(vectors: NDArray[Any], ids: Ids, path: Path, kind: str | None = None) -> str:
    """Write the FAISS file of ``vectors`` (n, d), float32 or float16, mapped or not; return its factory string.

    ``kind`` None chooses one from the count, and inverted lists that so few vectors cannot train give way. Memory
    stays at the size of the index and, where it is trained, of a sample. Raises OSError.
    """
    kind = _trainable(kind or kind_for(len(ids), vectors.dtype == np.float16), vectors.shape[1], len(ids))
    with FaissVectors(path, vectors.shape[1], kind=kind) as store:
        store.upsert(ids, vectors)
        store.flush()
    return kind


def open_search(path: Path) -> VectorStore:
    """Open a FAISS file for searching; raises ValueError where it is damaged, OSError where it cannot be read."""
    return FaissVectors(path, readonly=True)


def _without(dropped: Ids, ids: Ids, vectors: NDArray[Any]) -> tuple[Ids, NDArray[Any]]:
    keep = ~np.isin(ids, dropped)
    return (ids, vectors) if keep.all() else (ids[keep], vectors[keep])


def _trainable(kind: str, dimension: int, total: int) -> str:
    index = faiss.index_factory(dimension, kind, faiss.METRIC_INNER_PRODUCT)
    few = isinstance(index, faiss.IndexIVF) and total < _TRAINED_FROM * index.nlist
    return _FEW if few else kind


def _sort(index: Any) -> tuple[str, str, int]:
    """Return what tells two kinds of index apart, but for the number of lists."""
    inner = faiss.downcast_index(index.index) if isinstance(index, faiss.IndexIDMap2) else index
    return type(index).__name__, type(inner).__name__, getattr(inner, "code_size", 0)


def _built(index: Any, total: int, parts: list[tuple[Ids, NDArray[Any]]]) -> Any:
    if isinstance(index, faiss.IndexIVF):
        index.cp.niter = _ROUNDS
    if total and not index.is_trained:
        index.train(_sample(index, total, parts))
    if isinstance(index, faiss.IndexIVF):
        index.nprobe = _PROBED
        index.set_direct_map_type(faiss.DirectMap.Hashtable)
    _add(index, parts)
    return index


def _sample(index: Any, total: int, parts: list[tuple[Ids, NDArray[Any]]]) -> Floats:
    """Return evenly spaced vectors to train on, the same at every build."""
    wanted = _SAMPLE_PER_LIST * (index.nlist if isinstance(index, faiss.IndexIVF) else 256)
    step = max(1, total // wanted)
    return np.concatenate([np.asarray(vectors[::step], np.float32) for _, vectors in parts])


def _removed(index: Any, ids: Ids) -> bool:
    """Remove ``ids``; say False where this kind of index cannot."""
    try:
        if len(ids):
            index.remove_ids(faiss.IDSelectorArray(ids))
    except RuntimeError:
        return False
    return True


def _add(index: Any, parts: list[tuple[Ids, NDArray[Any]]]) -> None:
    for ids, vectors in parts:
        for start in range(0, len(ids), _CHUNK):
            rows = np.ascontiguousarray(vectors[start : start + _CHUNK], np.float32)
            index.add_with_ids(rows, np.ascontiguousarray(ids[start : start + _CHUNK]))


@contextmanager
def _one_thread() -> Iterator[None]:
    """Search on this thread alone: one query is over before FAISS's other threads have met, and searches run beside
    each other anyway. The setting is of this thread and is put back, so that training still uses every core.
    """
    threads = faiss.omp_get_max_threads()
    faiss.omp_set_num_threads(1)
    try:
        yield
    finally:
        faiss.omp_set_num_threads(threads)


def _filter(index: Any, allowed: Ids | None, hidden: Ids | None) -> Any:
    chosen = None if allowed is None else faiss.IDSelectorBatch(allowed)
    if hidden is not None and len(hidden):
        others = faiss.IDSelectorNot(faiss.IDSelectorBatch(hidden))
        chosen = others if chosen is None else faiss.IDSelectorAnd(chosen, others)
    if chosen is None:
        return None
    if isinstance(index, faiss.IndexIVF):
        return faiss.SearchParametersIVF(sel=chosen, nprobe=index.nprobe)
    return faiss.SearchParameters(sel=chosen)


def _ids(index: Any) -> Ids:
    if index is None:
        return np.zeros(0, np.int64)
    if not isinstance(index, faiss.IndexIVF):
        return np.array(faiss.vector_to_array(index.id_map))
    lists = index.invlists
    sizes = [lists.list_size(number) for number in range(index.nlist)]
    found = [faiss.rev_swig_ptr(lists.get_ids(n), size) for n, size in enumerate(sizes) if size]
    return np.concatenate([np.zeros(0, np.int64), *found])


def _read(path: Path, readonly: bool) -> Any:
    mapped = readonly and path.stat().st_size >= _MAPPED_FROM
    try:
        return faiss.read_index(str(path), faiss.IO_FLAG_MMAP_IFC if mapped else 0)
    except RuntimeError as error:
        raise ValueError(f"{path} is no FAISS index that can be read: {error}") from error


def _write(index: Any, path: Path) -> None:
    """Write through Python's files, which notice a disk that fills up at the very end; FAISS's own writer does not."""
    staged = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with staged.open("wb", buffering=1 << 20) as file:
            faiss.write_index(index, faiss.PyCallbackIOWriter(file.write))
            file.flush()
            os.fsync(file.fileno())
        staged.replace(path)
    finally:
        staged.unlink(missing_ok=True)
