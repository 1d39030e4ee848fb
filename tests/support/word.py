"""Word documents for tests, written part by part as word processors write them."""

import io
import zipfile
from xml.sax.saxutils import escape

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_M = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
_KINDS = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STYLES = ("heading 1", "heading 2", "Title", "Source Code")
_LISTS = {"bullet": 1, "number": 2}


def paragraph(text: str = "", style: str = "", *, bold: bool = False, level: int = 0, formula: str = "") -> str:
    """Write a paragraph: in a style of ``_STYLES``, or as an item of a ``bullet`` or ``number`` list.

    ``formula`` is Office Math behind the text.
    """
    look = f'<w:pStyle w:val="{style.replace(" ", "")}"/>' if style in _STYLES else ""
    if style in _LISTS:
        look = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{_LISTS[style]}"/></w:numPr>'
    maths = f"<m:oMath>{formula}</m:oMath>" if formula else ""
    return f"<w:p><w:pPr>{look}</w:pPr>{_run(text, bold) if text else ''}{maths}</w:p>"


def table(*rows: tuple[str, ...]) -> str:
    """Write a table of plain cells."""
    cells = ("".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def word(*blocks: str) -> bytes:
    """Write a document of paragraphs and tables."""
    levels = "".join(
        f'<w:abstractNum w:abstractNumId="{number}">'
        + "".join(f'<w:lvl w:ilvl="{level}"><w:numFmt w:val="{form}"/></w:lvl>' for level in range(3))
        + "</w:abstractNum>"
        for form, number in (("bullet", 1), ("decimal", 2))
    )
    numbers = "".join(f'<w:num w:numId="{at}"><w:abstractNumId w:val="{at}"/></w:num>' for at in (1, 2))
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{name.replace(" ", "")}"><w:name w:val="{name}"/></w:style>'
        for name in _STYLES
    )
    parts = {
        "word/document.xml": f"<w:document {_W} {_M}><w:body>{''.join(blocks)}</w:body></w:document>",
        "word/styles.xml": f"<w:styles {_W}>{styles}</w:styles>",
        "word/numbering.xml": f"<w:numbering {_W}>{levels}{numbers}</w:numbering>",
    }
    links = {"_rels/.rels": ["document"], "word/_rels/document.xml.rels": ["styles", "numbering"]}
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _typed(parts))
        for name, kinds in links.items():
            archive.writestr(name, _linked(kinds))
        for name, part in parts.items():
            archive.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>{part}')
    return made.getvalue()


def _run(text: str, bold: bool) -> str:
    look = "<w:rPr><w:b/></w:rPr>" if bold else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _typed(parts: dict[str, str]) -> str:
    kinds = "".join(
        f'<Override PartName="/{name}" ContentType="{_KINDS}.{name[5:-4]}{".main" if "document" in name else ""}+xml"/>'
        for name in parts
    )
    return f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{kinds}</Types>'


def _linked(kinds: list[str]) -> str:
    links = "".join(
        f'<Relationship Id="{kind}" Type="{_LINKS}/{"officeDocument" if kind == "document" else kind}"'
        f' Target="{"word/document" if kind == "document" else kind}.xml"/>'
        for kind in kinds
    )
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{links}</Relationships>'
    )
