"""A Word document to Markdown: its paragraphs, headings, lists, tables and code, a line each."""

import io
import re
import zipfile

from corpus.formats.formulas import spelled
from corpus.formats.tags import pairs, tokens
from corpus.formats.webpages import page_lines

_BODY = "word/document.xml"
_LARGEST = 16 * 1024 * 1024  # bytes of XML in all, some thousand pages: reading takes 45 times as much memory
_STYLES = "\n".join(
    (
        "p[style-name='Title'] => h1:fresh",
        *(
            f"{style} => h{min(level + 1, 6)}:fresh"
            for level in range(1, 7)
            for style in (f"p[style-name='heading {level}']", f"p[style-name='Heading {level}']", f"p.Heading{level}")
        ),
        *(
            f"p[style-name='{code}'] => pre:separator('\\n')"
            for code in ("Source Code", "HTML Preformatted", "Preformatted Text")
        ),
        "r[style-name='Verbatim Char'] => code",
    )
)
"""What paragraphs and runs of a style are in HTML, where it is not what mammoth takes them for: a title stands over
headings, and code is code (the names are those that Word, LibreOffice and Pandoc give it)."""

_PARTED = 0.1  # share of the paragraphs that are empty, from which these do what blank lines do in text
_CELL = re.compile(r"<t[dh]\b[^<>]*>(?:(?!<[uo]l>|<pre>).)*?</t[dh]>", re.S)


def is_docx(data: bytes) -> bool:
    """Say whether bytes are a Word document (``.docx``): an archive with one in it that is not too large to be read."""
    if not data.startswith(b"PK\x03\x04"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            sizes = {part.filename: part.file_size for part in archive.infolist()}
    except Exception:  # there is no saying what a damaged archive raises
        return False
    return _BODY in sizes and sum(size for name, size in sizes.items() if name.endswith((".xml", ".rels"))) <= _LARGEST


def docx_lines(data: bytes) -> tuple[str, ...] | None:
    """Write a Word document in Markdown, its formulas in one line; None where it is damaged."""
    import mammoth

    try:
        page = mammoth.convert_to_html(
            io.BytesIO(_spelled(data)),
            style_map=_STYLES,
            include_embedded_style_map=False,
            ignore_empty_paragraphs=False,
            convert_image=mammoth.images.img_element(lambda _: {"src": ""}),
        )
    except Exception:
        return None
    return page_lines(_numbered(_spaced(_celled(page.value)))).lines


def _spelled(data: bytes) -> bytes:
    """Return the document with its formulas spelled out."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        body = archive.read(_BODY)
        if b"<m:oMath" not in body:
            return data
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w") as written:
            for part in archive.namelist():
                written.writestr(part, spelled(body.decode()) if part == _BODY else archive.read(part))
    return made.getvalue()


def _celled(page: str) -> str:
    """Let the paragraphs of a cell be one line, so that a table is one."""
    return _CELL.sub(lambda cell: re.sub("</?p>", "", cell[0].replace("</p><p>", "<br />")), page)


def _spaced(page: str) -> str:
    """Let paragraphs follow each other without a blank line where empty ones part what belongs together."""
    if page.count("<p></p>") < _PARTED * page.count("<p>"):
        return page
    return page.replace("</p><p>", "<br />").replace("<br /><br />", "</p><p>")


def _numbered(page: str) -> str:
    """Number lists of one item in a row on: they are one list, with text between its items."""
    found = list(tokens(page))
    closed = pairs(found)
    written = [token.text for token in found]
    number = at = 0
    while at < len(found):
        end = closed.get(at, at)
        if found[at].kind == "open" and found[at].name in ("ol", "ul"):
            item = next(index for index in range(at, end + 1) if found[index].name == "li")
            number = number + 1 if found[at].name == "ol" and closed.get(item) == end - 1 else 0
            written[at] = f'<ol start="{number}">' if number else written[at]
            at = end
        at += 1
    return "".join(written)
