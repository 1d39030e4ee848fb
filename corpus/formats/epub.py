"""A book (EPUB) to Markdown: its chapters in their order, each like a page of HTML."""

import html
import posixpath
import re
from collections.abc import Iterator
from dataclasses import replace
from xml.etree.ElementTree import Element, ParseError

from corpus.binaries import Written
from corpus.formats.decoding import decode
from corpus.formats.mathml import formula
from corpus.formats.packed import Package, UnreadableError, get, guarded, inside, joined, tree
from corpus.formats.placed import Made
from corpus.formats.webpages import bold_classes, deeper, page_lines
from corpus.model import Finding

_CONTAINER, _LOCKS = "META-INF/container.xml", "META-INF/encryption.xml"
_ASIDE = frozenset({"toc", "cover"})
_BODY = re.compile(r"<body\b", re.I)
_INNER = re.compile(r"""(<a\b[^<>]{0,400}\bhref=["'])(?![a-zA-Z]{2,10}:)[^"'<>#]{0,400}#?""")
_MATH = re.compile(r"<((?:\w{1,8}:)?)math\b[^<]*+(?:<(?!/?(?:\w{1,8}:)?math\b)[^<]*+)*+</\1math>")
_NOTE = re.compile(
    r"""<(aside|li|div)\b(?=[^<>]{0,400}\bepub:type=["'][^"'<>]{0,80}note\b)[^<>]{0,400}?\bid=["']([^"'<>]{1,200})["']"""
    r"""[^<>]{0,400}>((?:(?!</?\1\b).){0,9000})</\1>""",
    re.S,
)
_REFERENCE = re.compile(
    r"""<a\b(?=[^<>]{0,400}\bepub:type=["']noteref)[^<>]{0,400}?\bhref=["'][^"'<>#]{0,200}#([^"'<>]{1,200})["']"""
    r"""[^<>]{0,400}>(?:(?!</?a\b).){0,200}</a>""",
    re.S,
)
_BACK = re.compile(r"""<a\b[^<>]{0,400}\bhref=["'][^"'<>]{0,400}["'][^<>]{0,400}>\s*(?:↩\ufe0e?|↑|\^|←)\s*</a>""")
_TAGS = re.compile(r"</?(?:p|div)\b[^<>]*>")


@guarded
def epub_lines(data: bytes) -> Written:
    """Write a book in Markdown; None where it is damaged."""
    package = Package(data)
    opf = _opf(package)
    book = package.tree(opf)
    title = " ".join(next((said.text or "" for said in inside(book, "title")), "").split())
    styles = (package.read(name).decode("utf-8", "replace") for name in sorted(package.names) if name.endswith(".css"))
    bold = frozenset(bold_classes("".join(styles)))
    lines: list[str] = []
    findings: list[Finding] = []
    for part in _chapters(package, book, posixpath.dirname(opf)):
        made = _chapter(package.read(part), bold)
        said = made.lines[2:] if made.lines[:1] == (f"## {title}",) else made.lines
        if any(said):
            lines += [] if lines or not title else [f"# {title}", ""]
            findings += [replace(one, start=len(lines) + 1, end=len(lines) + 1) for one in made.findings]
            lines += [*said, ""] if said[-1] else said
    return Written(tuple(lines), tuple(findings))


def _chapter(data: bytes, bold: frozenset[str]) -> Made:
    """Write a chapter like a page, its headings below the title of the book, bold what has one of some classes."""
    text = decode(data)
    body = _BODY.search(text.text) if text else None
    if text is None or body is None:
        return page_lines("")
    head, page = text.text[: body.start()], text.text[body.start() :]
    return page_lines(_INNER.sub(r"\1#", _noted(_spelled(deeper(page)))), bold | {*bold_classes(head)})


def _opf(package: Package) -> str:
    """Return the part that says what a book is made of (Open Packaging Format), nothing where there is none."""
    files = inside(package.tree(_CONTAINER), "rootfile")
    return next((path for file in files if (path := get(file, "full-path")) in package.names), "")


def _chapters(package: Package, book: Element, folder: str) -> Iterator[str]:
    """Yield the parts that are read one after the other, but for the cover and the table of contents.

    Raises UnreadableError where one of them is locked.
    """
    items = {get(item, "id"): item for item in inside(book, "item")}
    aside = {
        joined(folder, get(one, "href").partition("#")[0])
        for one in inside(book, "reference")
        if get(one, "type") in _ASIDE
    }
    locked = {joined("", get(one, "URI")) for one in inside(package.tree(_LOCKS), "CipherReference")}
    for ref in inside(book, "itemref"):
        item = items.get(get(ref, "idref"), Element(""))
        part = joined(folder, get(item, "href"))
        if part in locked:
            raise UnreadableError("this is a book that is locked (DRM): a copy without a lock is read")
        if part not in aside and "nav" not in get(item, "properties").split():
            yield part


def _spelled(page: str) -> str:
    """Put each formula into words; one that cannot be read is left to be read as text."""

    def said(math: re.Match[str]) -> str:
        try:
            return html.escape(
                formula(tree(math[0].replace(f"<{math[1]}", "<").replace(f"</{math[1]}", "</").encode()))
            )
        except (ParseError, UnreadableError):
            return math[0]

    return _MATH.sub(said, page) if "math" in page else page


def _noted(page: str) -> str:
    """Put what footnotes say in brackets where they are referred to."""
    notes = {name: _TAGS.sub(" ", _BACK.sub("", text)).strip() for _, name, text in _NOTE.findall(page)}
    used = {*_REFERENCE.findall(page)}
    if not used or used != {*notes}:
        return page
    return _REFERENCE.sub(lambda found: f" ({notes[found[1]]})", _NOTE.sub("", page))
