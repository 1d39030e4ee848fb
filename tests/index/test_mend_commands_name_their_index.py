"""The command that mends an index is told for that very index, and does mend it."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from fakes import FakeEncoder
from notes import many, write_notes

from index.build import build
from index.errors import NoIndexError, UnusableIndexError
from index.lock import BusyError, writing
from index.places import command, places
from index.reader import open_index
from retriever.cli import answerbook

MEND = "answerbook index --index kitchen"


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    return write_notes(tmp_path / "notes", {"a.md": many(2), "b.md": many(2, "bucket")})


@pytest.fixture
def kitchen(home: Path, notes: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("index.encoding.load", lambda name: FakeEncoder())
    monkeypatch.setattr("index.encoder.problems", lambda model: [])
    path = places().index("kitchen")
    build(path, add=[notes], encoder=FakeEncoder())
    return path


def test_an_index_is_named_as_the_command_line_takes_it(home: Path, tmp_path: Path) -> None:
    assert command(places().index("default")) == "answerbook index"
    assert command(places().index("kitchen"), "doctor") == "answerbook doctor --index kitchen"
    assert command(tmp_path / "my notes") == f"answerbook index --index '{tmp_path}/my notes'"
    assert command(Path("here")) == f"answerbook index --index {Path('here').absolute()}"


def test_no_index(home: Path) -> None:
    with pytest.raises(NoIndexError) as told:
        open_index("kitchen")
    assert told.value.mend == f"{MEND} PATH"


def test_only_where_there_is_no_index_at_all_one_is_made_without_naming_notes(home: Path) -> None:
    with pytest.raises(NoIndexError) as told:
        open_index()
    assert told.value.mend == "answerbook index"


def test_notes_of_ones_own_are_named_where_another_index_is_there(kitchen: Path) -> None:
    with pytest.raises(NoIndexError, match="there are: kitchen; mend it with: answerbook index PATH"):
        open_index()


def test_a_damaged_index(kitchen: Path) -> None:
    for file in kitchen.glob("segments/*/vectors.npy"):
        file.write_bytes(b"")
    with pytest.raises(UnusableIndexError) as told:
        open_index("kitchen")
    assert told.value.mend == MEND
    build(kitchen, encoder=FakeEncoder())
    assert open_index("kitchen").count == 4


def test_an_index_that_falls_back_on_an_older_generation(kitchen: Path) -> None:
    (kitchen / "current").write_text("nonsense")
    assert open_index("kitchen").notices[0].endswith(f"mend it with: {MEND}")


def test_a_folder_where_the_current_generation_is_named(kitchen: Path) -> None:
    (kitchen / "current").unlink()
    (kitchen / "current").mkdir()
    assert open_index("kitchen").notices[0].endswith(f"mend it with: {MEND}")
    assert build(kitchen, encoder=FakeEncoder()).published
    assert not open_index("kitchen").notices


def test_an_index_that_is_being_built(kitchen: Path) -> None:
    with writing(kitchen), pytest.raises(BusyError) as told:
        build(kitchen, encoder=FakeEncoder())
    assert told.value.mend == f"{MEND}, once it is done"


@pytest.mark.parametrize("call", [["ask", "a queue"], ["doctor"]], ids=lambda call: call[0])
def test_a_stale_index(kitchen: Path, notes: Path, call: list[str]) -> None:
    (notes / "b.md").unlink()
    assert f"{MEND}\n" in CliRunner().invoke(answerbook, [*call, "--index", "kitchen"]).output


def test_a_stale_index_that_is_scored(kitchen: Path, notes: Path, tmp_path: Path) -> None:
    (notes / "b.md").unlink()
    judged = tmp_path / "judged.jsonl"
    judged.write_text('{"qid": "1", "kind": "own", "query": "a queue", "judgements": []}\n')
    assert f"{MEND}\n" in CliRunner().invoke(answerbook, ["eval", str(judged), "--index", "kitchen"]).output
