"""Documents of a disk that is not there, or of a folder that cannot be listed, are not taken for deleted."""

import os
from pathlib import Path
from typing import Any

import pytest
from fakes import FakeEncoder
from notes import many, write_notes

from index.build import build
from index.places import places
from index.reader import open_index


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    return write_notes(tmp_path / "notes", {"a.md": many(4, "queue"), "sub/b.md": many(3, "bucket")})


@pytest.fixture
def disk(tmp_path: Path) -> Path:
    return write_notes(tmp_path / "disk", {"c.md": many(5, "table")})


@pytest.fixture
def path(home: Path) -> Path:
    return places().index("default")


@pytest.fixture(params=["listed", "entered"])
def closed(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> set[Path]:
    """Folders that cannot be listed, or whose files cannot be opened, also by a user who may do all."""
    found: set[Path] = set()
    listed = os.scandir

    def scandir(at: Any) -> Any:
        if at in {str(folder) for folder in found}:
            raise PermissionError(13, "Permission denied", at)
        return listed(at)

    if request.param == "listed":
        monkeypatch.setattr(os, "scandir", scandir)
    else:
        monkeypatch.setattr(os, "access", lambda at, _: Path(at) not in found)
    return found


def questions() -> dict[str | None, str]:
    return {entry.id: entry.question for entry in open_index().entries()}


def test_what_another_parser_cannot_read_yet_stays_as_it_was_read(
    path: Path, notes: Path, disk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(path, add=[notes, disk], encoder=FakeEncoder())
    before = questions()
    disk.rename(tmp_path / "unplugged")
    for module in ("build", "publishing"):
        monkeypatch.setattr(f"index.{module}.PARSER", "another")
    build(path, encoder=FakeEncoder())
    assert questions() == before
    assert open_index().changes().changed == ()
    (tmp_path / "unplugged").rename(disk)
    assert open_index().changes().changed == ("c.md",), "the new parser has not read it"
    assert build(path, encoder=FakeEncoder()).changed == ("c.md",)
    assert questions() == before
    assert not open_index().changes()


def test_what_another_model_cannot_encode_yet_leaves_the_index_and_that_is_said(
    path: Path, notes: Path, disk: Path, tmp_path: Path
) -> None:
    build(path, add=[notes, disk], encoder=FakeEncoder())
    before = questions()
    disk.rename(tmp_path / "unplugged")
    report = build(path, encoder=FakeEncoder(dimension=32))
    (notice,) = report.notices
    assert "c.md" in notice and "left the index" in notice and "answerbook index" in notice
    assert set(questions().values()) == {question for question, _ in (*many(4, "queue"), *many(3, "bucket"))}
    (tmp_path / "unplugged").rename(disk)
    report = build(path, encoder=FakeEncoder(dimension=32))
    assert (report.new, report.notices) == (("c.md",), ())
    assert questions() == before, "the ids had waited for them"


def test_a_folder_that_cannot_be_listed_keeps_its_documents(path: Path, notes: Path, closed: set[Path]) -> None:
    build(path, add=[notes], encoder=FakeEncoder())
    before = questions()
    closed.add(notes / "sub")
    assert open_index().changes().missing == (str(notes / "sub"),)
    report = build(path, encoder=FakeEncoder())
    assert (report.missing, report.deleted, questions()) == ((str(notes / "sub"),), (), before)
    (found,) = (document for document in open_index().documents() if document.file == "sub")
    assert "cannot be looked into" in found.findings[0].message
    closed.clear()
    assert build(path, encoder=FakeEncoder()).deleted == ("sub",)
    assert questions() == before
    assert not open_index().changes()


def test_a_folder_that_never_could_be_listed_is_a_finding_and_makes_no_answer_stale(
    path: Path, notes: Path, closed: set[Path]
) -> None:
    closed.add(notes / "sub")
    report = build(path, add=[notes], encoder=FakeEncoder())
    assert (report.new, report.findings) == (("a.md", "sub"), 1)
    assert not open_index().changes()


def test_a_source_that_cannot_be_listed_is_not_there(path: Path, notes: Path, closed: set[Path]) -> None:
    build(path, add=[notes], encoder=FakeEncoder())
    before = questions()
    closed.add(notes)
    assert build(path, encoder=FakeEncoder()).missing == (str(notes),)
    assert questions() == before
