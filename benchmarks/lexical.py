"""Compare ways of lexical search: SQLite FTS5, bm25s, tantivy and Answerbook's own BM25.

    python -m benchmarks.lexical [--size 100000] [--judged FOLDER]

Every engine indexes the same synthetic passages in a process of its own, answers the same questions (any of the words,
fifty best) and then takes in a thousand passages more. ``--judged`` names a collection in BEIR's layout, on which
nDCG@10 is printed for each engine with its own reading of words. tantivy is measured where it is installed.
"""

import argparse
import json
import re
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol

from benchmarks.measuring import alone, anonymous_memory, machine, peak_memory, size_of, table, times
from benchmarks.synthetic import passages, queries
from retriever.judging import discounted

_ASKED, _BEST, _MORE = 200, 50, 1000


class Engine(Protocol):
    """A lexical index in a folder."""

    def build(self, texts: Iterable[str]) -> None: ...
    def open(self) -> None: ...
    def search(self, question: str) -> list[int]: ...
    def add(self, texts: Sequence[str]) -> None: ...


class Own:
    """Answerbook's postings: a segment for the passages, another for those added later."""

    def __init__(self, folder: Path) -> None:
        from index.bm25 import Bm25
        from index.lexical import analyse
        from index.postings import PostingsWriter, open_postings

        self._folder, self._bm25, self._writer, self._open = folder, Bm25, PostingsWriter, open_postings
        self._analyse = analyse

    def build(self, texts: Iterable[str]) -> None:
        writer = self._writer()
        for text in texts:
            writer.add(["", "", text])
        segment = self._folder / str(len(list(self._folder.iterdir())))
        segment.mkdir()
        writer.write(segment)

    def open(self) -> None:
        segments = sorted(self._folder.iterdir(), key=lambda path: int(path.name))
        self._index = self._bm25([(self._open(segment), None) for segment in segments])

    def search(self, question: str) -> list[int]:
        found = self._index.search(self._analyse(question), _BEST)
        scored = [(-score, row) for rows, scores in found for row, score in zip(rows, scores, strict=True)]
        return [int(row) for _, row in sorted(scored)[:_BEST]]

    def add(self, texts: Sequence[str]) -> None:
        self.build(texts)
        self.open()


class Fts5:
    """SQLite's full-text search: Porter's stemmer, its own BM25."""

    def __init__(self, folder: Path) -> None:
        self._database = sqlite3.connect(folder / "passages.sqlite")

    def build(self, texts: Iterable[str]) -> None:
        self._database.execute(
            "CREATE VIRTUAL TABLE passages USING fts5(text, content='', tokenize='porter unicode61', detail=full)"
        )
        self.add(texts)
        self._database.execute("INSERT INTO passages(passages) VALUES ('optimize')")
        self._database.commit()

    def open(self) -> None:
        self._database.execute("SELECT count(*) FROM passages WHERE passages MATCH 'x'").fetchone()

    def search(self, question: str) -> list[int]:
        words = " OR ".join(f'"{word}"' for word in re.findall(r"\w+", question))
        rows = self._database.execute(
            "SELECT rowid FROM passages WHERE passages MATCH ? ORDER BY rank LIMIT ?", (words, _BEST)
        )
        return [row - 1 for (row,) in rows]

    def add(self, texts: Iterable[str]) -> None:
        start = self._database.execute("SELECT coalesce(max(id), 0) FROM passages_docsize").fetchone()[0]
        numbered = ((start + i, text) for i, text in enumerate(texts, 1))
        self._database.executemany("INSERT INTO passages(rowid, text) VALUES (?, ?)", numbered)
        self._database.commit()


class Bm25s:
    """bm25s with PyStemmer, its scores memory-mapped; it has no way to add, so adding is building anew."""

    def __init__(self, folder: Path) -> None:
        import bm25s
        import Stemmer

        self._folder, self._library, self._stemmer = folder, bm25s, Stemmer.Stemmer("english")
        self._texts: list[str] = []

    def _tokens(self, texts: list[str], **options: Any) -> Any:
        return self._library.tokenize(texts, stopwords="en", stemmer=self._stemmer, show_progress=False, **options)

    def build(self, texts: Iterable[str]) -> None:
        self._texts = list(texts)
        index = self._library.BM25()
        index.index(self._tokens(self._texts), show_progress=False)
        index.save(self._folder)

    def open(self) -> None:
        self._index = self._library.BM25.load(self._folder, mmap=True)

    def search(self, question: str) -> list[int]:
        tokens = self._tokens([question], return_ids=False)
        found, _ = self._index.retrieve(tokens, k=_BEST, show_progress=False)
        return [int(row) for row in found[0]]

    def add(self, texts: Sequence[str]) -> None:
        self.build([*self._texts, *texts])
        self.open()


