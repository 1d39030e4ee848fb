"""Paragraphs, lists and tables of documents of office programs to Markdown, a line each."""

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from corpus.formats.webpages import page_lines
from corpus.formats.writer import CODE_FONTS

_TYPED = 0.9  # share of the letters that are set as code, from which this is how all is written and says nothing
_PARTED = 0.1  # share of the paragraphs that are empty, from which these do what blank lines do in text
_ROW = re.compile(r"<tr>(?:(?!<tr>).)*?</t[dh]><t[dh]\b(?:(?!<tr>).)*?</tr>", re.S)
_ENDS = re.compile(r"</(?:p|li|h[1-6]|pre)>\s*(?=<(?:p|[uo]l|li|h[1-6]|pre)\b)|\n")
_OPENS = re.compile(r"</?(?:p|li|h[1-6]|pre|[uo]l)\b[^<>]*>")
_GAP = re.compile(r"</pre>(?:<p></p>)+<pre>")
_SAFE = re.compile(r"(?:(?:https?|ftp|mailto):|#)[^\s\"<>]+\Z", re.I)
_HEADING = re.compile(r"(?:heading|überschrift|titre|título|titolo) ?([1-9])", re.I)
_OUTLINED = 9  # levels of an outline; a paragraph on the next one is text
_LOWEST = 6  # level of a heading
_LINK = re.compile(r'\s*HYPERLINK\s+"([^"]*)"')
_ROMAN = ((1000, 100, "c"), (100, 50, "l"), (50, 10, "x"), (10, 5, "v"), (5, 1, "i"))
_DEEPEST = 10  # levels of lists


@dataclass(frozen=True, slots=True)
class Look:
    """How text looks."""

    bold: bool = False
    code: bool = False
    raised: bool = False
    link: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """Text that looks the same; ``\\n`` is a line that was broken by hand."""

    text: str
    look: Look = Look()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: a heading of some ``level``; else, with a level, one in a list that deep; else text.

    ``number`` is that of an item, 0 of a bullet, None of what goes on in an item. ``code`` is a line of code.
    """

    runs: tuple[Run, ...]
    level: int = 0
    heading: bool = False
    number: int | None = None
    code: bool = False

    @property
    def text(self) -> str:
        """Return its words."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells of paragraphs and tables."""

    rows: tuple[tuple[tuple["Block", ...], ...], ...]


Block = Paragraph | Table


def labelled(runs: Sequence[Run], level: int, label: str) -> Paragraph:
    """Return an item that is called by a letter: a line that begins with it, in the item that it is listed below.

    The letter of an item that is set bold, as the right choice of a quiz may be, is bold too.
    """
    bold = all(run.look.bold for run in runs if run.text.strip())
    return Paragraph((Run(f"{label} ", Look(bold=bold)), *runs), level)


