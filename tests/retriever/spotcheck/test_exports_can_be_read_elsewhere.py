"""Anki updates what it imported before; tables open in a spreadsheet without running anything."""

import csv
import io
import json
import os
import sqlite3
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from checks import NOON, a_prompt, reviewed
from click.testing import CliRunner
from fakes import FakeEncoder
from notes import write_notes

from index.build import build
from index.places import places
from index.reader import open_index
from retriever import feedback
from retriever.cli import answerbook, main
from retriever.spotcheck.exporting import write_anki, write_anki_text, write_csv


def _notes(path: Path, folder: Path) -> list[tuple[str, str]]:
    with zipfile.ZipFile(path) as package:
        package.extractall(folder)
    connection = sqlite3.connect(folder / "collection.anki2")
    found = [(guid, fields) for guid, fields in connection.execute("SELECT guid, flds FROM notes")]
    connection.close()
    return found


def test_a_changed_answer_keeps_its_guid(tmp_path: Path) -> None:
    before = a_prompt()
    after = replace(before, reference="It is **small** & weak.", question="What is a neap tide, then?")
    assert write_anki([before, a_prompt("e1", "Limits")], tmp_path / "one.apkg") == 2
    write_anki([after], tmp_path / "two.apkg")
    one, two = _notes(tmp_path / "one.apkg", tmp_path / "one"), _notes(tmp_path / "two.apkg", tmp_path / "two")
    assert one[0][0] == two[0][0] != one[1][0]
    assert [fields.split("\x1f")[0] for _, fields in one] == [
        "What is a neap tide?",
        "What is a neap tide?<br><b>Limits</b>",
    ]
    assert "<strong>small</strong> &amp; weak" in two[0][1]


def test_the_text_format_has_the_same_guids_and_runs_no_markup_of_the_notes(tmp_path: Path) -> None:
    asked = replace(a_prompt(), reference="<script>alert(1)</script>\n\n![x](http://evil.invalid/x.png)")
    out = io.StringIO()
    assert write_anki_text([asked], out) == 1
    write_anki([asked], tmp_path / "one.apkg")
    head, rows = out.getvalue().split("#tags column:6\n")
    assert head.startswith("#separator:tab\n#html:true\n")
    (row,) = csv.reader(io.StringIO(rows), delimiter="\t")
    assert row[0] == _notes(tmp_path / "one.apkg", tmp_path / "one")[0][0]
    assert "<script" not in row[2]
    assert "<img" not in row[2]
    assert row[5] == "Tides"


def test_a_package_that_cannot_be_written_leaves_the_earlier_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fill_the_disk(_: object, file: str) -> None:
        Path(file).write_bytes(b"half a")
        raise OSError(28, "No space left on device")

    write_anki([a_prompt()], tmp_path / "deck.apkg")
    before = (tmp_path / "deck.apkg").read_bytes()
    monkeypatch.setattr("genanki.Package.write_to_file", fill_the_disk)
    with pytest.raises(OSError, match="No space left"):
        write_anki([a_prompt()], tmp_path / "deck.apkg")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("deck.apkg", before)]


def test_an_answer_keeps_its_lines(tmp_path: Path) -> None:
    asked = replace(a_prompt(), reference="Two\nlines.\n\n```sh\nfirst\n  second\n```\n")
    write_anki([asked], tmp_path / "one.apkg")
    out = io.StringIO()
    write_anki_text([asked], out)
    for written in (_notes(tmp_path / "one.apkg", tmp_path / "one")[0][1], out.getvalue()):
        assert "first<br>  second</code></pre>" in written
        assert "Two<br /> lines." in written


def test_a_formula_in_an_answer_stays_text(tmp_path: Path) -> None:
    (review,) = reviewed(tmp_path / "r.sqlite", (3, NOON))
    out = io.StringIO()
    assert write_csv([replace(review, given='=HYPERLINK("http://evil.invalid")')], out) == 1
    (row,) = csv.DictReader(io.StringIO(out.getvalue()))
    assert row["given"].startswith("'=")
    assert row["at"] == NOON.isoformat()


