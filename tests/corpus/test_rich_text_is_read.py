"""Rich text (RTF) is read as the Markdown that says the same, as LibreOffice, Word and TextEdit write it."""

from pathlib import Path

import pytest
from invariants import check_document
from reading import pairs, told

from corpus import Document, parse, read

HEAD = (
    r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fswiss\fcharset0 Arial{\*\falt Helvetica};}"
    r"{\f1\fmodern\fcharset0 Pica;}{\f2\fnil\fcharset204 Arial Cyr;}{\f3\fnil\fcharset128 Mincho;}{\f4\fnil Consolas;}}"
    r"{\stylesheet{\s1\b\fs32 heading 1;}{\s2\outlinelevel1 Frage;}{\s3 Title;}{\*\cs9 heading 9;}}{\info{\title No}}"
)
BEAM = r"\pard\plain The lowest beam.\par" + "\n"


def checked(body: str, head: str = HEAD, end: str = "}") -> Document:
    data = f"{head}\n{body}{end}".encode("latin-1")
    document = parse(data, "boats.rtf")
    check_document(document, data)
    return document


def heading(text: str, style: int = 1) -> str:
    return rf"\pard\plain\s{style}\b\fs32 {text}\par" + "\n"


def item(label: str, text: str, level: int = 0) -> str:
    return rf"{{\listtext\pard\plain {label}\tab}}\pard\plain\ilvl{level}\ls1 {text}\par" + "\n"


def test_headings_lists_tables_and_code_are_read() -> None:
    row = r"\trowd\cellx100\cellx200\pard\plain\intbl {}\cell {}\cell\row" + "\n"
    document = checked(
        heading("Boats", 3)
        + heading("What is a keel?")
        + r"\pard\plain The lowest beam of a <hull> & its {\b spine}.\par"
        + item(r"\'b7", "It keeps the course")
        + item("o", "of a boat under sail", 1)
        + heading("Which sails are there?")
        + row.format("Sail", "Place")
        + row.format("jib", r"bow\par or boom")
        + heading("How is one set?")
        + r"\pard\plain Call {\f4 pull()}:\par\pard\plain\f1 halyard.pull()\par    halyard.belay()\par"
    )
    assert document.text.split("\n")[0] == "# Boats"
    assert told(document) == [
        (
            "What is a keel?",
            "The lowest beam of a `<hull>` & its **spine**.\n\n- It keeps the course\n   - of a boat under sail",
            3,
            8,
        ),
        ("Which sails are there?", "| Sail | Place |\n|---|---|\n| jib | bow or boom |", 10, 14),
        ("How is one set?", "Call `pull()`:\n\n```\nhalyard.pull()\n   halyard.belay()\n```", 16, 23),
    ]


def test_labels_of_items_are_those_that_are_shown() -> None:
    typed = r"\pard\li360\fi-360 \bullet\tab by hand\par"
    document = checked(item("3.", "What is a keel?") + item("a)", "a beam", 1) + item("4.", "What is a mast?") + typed)
    assert document.text == "3. What is a keel?\n   a) a beam\n4. What is a mast?\n\n- by hand\n"


def test_signs_of_any_code_page_are_read() -> None:
    document = checked(
        heading("What is a keel?")
        + r"\pard\plain caf\'e9 \endash  {\f2\'ea\'e8\'eb\'fc} {\f3\'83\'5c\'83A} \u8364?"
        + r"{\uc2\u-10179\'3f?\u-8694??}\~x\_y \u8212\'97z \{1\}\par"
    )
    assert document.entries[0].answer == "café – киль ソア €😊 x-y —z {1}"


def test_what_is_hidden_or_no_text_is_left_out_and_notes_and_links_stand_in_their_place() -> None:
    document = checked(
        r"{\header Harbour school\par}"
        + heading("What is a keel?", 2)
        + r"\pard\plain The lowest{\v  not} {\deleted upper }beam{\super\chftn}{\footnote\pard\plain\chftn Of all.\par}"
        + r"{\*\bkmkstart x}{\pict\pngblip 89504e47}{\annotation Really?} of 10{\super 3},{\pict\bin4 {\}x}"
        + r' see {\field{\*\fldinst{HYPERLINK "https://example.org/keel"}}{\fldrslt{\ul here}}}'
        + r"{\field{\*\fldinst PAGE}{\fldrslt 7}}"
        + r"{\shp{\*\shpinst{\sp{\sn a}{\sv b}}{\shptxt\pard A box.\par}}{\shprslt A box.}}\par"
        + heading("How high is a mast?", 2)
        + r"\pard\plain {\*\moMath{\mf{\mfPr\mtype}{\mnum{\mr a}}{\mden{\mr 2}}}}\par"
    )
    assert pairs(document) == [
        ("What is a keel?", "A box.\n\nThe lowest beam (Of all.) of 10^3, see [here](https://example.org/keel)"),
        ("How high is a mast?", "a/2"),
    ]


def test_headings_are_told_by_their_size_where_no_style_makes_any() -> None:
    bullet = "{\\listtext\t\\uc0\\u8226 \t}"
    document = checked(
        "\\f0\\b\\fs48 \\cf0 Boats\\\n\\\n\\fs36 What is a keel?\\\n\n\\f1\\b0\\fs24 The lowest \\uc0\\u8226  beam.\\\n"
        f"\\pard\\li720\\fi-720\n\\ls1\\ilvl0{bullet}of wood\\\n{bullet}of iron\\\n"
        "\\pard\n\\f0\\b\\fs36 What is a mast?\\\n\\f1\\b0\\fs24 A pole.",
        r"{\rtf1\ansi\cocoartf2639{\fonttbl\f0\fswiss\fcharset0 Helvetica-Bold;\f1\fswiss\fcharset0 Helvetica;}",
    )
    assert document.text.startswith("# Boats\n\n## What is a keel?\n")
    assert pairs(document) == [
        ("What is a keel?", "The lowest • beam.\n\n- of wood\n- of iron"),
        ("What is a mast?", "A pole."),
    ]


@pytest.mark.parametrize("file", ["boats.rtf", "boats.txt"])
def test_a_file_that_is_cut_off_is_read_and_says_so(file: str) -> None:
    whole = (HEAD + heading("What is a keel?") + BEAM + "}").encode()
    assert parse(whole, file).findings == ()
    document = parse(whole[: -len("beam.\\par\n}")], file)
    assert pairs(document) == [("What is a keel?", "The lowest")]
    assert "cut off" in document.findings[0].message


def test_rich_text_without_words_or_with_too_many_is_a_finding() -> None:
    (pictures,) = checked(r"\pard{\pict\pngblip 89504e47}\par").findings
    assert "no text" in pictures.message
    (long,) = checked("a" * 17_000_000).findings
    assert "split it" in long.message


def test_the_text_in_a_folder_of_textedit_is_found(tmp_path: Path) -> None:
    folder = tmp_path / "boats.rtfd"
    folder.mkdir()
    (folder / "TXT.rtf").write_text(HEAD + heading("What is a keel?") + BEAM + "}", encoding="utf-8")
    (document,) = read(tmp_path)
    assert (document.file, pairs(document)) == ("boats.rtfd/TXT.rtf", [("What is a keel?", "The lowest beam.")])
