"""Presentations for tests, written part by part as PowerPoint writes them."""

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

_OFFICE = "http://schemas.openxmlformats.org"
_SPACES = (
    f'xmlns:a="{_OFFICE}/drawingml/2006/main" xmlns:p="{_OFFICE}/presentationml/2006/main"'
    f' xmlns:r="{_OFFICE}/officeDocument/2006/relationships"'
    f' xmlns:mc="{_OFFICE}/markup-compatibility/2006" xmlns:m="{_OFFICE}/officeDocument/2006/math"'
)
_XML = '<?xml version="1.0" encoding="UTF-8"?>'
_BULLETS = "".join(f'<a:lvl{level}pPr><a:buChar char="•"/></a:lvl{level}pPr>' for level in (1, 2, 3))


@dataclass(frozen=True, slots=True)
class Slide:
    """A slide of shapes, the notes below it, and the layout that it has (``title``, ``secHead``)."""

    shapes: tuple[str, ...]
    notes: str = ""
    layout: str = "obj"
    hidden: bool = False


def line(*parts: str, level: int = 0, look: str = "") -> str:
    """Write a paragraph of texts and elements; ``look`` is what its properties hold (``<a:buNone/>``)."""
    said = "".join(part if part[:1] == "<" else run(part) for part in parts)
    return f'<a:p><a:pPr lvl="{level}">{look}</a:pPr>{said}</a:p>'


def run(text: str, look: str = "", inner: str = "") -> str:
    """Write a run of text with attributes and elements of its look."""
    return f"<a:r><a:rPr {look}>{inner}</a:rPr><a:t>{escape(text)}</a:t></a:r>"


def shape(place: str, *lines: str) -> str:
    """Write a shape in a place of the layout (``title``, ``body``, ``ftr``), or a box of text where that is ``""``."""
    said = "".join(one if one[:1] == "<" else line(one) for one in lines)
    where = f'<p:ph type="{place}" idx="{len(place)}"/>' if place else ""
    return f"<p:sp><p:nvSpPr><p:nvPr>{where}</p:nvPr></p:nvSpPr><p:txBody><a:lstStyle/>{said}</p:txBody></p:sp>"


def table(*rows: tuple[str, ...]) -> str:
    """Write a table of plain cells."""
    cells = ("".join(f"<a:tc><a:txBody>{line(cell)}</a:txBody></a:tc>" for cell in row) for row in rows)
    return f"<p:graphicFrame><a:tbl>{''.join(f'<a:tr>{row}</a:tr>' for row in cells)}</a:tbl></p:graphicFrame>"


def slide(title: str, *shapes: str, notes: str = "", layout: str = "obj", hidden: bool = False) -> Slide:
    """Write a slide with a title, unless that is ``""``."""
    return Slide((*([shape("title", title)] if title else []), *shapes), notes, layout, hidden)


def _tree(name: str, shapes: Sequence[str], more: str = "", look: str = "") -> str:
    return f"<p:{name} {_SPACES} {look}><p:cSld><p:spTree>{''.join(shapes)}</p:spTree></p:cSld>{more}</p:{name}>"


def _links(*links: tuple[str, str]) -> str:
    kinds = f"{_OFFICE}/officeDocument/2006/relationships"
    modes = ("External" if target.startswith("http") else "Internal" for _, target in links)
    said = "".join(
        f'<Relationship Id="r{at}" Type="{kinds}/{kind}" Target="{target}" TargetMode="{mode}"/>'
        for at, ((kind, target), mode) in enumerate(zip(links, modes, strict=True), 1)
    )
    return f'<Relationships xmlns="{_OFFICE}/package/2006/relationships">{said}</Relationships>'


def deck(*slides: Slide, link: str = "https://example.org/keel") -> bytes:
    """Write a presentation; its parts lie in another order than its slides, each of which links to ``link`` as r3."""
    master = f"<p:txStyles><p:bodyStyle>{_BULLETS}</p:bodyStyle></p:txStyles>"
    listed = "".join(f'<p:sldId id="{at}" r:id="r{at}"/>' for at in range(1, len(slides) + 1))
    names = [f"slide{len(slides) - at}.xml" for at in range(len(slides))]
    layouts = sorted({one.layout for one in slides})
    parts = {
        "_rels/.rels": _links(("officeDocument", "ppt/presentation.xml")),
        "ppt/presentation.xml": f"<p:presentation {_SPACES}><p:sldIdLst>{listed}</p:sldIdLst></p:presentation>",
        "ppt/_rels/presentation.xml.rels": _links(*(("slide", f"slides/{name}") for name in names)),
        "ppt/slideMasters/master.xml": _tree("sldMaster", [shape("body", line("Click"))], master),
    }
    for layout in layouts:
        inner = [shape("title", line("Click")), shape("body", line("Click"))]
        parts[f"ppt/slideLayouts/{layout}.xml"] = _tree("sldLayout", inner, look=f'type="{layout}"')
        parts[f"ppt/slideLayouts/_rels/{layout}.xml.rels"] = _links(("slideMaster", "../slideMasters/master.xml"))
    for name, one in zip(names, slides, strict=True):
        parts[f"ppt/slides/{name}"] = _tree("sld", one.shapes, look='show="0"' if one.hidden else "")
        parts[f"ppt/slides/_rels/{name}.rels"] = _links(
            ("slideLayout", f"../slideLayouts/{one.layout}.xml"),
            ("notesSlide" if one.notes else "none", f"../notes/{name}"),
            ("hyperlink", link),
        )
        parts[f"ppt/notes/{name}"] = _tree("notes", [shape("body", one.notes), shape("sldNum", "7")])
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, _XML + part)
    return made.getvalue()
