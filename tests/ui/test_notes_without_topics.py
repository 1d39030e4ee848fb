"""Where the notes have no topics, or one document, none are offered to filter by, to be asked about, to colour by."""

from typing import Any

import pytest
from notes import write_notes
from pages import Show, words
from streamlit.testing.v1 import AppTest

from ui import atlas, facts

NEAP = [(f"What is a neap tide {where}?", f"It is small {where}.") for where in ("at sea", "in a bay", "at a cape")]


@pytest.fixture(params=[False, True], ids=["without", "with"])
def topics(request: pytest.FixtureRequest, retriever: Any, notes: Any) -> list[str]:
    """Return the topics of the notes: of the usual ones none."""
    if request.param:
        write_notes(notes, {"tides.md": NEAP})
        retriever.build()
    found = list(facts.topics(retriever.index))
    assert bool(found) is request.param
    return found


def fields(at: AppTest) -> dict[str, list[str]]:
    assert not at.exception
    return {field.label: field.options for field in at.multiselect}


def test_answers_are_filtered_by_what_there_is(topics: list[str], retriever: Any, show: Show) -> None:
    at = show("ask", q="neap")
    files = {"Documents": ["bread.md", "tides.md"]}
    assert fields(at) == ({"Topics": topics} if topics else {}) | files
    at.multiselect(key="filter-files").set_value(["tides.md"]).run()
    assert retriever.asked[-1]["sources"] == ("tides.md",)
    if topics:
        at.multiselect(key="filter-topics").set_value(topics).run()
        assert at.query_params == {"q": "neap", "topic": topics[0], "file": "tides.md"}


def test_a_round_is_chosen_by_what_there_is(topics: list[str], show: Show) -> None:
    at = show("check")
    assert list(fields(at)) == (["Topics"] if topics else []) + ["Documents"]
    at.multiselect(key="check-files").set_value(["tides.md"])
    if topics:
        at.multiselect(key="check-topics").set_value(topics)
    at.button[0].click().run()
    assert f"Question 1 of {3 if topics else 2}" in words(at)


def test_the_map_is_coloured_by_what_there_is(topics: list[str], show: Show) -> None:
    at = show("explore")
    assert [choice.options for choice in at.get("button_group")] == [["Colour by topic", "Colour by document"]] * bool(
        topics
    )
    legend = words(at).partition('<p class="ab-legend">')[2].partition("</p>")[0]
    assert (">tides.md</span>" in legend) is not bool(topics)
    assert all(f">{topic}</span>" in legend for topic in topics)
    assert (f'{atlas._REST}"></span>no topic</span>' in legend) is bool(topics)


def test_one_document_is_no_choice(retriever: Any, notes: Any, show: Show) -> None:
    (notes / "bread.md").unlink()
    retriever.build()
    assert fields(show("ask", q="neap")) == {}
    at = show("check")
    assert fields(at) == {}
    at.button[0].click().run()
    assert "Question 1 of 2" in words(at)
