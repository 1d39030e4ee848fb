"""The sheets of an OpenDocument spreadsheet, as LibreOffice and Google Sheets write it: cells say what they show."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from corpus.binaries import Written
from corpus.formats.cells import LARGEST
from corpus.formats.odt import opened
from corpus.formats.packed import UnreadableError, get, guarded, inside, local
from corpus.formats.spreadsheets import Line, Sheet, written

_GAPS = {"tab": " ", "s": " ", "line-break": "\n"}
_ROW = 32  # letters that a row counts for beside its own
_COLUMNS = 16384
_NOTE = "annotation"


@guarded
def ods_lines(data: bytes) -> Written:
    """Write the sheets that show, each below its name; None where a spreadsheet is damaged."""
    content, _ = opened(data)
    hidden = {
        get(style, "name")
        for style in inside(content, "style")
        if any(get(look, "display") == "false" for look in inside(style, "table-properties"))
    }
    left = LARGEST
    sheets = []
    for table in inside(content, "table"):
        aside = get(table, "style-name") in hidden
        rows = []
        for row in () if aside else _rows(table):
            left -= _ROW + sum(map(len, row.cells.values())) + len(row.tall)
            if left < 0:
                raise UnreadableError("this holds more text than is read: save its questions on their own")
            rows.append(row)
        sheets.append(Sheet(get(table, "name"), "hidden" if aside else "", rows))
    return written(sheets)


def _rows(table: Element) -> Iterator[Line]:
    """Yield the rows that hold something, as often as they are repeated."""
    number = 0
    below: dict[int, int] = {}
    for row in inside(table, "table-row"):
        times = _count(row, "number-rows-repeated")
        cells, spans, at = dict[int, str](), dict[int, tuple[int, int]](), 0
        for cell in row:
            width = min(_count(cell, "number-columns-repeated"), _COLUMNS - at)
            if said := _said(cell).strip():
                cells |= dict.fromkeys(range(at, at + width), said)
                spans[at] = (_count(cell, "number-columns-spanned"), _count(cell, "number-rows-spanned"))
            at += width
        wide = len(cells) == 1 and any(columns > 1 for columns, _ in spans.values())
        for one in range(number, number + times if cells else number):
            below = {at: last for at, last in below.items() if one <= last}
            yield Line(one, cells, wide, [at for at in below if at not in cells])
            below |= {at: one + rows - 1 for at, (_, rows) in spans.items() if rows > 1}
        number += times


def _count(element: Element, name: str) -> int:
    count = get(element, name)
    return int(count) if count.isdecimal() else 1


def _said(cell: Element) -> str:
    """Return what a cell shows, a paragraph a line."""
    return "\n".join("".join(_pieces(each)) for each in cell if local(each) in ("p", "h"))


def _pieces(element: Element) -> Iterator[str]:
    yield element.text or ""
    for each in element:
        name = local(each)
        if name in _GAPS:
            yield _GAPS[name]
        elif name != _NOTE:
            yield from _pieces(each)
        yield each.tail or ""
