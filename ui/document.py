"""The page of one raw document, open at the lines that an answer came from."""

import re
from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from corpus.counting import counted, some
from ui import address, facts, markup, raw, session, states

if TYPE_CHECKING:
    from index.opened import IndexedDocument

_NAMED = 5  # entries on the lines asked for that are linked to, and reasons why nothing was read that are said
_WINDOW = 400
_BEFORE = 30
_LINES = re.compile(r"(\d{1,9})(?:-(\d{1,9}))?")


def page() -> None:
    """Show the document that the address names: ``file``, ``lines`` such as 12-15, and ``from`` to leaf through it."""
    file = address.words("file")
    with states.titled(file or "Document"):
        index = session.retriever().index
    read = facts.document(index, file)
    try:
        document = raw.read(index, file)
    except raw.RawUnreadableError as error:
        st.html(f'<h1 class="ab-title">{escape(file) or "No document"}</h1>')
        library = f"<p>{markup.link('Open the library', 'library')}</p>"
        states.notice("error", "This document cannot be shown", escape(str(error)), library)
        _unread(read)
        return
    if read is not None and read.unread and not any(document.lines):
        st.html(f'<h1 class="ab-title">{escape(file)}</h1>')
        _unread(read)
        return
    target = _target(address.words("lines"), len(document.lines))
    first = min(address.number("from", max(1, target.start - _BEFORE)), len(document.lines))
    last = min(first + _WINDOW - 1, len(document.lines))
    st.html(f'<h1 class="ab-title">{escape(file)}</h1>{_lead(target, first, last, len(document.lines))}')
    _unread(read)
    if read is not None and read.sha256 not in ("", document.sha256):
        states.notice(
            "warn",
            "This document has changed since it was read",
            "The lines below are those of the file as it is now; they may have moved.",
            f"<p>{markup.link('Bring the index up to date', 'library', kind='ab-button')}</p>",
        )
    entries = [
        e
        for e in index.entries(file)
        if e.lines.start in target or target.start in range(e.lines.start, e.lines.end + 1)
    ]
    if entries:
        links = [markup.link(entry.question, "explore", {"entry": str(entry.id)}) for entry in entries]
        what = "Entry" if len(links) == 1 else "Entries"
        st.html(f'<p class="ab-facts">{what}: {some(links, _NAMED)}</p>')
    here = markup.document(file, target.start, target.stop - 1)
    _leaf(here, "Earlier lines", max(1, first - _WINDOW), shown=first > 1)
    st.html(raw.rows(document, first, last, target))
    _leaf(here, "Later lines", last + 1, shown=last < len(document.lines))


def _unread(document: "IndexedDocument | None") -> None:
    """Say of a document of which nothing was read why that is so."""
    if document is not None and document.unread:
        reasons = "<br>".join(escape(finding.message) for finding in document.findings[:_NAMED])
        states.notice("warn", "Nothing of this document was read", reasons)


def _target(lines: str, count: int) -> range:
    """Return the lines that the address asks for, inside a document of ``count`` lines."""
    found = _LINES.fullmatch(lines)
    if found is None:
        return range(1, 1)
    start = min(max(1, int(found[1])), count)
    return range(start, min(max(start, int(found[2] or start)), count) + 1)


def _lead(target: range, first: int, last: int, count: int) -> str:
    marked = f"{markup.lines(target.start, target.stop - 1)} marked, " if target else ""
    return f'<p class="ab-lead">{marked}{first:,} to {last:,} of {counted(count, "line")} shown.</p>'


def _leaf(here: dict[str, str | list[str]], words: str, first: int, shown: bool) -> None:
    if shown:
        st.html(f"<p>{markup.link(words, 'document', {**here, 'from': str(first)})}</p>")
