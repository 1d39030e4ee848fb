"""Which files of a source are notes, and how they are named in it."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

from corpus.binaries import ARCHIVE, MADE, OLD_OFFICE, told
from corpus.glossary import NAME
from corpus.model import Document, Finding, FindingKind

RECORDS = frozenset({".json", ".jsonl", ".ndjson", ".yaml", ".yml"})
"""Suffixes of data that may hold questions and answers."""

NOTEBOOK = ".ipynb"
"""The suffix of Jupyter notebooks."""

NOTES = MADE | RECORDS | {
    ".md", ".markdown", ".mdown", ".mdwn", ".mkd", ".mdx", ".qmd", ".rmd",
    ".txt", ".text", ".faq", ".rst", ".adoc", ".asciidoc", ".org", ".wiki", ".wikitext", ".mediawiki", ".creole",
    ".textile", ".html", ".htm", ".xhtml", ".tex", ".ltx", ".latex", ".csv", ".tsv", ".gift", NOTEBOOK,
}  # fmt: skip
"""Suffixes of the files in a folder that are read as notes, beside those that have none, or only that of a language,
and are written as notes.

A file named by itself is read whatever its suffix.
"""

SAVED_AS = dict.fromkeys((".doc", ".dot", ".wps", ".pages"), ".docx")
SAVED_AS |= dict.fromkeys((".ppt", ".pps", ".key"), ".pptx")
SAVED_AS |= dict.fromkeys((".xlsb", ".numbers"), ".xlsx")
SAVED_AS |= dict.fromkeys((".mobi", ".azw", ".azw3"), ".epub")
"""Suffixes of documents that are not read, and the one that their programs can save them as to have them read."""

DATA = frozenset({".xml"})
"""Suffixes of text that is mostly not notes: skipped with a Finding, also when named by itself, unless told as some."""

_TONGUES = re.compile(
    r"\.(?:af|ar|az|be|bg|bn|br|ca|cn|cy|cz|da|de|en|eo|es|et|eu|fa|fi|fr|ga|gl|he|hi|hr|hu|hy|id|is|it|ja|jp|ka"
    r"|kk|ko|kr|lt|lv|mr|nb|ne|nl|nn|no|pt|ro|ru|sk|sl|sq|sr|sv|sw|ta|te|th|tr|tw|ua|uk|ur|uz|vi|zh)"
    r"(?:[-_](?:[a-z]{2}|han[st]))?"
)
"""Suffixes that name the language of a text (``FAQ.fr``, ``README.zh_CN``) as two letters of it, or of a country, but
for those that mostly name a format of something else."""

LARGEST = 512 * 1024 * 1024
"""Bytes of the largest file that is read; a larger one is a Finding."""

LARGEST_DATA = 16 * 1024 * 1024
"""Bytes of the largest file of data that is read."""

_HEAD = 16 * 1024  # bytes that show in what format a document is
_LOCK = "~$"
"""What begins the name of the file that Word keeps beside a document while it is open."""

_FOLDERS = frozenset({"node_modules", "__pycache__", "site-packages"})


def files(source: Path) -> Iterator[tuple[str, Path]]:
    """Yield every file of a source as ``Document.file`` and path, sorted, then every folder that cannot be listed;
    nothing is opened.

    Raises FileNotFoundError where there is no such source.
    """
    if not os.path.exists(source):  # noqa: PTH110 - Path.exists raises on a name that is too long
        raise FileNotFoundError(f"no such file or folder: {source}")
    for path in find(source):
        yield relative(path, source), path


def find(source: Path) -> Iterator[Path]:
    """Yield the files of a source, sorted by path, without its glossary, what is hidden, locks and folders of tools.

    A link is followed to a file, never to a folder, so that no circle is walked; one that leads out of the source is
    named but not read (``skipped``). The source itself may be a link. Folders that cannot be listed come last, as the
    unreadable files that they are.
    """
    if not source.is_dir():
        yield source
        return
    closed: list[Path] = []
    for folder, folders, files in os.walk(source, onerror=lambda error: closed.append(Path(error.filename))):
        if not os.access(folder, os.X_OK):  # its names can be listed, and nothing in it can be opened
            closed.append(Path(folder))
            folders.clear()
            continue
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in _FOLDERS)
        for name in sorted(files):
            path = Path(folder) / name
            is_file = os.path.isfile(path)  # noqa: PTH113 - Path.is_file raises where a link names what is too long
            if is_file and not name.startswith((".", _LOCK)) and path != source / NAME:
                yield path
    yield from closed


def relative(path: Path, source: Path) -> str:
    """Say how a file is named in its source: the POSIX path below a folder, the bare name of a single file.

    Bytes of a name that are not text are written as ``\\xNN``.
    """
    name = path.name if path == source else path.relative_to(source).as_posix()
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def skipped(path: Path, source: Path) -> str | None:
    """Say why a file is not read as notes, or None where it is.

    Only data, and in a folder files without a suffix of a format that is read, are opened to tell. Raises OSError where
    that fails.
    """
    if path.is_dir():
        return "this folder cannot be looked into: nothing in it is read until its permissions allow that"
    suffix = path.suffix.lower()
    if path != source and _leads_out(path, source):
        return "the link leads out of the folder: add what it points to as a source of its own"
    if suffix in DATA and not told(_head(path)):
        return f"{suffix} files hold data, not notes"
    bare = not suffix or _TONGUES.fullmatch(suffix) is not None
    noted = suffix in NOTES or path == source or (bare and _is_notes(path))
    if not noted and not (suffix in SAVED_AS and saved_otherwise(_head(path))):
        return refusal(suffix) if suffix else "a file without a suffix that does not read as notes"
    size, most = path.stat().st_size, LARGEST_DATA if suffix in {*RECORDS, NOTEBOOK} else LARGEST
    if size > most:
        return f"{size} bytes are more than the {most} that are read"
    if suffix in RECORDS and not _asks(path):
        return f"{suffix} files hold data, not notes"
    return None


def saved_otherwise(data: bytes) -> bool:
    """Say by its first bytes whether a document is in another format than its suffix says, such as a page of HTML."""
    from corpus.formats.decoding import decode
    from corpus.formats.webpages import is_page

    head = data[:_HEAD]
    if head.startswith((OLD_OFFICE, ARCHIVE)):
        return False
    text = None if told(head) else decode(head)
    return told(head) is not None or (text is not None and is_page(text.text, ""))


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_HEAD)


def refusal(suffix: str, called: str = "") -> str:
    """Say of a file, by its name or by how it ends, that it is not read, and what mends it if anything does."""
    mended = SAVED_AS.get(suffix)
    return f"{called or suffix} is no format of notes" + (f": save it as {mended} to have it read" if mended else "")


def _is_notes(path: Path) -> bool:
    from corpus.unsuffixed import written_as_notes  # who asks an index looks at files, and seldom into one

    return written_as_notes(path)


def _asks(path: Path) -> bool:
    """Say whether data may hold questions and answers."""
    from corpus.formats.decoding import decode
    from corpus.formats.keyed import holds_cards

    text = decode(path.read_bytes())
    return text is not None and holds_cards(text.text)


def _leads_out(path: Path, source: Path) -> bool:
    return path.is_symlink() and not path.resolve().is_relative_to(source.resolve())


def unopened(path: Path, source: Path) -> bool:
    """Say whether a file is one that is not read as notes, or could not be opened."""
    return skipped(path, source) is not None or not os.access(path, os.R_OK)


def unread(path: Path, file: str, message: str, kind: FindingKind = "skipped") -> Document:
    """Make the document of a file that is not read: no entries, no ``sha256``, one Finding that says why."""
    try:
        size = path.stat().st_size
    except OSError:
        size = 0
    return Document(file, "", "", "", size, (), (Finding(kind, message, 1, 1),))