class Tantivy:
    """tantivy with its English stemmer, one writer thread."""

    def __init__(self, folder: Path) -> None:
        import tantivy

        schema = tantivy.SchemaBuilder()
        schema.add_text_field("text", tokenizer_name="en_stem", index_option="freq")
        schema.add_integer_field("row", stored=False, fast=True, indexed=False)
        self._library, self._index = tantivy, tantivy.Index(schema.build(), path=str(folder))
        self._count = 0

    def build(self, texts: Iterable[str]) -> None:
        self.add(texts)

    def open(self) -> None:
        self._index.reload()
        self._searcher = self._index.searcher()

    def search(self, question: str) -> list[int]:
        query = self._index.parse_query(" ".join(re.findall(r"\w+", question)), ["text"])
        addresses = [address for _, address in self._searcher.search(query, _BEST).hits]
        rows: list[int] = self._searcher.fast_field_values("row", addresses) if addresses else []
        return rows

    def add(self, texts: Iterable[str]) -> None:
        writer = self._index.writer(heap_size=128_000_000, num_threads=1)
        for text in texts:
            writer.add_document(self._library.Document(text=text, row=self._count))
            self._count += 1
        writer.commit()
        writer.wait_merging_threads()
        self.open()


ENGINES: dict[str, Callable[[Path], Engine]] = {"own": Own, "fts5": Fts5, "bm25s": Bm25s, "tantivy": Tantivy}


def measure(name: str, size: int) -> dict[str, float]:
    """Build, open, ask and add with one engine: seconds, milliseconds, and MB above what the questions take."""
    questions, more = queries(_ASKED), list(passages(_MORE, seed=1))
    before = anonymous_memory()
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work)
        engine = ENGINES[name](folder)
        began, began_processor = time.perf_counter(), time.process_time()
        engine.build(passages(size))
        figures = {"build s": time.perf_counter() - began, "build cpu s": time.process_time() - began_processor}
        figures |= {"build MB": peak_memory() - before, "disk MB": size_of(folder)}
        began = time.perf_counter()
        engine.open()
        figures["open ms"] = (time.perf_counter() - began) * 1000
        median, high, processor = times(engine.search, questions)
        figures |= {"median ms": median, "p99 ms": high, "cpu ms": processor}
        began = time.perf_counter()
        engine.add(more)
        return figures | {"add 1000 s": time.perf_counter() - began}


def judge(name: str, folder: Path) -> dict[str, float]:
    """Return nDCG@10 (gain 2 ** grade - 1) of one engine on a judged collection in BEIR's layout."""
    documents = list(_lines(folder / "corpus.jsonl"))
    asked = list(_lines(folder / "queries.jsonl"))
    relevant: dict[str, dict[str, int]] = {}
    for line in (folder / "qrels.tsv").read_text("utf-8").splitlines()[1:]:
        query, document, grade = line.split("\t")
        relevant.setdefault(query, {})[document] = int(grade)
    with tempfile.TemporaryDirectory() as work:
        engine = ENGINES[name](Path(work))
        engine.build(f"{document.get('title', '')} {document['text']}" for document in documents)
        engine.open()
        scores = []
        for question in asked:
            grades = relevant.get(question["_id"], {})
            gains = [2 ** grades.get(documents[row]["_id"], 0) - 1 for row in engine.search(question["text"])[:10]]
            best = discounted(sorted((2**grade - 1 for grade in grades.values()), reverse=True)[:10])
            scores.append(discounted(gains) / best if best else 0.0)
    return {"nDCG@10": sum(scores) / len(scores)}


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    return map(json.loads, path.read_text("utf-8").rstrip("\n").split("\n"))


def main() -> None:
    """Print one row an engine."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=100_000, help="number of passages (default: 100,000)")
    parser.add_argument("--judged", type=Path, help="folder with corpus.jsonl, queries.jsonl and qrels.tsv")
    parser.add_argument("--engine", choices=ENGINES, help="measure one engine and print its figures as JSON")
    asked = parser.parse_args()
    if asked.engine:
        print(json.dumps(judge(asked.engine, asked.judged) if asked.judged else measure(asked.engine, asked.size)))
        return
    arguments = ["--judged", str(asked.judged)] if asked.judged else ["--size", str(asked.size)]
    rows: dict[str, dict[str, float]] = {}
    for name in ENGINES:
        if name == "tantivy" and find_spec(name) is None:
            print("tantivy is not installed and left out", file=sys.stderr)
            continue
        print(f"{name} …", file=sys.stderr)
        rows[name] = alone("benchmarks.lexical", "--engine", name, *arguments)
    columns = list(next(iter(rows.values())))
    title = f"lexical search, {asked.judged.name if asked.judged else f'{asked.size:,} passages'}; {machine()}"
    table([["engine", *columns], *([name, *figures.values()] for name, figures in rows.items())], title=title)


if __name__ == "__main__":
    main()
