"""Whatever is asked, in Python or on the command line, an answer comes back or one sentence says what is wrong."""

import json
import os
import shlex
import subprocess
import sys
import time
from pathlib import Path

import pytest
from book import write_book
from click.testing import CliRunner
from fakes import FakeEncoder
from fuzz_targets import QUESTIONS
from invariants import check_answer

from index.build import build
from index.encoder import load
from index.errors import UsageError
from index.places import places
from retriever import Retriever
from retriever.cli import answerbook

MEGABYTE = "What is a neap tide? " * 50_000
ALL = [*QUESTIONS, MEGABYTE, "a" * 1_000_000, "\n" * 1_000_000, "€" * 400_000]


@pytest.fixture
def lines(tmp_path: Path) -> dict[str, int]:
    """Index notes; return how many lines each file has."""
    (tmp_path / "notes").mkdir()
    notes = write_book(tmp_path / "notes")
    build(places().index("default"), add=[notes], encoder=FakeEncoder())
    return {path.name: path.read_bytes().count(b"\n") + 1 for path in notes.iterdir()}


def test_in_python(lines: dict[str, int]) -> None:
    retriever = Retriever.open(encoder=FakeEncoder())
    for question in ALL:
        began = time.process_time()
        if question.strip():
            check_answer(retriever.ask(question, k=3), 3, lines)
        else:
            with pytest.raises(UsageError):
                retriever.ask(question)
        assert time.process_time() - began < 5, question[:40]


def test_on_the_command_line(lines: dict[str, int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.encoding.load", lambda name: FakeEncoder())
    for question in ALL:
        result = CliRunner().invoke(answerbook, ["ask", "--json", "-"], input=question.encode("utf-8", "surrogatepass"))
        if question.strip() == "":
            assert isinstance(result.exception, UsageError)
        else:
            assert result.exit_code in (0, 1), question[:40]
            assert json.loads(result.stdout)["hits"] is not None


@pytest.mark.model
def test_the_model_reads_every_kind_of_question() -> None:
    encoder = load()
    for question in [*QUESTIONS, MEGABYTE[:50_000]]:
        text = question.encode("utf-8", "replace").decode()
        encoded = encoder.encode([text], tokens=True)
        assert encoded.tokens is not None
        assert len(encoded.tokens[0].ids) <= encoder.limit


@pytest.mark.parametrize("argument", [b"neap \xff tide", b"-"])
def test_arguments_that_are_no_text_end_without_a_traceback(lines: dict[str, int], argument: bytes) -> None:
    call = [sys.executable, "-m", "retriever.cli", "ask", "--", argument]
    done = subprocess.run(call, input=b"", capture_output=True, timeout=120)
    assert done.returncode in (2, 5), done.stderr
    assert b"Traceback" not in done.stderr
    assert done.stderr.count(b"\n") <= 4


def test_an_input_that_never_ends_is_cut(lines: dict[str, int]) -> None:
    call = f"ulimit -v 4000000; yes What is a neap tide? | {shlex.quote(sys.executable)} -m retriever.cli ask -"
    done = subprocess.run(["sh", "-c", call], capture_output=True, timeout=60)
    assert done.returncode in (4, 5), done.stderr


@pytest.mark.parametrize("closed", [0, 1, 2])
def test_a_stream_that_is_closed_takes_no_file_with_it(lines: dict[str, int], closed: int) -> None:
    call = [sys.executable, "-m", "retriever.cli", "ask", "-"]
    done = subprocess.run(["sh", "-c", f'exec "$@" {closed}>&-', "sh", *call], input=b"", capture_output=True)
    assert done.returncode in (2, 5)
    assert b"internal error" not in done.stderr


def test_an_output_that_is_not_utf_8_takes_every_sign(lines: dict[str, int], tmp_path: Path) -> None:
    (tmp_path / "notes" / "sail.md").write_text("## Which wind fills a sail ⛵ 🌊?\n\nThe wind from astern.\n", "utf-8")
    call = [sys.executable, "-m", "retriever.cli", "entries", "--corpus", str(tmp_path / "notes" / "sail.md")]
    latin = {**os.environ, "PYTHONIOENCODING": "latin-1"}
    done = subprocess.run([*call, "--json"], env=latin, capture_output=True, timeout=60)
    assert json.loads(done.stdout.decode("latin-1"))["question"] == "Which wind fills a sail ⛵ 🌊?"
    done = subprocess.run(call, env=latin, capture_output=True, timeout=60)
    assert b"fills a sail \\u26f5" in done.stdout
    assert (done.returncode, done.stderr) == (0, b"")
