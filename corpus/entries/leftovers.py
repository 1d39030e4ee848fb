"""What of a document is in no entry, as Findings: what a person would want to know of, and nothing else."""

import re
from collections.abc import Sequence
from itertools import groupby

from corpus.entries.chatter import is_offer, opening
from corpus.entries.lists import Listed, unanswered
from corpus.lines.page import Page
from corpus.lines.plain import plain
from corpus.lines.scanning import LONG, Kind, line_above
from corpus.model import Entry, Finding

_ELSEWHERE = re.compile(r"\]\((?!#)|\bhref=[\"']?+(?!#)", re.IGNORECASE)  # a link that leads out of the page
_SAID = 80  # characters of what was left aside that a finding repeats
_BETWEEN = 1  # lines with content between two lists that are parts of one
_MARKUP = (Kind.BLANK, Kind.RULE, Kind.UNDERLINE, Kind.TAG)
_WITHIN = (Kind.BLANK, Kind.UNDERLINE, Kind.TAG)


def left_open(page: Page, lists: Sequence[Sequence[Listed]], entries: Sequence[Entry]) -> list[Finding]:
    """Make a finding of each list of questions, and of each question in it that no entry answers."""
    inside = [run for run in lists if not any(one.lines.start <= run[0].index + 1 <= one.lines.end for one in entries)]
    open_ = {one.index for one in unanswered(inside, (entry.question for entry in entries))}
    found: list[Finding] = []
    end = -1
    for run in inside:
        if found and page.said(end + 1, run[0].index - 1) <= _BETWEEN:
            found[-1] = Finding("skipped", "a list of questions", found[-1].start, run[-1].last + 1)
        else:
            found.append(Finding("skipped", "a list of questions", titled(page, run[0].index) + 1, run[-1].last + 1))
        end = run[-1].last
    found.extend(
        Finding("unanswered", f"a question without an answer: {one.text}", one.index + 1, one.index + 1)
        for run in inside
        for one in run
        if one.index in open_
    )
    return found


def titled(page: Page, index: int) -> int:
    """Return the line of the heading right above a line, or the line itself."""
    above = line_above(page.lines, index, _MARKUP)
    return above.number - 1 if above is not None and above.kind is Kind.HEADING else index


def leftovers(page: Page, entries: Sequence[Entry], findings: Sequence[Finding]) -> list[Finding]:
    """Make findings of the lines that are in no entry and in no other finding.

    Markup needs none, nor does a heading that is among the headings of an entry.
    """
    seen = [line.kind in _MARKUP and not page.said(index, index) for index, line in enumerate(page.lines)]
    over = {title for entry in entries for title in entry.headings}
    for index, line in enumerate(page.lines):
        seen[index] |= index in page.back and not _ELSEWHERE.search(line.raw)
        seen[index] |= line.kind is Kind.HEADING and line.words in over and not line.marker
    told = [(entry.lines.start, entry.lines.end) for entry in entries]
    told += [(one.start, one.end) for one in findings]
    for start, end in told:
        seen[start - 1 : end] = [True] * (end - start + 1)
    found: list[Finding] = []
    run: list[int] = []
    for index, done in enumerate([*seen, True]):
        if not done:
            run.append(index)
        elif run and (index == len(seen) or page.lines[index].kind not in _WITHIN):
            found.extend(_told(page, run))
            run = []
    return found


def _told(page: Page, run: Sequence[int]) -> list[Finding]:
    """Say of lines that stand together what they are."""
    found = []
    for kind, group in groupby(run, lambda index: _reason(page, index)):
        lines = list(group)
        said = next((words for index in lines if (words := _words(page, index))), "")
        message = f"{kind}: {said}" if said and kind != "front matter" else kind
        found.append(Finding("skipped", message, lines[0] + 1, lines[-1] + 1))
    return found


def _reason(page: Page, index: int) -> str:
    line = page.lines[index]
    if line.kind is Kind.META or (line.kind is Kind.HEADING and line.marker):
        return "front matter"
    if line.kind is Kind.MARK:
        return "a mark of a program or a page"
    if index in page.contents:
        return "a table of contents"
    if (
        line.kind is Kind.TEXT
        and len(line.raw) <= LONG
        and (is_offer(line.words) or 0 < opening(line.words) == len(line.words))
    ):
        return "chatter"
    return "text that belongs to no question"


def _words(page: Page, index: int) -> str:
    return shortened(page.lines[index].words or plain(page.lines[index].body[: _SAID * 4]))


def shortened(words: str) -> str:
    """Return as much of what was left aside as a finding repeats."""
    return words if len(words) <= _SAID else words[:_SAID].rsplit(" ", 1)[0] + " …"
