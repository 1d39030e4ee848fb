"""The page Spot-check: choose what to be asked, answer, see the points covered, rate, and see how it goes."""

from typing import TYPE_CHECKING

import streamlit as st

from index.errors import UsageError
from ui import address, check_question, check_result, facts, progress, session, states

if TYPE_CHECKING:
    from retriever import Retriever
    from retriever.spotcheck import Prompt, Reviews, Session

_COUNT = 10
_MOST = 100
_WHICH = {
    "due": "What is due",
    "new": "What is new",
    "random": "At random",
}


def page() -> None:
    """Show the round, the single entry or the summary that the address names, or else the choice."""
    from retriever.spotcheck import Reviews

    with states.titled("Spot-check"):
        retriever = session.retriever()
    with Reviews.open() as reviews:
        running = _running(reviews)
        if running is not None:
            _round(retriever, reviews, running)
        elif address.words("entry"):
            _single(retriever, reviews)
        else:
            _choice(retriever, reviews)


def _running(reviews: "Reviews") -> "Session | None":
    try:
        return reviews.session(address.words("round")) if address.words("round") else None
    except UsageError:
        return None


def _choice(retriever: "Retriever", reviews: "Reviews") -> None:
    """Show the form that starts a round, and below it the progress."""
    st.html(
        '<h1 class="ab-title">Spot-check</h1><p class="ab-lead">Answer from memory and see which points you had.</p>'
    )
    if not facts.holds_answers(retriever.index):
        states.show_no_answers()
        progress.show(retriever.index, reviews)
        return
    with st.form("check-choice"):
        st.segmented_control("Ask me", list(_WHICH), format_func=_WHICH.__getitem__, default="due", key="check-which")
        topics, files = st.columns(2, gap="small")
        known, documents = list(facts.topics(retriever.index)), list(facts.files(retriever.index))
        if known:
            topics.multiselect("Topics", known, key="check-topics", placeholder="All topics")
        if len(documents) > 1:
            place = files if known else topics
            place.multiselect("Documents", documents, key="check-files", placeholder="All documents")
        with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
            st.number_input("Questions", 1, _MOST, _COUNT, key="check-count", width=140)
            st.checkbox("Practice: leave the schedule as it is", key="check-practice")
        started = st.form_submit_button("Start", type="primary")
    if started:
        _start(retriever, reviews)
    progress.show(retriever.index, reviews)


def _start(retriever: "Retriever", reviews: "Reviews") -> None:
    """Choose the questions and go to the first."""
    from retriever.spotcheck import Choice, choose

    state = st.session_state
    choice = Choice(
        topics=tuple(state.get("check-topics", ())),
        documents=tuple(state.get("check-files", ())),
        which=state["check-which"] or "due",
        count=int(state["check-count"]),
    )
    prompts = choose(retriever.index, reviews, choice)
    if not prompts:
        states.notice("info", "Nothing to ask", "No entry fits that choice. Widen it, or practise at random.")
        return
    practice = bool(state["check-practice"]) or choice.which == "random"
    _go(reviews.start(choice, prompts, practice=practice).id)


def _go(identity: str) -> None:
    st.query_params.from_dict({"round": str(identity)})
    st.rerun()


def _single(retriever: "Retriever", reviews: "Reviews") -> None:
    """Start a round of the one entry that the address names, when the person says so."""
    from retriever.spotcheck import Choice, prompt

    entry = retriever.index.find(address.words("entry"))
    if entry is None:
        st.html('<h1 class="ab-title">Spot-check</h1>')
        states.notice("info", "Nothing to ask", "This entry is not in your notes any more.")
        return
    asked = prompt(retriever.index, str(entry.id))
    check_question.head(asked, "One question, as practice: the schedule stays as it is")
    key = f"single-{entry.id}-{asked.part}"
    given = check_question.ask(key)
    if given is not None:
        running = reviews.start(Choice(which="random", count=1), (asked,), practice=True)
        check_result.keep_grade(retriever, running, asked, given, check_question.shown(key))
        _go(running.id)


def _round(retriever: "Retriever", reviews: "Reviews", running: "Session") -> None:
    """Show the next question of a round, its result once it is checked, or the summary when all are done."""
    done = reviews.done(running.id)
    answered = {(review.entry, review.part) for review in done}
    left = [key for key in running.prompts if key not in answered]
    asked = next((found for found in (_prompt(retriever, key) for key in left) if found is not None), None)
    if asked is None or address.words("view") == "summary":
        check_result.summary(retriever, reviews, running)
    else:
        where = f"Question {len(answered) + 1} of {len(running.prompts)}{', practice' if running.practice else ''}"
        check_question.head(asked, where, len(answered) / len(running.prompts))
        if not check_result.show(retriever, reviews, running, asked):
            key = f"{running.id}-{asked.entry}-{asked.part}"
            given = check_question.ask(key)
            if given is not None:
                check_result.keep_grade(retriever, running, asked, given, check_question.shown(key))
                st.rerun()
    check_result.undo(reviews, running, bool(done))


def _prompt(retriever: "Retriever", key: tuple[str, str]) -> "Prompt | None":
    """Return a question of a round, None where its entry, or that part of it, has gone from the notes since."""
    from retriever.spotcheck import prompt

    try:
        return prompt(retriever.index, *key)
    except UsageError:
        return None
