"""What a program puts in lines that are copied out of it: numbers, who wrote them when, the bytes of pictures."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from corpus.lines.markers import SURE, asks, read
from corpus.lines.plain import plain
from corpus.shapes.chats import MESSAGE

_NUMBERED = re.compile(r"[ \t]{0,8}(\d{1,5})(?:[ \t]*[:|│](?=\s|$)|(?=\s|$))[ \t]?")
_CITED = re.compile(
    r"[ \t]?(?::contentReference\[oaicite:\d{1,4}\](?:\{index=\d{1,4}\})?|【\d{1,4}(?::\d{1,4})?†[^【】\n]{0,80}】"
    r"|\ue200[^\ue200\ue201\n]{0,80}\ue201)"
)
"""What a chat leaves of a source or a picture that it showed."""

_CITES = ("oaicite", "†", "\ue201")
_FEWEST = 8  # lines that are numbered one by one
_EMPTY = 2  # of those that hold nothing: nobody counts such himself
_MOST = 3  # times as many as hold something that there are
_PART = 0.2  # share of the document that they are
_FENCES = ("```", "~~~")
_SAID = 0.5  # share of the paragraphs of one person that have a time
_NOTED = 2  # of those that are notes: it is no log
_SHORT = 200  # characters of a line that hold the time and the name
_BYTES = re.compile(
    r"(?:(?<!.)\[[^\[\]]{1,80}\]:[ \t]{0,4})?<?"
    r"data:[\w/+.=-]{1,80}(?:;[\w=-]{1,40}){0,3};base64,[A-Za-z0-9+/=_-]{100,}+>?"
)


def unnumbered(lines: Sequence[str]) -> Sequence[str]:
    """Take the numbers off lines on end that count one by one, empty ones among them, and the blanks behind all.

    Such lines are a good part of the document and no listing in a fence: what an author numbered keeps its numbers.
    """
    found = list(_counted(lines))
    if sum(len(heads) for _, heads in found) < _PART * len(lines):
        return lines
    changed = list(lines)
    for first, heads in found:
        rests = [head.string[head.end() :] for head in heads]
        said = [rest for rest in rests if rest.strip()]
        if len(rests) - len(said) < _EMPTY or len(said) * _MOST < len(rests):
            continue
        if _fences(lines[:first]) % 2 and not _fences(rests):
            continue
        margin = min(len(rest) - len(rest.lstrip(" ")) for rest in said)
        changed[first : first + len(rests)] = [rest[margin:] for rest in rests]
    return changed


def _fences(lines: Sequence[str]) -> int:
    return sum(line.lstrip().startswith(_FENCES) for line in lines)


def _counted(lines: Sequence[str]) -> Iterator[tuple[int, list[re.Match[str]]]]:
    """Yield the index of the first of lines on end whose numbers follow one another, and what numbers each."""
    heads = [_NUMBERED.match(line) for line in lines]
    numbers = [int(head[1]) if head else -1 for head in heads]
    breaks = [at for at, (one, after) in enumerate(pairwise(numbers), 1) if one < 0 or after != one + 1]
    for first, end in pairwise([0, *breaks, len(lines)]):
        found = [head for head in heads[first:end] if head]
        if len(found) == end - first >= _FEWEST:
            yield first, found


def unsigned(lines: Sequence[str]) -> Sequence[str]:
    """Take time and name off the messages of a chat in which one person kept notes: several ask or have a mark."""
    said = {at: match for at, line in enumerate(lines) if (match := MESSAGE.match(line[:_SHORT]))}
    if len({(match[1] or match[2]).casefold() for match in said.values()}) != 1:
        return lines
    rests = {at: lines[at][len(match.group().rstrip()) + 1 :] for at, match in said.items()}
    above = ["", *lines]
    begun = sum(bool(lines[at].strip() and not above[at].strip()) for at in range(min(said), max(said)))
    noted = sum(map(_is_noted, rests.values()))
    if noted < _NOTED or len(said) < _SAID * begun:
        return lines
    return [rests.get(at, line) for at, line in enumerate(lines)]


def uncited(lines: Sequence[str]) -> Sequence[str]:
    """Take out what a chat leaves where it showed a source or a picture (``:contentReference[oaicite:0]{index=0}``)."""
    text = "\n".join(lines)
    return _CITED.sub("", text).split("\n") if any(sign in text for sign in _CITES) else lines


def _is_noted(text: str) -> bool:
    """Say whether a message asks, or has a number, a label or the sign of a heading: a log has none."""
    marker = read(plain(text))
    return text.startswith("#") or not marker.bare or asks(marker.text) >= SURE


def unpictured(lines: Sequence[str]) -> Sequence[str]:
    """Leave out pictures that stand in lines as the letters of their bytes; what they are called stays."""
    return [_BYTES.sub("", line) if ";base64," in line else line for line in lines]
