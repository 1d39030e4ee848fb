"""Spreadsheets are read as rows of tab-separated values, sheet below sheet, as people lay them out."""

import io
import zipfile
from datetime import datetime, time, timedelta
from pathlib import Path

import pytest
from invariants import check_document
from reading import pairs, told
from workbooks import MAIN, Day, Share, Sheet, Value, archive, compound, fods, ods, ods_of, xls, xlsx

from corpus import Document, parse, read
from corpus.formats import cells

Rows = list[list[Value]]


def checked(data: bytes, file: str = "boats.xlsx") -> Document:
    document = parse(data, file)
    check_document(document, data)
    return document


def headed(document: Document) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(entry.question, entry.answer, entry.headings) for entry in document.entries]


PLAIN = [["Question", "Answer"], ["What is a keel?", "The lowest beam.\nIt is long."], ["What is a mast?", "A “pole”."]]


@pytest.mark.parametrize(
    ("data", "file"),
    [
        (xlsx(Sheet("Boats", PLAIN)), "b.xlsx"),
        (xls("Boats", PLAIN), "b.xls"),
        (ods("Boats", PLAIN), "b.ods"),
        (fods("Boats", PLAIN), "b.fods"),
    ],
    ids=["xlsx", "xls", "ods", "fods"],
)
def test_spreadsheets_of_any_program_are_read(data: bytes, file: str) -> None:
    for name in (file, "b.xls", "renamed.docx"):
        document = checked(data, name)
        assert document.text.startswith("# Boats\nQuestion\tAnswer\n")
        assert told(document) == [
            ("What is a keel?", "The lowest beam.\nIt is long.", 3, 4),
            ("What is a mast?", "A “pole”.", 5, 5),
        ]
        assert {entry.headings for entry in document.entries} == {("Boats",)}


def test_values_are_written_as_a_sheet_shows_them() -> None:
    values = ((3.0, "3"), (0.1 + 0.2, "0.3"), (1e11, "100000000000"), (True, "TRUE"), (Share(0.2534), "25.3%"))
    days = ((Day(45231), "2023-11-01"), (Day(45231.5625), "2023-11-01 13:30"))
    rows: Rows = [["Question", "Answer"], *[[f"Q{at}?", value] for at, (value, _) in enumerate((*values, *days))]]
    document = checked(xlsx(Sheet("Sheet1", rows)))
    assert [answer for _, answer in pairs(document)] == [said for _, said in (*values, *days)]
    assert {entry.headings for entry in document.entries} == {()}


def test_columns_stand_in_any_order_among_others_and_behind_empty_ones() -> None:
    rows: Rows = [[], [None, "Answer", None, "Seen", "Question"], [], [None, "A beam.", None, 3.0, "What is a keel?"]]
    document = checked(xlsx(Sheet("Boats", rows)))
    assert pairs(document) == [("What is a keel?", "A beam.")]
    assert "columns beside question and answer" in {one.message for one in document.findings}


def test_titles_above_the_names_of_columns_and_between_rows_are_headings() -> None:
    rows: Rows = [
        ["Boats and ships"],
        [],
        ["No.", "Question", "Answer"],
        ["Hull"],
        [1.0, "What is a keel?", "A beam."],
        ["Rigging"],
        [2.0, "What is a mast?", "A pole."],
    ]
    for sheet in (Sheet("Sheet1", rows), Sheet("Sheet1", [row[-2:] for row in rows], merged=["A4:B4", "A6:B6"])):
        assert headed(checked(xlsx(sheet))) == [
            ("What is a keel?", "A beam.", ("Boats and ships", "Hull")),
            ("What is a mast?", "A pole.", ("Boats and ships", "Rigging")),
        ]


def test_each_table_of_a_sheet_has_its_own_title_and_names() -> None:
    rows: Rows = [
        ["Hull"],
        ["Question", "Answer"],
        ["What is a keel?", "A beam."],
        [],
        ["Words"],
        ["Meaning", "Term"],
        ["A pole.", "mast"],
    ]
    assert headed(checked(xlsx(Sheet("Sheet1", rows)))) == [
        ("What is a keel?", "A beam.", ("Hull",)),
        ("mast", "A pole.", ("Words",)),
    ]


