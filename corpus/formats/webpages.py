"""A page of HTML to lines of Markdown, in which questions are looked for as in other notes."""

import html
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from corpus.entries.leftovers import shortened
from corpus.formats.placed import Made
from corpus.formats.tags import Token, pairs, tokens
from corpus.formats.writer import Writer
from corpus.lines.markers import ASKS, SURE, asks
from corpus.lines.plain import key, plain
from corpus.model import Finding

PAGES = frozenset({".html", ".htm", ".xhtml"})
"""Suffixes of pages."""

_PAGE = re.compile(
    r"\s*(?:<\?xml[^<>]{0,200}>\s*)?(?:<!--(?:(?!-->).){0,2000}-->\s*)?<(?:!doctype\s+html|html)\b", re.I | re.S
)
_LEFT_OUT = {
    "head": "the head of a page",
    "title": "the head of a page",
    "nav": "the menu of a page",
    "footer": "the foot of a page",
    "script": "a script of a page",
    "style": "the style of a page",
    "template": "a part of a page that does not show",
    "noscript": "a part of a page that does not show",
    "svg": "a drawing",
    "select": "a choice of a form",
    "textarea": "a field of a form",
}
_ROLES = {"navigation": "nav", "contentinfo": "footer"}
_RULE = re.compile(r"\.([\w-]{1,80})\s*\{([^{}]{0,2000})\}")
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_ASKING = 0.4  # share of the terms of a page that ask, from which all of them are questions
_HEADING = re.compile(r"h([1-6])\Z")
_OPENS = re.compile(
    r"(?:^|[\s_-])(?:accordion|collaps\w{0,8}|faqs?|questions?|toggle|expand\w{0,3}|spoiler)(?:$|[\s_-])", re.IGNORECASE
)
_ASKED = re.compile(
    r"(?:^|\s)(?:(?:[a-z]{1,12}[-_]{1,2})?(?:question|frage|pregunta)(?:[-_]{1,2}(?:text|title|header|heading|body|name))?"
    r"|(?:[a-z]{1,12}[-_]{1,2})?(?:faqs?|accordion|collaps\w{0,8}|toggle|qa)"
    r"(?:[-_]{1,2}(?:item|card|panel))?[-_]{1,2}(?:q|question|title|header|heading|head|button|trigger|toggle|summary))(?:$|\s)",
    re.IGNORECASE,
)
"""Classes of what holds a question and nothing else."""

_ANSWERED = re.compile(
    r"(?:^|[\s_-])(?:answer|antwort|respuesta|reponse|response|panel|content|body|collapse)(?:$|[\s_-])", re.I
)
_TOOLS = re.compile(r"menu|nav|burger|sidebar|theme|dark|lang|search|chat|cookie", re.IGNORECASE)
"""Classes of buttons that open a part of the page which is no answer."""

_WINDOW = re.compile(r"(?:^|[\s_-])(?:(?:live[-_]?)?chat|cookie|consent|newsletter|subscri(?:be|ption))", re.IGNORECASE)
_FIELDS = frozenset({"input", "button", "form", "textarea"})
_SMALL = 0.25  # share of a page's text that such a window holds at most

_CLASSED = frozenset({"div", "p", "span", "a", "li", "strong", "b", "label", "td"})
_BLOCKS = frozenset(
    re.findall(
        r"\w+",
        """
address article aside blockquote body center dd div dl fieldset figcaption figure footer form header
html main nav ol p section table ul details legend caption
""",
    )
)
_DEEPER = re.compile(r"(</?h)([1-5])\b", re.IGNORECASE)
_START = re.compile(r"[0-9]{1,4}\Z")
_TITLE = 300  # characters of a title
_LEVEL = 4  # of a heading that is none in the page: below its titles, above what answers are divided by


def is_page(text: str, suffix: str) -> bool:
    """Say whether a document is a page of HTML, by its suffix or its first words."""
    return suffix in PAGES or ("<" in text[:400] and _PAGE.match(text[:4000]) is not None)


