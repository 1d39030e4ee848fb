"""A graph's folder appears whole, is hashed when it changed, and is set aside when it is damaged."""

import json
import multiprocessing
import os
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from index.encoder import load, problems
from index.encoder.digests import digests
from index.encoder.graphs import CARD, card_of, published
from index.errors import AnswerbookError
from index.files import sha256_of
from index.places import places

Made = list[Path]


def maker(made: Made, content: bytes = b"a graph") -> Any:
    def make(work: Path) -> Mapping[str, Any]:
        made.append(work)
        (work / "graph.onnx").write_bytes(content)
        return {"limit": 256}

    return make


def test_a_graph_is_made_once() -> None:
    made: Made = []
    folder, card = published("one", maker(made))
    assert (folder / "graph.onnx").read_bytes() == b"a graph"
    assert card["limit"] == 256
    assert published("one", maker(made)) == (folder, card)
    assert len(made) == 1
    assert list(places().graphs.glob(".making-*")) == []


@pytest.mark.parametrize("harm", ["flip", "cut", "remove", "card", "card says otherwise", "card is a list"])
def test_a_damaged_graph_is_set_aside_and_made_again(harm: str) -> None:
    folder, _ = published("one", maker([]))
    graph = folder / "graph.onnx"
    match harm:
        case "flip":
            graph.write_bytes(b"A graph")
        case "cut":
            graph.write_bytes(b"a gr")
        case "remove":
            graph.unlink()
        case "card":
            (folder / CARD).write_text("{")
        case "card says otherwise":
            (folder / CARD).write_text((folder / CARD).read_text().replace("256,", "216,"))
        case _:
            (folder / CARD).write_text("[]")
    made: Made = []
    again, _ = published("one", maker(made))
    assert len(made) == 1
    assert (again / "graph.onnx").read_bytes() == b"a graph"
    assert len(list(places().graphs.glob("one.damaged-*"))) == 1


def test_a_flip_that_keeps_size_and_time_is_found_where_nothing_is_trusted() -> None:
    folder, card = published("one", maker([]))
    graph = folder / "graph.onnx"
    stat = graph.stat()
    graph.write_bytes(b"A graph")
    os.utime(graph, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert card_of(folder) == card
    assert card_of(folder, trust=False) is None


def test_what_another_process_published_in_between_is_not_set_aside(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[Path] = []

    def look(folder: Path, **how: bool) -> dict[str, Any] | None:
        looked.append(folder)
        if len(looked) == 1:
            assert card_of(folder) is None
            with monkeypatch.context() as patch:
                patch.setattr("index.encoder.graphs.card_of", card_of)
                published("one", maker([]))
            return None
        return card_of(folder, **how)

    monkeypatch.setattr("index.encoder.graphs.card_of", look)
    made: Made = []
    folder, _ = published("one", maker(made))
    assert (folder / "graph.onnx").read_bytes() == b"a graph"
    assert not made
    assert not list(places().graphs.glob("one.damaged-*"))


def test_a_failed_making_leaves_nothing() -> None:
    def fail(work: Path) -> Mapping[str, Any]:
        (work / "graph.onnx").write_bytes(b"half")
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        published("one", fail)
    assert [path for path in places().graphs.iterdir() if path.name != "seen"] == []


@pytest.mark.parametrize(("verb", "step"), [(load, "mkdir"), (load, "rename"), (problems, "exists")])
def test_a_cache_that_may_not_be_used_is_said_in_one_sentence(
    verb: Callable[[], object], step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, step, refused)
    with pytest.raises(AnswerbookError, match=r"kept in .*graphs: Permission denied; mend it with: answerbook doctor"):
        verb()


def test_what_a_killed_process_left_is_swept_away_once_it_is_old() -> None:
    old, young = places().graphs / ".making-old", places().graphs / ".making-young"
    old.mkdir(parents=True)
    young.mkdir()
    os.utime(old, (time.time() - 7200,) * 2)
    published("one", maker([]))
    assert not old.exists()
    assert young.exists()


def _publish_slowly(home: str, barrier: Any, results: Any) -> None:
    os.environ["ANSWERBOOK_HOME"] = home

    def make(work: Path) -> Mapping[str, Any]:
        (work / "graph.onnx").write_bytes(b"a graph")
        barrier.wait(30)
        return {"limit": 256}

    folder, card = published("one", make)
    results.put((str(folder), json.dumps(card, sort_keys=True)))


def test_two_processes_that_make_it_at_once_end_with_one(home: Path) -> None:
    context = multiprocessing.get_context("spawn")
    barrier, results = context.Barrier(2), context.Queue()
    both = [context.Process(target=_publish_slowly, args=(str(home), barrier, results)) for _ in range(2)]
    for process in both:
        process.start()
    answers = {results.get(timeout=60) for _ in both}
    for process in both:
        process.join(60)
    assert [process.exitcode for process in both] == [0, 0]
    assert len(answers) == 1
    assert [path.name for path in places().graphs.iterdir() if path.name != "seen"] == ["one"]


def test_a_file_is_read_again_only_when_its_size_or_time_changed(tmp_path: Path, monkeypatch) -> None:

    read: list[Path] = []
    monkeypatch.setattr("index.encoder.digests.sha256_of", lambda path: (read.append(path), sha256_of(path))[1])
    (tmp_path / "a").write_bytes(b"1")
    (tmp_path / "b").write_bytes(b"2")
    first = digests(tmp_path, ["a", "b"])
    assert digests(tmp_path, ["a", "b"]) == first
    assert len(read) == 2
    (tmp_path / "b").write_bytes(b"33")
    assert digests(tmp_path, ["a", "b"])["b"] != first["b"]
    assert len(read) == 3
    assert digests(tmp_path, ["a"], trust=False) == {"a": first["a"]}
    assert len(read) == 4


def test_a_damaged_memory_of_hashes_costs_time_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"1")
    first = digests(tmp_path, ["a"])
    for memory in (places().graphs / "seen").iterdir():
        memory.write_bytes(b"[1, 2")
    assert digests(tmp_path, ["a"]) == first
