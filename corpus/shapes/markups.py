"""Questions as other markup sets them apart, with Q before them or as Markdown writes them."""

import re
from collections.abc import Sequence
from itertools import pairwise

from corpus.lines.dialects import blocks, emphasised
from corpus.lines.markers import LONGEST, SURE, asks, read
from corpus.lines.plain import plain
from corpus.lines.words import QUESTION_MARKS

_DIRECTIVE = re.compile(
    r"[ \t]{0,8}\.\. (?:dropdown|collapse|toggle|details|rubric|topic|faq|question|admonition)::[ \t]+(?=\S)",
    re.IGNORECASE,
)
_ROLE = re.compile(r"[ \t]{0,8}:[a-z][\w:-]{0,40}:`[^`]{1,60}`[ \t]+(?=[^\s`])")
_STRONG = re.compile(r"(?<![\w*])\*(?=[^*\s])([^*]{1,300}?)(?<=[^*\s])\*(?![\w*])")
_COUNTED = re.compile(r"([ \t]{0,8})#(?=\.[ \t]+\S)")
_STARRED = re.compile(r"\*(?=[^*\s])([^*]{1,300})(?<=\S)\*(?=\s*$)")
_NESTED = re.compile(r"([ \t]*)([*#]{1,6})(?:(:{1,3})[ \t]*|[ \t]+)(?=\S)")
_ATX = re.compile(r"(#{1,6})[ \t]+(?=[^\s#=])")
_BLOCK = re.compile(r"\.(?=[^\s.])")
_BREAK = re.compile(r"'{3,}\s*$")
_BROKEN = re.compile(r"(?<=[^\s+])[ \t]{1,9}\+\s*$")
_FOLDS = re.compile(r"\[(?:[^\[\]]{0,80}[,%])?collapsible[^\[\]]{0,80}\]\s*$")
_WIKI_TERM = re.compile(r";[ \t]*(?=[^\s;:*#])")
_WIKI_MEANING = re.compile(r":[ \t]*(?=[^\s:*#;{|])")
_BEHIND = re.compile(r"[ \t]:[ \t]+(?=\S)")
_TERM = re.compile(r"[ \t]*<dt\b[^<>]{0,200}>[ \t]*(?=\S)", re.IGNORECASE)
_MEANING = re.compile(r"[ \t]*<dd\b[^<>]{0,200}>[ \t]*", re.IGNORECASE)
_FACE = re.compile(r"(?:#{1,6}[ \t]+|\*\*|__)(front|back)(?=[ \t:*_]*$)", re.IGNORECASE)
_FEWEST = 2  # questions of a kind
_ASKING = 0.5  # share of them that ask, of the terms of a wiki that have a meaning
_WIDE = 2000  # characters of a line in which a meaning may stand behind its term


def turned(lines: Sequence[str], kind: str) -> Sequence[str]:
    """Write Q before what directives, titled blocks that fold and terms of HTML ask, and Question for a card's Front.

    ``kind`` is the dialect of the lines. Items that reStructuredText counts itself get a number, and what asks there
    behind an icon or over its indented meaning a Q; bold of AsciiDoc and emphasis of a wiki are Markdown's, a wiki's
    items stand as deep as they have signs, its terms and their meanings are questions and answers; AsciiDoc's signs of
    breaks go.
    """
    if kind == ".rst":
        lines = [_COUNTED.sub(r"\g<1>1", line, count=1) for line in lines]
        for heads in (_ends(lines, _DIRECTIVE), _icons(lines), _terms(lines)):
            lines = _asked(lines, heads)
    elif kind == ".adoc":
        code = blocks(lines, kind)
        lines = [line if at in code else _strong(line) for at, line in enumerate(lines)]
        lines = _asked(lines, {at: 1 for at, line in enumerate(lines[:-1]) if _blocks(line, lines[at + 1])})
    elif kind in (".wiki", ".jira"):
        lines = [_STARRED.sub(r"**\1**", line) if line[:1] == "*" else line for line in lines]
        lines = _titled(lines) if kind == ".wiki" else lines
        code = blocks(lines, kind)
        lines = [line if at in code else _item(line) for at, line in enumerate(lines)]
        lines = _listed(lines) if kind == ".wiki" else lines
    return _faced(_defined(lines))


def _titled(lines: Sequence[str]) -> Sequence[str]:
    """Write as a wiki does the headings of Markdown that stand among its own: between blank lines, where no list is."""
    around = ["", *lines, ""]
    return [
        f"{match[1].replace('#', '=')} {line[match.end() :].strip()} {match[1].replace('#', '=')}"
        if (match := _ATX.match(line)) and not (above.strip() or below.strip())
        else line
        for above, line, below in zip(around, lines, around[2:], strict=False)
    ]


