"""Raw documents: read from where the index found them, and from nowhere else."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from corpus import decode
from corpus.pages import Pages, said
from ui import facts

if TYPE_CHECKING:
    from index.opened import Index

MOST_BYTES = 32 * 1024 * 1024
_LONGEST = 4000


@dataclass(frozen=True, slots=True)
class Raw:
    """A document as it lies on disk now: its lines, repaired, and the SHA-256 of its bytes.

    ``pages`` are the names of its pages by the lines on which they begin.
    """

    lines: tuple[str, ...]
    pages: Mapping[int, str]
    sha256: str


class RawUnreadableError(Exception):
    """The document cannot be shown; the message says why."""


def read(index: "Index", file: str) -> Raw:
    """Read a document that ``index`` knows; raises RawUnreadableError where it does not, or where it is gone.

    The address names the file, but only a name that the index holds is ever opened, and only inside its source.
    """
    known = facts.document(index, file)
    if known is None:
        raise RawUnreadableError("No document of that name has been read into this index.")
    root, path = Path(known.source), known.path
    try:
        if root.is_dir() and not path.resolve().is_relative_to(root.resolve()):
            raise RawUnreadableError("That name leads out of the folder that was read.")
        state = path.stat()
        if state.st_size > MOST_BYTES:
            raise RawUnreadableError(f"The file is larger than the {MOST_BYTES // 2**20} MB that are shown.")
        return _read(path, state.st_mtime_ns, state.st_size)
    except OSError as error:
        raise RawUnreadableError(f"The file cannot be read now: {error.strerror}.") from error


def rows(document: Raw, first: int, last: int, target: range, scroll: bool = True) -> str:
    """Return the lines ``first`` to ``last`` (1-based) as numbered rows, those in ``target`` marked, under the names of
    the pages that begin there.
    """
    parts = []
    for number in range(first, min(last, len(document.lines)) + 1):
        line = document.lines[number - 1]
        if number in document.pages:
            parts.append(f'<div class="ab-page">{document.pages[number].capitalize()}</div>')
        words = escape(line[:_LONGEST]) + (" … (the line goes on)" if len(line) > _LONGEST else "")
        here = " ab-here" if number in target else ""
        if scroll and number == target.start:
            here += " ab-target"
        parts.append(f'<div class="ab-row{here}"><span class="ab-no">{number}</span><span>{words or " "}</span></div>')
    return f'<div class="ab-raw">{"".join(parts)}</div>'


@lru_cache(maxsize=8)
def _read(path: Path, _modified: int, _size: int) -> Raw:
    data = path.read_bytes()
    text = decode(data)
    if text is None:
        raise RawUnreadableError("The file is not text.")
    pages = {start: said(path.name, Pages(number, number)) for number, start in enumerate(text.page_starts, 1)}
    return Raw(text.lines, pages, hashlib.sha256(data).hexdigest())
