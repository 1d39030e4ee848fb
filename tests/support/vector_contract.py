"""What every vector store must hold: subclass it with a ``make`` and pytest runs it for another implementation."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest

from index.arrays import Floats
from index.vectors import Ids, VectorStore

DIMENSION = 16


def unit(count: int, seed: int = 0, dimension: int = DIMENSION) -> Floats:
    """Return random vectors of unit length."""
    vectors = np.random.default_rng(seed).standard_normal((count, dimension)).astype(np.float32)
    return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), np.float32)


def ids_of(count: int, seed: int = 0) -> Ids:
    """Return different ids, far apart and in no order."""
    return np.random.default_rng(seed).choice(1 << 40, count, replace=False)


def exact(ids: Ids, vectors: Floats, query: Floats, k: int) -> tuple[Ids, Floats]:
    """Return what exact search finds."""
    scores = vectors @ query
    best = np.argsort(-scores, kind="stable")[:k]
    return ids[best], scores[best]


class VectorStoreContract:
    """Subclass with ``make`` and, for a store that rounds or approximates, ``rounding`` (by how much the inner product
    of a stored vector with its own may be off) and ``recall``.
    """

    rounding = 1e-5
    recall = 1.0

    def make(self, path: Path) -> VectorStore:
        """Open the store at ``path`` for reading and writing, empty where it is not there yet."""
        raise NotImplementedError

    def near(self, found: Floats, vectors: Floats) -> bool:
        return found.shape == vectors.shape and bool(np.all(np.abs((found * vectors).sum(axis=1) - 1) <= self.rounding))

    @contextmanager
    def store(self, path: Path) -> Iterator[VectorStore]:
        opened = self.make(path)
        yield opened
        opened.close()

    @pytest.fixture
    def path(self, tmp_path: Path) -> Path:
        return tmp_path / "store"

    @pytest.fixture
    def filled(self, path: Path) -> tuple[Path, Ids, Floats]:
        ids, vectors = ids_of(600), unit(600)
        with self.store(path) as store:
            store.upsert(ids, vectors)
            store.flush()
        return path, ids, vectors

    def test_an_empty_store_finds_nothing(self, path: Path) -> None:
        with self.store(path) as store:
            assert (store.dimension, store.count()) == (DIMENSION, 0)
            found, scores = store.search(unit(1)[0], 5)
            assert (len(found), len(scores)) == (0, 0)
            assert list(store.scan()) == []
            store.flush()
        with self.store(path) as store:
            assert store.count() == 0

    def test_what_was_flushed_is_there_when_opened_again(self, filled: tuple[Path, Ids, Floats]) -> None:
        path, ids, vectors = filled
        with self.store(path) as store:
            assert store.count() == 600
            assert self.near(store.get(ids), vectors)
            assert self.near(store.get(ids[[7, 3, 7]]), vectors[[7, 3, 7]])

    def test_what_was_not_flushed_is_lost(self, filled: tuple[Path, Ids, Floats]) -> None:
        path, ids, _ = filled
        with self.store(path) as store:
            store.delete(ids[:10])
            store.upsert(np.array([5]), unit(1, 9))
        with self.store(path) as store:
            assert store.count() == 600

    def test_search_is_as_exact_search(self, filled: tuple[Path, Ids, Floats]) -> None:
        path, ids, vectors = filled
        with self.store(path) as store:
            shared = 0
            for query in unit(30, 1):
                found, scores = store.search(query, 10)
                best, _ = exact(ids, vectors, query, 10)
                shared += len(np.intersect1d(found, best))
                assert len(found) == len(set(found.tolist())) == 10
                assert np.all(np.diff(scores) <= 0)
                rows = [int(np.flatnonzero(ids == one)[0]) for one in found]
                assert np.allclose(scores, vectors[rows] @ query, atol=self.rounding)
            assert shared >= self.recall * 300

    def test_more_than_there_is_gives_all(self, filled: tuple[Path, Ids, Floats]) -> None:
        path, ids, _ = filled
        with self.store(path) as store:
            found, _ = store.search(unit(1, 1)[0], 5000)
            assert len(found) >= self.recall * 600
            assert set(found.tolist()) <= set(ids.tolist())
            assert len(store.search(unit(1, 1)[0], 0)[0]) == 0

    @pytest.mark.parametrize("allowed", [0, 1, 50, 599])
    def test_a_filter_is_kept(self, filled: tuple[Path, Ids, Floats], allowed: int) -> None:
        path, ids, vectors = filled
        query = unit(1, 2)[0]
        with self.store(path) as store:
            found, _ = store.search(query, 10, allowed=np.append(ids[:allowed], 123_456))
            best, _ = exact(ids[:allowed], vectors[:allowed], query, 10)
            assert set(found.tolist()) <= set(ids[:allowed].tolist())
            assert len(np.intersect1d(found, best)) >= self.recall * len(best) - 1

    def test_what_is_hidden_is_not_found(self, filled: tuple[Path, Ids, Floats]) -> None:
        path, _, _ = filled
        query = unit(1, 2)[0]
        with self.store(path) as store:
            best, _ = store.search(query, 10)
            rest, _ = store.search(query, 10, hidden=best[:4])
            assert not set(rest.tolist()) & set(best[:4].tolist())
            assert len(rest) == 10
            both, _ = store.search(query, 10, allowed=best, hidden=best[:4])
            assert set(both.tolist()) == set(best[4:].tolist())

    def test_upsert_replaces_and_delete_drops(self, filled: tuple[Path, Ids, Floats]) -> None:
        path, ids, vectors = filled
        changed = unit(20, 5)
        with self.store(path) as store:
            store.delete(ids[100:200])
            store.delete(np.array([77]))
            store.upsert(ids[:20], changed)
            store.upsert(np.array([1, 2]), changed[:2])
            store.upsert(np.array([2]), changed[5:6])
            store.flush()
            assert store.count() == 502
        with self.store(path) as store:
            assert store.count() == 502
            assert self.near(store.get(ids[:20]), changed)
            assert self.near(store.get(np.array([2])), changed[5:6])
            assert self.near(store.get(ids[20:100]), vectors[20:100])
            with pytest.raises(KeyError):
                store.get(ids[100:101])
            found, _ = store.search(vectors[150], 600)
            assert not set(found.tolist()) & set(ids[100:200].tolist())

    def test_scan_gives_everything_once(self, filled: tuple[Path, Ids, Floats]) -> None:
        path, ids, vectors = filled
        with self.store(path) as store:
            parts = list(store.scan(rows=77))
        assert max(len(part) for part, _ in parts) <= 77
        order = np.argsort(found := np.concatenate([part for part, _ in parts]))
        assert np.array_equal(found[order], np.sort(ids))
        rows = np.concatenate([part for _, part in parts])[order]
        assert self.near(rows, vectors[np.argsort(ids)])

    def test_what_does_not_fit_is_refused(self, path: Path) -> None:
        with self.store(path) as store:
            with pytest.raises(ValueError, match="do not fit"):
                store.upsert(np.arange(3), unit(2))
            with pytest.raises(ValueError, match="do not fit"):
                store.upsert(np.arange(2), unit(2, dimension=DIMENSION + 1))
            with pytest.raises(ValueError, match="different from each other"):
                store.upsert(np.array([4, 4]), unit(2))
            with pytest.raises(ValueError, match="from 0 up"):
                store.upsert(np.array([-1, 4]), unit(2))
            store.flush()
            assert store.count() == 0
