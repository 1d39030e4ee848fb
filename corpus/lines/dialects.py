"""What other markup than Markdown writes its own way: which it is, its headings, its emphasis and its code."""

import re
from collections.abc import Sequence

PLAIN_HASH = frozenset({".rst", ".org", ".wiki", ".jira"})
"""Suffixes of markup in which ``#`` at the head of a line makes no heading."""

FENCE = "```"
"""What parts code from text in Markdown."""

LITERAL = "::"
"""What opens a block of code in reStructuredText: the marker of its lines."""

_WIKI = re.compile(r"(={1,6})[ \t]*(?=[^=\s>])(.{0,300}?[^=\s])[ \t]*\1[ \t]*$")
_OPEN_WIKI = re.compile(r"(={1,6})[ \t]+(?=[^=\s])")
_DASHED = re.compile(r"---(\+{1,6})(?:!!)?[ \t]+(?=[^\s+|-])")
_BOLD = re.compile(r"(?<![=(,\[{])(?<!= )'''(?=[^'\s])([^']{1,300}?)(?<=\S)'''")
_SLANTED = re.compile(r"(?<![=(,\[{'])(?<!= )''(?=[^'\s])([^']{1,300}?)(?<=[^'\s])''(?!')")
_WIKIS = (".wikitext", ".mediawiki", ".creole")
_ASCIIDOC = (".adoc", ".asciidoc")
_BLOCK = re.compile(r"([-.+/])\1{3,}\s*$")
_EDGE = re.compile(r"\s*#\+(?:begin|end)_(?:src|example)\b", re.IGNORECASE)
# The state of a task before the words of a heading in org.
_STATE = re.compile(r"(?:TO-?DO|DONE|NEXT|WAIT(?:ING)?|HOLD|CANCELL?ED)[ \t]+(?:\[#[A-Z0-9]\][ \t]+)?(?=\S)")
_TAGS = re.compile(r"[ \t]+:[\w@#%:]{1,200}:[ \t]*$")
_LITERAL = re.compile(r"\s*\.\. (?:code|code-block|sourcecode|parsed-literal)::")
_OPTION = re.compile(r"\s+:[a-z-]+:")
_NUMBERED = re.compile(r"h([1-6])\.[ \t]+(?=\S)")
_MACRO = re.compile(r"\{(code|noformat)(?:[:|]([\w#+-]{0,20})[^{}]{0,200})?\}\s*$")
_BRACES = re.compile(r"(\{\{\{|\}\}\})\s*$")


def dialect(lines: Sequence[str], suffix: str) -> str:
    """Return the suffix whose markup a document is written in: text with the headings of a wiki is a wiki's.

    ``.adoc`` is all AsciiDoc, ``.jira`` are the wikis and Textile, whose headings are ``h2. Title``.
    """
    if suffix in PLAIN_HASH:
        return suffix
    if suffix in _ASCIIDOC:
        return ".adoc"
    if suffix == ".textile" or sum(_NUMBERED.match(line) is not None for line in lines) >= 2:
        return ".jira"
    heads = sum(line.startswith(("==", "---+")) and wiki_heading(line) is not None for line in lines)
    return ".wiki" if suffix in _WIKIS or heads >= 2 else suffix


def wiki_heading(text: str, closed: bool = True) -> tuple[int, str] | None:
    """Read ``== Title ==`` or ``---++ Title`` as a level and its words; ``== Title`` where none must be ``closed``."""
    if len(text) > 400:
        return None
    match = _WIKI.match(text)
    if match:
        return len(match.group(1)), match.group(2)
    match = _DASHED.match(text) or (None if closed else _OPEN_WIKI.match(text))
    return (len(match.group(1)), text[match.end() :].strip()) if match else None


def numbered_heading(text: str) -> tuple[int, int] | None:
    """Read the head of ``h2. Title`` as a level and its length."""
    match = _NUMBERED.match(text)
    return (int(match.group(1)), match.end()) if match else None


def emphasised(text: str) -> str:
    """Write the bold and slanted words of a wiki (``'''one'''``, ``''one''``) as Markdown does."""
    return _SLANTED.sub(r"*\1*", _BOLD.sub(r"**\1**", text)) if "''" in text else text


def outlined(title: str) -> str:
    """Take the keyword and the tags off a heading of an outline."""
    return _TAGS.sub("", _STATE.sub("", title, count=1)) if len(title) <= 1000 else title


def blocks(lines: Sequence[str], suffix: str) -> dict[int, str]:
    """Map the lines of code in ``----`` of AsciiDoc, ``#+BEGIN_SRC`` of org or ``{{{`` of a wiki to their fence.

    Lines that are no fence of Markdown have none ("").
    """
    code: dict[int, str] = {}
    edges = {index: edge for index, line in enumerate(lines) if (edge := _edge(line, suffix))}
    last = {sign: index for index, (sign, _) in edges.items()}
    start = -1
    for index, (sign, _) in edges.items():
        if start < 0:
            start = index if last.get(_closing(sign), -1) > index else -1
        elif sign == _closing(edges[start][0]):
            code |= {at: edges[at][1] if at in edges else "" for at in range(start, index + 1)}
            start = -1
    return code


def _edge(line: str, suffix: str) -> tuple[str, str] | None:
    """Return the sign of a line that opens or closes a block, folded, and its fence in Markdown; None for others."""
    if suffix == ".adoc":
        return (line.rstrip(), FENCE) if _BLOCK.match(line) else None
    if suffix == ".jira":
        macro = _MACRO.match(line.strip())
        return (f"{{{macro.group(1)}}}", f"{FENCE}{macro.group(2) or ''}") if macro else None
    if suffix == ".wiki":
        return (line.strip(), FENCE) if _BRACES.match(line.strip()) else None
    found = _EDGE.match(line) if suffix == ".org" else None
    return (found.group().strip().lower(), f"{FENCE}{line[found.end() :].strip()}") if found else None


def _closing(sign: str) -> str:
    return sign.replace("+begin_", "+end_").replace("{{{", "}}}")


def literals(lines: Sequence[str], suffix: str) -> dict[int, int]:
    """Map the lines of code that only their indent sets apart, below ``::``, to the indent of their block."""
    found: dict[int, int] = {}
    if suffix != ".rst":
        return found
    wide = [len(line) - len(line.lstrip()) for line in (line.expandtabs(4) for line in lines)]
    filled = [bool(line.strip()) for line in lines]
    end = 0
    for index, line in enumerate(lines):
        directive = line.lstrip()[:2] == ".."
        if index < end or not (_LITERAL.match(line) if directive else line.rstrip().endswith("::")):
            continue
        at = index + 1
        while directive and at < len(lines) and _OPTION.match(lines[at]):
            at += 1
        first = next((below for below in range(at, len(lines)) if filled[below]), at)
        if first == at or wide[first] <= wide[index]:
            continue
        end = next((at for at in range(first, len(lines)) if filled[at] and wide[at] <= wide[index]), len(lines))
        found.update((at, min(wide[first], wide[at])) for at in range(first, end) if filled[at])
    return found
