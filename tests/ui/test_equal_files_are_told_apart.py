"""Two folders that hold files of one name are two documents on every page, each shown as itself."""

from pathlib import Path

import pytest
from notes import write_notes
from pages import Show, words


@pytest.fixture
def both(retriever: object, tmp_path: Path) -> Path:
    """Add a second folder with a ``tides.md`` of its own, which copies an answer of the first."""
    pairs = [
        ("What is a tidal bore?", "A wave that runs up a river."),
        ("What is a neap tide?", "A neap tide is the smallest tide. It comes at half moon."),
    ]
    folder = write_notes(tmp_path / "rivers", {"tides.md": pairs})
    retriever.build(folder)  # type: ignore[attr-defined]
    return folder


def test_each_raw_document_is_its_own(both: Path, show: Show) -> None:
    rivers, notes = (words(show("document", file=f"{name}/tides.md", lines="1-3")) for name in ("rivers", "notes"))
    assert "runs up a river" in rivers
    assert "spring tide" not in rivers
    assert "spring tide" in notes
    assert "runs up a river" not in notes
    assert "has changed since" not in rivers + notes


def test_the_page_of_an_entry_shows_its_own_lines(both: Path, retriever: object, show: Show) -> None:
    entries = {e.question: str(e.id) for e in retriever.index.entries("rivers/tides.md")}  # type: ignore[attr-defined]
    shown = words(show("explore", entry=entries["What is a tidal bore?"]))
    assert "/document?file=rivers%2Ftides.md&amp;lines=1-3" in shown
    assert '<span class="ab-no">3</span><span>A wave that runs up a river.</span>' in shown
    assert "After it:" in shown
    assert "Before it:" not in shown
    shown = words(show("explore", entry=entries["What is a neap tide?"]))
    assert "Also written elsewhere" in shown
    assert "/document?file=notes%2Ftides.md&amp;lines=1-3" in shown


def test_hits_lead_to_their_own_document(both: Path, show: Show) -> None:
    shown = words(show("ask", q="tides"))
    assert "<span>rivers/tides.md, line 3</span>" in shown
    assert "/document?file=rivers%2Ftides.md&amp;lines=3-3" in shown
    assert "/document?file=notes%2Ftides.md&amp;lines=3-3" in shown
    assert "/document?file=bread.md" in shown


def test_each_is_listed_and_explored(both: Path, show: Show) -> None:
    listed = words(show("library"))
    assert all(f'href="/explore?file={name}%2Ftides.md">{name}/tides.md</a>' in listed for name in ("notes", "rivers"))
    explored = words(show("explore", file="rivers/tides.md"))
    assert "What is a tidal bore?" in explored
    assert "What is a spring tide?" not in explored


def test_an_edit_is_told_of_the_one_that_was_edited(both: Path, show: Show) -> None:
    (both / "tides.md").write_text("## What is a bore?\n\nA wave.\n", encoding="utf-8")
    assert "<p>Changed: rivers/tides.md</p>" in words(show("library"))
    assert "This document has changed since it was read" in words(show("document", file="rivers/tides.md"))
    assert "has changed since" not in words(show("document", file="notes/tides.md"))
