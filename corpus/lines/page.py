"""A document's lines with what is known of them before questions are looked for."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from corpus.lines.choices import choices, labels_answer
from corpus.lines.details import Details, find_details
from corpus.lines.folds import find_folds
from corpus.lines.markers import is_back_link, read, shows_answer
from corpus.lines.nesting import outdented
from corpus.lines.plain import count_words, key, plain
from corpus.lines.scanning import Kind, Line, line_below, scan
from corpus.lines.titles import titled
from corpus.lines.words import ONWARD

_LINKED = re.compile(
    r"[^\w\[<]{0,12}(?:\d{1,4}(?:\.\d{1,4})*[.)\]:]?[ \t]*)?[^\w\[<]{0,6}\[(?:[^\[\]]"
    r"|\[[^\[\]]*\]){1,400}\]\(<?#[^()]{0,400}\)(.*)$"
)
_HTML_LINK = re.compile(r"[^\w<]{0,12}<a\s[^<>]{0,100}href=[\"']?#[^<>]{1,300}>.{0,400}</a>(.*)$", re.IGNORECASE)


_ANY_LINK = re.compile(
    r"!?\[[^\[\]]{0,400}\]\([^()\s]{0,600}[^()]{0,200}\)|<a\s[^<>]{0,600}>.{0,400}?</a>|<?https?://[^\s<>]{1,600}>?"
)


_COMMAND = re.compile(
    r"(?:[$>%#] ?)?(?:sudo |export |set )?(?:(?:curl|wget|https?|ssh|telnet)[ \t]"
    r"|(?:git|svn|hg|pip3?|pipx|conda|np[mx]|yarn|pnpm|gem|cargo|go (?:get|install)|brew|apt(?:-get)?|dnf|yum|docker"
    r"|podman|kubectl|helm|oc|ansible|composer)[ \t]+(?!https?:)"
    r"|[\w.-]{1,60} ?= ?[\"']?https?:)"
)
"""What a line begins with in which an address is said to a program."""

_UP = "↑⬆🔝🔼▲↥⤴"
_BACK = ("back", "наверх", "вверх", "нагору", "к ", "до ", "回", "返回")
_SAYS = (Kind.TEXT, Kind.ITEM, Kind.CODE)
_PAGE = re.compile(r"(?<=[\s.…])(?:\d{1,4}|[ivxlc]{1,6})$")
_DIGITS = 6  # of such a number
_DOTS = " .…·․"
_FEW_DOTS = 4  # dots that lead to a number
_FEWEST = 3  # links that are titles, or lines with numbers of pages
_MOST = 0.8  # share of the links of a page that stand over text then
_FEW = 5  # words of a line that leads back to the top without being a link


@dataclass(frozen=True, slots=True)
class Page:
    """A document's lines; indexes count from 0.

    ``content[i]`` counts the lines with content (text, items, tables, code) before line ``i``. ``contents`` are the
    lines of a table of contents, ``options`` those of multiple-choice options, ``lettered`` those of answers in
    lettered steps and of choices marked as right, ``back`` those that only lead back to the top, ``answers`` those that
    begin with the label of an answer, ``linked`` those that are hardly more than links.
    ``closes`` maps the line of a ``</details>`` to the last line on which one that it closes was opened.
    """

    lines: tuple[Line, ...]
    details: tuple[Details, ...]
    content: tuple[int, ...]
    contents: frozenset[int]
    options: frozenset[int]
    lettered: frozenset[int]
    back: frozenset[int]
    answers: frozenset[int]
    closes: dict[int, int]
    linked: frozenset[int]

    def said(self, first: int, last: int) -> int:
        """Count the lines with content from ``first`` to ``last``, both included."""
        return self.content[last + 1] - self.content[first] if last >= first else 0


def read_page(lines: Sequence[str], suffix: str = ".md", around: Collection[int] = ()) -> Page:
    """Read a document's lines; those ``around`` its messages are marks of a program."""
    found = tuple(outdented(titled(scan(lines, suffix, around))))
    contents = _contents(found) | _leaders(found)
    options, lettered = choices(found)
    back = frozenset(index for index, line in enumerate(found) if _leads_back(line))
    answers = frozenset(index for index, line in enumerate(found) if labels_answer(line)) - options - lettered
    linked = frozenset(index for index, line in enumerate(found) if _mostly_link(line))
    details = tuple(find_details(found, find_folds(found)))
    answers |= {one.said for one in details if shows_answer(plain(one.summary))}
    closes = {one.close: one.open for one in details if one.closed}
    return Page(
        found,
        details,
        _content(found, contents | back | options),
        contents,
        options,
        lettered,
        back,
        answers,
        closes,
        linked,
    )


def without(page: Page, indexes: Iterable[int]) -> Page:
    """Return the page with some lines not counted as content."""
    idle = page.contents | page.back | page.options | frozenset(indexes)
    return replace(page, content=_content(page.lines, idle))


def retitled(page: Page, lines: Sequence[Line]) -> Page:
    """Return the page with other lines, of which some were called headings."""
    return without(replace(page, lines=tuple(lines)), ())


