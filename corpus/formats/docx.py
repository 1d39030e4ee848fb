"""A Word document to Markdown: its paragraphs, headings, lists, tables and code, a line each."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from xml.etree.ElementTree import Element

from corpus.binaries import Written
from corpus.formats.formulas import spelled
from corpus.formats.office import (
    Block,
    Look,
    Paragraph,
    Run,
    Table,
    field_link,
    headed,
    is_code_font,
    labelled,
    lettered,
    office_lines,
    paged,
)
from corpus.formats.packed import Package, children, get, guarded, inside, local, tree

_WHOLE = "word/document.xml"
_PARTS = ("styles", "numbering", "footnotes", "endnotes")
_LEFT_OUT = frozenset({"pPr", "rPr", "tblPr", "del", "moveFrom", "rt", "object", "sectPr"})
_TEXTS = {"tab": "\t", "cr": "\n", "noBreakHyphen": "-"}
_CODE = frozenset({"source code", "html preformatted", "preformatted text", "verbatim char"})
_PLACE = re.compile("%([1-9])")
_WORDS = re.compile(r"[^\W\d_]")
_FORMS = {"lowerLetter": "a", "upperLetter": "A", "lowerRoman": "i", "upperRoman": "I"}
_SIGNS = {"F0FC": "✓", "F0FB": "✗", "F0FE": "☑", "F0FD": "☒", "F0A8": "☐", "F06F": "☐", "F0E0": "→"}
"""What letters of Wingdings show, of those that say something."""

_TEXT = "9"  # the level in the outline of what is none
_DEEP = 20  # how many styles are based on one another
_DEEPEST = 8  # level of a list, from 0


@dataclass(frozen=True, slots=True)
class _Says:
    """What properties say of how text looks; ``bold`` is None where they say nothing of that."""

    bold: bool | None = None
    code: bool = False
    raised: bool = False
    hidden: bool = False

    def over(self, look: Look) -> Look:
        """Return how text looks that has a look already."""
        bold = look.bold if self.bold is None else self.bold
        return Look(bold, look.code or self.code, look.raised or self.raised, look.link)


@dataclass(frozen=True, slots=True)
class _Style:
    """What a style says, with those that it is based on.

    ``level`` is that of a heading, 0 of text; ``list`` the number of a list and the level in it, "" where none is said.
    """

    looks: _Says
    verbatim: bool
    left_out: bool
    level: int
    list: tuple[str, str]


@guarded
def docx_lines(data: bytes) -> Written:
    """Write a Word document in Markdown, its formulas in one line; None where it is damaged."""
    package = Package(data)
    whole = next((part for kind, part in package.links("").values() if kind == "officeDocument"), _WHOLE)
    body = package.read(whole)
    if b"<m:oMath" in body:
        body = spelled(body.decode()).encode()
    reader = _Reader(package, whole)
    bodies = children(tree(body), "body")
    return Written(office_lines(paged(list(reader.blocks(next(bodies, ()))))))


class _Reader:
    """Reads the elements of a document one after the other."""

    def __init__(self, package: Package, whole: str) -> None:
        self._links = package.links(whole)
        parts = {kind: package.tree(part) for kind, part in self._links.values() if kind in _PARTS}
        self._styles = {get(each, "styleId"): each for each in inside(parts.get("styles", Element("")), "style")}
        self._lists = _Lists(parts.get("numbering", Element("")), lambda style: self._style(style).list[0])
        self._style = cache(self._resolved)
        self._fields: list[str] = []
        notes = (note for kind in ("footnotes", "endnotes") for note in parts.get(kind, ()) if not get(note, "type"))
        self._notes = {(local(note), get(note, "id")): note for note in notes}

    def _resolved(self, name: str) -> _Style:
        chained: list[Element] = []
        while name in self._styles and len(chained) < _DEEP:
            chained.append(self._styles[name])
            name = _value(chained[-1], "basedOn")
        names = [_value(style, "name").lower() for style in chained]
        levels = [headed(said) for said in (*names, *(get(style, "styleId") for style in chained[:1]))]
        outline = next((said for style in chained if (said := _value(style, "pPr", "outlineLvl"))), "")
        level = 1 if levels[:1] == [1] else next((level for level in levels if level > 1), _outlined(outline))
        looks = [_looks(style) for style in chained]
        lists = [_listed(style) for style in chained]
        return _Style(
            _Says(
                bold=next((look.bold for look in looks if look.bold is not None), None),
                code=any(look.code for look in looks) or not _CODE.isdisjoint(names),
                raised=any(look.raised for look in looks),
                hidden=any(look.hidden for look in looks),
            ),
            verbatim=not _CODE.isdisjoint(names),
            left_out=any(said.startswith("toc ") for said in names),
            level=0 if outline == _TEXT else level,
            list=(next((number for number, _ in lists if number), ""), next((deep for _, deep in lists if deep), "")),
        )

    def blocks(self, parent: Iterable[Element]) -> Iterator[Block]:
        """Yield the paragraphs and tables of elements."""
        for each in parent:
            name = local(each)
            if name == "p":
                yield from self._paragraph(each)
            elif name == "tbl":
                yield Table(tuple(self._rows(each)))
            elif name not in _LEFT_OUT:
                yield from self.blocks(_shown(each))

    def _rows(self, table: Iterable[Element]) -> Iterator[tuple[tuple[Block, ...], ...]]:
        for each in table:
            if local(each) == "tr":
                yield tuple(self._cells(each))
            elif local(each) not in _LEFT_OUT:
                yield from self._rows(each)

    def _cells(self, row: Iterable[Element]) -> Iterator[tuple[Block, ...]]:
        """Yield the cells of a row, empty ones for the columns that one reaches over."""
        for each in row:
            if local(each) == "tc":
                yield tuple(self.blocks(each))
                over = _value(each, "tcPr", "gridSpan")
                yield from [()] * (min(int(over), 64) - 1 if over.isdecimal() else 0)
            elif local(each) not in _LEFT_OUT:
                yield from self._cells(each)

    def _paragraph(self, element: Element) -> Iterator[Block]:
        own = next(children(element, "pPr"), Element(""))
        style = self._style(_value(own, "pStyle"))
        level = style.level or _outlined(_value(own, "outlineLvl"))
        boxes: list[Block] = []
        look = Look() if level else style.looks.over(Look())
        runs = tuple(self._runs(element, replace(look, code=look.code and not style.verbatim), boxes))
        said = any(run.text.strip() for run in runs)
        if style.left_out:
            return
        if level:
            yield Paragraph(runs, level, heading=True)
        else:
            number, depth = (mine or styled for mine, styled in zip(_listed(element), style.list, strict=True))
            listed = bool(number) and not style.verbatim
            item = self._lists.item(runs, number, depth, _value(own, "pStyle")) if listed else None
            if item is None and (said or not boxes):
                yield Paragraph(runs, code=style.verbatim)
            elif item is not None and said:
                yield item
        yield from boxes

    def _runs(self, element: Iterable[Element], look: Look, boxes: list[Block]) -> Iterator[Run]:
        """Yield the texts of a paragraph; what is drawn in it goes to ``boxes``."""
        for each in element:
            name = local(each)
            if name == "r":
                yield from self._run(each, look, boxes)
            elif name == "hyperlink":
                inner = f"#{get(each, 'anchor')}" if get(each, "anchor") else look.link
                target = self._links.get(get(each, "id"), ("", inner))[1]
                yield from self._runs(each, replace(look, link=target), boxes)
            elif name not in _LEFT_OUT:
                yield from self._runs(_shown(each), look, boxes)

    def _run(self, run: Element, look: Look, boxes: list[Block]) -> Iterator[Run]:
        own = _looks(run)
        styled = self._style(_value(run, "rPr", "rStyle"))
        if own.hidden or styled.looks.hidden:
            return
        look = own.over(styled.looks.over(look))
        for each in run:
            name = local(each)
            if name == "fldChar":
                self._field(get(each, "fldCharType"))
            elif name == "instrText" and self._fields:
                self._fields[-1] += each.text or ""
            elif name in ("footnoteReference", "endnoteReference"):
                note = self._notes.get((name.removesuffix("Reference"), get(each, "id")), ())
                said = " ".join(block.text for block in self.blocks(note) if isinstance(block, Paragraph))
                yield Run(f" ({said.strip()})" if said.strip() else "", look)
            elif name in ("drawing", "pict", "AlternateContent"):
                boxes += self._boxes(each)
            elif name == "t":
                yield Run(each.text or "", replace(look, link=look.link or self._linked()))
            elif name == "br":
                yield Run("" if get(each, "type") in ("page", "column") else "\n", look)
            elif name == "sym":
                yield Run(_SIGNS.get(get(each, "char").upper(), ""), look)
            else:
                yield Run(_TEXTS.get(name, ""), look)

    def _boxes(self, drawn: Element) -> Iterator[Block]:
        """Yield the text of what is drawn, of alternatives that of the first that has some."""
        if local(drawn) == "AlternateContent":
            ways = (list(self._boxes(way)) for way in drawn)
            yield from next((way for way in ways if way), [])
        elif local(drawn) == "txbxContent":
            yield from self.blocks(drawn)
        else:
            for each in drawn:
                yield from self._boxes(each)

    def _field(self, part: str) -> None:
        """Follow a field: what it is told, then what it shows."""
        if part == "begin":
            self._fields.append("")
        elif part == "end" and self._fields:
            self._fields.pop()

    def _linked(self) -> str:
        return next(filter(None, map(field_link, reversed(self._fields))), "")


@dataclass(frozen=True, slots=True)
class _Level:
    """A level of a list: how it counts, from where, what stands around the number, and the style that it belongs to."""

    form: str
    start: int
    text: str
    style: str

    @classmethod
    def of(cls, level: Element) -> "_Level":
        start = _value(level, "start")
        style = _value(level, "pStyle")
        return cls(_value(level, "numFmt"), int(start) if start.isdecimal() else 1, _value(level, "lvlText"), style)


class _Lists:
    """The lists of a document, and the numbers of their last items.

    Lists of one form count together, but for those that say where they start (ECMA-376, part 1, 17.9).
    """

    def __init__(self, numbering: Element, list_of: Callable[[str], str]) -> None:
        self._forms = {get(each, "abstractNumId"): each for each in children(numbering, "abstractNum")}
        self._lists = {get(each, "numId"): each for each in children(numbering, "num")}
        self._list_of = list_of
        self._counts: dict[str, list[int]] = {}
        self._begun: set[tuple[str, int]] = set()
        self._levels = cache(self._read)

    def _form(self, number: str) -> str:
        """Return the form of a list, that of the list of a style where it only names one."""
        for _ in range(_DEEP):
            name = _value(self._lists.get(number, Element("")), "abstractNumId")
            style = _value(self._forms.get(name, Element("")), "numStyleLink")
            if not style:
                break
            number = self._list_of(style)
        return name

    def _read(self, number: str) -> Mapping[int, _Level]:
        levels = children(self._forms.get(self._form(number), Element("")), "lvl")
        own = (level for each in children(self._lists[number], "lvlOverride") for level in children(each, "lvl"))
        return {int(get(level, "ilvl") or 0): _Level.of(level) for level in (*levels, *own)}

    def item(self, runs: tuple[Run, ...], number: str, depth: str, style: str) -> Paragraph | None:
        """Return the next item of a list as it is labelled, None where there is no such list, or no label in it."""
        if number not in self._lists:
            return None
        levels = self._levels(number)
        at = int(depth) if depth.isdecimal() else next((at for at in levels if style and levels[at].style == style), 0)
        level = levels.get(at)
        if level is None or level.form == "none" or at > _DEEPEST:
            return None
        counts = self._counts.setdefault(self._form(number), [])
        counts += [levels[above].start if above in levels else 1 for above in range(len(counts), at)]
        if len(counts) == at:
            counts.append(level.start - 1)
        del counts[at + 1 :]
        if (started := self._started(number, at)) is not None:
            counts[at] = started - 1
        counts[at] += 1
        if level.form == "bullet":
            return Paragraph(runs, at + 1, number=0)
        if level.form not in _FORMS and not _WORDS.search(_PLACE.sub("", level.text)):
            return Paragraph(runs, at + 1, number=max(counts[at], 1))
        forms = {place: _FORMS.get(one.form, "1") for place, one in levels.items()}

        def counted(found: re.Match[str]) -> str:
            place = int(found[1]) - 1
            return lettered(counts[place], forms.get(place, "1")) if place <= at else ""

        return labelled(runs, at, _PLACE.sub(counted, level.text))

    def _started(self, number: str, at: int) -> int | None:
        """Return where a list says that it starts, the first time it is met."""
        if (number, at) in self._begun:
            return None
        self._begun.add((number, at))
        own = (each for each in children(self._lists[number], "lvlOverride") if get(each, "ilvl") == str(at))
        said = next((value for each in own if (value := _value(each, "startOverride"))), "")
        return int(said) if said.isdecimal() else None


def _shown(element: Element) -> Iterable[Element]:
    """Return what lies in an element, of alternatives the first."""
    return element[0] if local(element) == "AlternateContent" and len(element) else element


def _looks(element: Element) -> _Says:
    own = next(children(element, "rPr"), Element(""))
    said = {local(each): each for each in own}
    fonts = (get(said["rFonts"], name) for name in ("ascii", "hAnsi")) if "rFonts" in said else ()
    raised = "vertAlign" in said and get(said["vertAlign"], "val") == "superscript"
    return _Says(_is_on(said.get("b")), any(map(is_code_font, fonts)), raised, bool(_is_on(said.get("vanish"))))


def _is_on(element: Element | None) -> bool | None:
    """Return whether a property is on, None where nothing is said."""
    return None if element is None else get(element, "val") not in ("0", "false", "off")


def _listed(element: Element) -> tuple[str, str]:
    """Return the number of the list that a paragraph or a style says it is in, and the level in it."""
    return _value(element, "pPr", "numPr", "numId"), _value(element, "pPr", "numPr", "ilvl")


def _outlined(level: str) -> int:
    """Return the level of a heading by that in the outline, 0 where it is text."""
    return headed("", int(level)) if level.isdecimal() else 0


def _value(element: Element, *path: str) -> str:
    """Return what an element inside another says, "" where there is none."""
    for name in path:
        found = next(children(element, name), None)
        if found is None:
            return ""
        element = found
    return get(element, "val")
