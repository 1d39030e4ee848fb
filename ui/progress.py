"""How learning goes: what is due, what is remembered, as charts and in words."""

from html import escape
from typing import TYPE_CHECKING, Literal

import streamlit as st

from corpus.counting import counted

if TYPE_CHECKING:
    import altair

    from index.opened import Index
    from retriever.spotcheck import Reviews

_INK = "#2a8c86"
_TOPICS = 12


def show(index: "Index", reviews: "Reviews") -> None:
    """Show the progress; before the first review there is none to show."""
    from retriever.spotcheck import progress

    found = progress(reviews, index)
    if not found.total:
        return
    st.html(
        f'<h2 class="ab-part">Progress</h2><ul class="ab-figures"><li><b>{found.due_now:,}</b>due now</li>'
        f"<li>{_figure(found.streak, 'day')} in a row</li><li>{_figure(found.total, 'review')}</li></ul>"
    )
    coming = [(f"{date:%a %d %b}", count) for date, count in found.coming]
    if any(count for _, count in coming):
        _bars("Due on the coming days", "Day", "Questions", coming, upright=True)
    recall = [(one.topic, round(one.recall * 100)) for one in found.recall[:_TOPICS]]
    _bars("Likely remembered, by topic", "Topic", "Percent", recall, upright=False)
    _bars(
        "Reviews a day", "Day", "Reviews", [(f"{date:%a %d %b}", n) for date, n in found.reviews_by_day], upright=True
    )
    if found.gone:
        items = "".join(f"<li>{_gone(one.question, one.document, one.reviews)}</li>" for one in found.gone)
        st.html(f"<details><summary>Reviewed, but not in this index</summary><ul>{items}</ul></details>")


def _figure(count: int, one: str) -> str:
    number, word = counted(count, one).split()
    return f"<b>{number}</b>{word}"


def _gone(question: str, document: str, reviews: int) -> str:
    return f"{escape(question)} ({escape(document)}, {counted(reviews, 'review')} kept)"


def _bars(title: str, label: str, measure: str, rows: list[tuple[str, int]], upright: bool) -> None:
    """Show ``rows`` as bars, and as a table for whoever cannot see them."""
    if not rows:
        return
    words = "; ".join(f"{name}: {value}" for name, value in rows)
    st.html(f'<h3 class="ab-chart">{title}</h3>')
    st.altair_chart(
        _chart(label, measure, rows, upright), width="stretch", alt=f"{title}. {words}", key=f"chart-{title}"
    )
    cells = "".join(f"<tr><td>{escape(name)}</td><td>{value:,}</td></tr>" for name, value in rows)
    st.html(
        f'<details><summary>As a table</summary><div class="ab-passage"><table><thead><tr><th>{label}</th>'
        f"<th>{measure}</th></tr></thead><tbody>{cells}</tbody></table></div></details>"
    )


def _chart(label: str, measure: str, rows: list[tuple[str, int]], upright: bool) -> "altair.Chart":
    import altair

    data = altair.Data(values=[{label: name, measure: value} for name, value in rows])
    overlap: bool | Literal["parity"] = "parity" if upright else False
    names = altair.Axis(labelAngle=0, labelOverlap=overlap, title=None, ticks=False, labelLimit=220)
    values = altair.Axis(tickMinStep=1, tickCount=4, title=measure)
    chart = altair.Chart(data).mark_bar(color=_INK, cornerRadiusEnd=2)
    if upright:
        return chart.encode(
            x=altair.X(f"{label}:N", sort=None, axis=names), y=altair.Y(f"{measure}:Q", axis=values)
        ).properties(height=180)
    return chart.encode(
        y=altair.Y(f"{label}:N", sort=None, axis=names),
        x=altair.X(f"{measure}:Q", axis=values, scale=altair.Scale(domain=[0, 100])),
    ).properties(height=26 * len(rows) + 60)
