"""What is read out of notes, as tests write it down."""

from invariants import check_document

from corpus import parse
from corpus.model import Document


def asked(document: Document) -> list[tuple[str, int, int]]:
    """Return each entry's question, first and last line."""
    return [(entry.question, entry.lines.start, entry.lines.end) for entry in document.entries]


def told(document: Document) -> list[tuple[str, str, int, int]]:
    """Return each entry's question and answer, first and last line."""
    return [(entry.question, entry.answer, entry.lines.start, entry.lines.end) for entry in document.entries]


def read(text: str, file: str = "notes.md") -> list[tuple[str, int, int]]:
    """Return the question, first and last line of each entry of a text."""
    return asked(parse(text.encode(), file))


def checked(text: str, file: str) -> Document:
    """Read a text, and check what must hold of any document."""
    document = parse(text.encode(), file)
    check_document(document, text.encode())
    return document


def pairs(document: Document) -> list[tuple[str, str]]:
    """Return each entry's question and answer."""
    return [(entry.question, entry.answer) for entry in document.entries]