def lettered(number: int, form: str) -> str:
    """Write a number as a list counts: in letters (form ``a``, ``A``), in Roman numerals (``i``, ``I``), in digits."""
    if form in ("i", "I"):
        said = "".join(sign * (number % more // worth) for more, worth, sign in _ROMAN).replace("iiii", "iv")
        said = said.replace("viv", "ix").replace("xxxx", "xl").replace("lxl", "xc")
    elif form in ("a", "A"):
        said = chr(ord("a") + (number - 1) % 26) * min((number - 1) // 26 + 1, 4)
    else:
        return str(number)
    return said.upper() if form.isupper() else said


def headed(style: str, outline: int = -1) -> int:
    """Return the level of a heading by the name of its style, or by its level in the outline, from 0; 0 for text.

    The title of a document stands above them all.
    """
    if style.lower() == "title":
        return 1
    found = _HEADING.fullmatch(style)
    level = int(found[1]) + 1 if found else outline + 2
    return min(level, _LOWEST) if found or 0 <= outline < _OUTLINED else 0


def field_link(field: str) -> str:
    """Return the address that a field of Word's links to, as it is told what to show; "" of others."""
    found = _LINK.match(field)
    return found[1] if found else ""


def is_code_font(name: str) -> bool:
    """Say whether a font is one in which code is set."""
    return CODE_FONTS.search(name) is not None


def office_lines(page: str) -> tuple[str, ...]:
    """Write in Markdown what an office document is in HTML: cells in one line, paragraphs parted as they are on paper.

    Paragraphs that follow each other without an empty one are lines of one where empty ones part the others.
    """
    return page_lines(spaced(celled(page))).lines


def celled(page: str) -> str:
    """Let each cell of a row be one line, so that a table is one; a row of one cell is none."""

    def lined(row: re.Match[str]) -> str:
        return _OPENS.sub("", _ENDS.sub("<br />", row[0]).replace("<li>", "• "))

    return _ROW.sub(lined, page)


def spaced(page: str) -> str:
    """Let paragraphs follow each other without a blank line where empty ones part what belongs together."""
    page = _GAP.sub(lambda gap: "\n" * (gap[0].count("<p>") + 1), page)
    if page.count("<p></p>") < _PARTED * page.count("<p>"):
        return page
    return page.replace("</p><p>", "<br />").replace("<br /><br />", "</p><p>")


def paged(blocks: Sequence[Block]) -> str:
    """Write blocks in HTML; what is set in fonts of code is code, but where nearly all is."""
    return "".join(parts_paged([blocks]))


def parts_paged(parts: Sequence[Sequence[Block]]) -> list[str]:
    """Write the blocks of each part of a document in HTML."""
    runs = [run for blocks in parts for paragraph in _paragraphs(blocks) for run in paragraph.runs]
    typed = sum(len(run.text) for run in runs if run.look.code) > _TYPED * sum(len(run.text) for run in runs)
    return [_written(map(_plain, blocks) if typed else blocks) for blocks in parts]


def _paragraphs(blocks: Iterable[Block]) -> Iterator[Paragraph]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        else:
            for row in block.rows:
                for cell in row:
                    yield from _paragraphs(cell)


def _plain(block: Block) -> Block:
    if isinstance(block, Table):
        return Table(tuple(tuple(tuple(map(_plain, cell)) for cell in row) for row in block.rows))
    runs = tuple(replace(run, look=replace(run.look, code=False)) for run in block.runs)
    return replace(block, runs=runs, code=False)


def _written(blocks: Iterable[Block]) -> str:
    return "".join(_group(kind, list(group)) for kind, group in groupby(blocks, _kind))


def _kind(block: Block) -> str:
    if isinstance(block, Table):
        return "table"
    if block.heading:
        return "heading"
    if block.level:
        return "list"
    words = [run for run in block.runs if run.text.strip()]
    return "code" if block.code or (words and all(run.look.code for run in words)) else "text"


def _group(kind: str, blocks: Sequence[Block]) -> str:
    paragraphs = [block for block in blocks if isinstance(block, Paragraph)]
    if kind == "code":
        code = "\n".join(each.text for each in paragraphs)
        return f"<pre>{html.escape(code)}</pre>"
    if kind == "list":
        return "".join(_listed(paragraphs))
    if kind == "heading":
        return "".join(
            f"<h{level}>{_said(each)}</h{level}>" for each in paragraphs for level in (min(each.level, _LOWEST),)
        )
    tables = (block for block in blocks if isinstance(block, Table))
    return "".join(map(_tabled, tables)) + "".join(f"<p>{_said(each)}</p>" for each in paragraphs)


def _tabled(table: Table) -> str:
    rows = ("".join(f"<td>{_celled(cell, alone=len(row) == 1)}</td>" for cell in row) for row in table.rows)
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"


def _celled(cell: Sequence[Block], *, alone: bool) -> str:
    """Write a cell: one of code beside others is a word of it."""
    (block, *more) = cell or (Paragraph(()),)
    if isinstance(block, Paragraph) and _kind(block) == "code" and not (more or alone):
        return f"<p>{_said(block)}</p>"
    return _written(cell)


def _listed(paragraphs: Sequence[Paragraph]) -> Iterator[str]:
    """Write items of any level as lists in lists; one whose number does not follow begins another."""
    top = min(each.level for each in paragraphs) - 1
    open_: list[tuple[str, int]] = []  # the lists that are open: their tags, and the last number in them
    for each in paragraphs:
        level = min(each.level - top, _DEEPEST)
        tag = "ol" if each.number else "ul"
        while len(open_) > level or (
            len(open_) == level
            and each.number is not None
            and open_[-1] != (tag, each.number - 1 if each.number else 0)
        ):
            yield f"</li></{open_.pop()[0]}>"
        if each.number is None:
            yield f"<p>{_said(each)}</p>"
            continue
        fresh = len(open_) < level
        while len(open_) < level:
            start = f' start="{each.number}"' if each.number and len(open_) == level - 1 else ""
            yield f"<{tag}{start}><li>"
            open_.append((tag, 0))
        open_[-1] = (tag, each.number or 0)
        yield f"{'' if fresh else '</li><li>'}{_said(each)}"
    while open_:
        yield f"</li></{open_.pop()[0]}>"


def _said(paragraph: Paragraph) -> str:
    return "".join(
        _run("".join(run.text for run in runs), look) for look, runs in groupby(paragraph.runs, lambda run: run.look)
    )


def _run(text: str, look: Look) -> str:
    said = html.escape(text).replace("\n", "<br />")
    for tag, has in (("code", look.code), ("strong", look.bold), ("sup", look.raised)):
        said = f"<{tag}>{said}</{tag}>" if has and text.strip() else said
    return f'<a href="{html.escape(look.link)}">{said}</a>' if _SAFE.match(look.link) else said
