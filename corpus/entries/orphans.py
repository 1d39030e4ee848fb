"""Entries that no family of openers has shown: what lies between the entries found and is one all the same."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from corpus.entries.candidate import HEADINGS, Candidate, section_ends, unwritten
from corpus.entries.dividers import ruled_off
from corpus.entries.extents import Extent, extents
from corpus.entries.lists import Listed, answered_by, gaps, unanswered
from corpus.entries.plans import Plan
from corpus.entries.prose import ESSAY, amount, aside, essays
from corpus.lines.markers import ASKS, MARKED, asks, is_answer, read
from corpus.lines.page import Page
from corpus.lines.plain import count_words
from corpus.lines.scanning import Kind, Line
from corpus.lines.words import ADVICE, KEYS, QUESTION_WORDS, TASK_LABELS

_ASKED = re.compile(rf"(?:{QUESTION_WORDS}|{TASK_LABELS})", re.IGNORECASE)
_DEEP = 99  # level of what is no heading
_NOTE = 12  # words from which a section between questions, or behind them, is an entry of its own
_SECTIONS = 2  # others that are entries, beside which any section is
_DEFINED = 2  # terms with their meanings that are one with fewer words
_DEFINES = re.compile(
    r"(?:(\*\*|__|`)(?=\S)[^*_`]{1,100}?(?:[:：]\1|\1[ \t]?(?:[:：–—]|[-=](?=[ \t])))"
    r"|[^*_`:：.?!]{2,60}(?:[:：]|[ \t][–—-])(?=[ \t]))[ \t]*(?=\w)"
)
_LIST = 4  # sentences in a list that is an entry
_SENTENCE = 5  # words of such a sentence
_MOST = 500  # unanswered questions that answers without a heading are looked for


def completed(
    page: Page, candidates: Sequence[Candidate], chosen: Plan, lists: Sequence[Sequence[Listed]]
) -> tuple[Plan, list[Extent]]:
    """Add to a plan what else opens an entry; return it with the extents of its entries.

    That is essays, lists of statements, headings that ask, bare questions under a heading or between rules, answers
    without one, and sections of what is in no entry still.
    """
    found = extents(page, chosen)
    chosen, found = _with(page, chosen, found, _essays(page, candidates, chosen, found))
    for add in (_statements, _asking):
        chosen, found = _with(page, chosen, found, add(page, candidates, chosen))
    chosen, found = _with(page, chosen, found, _bare(page, chosen, found))
    chosen, found = _with(page, chosen, found, _ruled(page, chosen))
    chosen, found = _with(page, chosen, found, _unheaded(page, chosen, lists))
    chosen, found = _with(page, chosen, found, _left(page, candidates, chosen, found))
    chosen, found = _with(page, chosen, found, _over(page, candidates, chosen, found))
    return with_notes(page, chosen, found, lists)


def with_notes(
    page: Page, chosen: Plan, found: list[Extent], lists: Sequence[Sequence[Listed]]
) -> tuple[Plan, list[Extent]]:
    """Add the text to a plan that no heading names and no question asks for, beside lists of questions as well.

    Beside cards that are marked as such less of it is enough: it is told from their answers.
    """
    enough = _NOTE if any(one.marker.style == "#" for one in chosen.openers) else ESSAY * 2
    notes = dict(_notes(page, found, {one.index for run in lists for one in run}, enough))
    apart = Plan(chosen.openers, chosen.dividers | frozenset(notes.values()))
    return _with(page, apart, found, [unwritten(first, None, "") for first in notes])


def _with(page: Page, chosen: Plan, found: list[Extent], more: Iterable[Candidate]) -> tuple[Plan, list[Extent]]:
    openers = {opener.index: opener for opener in chosen.openers}
    for opener in more:
        openers.setdefault(opener.index, opener)
    if len(openers) == len(chosen.openers):
        return chosen, found
    chosen = Plan(tuple(openers[index] for index in sorted(openers)), chosen.dividers)
    return chosen, extents(page, chosen)


def _free(page: Page, found: Sequence[Extent]) -> list[tuple[int, int]]:
    """Return the runs of lines (from 0, inclusive) that are in no entry."""
    runs = []
    at = 0
    for extent in found:
        if extent.start > at:
            runs.append((at, extent.start - 1))
        at = extent.end + 1
    if at < len(page.lines):
        runs.append((at, len(page.lines) - 1))
    return runs


def _essays(page: Page, candidates: Sequence[Candidate], chosen: Plan, found: Sequence[Extent]) -> Iterable[Candidate]:
    """Find sections without questions but with text of their own, under the headings that end entries."""
    return _sections(page, candidates, chosen, found, [one for one in candidates if one.index in chosen.dividers])


def _left(page: Page, candidates: Sequence[Candidate], chosen: Plan, found: Sequence[Extent]) -> Iterable[Candidate]:
    """Find sections in what is in no entry still: a section's parts that end it, what stands behind a separator.

    A conclusion beside the entries is one.
    """
    headings = [one for one in candidates if one.shape in HEADINGS]
    beside = (one.shape == "part" and one.index in chosen.dividers and not KEYS.match(one.words) for one in headings)
    headings = [replace(one, shape="heading") if part else one for one, part in zip(headings, beside, strict=True)]
    return _sections(page, candidates, chosen, found, headings)


def _over(page: Page, candidates: Sequence[Candidate], chosen: Plan, found: Sequence[Extent]) -> Iterable[Candidate]:
    """Find the headings over questions that have text of their own right below them, which is in no entry."""
    headings = [one for one in candidates if one.shape == "heading"]
    title = _title(candidates, chosen)
    at = [one.index for one in headings]
    ranks = Counter(one.level for one in chosen.openers if one.shape == "heading")
    rows = {one.index for one in chosen.openers if one.shape == "row"}
    for first, last in _free(page, found):
        inside = headings[bisect_left(at, first) : bisect_right(at, last)]
        for one, end in zip(inside, [*(after.index - 1 for after in inside[1:]), last], strict=False):
            if end + 1 in rows:  # the head of their table, a line and the one that rules it off
                end -= 2
            note = (ranks[one.level] > 1 or (not ranks and first > 0)) and not _ASKED.search(one.text)
            enough = _of_note(page, one.last + 1, end) if note else ESSAY
            if not aside(one) and _tells(page, one.last + 1, end, ESSAY * 2 if one.index == title else enough):
                yield one


def _notes(page: Page, found: Sequence[Extent], listed: Collection[int], enough: int) -> Iterable[tuple[int, int]]:
    """Find text without a heading in what is in no entry: each part of it between rules, headings and questions.

    Yield its first line and the one behind it.
    """
    for first, last in _free(page, found):
        inside = range(first, last + 1)
        edges = [at for at in inside if page.lines[at].kind in (Kind.RULE, Kind.HEADING) or at in listed]
        for start, end in pairwise([first - 1, *edges, last + 1]):
            headed = start >= first and page.lines[start].kind is Kind.HEADING
            if page.said(start + 1, end - 1) and not headed and _tells(page, start + 1, end - 1, enough):
                yield next(at for at in range(start + 1, end) if page.said(at, at)), end


def _sections(
    page: Page, candidates: Sequence[Candidate], chosen: Plan, found: Sequence[Extent], headings: Sequence[Candidate]
) -> Iterable[Candidate]:
    if not headings:
        return
    opened = {opener.index: opener.level if opener.shape == "heading" else _DEEP for opener in chosen.openers}
    title = _title(candidates, chosen)
    at = [one.index for one in headings]
    dividers = sorted(chosen.dividers)
    levels = Counter(one.level for one in chosen.openers if one.shape == "heading")
    own = levels.most_common(1)[0][0] if levels else 0
    for first, last in _free(page, found):
        inside = headings[bisect_left(at, first) : bisect_right(at, last)]
        if not inside:
            continue
        for run in _closed(inside, opened[last + 1]) if last + 1 in opened else [inside]:
            ends = section_ends(run, last)
            for opener in essays(page, run).openers:
                after = bisect_right(dividers, opener.index)
                end = min([ends[opener.index], *dividers[after : after + 1]])
                enough = 1 if _among_sections(chosen, opener) else _of_note(page, opener.index + 1, end)
                enough = ESSAY * 2 if opener.index == title else enough
                advised = ADVICE.search(opener.text) is not None
                if not aside(opener) and _tells(page, opener.index + 1, end, enough, advised):
                    yield from _ranked(page, candidates, opener, own, last) or [opener]


def _title(candidates: Sequence[Candidate], chosen: Plan) -> int:
    """Return the line of the first heading ahead of all entries, the title of the document; -1 where there is none."""
    first = next((one.index for one in candidates if one.shape in HEADINGS), -1)
    return first if all(first < opener.index for opener in chosen.openers) else -1


def _statements(page: Page, candidates: Sequence[Candidate], chosen: Plan) -> Iterable[Candidate]:
    """Find the headings over questions that have a list of whole sentences of their own right below them."""
    starts = {opener.index for opener in chosen.openers}
    edges = sorted(starts | {one.index for one in candidates if one.shape in HEADINGS})
    for one in candidates:
        if one.index not in chosen.dividers or one.shape != "heading" or aside(one):
            continue
        end = edges[at] if (at := bisect_right(edges, one.index)) < len(edges) else len(page.lines)
        lines = [page.lines[index] for index in range(one.index + 1, end) if page.said(index, index)]
        told = [line for line in lines if line.kind is Kind.ITEM and _states(line)]
        if len(told) >= _LIST and len(told) >= 0.8 * len(lines) and amount(page, one.index + 1, end - 1) >= ESSAY:
            yield one


def _asking(page: Page, candidates: Sequence[Candidate], chosen: Plan) -> Iterable[Candidate]:
    """Find the headings with a question mark that have text and no entry down to the next heading."""
    starts = [opener.index for opener in chosen.openers]
    headings = [one for one in candidates if one.shape in HEADINGS]
    after = [*(one.index for one in headings), len(page.lines)][1:]
    for one, following in zip(headings, after, strict=True):
        asked = one.asking == MARKED and one.index in chosen.dividers and not aside(one)
        alone = bisect_left(starts, one.index) == bisect_left(starts, following)
        if asked and alone and page.said(one.last + 1, following - 1):
            yield one


def _states(line: Line) -> bool:
    return line.words[-1:] in (".", "。") and count_words(line.words) >= _SENTENCE and asks(line.words) < ASKS


def _closed(headings: Sequence[Candidate], lowest: int) -> list[list[Candidate]]:
    """Part headings at those that stand over the entry which follows, of level ``lowest``: their sections go on."""
    runs: list[list[Candidate]] = [[]]
    for heading in headings[::-1]:
        if heading.level >= lowest:
            runs[-1].append(heading)
        else:
            runs.append([])
        lowest = min(lowest, heading.level)
    return [run[::-1] for run in runs[::-1] if run]


def _tells(page: Page, first: int, last: int, enough: int, advised: bool = False) -> bool:
    """Say whether so many words from one line to another tell something, more than half: neither asking nor links.

    What is ``advised`` asks nothing.
    """
    said = [(index, amount(page, index, index)) for index in range(first, last + 1)]
    told = sum(words for index, words in said if words and (advised or not _leads(page.lines[index])))
    return told >= max(enough, sum(words for _, words in said) / 2)


def _of_note(page: Page, first: int, last: int) -> int:
    """Return from how many words on lines are a note: any number where they are terms with their meanings."""
    lines = [page.lines[index] for index in range(first, last + 1) if amount(page, index, index)]
    return 0 if len(lines) >= _DEFINED and all(map(_defines, lines)) else _NOTE


def _among_sections(chosen: Plan, heading: Candidate) -> bool:
    """Say whether all questions stand in tables, or other headings as high as this one open entries and ask nothing."""
    told = [one for one in chosen.openers if one.shape == "heading" and one.asking < ASKS]
    tabled = all(one.shape == "row" or one in told for one in chosen.openers)
    return tabled or sum(one.level == heading.level for one in told) >= _SECTIONS


def _leads(line: Line) -> bool:
    """Say whether a line asks, or is a row of a table that links to something."""
    return (
        line.kind is not Kind.CODE
        and not _defines(line)
        and (asks(line.words) >= ASKS or (line.kind is Kind.TABLE and "](" in line.raw))
    )


def _defines(line: Line) -> bool:
    """Say whether a line is an item that says of a term what it means: ``- **Knot:** a tie of ropes``."""
    return line.kind is Kind.ITEM and _DEFINES.match(line.body) is not None


def _ranked(page: Page, candidates: Sequence[Candidate], opener: Candidate, own: int, last: int) -> list[Candidate]:
    """Return the headings of level ``own`` in a section, that of those which open entries elsewhere, or the first ones
    where all of their level end in a question mark.

    None where the section has text ahead of them, or where one of them has none below it.
    """
    first = bisect_right(candidates, opener.index, key=lambda one: one.index)
    inside = takewhile(lambda one: one.index <= last, (candidates[at] for at in range(first, len(candidates))))
    below = (one for one in inside if one.shape in HEADINGS)
    deeper = list(takewhile(lambda one: one.level > opener.level, below))
    firsts = [one for one in deeper if one.level == deeper[0].level]
    asked = all(one.asking == MARKED for one in firsts)
    ranked = firsts if asked else [one for one in deeper if one.level == own]
    if len(ranked) < 2 or page.said(opener.last + 1, ranked[0].index - 1):
        return []
    ends = [one.index - 1 for one in ranked[1:]]
    return ranked if all(page.said(one.last + 1, end) for one, end in zip(ranked, ends, strict=False)) else []


def _bare(page: Page, chosen: Plan, found: Sequence[Extent]) -> Iterable[Candidate]:
    """Find a question without any mark right under a heading: the first line of what is in no entry."""
    for first, last in _free(page, found):
        solid = [
            index
            for index in range(first, last + 1)
            if page.lines[index].kind is Kind.HEADING or page.said(index, index)
        ]
        if len(solid) < 3 or page.lines[solid[0]].kind is not Kind.HEADING or solid[0] not in chosen.dividers:
            continue
        line = page.lines[solid[1]]
        words = line.words
        if line.kind is Kind.TEXT and words.endswith(("?", "？", ":", "：")) and asks(words.rstrip(":：")) >= ASKS:
            yield Candidate(solid[1], solid[1], "line", 0, read(words), words, False, MARKED)


def _ruled(page: Page, chosen: Plan) -> Iterable[Candidate]:
    """Find questions without any mark that have a labelled answer below them, between rules that part no other.

    Where rules part all other entries any text below answers them.
    """
    parted = ruled_off(page, chosen.openers)
    starts = [opener.index for opener in chosen.openers]
    rules = [index for index, line in enumerate(page.lines) if line.kind is Kind.RULE]
    for rule, end in pairwise([*rules, len(page.lines)]):
        solid = [index for index in range(rule + 1, end) if page.said(index, index)]
        if not solid or bisect_left(starts, rule) < bisect_left(starts, end):
            continue
        words = page.lines[solid[0]].words
        told = solid[1:] if parted else [index for index in solid[1:] if is_answer(page.lines[index].words)]
        if told and page.lines[solid[0]].kind is Kind.TEXT and asks(words) >= ASKS:
            yield Candidate(solid[0], solid[0], "line", 0, read(words), words, False, MARKED)


def _unheaded(page: Page, chosen: Plan, lists: Sequence[Sequence[Listed]]) -> Iterable[Candidate]:
    """Find answers whose question stands only in a list: what follows a gap and begins with the question's words."""
    if not lists:
        return
    open_ = unanswered(lists, (opener.text for opener in chosen.openers))[:_MOST]
    listed = {one.index for run in lists for one in run}
    taken = {opener.index for opener in chosen.openers}
    first = min(listed)
    ends = [opener.last for opener in chosen.openers]
    for index in gaps(page, first, len(page.lines) - 1):
        if index in taken or index in listed or not open_ or is_answer(page.lines[index].words):
            continue
        asked = bisect_left(ends, index) - 1
        if asked >= 0 and not page.said(ends[asked] + 1, index - 1):
            continue
        question = answered_by(page, index, open_)
        if question is not None:
            open_.remove(question)
            yield unwritten(index, question.number, question.text)
