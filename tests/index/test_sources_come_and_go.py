"""An index has the sources that were named, each once, and keeps what it read of one that is not there."""

import os
from pathlib import Path

import numpy as np
import pytest
from fakes import FakeEncoder
from notes import many, questions, write_notes

from index.build import build
from index.errors import UsageError
from index.reader import open_index
from index.sources import SEED


def test_sources_are_added_and_removed(path: Path, notes: Path, tmp_path: Path) -> None:
    other = write_notes(tmp_path / "other", {"o.md": many(4, "alarm")})
    build(path, add=[notes], encoder=FakeEncoder())
    build(path, add=[other / "o.md"], encoder=FakeEncoder())
    assert open_index().manifest.sources == (str(notes), str(other / "o.md"))
    assert len(questions(open_index())) == 30
    report = build(path, remove=[notes], encoder=FakeEncoder())
    assert report.deleted == ("a.md", "b.md", "sub/c.md")
    assert len(questions(open_index())) == 4
    with pytest.raises(UsageError, match="no source"):
        build(path, remove=[notes], encoder=FakeEncoder())
    with pytest.raises(UsageError, match="not there"):
        build(path, add=[tmp_path / "nowhere"], encoder=FakeEncoder())


def test_no_file_is_twice_in_an_index(path: Path, notes: Path) -> None:
    build(path, add=[notes / "sub", notes / "a.md"], encoder=FakeEncoder())
    build(path, add=[notes], encoder=FakeEncoder())
    assert open_index().manifest.sources == (str(notes),)
    assert len(questions(open_index())) == 26


def test_a_source_by_another_way_is_the_same_source(path: Path, notes: Path) -> None:
    build(path, add=[notes], encoder=FakeEncoder())
    assert not build(path, add=[notes / "sub" / ".."], encoder=FakeEncoder()).published
    build(path, add=[notes.parent], remove=[notes / ".." / notes.name], encoder=FakeEncoder())
    assert open_index(path).manifest.sources == (str(notes.parent),)


def test_sources_that_make_no_sense_leave_no_folder(path: Path, tmp_path: Path) -> None:
    for wrong in ({"add": [tmp_path / "nowhere"]}, {"remove": [tmp_path]}):
        with pytest.raises(UsageError):
            build(path, encoder=FakeEncoder(), **wrong)
    assert not path.exists()


def test_a_model_that_reads_too_little_is_refused_and_leaves_no_folder(path: Path, notes: Path) -> None:
    with pytest.raises(UsageError, match="fake reads 100 word pieces, of which 128 are needed"):
        build(path, add=[notes], encoder=FakeEncoder(limit=100))
    assert not path.exists()


def test_an_index_is_made_in_no_folder_that_holds_something_else(tmp_path: Path, notes: Path) -> None:
    for name in (".bashrc", "staging/draft", "segments/film/part"):
        file = notes / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("mine")
    before = sorted(notes.rglob("*"))
    with pytest.raises(UsageError, match="holds something else"):
        build(notes, add=[notes], encoder=FakeEncoder())
    assert sorted(notes.rglob("*")) == before


def test_what_a_file_manager_left_in_an_empty_folder_is_no_use_of_it(tmp_path: Path, notes: Path) -> None:
    path = tmp_path / "book"
    path.mkdir()
    (path / ".DS_Store").write_bytes(b"\0")
    assert build(path, add=[notes], encoder=FakeEncoder()).entries
    assert (path / ".DS_Store").exists()


def test_what_others_lay_beside_an_index_is_left_alone(tmp_path: Path, notes: Path) -> None:
    path = tmp_path / "book"
    path.mkdir()
    build(path, add=[notes], encoder=FakeEncoder())
    (path / ".env").write_text("mine")
    (path / ".0123456789abcdef").write_text("of a build that was killed")
    (notes / "a.md").unlink()
    build(path, encoder=FakeEncoder())
    assert [left.name for left in path.glob(".*")] == [".env"]


def test_a_pipe_is_no_source(path: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(UsageError, match="neither a file nor a folder"):
        build(path, add=[tmp_path / "pipe"], encoder=FakeEncoder())


def test_a_source_that_is_not_there_keeps_its_documents(path: Path, notes: Path, tmp_path: Path) -> None:
    build(path, add=[notes], encoder=FakeEncoder())
    notes.rename(tmp_path / "unmounted")
    report = build(path, encoder=FakeEncoder())
    assert report.missing == (str(notes),)
    assert len(questions(open_index())) == 26
    assert open_index().changes().missing == (str(notes),)


def test_the_seed_corpus_is_built_only_where_no_index_is(path: Path, notes: Path) -> None:
    report = build(path, encoder=FakeEncoder())
    assert open_index().manifest.sources == (SEED,)
    assert report.documents == 5
    build(path, remove=[Path(SEED)], encoder=FakeEncoder())
    assert build(path, encoder=FakeEncoder()).documents == 0
    assert open_index().count == 0
    assert len(open_index().dense(np.zeros(64, np.float32), 5)[0]) == 0
