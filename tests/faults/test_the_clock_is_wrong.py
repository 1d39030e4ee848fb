"""A clock that is set back, and files from the future: what changed is noticed all the same."""

import os
import time
from pathlib import Path

import pytest
from fakes import FakeEncoder
from faults import make_notes, opened, told

from index.build import build
from index.places import places

YEAR = 365 * 86400 * 10**9


@pytest.mark.parametrize("shift", [-YEAR, YEAR])
def test_a_build_after_the_clock_jumped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shift: int) -> None:
    notes, path = make_notes(tmp_path / "notes"), places().index("default")
    build(path, add=[notes], encoder=FakeEncoder())
    first = opened(path).generation
    real = time.time_ns
    monkeypatch.setattr(time, "time_ns", lambda: real() + shift)
    monkeypatch.setattr(time, "time", lambda: (real() + shift) / 1e9)
    text = (notes / "queue.md").read_text().replace("holds 7 messages", "holds 9 messages")
    (notes / "queue.md").write_text(text)
    os.utime(notes / "queue.md", ns=(real() + shift, real() + shift))
    assert opened(path).changes().changed == ("queue.md",)
    build(path, encoder=FakeEncoder())
    assert any("holds 9 messages" in text for _, _, _, text in told(opened(path)).passages)
    assert opened(path).generation > first
    time.sleep(0.2)  # a file is looked at once more while it is younger than the tick of a clock
    build(path, encoder=FakeEncoder())
    assert not build(path, encoder=FakeEncoder()).published


def test_an_edit_within_one_tick_of_the_clock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    notes, path = make_notes(tmp_path / "notes"), places().index("default")
    build(path, add=[notes], encoder=FakeEncoder())
    file = notes / "queue.md"
    before = file.stat()
    text = file.read_text()
    monkeypatch.setattr("index.sources.state_of", _frozen(file, before))
    file.write_text(text.replace("holds 7 messages", "holds 9 messages"))
    build(path, encoder=FakeEncoder())
    file.write_text(text.replace("holds 7 messages", "holds 8 messages"))
    assert opened(path).changes().changed == ("queue.md",)


def _frozen(file: Path, then: os.stat_result) -> object:
    """Return a look at files to which ``file`` seems to have been written this very moment, whenever that is."""
    from index.sources import State, state_of

    def look(path: Path) -> State:
        return State(then.st_size, 0, 0) if path == file else state_of(path)

    return look
