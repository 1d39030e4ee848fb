"""What is no notes, or a link that leads out, is named and not read, and makes no answer stale; data is looked at."""

import os
from pathlib import Path
from typing import Any

import pytest
from fakes import FakeEncoder
from notes import many, write_notes

from index.build import build
from index.errors import UsageError
from index.places import places
from index.reader import open_index


@pytest.fixture
def path(home: Path) -> Path:
    return places().index("default")


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    """Return a folder with notes, a film, data, a database, and two links to a secret outside."""
    folder = write_notes(tmp_path / "notes", {"a.md": many(4, "queue")})
    (tmp_path / "secret.md").write_text("## What is it?\n\nA swordfish.\n")
    (folder / "film.mp4").write_bytes(b"film")
    (folder / "rows.sqlite").write_text("row\n")
    (folder / "rows.json").write_text("[1, 2]\n")
    (folder / "link.md").symlink_to(tmp_path / "secret.md")
    (folder / "link.xml").symlink_to(tmp_path / "secret.md")
    return folder


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the names of the files that are opened from now on."""
    found: list[str] = []
    opens = Path.open

    def noted(self: Path, *arguments: Any, **options: Any) -> Any:
        found.append(self.name)
        return opens(self, *arguments, **options)

    monkeypatch.setattr(Path, "open", noted)
    return found


def test_only_notes_are_opened(path: Path, notes: Path, read: list[str]) -> None:
    report = build(path, add=[notes], encoder=FakeEncoder())
    assert (report.documents, report.findings) == (6, 5)
    assert not open_index().changes()
    assert "a.md" in read
    assert not {"film.mp4", "rows.sqlite", "link.md", "link.xml", "secret.md"} & set(read)


@pytest.mark.parametrize("home_of_all", [True, False], ids=["home", "index"])
def test_what_answerbook_keeps_in_a_folder_of_notes_is_none_of_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, home_of_all: bool
) -> None:
    notes = write_notes(tmp_path / "notes", {"a.md": many(4, "queue")})
    monkeypatch.setenv("ANSWERBOOK_HOME", str((notes if home_of_all else tmp_path) / "home"))
    path = places().index("default") if home_of_all else notes / "book"
    write_notes(places().uploads, {"handed.md": many(2, "bucket")})
    build(path, add=[notes, places().uploads], encoder=FakeEncoder())
    for _ in range(2):
        assert sorted(each.path.name for each in open_index(path).documents()) == ["a.md", "handed.md"]
        assert not open_index(path).changes()
        build(path, encoder=FakeEncoder())


def test_an_index_of_others_in_a_folder_of_notes_is_none_of_them(path: Path, tmp_path: Path) -> None:
    notes = write_notes(tmp_path / "notes" / "work", {"a.md": many(4)})
    build(notes / "book", add=[notes], encoder=FakeEncoder())
    assert build(path, add=[notes.parent], encoder=FakeEncoder()).new == ("work/a.md",)
    write_notes(notes, {"a.md": many(5)})
    build(path, encoder=FakeEncoder())
    build(notes / "book", encoder=FakeEncoder())
    assert not open_index(path).changes()


def test_notes_in_many_folders_in_one_another_are_read(
    path: Path, notes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(notes)
    for _ in range(600):
        Path("in").mkdir()
        os.chdir("in")
    Path("deep.md").write_text("## What is it?\n\nA pike.\n")
    assert any(file.endswith("/in/deep.md") for file in build(path, add=[notes], encoder=FakeEncoder()).new)


def test_what_is_not_notes_makes_nothing_stale_until_it_is(path: Path, notes: Path, tmp_path: Path) -> None:
    build(path, add=[notes], encoder=FakeEncoder())
    (tmp_path / "secret.md").write_text("## What is it?\n\nA rapier.\n")
    (notes / "rows.json").write_text("[1, 2, 3]\n")
    (notes / "rows.sqlite").write_text("row\nrow\n")
    (notes / "film.mp4").write_bytes(b"another film")
    assert not open_index().changes()
    assert not build(path, encoder=FakeEncoder()).published
    (notes / "link.md").unlink()
    (notes / "link.md").write_text("## What is it?\n\nA swordfish.\n")
    assert open_index().changes().changed == ("link.md",)
    assert build(path, encoder=FakeEncoder()).changed == ("link.md",)
    assert not open_index().changes()


def test_data_is_stale_when_it_comes_to_hold_questions(path: Path, notes: Path) -> None:
    build(path, add=[notes], encoder=FakeEncoder())
    (notes / "rows.json").write_text('[{"q": "What is a tide?", "a": "The rise of the sea."}]\n')
    assert open_index().changes().changed == ("rows.json",)
    assert build(path, encoder=FakeEncoder()).changed == ("rows.json",)
    assert not open_index().changes()


def test_a_link_that_no_file_can_have_the_name_of_is_passed_over(path: Path, notes: Path) -> None:
    (notes / "long.md").symlink_to("a" * 300)
    assert build(path, add=[notes], encoder=FakeEncoder()).documents == 6
    with pytest.raises(UsageError, match="is not there"):
        build(path, add=[Path("a" * 300)], encoder=FakeEncoder())
