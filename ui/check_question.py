"""A question of a spot-check and the box for what the person knows."""

import time
from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from ui import markup

if TYPE_CHECKING:
    from retriever.spotcheck import Prompt

LONGEST = 20_000


def head(asked: "Prompt", where: str, share: float | None = None) -> None:
    """Show the question, ``where`` in the round it stands, and how much (0 to 1) of the round is done."""
    bar = "" if share is None else markup.bar("Round", share)
    part = f'<p class="ab-section">{escape(asked.part)}</p>' if asked.part else ""
    st.html(
        f'<p class="ab-lead">{escape(where)}</p>{bar}<p class="ab-trail">{markup.trail(asked.headings)}</p>'
        f'<h1 class="ab-title">{escape(asked.question)}</h1>{part}'
    )


def shown(key: str) -> float:
    """Return when the text area was first shown, by ``time.monotonic``, and forget it: the next time counts anew."""
    return float(st.session_state.pop(f"shown-{key}"))


def ask(key: str) -> str | None:
    """Show the text area; return what was typed when it is to be checked ("" where the person does not know)."""
    st.session_state["check-question"] = key
    st.session_state.setdefault(f"shown-{key}", time.monotonic())
    given = st.text_area(
        "Your answer",
        key=f"given-{key}",
        height=200,
        max_chars=LONGEST,
        placeholder="Type what you know. Ctrl+Enter checks it.",
    )
    with st.container(horizontal=True, gap="small"):
        check = st.button("Check", type="primary", key="check-now")
        unknown = st.button("I don’t know", key="check-unknown")
    if unknown:
        return ""
    return given if check and given.strip() else None
