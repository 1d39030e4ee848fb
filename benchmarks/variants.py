"""Make harder collections out of one in BEIR's layout: ``python -m benchmarks.variants DIR OUT [--documents N]``.

Written to OUT, each with 150 queries: ``untitled`` (the documents lose their titles), ``mismatch`` (the queries also
lose four of five words that a relevant document has: what people call by other names), ``rare`` (a rare and two less
rare words of a document, as one types who knows what to find), ``phrase`` (some words as they stand in a document).
On the first two meaning is far ahead of words, on the others far behind: weights that do no harm there will hardly do
any on somebody's notes. With ``--documents`` they are of so many documents, as small as most notes are.
"""

import json
import random
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import click

from index.lexical import analyse
from retriever.beir import read_collection

_QUERIES = 150
_LOST = 0.8
_RARE, _COMMON = 3, 0.1  # documents that hold a rare word at most, share that holds a less rare one at most
_WORD = re.compile(r"[A-Za-z][\w-]{3,}")

Document = Mapping[str, str]
Query = tuple[str, Sequence[str]]


def some(
    documents: Mapping[str, Document], queries: Sequence[Query], count: int, dice: random.Random
) -> tuple[dict[str, Document], list[Query]]:
    """Draw ``count`` documents at most, those of one query together, and the queries that they answer."""
    kept: set[str] = set()
    for _, relevant in dice.sample(queries, len(queries)):
        if len(kept.union(relevant)) <= count:
            kept.update(relevant)
    fewer = {name: document for name, document in documents.items() if name in kept}
    return fewer, [query for query in queries if kept.issuperset(query[1])]


def mismatched(queries: Sequence[Query], documents: Mapping[str, Document], dice: random.Random) -> Iterator[Query]:
    """Yield the queries without most of the words that their relevant documents have."""
    for text, relevant in queries:
        known = {term for name in relevant for term in analyse(_whole(documents[name]))}
        kept = [word for word in text.split() if not (known & set(analyse(word)) and dice.random() < _LOST)]
        if len(analyse(" ".join(kept))) >= 2:
            yield " ".join(kept), relevant


def rare(documents: Mapping[str, Document], dice: random.Random) -> Iterator[Query]:
    """Yield three words of a document each, one of which hardly any other holds."""
    counts = Counter(term for document in documents.values() for term in set(analyse(_whole(document))))
    for name, document in documents.items():
        terms = {word: analyse(word) for word in sorted(set(_WORD.findall(document["text"])))}
        held = {word: counts[found[0]] for word, found in terms.items() if len(found) == 1}
        seldom = [word for word, count in held.items() if 0 < count <= _RARE]
        usual = [word for word, count in held.items() if _RARE < count <= _COMMON * len(documents)]
        if seldom and len(usual) >= 2:
            words = [dice.choice(seldom), *dice.sample(usual, 2)]
            dice.shuffle(words)
            yield " ".join(words), [name]


def phrases(documents: Mapping[str, Document], dice: random.Random) -> Iterator[Query]:
    """Yield some words of a document each, as they stand there."""
    for name, document in documents.items():
        words = document["text"].split()
        if len(words) >= 40:
            start = dice.randrange(len(words) - 12)
            yield " ".join(words[start : start + dice.randint(4, 8)]), [name]


def write(folder: Path, documents: Mapping[str, Document], queries: Sequence[Query]) -> None:
    """Write a collection of these documents and queries."""
    folder.mkdir(parents=True, exist_ok=True)
    corpus = [{"_id": name, **document} for name, document in documents.items()]
    asked = [{"_id": f"q{number}", "text": text} for number, (text, _) in enumerate(queries)]
    for name, rows in (("corpus.jsonl", corpus), ("queries.jsonl", asked)):
        (folder / name).write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    grades = [f"q{number}\t{name}\t1\n" for number, (_, names) in enumerate(queries) for name in names]
    (folder / "qrels.tsv").write_text("".join(grades), encoding="utf-8")


def _whole(document: Document) -> str:
    return f"{document['title']} {document['text']}"


@click.command()
@click.argument("source", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("out", type=click.Path(file_okay=False, path_type=Path))
@click.option("--documents", "count", type=click.IntRange(min=1), help="Take so many documents at most.")
def main(source: Path, out: Path, count: int | None) -> None:
    """Write the variants of the collection SOURCE into OUT."""
    collection = read_collection(source)
    rows = [json.loads(line) for line in collection.corpus.read_text(encoding="utf-8").split("\n") if line]
    documents = {str(row["_id"]): {"title": str(row.get("title") or ""), "text": str(row["text"])} for row in rows}
    dice = random.Random(1)
    queries: list[Query] = [
        (text, [name for name, grade in collection.grades[query].items() if grade > 0])
        for query, text in collection.queries.items()
    ]
    if count:
        documents, queries = some(documents, queries, count, dice)
    untitled = {name: {"title": "", "text": document["text"]} for name, document in documents.items()}
    made = {
        "untitled": (untitled, queries),
        "mismatch": (documents, list(mismatched(queries, documents, dice))),
        "rare": (documents, list(rare(documents, dice))),
        "phrase": (documents, list(phrases(documents, dice))),
    }
    for name, (notes, asked) in made.items():
        write(out / name, notes, dice.sample(asked, min(_QUERIES, len(asked))))


if __name__ == "__main__":
    main()
