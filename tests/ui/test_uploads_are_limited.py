"""Files handed to the page are kept inside user data, under plain names, and not without limits."""

import json
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from index.errors import UsageError
from index.places import places
from retriever.cli.paths import paths
from ui import uploads


@dataclass
class Handed:
    name: str
    content: bytes = b"# What is it?\n\nIt is this.\n"

    def getvalue(self) -> bytes:
        return self.content


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("notes.md", "notes.md"),
        ("../../etc/notes.md", "notes.md"),
        ("C:\\Users\\a\\notes.md", "notes.md"),
        (".hidden.md", "hidden.md"),
        ("a\x00b\n.md", "ab.md"),
        ("..", "notes"),
        ("x" * 300 + ".md", "x" * 200 + ".md"),
        ("問" * 100 + ".md", "問" * 66 + ".md"),
    ],
)
def test_a_name_becomes_a_plain_one(name: str, kept: str) -> None:
    assert uploads.plain_name(name) == kept


@given(st.text(max_size=60))
def test_no_name_leads_out_of_the_folder(name: str) -> None:
    plain = uploads.plain_name(name)
    assert plain not in {"", ".", ".."}
    assert Path("/uploads", plain).resolve().parent == Path("/uploads")


def test_files_are_kept_in_user_data_and_replaced_by_name(home: Path) -> None:
    uploads.keep([Handed("a.md"), Handed("b.txt")])
    uploads.keep([Handed("a.md", b"new")])
    folder = places().uploads
    assert folder == home / "data" / "uploads"
    assert json.loads(CliRunner().invoke(paths, ["--json"]).stdout)["uploads"] == str(folder)
    assert {path.name: path.read_bytes()[:3] for path in folder.iterdir()} == {"a.md": b"new", "b.txt": b"# W"}


@pytest.mark.parametrize(
    "files",
    [
        [Handed("program.exe")],
        [Handed("large.md", bytes(uploads.UPLOAD_MB * 2**20 + 1))],
        [Handed(f"{n}.md") for n in range(uploads.MOST_FILES + 1)],
    ],
    ids=["no notes", "too large", "too many"],
)
def test_what_is_refused_leaves_nothing_behind(home: Path, files: list[Handed]) -> None:
    with pytest.raises(UsageError):
        uploads.keep(files)
    assert not places().uploads.exists()


def test_what_is_refused_keeps_no_other_file_out(home: Path) -> None:
    large = Handed("large.md", bytes(uploads.UPLOAD_MB * 2**20 + 1))
    refused = uploads.keep([Handed("tort.txt"), Handed("cards.xml"), large, Handed("old.doc")])
    assert [why.split()[0] for why in refused] == ["cards.xml", "large.md", "old.doc"]
    assert refused[-1].endswith("save it as .docx to have it read")
    assert [path.name for path in places().uploads.iterdir()] == ["tort.txt"]


def test_of_two_files_with_one_name_the_first_is_kept_and_the_other_named(home: Path) -> None:
    (refused,) = uploads.keep([Handed("a/faq.md", b"first"), Handed("b/faq.md", b"second")])
    assert "faq.md" in refused
    assert [path.read_bytes() for path in places().uploads.iterdir()] == [b"first"]


def test_many_files_together_may_not_be_larger_than_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "MOST_BYTES", 100)
    with pytest.raises(UsageError, match="together"):
        uploads.keep([Handed("a.md", b"x" * 60), Handed("b.md", b"x" * 60)])
