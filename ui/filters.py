"""The filters of a search: topics and documents, kept in the address."""

from typing import TYPE_CHECKING

import streamlit as st

from ui import address, facts
from ui.address import Search

if TYPE_CHECKING:
    from index.opened import Index

_MOST = 2000


def show(index: "Index", search: Search) -> None:
    """Show the filters that ``index`` offers, set to what the address asks for; a change goes into the address."""
    topics, files = st.columns(2, gap="small")
    known, documents = list(facts.topics(index)), list(facts.files(index))
    if known or search.topics:
        with topics:
            _choice("Topics", "filter-topics", known, search.topics, "All topics")
    if len(documents) > 1 or search.files:
        with files if known or search.topics else topics:
            _choice("Documents", "filter-files", documents, search.files, "All documents")


def _choice(label: str, key: str, options: list[str], chosen: tuple[str, ...], hint: str) -> None:
    offered = list(dict.fromkeys([*chosen, *options[:_MOST]]))  # what the notes no longer have can be taken off
    if key not in st.session_state or st.session_state.get(f"{key}-shown") != chosen:
        st.session_state[f"{key}-shown"] = chosen
        st.session_state[key] = list(dict.fromkeys(chosen))
    st.multiselect(label, offered, key=key, placeholder=hint, label_visibility="collapsed", on_change=_changed)


def _changed() -> None:
    now = address.search()
    topics = tuple(st.session_state.get("filter-topics", ()))
    files = tuple(st.session_state.get("filter-files", ()))
    st.session_state["filter-topics-shown"], st.session_state["filter-files-shown"] = topics, files
    st.query_params.from_dict(Search(now.query, topics, files, now.exact).parameters())
