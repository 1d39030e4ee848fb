"""A document's lines with what is known of them before questions are looked for."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from corpus.details import Details, find_details
from corpus.folds import find_folds
from corpus.lines import LONG, Kind, Line, scan
from corpus.markers import asks, defines, is_answer, is_back_link, is_part, option
from corpus.plain import plain
from corpus.titles import titled
from corpus.words import QUESTION_MARKS

_LINKED = re.compile(
    r"[^\w\[<]{0,12}(?:\d{1,4}(?:\.\d{1,4})*[.)\]:]?[ \t]*)?[^\w\[<]{0,6}\[(?:[^\[\]]"
    r"|\[[^\[\]]*\]){1,400}\]\(<?#[^()]{0,400}\)(.*)$"
)
_HTML_LINK = re.compile(r"[^\w<]{0,12}<a\s[^<>]{0,100}href=[\"']?#[^<>]{1,300}>.{0,400}</a>(.*)$", re.IGNORECASE)


_ANY_LINK = re.compile(
    r"!?\[[^\[\]]{0,400}\]\([^()\s]{0,600}[^()]{0,200}\)|<a\s[^<>]{0,600}>.{0,400}?</a>|<?https?://[^\s<>]{1,600}>?"
)


_UP = "↑⬆🔝🔼▲↥⤴"
_BACK = ("back", "наверх", "вверх", "нагору", "к ", "до ", "回", "返回")
_FOLLOWS = 6  # lines below options in which the answer is labelled
_SINGLE = 0.2  # share of lettered lists with one letter only from which letters mark no choice
_FEW = 5  # words of a line that leads back to the top without being a link


@dataclass(frozen=True, slots=True)
class Page:
    """A document's lines; indexes count from 0.

    ``content[i]`` counts the lines with content (text, items, tables, code) before line ``i``. ``contents`` are the
    lines of a table of contents, ``options`` those of multiple-choice options, ``back`` those that only lead back to
    the top, ``answers`` those that begin with the label of an answer, ``linked`` those that are hardly more than links.
    ``closes`` maps the line of a ``</details>`` to the last line on which one that it closes was opened.
    """

    lines: tuple[Line, ...]
    details: tuple[Details, ...]
    content: tuple[int, ...]
    contents: frozenset[int]
    options: frozenset[int]
    back: frozenset[int]
    answers: frozenset[int]
    closes: dict[int, int]
    linked: frozenset[int]

    def said(self, first: int, last: int) -> int:
        """Count the lines with content from ``first`` to ``last``, both included."""
        return self.content[last + 1] - self.content[first] if last >= first else 0


def read_page(lines: Sequence[str], suffix: str = ".md") -> Page:
    """Read a document's lines."""
    found = tuple(titled(scan(lines, suffix)))
    contents = _contents(found)
    options = _options(found)
    back = frozenset(index for index, line in enumerate(found) if _leads_back(line))
    answers = frozenset(index for index, line in enumerate(found) if _labels_answer(line) and index not in options)
    linked = frozenset(index for index, line in enumerate(found) if _mostly_link(line))
    details = tuple(find_details(found, find_folds(found)))
    closes = {one.close: one.open for one in details if one.closed}
    return Page(
        found, details, _content(found, contents | back | options), contents, options, back, answers, closes, linked
    )


def without(page: Page, indexes: Iterable[int]) -> Page:
    """Return the page with some lines not counted as content."""
    idle = page.contents | page.back | page.options | frozenset(indexes)
    return replace(page, content=_content(page.lines, idle))


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
    said = line.words.casefold().startswith(_BACK) and len(line.words.split()) <= _FEW
    return (linked or said) and is_back_link(line.words)


def _labels_answer(line: Line) -> bool:
    if line.kind is Kind.TEXT and defines(line.body):
        return True
    return line.kind in (Kind.TEXT, Kind.ITEM, Kind.HEADING) and len(line.raw) <= LONG and is_answer(line.words[:300])


def _mostly_link(line: Line) -> bool:
    if (
        line.kind not in (Kind.TEXT, Kind.ITEM, Kind.TAG, Kind.HEADING)
        or len(line.raw) > 2000
        or line.raw.lstrip().startswith("![")
    ):
        return False
    if "](" not in line.raw and "http" not in line.raw and "href" not in line.raw:
        return False
    rest = _ANY_LINK.sub("", line.body or line.raw)
    return len(plain(rest).split()) <= (8 if line.kind is Kind.HEADING else 4)


