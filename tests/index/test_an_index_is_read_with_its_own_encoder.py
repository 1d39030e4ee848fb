"""An index is asked with the encoder it was made with, and with no other that has its name by now."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from fakes import FakeEncoder
from notes import many, write_notes

from index.build import build
from index.encoding import encoder_of
from index.errors import UnusableIndexError
from index.opened import Index
from index.places import places
from index.reader import open_index
from retriever import Retriever
from retriever.cli import answerbook

FIRST = FakeEncoder(name="m")


@pytest.fixture
def index(tmp_path: Path, home: Path) -> Index:
    path = places().index("kitchen")
    build(path, add=[write_notes(tmp_path / "notes", {"a.md": many(2)})], encoder=FIRST)
    return open_index(path)


@pytest.fixture
def replaced(monkeypatch: pytest.MonkeyPatch) -> FakeEncoder:
    """Return what ``load`` finds: the folder of the model holds other weights now."""
    other = FakeEncoder(name="m")
    other.fingerprint = "other"
    monkeypatch.setattr("index.encoding.load", lambda name: other)
    return other


def test_the_one_that_is_open_is_taken(index: Index) -> None:
    assert encoder_of(index, FIRST) is FIRST


def test_the_one_of_its_name_is_loaded(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    found = FakeEncoder(name="m")
    monkeypatch.setattr("index.encoding.load", lambda name: found if name == "m" else None)
    assert encoder_of(index) is found
    assert encoder_of(index, FakeEncoder(name="another")) is found


def test_another_one_of_its_name_is_refused(index: Index, replaced: FakeEncoder) -> None:
    said = r"another version of the model m .* mend it with: answerbook index --index kitchen"
    with pytest.raises(UnusableIndexError, match=said):
        encoder_of(index)
    with pytest.raises(UnusableIndexError, match=said):
        Retriever.open("kitchen", replaced)


@pytest.mark.parametrize("call", [["ask", "a queue"], ["related", "a queue"], ["check"]], ids=lambda call: call[0])
def test_commands_refuse_it(index: Index, replaced: FakeEncoder, call: list[str]) -> None:
    result = CliRunner().invoke(answerbook, [*call, "--index", "kitchen"])
    assert isinstance(result.exception, UnusableIndexError)


def test_the_next_build_mends_it(index: Index, replaced: FakeEncoder) -> None:
    build(index.path, encoder=replaced)
    assert Retriever.open("kitchen").ask("the queue number 1").hits
