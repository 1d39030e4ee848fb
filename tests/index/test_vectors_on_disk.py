"""The FAISS file: which kind by size, written whole, never trusted when it does not read."""

import resource
import signal
from pathlib import Path

import faiss
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from vector_contract import exact, ids_of, unit

import index.vectors as module
from index.vectors import FaissVectors, kind_for, open_search, write_search


def test_the_kind_follows_from_the_count() -> None:
    assert kind_for(0) == kind_for(100_000) == "IDMap2,Flat"
    assert kind_for(100_001) == kind_for(500_000) == "IDMap2,SQfp16"
    assert kind_for(1_000_000) == "IVF4000,SQfp16"


def test_a_store_that_outgrows_its_kind_changes_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "EXACT_UP_TO", 100)
    monkeypatch.setattr(module, "HALF_UP_TO", 2000)
    monkeypatch.setattr(module, "_TRAINED_FROM", 4)
    path, ids, vectors = tmp_path / "v.faiss", ids_of(4000), unit(4000)
    kinds = []
    for end in (100, 2000, 4000):
        with FaissVectors(path, 16) as store:
            new = np.setdiff1d(ids[:end], [part for ids_, _ in store.scan() for part in ids_])
            store.upsert(new, vectors[[int(np.flatnonzero(ids == one)[0]) for one in new]])
            store.flush()
            assert store.count() == end
            kinds.append(type(faiss.read_index(str(path))).__name__)
            assert (store.get(ids[:end]) * vectors[:end]).sum(axis=1).min() > 0.999
    assert kinds == ["IndexIDMap2", "IndexIDMap2", "IndexIVFScalarQuantizer"]


def test_inverted_lists_that_so_few_cannot_train_give_way(tmp_path: Path) -> None:
    assert write_search(unit(50), np.arange(50), tmp_path / "v.faiss", "IVF16,SQfp16") == "IDMap2,Flat"
    assert type(faiss.read_index(str(tmp_path / "v.faiss"))).__name__ == "IndexIDMap2"


def test_a_kind_that_cannot_delete_is_built_again(tmp_path: Path) -> None:
    ids, vectors = ids_of(600), unit(600)
    with FaissVectors(tmp_path / "v.faiss", 16, kind="IDMap2,HNSW16_SQ8") as store:
        store.upsert(ids, vectors)
        store.flush()
        store.delete(ids[:100])
        store.upsert(ids[100:110], vectors[:10])
        store.flush()
        assert store.count() == 500
        assert np.allclose(store.get(ids[100:110]), vectors[:10], atol=2e-2)
        assert not set(store.search(vectors[50], 10)[0].tolist()) & set(ids[:100].tolist())
    assert type(faiss.downcast_index(faiss.read_index(str(tmp_path / "v.faiss")).index)).__name__ == "IndexHNSWSQ"


@pytest.mark.parametrize("kind", [None, "IDMap2,SQfp16", "IVF16,SQfp16"])
def test_a_mapped_array_in_half_precision_is_written_in_parts(tmp_path: Path, kind: str | None) -> None:
    ids, vectors = ids_of(3000), unit(3000).astype(np.float16)
    np.save(tmp_path / "vectors.npy", vectors)
    mapped = np.load(tmp_path / "vectors.npy", mmap_mode="r")
    assert write_search(mapped, ids, tmp_path / "v.faiss", kind) == (kind or "IDMap2,SQfp16")
    store = open_search(tmp_path / "v.faiss")
    assert store.count() == 3000
    assert (store.get(ids) * vectors).sum(axis=1).min() > 0.999


def test_the_same_vectors_give_the_same_file(tmp_path: Path) -> None:
    ids, vectors = ids_of(2000), unit(2000)
    for kind in (None, "IDMap2,SQfp16"):
        for name in ("a", "b"):
            write_search(vectors, ids, tmp_path / name, kind)
        assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
        for name in ("a", "b"):
            (tmp_path / name).unlink()