def page_lines(text: str, bold: Collection[str] = ()) -> Made:
    """Write a page in Markdown; what does not show or belongs to no text (menu, script) is left out with a Finding.

    What has one of the classes ``bold``, or of those that the page sets so, is written as such.
    """
    page = list(tokens(text))
    page = list(_named(page, {*bold, *bold_classes("".join(_inside(page, "style")))}))
    closed = pairs(page)
    paired = {*closed, *closed.values()}
    findings: list[Finding] = []
    reader = _Reader(Writer(), _terms_ask(page))
    windows = _windows(page, closed)
    index = 0
    while index < len(page):
        token = page[index]
        why = _LEFT_OUT.get(token.name) or windows.get(index) if token.kind == "open" else None
        if why and index in closed:
            end = closed[index]
            findings += _left_out(page[index : end + 1], why)
            index = end
        else:
            reader.take(replace(token, name="div") if token.name == "pre" and index not in paired else token, index)
        index += 1
    lines = reader.done()
    end = _below(lines, reader.heads, reader.closed, closed)
    if end < len(lines):
        said = shortened(plain(" ".join(text for _, text in lines[end:])))
        last = max(reader.tall.get(at, lines[at][0]) for at in range(end, len(lines)))
        findings.append(Finding("skipped", f"below the questions of a page: {said}", lines[end][0], last))
        del lines[end:]
    return Made(
        tuple(line for _, line in lines),
        tuple(number for number, _ in lines),
        tuple(findings),
        _ends(page, closed),
        reader.tall,
    )


def bold_classes(styles: str) -> Iterator[str]:
    """Yield the classes that style sheets set bold."""
    return (name for name, look in _RULE.findall(styles) if _BOLD.search(look))


def _inside(page: Sequence[Token], name: str) -> Iterator[str]:
    """Yield the texts right behind the tags of this name, in which no others are."""
    return (text.text for tag, text in pairwise(page) if (tag.kind, tag.name, text.kind) == ("open", name, "text"))


def _named(page: Sequence[Token], bold: Collection[str]) -> Iterator[Token]:
    """Yield the tags and texts of a page, those that say by a role, a style or a class what they are by its name.

    So is the first that has the class of a title where no heading is the topmost, and the title of the page, if it has
    one, says the same.
    """
    closed = pairs(page)
    names = {at: _called(page[at], bold) for at in closed if page[at].attributes}
    if not any(token.name == "h1" for token in page):
        title = key(html.unescape(" ".join(_inside(page, "title"))))
        titled = (at for at in closed if "title" in page[at].attribute("class").split())
        first = min(titled, default=-1)
        inner = page[first + 1 : closed.get(first, 0)]
        text = html.unescape("".join(one.text for one in inner if one.kind == "text")).strip()
        whole = len(text) <= _TITLE and not any(_HEADING.match(one.name) for one in inner)
        if whole and (said := key(text)) and said == (title or said):
            names[first] = "h1"
    ends = {closed[at]: name for at, name in names.items() if name}
    for at, token in enumerate(page):
        name = names.get(at) or ends.get(at) or token.name
        if name == "b" and token.name == "p":
            yield from ((token, replace(token, name="b")) if at in names else (replace(token, name="b"), token))
        else:
            yield token if name == token.name else replace(token, name=name)


def _called(token: Token, bold: Collection[str]) -> str:
    """Return the name of the tag that an element stands for, nothing where it says none."""
    role = _ROLES.get(token.attribute("role").lower(), "") if token.name in _BLOCKS else ""
    if role or token.name not in ("span", "font", "p"):
        return role
    styled = _BOLD.search(token.attribute("style")[:400]) or not {*token.attribute("class").split()}.isdisjoint(bold)
    return "b" if styled else ""


def deeper(text: str) -> str:
    """Return a page with each heading a level deeper: below the title of what it is a part of."""
    return _DEEPER.sub(lambda found: f"{found[1]}{int(found[2]) + 1}", text)


def _windows(page: Sequence[Token], closed: dict[int, int]) -> dict[int, str]:
    """Return where windows open that are no text of a page: a small part with fields, called a chat or the like."""
    said = [0, *accumulate(len(token.text.strip()) if token.kind == "text" else 0 for token in page)]
    fields = [0, *accumulate(token.kind == "open" and token.name in _FIELDS for token in page)]
    return {
        start: "a window of a page"
        for start, end in closed.items()
        if fields[end] > fields[start]
        and said[end] - said[start] <= _SMALL * said[-1]
        and any(_WINDOW.search(page[start].attribute(name)[:400]) for name in ("class", "id"))
    }


