"""``answerbook entries --corpus`` prints what was read, without an index."""

import json
from pathlib import Path

from click.testing import CliRunner

from retriever.cli.entries import entries


def test_each_line_is_one_entry(tmp_path: Path) -> None:
    note = tmp_path / "note.md"
    note.write_text("# Talk\n\n## What is it?\n\nA thing.\n\n### Uses\n\nMany.\n", encoding="utf-8")
    result = CliRunner().invoke(entries, ["--json", "--corpus", str(note)])
    assert result.exit_code == 0
    (line,) = result.stdout.splitlines()
    assert json.loads(line) == {
        "id": None,
        "file": "note.md",
        "start": 3,
        "end": 9,
        "question": "What is it?",
        "question_written": True,
        "topics": [],
        "headings": ["Talk"],
        "sections": [{"heading": "Uses", "start": 7, "end": 9}],
    }


def test_a_person_sees_file_lines_and_question(tmp_path: Path) -> None:
    note = tmp_path / "note.md"
    note.write_text("## What is it?\n\nA thing.\n", encoding="utf-8")
    result = CliRunner().invoke(entries, ["--corpus", str(note)])
    assert result.stdout == "note.md:1-3  What is it?\n"
