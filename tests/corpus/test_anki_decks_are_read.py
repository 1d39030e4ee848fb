"""Anki decks are read as what a card shows on its front and on its back; their decks are headings."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
import zstandard
from ankidecks import BASIC, CLOZE, REVERSED, database, deck, kind, newer, package
from checks import a_prompt
from invariants import check_document
from reading import pairs, told

from corpus import Document, parse, read
from corpus.formats import decks
from retriever.spotcheck.exporting import write_anki


def checked(data: bytes) -> Document:
    document = parse(data, "boats.apkg")
    check_document(document, data)
    return document


LIST = "<ul><li>It pulls</li><li>It turns</li></ul>"
CODE = "<pre><code>for one in sails:<br>    one.set()</code></pre>"
BOATS = deck(
    ("Boats::Hull", BASIC, ("What is a keel?", "<div>The <b>lowest</b> beam.</div><div>It is long.</div>")),
    ("Boats", REVERSED, ("mast", "a pole")),
    (
        "Boats",
        CLOZE,
        ("The {{c1::jib}} is set at the {{c2::bow::place}}.", "<ul><li>It pulls</li><li>It turns</li></ul>"),
    ),
    (
        "Default",
        BASIC,
        ("How is <code>sail</code> called?", "<pre><code>for one in sails:<br>    one.set()</code></pre>"),
    ),
)


@pytest.mark.parametrize("packed", [lambda data: data, lambda data: package(anki21=database(data)), newer])
def test_decks_of_any_age_are_read(packed: Callable[[bytes], bytes]) -> None:
    document = checked(packed(BOATS))
    assert [(entry.question, entry.answer, entry.headings) for entry in document.entries] == [
        ("How is sail called?", "```\nfor one in sails:\n    one.set()\n```", ()),
        ("mast", "a pole", ("Boats",)),
        (
            "The […] is set at the [place].",
            "The jib is set at the bow.\n- It pulls\n- It turns",
            ("Boats",),
        ),
        ("What is a keel?", "The **lowest** beam.\nIt is long.", ("Boats", "Hull")),
    ]
    assert document.text.split("\n")[4:7] == ["", "# Boats", "mast\ta pole"]
    assert document.findings == ()


@pytest.mark.parametrize(
    ("front", "back", "fields", "pair"),
    [
        ("What is on {{A}}?", "{{FrontSide}}<hr id=answer>{{B}}", ("deck", "planks"), ("What is on deck?", "planks")),
        ("{{A}}", "{{A}}<br>{{B}}", ("Keel?", "A beam."), ("Keel?", "A beam.")),
        ("{{A}}{{type:B}}", "{{A}}<hr id='answer'>{{type:B}}", ("Keel?", "A beam."), ("Keel?", "A beam.")),
        ("{{A}}{{hint:B}}", "{{FrontSide}}<hr id=answer>{{text:B}}", ("Keel?", "A beam."), ("Keel?", "A beam.")),
        ("{{#A}}{{A}}?{{/A}}{{^A}}x{{/A}}", "{{#A}}{{#B}}{{B}}{{/B}}{{/A}}", ("Keel", "A beam."), ("Keel?", "A beam.")),
        (
            "{{A}}<script>a()</script>",
            "<style>b{}</style>{{B}}",
            ("Keel?", "[sound:a.mp3]A beam."),
            ("Keel?", "A beam."),
        ),
        ("{{A}}", "{{B}}", ("Is \\(a &lt; b\\)?", "[$]a[/$] &amp; so"), ("Is $a < b$?", "$a$ & so")),
    ],
)
def test_templates_say_what_a_card_shows(front: str, back: str, fields: tuple[str, ...], pair: tuple[str, str]) -> None:
    assert pairs(checked(deck(("Boats", kind("Own", "A B", front, back), fields)))) == [pair]


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("{{c1::A {{c2::small}} boat}} sails.", ("[…] sails.", "A small boat sails.")),
        ("{{c1::Rhine}}<br>{{c2::Danube}}", ("[…] Danube", "Rhine\nDanube")),
        ("Open {{c1::end", ("Open end", "")),
    ],
)
def test_gaps_may_lie_in_one_another_and_be_all_there_is(text: str, pair: tuple[str, str]) -> None:
    found = pairs(checked(deck(("Boats", CLOZE, (text, "")), ("Boats", CLOZE, ("A {{c1::keel}}.", "")))))
    assert found == [*([pair] if pair[1] else []), ("A […].", "A keel.")]


def test_an_export_of_gaps_as_text_is_read_alike() -> None:
    document = parse(b"#separator:tab\n#html:true\nThe {{c1::jib}} pulls.\tIt does.\n", "boats.txt")
    assert pairs(document) == [("The […] pulls.", "The jib pulls.\nIt does.")]


def test_cards_without_words_to_ask_are_findings() -> None:
    hidden = ("Boats", CLOZE, ("{{c1::image-occlusion:rect:left=.1}}", "x"))
    document = checked(deck(("Boats", BASIC, ("<img src='a.png'>", "A keel")), hidden))
    assert document.entries == ()
    said = "; ".join(one.message for one in document.findings)
    assert "belongs to no question: A keel" in said
    assert "1 note asking for parts of pictures" in said


def test_pictures_and_sounds_that_are_not_read_are_a_finding() -> None:
    asked = (
        ("Boats", BASIC, ("What is this?<br><img src='a.png'>", "A keel")),
        ("Boats", BASIC, ("Yawl", "[sound:y.mp3]A boat")),
    )
    document = checked(deck(*asked, ("Boats", BASIC, ("What floats?", "A boat"))))
    assert len(document.entries) == 3
    assert [one.message for one in document.findings] == ["2 notes with pictures or sounds, which are not read"]


def test_a_deck_of_our_own_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "own.apkg"
    write_anki([a_prompt()], path)
    document = checked(path.read_bytes())
    asked = a_prompt()
    assert [(one.question, one.answer) for one in document.entries] == [(asked.question, asked.reference)]


LOOP = """
CREATE VIEW notes AS
WITH RECURSIVE n(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n) SELECT id, id mid, id flds FROM n
"""


def _without_end() -> bytes:
    connection = sqlite3.connect(":memory:")
    connection.deserialize(database(BOATS))
    connection.executescript(f"DROP TABLE notes; {LOOP}; UPDATE cards SET nid = 7")
    return package(anki2=connection.serialize())


DAMAGED = {
    "cut off": BOATS[: len(BOATS) // 2],
    "no database": package(anki2=b"What is a keel?"),
    "cut database": package(anki2=database(BOATS)[:9000]),
    "not packed": package(anki21b=b"What is a keel?"),
    "nothing": package(anki2=b""),
    "no end": _without_end(),
}


@pytest.mark.parametrize("damage", DAMAGED)
def test_a_damaged_deck_is_a_finding(damage: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decks, "_SECONDS", 1)
    document = parse(DAMAGED[damage], "boats.apkg")
    assert document.entries == ()
    assert [one.kind for one in document.findings] == ["skipped"]
    assert "once more" in document.findings[0].message


@pytest.mark.parametrize("packed", [{"anki2": bytes(3_000_000)}, {"anki21b": zstandard.compress(bytes(3_000_000))}])
def test_a_deck_of_too_much_is_a_finding(packed: dict[str, bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decks, "_LARGEST", 2_000_000)
    (finding,) = parse(package(**packed), "boats.apkg").findings
    assert "export a part of it" in finding.message


def test_decks_of_a_folder_are_read(tmp_path: Path) -> None:
    (tmp_path / "boats.colpkg").write_bytes(newer(BOATS))
    (document,) = read(tmp_path)
    assert len(told(document)) == 4
