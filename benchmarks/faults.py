"""Inject faults into real builds and count what is lost: ``python benchmarks/faults.py [--times N]``.

Prints the table of docs/reliability.md. Every build encodes with a deterministic stand-in for the model, so that a
build takes a fraction of a second and a fault can be tried at each of its steps.
"""

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "support"))

from database_faults import WRITERS
from fakes import FakeEncoder
from faults import (
    HOWS,
    Told,
    change_notes,
    damaged,
    files_of_index,
    finished,
    killed_after,
    make_notes,
    opened,
    told,
)

from index.build import build
from index.errors import UnusableIndexError
from index.places import places

YEAR = 365 * 86400 * 10**9


@dataclass
class Tally:
    """How often a fault was injected, how often the index answered at once, and how often anything was lost."""

    injected: int = 0
    answered: int = 0
    lost: int = 0


class Bench:
    """A home of its own with notes and an index; every fault ends with a build that must make it whole."""

    def __init__(self, home: Path, seed: int) -> None:
        self.home, self.chance = home, random.Random(seed)
        self.notes, self.path = make_notes(home / "notes"), places().index("default")
        build(self.path, add=[self.notes], encoder=FakeEncoder())
        self.before = told(opened(self.path))
        self._ids = dict(_ids(self.path))

    def check(self, tally: Tally) -> None:
        """Count one fault: what is said now must be the old or the new notes, and a build must make all whole."""
        tally.injected += 1
        now: Told | None = None
        try:
            now = told(opened(self.path))
            tally.answered += 1
        except UnusableIndexError as error:
            tally.lost += error.mend != "answerbook index"
        build(self.path, encoder=FakeEncoder())
        after = told(opened(self.path))
        ids = dict(_ids(self.path))
        moved = any(ids[each] != name for each, name in self._ids.items() if each in ids)
        wrong = now is not None and now not in (self.before, after)
        tally.lost += bool(wrong or moved or opened(self.path).changes() or opened(self.path).notices)
        self.before, self._ids = after, ids


def _ids(path: Path) -> list[tuple[tuple[str, str], str]]:
    return [((entry.document, entry.question), str(entry.id)) for entry in opened(path).entries()]


def kills_by_time(bench: Bench, times: int) -> Tally:
    """Kill a build after a random time."""
    tally = Tally()
    for _ in range(times):
        change_notes(bench.notes, bench.chance)
        killed_after(bench.chance.uniform(0, 0.8), bench.home, bench.path, bench.notes)
        bench.check(tally)
    return tally


def kills_by_step(bench: Bench, times: int) -> Tally:
    """Kill a build before its first file operation, its second, and so on, over again."""
    tally, step = Tally(), 0
    for _ in range(times):
        change_notes(bench.notes, bench.chance)
        step += 1
        if finished(bench.home, bench.path, bench.notes, kill_at=step) == 0:
            step = 0
        bench.check(tally)
    return tally


def damages(how: str) -> Callable[[Bench, int], Tally]:
    """Return what damages one file after another in one way."""

    def run(bench: Bench, times: int) -> Tally:
        tally = Tally()
        while tally.injected < times:
            for name in [path.relative_to(bench.path) for path in files_of_index(bench.path)]:
                path = bench.path / name
                if tally.injected == times or not path.exists():
                    continue
                content = damaged(path.read_bytes(), how, bench.chance)
                if content is None:
                    path.unlink()
                else:
                    path.write_bytes(content)
                bench.check(tally)
        return tally

    return run


def full_disk(bench: Bench, times: int) -> Tally:
    """Let no file grow beyond a random size."""
    tally = Tally()
    for _ in range(times):
        change_notes(bench.notes, bench.chance)
        finished(bench.home, bench.path, bench.notes, most_bytes=int(10 ** bench.chance.uniform(1.5, 4.8)))
        bench.check(tally)
    return tally


def small_disk(bench: Bench, times: int) -> Tally:
    """Fill a small file system of its own so far that a random number of bytes is free; needs root.

    Counted is a build that was refused; one that found room enough is none.
    """
    tally = Tally()
    disk = bench.home / "disk"
    while tally.injected < times:
        free = int(10 ** bench.chance.uniform(3, 5.2))
        change_notes(bench.notes, bench.chance)
        with _mounted(disk, bench.home / "data", free):
            home = disk / "home"
            index = home / "data" / bench.path.relative_to(bench.home / "data")
            before = told(opened(index))
            code = finished(home, index, bench.notes)
            tally.injected += code != 0
            tally.answered += code != 0 and told(opened(index)) == before
            tally.lost += code not in (0, 4, 70) or any((index / "staging").glob("*"))
            (disk / "ballast").unlink()
            tally.lost += finished(home, index, bench.notes) != 0 or bool(opened(index).changes())
    return tally


