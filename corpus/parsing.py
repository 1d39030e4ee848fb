"""Read the notes of a source, file by file, into documents."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from corpus.binaries import ARCHIVE, MADE, OLD_OFFICE
from corpus.entries.reading import find_entries
from corpus.formats.decoding import Text, decode
from corpus.formats.gift import read_gift
from corpus.formats.notebooks import notebook_lines
from corpus.formats.placed import Made, placed, read_parts
from corpus.formats.records import read_records, with_top
from corpus.formats.sheets import read_rows
from corpus.formats.tables import read_tables
from corpus.formats.tex import is_tex, tex_lines
from corpus.formats.webpages import is_page, page_lines
from corpus.model import Document, Finding
from corpus.pages import pages_of
from corpus.sources import NOTEBOOK, files, relative, skipped, unread

_FORMATS = {
    b"%!PS": "PostScript: save it as PDF",
    b"{\\rtf": "rich text (RTF): save it once more",
    ARCHIVE: "an archive, or a document of Pages, Numbers or Keynote: unpack it, or export it as PDF",
    OLD_OFFICE: "an office document in an old format: save it as .docx or .pptx",
}
"""What the first bytes of a file say it is where its other bytes may pass for text, and what mends it."""


def read(source: Path) -> Iterator[Document]:
    """Read the notes of a file or a folder (with the folders in it), sorted by path.

    Never raises on what a file holds; ``Document.file`` is relative to ``source``. Raises FileNotFoundError where there
    is no such source.
    """
    for _, path in files(source):
        yield read_file(path, source)


def read_file(path: Path, source: Path) -> Document:
    """Read one file of a source.

    One that is no notes (``sources.skipped``), and one that cannot be read, is a document without entries and with a
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
    suffix = Path(file).suffix.lower()
    text, message = _text(data, suffix)
    if text is None:
        return Document(file, "", "", digest, len(data), (), (Finding("skipped", message, 1, 1),))
    made = None if f".{text.encoding}" in MADE else _made(text, suffix)
    if made:
        reading = placed(find_entries(made.lines, file), made)
    elif text.tables:
        reading = read_tables(text, file)
    elif text.parts:
        reading = read_parts(text.lines, text.parts, file)
    else:
        reading = (
            read_records(text.lines, file, suffix)
            or read_gift(text.lines, file, suffix)
            or read_rows(text.lines, file, suffix)
            or with_top(find_entries(text.lines, file, suffix), text.lines, file)
        )
    entries, starts = reading.entries, text.page_starts
    if starts:
        entries = tuple(replace(entry, pages=pages_of(starts, entry.lines)) for entry in entries)
    findings = text.findings + reading.findings
    return Document(file, text.text, text.encoding, digest, len(data), entries, findings, starts)


def _text(data: bytes, suffix: str) -> tuple[Text | None, str]:
    """Return the text of a file, or None and why there is none to be read."""
    text = decode(data)
    if text is not None and f".{text.encoding}" in MADE:
        return text, ""
    if data and suffix in MADE:
        return None, f"these bytes are no {suffix} document: save it once more"
    known = next((name for magic, name in _FORMATS.items() if data.startswith(magic)), None)
    return (None, f"this is {known} to have it read") if known else (text, "these bytes are not text")


def _made(text: Text, suffix: str) -> Made | None:
    """Write what has a markup of its own in Markdown; None where a document is read as it stands."""
    if is_page(text.text, suffix):
        return page_lines("\n".join(text.lines))
    if is_tex(text.text, suffix):
        return tex_lines(text.lines)
    return notebook_lines(text.lines) if suffix == NOTEBOOK else None
