"""A Word document to Markdown: its paragraphs, headings, lists, tables and code, a line each."""

import io
import re
import zipfile
from collections.abc import Mapping
from typing import Any

from corpus.binaries import Written
from corpus.formats.formulas import spelled
from corpus.formats.office import office_lines
from corpus.formats.packed import LARGEST, UnreadableError, guarded
from corpus.formats.tags import pairs, tokens
from corpus.formats.writer import CODE_FONTS

_BODY, _LOOKS = "word/document.xml", "word/styles.xml"
_PARTS = (".xml", ".rels")
_CODE, _VERBATIM = "Source Code", "Verbatim Char"
_STYLES = "\n".join(
    (
        "p[style-name^='toc '] => !",
        "p[style-name='Title'] => h1:fresh",
        *(
            f"{style} => h{min(level + 1, 6)}:fresh"
            for level in range(1, 7)
            for style in (f"p[style-name='heading {level}']", f"p[style-name='Heading {level}']", f"p.Heading{level}")
        ),
        *(
            f"p[style-name='{code}'] => pre:separator('\\n')"
            for code in (_CODE, "HTML Preformatted", "Preformatted Text")
        ),
        f"r[style-name='{_VERBATIM}'] => code",
    )
)
"""What paragraphs and runs of a style are in HTML, where it is not what mammoth takes them for: a title stands over
headings, code is code (the names are those that Word, LibreOffice and Pandoc give it), and a table of contents says
what the headings do."""

_STYLE = re.compile(r"<w:style\s[^<>]*+>[^<]*+(?:<(?!/?w:style[\s>])[^<]*+)*+</w:style>")
_SET = re.compile(r'<w:(name|basedOn|outlineLvl)\s[^<>]*w:val="([^"]*)"|<w:(rFonts)\s[^<>]*w:ascii="([^"]*)"')
_BODY_LEVEL, _DEEP = 9, 10  # the level of text in an outline, how many styles are based on one another
_TYPED = 0.9  # share of the letters that are set as code, from which this is how all is written and says nothing
_OPENS = re.compile(r"</?(?:p|li|h[1-6]|pre|[uo]l)\b[^<>]*>")
_NOTE = re.compile(r'<li id="((?:foot|end)note-[^"]*)">((?:(?!<li\b).)*?)(?:\s*<a href="#[^"]*">↑</a>)?</p></li>', re.S)
_REFERENCE = re.compile(r'<sup><a href="#((?:foot|end)note-[^"]*)"[^<>]*>[^<>]*</a></sup>')


@guarded
def docx_lines(data: bytes) -> Written:
    """Write a Word document in Markdown, its formulas in one line; None where it is damaged."""
    import mammoth

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if sum(part.file_size for part in archive.infolist() if part.filename.endswith(_PARTS)) > LARGEST:
            raise UnreadableError(f"this holds more than the {LARGEST // 2**20} MB of text that are read: split it")
    page = mammoth.convert_to_html(
        io.BytesIO(_spelled(data)),
        style_map=f"{_STYLES}\n{_derived(data)}",
        include_embedded_style_map=False,
        ignore_empty_paragraphs=False,
        transform_document=_coded,
        convert_image=mammoth.images.img_element(lambda _: {"src": ""}),
    )
    return Written(office_lines(_numbered(_noted(page.value))))


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


def _derived(data: bytes) -> str:
    """Say what the document's own styles are in HTML: headings that stand in its outline, and code by its font."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        xml = archive.read(_LOOKS).decode("utf-8", "replace") if _LOOKS in archive.namelist() else ""
    styles: dict[str, dict[str, str]] = {}
    for style in _STYLE.findall(xml):
        known = {one or two: value or font for one, value, two, font in _SET.findall(style)}
        styles[next(tokens(style)).attribute("w:styleid")] = {**known, "open": style[: style.index(">")]}
    return "\n".join(found for style in styles.values() if (found := _mapped(style, styles)))


def _mapped(style: Mapping[str, str], styles: Mapping[str, Mapping[str, str]]) -> str:
    """Write the rule for a style, with what it has of the one it is based on; none where it says nothing."""
    above = style
    for _ in range(_DEEP):
        above = styles.get(above.get("basedOn", ""), {})
        style = {**above, **style}
    kind, name = "r" if 'w:type="character"' in style["open"] else "p", style.get("name", "")
    level = style.get("outlineLvl", "")
    if "'" in name or "\\" in name or not name:
        return ""
    if kind == "p" and level.isdigit() and int(level) < _BODY_LEVEL:
        return f"p[style-name='{name}'] => h{min(int(level) + 2, 6)}:fresh"
    if not CODE_FONTS.search(style.get("rFonts", "")):
        return ""
    return f"p[style-name='{name}'] => pre:separator('\\n')" if kind == "p" else f"r[style-name='{name}'] => code"


def _coded(document: Any) -> Any:
    """Give runs, and paragraphs of nothing else, the style of code where their font is one of code."""
    from mammoth import documents, transforms

    def said(run: Any) -> int:
        return sum(len(text.value) for text in transforms.get_descendants_of_type(run, documents.Text))

    def is_code(run: Any) -> bool:
        return run.style_name == _VERBATIM or CODE_FONTS.search(run.font or "") is not None

    def of_run(run: Any) -> Any:
        return run.copy(style_name=_VERBATIM) if is_code(run) else run

    def of_paragraph(paragraph: Any) -> Any:
        runs = [run for run in transforms.get_descendants_of_type(paragraph, documents.Run) if said(run)]
        whole = runs and all(is_code(run) for run in runs) and paragraph.numbering is None
        return paragraph.copy(style_name=_CODE) if whole else transforms.run(of_run)(paragraph)

    runs = transforms.get_descendants_of_type(document, documents.Run)
    if sum(said(run) for run in runs if is_code(run)) > _TYPED * sum(map(said, runs)):
        return document
    return transforms.paragraph(of_paragraph)(document)


def _noted(page: str) -> str:
    """Put what footnotes say in brackets where they are referred to."""
    notes = {name: _OPENS.sub(" ", text).strip() for name, text in _NOTE.findall(page)}
    used = {*_REFERENCE.findall(page)}
    if not used or used != {*notes}:
        return page
    page = re.sub(r"<ol>(?:\s*<li id=\"(?:foot|end)note-.*?</li>)+</ol>", "", page, flags=re.S)
    return _REFERENCE.sub(lambda found: f" ({notes[found[1]]})", page)


def _numbered(page: str) -> str:
    """Number lists of one item in a row on: they are one list, with text between its items."""
    found = list(tokens(page))
    closed = pairs(found)
    written = [token.text for token in found]
    number = at = 0
    while at < len(found):
        end = closed.get(at, at)
        if found[at].kind == "open" and found[at].name in ("ol", "ul"):
            item = next((index for index in range(at, end + 1) if found[index].name == "li"), at)
            number = number + 1 if found[at].name == "ol" and closed.get(item) == end - 1 else 0
            written[at] = f'<ol start="{number}">' if number else written[at]
            at = end
        at += 1
    return "".join(written)
