"""Collections in BEIR's layout: index one for a while, ask its queries, score the ranking.

``corpus.jsonl`` holds a document a line (``_id``, ``title``, ``text``), ``queries.jsonl`` a query a line (``_id``,
``text``), ``qrels.tsv`` (or ``qrels/test.tsv``) query, document and grade, with or without a heading.
"""

import hashlib
import math
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.model import Document, Entry, Span
from index.build import build
from index.encoder import Encoder, load
from index.errors import UsageError
from index.opened import Index
from index.reader import open_index
from retriever.derive import hooks
from retriever.fitted import Ranking
from retriever.json_lines import read_object
from retriever.judging import discounted
from retriever.searching import Query, search
from retriever.wording import Wording

DEPTH = 10
_CORPUS, _QUERIES = "corpus.jsonl", "queries.jsonl"
_QRELS = ("qrels.tsv", "qrels/test.tsv")


@dataclass(frozen=True, slots=True)
class Collection:
    """Documents by their line in the corpus, queries by id, grades of documents by query."""

    corpus: Path
    documents: tuple[str, ...]
    queries: Mapping[str, str]
    grades: Mapping[str, Mapping[str, int]]


def read_collection(folder: Path) -> Collection:
    """Read a collection, the queries that have a relevant document; raises UsageError naming the line that is wrong."""
    qrels = next((folder / name for name in _QRELS if (folder / name).exists()), folder / _QRELS[0])
    documents = tuple(str(data["_id"]) for data in _objects(folder / _CORPUS, "_id"))
    if len(set(documents)) < len(documents):
        raise UsageError(f"{folder / _CORPUS}: two documents have the same _id")
    grades = _grades(qrels)
    queries = {str(data["_id"]): str(data["text"]) for data in _objects(folder / _QUERIES, "_id", "text")}
    asked = {query: text for query, text in queries.items() if any(grade > 0 for grade in grades[query].values())}
    if not asked:
        raise UsageError(f"{qrels} has no relevant document for any query of {folder / _QUERIES}")
    return Collection(folder / _CORPUS, documents, asked, grades)


def corpus_document(path: Path, source: Path) -> Document:
    """Read ``corpus.jsonl`` as a document with one entry a line, the title being its question.

    All lines of an entry's answer stand on that one raw line. ``source`` is what ``path`` was found in.
    """
    raw = path.read_bytes()
    entries = []
    for number, data in enumerate(_objects(path, "_id"), 1):
        title, text = str(data.get("title") or ""), str(data.get("text") or "")
        lines = (number,) * (text.count("\n") + 1)
        written = str(data["_id"])
        entries.append(Entry(title, bool(title), written, text, lines, path.name, Span(number, number)))
    return Document(path.name, "", "utf-8", hashlib.sha256(raw).hexdigest(), len(raw), tuple(entries), ())


def rank_collection(collection: Collection, settings: Ranking) -> dict[str, list[str]]:
    """Index a collection for as long as it takes and return for each query the documents, best first.

    The notes of this person, their ids included, are left alone.
    """
    encoder = load(bulk=True)
    with tempfile.TemporaryDirectory(prefix="answerbook-") as folder:
        index = index_collection(collection, encoder, Path(folder))
        wording = Wording(index, encoder)
        return {
            query: _ranking(index, wording.query(wording.correct(wording.bare(text))), settings, collection.documents)
            for query, text in collection.queries.items()
        }


def index_collection(collection: Collection, encoder: Encoder, folder: Path) -> Index:
    """Index a collection in ``folder``."""
    path, ids = folder / "index", folder / "ids.sqlite"
    build(path, add=[collection.corpus], encoder=encoder, derive=hooks(encoder), read=corpus_document, ids=ids)
    return open_index(path)


def _ranking(index: Index, query: Query, settings: Ranking, documents: Sequence[str]) -> list[str]:
    """Return the documents that the best passages stand in, each once."""
    found = search(index, query, settings)
    lines = dict.fromkeys(passage.lines.start for passage in index.passages(found.keys.tolist()))
    return [documents[line - 1] for line in list(lines)[:DEPTH]]


def ndcg(grades: Mapping[str, int], ranking: Sequence[str]) -> float:
    """Return nDCG as trec_eval counts it: the gain of a document is its grade."""
    gains = [max(grades.get(document, 0), 0) for document in ranking[:DEPTH]]
    ideal = sorted((grade for grade in grades.values() if grade > 0), reverse=True)[:DEPTH]
    return discounted(gains) / discounted(ideal) if ideal else 0.0


def recall(grades: Mapping[str, int], ranking: Sequence[str]) -> float:
    """Return the share of the relevant documents that stand among the first DEPTH."""
    relevant = {document for document, grade in grades.items() if grade > 0}
    return len(relevant.intersection(ranking[:DEPTH])) / len(relevant) if relevant else 0.0


def reciprocal(grades: Mapping[str, int], ranking: Sequence[str]) -> float:
    """Return one divided by the rank of the first relevant document, 0 where it is not among the first DEPTH."""
    ranks = (rank for rank, document in enumerate(ranking[:DEPTH], 1) if grades.get(document, 0) > 0)
    return 1 / next(ranks, math.inf)


def measure(collection: Collection, rankings: Mapping[str, Sequence[str]]) -> dict[str, float]:
    """Return the means over all queries, rounded to four places."""
    names = {"nDCG@10": ndcg, "R@10": recall, "MRR@10": reciprocal}
    count = len(collection.queries)
    return {
        name: round(sum(each(collection.grades[query], rankings[query]) for query in collection.queries) / count, 4)
        for name, each in names.items()
    }


def _objects(path: Path, *needed: str) -> Iterator[dict[str, Any]]:
    """Yield the JSON objects of a file, one a line, each of which has the fields ``needed``."""
    try:
        with path.open(encoding="utf-8-sig", newline="\n") as file:
            for number, line in enumerate(file, 1):
                try:
                    data = read_object(line)
                    missing = [name for name in needed if name not in data]
                except ValueError as error:
                    raise UsageError(f"{path}:{number}: this is no JSON object: {error}") from error
                if missing:
                    raise UsageError(f"{path}:{number}: {missing[0]} is missing")
                yield data
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} cannot be read: {error}") from error


def _grades(path: Path) -> defaultdict[str, dict[str, int]]:
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} cannot be read: {error}") from error
    found: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for number, line in enumerate(lines, 1):
        fields = line.split()
        if not fields or (number == 1 and not fields[-1].lstrip("-").isdigit()):
            continue
        if len(fields) not in (3, 4) or not fields[-1].lstrip("-").isdigit():
            raise UsageError(f"{path}:{number}: a line has query, document and grade, not {line!r}")
        found[fields[0]][fields[-2]] = int(fields[-1])
    return found
