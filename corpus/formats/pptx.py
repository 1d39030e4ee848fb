"""A presentation, as PowerPoint and Google Slides write it, to Markdown."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache, lru_cache
from xml.etree.ElementTree import Element

from corpus.binaries import Written
from corpus.formats.formulas import spelled
from corpus.formats.office import Block, Look, Paragraph, Run, Table, is_code_font, labelled, lettered
from corpus.formats.packed import Package, children, get, guarded, inside, local, tree
from corpus.formats.slides import Slide, joined_runs, slide_lines, words

_WHOLE = "ppt/presentation.xml"
_FORMULA = "<a:r><a:t>{}</a:t></a:r>"
_AROUND = re.compile(r"</?a14:m\b[^<>]*>")  # of a formula: Pandoc does not declare its prefix
_TITLES = frozenset({"title", "ctrTitle"})
_FIRST = frozenset({"ctrTitle", "subTitle"})  # what stands on the first slide of most presentations
_EDGES = frozenset({"dt", "ftr", "hdr", "sldNum"})  # what stands at the edge of each slide
_FIELDS = re.compile("slidenum|datetime")
_KINDS = {"obj": "body", "subTitle": "body", "ctrTitle": "title"}
_BLANKS = re.compile(r"\s+")
_FORMS = {"alpha": "a", "roman": "i"}
_NUMBER = "#"  # before the number of a place
_BULLETS = ("buNone", "buChar", "buAutoNum", "buBlip")
_DEEPEST = 8  # level of a paragraph, from 0
_KEPT = 32  # parts that are not parsed anew: layouts are those of many slides


@guarded
def pptx_lines(data: bytes) -> Written:
    """Write a presentation in Markdown; None where it is damaged."""
    return slide_lines(list(_Deck(Package(data)).slides()))


class _Deck:
    """Reads the slides of a presentation."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._tree = lru_cache(_KEPT)(self._parsed)
        self._links = cache(package.links)
        self._marks = cache(self._marks_above)
        self._places = lru_cache(_KEPT)(self._placed)

    def _parsed(self, part: str) -> Element:
        said = self._package.read(part)
        if b"<m:oMath" in said:
            said = spelled(_AROUND.sub("", said.decode()), _FORMULA).encode()
        return tree(said) if said else Element("")

    def slides(self) -> Iterator[Slide]:
        """Yield all slides in their order, hidden ones too."""
        whole = next((part for kind, part in self._links("").values() if kind == "officeDocument"), _WHOLE)
        for slide in inside(self._tree(whole), "sldId"):
            yield self._slide(self._links(whole).get(_link(slide), ("", ""))[1])

    def _linked(self, part: str, kind: str) -> str:
        return next((target for found, target in self._links(part).values() if found == kind), "")

    def _slide(self, part: str) -> Slide:
        layout = self._linked(part, "slideLayout")
        master = self._linked(layout, "slideMaster")
        shapes = list(_shapes(self._tree(part)))
        title: tuple[Run, ...] = ()
        blocks: list[Block] = []
        for shape in shapes:
            kind, _ = _place(shape)
            said = list(self._blocks(shape, part, (layout, master)))
            if kind in _TITLES and not title:
                title = joined_runs(said)
            elif kind not in _EDGES:
                blocks += said
        notes = self._linked(part, "notesSlide")
        for shape in _shapes(self._tree(notes)):
            if _place(shape)[0] == "body":
                blocks += self._blocks(shape, notes, ())
        opening = not _FIRST.isdisjoint(_place(shape)[0] for shape in shapes)
        return Slide(title, tuple(blocks), "title" if opening else get(self._tree(layout), "type"))

    def _blocks(self, shape: Element, part: str, above: tuple[str, ...]) -> Iterator[Block]:
        """Yield the text of a shape that looks as those say that stand in its place in the layouts ``above``."""
        table = next(inside(shape, "tbl"), None)
        if table is not None:
            rows = (children(row, "tc") for row in children(table, "tr"))
            yield Table(tuple(tuple(tuple(self._paragraphs(cell, part, {})) for cell in row) for row in rows))
        diagram = next(inside(shape, "relIds"), None)
        if diagram is not None:
            data = self._links(part).get(get(diagram, "dm"), ("", ""))[1]
            for point in inside(self._tree(data), "pt"):
                for each in self._paragraphs(point, data, {}):
                    yield replace(each, level=1, number=0)
        if local(shape) == "sp":
            kind, number = _place(shape)
            marks = {} if kind is None else self._marks(_KINDS.get(kind, kind), number, above)
            own = (look for body in children(shape, "txBody") for look in children(body, "lstStyle"))
            yield from self._paragraphs(shape, part, marks | _marks(own))

    def _marks_above(self, family: str, number: str, above: tuple[str, ...]) -> dict[str, Element]:
        """Return what the layouts say of what stands before paragraphs in a place of theirs, by their level."""
        style = "bodyStyle" if family == "body" else "otherStyle"
        looks: list[Element] = []
        for layout in above:
            places = self._places(layout)
            shape = places.get(f"{_NUMBER}{number}" if layout == above[0] else family, places.get(family))
            looks += [] if shape is None else inside(shape, "lstStyle")
            looks += inside(self._tree(layout), style)
        return _marks(reversed(looks))

    def _placed(self, layout: str) -> dict[str, Element]:
        """Map the kinds and the numbers of the places in a layout to the shapes that stand there."""
        found: dict[str, Element] = {}
        for shape in _shapes(self._tree(layout)):
            kind, number = _place(shape)
            if kind is not None:
                found.setdefault(_KINDS.get(kind, kind), shape)
                found.setdefault(f"{_NUMBER}{number}", shape)
        return found

    def _paragraphs(self, shape: Element, part: str, marks: Mapping[str, Element]) -> Iterator[Paragraph]:
        counts: list[int] = []
        for each in (one for body in children(shape, "txBody", "t") for one in children(body, "p")):
            runs = tuple(self._runs(each, part))
            if not words(runs):
                continue
            own = next(children(each, "pPr"), Element(""))
            depth = min(int(get(own, "lvl") or 0), _DEEPEST)
            level = f"lvl{depth + 1}pPr"
            bullet = _bullet(own, marks.get(level))
            form = get(bullet, "type") if bullet is not None and local(bullet) == "buAutoNum" else ""
            start = int(get(bullet, "startAt") or 1) if bullet is not None else 0
            counts = [*counts, *[0] * (depth + 1 - len(counts))][: depth + 1]
            counts[depth] = (counts[depth] + 1 if counts[depth] else start) if form else 0
            if bullet is None:
                yield Paragraph(runs)
            elif form[:5] in _FORMS:
                letter = _FORMS[form[:5]]
                label = lettered(counts[depth], letter.upper() if "Uc" in form else letter)
                yield labelled(runs, depth, f"{'(' * form.endswith('Both')}{label}{')' if 'Paren' in form else '.'}")
            else:
                yield Paragraph(runs, depth + 1, number=counts[depth])

    def _runs(self, paragraph: Element, part: str) -> Iterator[Run]:
        for each in paragraph.iter():
            name = local(each)
            if name == "br":
                yield Run("\n")
            elif name == "r" or (name == "fld" and not _FIELDS.match(get(each, "type"))):
                said, look = "".join(text.text or "" for text in children(each, "t")), self._look(each, part)
                yield Run(said if look.code else _BLANKS.sub(" ", said), look)

    def _look(self, run: Element, part: str) -> Look:
        own = next(children(run, "rPr"), Element(""))
        links = (self._links(part).get(_link(each), ("", ""))[1] for each in own if local(each) == "hlinkClick")
        fonts = (get(each, "typeface") for each in own if local(each) == "latin")
        raised = get(own, "baseline").isdecimal() and int(get(own, "baseline")) > 0
        return Look(get(own, "b") in ("1", "true"), any(map(is_code_font, fonts)), raised, next(links, ""))


