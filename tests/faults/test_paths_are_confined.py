"""Nothing outside the sources is read: links that lead out, archives, dots; a source may itself be a link."""

import io
import tarfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest
from fakes import FakeEncoder
from faults import opened, told
from notes import write_notes

from corpus import read
from index.build import build
from index.errors import UsageError
from index.places import places
from index.reader import open_index
from ui import uploads

SECRET = {"secret.md": [("What is the password?", "The password is swordfish.")]}
OWN = {"own.md": [("What is a tide?", "A tide is the rise of the sea.")]}


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    """Return a folder of notes; another one, with a secret, lies beside it."""
    write_notes(tmp_path / "outside", SECRET)
    return write_notes(tmp_path / "notes", OWN)


def everything(source: Path) -> str:
    """Index a source; return all words that the index holds."""
    path = places().index("default")
    build(path, add=[source], encoder=FakeEncoder())
    return " ".join(text for _, _, _, text in told(opened(path)).passages)


def test_a_link_to_a_file_outside_is_named_and_not_read(notes: Path) -> None:
    (notes / "linked.md").symlink_to(notes.parent / "outside" / "secret.md")
    (notes / "relative.md").symlink_to(Path("..") / "outside" / "secret.md")
    found = {document.file: document for document in read(notes)}
    assert [finding.message for finding in found["linked.md"].findings] == [
        "the link leads out of the folder: add what it points to as a source of its own"
    ]
    assert found["linked.md"].entries == found["relative.md"].entries == ()
    said = everything(notes)
    assert "rise of the sea" in said
    assert "swordfish" not in said


def test_a_link_to_a_folder_is_not_followed(notes: Path) -> None:
    (notes / "outside").symlink_to(notes.parent / "outside")
    (notes / "circle").symlink_to(notes)
    assert [document.file for document in read(notes)] == ["own.md"]


def test_a_link_within_the_folder_is_read(notes: Path) -> None:
    (notes / "again.md").symlink_to(notes / "own.md")
    assert {document.file: len(document.entries) for document in read(notes)} == {"again.md": 1, "own.md": 1}


def test_a_source_may_be_a_link(notes: Path) -> None:
    (notes.parent / "link").symlink_to(notes)
    (notes.parent / "link.md").symlink_to(notes / "own.md")
    assert [len(document.entries) for document in read(notes.parent / "link")] == [1]
    assert [len(document.entries) for document in read(notes.parent / "link.md")] == [1]
    assert "rise of the sea" in everything(notes.parent / "link")


def archives() -> dict[str, bytes]:
    """Return archives that hold a note, one of them under a name that leads out of where it is unpacked."""
    zipped, tarred = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(zipped, "w") as archive:
        archive.writestr("../../secret.md", "## What is the password?\n\nswordfish\n" * 10_000)
    with tarfile.open(fileobj=tarred, mode="w:gz") as archive:
        archive.addfile(tarfile.TarInfo("secret.md"), io.BytesIO())
    return {"notes.zip": zipped.getvalue(), "notes.tar.gz": tarred.getvalue()}


def test_archives_are_not_unpacked(notes: Path) -> None:
    for name, content in archives().items():
        (notes / name).write_bytes(content)
    (notes / "disguised.md").write_bytes(archives()["notes.zip"])
    before = sorted(notes.parent.rglob("*"))
    assert "swordfish" not in everything(notes)
    assert [path for path in sorted(notes.parent.rglob("*")) if path not in before and "home" not in path.parts] == []


@dataclass
class Handed:
    """A file as the browser sends it."""

    name: str
    content: bytes

    def getvalue(self) -> bytes:
        return self.content


def test_archives_are_not_taken_by_the_page() -> None:
    for name, content in archives().items():
        with pytest.raises(UsageError, match="no format of notes"):
            uploads.keep([Handed(name, content)])


@pytest.mark.parametrize("name", ["..", "../other", "a/b", "a\\b", "", ".hidden", "a\0b", "n" * 300])
def test_the_name_of_an_index_is_no_path(name: str) -> None:
    with pytest.raises(UsageError):
        places().index(name)


def test_an_empty_name_is_not_the_usual_index() -> None:
    with pytest.raises(UsageError):
        open_index("")


def test_a_source_whose_path_is_no_text_is_refused_and_may_be_a_link(notes: Path) -> None:
    odd = notes.with_name("odd\udcff")
    notes.rename(odd)
    with pytest.raises(UsageError, match="not UTF-8: add a link"):
        everything(odd)
    notes.symlink_to(odd)
    assert "rise of the sea" in everything(notes)
