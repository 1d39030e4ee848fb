"""Answers in brackets behind their questions, each on one line, where most of a list is written so."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from corpus.entries.candidate import Candidate
from corpus.lines.markers import ASKS, LONGEST, Marker, asks, read
from corpus.lines.page import Page
from corpus.lines.plain import count_words
from corpus.lines.scanning import LONG, Kind, Line

_BEHIND = re.compile(r"(?P<asked>.{6,600}?[?？.!])[*_ \t]*[(（](?P<told>.*)$")
_LINK = re.compile(r"[*_]{0,2}\[[^\[\]]{1,400}\]\((?!#)")
_FEWEST = 4  # questions of a list that are answered so
_MOST = 0.5  # share of the questions of the list
_TOLD = 5  # words of such an answer, on average


def bracketed(page: Page, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Let what stands in brackets at the end of an item or a line answer it, where most that ask are answered so.

    The brackets stand behind the end of a sentence that asks, and nothing that belongs to it stands below. Others of
    such a list that ask are questions as well. What stands behind a link out of the notes is a remark on it.
    """
    items = {
        index: _parted(line.words)
        for index, line in enumerate(page.lines)
        if (line.kind is Kind.ITEM or (line.kind is Kind.TEXT and line.indent == 0))
        and not line.level
        and not line.quote
        and len(line.raw) <= LONG
        and not _LINK.match(line.body)
    }
    if sum(behind != "" for _, behind in items.values()) < _FEWEST:
        return list(candidates)
    lists: dict[tuple[Kind, bool, int], dict[int, str]] = defaultdict(dict)
    for index, (question, behind) in items.items():
        if asks(read(question).text) >= ASKS:
            line = page.lines[index]
            lists[line.kind, line.count is not None, line.indent][index] = behind if _ends(page, index) else ""
    found = {one.index: one for one in candidates}
    for asked_in in lists.values():
        told = [words for words in asked_in.values() if words]
        if len(told) >= max(_FEWEST, _MOST * len(asked_in)) and sum(map(count_words, told)) >= _TOLD * len(told):
            found.update(_read(page.lines, asked_in, found))
    return [found[index] for index in sorted(found)]


def _parted(words: str) -> tuple[str, str]:
    """Return a question and what follows it in brackets down to the end, nothing where nothing does."""
    match = _BEHIND.match(words) if "(" in words or "（" in words else None
    if match is None:
        return words, ""
    depth = 1
    rest = match["told"]
    for at, sign in enumerate(rest):
        depth += (sign in "(（") - (sign in ")）")
        if not depth:
            return (match["asked"], rest[:at]) if not rest[at + 1 :].strip(" .*_") else (words, "")
    return match["asked"], rest


def _ends(page: Page, index: int) -> bool:
    """Say whether nothing belongs to an item below its line."""
    below = page.lines[index + 1 : index + 2]
    deeper = below and below[0].kind not in (Kind.BLANK, Kind.RULE) and below[0].indent > page.lines[index].indent
    asked = below and below[0].kind is Kind.TEXT and asks(read(below[0].words[:LONGEST]).text) >= ASKS
    apart = not below or below[0].kind in (Kind.BLANK, Kind.RULE, Kind.ITEM, Kind.HEADING, Kind.TAG) or asked
    return bool(apart and not deeper)


def _read(lines: Sequence[Line], indexes: Mapping[int, str], found: Mapping[int, Candidate]) -> dict[int, Candidate]:
    """Read the items of a list of questions, those with an answer in brackets cut ahead of it."""
    read_ = {}
    for index, told in indexes.items():
        line = lines[index]
        marker = read(_parted(line.words)[0] if told else line.words)
        number = marker.number if line.count is None else line.count
        turned = Marker(marker.label, number, line.marker.strip("0123456789") + "()", marker.text)
        one = Candidate(
            index, index, "item", min(line.indent // 2, 2), turned, line.words, False, asks(marker.text), bool(told)
        )
        read_[index] = (
            one if told or index not in found else replace(found[index], marker=turned, shape="item", bold=False)
        )
    return read_
