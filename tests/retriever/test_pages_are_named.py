"""What stands in a PDF is named by its page as well, wherever a place is named."""

import json
import re
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from click.testing import CliRunner
from fakes import FakeEncoder
from notes import entry
from sheets import Set, down, pdf

from corpus import parse
from corpus.model import Span
from corpus.pages import pages_of, said
from index.build import build
from index.places import places
from retriever import Retriever
from retriever.cli import answerbook
from retriever.conflicts.finding import conflicts_among
from retriever.copies import find_copies
from retriever.related import related
from retriever.spotcheck.choosing import prompt
from retriever.spotcheck.exporting import write_anki_text

STEAM = "Steam keeps the crust of a loaf soft in the first minutes, so that it rises higher before it sets for good."


def asked(question: str, *answer: str, y: float = 700) -> list[Set]:
    return down(Set(question, size=14), "", *answer, y=y)


MANUAL = pdf(
    [*down(Set("On bread", size=20)), *asked("Why is steam used?", STEAM, y=640)],
    ["0 0 9 9 re f"],
    asked("What is hydration?", "The weight of water by the weight of flour.", "", *["It rises in warm rooms."] * 3),
    [*down("It says how a dough will feel."), *asked("How hot is the oven?", "The oven is at 230 degrees.", y=600)],
)


@pytest.fixture
def retriever(tmp_path: Path, home: Path) -> Retriever:
    notes = tmp_path / "notes"
    notes.mkdir()
    (notes / "bread.pdf").write_bytes(MANUAL)
    (notes / "tides.md").write_text(f"## Steam in the oven?\n\n{STEAM}\n")
    encoder = FakeEncoder(256)
    build(places().index("default"), add=[notes], encoder=encoder)
    return Retriever.open(encoder=encoder)


def run(*arguments: str) -> str:
    return CliRunner().invoke(answerbook, list(arguments)).output


def test_an_entry_says_on_which_pages_it_stands() -> None:
    document = parse(MANUAL, "bread.pdf")
    assert [(each.question, each.pages) for each in document.entries] == [
        ("Why is steam used?", Span(1, 1)),
        ("What is hydration?", Span(3, 4)),
        ("How hot is the oven?", Span(4, 4)),
    ]
    lines = document.text.split("\n")
    assert lines[document.page_starts[2] - 1] == lines[document.page_starts[1] - 1] == "## What is hydration?"
    assert parse(b"## What is hydration?\n\nWater by flour.\n", "bread.md").entries[0].pages is None


def test_a_page_without_text_has_no_lines() -> None:
    assert pages_of((1, 5, 5, 9), Span(5, 8)) == Span(3, 3)
    assert pages_of((1, 5, 5, 9), Span(4, 9)) == Span(1, 4)
    assert pages_of((3, 5), Span(1, 1)) == Span(1, 1)
    assert pages_of((), Span(1, 1)) is None


def test_pages_are_said_in_the_words_of_the_format() -> None:
    assert said("a.pdf", Span(3, 3)) == "page 3"
    assert said("a.pdf", Span(3, 4)) == "pages 3–4"
    assert said("talk.PPTX", Span(2, 2)) == "slide 2"
    assert said("a.md", None) == ""


def test_a_hit_names_its_page_and_not_those_of_its_entry(retriever: Retriever) -> None:
    hits = retriever.ask("oven degrees").hits
    found = {hit.question: hit for hit in hits if hit.file == "bread.pdf"}
    assert found["How hot is the oven?"].pages == Span(4, 4)
    assert found["How hot is the oven?"].as_json()["pages"] == [4, 4]
    assert all(hit.pages is None and "pages" not in hit.as_json() for hit in hits if hit.file == "tides.md")


def test_copies_name_their_pages(retriever: Retriever) -> None:
    (hit, *_) = retriever.ask("soft crust of a loaf in steam").hits
    both = {(hit.file, hit.pages), *((copy.file, copy.pages) for copy in hit.copies)}
    assert both == {("bread.pdf", Span(1, 1)), ("tides.md", None)}
    (group,) = find_copies(retriever.index)
    kept = find_copies(Retriever.open(encoder=retriever.encoder).index)
    assert {(place.file, place.pages) for place in group.places} == both
    assert kept == (group,)


def test_what_is_related_or_asked_names_its_pages(retriever: Retriever) -> None:
    entries = {each.question: str(each.id) for each in retriever.index.entries("bread.pdf")}
    near = related(retriever.index, retriever.encoder, "the oven is at how many degrees")
    assert {each.question: each.pages for each in near}["How hot is the oven?"] == Span(4, 4)
    assert prompt(retriever.index, entries["What is hydration?"]).pages == Span(3, 4)


def test_both_sides_of_a_contradiction_name_their_pages() -> None:
    one = entry("Messages are kept for 4 days in the queue.", "How long are messages kept in the queue?")
    other = entry("Messages are kept for 14 days in the queue.", "How long are messages kept in the queue?", start=9)
    (found,) = conflicts_among([replace(one, pages=Span(2, 2)), other])
    assert (found.left.pages, found.right.pages) == (Span(2, 2), None)
    assert found.left.as_json()["pages"] == [2, 2]


def test_the_terminal_names_pages(retriever: Retriever) -> None:
    listed = run("entries")
    assert "(pages 3–4)  What is hydration?" in listed
    assert [json.loads(line).get("pages") for line in run("entries", "--json").splitlines()][:2] == [[1, 1], [3, 4]]
    assert "(page 1)" in run("duplicates")
    assert "tides.md:1-3  " in listed


def test_a_card_for_anki_names_its_pages(retriever: Retriever) -> None:
    deck = StringIO()
    write_anki_text([prompt(retriever.index, str(each.id)) for each in retriever.index.entries()], deck)
    assert re.search(r"bread\.pdf:\d+-\d+ \(pages 3–4\)", deck.getvalue())
