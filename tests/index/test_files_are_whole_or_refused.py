"""What is written is read back; what is torn is refused with ValueError, never read as something else."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.files import ArrayWriter, Records, open_array, seal, sha256_of, write_array, write_records, write_whole


@given(st.lists(st.binary(max_size=30)))
def test_records_come_back(tmp_path_factory: pytest.TempPathFactory, records: list[bytes]) -> None:
    path = tmp_path_factory.mktemp("records") / "r"
    write_records(path, records)
    found = Records(path)
    assert list(found) == records
    assert found[0 : len(records)] == records
    with pytest.raises(IndexError):
        found[len(records)]


@given(st.sets(st.binary(max_size=6)), st.binary(max_size=6))
def test_a_sorted_record_is_found(tmp_path_factory: pytest.TempPathFactory, records: set[bytes], other: bytes) -> None:
    path = tmp_path_factory.mktemp("records") / "r"
    ordered = sorted(records)
    write_records(path, ordered)
    found = Records(path)
    assert [found.find(record) for record in ordered] == list(range(len(ordered)))
    assert found.find(other) == (ordered.index(other) if other in records else -1)


def test_arrays_grow_row_by_row(tmp_path: Path) -> None:
    with ArrayWriter(tmp_path / "a.npy", np.float32, 3) as writer:
        for number in range(500):
            writer.append(np.full((number % 3, 3), number))
    expected = np.concatenate([np.full((number % 3, 3), number, np.float32) for number in range(500)])
    np.testing.assert_array_equal(open_array(tmp_path / "a.npy"), expected)


def test_an_array_without_rows_is_opened(tmp_path: Path) -> None:
    write_array(tmp_path / "a.npy", np.zeros((0, 4), np.float16))
    assert open_array(tmp_path / "a.npy").shape == (0, 4)


def test_rows_of_another_width_are_refused(tmp_path: Path) -> None:
    with (
        pytest.raises(ValueError, match=r"\(2, 4\).*width 3"),
        ArrayWriter(tmp_path / "a.npy", np.float32, 3) as writer,
    ):
        writer.append(np.zeros((2, 4)))


@given(st.integers(0, 200))
def test_a_file_cut_short_is_refused(tmp_path_factory: pytest.TempPathFactory, length: int) -> None:
    folder = tmp_path_factory.mktemp("torn")
    write_records(folder / "r", [b"some", b"records", b"here"])
    write_array(folder / "a.npy", np.arange(9))
    for path in (folder / "r", folder / "a.npy"):
        whole = path.read_bytes()
        path.write_bytes(whole[: min(length, len(whole) - 1)])
    with pytest.raises(ValueError, match="r "):
        Records(folder / "r")
    with pytest.raises(ValueError, match=r"a\.npy"):
        open_array(folder / "a.npy")


def test_pickled_arrays_are_never_loaded(tmp_path: Path) -> None:
    np.save(tmp_path / "a.npy", np.array([{"a": 1}], object), allow_pickle=True)
    with pytest.raises(ValueError, match="no array"):
        open_array(tmp_path / "a.npy")


def test_sealing_says_what_each_file_is(tmp_path: Path) -> None:
    (tmp_path / "one").write_bytes(b"12345")
    (tmp_path / "folder").mkdir()
    sealed = seal(tmp_path)
    assert set(sealed) == {"one"}
    assert (sealed["one"].size, sealed["one"].sha256) == (5, sha256_of(tmp_path / "one"))


def test_a_failed_write_leaves_the_old_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "current"
    write_whole(path, b"old")

    def refuse(self: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(OSError, match="No space"):
        write_whole(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_threads_that_write_one_file_leave_one_of_their_contents(tmp_path: Path) -> None:
    contents = [bytes([number]) * 300_000 for number in range(8)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda content: write_whole(tmp_path / "checked", content), contents * 3))
    assert (tmp_path / "checked").read_bytes() in contents
    assert [path.name for path in tmp_path.iterdir()] == ["checked"]
