"""An OpenDocument text, as LibreOffice and Google Docs write it, to Markdown."""

import posixpath
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from xml.etree.ElementTree import Element

from corpus.binaries import Written
from corpus.formats.mathml import formula
from corpus.formats.office import (
    Block,
    Look,
    Paragraph,
    Run,
    Table,
    is_code_font,
    labelled,
    lettered,
    office_lines,
    paged,
)
from corpus.formats.packed import Package, UnreadableError, children, get, guarded, inside, local, tree

_LEFT_OUT = frozenset(
    re.findall(
        r"[\w-]+",
        """
annotation tracked-changes table-of-content illustration-index table-index object-index user-index
alphabetical-index sequence-decls variable-decls user-field-decls dde-connection-decls forms note-citation ruby-text
title desc hidden-text hidden-paragraph page-number page-count binary-data
""",
    )
)
"""What is no text, does not show, or says what is said elsewhere."""

_DRAWN = frozenset({"frame", "custom-shape", "rect", "ellipse", "g", "caption", "polygon", "path"})
_CODE = frozenset({"Preformatted_20_Text", "Source_20_Text", "Source_20_Code", "HTML_20_Preformatted"})
_BOLD = frozenset({"bold", "600", "700", "800", "900"})
_BLANKS = re.compile("[ \t\r\n]+")
_DEEP = 20  # how many styles are based on one another
_LONGEST = 80  # blanks that one element stands for, at most


@dataclass(frozen=True, slots=True)
class _Style:
    """What a style says of text, with those that it is based on; ``bold`` is None where they say nothing."""

    bold: bool | None
    code: bool
    raised: bool
    hidden: bool
    verbatim: bool
    level: int

    def over(self, look: Look) -> Look:
        """Return how text looks that has a look already."""
        return Look(look.bold if self.bold is None else self.bold, look.code or self.code, self.raised, look.link)


@dataclass(frozen=True, slots=True)
class _List:
    """A list that is open: its style, how deep it is, and the numbers of the last items on each level."""

    style: str
    level: int
    counts: list[int]


@guarded
def odt_lines(data: bytes) -> Written:
    """Write an OpenDocument text, packed or flat, in Markdown; None where it is damaged."""
    content, reader = opened(data)
    bodies = (text for body in children(content, "body") for text in children(body, "text"))
    return Written(office_lines(paged(list(reader.blocks(next(bodies, ()))))))


def opened(data: bytes) -> tuple[Element, "Reader"]:
    """Return the content of an OpenDocument, packed or flat, and what reads it.

    Raises UnreadableError where it is locked, or whatever a damaged archive, or the XML in it, raises.
    """
    if not data.startswith(b"PK"):
        whole = tree(data)
        return whole, Reader((whole,), None)
    package = Package(data)
    if b"encryption-data" in package.read("META-INF/manifest.xml"):
        raise UnreadableError("this is locked by a password: save it without one")
    content = package.tree("content.xml")
    return content, Reader((package.tree("styles.xml"), content), package)


