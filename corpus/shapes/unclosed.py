"""Notes that lost their markup behind the first fence, as a window that is copied from does: nothing closes it."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from corpus.lines.dialects import PLAIN_HASH

_FENCE = re.compile(r"[ \t]{0,3}(?:`{3,}|~{3,})[ \t]*([^`\s]*)[ \t]*$")
_HEADING = re.compile(r"(#{1,6})[ \t]+(?:(\d{1,3})([.)])[ \t]+)?(?=\S)")
_ITEM = re.compile(r"(\d{1,3})([.)])[ \t]+\S")
_DEEP = 2  # signs of a heading that is no remark in a program
_FEWEST = 2  # titles behind the fence
_LONG = 120  # characters of one


def unclosed(lines: Sequence[str], kind: str) -> Sequence[str]:
    """Write the sign of a numbered heading before the lines that go on counting behind a fence which nothing closes.

    There is text under each, and nothing else is counted there, nor is there any heading. Those deeper ones above the
    fence are parts, as they are below it. ``kind`` is the dialect of the lines.
    """
    fence = next((at for at in range(len(lines) - 1, -1, -1) if _FENCE.match(lines[at][:_LONG])), -1)
    opened = _FENCE.match(lines[fence][:_LONG]) if fence >= 0 else None
    if kind in PLAIN_HASH or opened is None or not opened[1]:
        return lines
    heads = [(at, match) for at, line in enumerate(lines[:fence]) if (match := _HEADING.match(line[:_LONG]))]
    last = next((match for _, match in reversed(heads) if match[2]), None)
    titles = list(_titles(lines, fence, last)) if last else []
    if last is None or len(titles) < _FEWEST:
        return lines
    changed = list(lines)
    first = next(at for at, match in heads if match[2] and match[1] == last[1])
    for at, match in heads:
        if at > first and len(match[1]) > len(last[1]):
            changed[at] = lines[at][match.end() :]
    for at in titles:
        changed[at] = f"{last[1]} {lines[at]}"
    return changed


def _titles(lines: Sequence[str], fence: int, last: re.Match[str]) -> Iterator[int]:
    """Yield the lines that count on from the last heading, none where others do not."""
    found = [(at, match) for at in range(fence + 1, len(lines)) if (match := _ITEM.match(lines[at][:_LONG]))]
    counts = [(int(match[1]), match[2]) for _, match in found]
    on = counts == [(int(last[2]) + step, last[3]) for step in range(1, len(found) + 1)]
    told = all(any(map(str.strip, lines[at + 1 : end])) for at, end in pairwise([*(at for at, _ in found), len(lines)]))
    headed = any((match := _HEADING.match(line[:_LONG])) and len(match[1]) >= _DEEP for line in lines[fence + 1 :])
    if on and told and not headed and all(len(lines[at]) <= _LONG for at, _ in found):
        yield from (at for at, _ in found)
