"""Bytes of other formats that pass for text are refused by name; lines may end in carriage returns alone."""

from pathlib import Path

import pytest
from reading import told

from corpus import parse, read


@pytest.mark.parametrize(
    ("data", "name", "mend"),
    [
        (b"%!PS-Adobe\n(A bird)", "PostScript", "save it as PDF"),
        (b"PK\x03\x04\x14\x00What is a wren?", "an archive", "unpack it"),
        (b"\xd0\xcf\x11\xe0What is a wren?", "an office document in an old format", "save it as .docx"),
    ],
)
def test_what_is_no_text_is_refused_by_name_with_what_mends_it(data: bytes, name: str, mend: str) -> None:
    document = parse(data, "paper.txt")
    assert document.entries == ()
    assert [one.kind for one in document.findings] == ["skipped"]
    assert name in document.findings[0].message
    assert mend in document.findings[0].message


@pytest.mark.parametrize(("name", "better"), [("talk.PPT", ".pptx"), ("faq.doc", ".docx"), ("book.mobi", ".epub")])
def test_what_is_not_read_in_a_folder_names_the_format_that_mends_it(name: str, better: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(b"\xd0\xcf\x11\xe0\x00\x01")
    (document,) = read(tmp_path)
    assert document.findings[0].message.endswith(f"is no format of notes: save it as {better} to have it read")


def test_lines_that_end_in_carriage_returns_are_lines() -> None:
    document = parse(b"Q: What is a mole?\rA: 6.022e23 particles.\r\rQ: What is pH?\rA: A logarithm.\r", "old.txt")
    assert told(document) == [
        ("What is a mole?", "6.022e23 particles.", 1, 2),
        ("What is pH?", "A logarithm.", 4, 5),
    ]
    assert document.text.split("\n")[4] == "A: A logarithm."
