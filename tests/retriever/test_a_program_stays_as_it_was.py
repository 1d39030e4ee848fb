"""A program that asks in Python is left as it was: nothing printed, no setting changed, no thread left."""

import subprocess
import sys
from pathlib import Path

import pytest
from notes import many, write_notes

from index.build import build
from index.encoder import load
from index.places import places

PROGRAM = """
import locale, logging, os, random, signal, sys, threading, warnings
import numpy

def settings():
    return {
        "environment": {name: value for name, value in os.environ.items() if name != "ORT_DISABLE_TELEMETRY"},
        "folder": os.getcwd(),
        "path": list(sys.path),
        "locale": locale.setlocale(locale.LC_ALL),
        "signals": [signal.getsignal(each) for each in signal.valid_signals()],
        "logging": (logging.root.level, list(logging.root.handlers), logging.root.manager.disable),
        "numpy": (numpy.geterr(), numpy.get_printoptions(), numpy.random.get_state()[1].tolist()),
        "hooks": (sys.excepthook, sys.stdout, sys.stderr, sys.getrecursionlimit(), sys.getswitchinterval()),
        "warnings": list(warnings.filters),
        "chance": random.getstate(),
        "threads": threading.enumerate(),
    }

before = settings()
from retriever import Retriever
notes = Retriever.open()
entry = notes.ask("waht is a queue").hits[0].entry
notes.related(entry)
notes.related("a queue holds messages")
notes.grade(entry, "It holds messages. It is a line.")
notes.changes()
after = settings()
assert before == after, [name for name in before if before[name] != after[name]]
"""


@pytest.mark.model
def test_asking_changes_nothing_of_a_program(tmp_path: Path, home: Path) -> None:
    build(places().index("default"), add=[write_notes(tmp_path / "notes", {"a.md": many(4, "queue")})], encoder=load())
    done = subprocess.run([sys.executable, "-W", "error", "-c", PROGRAM], capture_output=True, text=True, timeout=120)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
