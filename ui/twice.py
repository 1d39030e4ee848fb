"""What is written twice: contradictions and copies, of the whole notes and of one entry."""

from html import escape
from typing import TYPE_CHECKING, TypeVar

import streamlit as st

from corpus.counting import counted
from index.places import command
from ui import markup, render, states

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from index.opened import Index
    from retriever.conflicts import Conflict, Side
    from retriever.copies import CopyGroup

T = TypeVar("T")

MOST_COMPARED = 20_000
"""Passages up to which the page compares all notes: in larger ones that takes too long to wait for."""

_MOST = 200


def contradictions(index: "Index") -> None:
    """List all contradictions, the surest first."""
    from retriever.conflicts import find_conflicts

    found = _compared(index, "Contradictions", "conflicts", find_conflicts)
    if found is not None:
        pairs = counted(len(found), "pair")
        st.html(f'<p class="ab-lead">{pairs} of passages on one thing with facts that differ.</p>')
        st.html("".join(map(_conflict, found[:_MOST])) or "<p>None found.</p>")


def copies(index: "Index") -> None:
    """List all groups of answers that stand in several places."""
    from retriever.copies import find_copies

    found = _compared(index, "Copies", "duplicates", find_copies)
    if found is not None:
        answers = counted(len(found), "answer stands", "answers stand")
        st.html(f'<p class="ab-lead">{answers} in several places.</p>')
        st.html(f'<ol class="ab-list">{"".join(map(_group, found[:_MOST]))}</ol>' if found else "<p>None found.</p>")


def _compared(index: "Index", title: str, verb: str, find: "Callable[[Index], Sequence[T]]") -> "Sequence[T] | None":
    """Compare all notes below a title; where they are too many to wait for, name the command that does instead."""
    st.html(f'<h1 class="ab-title">{title}</h1>')
    if index.count > MOST_COMPARED:
        shown = markup.code(command(index.path, verb))
        states.notice("info", "Too many notes to compare here", "The terminal lists them:", shown)
        return None
    with st.spinner("Comparing the notes"):
        return find(index)


def contradictions_of(index: "Index", entry: str) -> None:
    """Show what contradicts one entry, if anything does."""
    from retriever.conflicts import conflicts_of

    if index.count > MOST_COMPARED:
        return
    with st.spinner("Looking for contradictions"):
        found = conflicts_of(index, entry)
    if found:
        shown = "".join(map(_conflict, found))
        st.html(f'<h2 class="ab-part" id="conflicts">Contradicted elsewhere</h2>{shown}')


def copies_of(index: "Index", entry: str) -> None:
    """Show where else one entry's answer stands, if anywhere."""
    from retriever.copies import copies_of as found_copies

    found = found_copies(index, entry)
    if found:
        items = "".join(f"<li>{markup.place(copy.file, copy.start, copy.end, copy.pages)}</li>" for copy in found)
        st.html(f'<h2 class="ab-part" id="copies">Also written elsewhere</h2><ul>{items}</ul>')


def _conflict(one: "Conflict") -> str:
    """Return two passages side by side, the differing words marked."""
    return f'<div class="ab-conflict"><p class="ab-lead">{escape(one.why)}</p>{_side(one.left)}{_side(one.right)}</div>'


def _side(side: "Side") -> str:
    return (
        f'<div class="ab-side"><p>{render.words_marked(side.text, side.marks)}</p>'
        f'<p class="ab-facts">{markup.link(side.question, "explore", {"entry": side.entry})}'
        f"{markup.place(side.file, side.start, side.end, side.pages)}</p></div>"
    )


def _group(group: "CopyGroup") -> str:
    first = group.places[0]
    kind = "word for word" if group.kind == "exact" else f"{markup.percent(group.similarity)} alike"
    places = "".join(markup.place(place.file, place.start, place.end, place.pages) for place in group.places)
    question = markup.link(first.question, "explore", {"entry": first.entry})
    return f'<li>{question}<p class="ab-facts"><span>{kind}</span>{places}</p></li>'
