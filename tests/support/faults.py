"""Inject faults into builds: processes killed at any moment, files torn, disks that are full."""

import ctypes
import multiprocessing
import os
import random
import resource
import signal
import struct
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.process import BaseProcess
from pathlib import Path

from fakes import FakeEncoder
from notes import many, write_notes

from index.build import build
from index.encoder.values import Encoded
from index.errors import AnswerbookError
from index.lexical import analyse
from index.opened import Index
from index.reader import open_index

_forks = multiprocessing.get_context("forkserver")
_forks.set_forkserver_preload(["index.build", "index.reader"])
_CAPABILITIES = struct.pack("Ii", 0x20080522, 0)  # version 3 of the call, for this process
# What Python is about to do to files: at each of these a child can be made to kill itself.
_EVENTS = {"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "shutil.rmtree", "sqlite3.connect"}


@dataclass(frozen=True, slots=True)
class Told:
    """What an index says: every passage with its file and lines, and every entry's id."""

    passages: frozenset[tuple[str, int, int, str]]
    ids: frozenset[str]


def told(index: Index) -> Told:
    """Read all of an index and search in it; raises where anything in it is wrong."""
    keys = index.keys()
    passages = index.passages(keys)
    assert len(index.vectors(keys)) == len(index.token_rows(keys)[1]) - 1 == index.manifest.passages == len(passages)
    if len(keys):
        found, _ = index.dense(index.vectors(keys[:1])[0], 3)
        assert set(found) <= set(keys)
    return Told(
        frozenset((each.file, each.lines.start, each.lines.end, each.text) for each in passages),
        frozenset(str(entry.id) for entry in index.entries()),
    )


def glimpse(index: Index) -> tuple[int, int, str]:
    """Look at an index as a question does: search, read, count."""
    (term,) = analyse("changed")
    keys, _ = index.lexical([term], 3)
    texts = sorted(each.text for each in index.passages(keys))
    return index.count, index.document_frequency(term), "".join(texts)


def make_notes(folder: Path, entries: int = 10) -> Path:
    """Write three files of notes."""
    return write_notes(folder, {f"{name}.md": many(entries, name) for name in ("queue", "bucket", "table")})


def change_notes(folder: Path, chance: random.Random) -> None:
    """Change a file, and add or delete another now and then."""
    (folder / "queue.md").write_text(
        "".join(f"## {question}\n\n{answer} Changed {chance.random()}.\n\n" for question, answer in many(8, "queue"))
    )
    extra = folder / "extra.md"
    if extra.exists():
        extra.unlink()
    else:
        write_notes(folder, {"extra.md": many(3, f"extra{chance.randrange(100)}")})


def build_in_child(
    home: Path, index: Path, notes: Path, kill_at: int = 0, most_bytes: int = 0, slow: float = 0
) -> None:
    """Build in this process, which is a child: killed at its ``kill_at``-th event, unable to write larger files."""
    os.environ["ANSWERBOOK_HOME"] = str(home)
    if most_bytes:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, most_bytes))
    if kill_at:
        sys.addaudithook(_killer(str(home), kill_at))
    try:
        build(index, add=[notes], encoder=_Slow(slow) if slow else FakeEncoder())
    except AnswerbookError as error:
        sys.exit(error.exit_code)


def build_without_privileges(home: Path, index: Path, notes: Path) -> None:
    """Open and build in this process, a child that obeys modes even as root; ends with 99 where it cannot read."""
    if os.geteuid() == 0:
        assert ctypes.CDLL(None).capset(_CAPABILITIES, bytes(24)) == 0
    os.environ["ANSWERBOOK_HOME"] = str(home)
    try:
        assert opened(index).count > 0
    except AnswerbookError:
        sys.exit(99)
    try:
        build(index, add=[notes], encoder=FakeEncoder())
    except AnswerbookError as error:
        sys.exit(error.exit_code)


class _Slow(FakeEncoder):
    def __init__(self, seconds: float) -> None:
        super().__init__()
        self._seconds = seconds

    def encode(self, texts: Sequence[str], *, tokens: bool = False) -> Encoded:
        time.sleep(self._seconds)
        return super().encode(texts, tokens=tokens)


def _killer(home: str, kill_at: int) -> Callable[[str, tuple[object, ...]], None]:
    left = kill_at

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal left
        if event in _EVENTS and home in str(arguments[0]):
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    return hook


def start(*arguments: object, target: Callable[..., None] = build_in_child, **options: object) -> BaseProcess:
    """Start ``target`` in a process of its own."""
    process = _forks.Process(target=target, args=arguments, kwargs=options)
    process.start()
    return process


def finished(*arguments: object, **options: object) -> int:
    """Run ``build_in_child`` to its end; returns its exit code, negative where a signal ended it."""
    process = start(*arguments, **options)
    process.join(120)
    assert process.exitcode is not None, "a build hangs"
    return process.exitcode


def killed_after(seconds: float, *arguments: object) -> bool:
    """Kill a build after some seconds; returns whether it was still running."""
    process = start(*arguments)
    process.join(seconds)
    running = process.is_alive()
    if running:
        process.kill()
    process.join()
    return running


def damaged(content: bytes, how: str, chance: random.Random) -> bytes | None:
    """Return what a fault makes of a file's content, None where the file is gone."""
    if how == "missing":
        return None
    if how == "empty":
        return b""
    if how == "torn":
        return content[: chance.randrange(len(content))] if content else b""
    if how == "zeroed":
        half = len(content) // 2
        return content[:half] + bytes(len(content) - half)
    at = chance.randrange(len(content)) if content else 0
    return content[:at] + bytes([(content[at] if content else 0) ^ (1 << chance.randrange(8))]) + content[at + 1 :]


HOWS = ("missing", "empty", "torn", "zeroed", "flipped")


def files_of_index(index: Path) -> Iterator[Path]:
    """Yield every file of an index but those that hold nothing: the lock."""
    for path in sorted(index.rglob("*")):
        if path.is_file() and path.name != "lock" and "set-aside" not in path.parts:
            yield path


def opened(index: Path) -> Index:
    """Open an index of the tests."""
    return open_index(index)