def test_cells_over_several_rows_hold_for_all_of_them() -> None:
    rows: Rows = [
        ["Category", "Question", "Answer"],
        ["Hull", "What is a keel?", "A beam."],
        [None, None, "It is long."],
        [None, "What is a rib?", "A frame."],
        ["Rigging", "What is a mast?", "A pole."],
    ]
    document = checked(xlsx(Sheet("Sheet1", rows, merged=["A2:A4", "B2:B3"])))
    assert [
        (*one[:2], one[2:], entry.headings) for one, entry in zip(told(document), document.entries, strict=True)
    ] == [
        ("What is a keel?", "A beam.\nIt is long.", (2, 3), ("Hull",)),
        ("What is a rib?", "A frame.", (4, 4), ("Hull",)),
        ("What is a mast?", "A pole.", (5, 5), ("Rigging",)),
    ]


def test_cells_of_an_open_spreadsheet_say_what_they_show() -> None:
    def cell(said: str, look: str = "") -> str:
        return f"<table:table-cell {look}><text:p>{said}</text:p></table:table-cell>"

    def row(*cells: str, look: str = "") -> str:
        return f"<table:table-row {look}>{''.join(cells)}</table:table-row>"

    note = "<office:annotation><text:p>a remark</text:p></office:annotation>"
    tall, wide = 'table:number-rows-spanned="2"', 'table:number-columns-spanned="2"'
    covered = "<table:covered-table-cell/>"
    rows = (
        row(cell("Question"), cell("Answer")),
        row(cell("Hull", wide), covered),
        row(cell("Is it wet?", tall), cell("TRUE", 'office:value-type="boolean" office:boolean-value="true"')),
        row(covered, cell(f"by<text:s/>25%{note}<text:tab/>or so")),
        row("<table:table-cell/>", look='table:number-rows-repeated="1048570"'),
        row(cell("yes", 'table:number-columns-repeated="2"'), look='table:number-rows-repeated="2"'),
    )
    sheet = f'<table:table table:name="Boats">{"".join(rows)}</table:table>'
    lists = f'<table:table table:name="Lists" table:style-name="h">{"".join(rows)}</table:table>'
    hidden = '<style:style style:name="h"><style:table-properties table:display="false"/></style:style>'
    document = checked(ods_of(sheet + lists, hidden), "boats.ods")
    assert headed(document) == [
        ("Is it wet?", "TRUE\nby 25% or so", ("Boats", "Hull")),
        ("yes", "yes", ("Boats", "Hull")),
        ("yes", "yes", ("Boats", "Hull")),
    ]
    assert "a hidden sheet: Lists" in {one.message for one in document.findings}


@pytest.mark.parametrize(
    "rows",
    [
        [["Q: What is a keel?"], ["A: A beam."], [], ["Q: What is a mast?"], ["A: A pole."]],
        [["Q1", "What is a keel?"], ["A1", "A beam."], ["Q2", "What is a mast?"], ["A2", "A pole."]],
        [["", "What is a keel?"], ["", "A beam."], [], ["", "What is a mast?"], ["", "A pole."]],
    ],
)
def test_a_sheet_written_like_a_page_is_read_like_one(rows: Rows) -> None:
    document = checked(xlsx(Sheet("Boats", rows)))
    assert headed(document) == [
        ("What is a keel?", "A beam.", ("Boats",)),
        ("What is a mast?", "A pole.", ("Boats",)),
    ]


def test_tables_side_by_side_are_read_row_by_row() -> None:
    rows: Rows = [["Word", "Meaning", None, "Word", "Meaning"], ["keel", "a beam\nbelow", None, "jib", "a sail\nahead"]]
    assert told(checked(xlsx(Sheet("Boats", [*rows, ["mast", "a pole", None, "rib", "a frame"]])))) == [
        ("keel", "a beam\nbelow", 3, 5),
        ("jib", "a sail\nahead", 3, 5),
        ("mast", "a pole", 6, 6),
        ("rib", "a frame", 6, 6),
    ]


def test_names_of_columns_may_say_how_to_fill_them_in() -> None:
    names = ["Question - up to 120 signs", "Answer 1 – short", "Answer 2 (short)", "Seconds", "Correct answer(s) - one"]
    rows: Rows = [["Our quiz"], [], names, ["What is a keel?", "a sail", "a beam", 20.0, "2"]]
    assert headed(checked(xlsx(Sheet("Sheet1", rows)))) == [("What is a keel?", "a beam", ("Our quiz",))]