def _item(line: str) -> str:
    """Write a line of a wiki in Markdown: an item, or what goes on with one (``#:``), with indent for its depth."""
    signs = _NESTED.match(line)
    if signs is None:
        return line if line[:1] == " " else emphasised(line)
    deep = len(signs[2]) - (not signs[3])
    mark = "" if signs[3] else "* " if signs[2][-1] == "*" else "1. "
    return signs[1] + "   " * deep + mark + emphasised(line[signs.end() :])


def _ends(lines: Sequence[str], head: re.Pattern[str]) -> dict[int, int]:
    """Map the lines that begin with something to where it ends."""
    return {at: match.end() for at, line in enumerate(lines) if (match := head.match(line))}


def _icons(lines: Sequence[str]) -> dict[int, int]:
    """Find the icons at the head of paragraphs whose first line has a question mark, and where they end."""
    heads = {at: end for at, end in _ends(lines, _ROLE).items() if not (at and lines[at - 1].strip())}
    return {at: end for at, end in heads.items() if any(sign in QUESTION_MARKS for sign in lines[at][end:])}


def _terms(lines: Sequence[str]) -> dict[int, int]:
    """Find the questions that stand over indented text as a term does over its meaning."""
    return {
        at: 0
        for at, line in enumerate(lines[:-1])
        if line[:1].strip() and lines[at + 1].strip() and lines[at + 1][0].isspace() and _mark(line)
    }


def _mark(line: str) -> bool:
    return line.rstrip()[-1:] in QUESTION_MARKS and not read(plain(line[:LONGEST])).label


def _strong(line: str) -> str:
    """Write a break and the bold words of AsciiDoc (``*one*``) as Markdown does, without signs of broken lines."""
    return "***" if _BREAK.match(line) else _STRONG.sub(r"**\1**", _BROKEN.sub("", line))


def _blocks(line: str, below: str) -> bool:
    return _BLOCK.match(line) is not None and _FOLDS.match(below) is not None


def _asked(lines: Sequence[str], heads: dict[int, int]) -> Sequence[str]:
    """Write Q for the heads of some lines where a good part of what is behind them asks."""
    asking = sum(asks(read(plain(lines[at][end:LONGEST])).text) >= SURE for at, end in heads.items())
    if len(heads) < _FEWEST or asking < _ASKING * len(heads):
        return lines
    return [f"Q: {line[heads[at] :]}" if at in heads else line for at, line in enumerate(lines)]


def _defined(lines: Sequence[str]) -> Sequence[str]:
    """Write Q and A for the terms and meanings of HTML that stand on lines of their own."""
    terms = {at: end for at, end in _ends(lines, _TERM).items() if "<dd" not in lines[at].lower()}
    changed = _asked(lines, terms)
    if changed is lines:
        return lines
    meanings = _ends(lines, _MEANING)
    return [f"A: {line[meanings[at] :]}" if at in meanings else line for at, line in enumerate(changed)]


def _listed(lines: Sequence[str]) -> Sequence[str]:
    """Write Q and A for a wiki's ``;term`` and the ``:meaning`` below it or behind it."""
    terms = _ends(lines, _WIKI_TERM)
    behind = {at: match for at in terms if (match := _BEHIND.search(lines[at][:_WIDE], terms[at]))}
    below = {at + 1 for at in terms if at not in behind and _WIKI_MEANING.match("".join(lines[at + 1 : at + 2]))}
    if len(behind) + len(below) < max(_FEWEST, _ASKING * len(terms)):
        return lines
    changed = list(lines)
    for at, end in terms.items():
        changed[at] = f"Q: {lines[at][end:]}"
    for at, match in behind.items():
        changed[at] = f"Q: {lines[at][terms[at] : match.start()]} A: {lines[at][match.end() :]}"
    for at in below:
        changed[at] = f"A: {lines[at][1:].lstrip()}"
    return changed


def _faced(lines: Sequence[str]) -> Sequence[str]:
    """Write Question and Answer for headings that say Front and Back by turns."""
    faces = {at: match for at, line in enumerate(lines) if (match := _FACE.match(line))}
    sides = [match[1].casefold() for match in faces.values()]
    if len(sides) < 2 * _FEWEST or sides[0] != "front" or any(one == other for one, other in pairwise(sides)):
        return lines
    changed = list(lines)
    for at, match in faces.items():
        said = "Question" if match[1].casefold() == "front" else "Answer"
        changed[at] = lines[at][: match.start(1)] + said + lines[at][match.end(1) :]
    return changed
