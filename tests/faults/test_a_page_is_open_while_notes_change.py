"""A page is open while the index is replaced: what it shows stays readable, and its next question is answered anew."""

import random
from pathlib import Path

import pytest
from fakes import FakeEncoder
from faults import change_notes, make_notes, told

from index.build import build
from index.places import places
from index.reader import newest
from ui import session


@pytest.fixture(autouse=True)
def usual_index(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.encoding.load", lambda name: FakeEncoder())
    session.choose(None)


def test_what_was_open_stays_whole_and_the_next_question_sees_the_new_notes(tmp_path: Path) -> None:
    notes, path = make_notes(tmp_path / "notes"), places().index("default")
    build(path, add=[notes], encoder=FakeEncoder())
    before = session.retriever()
    shown, whole = before.ask("what does the queue number 1 do"), told(before.index)
    for number in range(3):
        text = (notes / "queue.md").read_text(encoding="utf-8")
        (notes / "queue.md").write_text(text.replace("messages", f"letters{number} messages"), encoding="utf-8")
        build(path, encoder=FakeEncoder())
    assert not (path / "generations" / before.index.generation).exists()
    assert told(before.index) == whole
    assert before.index.entry(shown.hits[0].entry).answer
    after = session.retriever()
    assert after.index.generation != before.index.generation
    assert "letters2" in after.ask("what does the queue number 1 do").hits[0].text
    assert session.retriever() is after


def test_a_generation_that_does_not_verify_is_tried_once(tmp_path: Path) -> None:
    notes, path = make_notes(tmp_path / "notes"), places().index("default")
    build(path, add=[notes], encoder=FakeEncoder())
    older = newest()
    change_notes(notes, random.Random(1))
    build(path, encoder=FakeEncoder())
    (path / "generations" / newest() / "documents.records").write_bytes(b"")
    held = session.retriever()
    assert (held.index.generation, len(held.index.notices)) == (older, 1)
    assert session.retriever() is held
    build(path, encoder=FakeEncoder())
    assert session.retriever().index.generation == newest()