def _contents(lines: Sequence[Line]) -> frozenset[int]:
    """Find the links into the page itself that are nothing but links: two or more near one another."""
    linked = [index for index, line in enumerate(lines) if _is_link(line)]
    near: set[int] = set()
    for one, other in pairwise(linked):
        if other - one <= 3:
            near.update((one, other))
    for index in sorted(near):
        for side in (index - 1, index - 2):
            if side >= 0 and lines[side].kind is Kind.TABLE and lines[index].kind is Kind.TABLE:
                near.add(side)
    return frozenset(near)


def _is_link(line: Line) -> bool:
    if "#" not in line.raw or len(line.raw) > 2000 or line.kind not in (Kind.ITEM, Kind.TEXT, Kind.TABLE, Kind.TAG):
        return False
    if line.kind is Kind.TABLE:
        return "](#" in line.raw or 'href="#' in line.raw
    match = _LINKED.match(line.body) or _HTML_LINK.match(line.raw.strip())
    rest = plain(match.group(1)) if match else "x x x x x x"
    return len(rest.split()) <= 5 or "](#" in match.group(1) if match else False


def _options(lines: Sequence[Line]) -> frozenset[int]:
    """Find runs of lines labelled A, B, C … in order; blank lines and wrapped text may stand between."""
    runs: list[list[int]] = []
    run: list[int] = []
    expected = "a"
    for index, line in enumerate(lines):
        if line.kind is Kind.BLANK:
            continue
        letter = option(line.words[:120]) if line.kind in (Kind.TEXT, Kind.ITEM) and len(line.raw) < 1000 else ""
        if letter and letter == expected:
            run.append(index)
            expected = chr(ord(letter) + 1)
            continue
        if (
            not letter
            and line.kind is Kind.TEXT
            and run
            and index == run[-1] + 1
            and not line.opens
            and not is_answer(line.words[:120])
        ):
            run.append(index)
            continue
        runs.append(run)
        run, expected = ([index], "b") if letter == "a" else ([], "a")
    runs = [one for one in [*runs, run] if one]
    return frozenset() if _lettered(lines, runs) else frozenset(at for one in runs for at in _kept(one, lines))


def _lettered(lines: Sequence[Line], runs: Sequence[list[int]]) -> bool:
    """Say whether a document letters its answers: a single letter stands below a question, and none is labelled."""
    single = sum(
        len(run) == 1
        and asks(_above(lines, run[0]).words) >= 0.6
        and lines[run[0]].indent > _above(lines, run[0]).indent
        for run in runs
    )
    if not single or single < _SINGLE * len(runs):
        return False
    return not any(_labels_answer(line) for run in runs for line in lines[run[-1] + 1 : run[-1] + _FOLLOWS])


def _above(lines: Sequence[Line], index: int) -> Line:
    """Return the line with words above another, itself where there is none."""
    above = (line for line in reversed(lines[max(index - 3, 0) : index]) if line.kind is not Kind.BLANK)
    return next(above, lines[index])


def _kept(run: list[int], lines: Sequence[Line]) -> list[int]:
    letters = [index for index in run if option(lines[index].words[:120])]
    if len(letters) < 2 or all(asks(lines[index].words[2:]) >= 1 for index in letters):
        return []
    return [] if _answers(lines, run[0] - 1) or _told(lines, run) or _in_parts(lines, run[0], len(letters)) else run


def _in_parts(lines: Sequence[Line], first: int, letters: int) -> bool:
    """Say whether right above lettered lines stand as many questions as there are letters: each answers one."""
    return sum(map(_above(lines, first).words.count, QUESTION_MARKS)) == letters


def _told(lines: Sequence[Line], run: Sequence[int]) -> bool:
    """Say whether lettered lines stand under an announcement inside an answer: no label of an answer follows them."""
    above = lines[run[0] - 1] if run[0] else None
    if above is None or above.kind is not Kind.TEXT or above.words[-1:] not in (":", "：") or asks(above.words) >= 0.6:
        return False
    if run[0] < 2 or asks(lines[run[0] - 2].words) < 0.6:
        return False
    return not any(_labels_answer(line) for line in lines[run[-1] + 1 : run[-1] + _FOLLOWS])


def _answers(lines: Sequence[Line], index: int) -> bool:
    """Say whether the text down to line ``index`` is labelled as an answer: what it lists below is no choice."""
    while index >= 0 and lines[index].kind is Kind.BLANK:
        index -= 1
    while index > 0 and lines[index].kind is Kind.TEXT and not lines[index].opens and not _labels_answer(lines[index]):
        index -= 1
    return index >= 0 and (_labels_answer(lines[index]) or is_part(lines[index].words))
