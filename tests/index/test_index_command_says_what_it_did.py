"""``answerbook index``: adds, drops, updates, and says in JSON or in words what it did."""

import json
from pathlib import Path

import pytest
from click import BadParameter
from click.testing import CliRunner, Result
from fakes import FakeEncoder
from notes import many, write_notes

from index.errors import NoIndexError, UsageError
from index.places import places
from retriever.cli.doctor import doctor
from retriever.cli.indexing import index
from retriever.cli.paths import paths


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.encoder.load", lambda model, bulk=False: FakeEncoder())
    monkeypatch.setattr("retriever.derive.hooks", lambda encoder: {})


def run(*arguments: str) -> Result:
    return CliRunner().invoke(index, list(arguments), catch_exceptions=False)


def test_the_whole_life_of_an_index(tmp_path: Path) -> None:
    notes = write_notes(tmp_path / "notes", {"a.md": many(4), "b.md": many(3, "bucket")})
    said = json.loads(run(str(notes), "--json").stdout)
    assert (said["documents"], said["entries"], said["published"], said["new"]) == (2, 7, True, ["a.md", "b.md"])
    assert "nothing has changed: 2 documents, 7 entries" in run().stdout
    (notes / "b.md").unlink()
    assert "gone: b.md" in run().stdout
    assert json.loads(run("--remove", str(notes), "--json").stdout)["documents"] == 0


def test_indexes_are_apart(tmp_path: Path) -> None:
    notes = write_notes(tmp_path / "notes", {"a.md": many(4)})
    run(str(notes), "--index", "other")
    assert json.loads(run("--index", "other", "--json").stdout)["entries"] == 4
    with pytest.raises(UsageError, match="no source"):
        run("--remove", str(notes))
    for name in (".hidden", "two\nlines", "bell\a"):
        with pytest.raises(UsageError, match="no name"):
            run("--index", name)


def test_a_misspelt_name_makes_no_index(tmp_path: Path) -> None:
    run(str(write_notes(tmp_path / "notes", {"a.md": many(1)})), "--index", "kitchen")
    with pytest.raises(NoIndexError, match="there are: kitchen; mend it with: answerbook index --index kichen PATH"):
        run("--index", "kichen")
    with pytest.raises(NoIndexError, match="there are: kitchen"):
        CliRunner().invoke(doctor, ["--repair", "--index", "kichen"], catch_exceptions=False)
    assert places().named() == ["kitchen"]
    assert f"index kitchen: 0.0 MB at {places().index('kitchen')}" in CliRunner().invoke(paths).stdout
    [kitchen] = json.loads(CliRunner().invoke(paths, ["--json"]).stdout)["named"]
    assert (kitchen["name"], kitchen["folder"]) == ("kitchen", str(places().index("kitchen")))
    assert kitchen["bytes"] > 0


def test_a_misspelt_path_makes_no_index_of_other_notes(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is not there"):
        run(str(tmp_path / "nots"), "--index", "kitchen")
    with pytest.raises(NoIndexError, match="answerbook index --index kitchen PATH"):
        run("--index", "kitchen")


@pytest.mark.parametrize("arguments", [("",), ("--remove", "")])
def test_an_empty_path_is_not_the_folder_one_is_in(
    arguments: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(write_notes(tmp_path / "notes", {"a.md": many(1)}))
    with pytest.raises(BadParameter, match="it is empty"):
        CliRunner().invoke(index, arguments, catch_exceptions=False, standalone_mode=False)
    assert not places().named()


def test_what_was_not_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "cards.json").write_text("{}\n", encoding="utf-8")
    said = run(str(tmp_path / "notes")).stdout
    assert "not read: cards.json" in said
    assert "what is read: .adoc" in said


def test_notes_of_which_a_part_was_left_out_are_read(tmp_path: Path) -> None:
    (tmp_path / "cards.csv").write_text("question,answer,deck\nWhat is a tide?,The rise of the sea.,coast\n", "utf-8")
    said = run(str(tmp_path / "cards.csv")).stdout
    assert "1 document, 1 entry" in said
    assert "finding" in said
    assert "not read" not in said


def test_one_is_not_many(tmp_path: Path) -> None:
    assert "1 document, 1 entry, 1 passage;" in run(str(write_notes(tmp_path / "notes", {"a.md": many(1)}))).stdout
