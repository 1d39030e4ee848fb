"""No command reaches the network: the system calls of whole runs, with the real model, name no address but loopback."""

import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from book import write_book

_FAR = re.compile(r"^\d+ +(?:connect|sendto|sendmsg|sendmmsg)\(.*sa_family=AF_INET6?.*")
_NEAR = re.compile(r'inet_addr\("127\.|inet_pton\(AF_INET6, "::1"')

_WHILE = 15  # seconds; ONNX Runtime, where it is not told not to, reports to its maker ten seconds after it is loaded

pytestmark = pytest.mark.model


def traced(log: Path, *arguments: str) -> "subprocess.Popen[str]":
    """Start ``answerbook`` with every network call written to ``log``; Hugging Face is not told to stay offline."""
    variables = {name: value for name, value in os.environ.items() if not name.startswith(("HF_", "TRANSFORMERS_"))}
    call = ["strace", "--follow-forks", "--seccomp-bpf", "--trace=network", f"--output={log}"]
    call += [sys.executable, "-P", "-m", "retriever.cli", *arguments]
    return subprocess.Popen(call, env=variables, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def reached(log: Path) -> list[str]:
    """List the calls that went beyond this machine."""
    return [line for line in log.read_text().splitlines() if _FAR.match(line) and not _NEAR.search(line)]


@pytest.fixture(scope="module", autouse=True)
def going_on(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple["subprocess.Popen[bytes]", Path]]:
    """Start a process that goes on beside the tests; it and the log of its network calls are for the last one."""
    log = tmp_path_factory.mktemp("going_on") / "log"
    call = f"import index.encoder.runtime, time; time.sleep({_WHILE})"
    strace = ["strace", "--follow-forks", "--seccomp-bpf", "--trace=network", f"--output={log}"]
    with subprocess.Popen([*strace, sys.executable, "-c", call]) as running:
        yield running, log


def test_a_connection_would_be_seen(tmp_path: Path) -> None:
    call = "import socket; s = socket.socket(); s.settimeout(0.1); s.connect_ex(('192.0.2.1', 9))"
    log = tmp_path / "log"
    subprocess.run(["strace", "-f", "--trace=network", f"--output={log}", sys.executable, "-c", call], check=True)
    assert len(reached(log)) == 1


def test_indexing_and_asking_stay_here(tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    notes, log = write_book(tmp_path / "notes"), tmp_path / "log"
    for arguments, codes in (
        (("index", str(notes)), {0}),
        (("ask", "what is a neap tide", "--json"), {0, 1}),
        (("related", "what is a neap tide"), {0}),
        (("doctor",), {0}),
    ):
        running = traced(log, *arguments)
        _, said = running.communicate(timeout=300)
        assert running.returncode in codes, said
        assert reached(log) == []


def test_a_model_that_is_not_here_is_not_fetched(tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    log = tmp_path / "log"
    running = traced(log, "index", str(write_book(tmp_path / "notes")), "--model", "nobody/there-is-no-such-model")
    _, said = running.communicate(timeout=300)
    assert running.returncode == 5
    assert "neither a folder with a model nor a model in the Hugging Face cache" in said
    assert reached(log) == []


def test_the_page_stays_here(tmp_path: Path) -> None:
    log = tmp_path / "log"
    running = traced(log, "ui", "--no-browser", "--port", "0")
    assert running.stderr is not None
    address = next(word for line in running.stderr for word in line.split() if word.startswith("http://"))
    with urllib.request.urlopen(address, timeout=60) as answer:
        assert answer.status == 200
    time.sleep(2)
    os.kill(_child_of(running.pid), signal.SIGINT)
    running.communicate(timeout=60)
    assert reached(log) == []


def test_a_process_that_goes_on_for_a_while_stays_here(going_on: tuple["subprocess.Popen[bytes]", Path]) -> None:
    running, log = going_on
    assert running.wait(timeout=300) == 0
    assert reached(log) == []


def _child_of(process: int) -> int:
    return int(Path(f"/proc/{process}/task/{process}/children").read_text().split()[0])
