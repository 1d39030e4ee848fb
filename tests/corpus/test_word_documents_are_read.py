"""Word documents are read as the Markdown that says the same; its lines are the document's."""

import io
import zipfile
from pathlib import Path

import pytest
from invariants import check_document
from reading import pairs, told
from word import note, paragraph, run, table, word

from corpus import Document, parse, read


def checked(*blocks: str, notes: tuple[str, ...] = ()) -> Document:
    data = word(*blocks, notes=notes)
    document = parse(data, "boats.docx")
    check_document(document, data)
    return document


def test_headings_lists_tables_and_code_are_read() -> None:
    document = checked(
        paragraph("Boats", "Title"),
        paragraph("What is a keel?", "heading 1"),
        paragraph("The lowest beam of a <hull> & its spine."),
        paragraph("It keeps the course", "bullet"),
        paragraph("of a boat under sail", "bullet", level=1),
        paragraph("Which sails are there?", "heading 1"),
        table(("Sail", "Place"), ("jib", "bow"), ("spanker", "stern")),
        paragraph("How is one set?", "heading 1"),
        paragraph("halyard.pull()", "Source Code"),
        paragraph("halyard.belay()", "Source Code"),
    )
    assert document.text.split("\n")[0] == "# Boats"
    assert told(document) == [
        (
            "What is a keel?",
            "The lowest beam of a `<hull>` & its spine.\n\n- It keeps the course\n   - of a boat under sail",
            3,
            8,
        ),
        ("Which sails are there?", "| Sail | Place |\n|---|---|\n| jib | bow |\n| spanker | stern |", 10, 15),
        ("How is one set?", "```\nhalyard.pull()\nhalyard.belay()\n```", 17, 22),
    ]
    assert {entry.headings for entry in document.entries} == {("Boats",)}


def test_numbers_of_questions_with_answers_between_them_run_on() -> None:
    document = checked(
        paragraph("What is a keel?", "number"),
        paragraph("The lowest beam."),
        paragraph("What is a rudder?", "number"),
        paragraph("What steers:"),
        paragraph("a blade", "bullet"),
        paragraph("What is a mast?", "number"),
        paragraph("A pole. To step one:"),
        paragraph("Lift it", "number anew"),
        paragraph("Pin it", "number anew"),
    )
    assert [line[:4] for line in document.text.split("\n") if line[:1].isdigit()] == [
        "1. W",
        "2. W",
        "3. W",
        "1. L",
        "2. P",
    ]


@pytest.mark.parametrize("level", [0, 1])
def test_choices_keep_the_letters_that_they_are_counted_in(level: int) -> None:
    document = checked(
        paragraph("What is the lowest beam of a boat?", "number"),
        paragraph("the mast", "letter", level=level),
        paragraph("the keel", "letter", level=level),
        paragraph("Answer: b"),
    )
    assert [line.strip() for line in document.text.split("\n") if line.strip()] == [
        "1. What is the lowest beam of a boat?",
        "a) the mast",
        "b) the keel",
        "Answer: b",
    ]


def test_words_that_word_puts_before_a_number_are_there() -> None:
    document = checked(
        paragraph("What is a keel?", "numbered question"),
        paragraph("The lowest beam."),
        paragraph("What is a mast?", "numbered question"),
        paragraph("A pole."),
    )
    assert document.text.startswith("Question 1: What is a keel?")
    assert pairs(document) == [("What is a keel?", "The lowest beam."), ("What is a mast?", "A pole.")]


def test_what_was_deleted_or_does_not_show_is_not_read_and_what_was_added_is() -> None:
    added, gone = f"<w:ins>{run('lowest ')}</w:ins>", "<w:del><w:r><w:delText>uppermost</w:delText></w:r></w:del>"
    moved, hidden = f"<w:moveFrom>{run('first ')}</w:moveFrom>", run("secret ", "<w:vanish/>")
    ways = f"<m:Choice>{run('beam.')}</m:Choice><m:Fallback>{run('bar.')}</m:Fallback>"
    ways = f"<m:AlternateContent>{ways}</m:AlternateContent>"
    document = checked(
        paragraph("What is a keel?", "heading 1"), paragraph("The ", more=added + gone + moved + hidden + ways)
    )
    assert pairs(document) == [("What is a keel?", "The lowest beam.")]


def test_links_of_fields_are_links_and_columns_that_a_cell_reaches_over_stay() -> None:
    parts = ("begin", "separate", "end")
    begin, shown, end = (f'<w:r><w:fldChar w:fldCharType="{part}"/></w:r>' for part in parts)
    told = '<w:r><w:instrText> HYPERLINK "https://boats.example/keel" </w:instrText></w:r>'
    document = checked(
        paragraph("What is a keel?", "heading 1"), paragraph("See ", more=begin + told + shown + run("here") + end)
    )
    assert document.entries[0].answer == "See [here](https://boats.example/keel)"
    wide = '<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>' + paragraph("Rigging") + "</w:tc>"
    rows = table(("Question", "Answer"), ("What is a jib?", "A sail.")).replace(
        "</w:tbl>", f"<w:tr>{wide}</w:tr></w:tbl>"
    )
    assert "| Rigging |  |" in checked(rows).text


