"""What is worked out of an index is worked out once, and lives no longer than the index is open."""

import gc
import weakref
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fakes import FakeEncoder
from notes import many, write_notes

from index.build import build
from index.opened import Index
from index.places import places
from index.reader import open_index
from index.remembering import known_or_made, remembered
from retriever import Retriever
from retriever.atlas import read_atlas
from retriever.conflicts import find_conflicts
from retriever.copies import find_copies
from retriever.related import related
from retriever.scale import read_scale
from retriever.spotcheck.askable import askable
from ui import atlas, examples, facts

WORKED_OUT: list[Callable[[Index], object]] = [
    read_atlas,
    read_scale,
    find_conflicts,
    find_copies,
    askable,
    facts.documents,
    facts.topics,
    facts.files,
    lambda index: facts.about(index, "queue", 3),
    examples.questions,
    atlas._named,
    lambda index: related(index, FakeEncoder(), "a queue holds messages"),
]


@pytest.fixture
def path(tmp_path: Path, home: Path) -> Path:
    path = places().index("default")
    build(path, add=[write_notes(tmp_path / "notes", {"a.md": many(6)})], encoder=FakeEncoder())
    return path


@pytest.fixture
def uncollected() -> Iterator[None]:
    """Leave only what is let go at once: a circle would keep the files of an old generation open for a while."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()


@pytest.mark.usefixtures("uncollected")
def test_nothing_keeps_an_index_open(path: Path) -> None:
    index = open_index(path)
    for each in WORKED_OUT:
        each(index)
    there = weakref.ref(index)
    del index
    assert there() is None


@pytest.mark.usefixtures("uncollected")
def test_a_retriever_that_is_let_go_closes_its_index(path: Path) -> None:
    retriever = Retriever.open(path, FakeEncoder())
    retriever.ask("waht is a qeue", sources=["a.md"])
    retriever.related("a queue holds messages")
    retriever.grade(next(retriever.index.entries()).id or "", "it holds messages")
    there = weakref.ref(retriever.index)
    del retriever
    assert there() is None


def test_it_is_worked_out_once_an_index_however_many_take_turns(path: Path) -> None:
    made: list[tuple[Index, int]] = []

    @remembered
    def count(index: Index, least: int = 0) -> int:
        made.append((index, least))
        return index.count

    indexes = [open_index(path) for _ in range(4)]
    for _ in range(2):
        assert [count(each) for each in indexes] == [6] * 4
    assert made == [(each, 0) for each in indexes]
    count(indexes[0], 1)
    count(indexes[0], 1)
    assert made[4:] == [(indexes[0], 1)]


def test_a_dictionary_never_holds_more_than_it_may() -> None:
    known: dict[str, int] = {}
    found = [known_or_made(known, word, len, 2) for word in ("a", "bb", "a", "ccc")]
    assert found == [1, 2, 1, 3]
    assert known == {"ccc": 3}
