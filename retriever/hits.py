"""Ranked passages to hits: one a section, copies folded in, each with its lines and what of it answers."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from corpus.model import Span
from index.opened import Index
from index.passages import Passage
from retriever.answers import Copy, Highlight
from retriever.highlighting import answering, with_lists
from retriever.searching import Found

SECTION_LINES = 25
"""Lines up to which a section that was cut for the encoder is shown whole."""

_KEPT = 4096  # blocks that are kept
_WORDS = re.compile(r"\w+")


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
    """What is shown as one hit: a passage, or a whole section whose passages were only cut for the encoder.

    ``words`` are those of its text in lower case: blocks that have them in common are copies.
    """

    first: Passage
    keys: tuple[int, ...]
    lines: Span
    text: str
    text_lines: tuple[int, ...]
    statements: tuple[Statement, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Ranked:
    """A block with its place in the ranking: ``row`` is that of its best passage."""

    row: int
    block: Block
    copies: tuple[Copy, ...]
    highlights: tuple[Highlight, ...]


class Blocks:
    """The blocks of one index; those that were shown before are kept."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._kept: dict[int, Block] = {}

    def ranked(self, found: Found, count: int, fold: bool = True) -> list[Ranked]:
        """Return the ``count`` best blocks, best first; with ``fold`` the same words in several places are one."""
        rows = {key: row for row, key in enumerate(found.keys.tolist())}
        seen: set[int] = set()
        chosen: dict[str, tuple[int, Block, list[Copy]]] = {}
        for key, row in rows.items():
            if key in seen:
                continue
            block = self.of(key)
            seen.update(block.keys)
            words = block.words if fold else str(key)
            if words in chosen:
                chosen[words][2].append(Copy(block.first.file, block.lines.start, block.lines.end))
            elif len(chosen) < count:
                chosen[words] = (row, block, [])
            elif not fold:
                break
        return [
            Ranked(row, block, tuple(copies), _highlights(block, rows, found)) for row, block, copies in chosen.values()
        ]

    def of(self, key: int) -> Block:
        """Return the block that the passage ``key`` is shown in."""
        found = self._kept.get(key)
        if found is None:
            if len(self._kept) >= _KEPT:
                self._kept.clear()
            found = self._kept[key] = block_of(self._index, key)
        return found


def block_of(index: Index, key: int) -> Block:
    """Return the block that the passage ``key`` is shown in."""
    passage = index.passage(key)
    siblings = _siblings(index, passage)
    if len(siblings) > 1:
        span = Span(siblings[0].lines.start, max(each.lines.end for each in siblings))
        if len(span) <= SECTION_LINES:
            return _joined(siblings, span)
    return _joined([passage], passage.lines)


def _siblings(index: Index, passage: Passage) -> list[Passage]:
    """Return the passages of the section that ``passage`` is a part of, in order."""
    keys = index.entry_keys(passage.entry)
    if len(keys) == 1:
        return [passage]
    sections = index.owners(np.append(keys, passage.key))[:, 1]
    return index.passages(keys[sections[:-1] == sections[-1]].tolist())


def _joined(passages: Sequence[Passage], lines: Span) -> Block:
    """Put the passages of a section together again; the lines that a cut repeats are left out."""
    text = ""
    numbers: list[int] = []
    statements: list[Statement] = []
    for passage in passages:
        skip = 0
        if numbers:
            own = passage.text.split("\n")
            repeated = sum(1 for number in passage.text_lines if number < passage.lines.start)
            skip = sum(len(line) + 1 for line in own[:repeated])
            going_on = passage.text_lines[repeated] == numbers[-1]
            text += " " if going_on else "\n"
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
    words = " ".join(_WORDS.findall(text.casefold()))
    return Block(passages[0], keys, lines, text, tuple(numbers), tuple(statements), words)


def _highlights(block: Block, rows: dict[int, int], found: Found) -> tuple[Highlight, ...]:
    met: dict[int, list[float]] = {key: found.sentences[rows[key]].tolist() for key in block.keys if key in rows}
    scores = [_score(met.get(each.passage, []), each.number) for each in block.statements]
    spans = [(each.start, each.end) for each in block.statements]
    return tuple(
        Highlight(each.start, each.end, block.text[each.start : each.end], each.lines)
        for each in (block.statements[place] for place in with_lists(block.text, spans, answering(scores)))
    )


def _score(sentences: Sequence[float], number: int) -> float:
    return sentences[number] if number < len(sentences) else -1.0