@pytest.mark.parametrize("parted", [True, False])
def test_empty_paragraphs_part_what_they_part_on_paper(parted: bool) -> None:
    gap = [paragraph()] if parted else []
    document = checked(
        paragraph("Q: What is a keel?"),
        paragraph("A: The lowest beam."),
        *gap,
        paragraph("Q: What is a mast?"),
        paragraph("A: A pole."),
    )
    assert [(question, answer) for question, answer, _, _ in told(document)] == [
        ("What is a keel?", "The lowest beam."),
        ("What is a mast?", "A pole."),
    ]
    assert document.text.count("\n\n") == (1 if parted else 3)


def test_bold_questions_ask() -> None:
    document = checked(
        paragraph("What is a keel?", bold=True),
        paragraph("The lowest beam."),
        paragraph("What is a mast?", bold=True),
        paragraph("A pole."),
    )
    assert [entry.question for entry in document.entries] == ["What is a keel?", "What is a mast?"]


def test_tables_stay_whole_around_lists_and_empty_cells_and_boxes_keep_their_paragraphs() -> None:
    items = paragraph("These:") + paragraph("jib", "bullet") + paragraph("spanker", "bullet")
    rows = (("Which sails are there?", "", items), ("What is a mast?", "tall", "A pole."))
    assert pairs(checked(table(("Question", "Hint", "Answer"), *rows))) == [
        ("Which sails are there?", "These: • jib • spanker"),
        ("What is a mast?", "Hint: tall — A pole."),
    ]
    box = "".join(map(paragraph, ("Q: What is a keel?", "A: The lowest beam.", "It is long.")))
    assert pairs(checked(table((box,)))) == [("What is a keel?", "The lowest beam.\n\nIt is long.")]


def test_code_is_told_by_its_font() -> None:
    courier = '<w:rFonts w:ascii="Courier New"/>'
    document = checked(
        paragraph("How is a sail set?", "heading 1"),
        paragraph("Call ", more=run("pull()", courier) + run(" twice:")),
        paragraph(more=run("for line in lines:", courier)),
        paragraph(more=run("    line.pull()", courier)),
        paragraph(),
        paragraph("done()", "Programm"),
    )
    assert document.entries[0].answer == (
        "Call `pull()` twice:\n\n```\nfor line in lines:\n    line.pull()\n\ndone()\n```"
    )


def test_all_in_one_such_font_is_text() -> None:
    lines = ("Q: What is a keel?", "A: The lowest beam.", "Q: What is a mast?", "A: A pole.")
    document = checked(*(paragraph(more=run(line, '<w:rFonts w:ascii="Courier New"/>')) for line in lines))
    assert pairs(document) == [("What is a keel?", "The lowest beam."), ("What is a mast?", "A pole.")]


def test_styles_of_a_writer_are_those_they_are_based_on_and_a_table_of_contents_says_nothing_new() -> None:
    document = checked(
        paragraph("The keel 1", "toc 1"),
        paragraph("The mast 2", "toc 1"),
        paragraph("The keel", "Frage"),
        paragraph("The lowest beam."),
        paragraph("The mast", "Frage"),
        paragraph("A pole."),
    )
    assert document.text == "## The keel\n\nThe lowest beam.\n\n## The mast\n\nA pole.\n"


def test_footnotes_stand_where_they_are_referred_to_and_raised_numbers_are_exponents() -> None:
    document = checked(
        paragraph("What is a keel?", "heading 1"),
        paragraph("The lowest beam", more=note(0) + run(" of 10") + run("3", '<w:vertAlign w:val="superscript"/>')),
        paragraph("What is a mast?", "heading 1"),
        paragraph("The 5", more=run("th", '<w:vertAlign w:val="superscript"/>') + run(" pole.") + note(1)),
        notes=("Or of them all.", "From the bow."),
    )
    assert pairs(document) == [
        ("What is a keel?", "The lowest beam (Or of them all.) of 10^3"),
        ("What is a mast?", "The 5th pole. (From the bow.)"),
    ]


def _m(name: str, *parts: str) -> str:
    return f"<m:{name}>{''.join(parts)}</m:{name}>"


def _t(text: str) -> str:
    return f"<m:r><w:rPr><w:b/></w:rPr><m:t>{text}</m:t></m:r>"


