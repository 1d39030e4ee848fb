"""A raw document is shown at its lines, and nothing but what was read into the index."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from pages import Show, words
from sheets import down, pdf
from word import paragraph, word
from workbooks import Sheet, xlsx

from ui import raw


def test_the_lines_asked_for_are_marked(retriever: object, show: Show) -> None:
    shown = words(show("document", file="tides.md", lines="3-5"))
    assert shown.count("ab-here") == 3
    assert '<div class="ab-row ab-here ab-target"><span class="ab-no">3</span>' in shown
    assert "lines 3–5 marked, 1 to 9 of 9 lines shown." in shown


def test_blanks_around_a_name_belong_to_it(retriever, show: Show, notes: Path) -> None:  # type: ignore[no-untyped-def]
    (notes / "tides.md").rename(notes / " tides [1].md")
    retriever.build()
    assert "smallest tide" in words(show("document", file=" tides [1].md"))
    assert "Outline of  tides [1].md" in words(show("explore", file=" tides [1].md"))


def test_of_one_line_it_says_line(retriever: object, show: Show, notes: Path) -> None:
    (notes / "tides.md").write_text("Only this.")
    assert "1 to 1 of 1 line shown." in words(show("document", file="tides.md"))


@pytest.mark.parametrize("lines", ["", "0", "9-3", "x", "-1", "999999999999", "1-99999", "3;DROP"])
def test_any_lines_show_the_document(retriever: object, show: Show, lines: str) -> None:
    assert "smallest tide" in words(show("document", file="tides.md", lines=lines))


@pytest.mark.parametrize(
    "file", ["", "../home/data/ids.sqlite", "/etc/passwd", "nothing.md", "tides.md/../bread.md", "\x00"]
)
def test_only_a_name_that_the_index_holds_is_opened(retriever: object, show: Show, file: str) -> None:
    shown = words(show("document", file=file))
    assert "This document cannot be shown" in shown
    assert 'href="/library"' in shown
    assert "ab-row" not in shown


def test_a_link_that_leads_out_of_the_folder_is_not_followed(retriever: object, show: Show, notes: Path) -> None:
    (notes.parent / "secret.md").write_text("a secret")
    (notes / "tides.md").unlink()
    (notes / "tides.md").symlink_to(notes.parent / "secret.md")
    shown = words(show("document", file="tides.md"))
    assert "leads out of the folder" in shown
    assert "a secret" not in shown


def test_a_document_that_changed_says_so(retriever: object, show: Show, notes: Path) -> None:
    assert "has changed since" not in words(show("document", file="tides.md"))
    (notes / "tides.md").write_text("## Another question?\n\nAnother answer.\n")
    assert "This document has changed since it was read" in words(show("document", file="tides.md"))


def test_a_document_that_is_gone_says_so(retriever: object, show: Show, notes: Path) -> None:
    (notes / "tides.md").unlink()
    assert "The file cannot be read now: No such file or directory." in words(show("document", file="tides.md"))


def test_a_document_of_which_nothing_was_read_says_why(retriever, show: Show, notes: Path) -> None:  # type: ignore[no-untyped-def]
    (notes / "locked.pdf").write_bytes(pdf([], lock=True))
    (notes / "old.doc").write_bytes(b"\xd0\xcf\x11\xe0\x00\x01")
    retriever.build()
    for file, why in (("locked.pdf", "behind a password"), ("old.doc", "save it as .docx")):
        shown = words(show("document", file=file))
        assert "Nothing of this document was read" in shown
        assert why in shown
        assert "ab-row" not in shown
    assert "Nothing of this document" not in words(show("document", file="tides.md"))


def test_a_long_document_is_leafed_through(retriever: object, show: Show, notes: Path) -> None:
    (notes / "tides.md").write_text("".join(f"line {n}\n" for n in range(1, 2001)))
    shown = words(show("document", file="tides.md", lines="1000"))
    assert shown.count('class="ab-row') == 400
    assert "from=570" in shown
    assert "from=1370" in shown
    assert ">line 1<" not in shown


def test_a_line_without_end_is_cut() -> None:
    shown = raw.rows(raw.Raw(("x" * 1_000_000,), {}, ""), 1, 1, range(0))
    assert len(shown) < 10_000
    assert "the line goes on" in shown


def test_all_entries_of_a_line_are_named(retriever: Any, show: Show, notes: Path) -> None:
    cards = [
        {"question": f"What is rope number {number}?", "answer": f"A line {number} feet long."} for number in range(9)
    ]
    (notes / "ropes.json").write_text(json.dumps(cards))
    retriever.build()
    shown = words(show("document", file="ropes.json", lines="1"))
    assert shown.count("What is rope number") >= 5
    assert "Entries: " in shown
    assert "and 4 more</p>" in shown


def test_a_word_document_is_shown_as_it_was_read(retriever, show: Show, notes: Path) -> None:  # type: ignore[no-untyped-def]
    (notes / "moon.docx").write_bytes(word(paragraph("What is a new moon?", "heading 1"), paragraph("One unlit.")))
    retriever.build()
    (entry,) = (entry for entry in retriever.index.entries() if entry.document == "moon.docx")
    shown = words(show("document", file="moon.docx", lines=f"{entry.lines.start}-{entry.lines.end}"))
    assert shown.count("ab-here") == 3
    assert '<span class="ab-no">3</span><span>One unlit.</span>' in shown


def test_rows_of_a_spreadsheet_are_shown_as_they_were_read(retriever, show: Show, notes: Path) -> None:  # type: ignore[no-untyped-def]
    (notes / "moon.xlsx").write_bytes(
        xlsx(Sheet("Moon", [["Question", "Answer"], ["What is a new moon?", "One unlit."]]))
    )
    retriever.build()
    shown = words(show("document", file="moon.xlsx", lines="3-3"))
    assert '<span class="ab-no">3</span><span>What is a new moon?\tOne unlit.</span>' in shown


def test_pages_of_a_pdf_are_named_where_they_begin(retriever, show: Show, notes: Path) -> None:  # type: ignore[no-untyped-def]
    first, second = down("Q: What is a keel?", "A: The lowest beam."), down("Q: What is a mast?", "A: A pole.")
    (notes / "boats.pdf").write_bytes(pdf(first, [], second))
    retriever.build()
    shown = words(show("document", file="boats.pdf", lines="3-4"))
    assert re.findall(r'class="ab-page">([^<]+)</div><div class="ab-row[^>]*><span class="ab-no">(\d+)', shown) == [
        ("Page 1", "1"),
        ("Page 3", "3"),
    ]
    (_, mast) = retriever.index.entries("boats.pdf")
    assert "boats.pdf, page 3, lines 3–4" in words(show("explore", entry=mast.id))
    assert "boats.pdf, page 3, line 4" in words(show("ask", q="mast"))
    assert "ab-page" not in words(show("document", file="tides.md"))
