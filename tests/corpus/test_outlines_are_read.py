"""Outlines (OPML) are read as headings where they divide or ask, and as lists below."""

import pytest
from invariants import check_document
from reading import pairs

from corpus import Document, parse


def part(text: str, *inner: str, note: str = "") -> str:
    said = f' _note="{note}"' if note else ""
    return f'<outline text="{text}"{said}>{"".join(inner)}</outline>'


def checked(*parts: str, title: str = "Boats") -> Document:
    head = f"<head><title>{title}</title></head>" if title else ""
    data = f'<?xml version="1.0"?>\n<opml version="2.0">{head}<body>{"".join(parts)}</body></opml>'.encode()
    document = parse(data, "boats.opml")
    check_document(document, data)
    return document


def test_what_asks_is_answered_by_what_lies_below_it_or_by_its_note() -> None:
    document = checked(
        part(
            "Hull",
            part("What is a keel?", part("The lowest beam", part("of oak"), part("of steel")), part("One a boat")),
            part("What is a rib?", note="A bent beam.&#10;Of ash."),
            part("a remark"),
        ),
        part("Rig", part("Masts", part("How high is a mast?", part("As the boat is long.")))),
    )
    assert pairs(document) == [
        ("What is a keel?", "- The lowest beam\n  - of oak\n  - of steel\n- One a boat"),
        ("What is a rib?", "A bent beam.\nOf ash."),
        ("How high is a mast?", "- As the boat is long."),
    ]
    assert [entry.headings for entry in document.entries] == [("Boats", "Hull")] * 2 + [("Boats", "Rig", "Masts")]
    assert ["a remark" in one.message for one in document.findings] == [True]


def test_questions_and_answers_side_by_side_are_pairs() -> None:
    document = checked(
        *(part(f"Q: What is {one}?") + part(f"A: A {two}.") for one, two in (("oak", "tree"), ("tar", "oil")))
    )
    assert pairs(document) == [("What is oak?", "A tree."), ("What is tar?", "A oil.")]


def test_where_nothing_asks_what_has_parts_near_the_top_is_an_entry() -> None:
    document = checked(
        part("Wood", part("Oak", part("hard"), part("heavy", part("0.7 kg a litre", note="dry")))),
        part("Tar", note="Of pine."),
        title="",
    )
    assert pairs(document) == [
        ("Oak", "- hard\n- heavy\n  - 0.7 kg a litre\ndry"),
        ("Tar", "Of pine."),
    ]


@pytest.mark.parametrize(
    ("text", "question"),
    [("What is a &lt;b&gt;keel&lt;/b&gt;?", "What is a keel?"), ("Is 3 &lt; 4 &amp;amp; 5?", "Is 3 < 4 & 5?")],
    ids=["markup", "entities"],
)
def test_markup_in_what_is_said_is_read_as_such(text: str, question: str) -> None:
    (entry,) = checked(part(text, part("yes &lt;i&gt;indeed&lt;/i&gt;"))).entries
    assert (entry.question, entry.answer) == (question, "- yes indeed")


def test_a_deep_outline_is_read_as_lists() -> None:
    inner = part("leaf")
    for depth in range(3000):
        inner = part(f"level {depth}", inner)
    assert "leaf" in checked(inner).text


def test_a_list_of_feeds_is_no_notes() -> None:
    document = checked('<outline text="What is new?" xmlUrl="http://a/feed" />')
    assert document.entries == ()
    assert ["list of feeds" in one.message for one in document.findings] == [True]
