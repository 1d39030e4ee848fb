"""A build of the index beside the page: a process of its own, its progress in a file that any window can read.

Run as a program, it is that process: it reads its order, as JSON, from standard input.
"""

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import IO, Any, cast

from index.errors import AnswerbookError
from index.files import write_whole
from index.places import places
from index.reader import folder_of

_APART = 0.2
_started: dict[Path, "subprocess.Popen[bytes]"] = {}
_starting = threading.Lock()  # two windows may ask for a build at once


@dataclass(frozen=True, slots=True)
class Job:
    """How a build stands: ``outcome`` is running, done, failed or stopped; ``report`` is that of the build.

    ``born`` tells ``process`` from a later one of that number, see ``born``.
    """

    outcome: str
    process: int
    born: str = ""
    stage: str = "comparing"
    done: int = 0
    total: int = 0
    words: str = ""
    mend: str = ""
    report: dict[str, Any] | None = None


def start(index: str | None, add: Sequence[str] = (), remove: Sequence[str] = ()) -> None:
    """Start a build of ``index`` (name or path) unless one is running."""
    file = file_of(index)
    order = json.dumps({"index": index, "add": list(add), "remove": list(remove)})
    call = [sys.executable, "-P", str(Path(__file__))]
    with _starting:
        last = state(index)
        if last is not None and last.outcome == "running":
            return
        process = _started[file] = subprocess.Popen(call, stdin=subprocess.PIPE)
        with suppress(BrokenPipeError), cast(IO[bytes], process.stdin) as orders:  # closed without an order, it ends
            write(file, Job("running", process.pid, born(process.pid)))
            orders.write(order.encode())  # it begins only now, so that what it writes comes later


def state(index: str | None) -> Job | None:
    """Return how the latest build of ``index`` stands, None before the first."""
    file = file_of(index)
    try:
        job = Job(**json.loads(file.read_bytes()))
    except (OSError, ValueError, TypeError):
        return None
    return replace(job, outcome="stopped") if job.outcome == "running" and not _alive(file, job) else job


def forget(index: str | None) -> None:
    """Forget the latest build: the person has read what came of it."""
    file_of(index).unlink(missing_ok=True)


def _alive(file: Path, job: Job) -> bool:
    process = _started.get(file)
    if process is not None and process.pid == job.process:
        return process.poll() is None
    try:
        os.kill(job.process, 0)
    except OSError:
        return False
    return job.born in ("", born(job.process))


def born(process: int) -> str:
    """Return when a process was started, in ticks of the kernel's clock; "" where that is not told (no ``/proc``)."""
    try:
        return Path(f"/proc/{process}/stat").read_text(errors="replace").rpartition(")")[2].split()[19]
    except OSError:
        return ""


def file_of(index: str | None) -> Path:
    """Return the file that says how the latest build of ``index`` stands."""
    return places().cache / "jobs" / f"{sha256(str(folder_of(index)).encode()).hexdigest()[:16]}.json"


def write(file: Path, job: Job) -> None:
    """Put ``job`` into its file, whole or not at all."""
    file.parent.mkdir(parents=True, exist_ok=True)
    write_whole(file, json.dumps(asdict(job)).encode())


def main(index: str | None, add: list[str], remove: list[str]) -> None:
    """Build, and say in the file how it goes; ends with 1 where it failed."""
    from retriever.cli.indexing import build_index

    file, job = file_of(index), Job("running", os.getpid(), born(os.getpid()))
    written = 0.0

    def tell(stage: str, done: int, total: int) -> None:
        nonlocal job, written
        job = replace(job, stage=stage, done=done, total=total)
        if time.monotonic() - written > _APART:
            written = time.monotonic()
            write(file, job)

    try:
        report = build_index(index, add=[Path(path) for path in add], remove=remove, progress=tell)
        job = replace(job, outcome="done", report=asdict(report))
    except AnswerbookError as error:
        job = replace(job, outcome="failed", words=error.message, mend=error.mend or "")
    except Exception as error:
        job = replace(job, outcome="failed", words=f"{type(error).__name__}: {error}")
    write(file, job)
    sys.exit(job.outcome != "done")


if __name__ == "__main__":
    main(**json.load(sys.stdin))