@pytest.fixture
def noted(tmp_path: Path, home: Path) -> Path:
    notes = {"tides.md": [("What is a neap tide?", "A neap tide is the smallest tide.")]}
    build(places().index("default"), add=[write_notes(tmp_path / "notes", notes)], encoder=FakeEncoder())
    reviewed(places().reviews, (3, NOON))
    return tmp_path


def test_every_export_is_a_command(noted: Path) -> None:
    run = CliRunner().invoke
    anki = run(answerbook, ["export", "anki", str(noted / "deck.apkg")])
    assert anki.exit_code == 0
    assert "1 card written" in anki.stderr
    assert run(answerbook, ["export", "anki", "--text", str(noted / "deck.txt")]).exit_code == 0
    assert "neap" in (noted / "deck.txt").read_text("utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(noted)
        assert "neap" in run(answerbook, ["export", "anki", "--text", "-"]).stdout
        assert run(answerbook, ["export", "anki", "-"]).exit_code != 0
        assert not (noted / "-").exists()
    assert run(answerbook, ["export", "csv"]).stdout.count("\n") == 2
    assert json.loads(run(answerbook, ["export", "reviews"]).stdout)["rating"] == 3
    stats = json.loads(run(answerbook, ["stats", "--json"]).stdout)
    assert (stats["total"], len(stats["gone"])) == (1, 1)
    assert "1 review in all" in run(answerbook, ["stats"]).stdout


def test_what_helped_becomes_a_judged_question(noted: Path) -> None:
    run = CliRunner().invoke
    assert run(answerbook, ["export", "judgements"]).stdout == ""
    [entry] = open_index().entries()
    verdict = feedback.Verdict("neap?", str(entry.id), entry.answer, "old.md", 9, 9, True, 0.9, "g1")
    feedback.keep(places().feedback, verdict)
    feedback.keep(places().feedback, replace(verdict, entry="of other notes"))
    found = run(answerbook, ["export", "judgements"])
    written = json.loads(found.stdout)
    assert written["query"] == "neap?"
    assert written["judgements"] == [{"file": "tides.md", "start": 3, "end": 3, "grade": 2}]
    assert "1 verdict left out" in found.stderr


@pytest.mark.parametrize("what", ["reviews", "judgements"])
def test_an_export_of_nothing_takes_the_place_of_an_earlier_one(home: Path, tmp_path: Path, what: str) -> None:
    notes = write_notes(tmp_path / "notes", {"tides.md": []})
    build(places().index("default"), add=[notes], encoder=FakeEncoder())
    (tmp_path / "out").write_text("of last week")
    assert CliRunner().invoke(answerbook, ["export", what, str(tmp_path / "out")]).exit_code == 0
    assert (tmp_path / "out").read_text() == ""


def test_a_topic_that_is_none_is_said_when_cards_are_written(noted: Path) -> None:
    said = CliRunner().invoke(answerbook, ["export", "anki", "--text", "-", "--topic", "Tidse"]).stderr
    assert "there is no topic 'Tidse'" in said
    assert "0 cards" in said


@pytest.mark.parametrize("what", [["anki"], ["anki", "--text"], ["csv"], ["judgements"]])
def test_a_file_that_cannot_be_written_is_said(
    noted: Path, what: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["export", *what, str(noted / "nowhere" / "out")])
    assert ended.value.code == 2
    assert "No such file" in capsys.readouterr().err


def test_a_reader_that_has_enough_ends_an_export_quietly(noted: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    call = [sys.executable, "-m", "retriever.cli", "export", "anki", "--text", "-"]
    done = subprocess.run(call, stdout=writing, stderr=subprocess.PIPE, timeout=60)
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")
