"""Ranked passages to hits: one a section, copies folded in, each with its lines and what of it answers."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from corpus.model import Span
from corpus.pages import Pages
from index.opened import Index
from index.passages import Passage
from index.remembering import known_or_made
from retriever.answers import Copy, Highlight
from retriever.copies import copy_key
from retriever.fitted import Ranking
from retriever.highlighting import marked
from retriever.searching import Found

SECTION_LINES = 25
"""Lines up to which parts of one entry are shown as one."""

_KEPT = 4096  # blocks that are kept


@dataclass(frozen=True, slots=True)
class Statement:
    """Characters ``start`` to ``end`` of a block's text, their raw lines, and which sentence of which passage it is."""

    start: int
    end: int
    lines: Span
    passage: int
    number: int


@dataclass(frozen=True, slots=True)
class Block:
    """What is shown as one hit: a passage, a whole section whose passages were only cut for the encoder, or parts of
    one entry that stand side by side and answer alike.

    ``same`` is what its copies have in common with it.
    """

    first: Passage
    keys: tuple[int, ...]
    lines: Span
    pages: Pages | None
    text: str
    text_lines: tuple[int, ...]
    statements: tuple[Statement, ...]
    same: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ranked:
    """A block with its place in the ranking: ``row`` is that of its best passage."""

    row: int
    block: Block
    copies: tuple[Copy, ...]
    highlights: tuple[Highlight, ...]


_Placed = tuple[int, Block, list[Copy]]  # the row of its best passage, a block, where else its words stand