def _link(element: Element) -> str:
    """Return the id of the relationship that an element names."""
    return next((value for key, value in element.attrib.items() if key.endswith("}id")), "")


def _shapes(slide: Element) -> Iterator[Element]:
    """Yield the shapes of a slide that hold text, those in groups too; of alternatives the first that does."""
    for each in slide:
        name = local(each)
        if name in ("sp", "graphicFrame"):
            yield each
        elif name == "AlternateContent":
            ways = (list(_shapes(way)) for way in each)
            yield from next((way for way in ways if any(_words_of(shape) for shape in way)), ())
        elif name in ("cSld", "spTree", "grpSp"):
            yield from _shapes(each)


def _words_of(shape: Element) -> str:
    return "".join(text.text or "" for text in inside(shape, "t")).strip()


def _place(shape: Element) -> tuple[str | None, str]:
    """Return the kind and the number of the place that a shape fills, no kind where it fills none."""
    place = next(inside(shape, "ph"), None)
    return (None, "") if place is None else (get(place, "type") or "obj", get(place, "idx"))


def _marks(looks: Iterable[Element]) -> dict[str, Element]:
    """Map levels to what stands before their paragraphs, by the last that says."""
    levels = ((level, next(children(level, *_BULLETS), None)) for look in looks for level in look)
    return {local(level): mark for level, mark in levels if mark is not None}


def _bullet(own: Element, mark: Element | None) -> Element | None:
    """Return what stands before a paragraph, by its own properties or those of its level."""
    said = next(children(own, *_BULLETS), mark)
    return None if said is None or local(said) == "buNone" else said
