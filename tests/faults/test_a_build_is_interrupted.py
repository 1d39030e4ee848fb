"""A build that is asked to end, by Ctrl+C or by SIGTERM: exit code 130, one sentence, and nothing half-written."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from fakes import FakeEncoder
from faults import change_notes, make_notes, opened, told

from index.build import build
from index.places import places
from retriever.cli import main

# The command line, but that it encodes with a stand-in for the model and waits before it publishes.
PROGRAM = """
import sys, time
from pathlib import Path
sys.path.insert(0, {support!r})
import fakes, index.encoder, index.store
index.encoder.load = lambda *_, **__: fakes.FakeEncoder()
index.store.seal = lambda folder: (Path({sealing!r}).touch(), time.sleep(60))
from retriever.cli import main
main(["index"])
"""


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_it_clears_up_and_says_so(tmp_path: Path, sent: signal.Signals) -> None:
    notes, path = make_notes(tmp_path / "notes"), places().index("default")
    build(path, add=[notes], encoder=FakeEncoder())
    before = told(opened(path))
    change_notes(notes, random.Random(1))
    sealing = tmp_path / "sealing"
    program = PROGRAM.format(support=str(Path(__file__).parents[1] / "support"), sealing=str(sealing))
    running = subprocess.Popen([sys.executable, "-c", program], stderr=subprocess.PIPE, text=True)
    deadline = time.monotonic() + 60
    while not sealing.exists():
        assert running.poll() is None
        assert time.monotonic() < deadline
        time.sleep(0.01)
    assert list(path.glob("staging/*"))
    running.send_signal(sent)
    _, said = running.communicate(timeout=60)
    assert (running.returncode, said.strip().split("\n")[-1]) == (130, "answerbook: interrupted")
    assert not (path / "staging").exists()
    assert not (path / "writer.json").exists()
    assert told(opened(path)) == before


def test_the_cursor_is_shown_again_where_it_was_just_hidden(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setattr("rich.progress.Progress.refresh", interrupted)
    with pytest.raises(SystemExit) as ended:
        main(["index"])
    said = capsys.readouterr().err
    assert ended.value.code == 130
    assert said.rindex("\x1b[?25h") > said.rindex("\x1b[?25l")
