"""Feed random inputs to everything that reads what others wrote: ``python benchmarks/fuzz.py [--seconds N] [TARGET…]``.

Every target runs in a process of its own, guided by coverage where atheris is installed (``pip install atheris``), with
random changes of the seeds where it is not. An input may take 10 s of processor time and 2 GiB more memory than the
process had; more, or any exception but the ones that are meant for a person, counts as a crash. The inputs that
crash are written to the folder that is named at the end. Prints the table of docs/reliability.md.
"""

import argparse
import json
import os
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "support"))

from fuzz_targets import TARGETS, Target, mutated

LONGEST = 1024
"""Bytes of an input; longer ones are tests (``test_any_question_is_answered``, ``test_long_runs_take_linear_time``)."""

_PROCESSOR_SECONDS = 10
_LONGEST_WAIT = 600  # seconds by the clock, for what waits without working; other programs may have the processors
_MEMORY = 2 << 30
_NOTED = 200  # inputs between two notes of how many there were


@dataclass
class Tally:
    """How many inputs there were, the slowest in seconds of processor time, and what crashed, one name each."""

    inputs: int = 0
    slowest: float = 0
    crashes: dict[str, str] = field(default_factory=dict)


class TooSlowError(Exception):
    """An input took more processor time than it may."""


class Run:
    """One target being fed: bounds every input, counts it, and keeps what crashes."""

    def __init__(self, target: Target, folder: Path) -> None:
        self.target, self.folder, self.tally = target, folder, Tally()
        signal.signal(signal.SIGPROF, _too_slow)
        size = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (size + _MEMORY, size + _MEMORY))
        self.note()

    def feed(self, data: bytes) -> None:
        """Give the target one input."""
        began = time.process_time()
        signal.setitimer(signal.ITIMER_PROF, _PROCESSOR_SECONDS)
        try:
            self.target(data)
        except Exception as error:
            self._keep(data, error)
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
        self.tally.inputs += 1
        self.tally.slowest = max(self.tally.slowest, time.process_time() - began)
        if self.tally.inputs % _NOTED == 0:
            self.note()

    def note(self) -> None:
        """Write down how it stands: the engine may end this process at any moment."""
        (self.folder / "tally.json").write_text(json.dumps(asdict(self.tally)))

    def _keep(self, data: bytes, error: Exception) -> None:
        frame = traceback.extract_tb(error.__traceback__)[-1]
        name = f"{type(error).__name__} at {Path(frame.filename).name}:{frame.lineno}"
        if name not in self.tally.crashes:
            path = self.folder / f"crash-{len(self.tally.crashes)}"
            path.write_bytes(data)
            path.with_suffix(".txt").write_text("".join(traceback.format_exception(error)))
            self.tally.crashes[name] = str(path)
            self.note()


def _too_slow(_signal: int, _frame: object) -> None:
    raise TooSlowError(f"more than {_PROCESSOR_SECONDS} s of processor time")


def guided(run: Run, seeds: list[bytes], seconds: int, seed: int) -> None:
    """Let atheris choose the inputs; it ends the process itself."""
    import atheris

    corpus = run.folder / "corpus"
    corpus.mkdir()
    for number, data in enumerate(seeds):
        (corpus / f"seed-{number}").write_bytes(data)

    def change(data: bytes, most: int, number: int) -> bytes:
        chance = random.Random(number)
        ours = chance.random() < 0.5
        return mutated(data, seeds, chance)[:most] if ours else bytes(atheris.Mutate(data, most))

    limits = [f"-max_total_time={seconds}", f"-timeout={_LONGEST_WAIT}", f"-max_len={LONGEST}", "-rss_limit_mb=0"]
    limits.append(f"-seed={seed}")
    atheris.Setup([sys.argv[0], *limits, "-verbosity=0", str(corpus)], run.feed, custom_mutator=change)
    atheris.Fuzz()


def unguided(run: Run, seeds: list[bytes], seconds: int, seed: int) -> None:
    """Change the seeds at random."""
    chance, end = random.Random(seed), time.monotonic() + seconds
    while time.monotonic() < end:
        run.feed(mutated(chance.choice(seeds), seeds, chance)[:LONGEST])
    run.note()


def child(name: str, seconds: int, seed: int, plain: bool, folder: Path) -> None:
    """Feed one target in this process."""
    os.environ["ANSWERBOOK_HOME"] = str(folder / "home")
    if plain:
        engine: Callable[[Run, list[bytes], int, int], None] = unguided
        made = TARGETS[name](folder)
    else:
        import atheris

        with atheris.instrument_imports(include=["corpus", "ui", "retriever"]):
            made = TARGETS[name](folder)
        engine = guided
    engine(Run(made.feed, folder), made.seeds, seconds, seed)


def atheris_is_here() -> bool:
    """Say whether coverage can guide."""
    import importlib.util

    return importlib.util.find_spec("atheris") is not None


def main() -> None:
    """Feed every target and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("targets", nargs="*", choices=[*TARGETS, []], help=f"of {', '.join(TARGETS)}; all if left out")
    parser.add_argument("--seconds", type=int, default=300, help="for each target")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--plain", action="store_true", help="without atheris")
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    plain = options.plain or not atheris_is_here()
    if options.folder:
        child(options.targets[0], options.seconds, options.seed, plain, options.folder)
        return
    print("| what is fed | engine | inputs | slowest, cpu s | crashes |\n|---|---|---|---|---|")
    top = Path(tempfile.mkdtemp(prefix="fuzz-"))
    for name in options.targets or TARGETS:
        folder = top / name
        folder.mkdir()
        call = [sys.executable, __file__, name, "--folder", str(folder)]
        call += ["--seconds", str(options.seconds), "--seed", str(options.seed), *(["--plain"] if plain else [])]
        with (folder / "said.txt").open("w") as said:
            code = subprocess.run(call, stdout=said, stderr=said).returncode
        tally = Tally(**json.loads((folder / "tally.json").read_text()))
        if code:
            tally.crashes[f"the process ended with {code}"] = str(folder / "said.txt")
        engine = "random" if plain else "atheris"
        print(f"| {name} | {engine} | {tally.inputs:,} | {tally.slowest:.2f} | {len(tally.crashes)} |", flush=True)
        for what, path in tally.crashes.items():
            print(f"{what}: {path}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
