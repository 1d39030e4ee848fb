"""Books (EPUB) are read chapter by chapter, in their order, like pages of HTML."""

import pytest
from books import book
from invariants import check_document
from reading import pairs, told

from corpus import Document, parse


def checked(data: bytes) -> Document:
    document = parse(data, "boats.epub")
    check_document(document, data)
    return document


def test_chapters_are_read_in_their_order_below_the_title_without_cover_and_contents() -> None:
    document = checked(
        book(
            "<h1>The hull</h1><h2>What is a keel?</h2><p>The lowest beam.</p>",
            "<h1>Boats</h1><p>of all kinds</p>",
            "<h1>What is a mast?</h1><ul><li>a pole</li><li>see <a href='c3.xhtml#keel'>keel</a></li></ul>",
            contents="<nav><ol><li><a href='c1.xhtml'>What is a mast?</a></li></ol></nav>",
            cover="<p>What is a boat?</p>",
        )
    )
    assert document.text == (
        "# Boats\n\n## The hull\n\n### What is a keel?\n\nThe lowest beam.\n\nof all kinds\n\n"
        "## What is a mast?\n\n- a pole\n- see [keel](#keel)\n"
    )
    assert told(document)[1] == ("What is a mast?", "- a pole\n- see [keel](#keel)", 11, 14)
    assert document.entries[0].headings == ("Boats", "The hull")


def test_footnotes_and_formulas_stand_where_they_are_referred_to() -> None:
    maths = '<m:math xmlns:m="http://www.w3.org/1998/Math/MathML">{}</m:math>'
    power = "<m:msup><m:mi>x</m:mi><m:mn>2</m:mn></m:msup>"
    chapter = (
        "<h1>What is a keel?</h1><p>The lowest beam<sup><a epub:type='noteref' href='#n1'>1</a></sup>.</p>"
        f"<h1>How high is a mast?</h1><p>It is {maths.format(power)}, not {maths.format('&up;y')}.</p>"
        "<aside epub:type='footnote' id='n1'><p>Of all. <a href='#r1'>↩</a></p></aside>"
    )
    assert pairs(checked(book(chapter))) == [
        ("What is a keel?", "The lowest beam (Of all.)."),
        ("How high is a mast?", "It is x^2, not &up;y."),
    ]


@pytest.mark.parametrize("sheet", ["style", "head"])
def test_what_its_style_sheet_sets_bold_asks(sheet: str) -> None:
    page = "<p class='a q'>What is a {}?</p><p><span class='a'>A beam.</span></p>"
    look = ".q { font-weight: 700 } .a { color: red }"
    style, head = (look, "") if sheet == "style" else ("", f"<style>{look}</style>")
    document = checked(book(page.format("keel") + page.format("mast"), style=style, head=head))
    assert pairs(document) == [("What is a keel?", "A beam."), ("What is a mast?", "A beam.")]


def test_a_book_of_pictures_is_a_finding() -> None:
    (finding,) = checked(book("<img src='page1.png' />")).findings
    assert "no text" in finding.message