def test_hidden_sheets_are_named_and_left_out() -> None:
    document = checked(xlsx(Sheet("Lists", PLAIN, hidden=True), Sheet("Boats", PLAIN), Sheet("More", PLAIN)))
    assert [entry.headings for entry in document.entries] == [("Boats",)] * 2 + [("More",)] * 2
    assert "a hidden sheet: Lists" in {one.message for one in document.findings}


DATA: list[Rows] = [
    [["Item", "Cost", "Total"], ["Rent", 100.0, 1200.0], ["Food", 50.5, 606.0], ["Sum", 150.5, 1806.0]],
    [["Date", "Payment", "Amount"], *[[Day(45000 + at), f"Payment {at}", at + 0.5] for at in range(30)]],
    [["Name", "E-mail"], *[[f"Ann {at}", f"ann{at}@example.org"] for at in range(30)]],
    [["Task", "Owner", "Status"], *[[f"Paint hull {at}", "Ann", "done"] for at in range(30)]],
    [["keel"], ["mast"], ["rib"]],
    [["Question", "Answer"]],
    [["Question"], ["What is a keel?"], ["What is a mast?"]],
    [["---"], ["-----"]],
    [["Budget of the yard"], [], ["Income", None, "Costs"], [7.0, None, 3.0]],
]


@pytest.mark.parametrize("rows", DATA)
def test_sheets_of_data_hold_no_entries(rows: Rows) -> None:
    document = checked(xlsx(Sheet("Budget", rows)))
    assert document.entries == ()
    assert "rows of data, not questions and answers" in {one.message for one in document.findings}


def _with(part: str, text: str) -> bytes:
    """Write a spreadsheet anew with another part."""
    with zipfile.ZipFile(io.BytesIO(BOATS)) as whole:
        parts = {name: whole.read(name).decode() for name in whole.namelist()}
    return archive(parts | {part: text})


def _cells(*places: str) -> str:
    cells = "".join(f'<row><c r="{place}"><v>1</v></c></row>' for place in places)
    return f'<worksheet xmlns="{MAIN}"><sheetData>{cells}</sheetData></worksheet>'


def _repeated(times: int) -> bytes:
    cell = f'<table:table-cell table:number-columns-repeated="{times}"><text:p>x</text:p></table:table-cell>'
    return ods_of(
        f'<table:table><table:table-row table:number-rows-repeated="{times}">{cell}</table:table-row></table:table>'
    )


SHEET = "xl/worksheets/sheet1.xml"
BOATS = xlsx(Sheet("Boats", PLAIN))
DAMAGED = {
    "cut off": (BOATS[: len(BOATS) // 2], "save it once more"),
    "no directory": (BOATS.replace(b"PK\x01\x02", b"PK\x07\x07"), "save it once more"),
    "no sheets": (_with("xl/workbook.xml", "<workbook"), "save it once more"),
    "broken": (_with(SHEET, "<worksheet><sheetData><row>"), "a damaged sheet: Boats"),
    "too far apart": (_with(SHEET, _cells("A1", "XFD1048576")), "too large to be read"),
    "too much": (xlsx(Sheet("Boats", [["a" * 1_000_000] for _ in range(34)])), "a file of its own"),
    "without end": (_repeated(10**12), "save its questions on their own"),
    "empty": (xlsx(Sheet("Boats", [])), "nothing is written"),
    "locked": (compound("EncryptedPackage", bytes(5000)), "password: save it without one"),
}


@pytest.mark.parametrize("damage", DAMAGED)
def test_a_damaged_spreadsheet_is_a_finding(damage: str) -> None:
    data, mend = DAMAGED[damage]
    document = parse(data, "boats.xlsx")
    assert document.entries == ()
    assert {one.kind for one in document.findings} == {"skipped"}
    assert mend in document.findings[0].message


def test_spreadsheets_of_a_folder_are_read(tmp_path: Path) -> None:
    (tmp_path / "boats.xlsm").write_bytes(BOATS)
    (tmp_path / "~$boats.xlsm").write_bytes(b"\x05ada" + bytes(158))
    (document,) = read(tmp_path)
    assert len(document.entries) == 2


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (timedelta(hours=30, minutes=5), "30:05:00"),
        (datetime(2024, 5, 1, 13, 29, 59, 999_999), "2024-05-01 13:30"),
        (time(9, 30, 5), "09:30:05"),
        (1e20, "1e+20"),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
    ],
)
def test_times_and_lines_are_written_plainly(value: object, text: str) -> None:
    assert cells.shown(value) == text
