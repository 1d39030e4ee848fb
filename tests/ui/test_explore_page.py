"""Explore: the outline and map of the notes, and every entry by its address."""

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from pages import Show, words

from index.places import places
from retriever.atlas import Atlas
from ui import atlas, twice


def test_documents_lead_to_their_outline(retriever: object, show: Show) -> None:
    shown = words(show("explore"))
    assert 'href="/explore?file=tides.md">tides.md</a><span>2</span>' in shown
    outline = words(show("explore", file="tides.md"))
    assert ">What is a neap tide?</a>" in outline
    assert "hydration" not in outline


def test_an_entry_that_is_not_there_says_so_and_echoes_nothing_raw(retriever: object, show: Show) -> None:
    shown = words(show("explore", entry="<img src=x>"))
    assert "This entry is not in your notes" in shown
    assert "&lt;img src=x&gt;" in shown
    assert "<img" not in shown


def test_the_map_has_a_point_an_entry_and_lights_up_what_was_found(
    retriever, show: Show, monkeypatch: pytest.MonkeyPatch
) -> None:  # type: ignore[no-untyped-def]
    sent: list[dict[str, object]] = []
    monkeypatch.setattr(atlas, "_component", lambda: lambda **options: sent.append(options["data"]))
    retriever.says = {"hits": retriever.ask("x").hits[:1]}
    at = show("explore", q="neap")
    points = json.loads(json.dumps(sent[-1]["points"]))
    assert sorted(point["words"] for point in points) == [
        "What is a neap tide?",
        "What is a spring tide?",
        "What is the hydration of a dough?",
    ]
    assert sum(point["lit"] for point in points) == 1
    assert "1 lit up: what comes closest to “neap”" in words(at)
    assert retriever.asked[-1]["k"] == 1, "of three entries all would be lit up"


def test_the_outline_does_not_wait_for_the_map(retriever: object, show: Show, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(index: object) -> None:
        raise TimeoutError("the map takes too long")

    monkeypatch.setattr("retriever.atlas.read_atlas", never)
    at = show("explore")
    assert at.exception
    assert any("tides.md</a>" in element.proto.body for element in at.get("html"))


def test_where_there_is_nothing_to_draw_it_says_so(
    retriever: object, show: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("retriever.atlas.read_atlas", lambda index: Atlas("none", (), ()))
    assert "There are no entries to draw" in words(show("explore"))


def test_entries_without_a_word_in_common_are_called_by_none(retriever: Any, show: Show, notes: Path) -> None:
    for file, asked in (("tides.md", "abcd"), ("bread.md", "efgh")):
        (notes / file).write_text("".join(f"## What is {one}?\n\nIt is {one}{one}.\n\n" for one in asked))
    retriever.build()
    shown = words(show("explore"))
    assert "without a word in common" in shown
    assert "></a>" not in shown


def test_one_of_a_kind_is_said_as_one(retriever: object, show: Show, monkeypatch: pytest.MonkeyPatch) -> None:
    place = SimpleNamespace(file="a.md", start=1, end=2, question="Why?", entry="e", pages=None)
    monkeypatch.setattr("retriever.copies.find_copies", lambda _: [SimpleNamespace(kind="exact", places=[place])])
    assert "1 answer stands in several places" in words(show("explore", show="copies"))
    region = SimpleNamespace(name="Tides", terms=["tide"], x=0, y=0, count=1)
    point = SimpleNamespace(entry=next(iter(retriever.index.entries())).id, x=0, y=0, topic="")  # type: ignore[attr-defined]
    monkeypatch.setattr("retriever.atlas.read_atlas", lambda _: Atlas("one", (point,), (region,)))  # type: ignore[arg-type]
    sent: list[dict[str, object]] = []
    monkeypatch.setattr(atlas, "_component", lambda: lambda **options: sent.append(options["data"]))
    assert "<span>1 entry: tide</span>" in words(show("explore"))
    assert sent[-1]["label"] == "Map of 1 entry in 1 region, listed below it."


@pytest.mark.parametrize(("listing", "command"), [("contradictions", "conflicts"), ("copies", "duplicates")])
def test_of_too_many_notes_the_terminal_lists_what_stands_twice(
    retriever: Any, show: Show, monkeypatch: pytest.MonkeyPatch, listing: str, command: str
) -> None:
    shown = words(show("explore", show=listing))
    assert "None found" in shown
    monkeypatch.setattr(twice, "MOST_COMPARED", 2)
    shown = words(show("explore", show=listing))
    assert f"<code>answerbook {command}</code>" in shown
    assert "None found" not in shown
    monkeypatch.setattr(retriever.index, "path", places().index("kitchen"))
    assert f"<code>answerbook {command} --index kitchen</code>" in words(show("explore", show=listing))


def test_colours_stand_out_on_both_backgrounds() -> None:
    def light(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    for colour in atlas.COLOURS:
        assert (light("#f3f0e9") + 0.05) / (light(colour) + 0.05) >= 3, colour
        assert (light(colour) + 0.05) / (light("#1d2226") + 0.05) >= 3, colour


@pytest.mark.parametrize(("page", "title"), [("explore", "Explore"), ("check", "Spot-check"), ("document", "tides.md")])
def test_a_page_that_cannot_be_opened_says_which_it_is(home: object, show: Show, page: str, title: str) -> None:
    at = show(page, file="tides.md")
    assert at.exception
    assert [element.proto.body for element in at.get("html")] == [f'<h1 class="ab-title">{title}</h1>']