def _content(lines: Sequence[Line], idle: Collection[int]) -> tuple[int, ...]:
    counts = [0]
    for index, line in enumerate(lines):
        solid = line.kind in (Kind.TEXT, Kind.ITEM, Kind.CODE, Kind.TABLE) or (
            line.kind is Kind.TAG and ("<img" in line.raw or line.indent > 3)
        )
        counts.append(counts[-1] + (solid and index not in idle))
    return tuple(counts)


def _leads_back(line: Line) -> bool:
    if line.kind not in (Kind.TEXT, Kind.ITEM, Kind.HEADING) or len(line.raw) > 400:
        return False
    linked = "](" in line.raw or "href" in line.raw or any(sign in line.raw for sign in _UP)
    if linked and (match := _LINKED.match(line.body)) and not match.group(1).strip("*_ ") and line.words[:1] in _UP:
        return True
    said = line.words.casefold().startswith(_BACK) and count_words(line.words) <= _FEW
    return ((linked or said) and is_back_link(line.words)) or ("](" in line.raw and _leads_on(line))


def _leads_on(line: Line) -> bool:
    """Say whether a line is nothing but links to the next notes, or those before, and words that say so."""
    links = [plain(link.group()) for link in _ANY_LINK.finditer(line.body)]
    parts = [plain(part) for part in _ANY_LINK.split(line.body)]
    beside = [part for part in parts if any(map(str.isalnum, part))]
    if not beside:
        return all(ONWARD.fullmatch(re.split("[:：]", link)[0]) or is_back_link(link) for link in links)
    return parts[-1:] != beside[-1:] and len(beside) == len(links) and all(map(ONWARD.fullmatch, beside))


def _mostly_link(line: Line) -> bool:
    if (
        line.kind not in (Kind.TEXT, Kind.ITEM, Kind.TAG, Kind.HEADING)
        or len(line.raw) > 2000
        or line.raw.lstrip().startswith("![")
    ):
        return False
    if "](" not in line.raw and "http" not in line.raw and "href" not in line.raw:
        return False
    if _COMMAND.match(line.body):
        return False
    rest = _ANY_LINK.sub("", line.body or line.raw)
    return count_words(plain(rest)) <= (8 if line.kind is Kind.HEADING else 4)


def _contents(lines: Sequence[Line]) -> frozenset[int]:
    """Find the links into the page itself that are nothing but links: two or more near one another.

    Where nearly each of them stands over text of its own, and over no heading that says the same, none is.
    """
    linked = [index for index, line in enumerate(lines) if _is_link(line)]
    if _titles(lines, linked):
        return frozenset()
    near: set[int] = set()
    for one, other in pairwise(linked):
        if other - one <= 3:
            near.update((one, other))
    for index in sorted(near):
        for side in (index - 1, index - 2):
            if side >= 0 and lines[side].kind is Kind.TABLE and lines[index].kind is Kind.TABLE:
                near.add(side)
    return frozenset(near)


def _leaders(lines: Sequence[Line]) -> frozenset[int]:
    """Find the lines of a printed table of contents: dots lead to the numbers of pages, which rise."""
    found: set[int] = set()
    run: list[tuple[int, int]] = []
    for index, line in enumerate((*lines, None)):
        if line is not None and (page := _led_to(line.raw)) is not None and page >= (run[-1][1] if run else 0):
            run.append((index, page))
        elif line is None or line.kind is not Kind.BLANK:
            if len(run) >= _FEWEST and run[0][1] < run[-1][1]:
                found.update(at for at, _ in run)
            run = []
    return frozenset(found)


def _led_to(text: str) -> int | None:
    """Return the number of a page that dots lead to at the end of a line, 0 for a Roman one, None where none do."""
    text = text.rstrip()
    number = _PAGE.search(text, max(len(text) - _DIGITS, 0))
    if number is None:
        return None
    head = text[: number.start()].rstrip()
    dots = head[len(head.rstrip(_DOTS)) :].replace(" ", "").replace("…", "...")
    if len(dots) < _FEW_DOTS or not head.strip(_DOTS):
        return None
    return int(number[0]) if number[0].isdecimal() else 0


def _titles(lines: Sequence[Line], linked: Sequence[int]) -> bool:
    """Say whether links into the page are the titles of its text rather than a list of them."""
    items = [index for index in linked if lines[index].kind is not Kind.TABLE]
    below = (line_below(lines, at, 1) for at in items)
    apart = set(items)
    told = sum(line is not None and line.kind in _SAYS and line.number - 1 not in apart for line in below)
    if told < max(_FEWEST, _MOST * len(linked)):
        return False
    headed = {key(read(line.words).text) for line in lines if line.kind is Kind.HEADING}
    return sum(key(read(lines[at].words).text) in headed for at in items) * 2 < len(items)


def _is_link(line: Line) -> bool:
    if "#" not in line.raw or len(line.raw) > 2000 or line.kind not in (Kind.ITEM, Kind.TEXT, Kind.TABLE, Kind.TAG):
        return False
    if line.kind is Kind.TABLE:
        return "](#" in line.raw or 'href="#' in line.raw
    match = _LINKED.match(line.body) or _HTML_LINK.match(line.raw.strip())
    rest = plain(match.group(1)) if match else "x x x x x x"
    return count_words(rest) <= 5 or "](#" in match.group(1) if match else False
