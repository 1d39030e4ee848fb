"""Jupyter notebooks are read cell by cell: texts as they stand, code fenced, each on the raw lines that it has."""

import json
from pathlib import Path

import pytest
from reading import checked, pairs

from corpus import Document, read

TEXTS = [
    ("markdown", "# Boats\n\nNotes of a summer."),
    ("markdown", "## What is a keel?\n\nThe lowest beam of a *hull*."),
    ("code", "keel = hull.beams[0]\nprint(keel)"),
    ("raw", "## How long is it?"),
    ("markdown", "As long as the hull."),
]
COMMENTS = [
    (
        "code",
        "# Q1. Write a function that turns a boat\n# by any angle\ndef turn(boat, angle):\n    boat.course += angle",
    ),
    ("code", "# Q2. What does the rudder do?\n# It turns the boat."),
]
THOUGHTS = [
    ("code", "# load the logs\nimport logs"),
    ("code", "# how many days were there?\nlen(logs.days)"),
    ("code", "# find the longest one\nmax(logs.days)"),
    ("code", "# which was the longest?\nprint(longest)"),
]


def notebook(cells: list[tuple[str, str]], *, in_lists: bool = True, indent: int | None = 1) -> bytes:
    made = []
    for kind, text in cells:
        cell: dict[str, object] = {"cell_type": kind, "metadata": {}}
        if kind == "code":
            cell |= {"execution_count": 1, "outputs": [{"output_type": "stream", "text": ["a beam\n"]}]}
        made.append(cell | {"source": text.splitlines(keepends=True) if in_lists else text})
    language = {"language_info": {"name": "python"}}
    return json.dumps(
        {"cells": made, "metadata": language, "nbformat": 4, "nbformat_minor": 5}, indent=indent, ensure_ascii=False
    ).encode()


def read_notebook(data: bytes) -> Document:
    return checked(data.decode(), "boats.ipynb")


def test_a_cell_goes_on_where_the_one_above_ended() -> None:
    data = notebook(TEXTS)
    document = read_notebook(data)
    assert pairs(document) == [
        ("What is a keel?", "The lowest beam of a *hull*.\n\n```python\nkeel = hull.beams[0]\nprint(keel)\n```"),
        ("How long is it?", "As long as the hull."),
    ]
    raw = data.decode().split("\n")
    for entry in document.entries:
        assert entry.question in raw[entry.lines.start - 1]
        assert entry.headings == ("Boats",)
        for number, line in zip(entry.answer_lines, entry.answer.split("\n"), strict=True):
            assert line.startswith("```") or line in raw[number - 1]


def test_what_frames_cells_is_a_finding() -> None:
    document = read_notebook(notebook(TEXTS))
    said = {finding.message: (finding.start, finding.end) for finding in document.findings}
    assert said["what frames the cells of a notebook, and the output of its code"] == (1, document.text.count("\n") + 1)
    assert any("Notes of a summer." in message for message in said)


def test_comments_at_the_head_of_code_may_ask() -> None:
    first, second = pairs(read_notebook(notebook(COMMENTS)))
    assert first[0] == "Write a function that turns a boat"
    assert "by any angle" in first[1]
    assert "def turn(boat, angle):" in first[1]
    assert second == ("What does the rudder do?", "It turns the boat.")


def test_each_question_in_the_comments_of_a_cell_is_an_entry() -> None:
    told = (
        "# 1. What is a keel?\n# A beam.\n# Of oak.\n\n# 2. Name a boat like C#\n# One.\n\n# 3. Why tar?\n# tar lasts\n"
    )
    first, second, third = read_notebook(notebook([("code", f"{told}\n# load\nimport tar")])).entries
    assert (first.question, first.answer) == ("What is a keel?", "A beam.\nOf oak.")
    assert (second.question, second.answer) == ("Name a boat like C#", "One.")
    assert (third.question, third.answer) == ("Why tar?", "tar lasts\n\n```python\n# load\nimport tar\n```")


@pytest.mark.parametrize("code", ["keel = 3", "# keels\nkeel = 3", "# 1. keel or hull\nkeel = 3"])
def test_code_alone_is_no_answer(code: str) -> None:
    document = read_notebook(notebook([("code", code), ("code", "hull = 4")]))
    assert (document.entries, [finding.message for finding in document.findings]) == (
        (),
        ["a notebook of nothing but code"],
    )


def test_comments_that_say_what_code_does_ask_nothing() -> None:
    first, second = pairs(read_notebook(notebook(THOUGHTS)))
    assert first[0] == "how many days were there?"
    assert "len(logs.days)" in first[1]
    assert "# find the longest one\nmax(logs.days)" in first[1]
    assert second == ("which was the longest?", "```python\nprint(longest)\n```")


def test_code_that_holds_a_fence_stays_whole() -> None:
    cells = [("markdown", "## How is it shown?"), ("code", 'say = """\n```\nkeel\n```\n"""\nprint(say)')]
    [(question, answer)] = pairs(read_notebook(notebook(cells)))
    assert question == "How is it shown?"
    assert answer.endswith("print(say)\n````")


@pytest.mark.parametrize("indent", [1, None])
def test_cells_may_be_one_text(indent: int | None) -> None:
    document = read_notebook(notebook(TEXTS, in_lists=False, indent=indent))
    assert document.entries[0].question == "What is a keel?"
    assert "The lowest beam" in document.entries[0].answer
    assert "keel = hull.beams[0]" in document.entries[0].answer


def test_of_a_broken_notebook_the_cells_before_the_break_are_read() -> None:
    whole = notebook(TEXTS)
    document = read_notebook(whole[: whole.index(b"As long")])
    assert [entry.question for entry in document.entries] == ["What is a keel?"]
    assert any("broken data, read up to here" in finding.message for finding in document.findings)


@pytest.mark.parametrize("data", [b"{}", b"[]", b"", b"# What is it?\n\nA boat.\n", b'{"cells": 3}', b'{"cells": [3]}'])
def test_what_is_no_notebook_is_a_finding(data: bytes) -> None:
    document = read_notebook(data)
    assert document.entries == ()
    assert "a notebook without cells" in {finding.message for finding in document.findings}


def test_notebooks_of_a_folder_are_read(tmp_path: Path) -> None:
    (tmp_path / "boats.ipynb").write_bytes(notebook(TEXTS))
    [document] = read(tmp_path)
    assert [entry.question for entry in document.entries] == ["What is a keel?", "How long is it?"]
