"""Spreadsheets for tests, written part by part: of Excel, as archives and as they were before, and of LibreOffice."""

import io
import struct
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_KINDS = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_DAY, _PERCENT = 14, 164  # number formats, the latter one of our own
_STYLES = (
    f'<styleSheet xmlns="{MAIN}"><numFmts><numFmt numFmtId="{_PERCENT}" formatCode="0.0%;-0.0%"/></numFmts>'
    "<fonts><font/></fonts><fills><fill/></fills><borders><border/></borders><cellStyleXfs><xf/></cellStyleXfs><cellXfs>"
    f'<xf numFmtId="0"/><xf numFmtId="{_DAY}"/><xf numFmtId="{_PERCENT}"/></cellXfs></styleSheet>'
)


@dataclass(frozen=True)
class Day:
    """A day as a spreadsheet keeps it: how many days it is after the last of 1899."""

    number: float


@dataclass(frozen=True)
class Share:
    """A share that is shown in percent, with one decimal."""

    number: float


Value = str | float | bool | Day | Share | None


@dataclass(frozen=True)
class Sheet:
    """A sheet: what it is called, the values of its rows, which cells are one (``A2:B2``), and whether it shows."""

    name: str
    rows: Sequence[Sequence[Value]]
    merged: Sequence[str] = ()
    hidden: bool = False


def xlsx(*sheets: Sheet) -> bytes:
    """Write a spreadsheet of Excel."""
    listed = "".join(
        f'<sheet name="{escape(each.name)}" sheetId="{at}" r:id="r{at}"{" state=" * each.hidden}'
        f"{chr(34) + 'hidden' + chr(34) if each.hidden else ''}/>"
        for at, each in enumerate(sheets, 1)
    )
    links = "".join(
        f'<Relationship Id="r{at}" Type="{_LINKS}/worksheet" Target="worksheets/sheet{at}.xml"/>'
        for at in range(1, len(sheets) + 1)
    )
    parts = {
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{_LINKS}"><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _related(
            f'{links}<Relationship Id="s" Type="{_LINKS}/styles" Target="styles.xml"/>'
        ),
        "xl/styles.xml": _STYLES,
        "_rels/.rels": _related(f'<Relationship Id="b" Type="{_LINKS}/officeDocument" Target="xl/workbook.xml"/>'),
    }
    for at, each in enumerate(sheets, 1):
        parts[f"xl/worksheets/sheet{at}.xml"] = _sheet(each)
    kinds = "".join(
        f'<Override PartName="/{name}" ContentType="{_KINDS}.{_kind(name)}+xml"/>'
        for name in parts
        if "rels" not in name
    )
    default = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    types = f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{default}{kinds}</Types>'
    return archive({"[Content_Types].xml": types, **parts})


def _kind(part: str) -> str:
    return "sheet.main" if part.endswith("workbook.xml") else "styles" if part.endswith("styles.xml") else "worksheet"


