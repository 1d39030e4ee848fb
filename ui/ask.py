"""The page Ask: a question, and the passages of the notes that answer it."""

import glob
from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from corpus.counting import counted
from ui import address, examples, facts, filters, markup, session, states
from ui.address import Search
from ui.explanation import explanation
from ui.hits import show_hits

if TYPE_CHECKING:
    from retriever import Answer, Hit, Retriever

_CLOSEST = 5


def page() -> None:
    """Show the page."""
    search = address.search()
    st.html('<h1 class="ab-title">Ask your notes</h1>')
    _box(search)
    retriever = session.retriever()
    if not facts.holds_answers(retriever.index):
        states.show_no_answers()
        return
    if not search.query:
        _welcome(retriever)
        return
    filters.show(retriever.index, search)
    files = tuple(glob.escape(file) for file in search.files)
    answer = retriever.ask(search.query, topics=search.topics, sources=files, correct=not search.exact, explain=True)
    if answer.stale:
        states.show_stale(retriever.changes())
    _spelling(answer, search)
    if not answer.hits:
        words = "No passage is about the chosen topics, in the chosen documents and unchanged since it was read."
        states.notice("info", "Nothing to look in", words)
    elif answer.abstained:
        _abstention(answer, retriever)
    else:
        st.html(f'<p class="ab-count" role="status">{_summary(answer)}</p>')
        _show(answer, answer.hits, retriever)


def _box(search: Search) -> None:
    """Show the search box, holding what the address asks for; another page in between forgets what it held."""
    if "ask-box" not in st.session_state or st.session_state.get("ask-shown") != search.query:
        st.session_state["ask-shown"] = st.session_state["ask-box"] = search.query
    with st.form("ask", border=False), st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        st.text_input(
            "Your question",
            key="ask-box",
            type="search",
            max_chars=address.MOST_CHARACTERS,
            placeholder="Ask in your own words",
            label_visibility="collapsed",
        )
        st.form_submit_button("Ask", type="primary", on_click=_submit)


def _submit() -> None:
    """Put the question into the address, from where it is answered; the filters stay."""
    asked = st.session_state["ask-box"].strip()
    now = address.search()
    st.session_state["ask-shown"] = asked
    st.query_params.from_dict(Search(asked, now.topics, now.files).parameters())


def _welcome(retriever: "Retriever") -> None:
    index = retriever.index
    files = facts.files(index)
    count, documents = sum(files.values()), len(files)
    st.html(
        f'<p class="ab-lead">{markup.named(session.chosen())}{counted(count, "answer")} from '
        f"{counted(documents, 'document')}, all on this machine.</p>"
    )
    found = examples.questions(index)
    if found:
        items = "".join(f"<li>{markup.link(words, '', {'q': words})}</li>" for words in found)
        st.html(f'<section class="ab-examples"><h2>Try one of their questions</h2><ul>{items}</ul></section>')


def _spelling(answer: "Answer", search: Search) -> None:
    if not answer.corrected_query:
        return
    as_typed = address.Search(search.query, search.topics, search.files, exact=True).parameters()
    st.html(
        f'<p class="ab-spelling" role="status">Showing answers to <strong>{escape(answer.corrected_query)}</strong>. '
        f"Search instead for {markup.link(search.query, '', as_typed)}</p>"
    )


def _summary(answer: "Answer") -> str:
    from retriever.vouching import doubtful

    documents = len({hit.file for hit in answer.hits})
    doubt = "your notes may not answer this: " if doubtful(answer) else ""
    return (
        f"{counted(len(answer.hits), 'passage')} from {counted(documents, 'document')}"
        f" · {doubt}{markup.percent(answer.confidence)} sure that the first answers it"
    )


def _show(answer: "Answer", hits: Sequence["Hit"], retriever: "Retriever") -> None:
    show_hits(answer, hits)
    st.html(explanation(answer, hits, retriever.settings))


def _abstention(answer: "Answer", retriever: "Retriever") -> None:
    states.notice(
        "info",
        "Your notes don’t answer this",
        f"Nothing in them comes close enough ({markup.percent(answer.confidence)} sure that it does). "
        f"Ask it in other words, or add notes in the library.",
        f"<p>{markup.link('Open the library', 'library')}</p>",
    )
    st.html('<h2 class="ab-below">The closest passages, all the same</h2>')
    _show(answer, answer.hits[:_CLOSEST], retriever)
