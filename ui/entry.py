"""The page of one entry: question, answer, where it stands, and what is related, copied or contradicted elsewhere."""

from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from ui import markup, raw, render, states, twice

if TYPE_CHECKING:
    from corpus.model import Entry
    from index.opened import Index
    from retriever import Retriever
    from retriever.related import Related

_RELATED = 8


def show(retriever: "Retriever", entry: "Entry") -> None:
    """Show ``entry``."""
    index = retriever.index
    st.html(_head(entry))
    st.html(f'<div class="ab-passage">{render.passage(entry.answer)}</div>')
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        st.html(f"<p>{markup.link('Check me on this', 'check', {'entry': str(entry.id)}, kind='ab-button')}</p>")
    _raw_lines(index, entry)
    twice.copies_of(index, str(entry.id))
    _related(retriever, entry)
    _neighbours(index, entry)
    twice.contradictions_of(index, str(entry.id))


def missing(identity: str) -> None:
    """Say that no entry has this id any more."""
    st.html('<h1 class="ab-title">This entry is not in your notes</h1>')
    states.notice(
        "info",
        "Nothing here",
        f"No entry has the id {escape(identity)}. It may have been removed or merged since the address was kept.",
        f"<p>{markup.link('Explore the notes', 'explore')}</p>",
    )


def _head(entry: "Entry") -> str:
    place = markup.place(entry.document, entry.lines.start, entry.lines.end, entry.pages)
    topics = " ".join(markup.link(topic, "explore", {"topic": topic}, kind="ab-topic") for topic in entry.topics)
    inferred = "" if entry.question_written else "<span>question inferred, not written</span>"
    return (
        f'<p class="ab-trail">{markup.trail(entry.headings)}</p><h1 class="ab-title">{escape(entry.question)}</h1>'
        f'<p class="ab-facts">{place}{inferred}{topics}</p>'
    )


def _raw_lines(index: "Index", entry: "Entry") -> None:
    try:
        document = raw.read(index, entry.document)
    except raw.RawUnreadableError as error:
        st.html(f'<p class="ab-lead">{escape(str(error))}</p>')
        return
    shown = raw.rows(document, entry.lines.start, entry.lines.end, range(0), scroll=False)
    st.html(
        f"<details><summary>As written, {markup.lines(entry.lines.start, entry.lines.end)}</summary>{shown}</details>"
    )


def _related(retriever: "Retriever", entry: "Entry") -> None:
    found = retriever.related(str(entry.id), _RELATED)
    if found:
        st.html(f'<h2 class="ab-part" id="related">Related</h2><ol class="ab-list">{"".join(map(related, found))}</ol>')


def related(one: "Related") -> str:
    """Return a related entry with why it is related, as a list item."""
    terms = ", ".join(escape(term) for term in one.terms[:5])
    why = f"shares {terms}" if terms else "close in meaning"
    closest = f"<q>{escape(one.closest[0].other)}</q>" if one.closest else ""
    place = markup.place(one.file, one.lines.start, one.lines.end, one.pages)
    return (
        f"<li>{markup.link(one.question, 'explore', {'entry': one.entry})}"
        f'<p class="ab-why">{closest}</p>'
        f'<p class="ab-facts"><span>{why}</span>{place}</p></li>'
    )


def _neighbours(index: "Index", entry: "Entry") -> None:
    row = list(index.entries(entry.document))
    at = next((i for i, other in enumerate(row) if other.id == entry.id), None)
    if at is None:
        return
    before = f"<span>Before it: {_to(row[at - 1])}</span>" if at else ""
    after = f"<span>After it: {_to(row[at + 1])}</span>" if at + 1 < len(row) else ""
    st.html(f'<p class="ab-facts">{before}{after}</p>')


def _to(entry: "Entry") -> str:
    return markup.link(entry.question, "explore", {"entry": str(entry.id)})
