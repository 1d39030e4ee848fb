"""What became of an answer: the points side by side with it, the reference, the rating, and the round's summary."""

import time
from html import escape
from typing import TYPE_CHECKING, Literal

import streamlit as st

from retriever.spotcheck.ratings import RATINGS
from ui import markup, render, states

if TYPE_CHECKING:
    from retriever import Retriever
    from retriever.spotcheck import Grade, Point, Prompt, Review, Reviews, Session

_SYMBOLS = {
    "covered": ("✓", "good", "Covered"),
    "partly": ("◐", "fair", "Partly"),
    "missed": ("○", "poor", "Missed"),
    "contradicted": ("✕", "bad", "Contradicted"),
    "can't tell": ("?", "poor", "Can’t tell"),
}
_RELATED = 3


def keep_grade(retriever: "Retriever", running: "Session", asked: "Prompt", given: str, shown: float) -> None:
    """Grade ``given`` and hold the result, with when the question was ``shown``, for this window until it is rated."""
    from retriever.spotcheck import grade_prompt

    grade = grade_prompt(asked, given, retriever.encoder)
    st.session_state[_key(running, asked)] = (given, grade, shown)


def show(retriever: "Retriever", reviews: "Reviews", running: "Session", asked: "Prompt") -> bool:
    """Show the held result of ``asked``; returns False where it has not been checked yet."""
    held: tuple[str, Grade, float] | None = st.session_state.get(_key(running, asked))
    if held is None:
        return False
    given, grade, _ = held
    own, points = st.columns(2, gap="medium")
    own.html(f'<h2 class="ab-part">Your answer</h2><div class="ab-given">{_given(given, grade)}</div>')
    with points:
        overruled = _points(asked, grade)
    _second_opinion(asked, given, grade)
    _rate(reviews, running, asked, overruled)
    st.html(
        f'<h2 class="ab-part">Your notes</h2><div class="ab-passage">{render.passage(asked.reference)}</div>'
        f'<p class="ab-facts">{markup.place(asked.document, asked.lines.start, asked.lines.end, asked.pages)}'
        f"{markup.link('Open the entry', 'explore', {'entry': asked.entry})}</p>"
    )
    related = retriever.related(asked.entry, _RELATED)
    if related:
        links = "".join(f"<li>{markup.link(one.question, 'explore', {'entry': one.entry})}</li>" for one in related)
        st.html(f'<h2 class="ab-part">Related</h2><ul class="ab-outline">{links}</ul>')
    return True


def undo(reviews: "Reviews", running: "Session", possible: bool) -> None:
    """Offer to take back the last rating of the round."""
    if possible and st.button("Undo the last rating", key="check-undo"):
        reviews.undo(running.id)
        st.query_params.from_dict({"round": str(running.id)})
        st.rerun()


def summary(retriever: "Retriever", reviews: "Reviews", running: "Session") -> None:
    """Show how the round went."""
    from retriever.spotcheck import summary as summed

    found = summed(reviews, running.id, retriever.index)
    score = "" if found.mean_score is None else f", {markup.percent(found.mean_score)} of the points on average"
    next_due = "" if found.next_due is None else f" Next due: {found.next_due.astimezone():%A, %d %B}."
    st.html(
        f'<h1 class="ab-title">Round done</h1><p class="ab-lead">{found.answered} of {found.asked} answered{score}.'
        f"{' This was practice: the schedule is as it was.' if running.practice else next_due}</p>"
    )
    counts = "".join(
        f"<li><span>{name.capitalize()}</span><span>{found.ratings.get(rating, 0)}</span></li>"
        for rating, name in RATINGS.items()
    )
    st.html(f'<h2 class="ab-part">Ratings</h2><ul class="ab-counts">{counts}</ul>')
    if found.weakest:
        st.html(
            f'<h2 class="ab-part">Look at these again</h2><ul class="ab-list">{"".join(map(_weak, found.weakest))}</ul>'
        )
    st.html(f"<p>{markup.link('Another round', 'check', kind='ab-button')}</p>")