def test_a_large_file_is_mapped_and_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    flags: list[int] = []
    real = faiss.read_index
    monkeypatch.setattr(faiss, "read_index", lambda path, flag: (flags.append(flag), real(path, flag))[1])
    ids, vectors = ids_of(500), unit(500)
    write_search(vectors, ids, tmp_path / "v.faiss")
    open_search(tmp_path / "v.faiss")
    monkeypatch.setattr(module, "_MAPPED_FROM", 1)
    mapped = open_search(tmp_path / "v.faiss")
    assert flags == [0, faiss.IO_FLAG_MMAP_IFC]
    assert np.array_equal(mapped.search(vectors[3], 5)[0], exact(ids, vectors, vectors[3], 5)[0])


def test_a_store_opened_for_reading_is_not_changed(tmp_path: Path) -> None:
    write_search(unit(5), np.arange(5), tmp_path / "v.faiss")
    before = (tmp_path / "v.faiss").read_bytes()
    store = open_search(tmp_path / "v.faiss")
    with pytest.raises(ValueError, match="open for reading"):
        store.delete(np.array([1]))
    store.flush()
    assert (tmp_path / "v.faiss").read_bytes() == before


@pytest.mark.parametrize("content", [b"", b"IxFI", b"no index at all" * 100])
def test_what_is_no_index_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "v.faiss").write_bytes(content)
    with pytest.raises(ValueError, match="no FAISS index"):
        open_search(tmp_path / "v.faiss")


def test_a_cut_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "v.faiss"
    write_search(unit(500), ids_of(500), path)
    whole = path.read_bytes()
    for size in (len(whole) - 1, len(whole) // 2, 60):
        path.write_bytes(whole[:size])
        with pytest.raises(ValueError, match="no FAISS index"):
            open_search(path)


def test_another_dimension_is_refused(tmp_path: Path) -> None:
    write_search(unit(5), np.arange(5), tmp_path / "v.faiss")
    with pytest.raises(ValueError, match="16 dimensions, not 8"):
        FaissVectors(tmp_path / "v.faiss", 8)
    with pytest.raises(ValueError, match="its dimension must be given"):
        FaissVectors(tmp_path / "other.faiss")


def test_a_full_disk_leaves_the_old_file_whole(tmp_path: Path) -> None:
    path = tmp_path / "v.faiss"
    write_search(unit(100), np.arange(100), path)
    before = path.read_bytes()
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        with FaissVectors(path) as store:
            store.upsert(np.arange(100, 400), unit(300, 3))
            resource.setrlimit(resource.RLIMIT_FSIZE, (len(before) + 1000, limits[1]))
            with pytest.raises(OSError, match="File too large"):
                store.flush()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, ignored)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


operations = st.lists(
    st.tuples(st.sampled_from(["upsert", "delete", "flush"]), st.sets(st.integers(0, 25), max_size=6)), max_size=12
)


@settings(max_examples=60, deadline=None)
@given(operations)
def test_any_order_of_changes_ends_as_a_dictionary_would(tmp_path_factory, steps) -> None:
    path = tmp_path_factory.mktemp("v") / "v.faiss"
    pool, model = unit(400, 4), {}
    with FaissVectors(path, 16) as store:
        for number, (verb, chosen) in enumerate([*steps, ("flush", set())]):
            ids = np.array(sorted(chosen), np.int64)
            if verb == "upsert":
                rows = (ids * 7 + number) % len(pool)
                store.upsert(ids, pool[rows])
                model |= {int(one): pool[row] for one, row in zip(ids, rows, strict=True)}
            elif verb == "delete":
                store.delete(ids)
                model = {one: vector for one, vector in model.items() if one not in chosen}
            else:
                store.flush()
                assert store.count() == len(model)
        query = pool[-1]
        found, scores = store.search(query, 30)
        expected = sorted(((float(vector @ query), one) for one, vector in model.items()), reverse=True)
        assert set(found.tolist()) == {one for _, one in expected}
        assert np.allclose(scores, [score for score, _ in expected], atol=1e-5)
