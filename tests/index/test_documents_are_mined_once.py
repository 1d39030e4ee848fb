"""What is mined out of a document is kept for as long as it is the same, whoever encodes it."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest
from fakes import FakeEncoder
from notes import many, write_notes

import index.mining as mining
import index.topics as topics
from corpus.model import Entry
from index.build import build
from index.mining import Mined
from index.opened import Index
from index.places import places
from index.reader import open_index


class Counting:
    """Mines the questions of a document, and remembers of which documents."""

    def __init__(self) -> None:
        self.read: list[str] = []

    def mine(self, entries: Sequence[Entry]) -> bytes:
        self.read += dict.fromkeys(entry.document for entry in entries)
        return "\n".join(entry.question for entry in entries).encode()

    def join(self, index: Index, documents: Iterable[bytes]) -> bytes:
        found = b"\n".join(documents)
        assert found.decode().split("\n") == [entry.question for entry in index.entries()]
        return found


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    return write_notes(tmp_path / "notes", {name: many(3, name[0]) for name in ("a.md", "b.md", "c.md")})


def built(counting: Counting, version: int = 1, dimension: int = 64, add: Sequence[Path] = ()) -> list[str]:
    """Build with a hook that counts; return the documents that were mined."""
    counting.read.clear()
    derive = {"questions": Mined(version, counting.mine, counting.join)}
    report = build(places().index("default"), add=add, encoder=FakeEncoder(dimension), derive=derive)
    assert not report.notices
    assert open_index().derived("questions") is not None
    return counting.read


@pytest.mark.usefixtures("home")
def test_only_what_is_new_or_changed_is_mined(notes: Path) -> None:
    counting = Counting()
    assert built(counting, add=[notes]) == ["a.md", "b.md", "c.md"]
    write_notes(notes, {"b.md": many(2, "other")})
    assert built(counting) == ["b.md"]
    (notes / "a.md").unlink()
    assert built(counting) == []
    (notes / "c.md").rename(notes / "d.md")
    assert built(counting) == ["d.md"]
    assert built(counting, dimension=32) == []


@pytest.mark.usefixtures("home")
def test_other_rules_mine_everything_again(notes: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    counting = Counting()
    built(counting, add=[notes])
    write_notes(notes, {"d.md": many(1, "d")})
    assert built(counting, version=2) == ["a.md", "b.md", "c.md", "d.md"]
    write_notes(notes, {"e.md": many(1, "e")})
    monkeypatch.setattr(mining, "PARSER", mining.PARSER + 1)
    assert built(counting, version=2) == ["a.md", "b.md", "c.md", "d.md", "e.md"]


@pytest.mark.usefixtures("home")
def test_topics_are_noted_once(notes: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(places().index("default"), add=[notes], encoder=FakeEncoder())
    noted: list[str] = []

    def note(entries: Sequence[Entry]) -> bytes:
        noted.extend(dict.fromkeys(entry.document for entry in entries))
        return note_topics(entries)

    note_topics = topics.note_topics
    monkeypatch.setattr(topics, "note_topics", note)
    write_notes(notes, {"c.md": many(4, "c")})
    build(places().index("default"), encoder=FakeEncoder())
    assert noted == ["c.md"]


@pytest.mark.usefixtures("home")
def test_a_miner_that_fails_leaves_a_sentence_and_no_artefact(notes: Path) -> None:
    def fail(entries: Sequence[Entry]) -> bytes:
        raise ArithmeticError("no number")

    path = places().index("default")
    derive = {"fails": Mined(1, fail, lambda index, documents: b"")}
    report = build(path, add=[notes], encoder=FakeEncoder(), derive=derive)
    assert any("'fails'" in notice and "no number" in notice for notice in report.notices)
    assert open_index().derived("fails") is None
    assert "mined-fails.records" not in open_index().manifest.files
