"""Markdown whose signs an editor took for words and wrote with a backslash: ``\\## Title``, ``\\*\\*bold\\*\\*``."""

import re
from collections.abc import Iterator, Sequence

_HEAD = re.compile(
    r"^[ \t]*(?:\\?>[ \t]*)*(?:(?:\\?#){1,6}(?=[ \t])|\\?[-+*](?=[ \t])|(?:\\?[-*_]){3,}(?=[ \t]*$)|(?:\\?`){3})"
)
_PAIRED = re.compile(r"\\([*`])(\\?\1)?(?=[^\s\\*`])(.{0,300}?[^\s\\])\\?\1(?(2)\\?\1)")
_BRACKETED = re.compile(r"\\([\[<])([^\[\]<>\\]{0,100})\\?([\]>])")
_FENCE = "```"
_FEWEST = 2  # lines that are dressed so
_LONG = 2000  # characters of a line that are read


def unescaped(lines: Sequence[str]) -> Sequence[str]:
    """Take the backslash off the signs of Markdown where more lines have an escaped one than begin with a bare one.

    So it is of a document, or of the part from the first line that begins with an escaped one to the last.
    """
    if sum("\\" in line for line in lines) < _FEWEST:
        return lines
    heads = [_HEAD.match(line[:_LONG]) for line in lines]
    begun = [at for at, head in enumerate(heads) if head and "\\" in head.group()]
    parts = [(0, len(lines)), *([(begun[0], begun[-1] + 1)] if len(begun) >= _FEWEST else [])]
    for first, end in parts:
        marked = [line for line, head in zip(lines[first:end], heads[first:end], strict=True) if head is None]
        paired = sum("\\" in line and len(line) <= _LONG and bool(_PAIRED.search(line)) for line in marked)
        bare = sum(head is not None for head in heads[first:end]) - len(begun)
        if len(begun) + paired >= _FEWEST and len(begun) + paired > bare:
            return [*lines[:first], *_bared(lines[first:end]), *lines[end:]]
    return lines


def _bared(lines: Sequence[str]) -> Iterator[str]:
    code = False
    for line in lines:
        head = _HEAD.match(line)
        fence = head is not None and _bare(head).endswith(_FENCE)
        code ^= fence
        if "\\" not in line or len(line) > _LONG or (code and not fence):
            yield line
        else:
            yield _BRACKETED.sub(r"\1\2\3", _HEAD.sub(_bare, _PAIRED.sub(_dressed, line), count=1))


def _bare(head: re.Match[str]) -> str:
    return head.group().replace("\\", "")


def _dressed(pair: re.Match[str]) -> str:
    sign = pair[1] * (2 if pair[2] else 1)
    return f"{sign}{pair[3]}{sign}"
