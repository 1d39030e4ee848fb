"""Which lines are code: fences, ``<pre>``, and what to do with a fence that is never closed."""

import re
from collections.abc import Sequence

_FENCE = re.compile(r"[>\s]{0,80}(?:(?:[-*+]|\d{1,4}[.)])[ \t]+)?(`{3,}|~{3,})[ \t]*([^`]*)$")
_PRE = re.compile(r"<(?:pre|syntaxhighlight)\b", re.IGNORECASE)
_PRE_END = re.compile(r"</(?:pre|syntaxhighlight)\s*>", re.IGNORECASE)
_MARKDOWN = re.compile(r"#{2,6}\s+\S|\*\*[^*]+\*\*\s*$|</details>|<details>|(?:-{3,}|\*{3,})\s*$")
_SHORTEST = 3  # signs of a fence; an underline has more
_FAR = 400  # lines within which a ``<pre>`` must end
_LONG = 2000  # characters above which a line is neither a fence nor a tag


def fenced(lines: Sequence[str]) -> list[bool]:
    """Say of each line whether it is code, the fences included.

    A fence is closed by a bare fence of its sign and at least its length, as in CommonMark. One that nothing closes
    is no fence. One inside which another of the same length opens with a language was left open by mistake: it ends
    before the first blank line that is followed by something only Markdown has, or else before that other fence. A line
    of two backticks alone closes a fence of three as well: no code has it.
    """
    marks = [_mark(line, above) for line, above in zip(lines, ("", *lines), strict=False)]
    closers = _closers(marks)
    pres = _ends_of_pre(lines)
    code = [False] * len(lines)
    index = 0
    while index < len(lines):
        mark = marks[index]
        if mark is not None and closers[mark[0]][index + 1] >= mark[1]:
            end = _end(lines, marks, index)
            code[index : end + 1] = [True] * (end + 1 - index)
            index = end + 1
        elif mark is None and "<" in lines[index] and len(lines[index]) <= _LONG and _PRE.search(lines[index]):
            end = pres[index] if 0 <= pres[index] - index < _FAR else index
            code[index : end + 1] = [end > index or "</pre" in lines[index].lower()] * (end + 1 - index)
            index = end + 1
        else:
            index += 1
    return code


def _underlines(line: str, above: str) -> bool:
    """Say whether a line of ``~`` is as long as the words right above it: it makes a title of them."""
    run = line.strip()
    return len(run) > _SHORTEST and run == "~" * len(above.strip()) and above.strip()[:1] != "~"


def _mark(line: str, above: str) -> tuple[str, int, bool] | None:
    """Read a line below another as a fence: its sign, its length, and whether it names a language."""
    if len(line) > _LONG or ("```" not in line and "~~~" not in line) or _underlines(line, above):
        return None
    found = _FENCE.match(line)
    return (found.group(1)[0], len(found.group(1)), bool(found.group(2).strip())) if found else None


def _closers(marks: Sequence[tuple[str, int, bool] | None]) -> dict[str, list[int]]:
    """Return, for each sign and index, the longest bare fence at or after the index."""
    longest = {"`": [0] * (len(marks) + 1), "~": [0] * (len(marks) + 1)}
    for index in range(len(marks) - 1, -1, -1):
        mark = marks[index]
        for sign, seen in longest.items():
            bare = mark[1] if mark and mark[0] == sign and not mark[2] else 0
            seen[index] = max(seen[index + 1], bare)
    return longest


def _end(lines: Sequence[str], marks: Sequence[tuple[str, int, bool] | None], start: int) -> int:
    sign, length, _ = marks[start] or ("", 0, False)
    for index in range(start + 1, len(lines)):
        mark = marks[index]
        if sign * length == "```" and lines[index].rstrip() == "``":
            return index
        if mark is None or mark[0] != sign:
            continue
        if mark[1] >= length and not mark[2]:
            return index
        if mark[1] == length:
            return _forgotten(lines, start, index)
    return len(lines) - 1


def _forgotten(lines: Sequence[str], start: int, other: int) -> int:
    for index in range(start + 1, other):
        if not lines[index - 1].strip() and index > start + 1 and _MARKDOWN.match(lines[index].strip()[:_LONG]):
            return index - 2
    return other - 1


def _ends_of_pre(lines: Sequence[str]) -> list[int]:
    """Return, for each index, the next line at or after it that closes a ``<pre>``; -1 where there is none."""
    ends = [-1] * (len(lines) + 1)
    for index in range(len(lines) - 1, -1, -1):
        line = lines[index]
        closes = "</" in line and len(line) <= _LONG and _PRE_END.search(line) is not None
        ends[index] = index if closes else ends[index + 1]
    return ends[:-1]
