"""Result cards: a passage with its question, its place in the notes, and what can be done with it."""

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from index.places import places
from retriever import feedback
from retriever.vouching import gist, vouched
from ui import markup, render

if TYPE_CHECKING:
    from retriever import Answer, Hit


_OPENING = 300


def show_hits(answer: "Answer", hits: Sequence["Hit"]) -> None:
    """Show ``hits`` as cards, best first; of those below the line only what tells what they are about."""
    for rank, hit in enumerate(hits, start=1):
        with st.container(border=True, key=f"card-{rank}-{hit.entry}-{hit.lines.start}"):
            st.html(card(hit, rank, short=not vouched(answer, hit)))
            with st.container(key=f"row-{rank}", horizontal=True, wrap=False, vertical_alignment="center", gap="small"):
                st.html(f'<p class="ab-facts">{_facts(hit)}</p>', width="stretch")
                if not answer.abstained:
                    _feedback(answer, hit, rank)


def card(hit: "Hit", rank: int, short: bool) -> str:
    """Return one hit as HTML; a ``short`` one with one line of its text, unmarked, and without its copies."""
    shown = gist(hit) if short else hit.text
    shown_anyway = _letters(shown).startswith(_letters(hit.section))
    section = "" if shown_anyway else f'<p class="ab-section">{escape(hit.section)}</p>'
    entry: dict[str, str | list[str]] = {"entry": hit.entry}
    text = f'<p class="ab-why">{escape(shown)}</p>' if short else _passage(hit)
    return (
        f'<article class="ab-card" id="hit-{rank}"><p class="ab-trail">{markup.trail(hit.headings)}</p>'
        f"<h2>{markup.link(hit.question, 'explore', entry)}</h2>{section}{text}</article>"
    )


def _passage(hit: "Hit") -> str:
    marks = tuple((mark.start, mark.end) for mark in hit.highlights)
    return f'<div class="ab-passage">{render.passage(hit.text, marks)}</div>{_copies(hit)}'


def _letters(words: str) -> str:
    return "".join(character for character in words[:_OPENING].casefold() if character.isalnum())


def _facts(hit: "Hit") -> str:
    place = f"<span>{escape(markup.placed(hit.file, hit.lines.start, hit.lines.end, hit.pages))}</span>"
    return _confidence(hit) + place + _actions(hit)


def _confidence(hit: "Hit") -> str:
    level = "high" if hit.confidence >= 0.75 else "middle" if hit.confidence >= 0.4 else "low"
    return (
        f'<span class="ab-sure ab-{level}" title="score {hit.score:.3f}">'
        f'<span class="ab-dot"></span>{markup.percent(hit.confidence)} sure</span>'
    )


def _actions(hit: "Hit") -> str:
    place = markup.document(hit.file, hit.lines.start, hit.lines.end)
    return (
        markup.link("Show in document", "document", place)
        + markup.link("Related", "explore", {"entry": hit.entry}, part="related")
        + markup.link("Check me", "check", {"entry": hit.entry})
    )


def _copies(hit: "Hit") -> str:
    if not hit.copies:
        return ""
    places = "; ".join(markup.place(copy.file, copy.start, copy.end, copy.pages) for copy in hit.copies)
    return f'<p class="ab-copies">The same words also stand in {places}</p>'


def _feedback(answer: "Answer", hit: "Hit", rank: int) -> None:
    """Ask whether the passage helped; the verdict is kept in user data and can be taken back."""
    key = f"helpful-{rank}-{hit.entry}-{hit.lines.start}-{answer.query}"  # two hits may start on one line
    st.html('<span class="ab-ask-feedback">Helpful?</span>', width="content")
    st.feedback("thumbs", key=key, on_change=_keep, args=(key, answer, hit))


def _keep(key: str, answer: "Answer", hit: "Hit") -> None:
    feedback.keep(places().feedback, feedback.Verdict.of(answer, hit, st.session_state.get(key)))
