"""The page Explore: a map of the notes beside their outline, and every entry under an address of its own."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from ui import address, atlas, entry, facts, markup, session, states, twice

if TYPE_CHECKING:
    from corpus.model import Entry
    from index.opened import Index
    from retriever import Retriever

_MOST = 500
_LIT, _LIT_SHARE = 50, 4  # entries that are lit up at most, and how many times as many there are at least
_LISTINGS = {"contradictions": twice.contradictions, "copies": twice.copies}


def page() -> None:
    """Show the entry that the address names, or else the map."""
    with states.titled("Explore"):
        retriever = session.retriever()
    identity, listing = address.words("entry"), _LISTINGS.get(address.words("show"))
    if not identity:
        listing(retriever.index) if listing else _map(retriever)
        return
    found = retriever.index.find(identity)
    if found is None:
        entry.missing(identity)
    else:
        entry.show(retriever, found)


def _map(retriever: "Retriever") -> None:
    st.html('<h1 class="ab-title ab-wide">Explore</h1>')
    index = retriever.index
    if not facts.holds_answers(index):
        states.show_no_answers()
        return
    title, entries = _chosen(index)
    lit, words = frozenset(str(one.id) for one in entries), title
    if query := address.search().query:
        answer = retriever.ask(query, k=min(_LIT, -(-sum(facts.files(index).values()) // _LIT_SHARE)))
        lit, words = frozenset(hit.entry for hit in answer.hits), f"what comes closest to “{query}”"
    left, right = st.columns([3, 2], gap="large")
    with right:
        if title:
            _outline(title, entries)
        else:
            links = "".join(markup.link(name.capitalize(), "explore", {"show": name}) for name in _LISTINGS)
            st.html(f'<p class="ab-facts">{links}</p>')
            _list("Documents", "file", facts.files(index))
            _list("Topics", "topic", facts.topics(index))
    with left:  # last: a first map takes a few seconds
        atlas.show(index, lit, words)


def _chosen(index: "Index") -> tuple[str, Sequence["Entry"]]:
    """Return the document or topic that the address names with its entries; "" where it names none."""
    file, topic = address.words("file"), address.words("topic")
    if file in facts.files(index):
        return file, list(index.entries(file))
    if topic in facts.topics(index):
        return topic, facts.about(index, topic, _MOST)
    return "", ()


def _list(title: str, name: str, counts: Mapping[str, int]) -> None:
    items = "".join(
        f"<li>{markup.link(value, 'explore', {name: value})}<span>{count:,}</span></li>"
        for value, count in list(counts.items())[:_MOST]
    )
    if items:
        st.html(f'<h2 class="ab-part">{title}</h2>{_column(f"<ul class=ab-counts>{items}</ul>", title)}')


def _outline(title: str, entries: Sequence["Entry"]) -> None:
    """Show entries under their headings."""
    parts: list[str] = []
    above: tuple[str, ...] | None = None
    for one in entries[:_MOST]:
        if one.headings != above:
            above = one.headings
            parts.append(f'<li class="ab-trail">{markup.trail(above)}</li>' if above else "")
        parts.append(f"<li>{markup.link(one.question, 'explore', {'entry': str(one.id)})}</li>")
    more = f"<li>and {len(entries) - _MOST:,} more</li>" if len(entries) > _MOST else ""
    outline = _column(f'<ul class="ab-outline">{"".join(parts)}{more}</ul>', f"Outline of {title}")
    back = markup.link("All documents and topics", "explore")
    st.html(f'<p>{back}</p><h2 class="ab-part">{escape(title)}</h2>{outline}')


def _column(inside: str, label: str) -> str:
    return f'<div class="ab-column" tabindex="0" role="region" aria-label="{escape(label)}">{inside}</div>'
