"""Notes exported from Evernote are read each under its title, like pages of HTML."""

import pytest
from invariants import check_document
from reading import pairs, told

from corpus import Document, parse

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE en-export SYSTEM "http://xml.evernote.com/pub/export4.dtd">\n'
INNER = '<?xml version="1.0"?><!DOCTYPE en-note SYSTEM "http://xml.evernote.com/pub/enml2.dtd">'
CODE = '<div style="--en-codeblock:true;"><div>splice a b</div><div><br/></div><div>whip a</div></div>'


def export(**notes: str) -> bytes:
    """Write notes by their titles, of which ``_`` stands for a blank, as Evernote exports them."""
    said = "".join(
        f"<note><title>{title.replace('_', ' ')}</title><tag>boats</tag><content>\n<![CDATA[{INNER}<en-note>{body}"
        "</en-note>]]></content><resource><data>AAAA\n</data></resource></note>"
        for title, body in notes.items()
    )
    return f'{HEAD}<en-export version="10.1">{said}</en-export>'.encode()


def checked(data: bytes) -> Document:
    document = parse(data, "boats.enex")
    check_document(document, data)
    return document


def test_a_note_is_an_entry_under_its_title_or_holds_some() -> None:
    document = checked(
        export(
            Keel="<div>The lowest &amp; longest beam.</div><ul><li><div>of oak</div></li></ul><en-media hash='a'/>",
            The_hull="<h1>What is a rib?</h1><div>A bent <b>beam</b>.</div><h1>What is oak?</h1><div>Wood.</div>",
            Q="<div><b>Q: What is a mast?</b></div><div>A: Wood.</div><div>Q: What is tar?</div><div>A: Oil.</div>",
        )
    )
    assert pairs(document) == [
        ("Keel", "The lowest & longest beam.\n\n- of oak"),
        ("What is a rib?", "A bent **beam**."),
        ("What is oak?", "Wood."),
        ("What is a mast?", "Wood."),
        ("What is tar?", "Oil."),
    ]
    assert document.entries[1].headings == ("The hull",)
    assert told(document)[0][2:] == (1, 5)


@pytest.mark.parametrize(
    ("body", "answer"),
    [
        (CODE, "```\nsplice a b\n\nwhip a\n```"),
        ('<div><en-todo checked="true"/>oil</div><div><en-todo/>tar</div>', "[x] oil\n\n[ ] tar"),
        ("<table><tr><td><div>a</div></td><td><div>b</div><div>c</div></td></tr></table>", "| a | b c |\n|---|---|"),
    ],
    ids=["code", "boxes", "cells"],
)
def test_what_evernote_writes_its_own_way_is_read_as_such(body: str, answer: str) -> None:
    (entry,) = checked(export(What_is_a_splice=body)).entries
    assert entry.answer == answer


def test_locked_text_is_a_finding_and_what_stands_around_it_is_read() -> None:
    document = checked(export(What_is_a_keel="<div>A beam.</div><en-crypt hint='x'>U2VjcmV0</en-crypt><div>Low.</div>"))
    assert pairs(document) == [("What is a keel", "A beam.\n\nLow.")]
    assert ["unlock it" in one.message for one in document.findings] == [True]


@pytest.mark.parametrize("data", [HEAD + "<en-export><note>", HEAD + "<en-export><note><title>&up;</title></note>"])
def test_a_damaged_export_is_a_finding_that_says_what_mends_it(data: str) -> None:
    document = checked(data.encode())
    assert document.entries == ()
    assert [one.message.endswith("save it once more") for one in document.findings] == [True]
