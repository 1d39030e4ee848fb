"""Let 1, 10 and 50 people ask at once, on the real page and in Python: ``python -m benchmarks.load [--seconds 600]``.

The page is the one that ``answerbook ui`` serves. A visitor is a WebSocket session that speaks as a browser does: it
opens the address of a question, waits until the page has run, reads for a few seconds and asks the next one. What the
page then holds must be, word for word, what a visitor alone was given. In Python as many threads share one Retriever
and ask without a pause. Printed are errors, answers that differ, the median and 99th percentile of the wait in
ms, and how far the memory of the process grew, which may be no more than ``MOST_GROWTH``. The exit code is 1 where
there was any error or difference, or more growth.
"""

import argparse
import asyncio
import json
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

import numpy as np
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

from benchmarks.measuring import machine, table

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "support"))

from browser import serve

MOST_GROWTH = 256
"""MB by which the memory may grow, from the first answered question to the end."""

_QUERIES = Path(__file__).parent.parent / "tests" / "data" / "dev_queries.jsonl"
_QUESTIONS = 40
_PATIENCE = 120
Shown = tuple[str, ...]


@dataclass
class Seen:
    """What happened to all users of one round: waits in seconds, and what was wrong."""

    waits: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    different: int = 0


def questions() -> list[str]:
    """Return the judged questions that are asked."""
    lines = _QUERIES.read_text(encoding="utf-8").splitlines()[:_QUESTIONS]
    return [str(json.loads(line)["query"]) for line in lines]


def memory(process: int) -> float:
    """Return the resident memory of a process and of those it started, in MB."""
    try:
        status = Path(f"/proc/{process}/status").read_text().splitlines()
        own = next((int(line.split()[1]) * 1024 / 1e6 for line in status if line.startswith("VmRSS")), 0.0)
        children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    except OSError:
        return 0.0
    return own + sum(memory(int(child)) for child in children)


def visit(address: str) -> connect:
    """Open a session of the page, as a browser does once it has loaded it."""
    place = address.replace("http://", "ws://", 1)
    return connect(
        f"{place}/_stcore/stream", origin=Origin(address), subprotocols=[Subprotocol("streamlit")], max_size=None
    )


async def opened(session: ClientConnection, question: str) -> Shown:
    """Open the address of a question in a session; return the pieces of HTML that the page then holds."""
    asked = BackMsg()
    asked.rerun_script.query_string = urlencode({"q": question})
    await session.send(asked.SerializeToString())
    pieces: list[str] = []
    while True:
        message = ForwardMsg()
        message.ParseFromString(bytes(await asyncio.wait_for(session.recv(decode=False), _PATIENCE)))
        kind = message.WhichOneof("type")
        if kind == "delta" and message.delta.new_element.WhichOneof("type") == "html":
            pieces.append(message.delta.new_element.html.body)
        elif kind == "delta" and message.delta.new_element.WhichOneof("type") == "exception":
            raise RuntimeError(message.delta.new_element.exception.message)
        elif kind == "script_finished" and message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
            return tuple(pieces)


async def visitor(address: str, truth: dict[str, Shown], end: float, pause: float, seen: Seen, seed: int) -> None:
    """Ask on the page until ``end``, reading for ``pause`` seconds on average before the next question."""
    chance = random.Random(seed)
    try:
        async with visit(address) as session:
            while time.monotonic() < end:
                question = chance.choice(questions())
                began = time.monotonic()
                shown = await opened(session, question)
                seen.waits.append(time.monotonic() - began)
                seen.different += shown != truth[question]
                await asyncio.sleep(chance.uniform(0, 2 * pause))
    except Exception as error:
        seen.errors.append(f"{type(error).__name__}: {error}")


async def visitors(address: str, truth: dict[str, Shown], users: int, seconds: float, pause: float) -> Seen:
    """Let so many visitors ask at once."""
    seen, end = Seen(), time.monotonic() + seconds
    await asyncio.gather(*(visitor(address, truth, end, pause, seen, number) for number in range(users)))
    return seen


async def alone(address: str) -> dict[str, Shown]:
    """Ask every question once, one after another, each in a session of its own."""
    truth: dict[str, Shown] = {}
    for question in questions():
        async with visit(address) as session:
            truth[question] = await opened(session, question)
    return truth


def threads(users: int, seconds: float, truth: dict[str, str], ask: Callable[[str], str]) -> Seen:
    """Let so many threads ask one Retriever without a pause."""
    seen, end = Seen(), time.monotonic() + seconds

    def one(seed: int) -> None:
        chance = random.Random(seed)
        try:
            while time.monotonic() < end:
                question = chance.choice(list(truth))
                began = time.monotonic()
                said = ask(question)
                seen.waits.append(time.monotonic() - began)
                seen.different += said != truth[question]
        except Exception as error:
            seen.errors.append(f"{type(error).__name__}: {error}")

    running = [threading.Thread(target=one, args=(number,)) for number in range(users)]
    for each in running:
        each.start()
    for each in running:
        each.join()
    return seen


def load_page(users: list[int], seconds: float, pause: float) -> list[list[object]]:
    """Load the page; return a row for each number of users."""
    rows: list[list[object]] = []
    with serve(Path(os.environ["ANSWERBOOK_HOME"])) as served:
        address = served.address
        truth = asyncio.run(alone(address))
        before = memory(served.process.pid)
        for count in users:
            seen = asyncio.run(visitors(address, truth, count, seconds, pause))
            rows.append(["page", count, *figures(seen), memory(served.process.pid) - before])
    return rows


def load_library(users: list[int], seconds: float) -> list[list[object]]:
    """Load one Retriever in this process; return a row for each number of threads."""
    from retriever import Retriever

    retriever = Retriever.open()

    def ask(question: str) -> str:
        return json.dumps(retriever.ask(question).as_json())

    truth = {question: ask(question) for question in questions()}
    before = memory(os.getpid())
    return [
        ["library", count, *figures(threads(count, seconds, truth, ask)), memory(os.getpid()) - before]
        for count in users
    ]


def figures(seen: Seen) -> list[object]:
    """Return questions, errors, answers that differ, and the median and 99th percentile of the wait in ms."""
    for error in dict.fromkeys(seen.errors):
        print(error, file=sys.stderr)
    waits = np.array(seen.waits or [np.nan]) * 1000
    wait = [float(np.median(waits)), float(np.percentile(waits, 99))]
    return [len(seen.waits), len(seen.errors), seen.different, *wait]


def main() -> None:
    """Run all rounds and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=600, help="for each number of users")
    parser.add_argument("--users", type=int, nargs="+", default=[1, 10, 50])
    parser.add_argument("--pause", type=float, default=5, help="seconds that a visitor reads, on average")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        os.environ["ANSWERBOOK_HOME"] = home
        subprocess.run([sys.executable, "-m", "retriever.cli", "index"], check=True, stdout=subprocess.DEVNULL)
        rows = load_page(options.users, options.seconds, options.pause)
        rows += load_library(options.users, options.seconds)
    heading = ["what", "users", "questions", "errors", "different", "median ms", "99 % ms", "growth MB"]
    table([heading, *rows], title=f"{options.seconds:.0f} s each, {options.pause:.0f} s of reading; {machine()}")
    sys.exit(any(row[3] or row[4] or float(str(row[7])) > MOST_GROWTH for row in rows))


if __name__ == "__main__":
    main()