@contextmanager
def _mounted(disk: Path, data: Path, free: int) -> Iterator[None]:
    """Mount a file system in memory with a copy of ``data`` on it, and ballast that leaves ``free`` bytes."""
    disk.mkdir(exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", str(disk)], check=True)
    try:
        shutil.copytree(data, disk / "home" / "data")
        left = shutil.disk_usage(disk).free - free
        with (disk / "ballast").open("wb") as ballast:
            ballast.write(bytes(max(0, left)))
        yield
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def kills_of_writers(name: str) -> Callable[[Bench, int], Tally]:
    """Return what kills a writer of a person's own data at its first statement, its second, and so on, over again."""

    def run(bench: Bench, times: int) -> Tally:
        tally, statement = Tally(), 0
        while tally.injected < times:
            statement += 1
            with tempfile.TemporaryDirectory(dir=bench.home) as folder:
                dead, whole = WRITERS[name](Path(folder), statement)
            statement = statement if dead else 0
            tally.injected += dead
            tally.answered += dead and whole
            tally.lost += not whole
        return tally

    return run


def clock_jumps(bench: Bench, times: int) -> Tally:
    """Set the clock by up to a year, change notes with times of that clock, and look whether that is noticed."""
    tally, real = Tally(), time.time_ns
    for _ in range(times):
        shift = bench.chance.randrange(-YEAR, YEAR)
        with patch.object(time, "time_ns", lambda shift=shift: real() + shift):
            change_notes(bench.notes, bench.chance)
            for path in bench.notes.iterdir():
                os.utime(path, ns=(real() + shift, real() + shift))
            tally.lost += not opened(bench.path).changes()
            bench.check(tally)
    return tally


def model_damages(bench: Bench, times: int) -> Tally:
    """Damage the graph of the bundled model: the next use writes it again and encodes to the very same vectors."""
    from index.encoder import load

    tally = Tally()
    truth = load().encode(["What is a neap tide?"]).vectors
    for _ in range(times):
        path = bench.chance.choice([path for path in places().graphs.glob("*/*") if ".damaged-" not in str(path)])
        content = damaged(path.read_bytes(), bench.chance.choice(HOWS), bench.chance)
        if content is None:
            path.unlink()
        else:
            path.write_bytes(content)
        tally.injected += 1
        same = bool((load().encode(["What is a neap tide?"]).vectors == truth).all())
        tally.answered += same
        tally.lost += not same
        for aside in places().graphs.glob("*.damaged-*"):
            shutil.rmtree(aside)
    return tally


FAULTS: dict[str, Callable[[Bench, int], Tally]] = {
    "kill -9 after a random time": kills_by_time,
    "kill -9 at each file operation in turn": kills_by_step,
    "no file may grow beyond a random size": full_disk,
    **({"the disk is full": small_disk} if os.geteuid() == 0 else {}),
    **{f"a file is {how}": damages(how) for how in HOWS},
    "the clock jumps by up to a year": clock_jumps,
    "a file of the model's graph is damaged or gone": model_damages,
    **{f"kill -9 while {name}": kills_of_writers(name) for name in WRITERS},
}


def main() -> None:
    """Run every fault and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=200, help="how often each fault is injected")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="the faults that hold this word")
    options = parser.parse_args()
    print("| fault | injected | index answered at once | lost | seconds |\n|---|---|---|---|---|")
    for name, inject in ((name, inject) for name, inject in FAULTS.items() if options.only in name):
        home = Path(tempfile.mkdtemp())
        os.environ["ANSWERBOOK_HOME"] = str(home)
        began = time.monotonic()
        tally = inject(Bench(home, options.seed), options.times)
        seconds = round(time.monotonic() - began)
        print(f"| {name} | {tally.injected} | {tally.answered} | {tally.lost} | {seconds} |", flush=True)
        shutil.rmtree(home)


if __name__ == "__main__":
    main()
