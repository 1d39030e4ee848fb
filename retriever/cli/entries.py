"""``answerbook entries``."""

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import asdict, replace
from pathlib import Path

import click

from corpus import mine_topics, read
from corpus.model import Entry
from corpus.pages import pages_json
from index.errors import UsageError
from retriever.cli.noticing import opened
from retriever.cli.saying import placed, say


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
@click.option(
    "--corpus",
    "sources",
    multiple=True,
    metavar="PATH",
    type=click.Path(path_type=Path, exists=True),
    help="Read this file or folder instead of an index (repeatable).",
)
@click.option("--index", "index", metavar="NAME", help="The index to list.")
def entries(as_json: bool, sources: tuple[Path, ...], index: str | None) -> None:
    """List the questions and answers that were read."""
    if sources and index is not None:
        raise UsageError("name either an index or, with --corpus, files and folders")
    none = True
    for entry in _read(sources) if sources else opened(index).entries():
        none = False
        if as_json:
            click.echo(json.dumps(_shown(entry), ensure_ascii=False))
        else:
            say(_line(entry))
    if none:
        say("answerbook: no question with an answer was found", err=True)


def _read(sources: Iterable[Path]) -> Iterator[Entry]:
    documents = [((str(source.resolve()), each.file), each) for source in sources for each in read(source)]
    longer = _longer_names([place for place, _ in documents])
    found = [
        replace(entry, document=longer.get(place, place[1]))
        for place, document in documents
        for entry in document.entries
    ]
    for entry, topics in zip(found, mine_topics(found), strict=True):
        yield replace(entry, topics=topics)


def _longer_names(documents: Collection[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """Return the names of those that an index of them would not call by their files."""
    if len({source for source, _ in documents}) == 1:
        return {}
    from index.names import longer_names

    return longer_names(documents)


def _shown(entry: Entry) -> dict[str, object]:
    return {
        "id": entry.id,
        "file": entry.document,
        "start": entry.lines.start,
        "end": entry.lines.end,
        **pages_json(entry.pages),
        "question": entry.question,
        "question_written": entry.question_written,
        "topics": list(entry.topics),
        "headings": list(entry.headings),
        "sections": [asdict(section) for section in entry.sections],
    }


def _line(entry: Entry) -> str:
    return f"{placed(entry.document, entry.lines.start, entry.lines.end, entry.pages)}  {entry.question}"
