"""What the pages say of an index as a whole, counted once a generation."""

from collections import defaultdict
from typing import TYPE_CHECKING

from corpus.model import Entry
from index.remembering import remembered

if TYPE_CHECKING:
    from index.opened import Index, IndexedDocument


@remembered
def documents(index: "Index") -> tuple["IndexedDocument", ...]:
    """Return the documents of ``index``."""
    return index.documents()


def document(index: "Index", file: str) -> "IndexedDocument | None":
    """Return the document of that name, None where there is none."""
    return next((document for document in documents(index) if document.file == file), None)


@remembered
def topics(index: "Index") -> dict[str, int]:
    """Return how many entries each topic has, the most frequent first."""
    return index.topics()


@remembered
def files(index: "Index") -> dict[str, int]:
    """Return how many entries each document has, by its name."""
    return dict(sorted((document.file, document.entries) for document in documents(index)))


def holds_answers(index: "Index") -> bool:
    """Say whether anything that was read has a question with its answer."""
    return any(document.entries for document in documents(index))


def about(index: "Index", topic: str, most: int) -> list[Entry]:
    """Return up to ``most`` entries about ``topic``."""
    return [index.entry(identity) for identity in _about(index).get(topic, ())[:most]]


@remembered
def _about(index: "Index") -> dict[str, list[str]]:
    """Return the ids of the entries about each topic, in the notes' order."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for entry in index.entries():
        for topic in entry.topics:
            found[topic].append(str(entry.id))
    return found
