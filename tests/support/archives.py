"""Documents that are archives of XML, and rich text, for tests of what others may have done to them."""

import io
import zipfile
from collections.abc import Mapping

from books import book
from opendocument import h, items, opendocument, p, table
from slides import deck, shape, slide
from word import paragraph, word

_PAGE = f"<draw:page><draw:frame>{p('What is a keel?')}</draw:frame>{p('The lowest beam.')}</draw:page>"
ARCHIVES = {
    ".docx": (word(paragraph("What is a keel?", "heading 1"), paragraph("The lowest beam.")), "word/document.xml"),
    ".odt": (
        opendocument(
            h("What is a keel?"), p("The lowest beam."), items("Numbers", "of oak"), table(("a", "b"), ("c", "d"))
        ),
        "content.xml",
    ),
    ".odp": (opendocument(_PAGE, kind="presentation"), "content.xml"),
    ".pptx": (
        deck(slide("What is a keel?", shape("body", "The lowest beam."))),
        "ppt/slides/slide1.xml",
    ),
    ".epub": (book("<h1>What is a keel?</h1><p>The lowest beam.</p>"), "OPS/book.opf"),
}
"""By suffix, an archive that holds one question, and its part that says most."""

RICH_TEXT = (
    rb"{\rtf1\ansi{\fonttbl{\f0 Arial;}{\f1\fmodern Pica;}}{\stylesheet{\s1 heading 1;}}\pard\s1 What is a keel?\par"
    rb"\pard\plain The {\b lowest} beam\u8212\'97.{\footnote Of all.}\par{\listtext\'b7\tab}\pard\ls1 of oak\par"
    rb'\trowd\pard\intbl a\cell b\cell\row\pard{\field{\*\fldinst{HYPERLINK "http://a"}}{\fldrslt x}}\f1 y()\par}'
)


def with_parts(data: bytes, parts: Mapping[str, str | bytes]) -> bytes:
    """Write an archive anew with other parts, or more of them."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as whole, zipfile.ZipFile(made, "w") as archive:
        for part in whole.namelist():
            archive.writestr(part, parts[part] if part in parts else whole.read(part))
        for part in parts.keys() - {*whole.namelist()}:
            archive.writestr(part, parts[part])
    return made.getvalue()


def _part_of(data: bytes, part: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(part)


PARTS = (RICH_TEXT, *(_part_of(*one) for one in ARCHIVES.values()))
"""Rich text, and those parts of archives."""
