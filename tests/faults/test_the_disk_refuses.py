"""A disk that is full or read-only: the build says so and ends, the last good index answers, the next build works."""

import os
import random
import shutil
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes import FakeEncoder
from faults import change_notes, finished, make_notes, opened, start, told

from index.build import build
from index.errors import AnswerbookError
from index.places import places

NOBODY = 65534


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
def unprivileged() -> Iterator[Path]:
    """Return a folder in which a process without privileges may write, so that a mode can forbid it."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o777)
    yield folder
    for path in [folder, *folder.rglob("*")]:
        path.chmod(path.stat().st_mode | stat.S_IRWXU)
    shutil.rmtree(folder)


def build_without_privileges(home: str, index: str, notes: str) -> None:
    """Build and open in this process, which is a child; exit codes as of the command line, 99 if it cannot be read."""
    if os.geteuid() == 0:
        os.setuid(NOBODY)
    os.environ["ANSWERBOOK_HOME"] = home
    try:
        assert opened(Path(index)).count > 0
    except AnswerbookError:
        os._exit(99)
    try:
        build(Path(index), add=[Path(notes)], encoder=FakeEncoder())
    except AnswerbookError as error:
        os._exit(error.exit_code)
    os._exit(0)


def test_a_read_only_index_is_read_and_not_written(unprivileged: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANSWERBOOK_HOME", str(unprivileged))
    notes, path = make_notes(unprivileged / "notes"), places().index("default")
    build(path, add=[notes], encoder=FakeEncoder())
    change_notes(notes, random.Random(1))
    for each in unprivileged.rglob("*"):
        each.chmod(0o555 if each.is_dir() else 0o444)
    before = sorted(unprivileged.rglob("*"))
    process = start(str(unprivileged), str(path), str(notes), target=build_without_privileges)
    process.join(60)
    assert process.exitcode == 70
    assert sorted(unprivileged.rglob("*")) == before
