"""Questions that only stand out from their answers: lines without indent over indented text, quotes over other text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.lines.markers import LONGEST, MARKED, asks, read
from corpus.lines.marks import marks
from corpus.lines.plain import plain
from corpus.lines.scanning import RULED

_FEWEST = 3  # questions of such a document
_MOST = 0.8  # share of the paragraphs without indent that stand over an indented one
_ASKING = 0.5  # share of these that end in a question mark
_TALL = 3  # lines of a question
_SHORT = 60  # characters of a title
_QUOTES = "\"'“‘«¿("
_QUOTE = re.compile(r"[ \t]{0,3}>[> \t]*")


@dataclass(frozen=True, slots=True)
class _Block:
    """A paragraph without indent, from its first to its last line, and whether indented text follows it."""

    first: int
    last: int
    over: bool


@dataclass(frozen=True, slots=True)
class _Quote:
    """A quote from its first line on, the next line with words below it, and whether a title is after the last one."""

    first: int
    below: int
    titled: bool


def standing_out(lines: Sequence[str]) -> Sequence[str]:
    """Write Q before the lines without indent that stand over indented text, where most do and many of these ask.

    Short lines that stand alone become headings. What has numbers or labels stays.
    """
    blocks = list(_blocks(lines))
    over = [one for one in blocks if one.over and one.last - one.first < _TALL]
    titles = [one for one in blocks if not one.over and one.first == one.last and _titles(lines[one.first])]
    if len(over) < max(_FEWEST, _MOST * (len(blocks) - len(titles))):
        return lines
    markers = [read(plain(lines[one.first][:LONGEST])) for one in over]
    asking = sum(asks(plain(lines[one.last][:LONGEST])) == MARKED for one in over)
    bare = sum(marker.bare for marker in markers)
    if min(asking, bare) < _ASKING * len(over):
        return lines
    changed = list(lines)
    for one in over:
        changed[one.first] = f"Q: {lines[one.first]}"
    for one in titles:
        changed[one.first] = f"## {lines[one.first]}"
    return changed


def _titles(line: str) -> bool:
    return len(line) <= _SHORT and line.rstrip()[-1] not in ".?!:;,"


def _blocks(lines: Sequence[str]) -> Iterator[_Block]:
    first = -1
    for index, line in enumerate(lines):
        flush = bool(line.strip()) and not line[0].isspace()
        if flush and first < 0 and not RULED.match(line):
            first = index
        ends = index + 1 == len(lines) or not lines[index + 1].strip() or lines[index + 1][0].isspace()
        if first >= 0 and flush and ends:
            below = next((lines[at] for at in (index + 1, index + 2) if at < len(lines) and lines[at].strip()), "x")
            begins = lines[first][0].isalnum() or lines[first][0] in _QUOTES
            yield _Block(first, index, begins and below[0].isspace())
            first = -1


def quoted(lines: Sequence[str]) -> Sequence[str]:
    """Write Q before the quotes that stand over other text, and A before that, where most quotes ask and some don't.

    Where all of them ask they are known by that; where most have a title each they are quoted there. What of a quote
    follows its question is told with the answer.
    """
    if sum(">" in line[:4] for line in lines) < _FEWEST:
        return lines
    quotes = list(_quotes(lines))
    added = marks(lines, ".md", 0)
    over = {one.first: one.below for one in quotes if one.below not in added and _answers(lines, one.below)}
    asking = sum(any(asks(_unquoted(line)) == MARKED for line in lines[one.first : one.below]) for one in quotes)
    titled = sum(one.titled for one in quotes)
    if (
        len(over) < max(_FEWEST, _MOST * len(quotes))
        or not _ASKING * len(quotes) <= asking < len(quotes)
        or titled * 2 > len(quotes)
    ):
        return lines
    changed = list(lines)
    for first, below in over.items():
        changed[first:below] = _one_question(lines[first:below])
        told = "\n\n" in "\n".join(changed[first:below]).rstrip()
        if lines[below][0].isalnum() and not told:
            changed[below] = f"A: {lines[below]}"
    return changed


def _one_question(quote: Sequence[str]) -> list[str]:
    """Label the first paragraph of a quote and those down to the last one that asks, on one line.

    Of what is quoted below them the lines without words are empty.
    """
    said = [_unquoted(line).strip() for line in quote]
    last = max((at for at, words in enumerate(said) if asks(words) == MARKED), default=0)
    if "" not in said[:last]:
        return [f"Q: {said[0]}", *(line if words else "" for line, words in zip(quote[1:], said[1:], strict=True))]
    rest = [line if words else "" for line, words in zip(quote[last + 1 :], said[last + 1 :], strict=True)]
    marked = (read(words) for words in said[: last + 1])
    asked = " ".join(words if one.number is None else one.text for words, one in zip(said, marked, strict=False))
    return [f"Q: {' '.join(asked.split())}", *[""] * last, *rest]


def _quotes(lines: Sequence[str]) -> Iterator[_Quote]:
    first, titled, above = -1, False, ""
    for index, line in enumerate(lines):
        inside = _QUOTE.match(line) is not None
        if inside and first < 0 and _unquoted(line):
            first = index
        elif first >= 0 and not inside and line.strip():
            yield _Quote(first, index, titled)
            first, titled = -1, False
        titled |= first < 0 and (line.startswith("#") or (bool(above.strip()) and RULED.match(line) is not None))
        above = line


def _unquoted(line: str) -> str:
    return _QUOTE.sub("", line[:LONGEST], count=1).rstrip()


def _answers(lines: Sequence[str], index: int) -> bool:
    """Say whether a line below a quote is text that nothing labels or heads."""
    line, under = lines[index], "".join(lines[index + 1 : index + 2])
    return not (line.startswith("#") or RULED.match(line) or RULED.match(under) or read(plain(line[:LONGEST])).label)