@pytest.mark.parametrize(
    ("formula", "said"),
    [
        (_t("E=m") + _m("sSup", _m("e", _t("c")), _m("sup", _t("2"))), "E=mc^2"),
        (_m("f", _m("num", _t("a+b")), _m("den", _t("2"))), "(a+b)/2"),
        (_m("sSubSup", _m("e", _t("x")), _m("sub", _t("i")), _m("sup", _t("n-1"))), "x_i^(n-1)"),
        (_m("sSub", _m("e", _t("v")), _m("sub", _t("max"))), "v_max"),
        (_m("rad", _m("deg"), _m("e", _t("2gh"))), "√2gh"),
        (
            _m("d", _m("dPr", '<m:begChr m:val="["/><m:endChr m:val="]"/>'), _m("e", _t("a")), _m("e", _t("b"))),
            "[a, b]",
        ),
        (_m("d", _m("e", _t("a &lt; b"))), "(a < b)"),
        (
            _m("nary", _m("naryPr", '<m:chr m:val="∑"/>'), _m("sub", _t("i=1")), _m("sup", _t("n")), _m("e", _t("i"))),
            "∑_(i=1)^n i",
        ),
        (
            _m("m", _m("mr", _m("e", _t("1")), _m("e", _t("0"))), _m("mr", _m("e", _t("0")), _m("e", _t("1")))),
            "1, 0; 0, 1;",
        ),
        (_m("func", _m("fName", _t("sin")), _m("e", _t("α"))), "sin α"),
        (_m("acc", _m("accPr", '<m:chr m:val="\u0303"/>'), _m("e", _t("x"))), "x\u0303"),
        (_m("box", _m("e", _t("new"))), "new"),
    ],
)
def test_formulas_are_spelled_out(formula: str, said: str) -> None:
    document = checked(paragraph("How high is it?", "heading 1"), paragraph("It is ", formula=formula))
    assert document.entries[0].answer == f"It is {said}"


def test_what_was_pasted_in_the_wrong_encoding_is_repaired() -> None:
    document = checked(
        paragraph("What is a bow?", "heading 1"), paragraph("It’s a front – fore".encode().decode("cp1252"))
    )
    assert document.entries[0].answer == "It’s a front – fore"
    assert [one.kind for one in document.findings] == ["repaired"]


def _without(data: bytes, name: str, instead: str = "") -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as whole, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in whole.namelist():
            archive.writestr(part, instead if part == name else whole.read(part))
    return made.getvalue()


DOCUMENT = word(paragraph("What is a keel?", "heading 1"), paragraph("The lowest beam."))


@pytest.mark.parametrize(
    "data",
    [
        DOCUMENT[: len(DOCUMENT) // 2],
        DOCUMENT.replace(b"PK\x01\x02", b"PK\x07\x07"),
        _without(DOCUMENT, "word/document.xml", "<w:document"),
        _without(DOCUMENT, "word/document.xml", " " * 17_000_000),
        _without(DOCUMENT, "word/numbering.xml", "<oops>"),
    ],
    ids=["cut off", "no directory", "broken XML", "too large", "broken part"],
)
def test_a_damaged_document_is_a_finding(data: bytes) -> None:
    document = parse(data, "boats.docx")
    assert document.entries == ()
    assert [one.kind for one in document.findings] == ["skipped"]
    assert "save it" in document.findings[0].message or "split it" in document.findings[0].message


def test_a_property_that_is_no_number_is_none() -> None:
    data = word(paragraph("What is a keel?", "heading 1"), paragraph("The lowest beam.", "bullet"))
    with zipfile.ZipFile(io.BytesIO(data)) as whole:
        body = whole.read("word/document.xml").decode().replace('w:ilvl w:val="0"', 'w:ilvl w:val="²"')
    assert pairs(parse(_without(data, "word/document.xml", body), "boats.docx")) == [
        ("What is a keel?", "- The lowest beam.")
    ]


def test_a_document_without_words_is_a_finding() -> None:
    assert ["no text" in one.message for one in checked(paragraph()).findings] == [True]


@pytest.mark.parametrize("file", ["boats.docx", "boats.pdf"])
def test_text_with_the_name_of_another_format_is_a_finding(file: str) -> None:
    document = parse(b"What is a keel?\nThe lowest beam.\n", file)
    assert document.entries == ()
    assert "no ." in document.findings[0].message


def test_word_documents_of_a_folder_are_read(tmp_path: Path) -> None:
    (tmp_path / "boats.docx").write_bytes(DOCUMENT)
    (tmp_path / "harbour.docx").write_bytes(b"")
    (tmp_path / "~$boats.docx").write_bytes(b"\x05ada" + bytes(158))
    boats, harbour = read(tmp_path)
    assert [entry.question for entry in boats.entries] == ["What is a keel?"]
    assert harbour.entries == ()
