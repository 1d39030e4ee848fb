"""Word documents for tests, written part by part as word processors write them."""

import io
import zipfile
from xml.sax.saxutils import escape

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_M = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
_KINDS = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STYLES = {
    "heading 1": '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>',
    "heading 2": "",
    "Title": "",
    "toc 1": "",
    "Source Code": "",
    "Frage": '<w:basedOn w:val="heading1"/>',
    "Programm": '<w:rPr><w:rFonts w:ascii="Consolas"/></w:rPr>',
}
_LISTS = {"bullet": 1, "number": 2, "letter": 3, "numbered question": 4, "number anew": 5}
_FORMS = {1: ("bullet", "•"), 2: ("decimal", "%{}."), 3: ("lowerLetter", "%{})"), 4: ("decimal", "Question %{}:")}


def paragraph(
    text: str = "", style: str = "", *, bold: bool = False, level: int = 0, formula: str = "", more: str = ""
) -> str:
    """Write a paragraph: in a style of ``_STYLES``, or as an item of one of ``_LISTS``.

    ``formula`` is Office Math behind the text, ``more`` runs behind both. A list of ``number anew`` is one of
    ``number`` that starts at 1.
    """
    look = f'<w:pStyle w:val="{style.replace(" ", "")}"/>' if style in _STYLES else ""
    if style in _LISTS:
        look = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{_LISTS[style]}"/></w:numPr>'
    maths = f"<m:oMath>{formula}</m:oMath>" if formula else ""
    return f"<w:p><w:pPr>{look}</w:pPr>{run(text, '<w:b/>' * bold) if text else ''}{maths}{more}</w:p>"


def run(text: str, look: str = "") -> str:
    """Write a run of text that looks so (``<w:b/>``)."""
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def note(number: int) -> str:
    """Write the reference to a footnote, counted from 0."""
    return f'<w:r><w:footnoteReference w:id="{number}"/></w:r>'


def table(*rows: tuple[str, ...]) -> str:
    """Write a table of plain cells, and of paragraphs."""
    said = (((cell if cell.startswith("<w:p>") else paragraph(cell)) for cell in row) for row in rows)
    cells = ("".join(f"<w:tc>{cell}</w:tc>" for cell in row) for row in said)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def word(*blocks: str, notes: tuple[str, ...] = ()) -> bytes:
    """Write a document of paragraphs and tables, with footnotes."""
    levels = "".join(
        f'<w:abstractNum w:abstractNumId="{number}">'
        + "".join(
            f'<w:lvl w:ilvl="{level}"><w:numFmt w:val="{form}"/><w:lvlText w:val="{text.format(level + 1)}"/></w:lvl>'
            for level in range(3)
        )
        + "</w:abstractNum>"
        for number, (form, text) in _FORMS.items()
    )
    numbers = "".join(f'<w:num w:numId="{at}"><w:abstractNumId w:val="{at}"/></w:num>' for at in _FORMS)
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    numbers += f'<w:num w:numId="5"><w:abstractNumId w:val="2"/>{anew}</w:num>'
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{name.replace(" ", "")}"><w:name w:val="{name}"/>{look}</w:style>'
        for name, look in _STYLES.items()
    )
    below = "".join(f'<w:footnote w:id="{at}">{paragraph(text)}</w:footnote>' for at, text in enumerate(notes))
    parts = {
        "word/document.xml": f"<w:document {_W} {_M}><w:body>{''.join(blocks)}</w:body></w:document>",
        "word/styles.xml": f"<w:styles {_W}>{styles}</w:styles>",
        "word/footnotes.xml": f"<w:footnotes {_W}>{below}</w:footnotes>",
        "word/numbering.xml": f"<w:numbering {_W}>{levels}{numbers}</w:numbering>",
    }
    links = {"_rels/.rels": ["document"], "word/_rels/document.xml.rels": ["styles", "numbering", "footnotes"]}
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _typed(parts))
        for name, kinds in links.items():
            archive.writestr(name, _linked(kinds))
        for name, part in parts.items():
            archive.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>{part}')
    return made.getvalue()


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