def _weak(review: "Review") -> str:
    return (
        f"<li>{markup.link(review.question, 'explore', {'entry': review.entry})}"
        f"<span>{markup.percent(review.score)} of the points, rated {RATINGS[review.rating]}</span></li>"
    )


def _key(running: "Session", asked: "Prompt") -> str:
    return f"graded-{running.id}-{asked.entry}-{asked.part}"


def _given(given: str, grade: "Grade") -> str:
    """Return the person's words, those that cover a point marked."""
    marks = [(cover.start, cover.end) for point in grade.points for cover in point.covering]
    return render.words_marked(given, marks) if given.strip() else "<em>Nothing typed.</em>"


def _points(asked: "Prompt", grade: "Grade") -> tuple[int, ...]:
    """Show the points with their verdicts; return the numbers of those that the person says they had."""
    unsure = "" if grade.sure else " The grader is not sure of this."
    notes = "".join(f"<p>{escape(note)}</p>" for note in grade.notes)
    st.html(
        f'<h2 class="ab-part">Points</h2><p class="ab-lead">{markup.percent(grade.score)} covered.{unsure}</p>'
        f'<div class="ab-lead">{notes}</div>'
    )
    overruled = []
    for number, point in enumerate(grade.points):
        st.html(_point(asked, point))
        if point.verdict != "covered" and st.checkbox("I had this", key=f"had-{asked.entry}-{asked.part}-{number}"):
            overruled.append(number)
    return tuple(overruled)


def _point(asked: "Prompt", point: "Point") -> str:
    symbol, look, name = _SYMBOLS[point.verdict]
    place = markup.link(
        markup.lines(point.lines.start, point.lines.end),
        "document",
        markup.document(asked.document, point.lines.start, point.lines.end),
    )
    why = f"<span>{escape(point.why)}</span>" if point.why else ""
    return (
        f'<div class="ab-point ab-is-{look}"><span class="ab-symbol" aria-hidden="true">{symbol}</span>'
        f"<div><p>{render.inline(point.text)}</p>"
        f'<p class="ab-facts"><span class="ab-verdict">{name}</span>{why}{place}</p></div></div>'
    )


def _second_opinion(asked: "Prompt", given: str, grade: "Grade") -> None:
    """Ask the configured judge, where there is one, when the person wants it."""
    from retriever.spotcheck import judge

    settings = judge.configured()
    if settings is None or not st.button("Ask for a second opinion", key="check-judge"):
        return
    with st.spinner("Asking"):
        opinion = judge.ask(settings, asked, given, grade)
    if opinion.notice:
        states.notice("warn", "No second opinion", escape(opinion.notice))
        return
    points = "".join(_point(asked, point) for point in opinion.grade.points)
    name = f"Second opinion by {settings.model} at {settings.host}"
    st.html(
        f'<h2 class="ab-part">{escape(name)}</h2><p class="ab-lead">{markup.percent(opinion.grade.score)}</p>{points}'
    )


def _rate(reviews: "Reviews", running: "Session", asked: "Prompt", overruled: tuple[int, ...]) -> None:
    """Show the four ratings, the suggested one foremost; one of them keeps the review and goes on."""
    from retriever.spotcheck import suggest

    given, grade, shown = st.session_state[_key(running, asked)]
    suggested = suggest(grade)
    st.html('<h2 class="ab-part">How well did you know it?</h2>')
    with st.container(horizontal=True, gap="small"):
        for rating, name in RATINGS.items():
            look: Literal["primary", "secondary"] = "primary" if rating == suggested else "secondary"
            if st.button(f"{rating}  {name.capitalize()}", key=f"rate-{rating}", type=look):
                reviews.record(
                    running.id, asked, given, grade, rating, overruled=overruled, took_s=time.monotonic() - shown
                )
                del st.session_state[_key(running, asked)]
                st.rerun()