def _below(
    lines: Sequence[tuple[int, str]], heads: Sequence[tuple[int, int]], done: dict[int, int], closed: dict[int, int]
) -> int:
    """Return the line from which a page goes on outside of what holds all its questions, their count where it does not.

    ``heads`` are the token and the line of each heading, ``done`` the count of lines at each closing tag. What asks
    there, or has a heading, belongs to the questions.
    """
    asking = [token for token, line in heads if line < len(lines) and asks(plain(lines[line][1].lstrip("# "))) >= ASKS]
    if len(asking) < 2:
        return len(lines)
    around = [start for start, end in closed.items() if start < asking[0] and end > asking[-1]]
    last = closed[max(around)] if around else -1
    end = done.get(last, len(lines))
    more = any(token > last for token, _ in heads) or any(asks(plain(text)) >= SURE for _, text in lines[end:])
    return len(lines) if more or not any(text for _, text in lines[end:]) else end


def _left_out(part: Sequence[Token], why: str) -> list[Finding]:
    """Make a finding of a part that is left out, of the words of a script or a style none."""
    words = " ".join(plain(html.unescape(token.text)) for token in _shown(part) if token.text.strip())
    message = f"{why}: {shortened(words)}" if words.strip() else why
    if not any(token.kind == "text" and token.text.strip() for token in part):
        return []
    return [Finding("skipped", message, part[0].line, part[-1].line)]


def _shown(part: Sequence[Token]) -> list[Token]:
    """Return the texts of a part that are no script, the first few of them."""
    found = []
    hidden = ""
    for token in part:
        if token.name in ("script", "style"):
            hidden = token.name if token.kind == "open" else ""
        elif token.kind == "text" and not hidden and token.text.strip():
            found.append(token)
    return found[:20]


def _terms_ask(page: Sequence[Token]) -> bool:
    """Say whether the terms of a page's lists of definitions ask, or nothing else in it is a heading."""
    terms: list[str] = []
    term = False
    headed = False
    for token in page:
        if token.kind == "text" and term:
            terms[-1] += token.text[:400]
        elif token.name in ("dt", "dd", "dl"):
            term = token.kind == "open" and token.name == "dt"
            terms += [""] if term else []
        headed |= token.kind == "open" and token.name in ("h2", "h3", "h4", "h5", "h6")
    asking = sum(asks(plain(html.unescape(term))) >= ASKS for term in terms)
    return not headed or asking >= _ASKING * len(terms)


def _ends(page: Sequence[Token], closed: dict[int, int]) -> dict[int, int]:
    """Map each raw line of nothing but end tags to the first line of what ends there."""
    begins = {end: page[start].line for start, end in closed.items()}
    found: dict[int, int] = {}
    others: set[int] = set()
    for index, token in enumerate(page):
        if token.kind == "close":
            found[token.line] = min(found.get(token.line, token.line), begins.get(index, 0))
        elif token.kind != "text":
            others.update(range(token.line, token.line + token.text.count("\n") + 1))
        else:
            filled = (at for at, line in enumerate(token.text.split("\n")) if line.strip())
            others.update(token.line + at for at in filled)
    return {line: first for line, first in found.items() if line not in others}


@dataclass(slots=True)
class _Head:
    """A heading that is open: what ends it, and how many of that name are open in it."""

    name: str
    depth: int = 1


