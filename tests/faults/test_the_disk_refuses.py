"""A disk that is full or read-only: the build says so and ends, the last good index answers, the next build works."""

import errno
import os
import random
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from fakes import FakeEncoder
from faults import build_without_privileges, change_notes, finished, make_notes, opened, start, told

from index.build import build
from index.errors import AnswerbookError
from index.places import places
from retriever import Retriever
from retriever.cli import answerbook


@pytest.mark.parametrize("most_bytes", [100, 4_000, 20_000])
def test_no_file_may_grow(home: Path, tmp_path: Path, most_bytes: int) -> None:
    notes, path = make_notes(tmp_path / "notes"), places().index("default")
    build(path, add=[notes], encoder=FakeEncoder())
    before = told(opened(path))
    change_notes(notes, random.Random(1))
    code = finished(home, path, notes, most_bytes=most_bytes)
    assert code in (4, 70)
    assert told(opened(path)) == before
    assert not (path / "staging").exists()
    build(path, encoder=FakeEncoder())
    assert told(opened(path)) != before
    assert not opened(path).changes()


@pytest.mark.parametrize("where", ["index.store.seal", "index.build.stage"])
def test_a_full_disk_is_named(where: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    notes, path = make_notes(tmp_path / "notes"), places().index("default")

    def full(folder: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(where, full)
    with pytest.raises(AnswerbookError, match=r"no room.*mend it with: answerbook index"):
        build(path, add=[notes], encoder=FakeEncoder())


@pytest.fixture
def forbidden(home: Path) -> Iterator[Path]:
    """Return the home; whatever is made read-only in it can be cleared away afterwards."""
    yield home
    for path in home.rglob("*"):
        path.chmod(path.stat().st_mode | stat.S_IRWXU)


def test_a_read_only_index_is_read_and_not_written(forbidden: Path, tmp_path: Path) -> None:
    notes, path = make_notes(tmp_path / "notes"), places().index("default")
    build(path, add=[notes], encoder=FakeEncoder())
    change_notes(notes, random.Random(1))
    for each in forbidden.rglob("*"):
        each.chmod(0o555 if each.is_dir() else 0o444)
    before = sorted(forbidden.rglob("*"))
    process = start(forbidden, path, notes, target=build_without_privileges)
    process.join(60)
    assert process.exitcode == 70
    assert sorted(forbidden.rglob("*")) == before


@pytest.mark.parametrize("refusal", [errno.EACCES, errno.ENOTCONN])
def test_notes_of_which_nothing_can_be_told_are_not_there_and_are_still_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, refusal: int
) -> None:
    notes, path = make_notes(tmp_path / "notes"), places().index("default")
    build(path, add=[notes], encoder=FakeEncoder())
    before = told(opened(path))
    looked = os.stat

    def look(at: Any, **how: Any) -> os.stat_result:
        if isinstance(at, (str, Path)) and Path(at).is_relative_to(notes):
            raise OSError(refusal, os.strerror(refusal), str(at))
        return looked(at, **how)

    monkeypatch.setattr(os, "stat", look)
    assert build(path, encoder=FakeEncoder()).missing == (str(notes),)
    assert told(opened(path)) == before
    answer = Retriever.open(encoder=FakeEncoder()).ask("what is a queue")
    assert answer.hits and answer.stale
    assert f"not there: {notes}" in CliRunner().invoke(answerbook, ["doctor"]).stdout
