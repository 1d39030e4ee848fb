"""Two builds at once, and builds while thirty readers ask: one writer, and every reader sees one whole generation."""

import json
import os
import random
import shutil
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from fakes import FakeEncoder
from faults import change_notes, glimpse, make_notes, opened, start, told

from index.build import build
from index.lock import BusyError, writing
from index.places import places
from retriever.cli.paths import paths

READERS = 30
BUILDS = 2


def test_a_second_writer_is_told_who_is_writing(home: Path, tmp_path: Path) -> None:
    notes, path = make_notes(tmp_path / "notes"), places().index("default")
    build(path, add=[notes], encoder=FakeEncoder())
    change_notes(notes, random.Random(1))
    other = start(home, path, notes, slow=30)
    try:
        deadline = time.monotonic() + 60
        while not (path / "writer.json").exists():
            assert time.monotonic() < deadline
            time.sleep(0.01)
        with pytest.raises(BusyError, match=f"process {other.pid} on ") as caught:
            build(path, encoder=FakeEncoder())
        assert caught.value.exit_code == 4
        assert opened(path).count > 0
    finally:
        other.kill()
        other.join()
    assert build(path, encoder=FakeEncoder()).published


def test_who_is_writing_is_never_told_by_half(tmp_path: Path) -> None:
    told_by_half, done = list[str](), threading.Event()

    def read() -> None:
        while not done.is_set():
            with suppress(FileNotFoundError):
                said = (tmp_path / "writer.json").read_text()
                told_by_half.extend([said] if not said.endswith("}") else [])

    reader = threading.Thread(target=read)
    reader.start()
    for _ in range(300):
        with writing(tmp_path):
            pass
    done.set()
    reader.join()
    assert told_by_half == []


def test_many_writers_leave_a_whole_index(home: Path, tmp_path: Path) -> None:
    notes, path = make_notes(tmp_path / "notes"), places().index("default")
    writers = [start(home, path, notes) for _ in range(4)]
    for writer in writers:
        writer.join(60)
    codes = [writer.exitcode for writer in writers]
    assert 0 in codes
    assert set(codes) <= {0, 4}
    build(path, encoder=FakeEncoder())
    assert len(told(opened(path)).ids) == 30


def test_readers_see_one_generation_each(tmp_path: Path) -> None:
    chance = random.Random(3)
    notes, path = make_notes(tmp_path / "notes"), places().index("default")
    build(path, add=[notes], encoder=FakeEncoder())
    seen: list[tuple[str, tuple[int, int, str]]] = []
    wrong: list[BaseException] = []
    over = threading.Event()

    def read() -> None:
        try:
            while not over.is_set():
                index = opened(path)
                seen.append((index.generation, glimpse(index)))
                time.sleep(0.2)
        except BaseException as error:
            wrong.append(error)

    first = opened(path)
    truth, whole = {first.generation: glimpse(first)}, told(first)
    readers = [threading.Thread(target=read) for _ in range(READERS)]
    for reader in readers:
        reader.start()
    for _ in range(BUILDS):
        change_notes(notes, chance)
        report = build(path, encoder=FakeEncoder())
        truth[report.generation] = glimpse(opened(path))
    over.set()
    for reader in readers:
        reader.join(60)
    assert not wrong
    assert len(seen) >= READERS
    assert all(said == truth[generation] for generation, said in seen)
    assert told(first) == whole, "an index that was swept away still answers whom it was open for"
    assert len(list((path / "generations").iterdir())) == 2


def test_an_index_is_listed_while_a_build_clears_away_in_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = places().index("default")
    build(path, add=[make_notes(tmp_path / "notes")], encoder=FakeEncoder())
    staging = path / "staging"
    (staging / "segment").mkdir(parents=True)
    listed = os.scandir

    def list_what_is_left(at: Any) -> Any:
        if at in (staging, str(staging)):
            shutil.rmtree(staging)
        return listed(at)

    monkeypatch.setattr(os, "scandir", list_what_is_left)
    (shown,) = json.loads(CliRunner().invoke(paths, ["--json"]).stdout)["named"]
    assert shown["name"] == "default"
    assert shown["bytes"] > 0
