"""Compare exact search with the vector index that is chosen by size.

    python -m benchmarks.vectors [--size 1000 100000 1000000] [--real FILE.jsonl] [--seeds]

Synthetic vectors are clustered (see benchmarks/synthetic.py) and asked with held-out ones of the same sub-topics.
With ``--real`` or ``--seeds`` the vectors are the bundled model's: of the texts of a BEIR corpus, or of the paragraphs
of the seed documents; as such sets are small, approximate kinds are forced upon them, to see what they cost. Recall is
the share of exact search's ten best that are found.
"""

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.measuring import alone, anonymous_memory, machine, peak_memory, size_of, table, times
from benchmarks.synthetic import vectors
from index.arrays import Floats
from index.vectors import kind_for, open_search, write_search

_ASKED, _BEST = 300, 10
_DIMENSION = 384
_EXACT = "IDMap2,Flat"


def write_rows(path: Path, count: int, chunks: Iterable[Floats]) -> None:
    """Write chunks of vectors to a ``.npy`` file without holding them."""
    rows = np.lib.format.open_memmap(path, "w+", np.float32, (count, _DIMENSION))
    start = 0
    for chunk in chunks:
        rows[start : start + len(chunk)] = chunk
        start += len(chunk)
    rows.flush()


def exact_best(rows: Floats, asked: Floats) -> NDArray[np.int64]:
    """Return the ten best rows of each question by comparing all, in blocks."""
    best_scores = np.full((len(asked), _BEST), -np.inf, np.float32)
    best_rows = np.zeros((len(asked), _BEST), np.int64)
    for start in range(0, len(rows), 20_000):
        scores = asked @ np.asarray(rows[start : start + 20_000]).T
        numbers = np.broadcast_to(np.arange(start, start + scores.shape[1]), scores.shape)
        scores, numbers = np.hstack([best_scores, scores]), np.hstack([best_rows, numbers])
        order = np.argsort(-scores, axis=1)[:, :_BEST]
        best_scores, best_rows = np.take_along_axis(scores, order, 1), np.take_along_axis(numbers, order, 1)
    return best_rows


def build(folder: Path, kind: str) -> dict[str, float]:
    """Write the search file of a folder's rows and say what it took."""
    rows = np.load(folder / "rows.npy", mmap_mode="r")
    began, began_processor = time.perf_counter(), time.process_time()
    write_search(rows, np.arange(len(rows)), folder / "search.faiss", kind)
    return {
        "build s": time.perf_counter() - began,
        "build cpu s": time.process_time() - began_processor,
        "build MB": peak_memory(),
        "disk MB": size_of(folder / "search.faiss"),
    }


def ask(folder: Path) -> dict[str, float]:
    """Open a folder's search file, ask its questions and compare with its exact answers."""
    asked, best = np.load(folder / "asked.npy"), np.load(folder / "best.npy")
    before = anonymous_memory()
    began = time.perf_counter()
    store = open_search(folder / "search.faiss")
    opened = (time.perf_counter() - began) * 1000
    found: list[NDArray[np.int64]] = []
    median, high, processor = times(lambda row: found.append(store.search(row, _BEST)[0]), list(asked), warm_up=0)
    shared = [len(np.intersect1d(mine, theirs)) for mine, theirs in zip(found, best, strict=True)]
    figures = {"recall@10": float(np.mean(shared)) / _BEST, "open ms": opened}
    figures |= {"median ms": median, "p99 ms": high, "cpu ms": processor}
    return figures | {"anonymous MB": anonymous_memory() - before}


def measure(title: str, rows: int, chunks: Iterable[Floats], asked: Floats, kinds: list[str]) -> None:
    """Print one row a kind of index."""
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work)
        write_rows(folder / "rows.npy", rows, chunks)
        np.save(folder / "asked.npy", asked)
        np.save(folder / "best.npy", exact_best(np.load(folder / "rows.npy", mmap_mode="r"), asked))
        found: dict[str, dict[str, Any]] = {}
        for kind in dict.fromkeys(kinds):
            print(f"{title}: {kind} …", file=sys.stderr)
            (folder / "search.faiss").unlink(missing_ok=True)
            found[kind] = alone("benchmarks.vectors", "--build", work, kind) | alone(
                "benchmarks.vectors", "--ask", work
            )
        columns = list(found[kinds[0]])
        lines = [[kind, *(figures[column] for column in columns)] for kind, figures in found.items()]
        table([["index", *columns], *lines], title=f"{title}; {machine()}")


def real_vectors(texts: list[str]) -> Floats:
    """Return the bundled model's vectors."""
    from index.encoder import load

    return load().encode(texts).vectors


def measure_real(title: str, texts: list[str], asked: list[str]) -> None:
    """Measure real vectors, with approximate kinds forced upon them."""
    rows = real_vectors(texts)
    lists = max(4, len(rows) // 40)
    kinds = [_EXACT, "IDMap2,SQfp16", f"IVF{lists},SQfp16"]
    measure(f"{len(rows):,} vectors of {title}", len(rows), [rows], real_vectors(asked), kinds)


def main() -> None:
    """Print a table a set of vectors."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, nargs="*", default=[], help="numbers of synthetic vectors")
    parser.add_argument("--kind", nargs="*", default=[], help="further FAISS factory strings to compare")
    parser.add_argument("--real", type=Path, help="corpus.jsonl in BEIR's layout, with queries.jsonl beside it")
    parser.add_argument("--seeds", action="store_true", help="the seed documents, asked with the judged queries")
    parser.add_argument("--build", nargs=2, metavar=("FOLDER", "KIND"), help=argparse.SUPPRESS)
    parser.add_argument("--ask", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.build:
        print(json.dumps(build(Path(asked.build[0]), asked.build[1])))
    elif asked.ask:
        print(json.dumps(ask(asked.ask)))
    for size in asked.size:
        questions = np.concatenate(list(vectors(_ASKED, _DIMENSION, seed=1)))
        kinds = [_EXACT, kind_for(size), *asked.kind]
        measure(f"{size:,} clustered vectors", size, vectors(size, _DIMENSION), questions, kinds)
    if asked.real:
        corpus = [json.loads(line) for line in asked.real.read_text("utf-8").splitlines()]
        lines = asked.real.with_name("queries.jsonl").read_text("utf-8").splitlines()
        queries = [json.loads(line)["text"] for line in lines]
        measure_real(asked.real.parent.name, [f"{each.get('title', '')}\n{each['text']}" for each in corpus], queries)
    if asked.seeds:
        root = Path(__file__).parent.parent
        files = sorted((root / "corpus" / "aws").glob("*.md"))
        texts = [part for file in files for part in file.read_text("utf-8", "replace").split("\n\n") if part.strip()]
        judged = (root / "tests" / "data" / "dev_queries.jsonl").read_text("utf-8").splitlines()
        measure_real("the seeds", texts, [json.loads(line)["query"] for line in judged])


if __name__ == "__main__":
    main()