def archive(parts: dict[str, str]) -> bytes:
    """Write an archive of parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as written:
        for name, part in parts.items():
            written.writestr(name, part)
    return made.getvalue()


def _related(links: str) -> str:
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{links}</Relationships>'
    )


def _sheet(sheet: Sheet) -> str:
    rows = "".join(
        f'<row r="{number}">{"".join(_cell(f"{column(at)}{number}", value) for at, value in enumerate(row))}</row>'
        for number, row in enumerate(sheet.rows, 1)
    )
    merged = "".join(f'<mergeCell ref="{each}"/>' for each in sheet.merged)
    cells = f"<mergeCells>{merged}</mergeCells>" if merged else ""
    return f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData>{cells}</worksheet>'


def column(at: int) -> str:
    """Return the letters of a column, counted from 0."""
    return ("" if at < 26 else column(at // 26 - 1)) + chr(ord("A") + at % 26)


def _cell(place: str, value: Value) -> str:
    if value is None:
        return f'<c r="{place}" s="0"/>'
    if isinstance(value, Day | Share):
        return f'<c r="{place}" s="{1 + isinstance(value, Share)}"><v>{value.number}</v></c>'
    if isinstance(value, bool):
        return f'<c r="{place}" t="b"><v>{value:d}</v></c>'
    if isinstance(value, str):
        said = escape(value)
        return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{said}</t></is></c>'
    return f'<c r="{place}"><f>SUM(A1)</f><v>{value}</v></c>'


def ods(name: str, rows: Sequence[Sequence[str]]) -> bytes:
    """Write a spreadsheet of LibreOffice."""
    said = "".join(f"<table:table-row>{''.join(map(_said, row))}</table:table-row>" for row in rows)
    return ods_of(f'<table:table table:name="{escape(name)}">{said}</table:table>')


def fods(name: str, rows: Sequence[Sequence[str]]) -> bytes:
    """Write a spreadsheet of LibreOffice in one piece."""
    with zipfile.ZipFile(io.BytesIO(ods(name, rows))) as whole:
        kind, content = (whole.read(part).decode() for part in ("mimetype", "content.xml"))
    flat = content.replace("document-content", f'document office:mimetype="{kind}"', 1)
    return f'<?xml version="1.0"?>{flat.replace("document-content", "document")}'.encode()


def ods_of(tables: str, styles: str = "") -> bytes:
    """Write a spreadsheet of LibreOffice with these tables and styles of its own."""
    space = "urn:oasis:names:tc:opendocument:xmlns"
    names = " ".join(f'xmlns:{each}="{space}:{each}:1.0"' for each in ("office", "table", "text", "style", "manifest"))
    body = f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
    parts = {
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "content.xml": f"<office:document-content {names}>{styles}{body}</office:document-content>",
        "META-INF/manifest.xml": f"<manifest:manifest {names}/>",
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as written:
        for part, text in parts.items():
            written.writestr(part, text)
    return made.getvalue()


def _said(cell: str) -> str:
    lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in cell.split("\n"))
    return f'<table:table-cell office:value-type="string">{lines}</table:table-cell>'


def xls(name: str, rows: Sequence[Sequence[str]]) -> bytes:
    """Write a spreadsheet as Excel did before 2007: records in a stream of a compound file."""
    cells = b"".join(
        _record(0x0204, struct.pack("<HHH", number, at, 0) + _unicode(value, "<H"))
        for number, row in enumerate(rows)
        for at, value in enumerate(row)
    )
    title = _unicode(name, "<B")
    begin, end = struct.pack("<HHHHII", 0x0600, 5, 0, 0, 0, 0), _record(0x0A, b"")
    first = len(_record(0x0809, begin)) + 4 + 6 + len(title) + len(end)
    book = _record(0x0809, begin) + _record(0x85, struct.pack("<IH", first, 0) + title) + end
    sheet = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x10, 0, 0, 0, 0)) + cells + end
    return compound("Workbook", book + sheet)


def _record(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def _unicode(text: str, size: str) -> bytes:
    return struct.pack(size, len(text)) + b"\1" + text.encode("utf-16-le")


def compound(name: str, stream: bytes) -> bytes:
    """Write a compound file of one stream, which begins behind the two sectors of its tables."""
    stream = stream.ljust(-(-max(len(stream), 4096) // 512) * 512, b"\0")
    count = len(stream) // 512
    chain = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, count + 2), 0xFFFFFFFE]
    head = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    head += struct.pack("<109I", 0, *[0xFFFFFFFF] * 108)
    entries = _entry("Root Entry", 5, 1, 0xFFFFFFFE, 0) + _entry(name, 2, 0xFFFFFFFF, 2, len(stream))
    table = struct.pack(f"<{len(chain)}I", *chain).ljust(512, b"\xff")
    return head + table + entries.ljust(512, b"\0") + stream


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    said = name.encode("utf-16-le")
    return (
        said.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(said) + 2, kind, 1, 0xFFFFFFFF, 0xFFFFFFFF, child)
        + bytes(36)
        + struct.pack("<IQ", start, size)
    )