class Reader:
    """Reads the elements of a text one after the other."""

    def __init__(self, parts: Iterable[Element], package: Package | None) -> None:
        self._package = package
        named = [each for part in parts for each in inside(part, "style", "list-style", "font-face")]
        self._styles = {(get(each, "family"), get(each, "name")): each for each in named if local(each) == "style"}
        self._levels = {
            (get(each, "name"), get(level, "level")): level
            for each in named
            if local(each) == "list-style"
            for level in each
        }
        self._fonts = {
            get(each, "name"): f"{get(each, 'font-family')} {'mono' * (get(each, 'font-pitch') == 'fixed')}"
            for each in named
            if local(each) == "font-face"
        }
        self._counts: dict[str, list[int]] = {}
        self._style = cache(self._resolved)

    def _resolved(self, family: str, name: str) -> _Style:
        chained: list[Element] = []
        while (family, name) in self._styles and len(chained) < _DEEP:
            chained.append(self._styles[family, name])
            name = get(chained[-1], "parent-style-name")
        said: dict[str, str] = {}
        for style in reversed(chained):
            for each in inside(style, "text-properties"):
                said |= {key.rpartition("}")[2]: value for key, value in each.attrib.items()}
        names = {name, *(get(style, "name") for style in chained)}
        outline = next((level for style in chained if (level := get(style, "default-outline-level"))), "")
        weight, font = said.get("font-weight", ""), said.get("font-name", "")
        place = said.get("text-position", "")
        code = is_code_font(f"{self._fonts.get(font, font)} {said.get('font-family', '')}")
        return _Style(
            bold=weight in _BOLD if weight else None,
            code=code or (family == "text" and not names.isdisjoint(_CODE)),
            raised=place.startswith("super") or (place[:1].isdecimal() and not place.startswith("0")),
            hidden=said.get("display") == "none",
            verbatim=family == "paragraph" and not names.isdisjoint(_CODE),
            level=1 if "Title" in names else int(outline) + 1 if outline.isdecimal() else 0,
        )

    def blocks(self, parent: Iterable[Element], place: _List | None = None) -> Iterator[Block]:
        """Yield the paragraphs and tables of elements, in an item of a list where there is one."""
        for each in parent:
            name = local(each)
            if name in _LEFT_OUT or get(each, "display") == "none":
                continue
            if name in ("p", "h"):
                yield from self._paragraph(each, place)
            elif name == "list":
                yield from self._list(each, place)
            elif name == "table":
                yield Table(tuple(self._rows(each)))
            else:
                yield from self.blocks(each, place)

    def _rows(self, table: Element) -> Iterator[tuple[tuple[Block, ...], ...]]:
        for each in table:
            if local(each) == "table-row":
                yield tuple(tuple(self.blocks(cell)) for cell in each if local(cell).endswith("table-cell"))
            elif local(each).startswith("table-") and local(each).endswith(("rows", "group")):
                yield from self._rows(each)

    def _list(self, element: Element, around: _List | None) -> Iterator[Block]:
        style = get(element, "style-name") or (around.style if around else "")
        counts = around.counts if around else self._continued(element, style)
        place = _List(style, around.level + 1 if around else 1, counts)
        if around is None:
            self._counts |= {style: counts, get(element, "id"): counts}
        for item in element:
            if local(item) not in ("list-item", "list-header"):
                continue
            if get(item, "start-value").isdecimal():
                counts[place.level - 1 :] = [int(get(item, "start-value")) - 1]
            first = local(item) == "list-item"
            for block in self.blocks(item, place):
                if first and isinstance(block, Paragraph) and block.level == place.level and not block.heading:
                    block, first = self._item(block, place), False
                yield block

    def _continued(self, element: Element, style: str) -> list[int]:
        """Return the numbers that a list goes on from."""
        before = get(element, "continue-list") or style * (get(element, "continue-numbering") == "true")
        return self._counts.get(before, []) if before else []

    def _item(self, block: Paragraph, place: _List) -> Paragraph:
        """Count an item; one without a number has a bullet, or no label at all."""
        said = (self._levels.get((place.style, str(level))) for level in range(place.level, 0, -1))
        level = next((level for level in said if level is not None), None)
        if level is None or local(level) != "list-level-style-number":
            return replace(block, number=0)
        form, start, counts = get(level, "num-format"), get(level, "start-value"), place.counts
        if not form:
            return block
        counts += [int(start) - 1 if start.isdecimal() else 0] * (place.level - len(counts))
        del counts[place.level :]
        counts[-1] += 1
        if form == "1":
            return replace(block, number=counts[-1])
        label = f"{get(level, 'num-prefix')}{lettered(counts[-1], form)}{get(level, 'num-suffix') or '.'}"
        return labelled(block.runs, place.level - 1, label)

    def _formulas(self, drawn: Element) -> Iterator[Element]:
        """Yield the formula that an object is, in a part of its own or here."""
        part = posixpath.normpath(f"{get(drawn, 'href')}/content.xml")
        whole = self._package.tree(part) if self._package else drawn
        return inside(whole, "math")

    def _paragraph(self, element: Element, place: _List | None) -> Iterator[Block]:
        style = self._style("paragraph", get(element, "style-name"))
        level = style.level
        if local(element) == "h" and get(element, "outline-level").isdecimal():
            level = int(get(element, "outline-level")) + 1
        if style.hidden:
            return
        boxes: list[Block] = []
        runs = tuple(self._runs(element, Look() if level else style.over(Look()), boxes))
        if level:
            yield Paragraph(runs, level, heading=True)
        elif place and any(run.text.strip() for run in runs):
            yield Paragraph(runs, place.level)
        elif not (place or (boxes and not runs)):
            yield Paragraph(runs, code=style.verbatim)
        yield from boxes

    def _runs(self, element: Element, look: Look, boxes: list[Block]) -> Iterator[Run]:
        """Yield the texts of a paragraph; what is drawn in it goes to ``boxes``."""
        if element.text:
            yield Run(_BLANKS.sub(" ", element.text), look)
        for each in element:
            name = local(each)
            if name in ("s", "tab", "line-break"):
                yield Run({"s": " " * _blanks(each), "tab": "\t"}.get(name, "\n"), look)
            elif name == "note":
                said = " ".join(block.text for block in self.blocks(each) if isinstance(block, Paragraph))
                yield Run(f" ({said.strip()})", look)
            elif name in _DRAWN:
                maths = [formula(math) for part in inside(each, "object") for math in self._formulas(part)]
                boxes.extend([] if maths else self.blocks(each))
                yield Run("".join(maths), look)
            elif name == "span":
                style = self._style("text", get(each, "style-name"))
                if not style.hidden:
                    yield from self._runs(each, style.over(look), boxes)
            elif name not in _LEFT_OUT:
                link = get(each, "href") if name == "a" else ""
                yield from self._runs(each, replace(look, link=link or look.link), boxes)
            if each.tail:
                yield Run(_BLANKS.sub(" ", each.tail), look)


def _blanks(element: Element) -> int:
    """Return how many blanks an element stands for."""
    said = get(element, "c")
    return min(int(said), _LONGEST) if said.isdecimal() else 1
