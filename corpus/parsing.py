"""Read the notes of a source, file by file, into documents."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from corpus.model import Document, Finding
from corpus.questions import find_entries
from corpus.reading import decode
from corpus.sources import files, relative, skipped, unread


def read(source: Path) -> Iterator[Document]:
    """Read the notes of a file or a folder (with the folders in it), sorted by path.

    Never raises on what a file holds; ``Document.file`` is relative to ``source``. Raises FileNotFoundError where there
    is no such source.
    """
    for _, path in files(source):
        yield read_file(path, source)


def read_file(path: Path, source: Path) -> Document:
    """Read one file of a source.

    One that is no notes is not opened; that, and one that cannot be read, is a document without entries and with a
    Finding.
    """
    file = relative(path, source)
    try:
        reason = skipped(path, source)
        return unread(path, file, reason) if reason else parse(path.read_bytes(), file)
    except OSError as error:
        return unread(path, file, f"cannot be read: {error.strerror or error}", "unreadable")


def parse(data: bytes, file: str) -> Document:
    """Read the bytes of one file; bytes that are not text give a document without entries and a Finding."""
    digest = hashlib.sha256(data).hexdigest()
    text = decode(data)
    if text is None:
        finding = Finding("skipped", "these bytes are not text", 1, 1)
        return Document(file, "", "", digest, len(data), (), (finding,))
    suffix = Path(file).suffix.lower()
    reading = find_entries(text.lines, file, suffix)
    return Document(
        file, text.text, text.encoding, digest, len(data), reading.entries, text.findings + reading.findings
    )