class Blocks:
    """The blocks of one index; those that were shown before are kept."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._kept: dict[int, Block] = {}
        self._joint: dict[tuple[tuple[int, ...], tuple[int, ...]], Block | None] = {}

    def ranked(self, query: str, found: Found, settings: Ranking, count: int, fold: bool = True) -> list[Ranked]:
        """Return the ``count`` best blocks, best first; with ``fold`` the same words in several places are one.

        The words of ``query`` help to tell which statements to mark. A part of an entry goes with a better one that it
        stands beside where it is nearly as good, standing back aside.
        """
        rows = {key: row for row, key in enumerate(found.keys.tolist())}
        seen: set[int] = set()
        chosen: dict[tuple[str, ...] | int, _Placed] = {}
        for key, row in rows.items():
            if key in seen:
                continue
            block = self.of(key)
            seen.update(block.keys)
            same = block.same if fold else key
            if same in chosen:
                chosen[same][2].append(Copy(block.first.file, block.lines.start, block.lines.end, block.pages))
            else:
                chosen[same] = (row, block, [])
        alone = (found.scores - settings.crowd * found.stages["crowd"]).tolist() if rows else []
        return [
            Ranked(row, block, tuple(copies), _highlights(block, rows, found, query))
            for row, block, copies in self._together(list(chosen.values()), alone, settings.together, count)
        ]

    def _together(self, waiting: list[_Placed], alone: Sequence[float], within: float, count: int) -> list[_Placed]:
        """Return the ``count`` best blocks, each with those beside it that score less than ``within`` worse.

        What has copies stays as it is: its copies need not have the same neighbours.
        """
        shown: list[_Placed] = []
        while waiting and len(shown) < count:
            row, block, copies = waiting.pop(0)
            least, entry = alone[row] - within, block.first.entry
            alike = [each for each in waiting if alone[each[0]] > least and each[1].first.entry == entry]
            alike = [] if copies else [each for each in alike if not each[2]]
            while joined := next(((each, both) for each in alike if (both := self._both(block, each[1]))), None):
                beside, block = joined
                alike.remove(beside)
                waiting.remove(beside)
            shown.append((row, block, copies))
        return shown

    def _both(self, one: Block, other: Block) -> Block | None:
        """Return two blocks of an entry as one, None where something stands between them or it would be too long."""
        key = (one.keys, other.keys)
        return known_or_made(self._joint, key, lambda _: _both(self._index, one, other), _KEPT)

    def of(self, key: int) -> Block:
        """Return the block that the passage ``key`` is shown in."""
        return known_or_made(self._kept, key, partial(block_of, self._index), _KEPT)


def _both(index: Index, one: Block, other: Block) -> Block | None:
    keys = index.entry_keys(one.first.entry).tolist()
    first, second = sorted((one, other), key=lambda block: keys.index(block.keys[0]))
    lines = Span(first.lines.start, second.lines.end)
    if keys.index(first.keys[-1]) + 1 != keys.index(second.keys[0]):
        return None
    passages = index.passages(first.keys + second.keys)
    return _joined(passages, lines) if _size(passages, lines) <= SECTION_LINES else None


def block_of(index: Index, key: int) -> Block:
    """Return the block that the passage ``key`` is shown in."""
    passage = index.passage(key)
    siblings = _siblings(index, passage)
    if len(siblings) > 1:
        span = Span(siblings[0].lines.start, max(each.lines.end for each in siblings))
        if _size(siblings, span) <= SECTION_LINES:
            return _joined(siblings, span)
    return _joined([passage], passage.lines)


def _size(passages: Sequence[Passage], lines: Span) -> int:
    """Return how many lines passages take: their raw ones, and those that share one with others."""
    counts = [Counter(each.text_lines) for each in passages]
    shared = {number for count in counts for number, times in count.items() if times > 1}
    return len(lines) + sum(sum(count[number] for count in counts) - 1 for number in shared)


def _siblings(index: Index, passage: Passage) -> list[Passage]:
    """Return the passages of the section that ``passage`` is a part of, in order."""
    keys = index.entry_keys(passage.entry)
    if len(keys) == 1:
        return [passage]
    sections = index.owners(np.append(keys, passage.key))[:, 1]
    return index.passages(keys[sections[:-1] == sections[-1]].tolist())


def _joined(passages: Sequence[Passage], lines: Span) -> Block:
    """Put neighbouring passages together again; the lines that a cut repeats are left out."""
    text = ""
    numbers: list[int] = []
    statements: list[Statement] = []
    for passage in passages:
        skip = 0
        if numbers:
            own = passage.text.split("\n")
            repeated = sum(1 for number in passage.text_lines if number < passage.lines.start)
            skip = sum(len(line) + 1 for line in own[:repeated])
            going_on = passage.text_lines[repeated] == numbers[-1] and numbers.count(numbers[-1]) == 1
            if passage.text_lines[repeated] > numbers[-1] + 1:
                text += "\n"
                numbers.append(numbers[-1] + 1)
            text += "" if going_on else "\n"
            numbers += passage.text_lines[repeated + going_on :]
        else:
            numbers += passage.text_lines
        shift = len(text) - skip
        text += passage.text[skip:]
        statements += [
            Statement(each.start + shift, each.end + shift, each.lines, passage.key, number)
            for number, each in enumerate(passage.sentences)
            if each.start >= skip
        ]
    keys = tuple(passage.key for passage in passages)
    same = copy_key(text, f"{passages[0].question} {passages[0].section}")
    first, last = passages[0].pages, passages[-1].pages
    pages = Pages(first.start, last.end) if first and last else None
    return Block(passages[0], keys, lines, pages, text, tuple(numbers), tuple(statements), same)


def _highlights(block: Block, rows: dict[int, int], found: Found, query: str) -> tuple[Highlight, ...]:
    met: dict[int, list[float]] = {key: found.sentences[rows[key]].tolist() for key in block.keys if key in rows}
    scores = [_score(met.get(each.passage, []), each.number) for each in block.statements]
    spans = [(each.start, each.end) for each in block.statements]
    places = marked(query, (block.first.question, block.first.section), block.text, spans, scores)
    return tuple(
        Highlight(each.start, each.end, block.text[each.start : each.end], each.lines)
        for each in (block.statements[place] for place in places)
    )


def _score(sentences: Sequence[float], number: int) -> float:
    return sentences[number] if number < len(sentences) else -1.0
