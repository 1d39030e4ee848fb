"""Inject faults into real builds and count what is lost: ``python benchmarks/faults.py [--times N]``.

Prints the table of docs/reliability.md. Every build encodes with a deterministic stand-in for the model, so that a
build takes a fraction of a second and a fault can be tried at each of its steps.
"""

import argparse
import os
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "support"))

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


FAULTS: dict[str, Callable[[Bench, int], Tally]] = {
    "kill -9 after a random time": kills_by_time,
    "kill -9 at each file operation in turn": kills_by_step,
    "no file may grow beyond a random size": full_disk,
    **{f"a file is {how}": damages(how) for how in HOWS},
}


def main() -> None:
    """Run every fault and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=200, help="how often each fault is injected")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    print("| fault | injected | index answered at once | lost | seconds |\n|---|---|---|---|---|")
    for name, inject in FAULTS.items():
        home = Path(tempfile.mkdtemp())
        os.environ["ANSWERBOOK_HOME"] = str(home)
        began = time.monotonic()
        tally = inject(Bench(home, options.seed), options.times)
        seconds = round(time.monotonic() - began)
        print(f"| {name} | {tally.injected} | {tally.answered} | {tally.lost} | {seconds} |", flush=True)
        shutil.rmtree(home)


if __name__ == "__main__":
    main()