class _Reader:
    """Reads tags and texts one after the other and writes them down."""

    def __init__(self, writer: Writer, terms: bool) -> None:
        self._writer = writer
        self._terms = terms
        self._head: _Head | None = None
        self.heads: list[tuple[int, int]] = []
        self.closed: dict[int, int] = {}

    def done(self) -> list[tuple[int, str]]:
        """Return the lines with their numbers."""
        self._writer.block(0)
        return self._writer.lines

    @property
    def tall(self) -> dict[int, int]:
        """Return the last raw line of each line that is made of several."""
        return self._writer.tall

    def take(self, token: Token, index: int) -> None:
        """Write a token down; ``heads`` and ``closed`` keep where the lines of headings and of ends are."""
        if token.kind == "text":
            self._writer.text(token.line, token.text)
        elif token.kind == "open":
            head = self._head
            self._open(token)
            if self._head is not None and self._head is not head:
                self.heads.append((index, len(self._writer.lines)))
        elif token.kind == "close":
            self._close(token)
            self.closed[index] = len(self._writer.lines)

    def _open(self, token: Token) -> None:
        writer, name = self._writer, token.name
        if writer.verbatim:
            return
        if self._head is not None:
            mistyped = name == self._head.name and writer.asked and _HEADING.match(name) is not None
            self._open_in_head(token)
            if self._head is not None or mistyped:  # <h2>…<h2> for <h2>…</h2>
                return
        level = self._level(token)
        if level:
            writer.heading(token.line, level)
            self._head = _Head(name)
        elif name == "summary":
            writer.folded(token.line)
            self._head = _Head(name)
        elif name == "details":
            writer.alone(token.line, "<details>")
        elif name == "pre":
            writer.code(token.line)
        elif name in ("ul", "ol"):
            start = token.attribute("start")
            writer.list((int(start) if _START.match(start) else 1) if name == "ol" else None)
        elif name == "li":
            writer.item(token.line)
        elif name in ("tr", "td", "th"):
            writer.cell(token.line, name)
        elif name == "br":
            writer.broken(token.line)
        elif name == "hr":
            writer.rule(token.line)
        elif name == "img":
            writer.image(token.line, token.attribute("alt"), token.attribute("src"))
        elif name in _BLOCKS or name in ("dt", "button"):
            writer.block(token.line)
            if name == "dt":
                writer.mark("b")
        else:
            writer.mark(name, token.attribute("href") if name == "a" else "")

    def _level(self, token: Token) -> int:
        """Return the level of the heading that a tag opens, 0 where it opens none."""
        heading = _HEADING.match(token.name)
        if heading:
            return int(heading.group(1))
        if token.name == "dt":
            return _LEVEL if self._terms else 0
        classes = token.attribute("class")[:400]
        if token.name == "button":
            folds = any(
                token.attribute(name) for name in ("aria-controls", "aria-expanded", "data-target", "data-bs-target")
            )
            return _LEVEL if folds or (_OPENS.search(classes) and not _TOOLS.search(classes)) else 0
        return _LEVEL if token.name in _CLASSED and _ASKED.search(classes) else 0

    def _open_in_head(self, token: Token) -> None:
        """Read a tag inside a heading: a block after its words ends it, a real heading before them takes its place."""
        writer, head = self._writer, self._head
        block = (
            token.name in _BLOCKS or token.name in ("li", "pre", "tr", "td", "dt", "hr") or _HEADING.match(token.name)
        )
        answer = token.name != "a" and _ANSWERED.search(token.attribute("class")[:400])
        if head is None or (writer.asked and (block or answer)):
            writer.ended(token.line)
            self._head = None
        elif not writer.asked and (
            token.name in ("ul", "ol", "table", "pre") or (_HEADING.match(token.name) and head.name != "summary")
        ):
            writer.dropped()
            self._head = None
        elif token.name == head.name:
            head.depth += 1

    def _close(self, token: Token) -> None:
        writer, name = self._writer, token.name
        if writer.verbatim:
            if name == "pre":
                writer.coded(token.line)
            return
        if self._head is not None:
            self._head.depth -= name == self._head.name
            if self._head.depth == 0 or (_HEADING.match(name) and _HEADING.match(self._head.name)):
                writer.ended(token.line)
                self._head = None
        elif name == "details":
            writer.alone(token.line, "</details>")
        elif name in ("ul", "ol"):
            writer.listed(token.line)
        elif name in ("tr", "table"):
            writer.row(token.line, name)
        elif name in _BLOCKS or _HEADING.match(name) or name in ("dt", "li", "button"):
            writer.block(token.line)
        else:
            writer.marked(name)
