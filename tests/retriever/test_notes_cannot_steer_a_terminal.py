"""Control characters in notes and in names of files reach no terminal; only our own colours do."""

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner
from fakes import FakeEncoder

from index.build import build
from index.places import places
from retriever.cli import answerbook

TITLE, LINK, CLEAR = "\x1b]0;owned\x07", "\x1b]8;;http://evil\x1b\\", "\x1b[2J\x9b2J\r\x08"
HIDDEN = "\x1b[8m\x1b[31;41m"
COLOUR = re.compile(r"\x1b\[[0-9;]*m")


@pytest.fixture(autouse=True)
def notes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Index two files that say the same, full of control characters."""
    monkeypatch.setattr("index.encoding.load", lambda *_: FakeEncoder())
    monkeypatch.setattr("index.encoder.load", lambda *_, **__: FakeEncoder())
    monkeypatch.setattr("index.encoder.problems", lambda *_: [])
    folder = tmp_path / "notes"
    folder.mkdir()
    for name in ("a", "b"):
        answer = f"A neap tide{LINK} is{HIDDEN} the smallest tide{CLEAR} of the whole month."
        text = f"## What is a neap{TITLE}{HIDDEN} tide?\n\n{answer}\n"
        (folder / f"{name}{TITLE}{CLEAR}{HIDDEN}.md").write_text(text, encoding="utf-8")
    build(places().index("default"), add=[folder], encoder=FakeEncoder())
    return folder


@pytest.mark.parametrize(
    "call",
    [["ask", "what is a neap tide"], ["entries"], ["related", "neap tide"], ["duplicates"], ["doctor"], ["check"]],
    ids=lambda call: call[0],
)
def test_of_notes_only_words_are_printed(notes: Path, call: Sequence[str]) -> None:
    next(notes.iterdir()).unlink()
    result = CliRunner().invoke(answerbook, call, input="the smallest\n\n3\n", color=True)
    assert "owned" in result.output
    assert re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", COLOUR.sub("", result.output)) is None
    assert set(COLOUR.findall(result.output)) <= {"\x1b[1m", "\x1b[32m", "\x1b[22m", "\x1b[0m"}


@pytest.mark.parametrize(
    ("variable", "value", "coloured"), [("NO_COLOR", "1", False), ("TERM", "dumb", False), ("NO_COLOR", "", True)]
)
def test_who_wants_no_colours_gets_none(
    variable: str, value: str, coloured: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv(variable, value)
    result = CliRunner().invoke(answerbook, ["ask", "what is a neap tide"], color=True)
    assert bool(COLOUR.search(result.output)) is coloured
