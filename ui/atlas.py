"""The map of all entries: near ones are about near things. Zoom, hover, click to open; and the same in words."""

from collections import Counter
from collections.abc import Callable, Sequence
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from corpus.counting import counted
from corpus.model import Entry
from index.remembering import remembered
from ui import assets, facts, markup, states

if TYPE_CHECKING:
    from index.opened import Index
    from retriever.atlas import Point
    from retriever.regions import Region

COLOURS = ("#2a8c86", "#c9703d", "#6f82cf", "#a1841d", "#b85f97", "#699339", "#4b90b5", "#c96464")
"""Each at least 3:1 against the light and the dark background; points beyond these groups, and of none, are grey."""

_REST = "#83898f"
_DOCUMENT, _TOPIC = "Colour by document", "Colour by topic"


def show(index: "Index", lit: frozenset[str], words: str) -> None:
    """Show the map; entries in ``lit`` stand out, and ``words`` say what they are."""
    from retriever.atlas import read_atlas

    with st.spinner("Drawing the map"):
        found = read_atlas(index)
    if not found.points:
        states.notice("info", "No map", "There are no entries to draw.")
        return
    points, legend = _points(index, _by_document(index))
    data = {
        "points": [{**point, "lit": point["entry"] in lit} for point in points],
        "regions": [{"name": region.name, "x": region.x, "y": region.y} for region in found.regions],
        "alone": bool(lit),
        "label": f"Map of {_entries(len(points))} in {counted(len(found.regions), 'region')}, listed below it.",
    }
    _component()(key="map", data=data, height=520)
    note = f"{len(lit):,} lit up: {escape(words)}. " if lit else ""
    note += "A click opens an entry; + and − zoom, and the wheel does once you have clicked into the map."
    st.html(f'<p class="ab-legend">{legend}</p><p class="ab-lead">{note}</p>')
    st.html(_regions(found.regions))


def _by_document(index: "Index") -> bool:
    """Offer the two ways to colour the map; where there are no topics it is coloured by document."""
    if not facts.topics(index):
        return True
    choice = st.segmented_control(
        "Colours", [_TOPIC, _DOCUMENT], default=_TOPIC, required=True, key="map-colour", label_visibility="collapsed"
    )
    return choice == _DOCUMENT


def _points(index: "Index", by_document: bool) -> tuple[list[dict[str, object]], str]:
    """Return the points with their colours, and the legend."""
    shown = _named(index)
    groups = [entry.document if by_document else point.topic for point, entry in shown]
    named = [group for group in groups if group]
    first = [name for name, _ in Counter(named).most_common(len(COLOURS))]
    colour = dict(zip(first, COLOURS, strict=False))
    points: list[dict[str, object]] = [
        {"entry": point.entry, "x": point.x, "y": point.y, "words": entry.question, "colour": colour.get(group, _REST)}
        for (point, entry), group in zip(shown, groups, strict=True)
    ]
    rest = "other" if len(set(named)) > len(colour) else "no topic"
    keys = [*colour.items(), *([(rest, _REST)] if len(set(groups)) > len(colour) else [])]
    legend = "".join(
        f'<span><span class="ab-swatch" style="background:{value}"></span>{escape(name)}</span>' for name, value in keys
    )
    return points, legend


@remembered
def _named(index: "Index") -> list[tuple["Point", Entry]]:
    """Return the points with their entries."""
    from retriever.atlas import read_atlas

    found = ((point, index.find(point.entry)) for point in read_atlas(index).points)
    return [(point, entry) for point, entry in found if entry is not None]


def _regions(regions: "Sequence[Region]") -> str:
    """Return the map in words."""
    items = "".join(f"<li>{_region(region)}</li>" for region in sorted(regions, key=lambda region: -region.count))
    return f'<details><summary>The map in words</summary><ul class="ab-list">{items}</ul></details>'


def _region(region: "Region") -> str:
    if not region.terms:
        return f"<span>{_entries(region.count)} without a word in common</span>"
    link = markup.link(region.name, "", {"q": " ".join(region.terms)})
    return f"{link}<span>{_entries(region.count)}: {escape(', '.join(region.terms))}</span>"


def _entries(count: int) -> str:
    return counted(count, "entry", "entries")


@lru_cache
def _component() -> Callable[..., object]:
    return st.components.v2.component(
        "answerbook_map", html=assets.text("map.html"), js=assets.text("map.js"), css=assets.text("map.css")
    )
