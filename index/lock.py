"""One writer an index: a lock that the system takes back when its holder dies."""

import json
import os
import platform
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import filelock

from index.errors import UnusableIndexError
from index.files import write_whole
from index.places import command


class BusyError(UnusableIndexError):
    """Another process is writing."""


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Hold the lock of the index in ``path``; raises BusyError, naming the holder, where another has it."""
    lock = filelock.FileLock(path / "lock", timeout=0)
    try:
        lock.acquire()
    except filelock.Timeout:
        raise BusyError(f"{_holder(path)} is building {path}", f"{command(path)}, once it is done") from None
    try:
        with suppress(OSError):
            said = {"process": os.getpid(), "host": platform.node(), "since": time.strftime("%H:%M:%S")}
            write_whole(path / "writer.json", json.dumps(said).encode())
        yield
    finally:
        with suppress(OSError):
            (path / "writer.json").unlink(missing_ok=True)
        lock.release()


def _holder(path: Path) -> str:
    try:
        said = json.loads((path / "writer.json").read_text())
        return f"process {said['process']} on {said['host']}, since {said['since']},"
    except (OSError, ValueError, KeyError, TypeError):
        return "another process"
