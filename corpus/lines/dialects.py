"""What other markup than Markdown writes its own way: code, headings, and marks that programs and printers add."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import takewhile

from corpus.lines.mail import mailed

PLAIN_HASH = frozenset({".rst", ".org", ".wiki", ".jira"})
"""Suffixes of markup in which ``#`` at the head of a line makes no heading."""

FENCE = "```"
"""What parts code from text in Markdown."""

LITERAL = "::"
"""What opens a block of code in reStructuredText: the marker of its lines."""

_WIKI = re.compile(r"(={1,6})[ \t]*(?=[^=\s>])(.{0,300}?[^=\s])[ \t]*\1[ \t]*$")
_OPEN_WIKI = re.compile(r"(={1,6})[ \t]+(?=[^=\s])")
_DASHED = re.compile(r"---(\+{1,6})(?:!!)?[ \t]+(?=[^\s+|-])")
_PRAGMA = re.compile(r"#(?:summary|labels|sidebar)[ \t]", re.IGNORECASE)
_BOLD = re.compile(r"(?<![=(,\[{])(?<!= )'''(?=[^'\s])([^']{1,300}?)(?<=\S)'''")
_SLANTED = re.compile(r"(?<![=(,\[{'])(?<!= )''(?=[^'\s])([^']{1,300}?)(?<=[^'\s])''(?!')")
_WIKIS = (".wikitext", ".mediawiki", ".creole")
_BLOCK = {
    ".adoc": re.compile(r"([-.+/])\1{3,}\s*$"),
    ".asciidoc": re.compile(r"([-.+/])\1{3,}\s*$"),
}
_EDGE = re.compile(r"\s*#\+(?:begin|end)_(?:src|example)\b", re.IGNORECASE)
# The state of a task before the words of a heading in org.
_STATE = re.compile(r"(?:TO-?DO|DONE|NEXT|WAIT(?:ING)?|HOLD|CANCELL?ED)[ \t]+(?:\[#[A-Z0-9]\][ \t]+)?(?=\S)")
_TAGS = re.compile(r"[ \t]+:[\w@#%:]{1,200}:[ \t]*$")
_DRAWER = re.compile(r"\s*:[A-Za-z][\w-]{0,40}:\s*$")
_PROPERTY = re.compile(r"[ \t]+[a-z][\w.-]{0,40}::(?:[ \t]+\S.*)?$")
_LITERAL = re.compile(r"\s*\.\. (?:code|code-block|sourcecode|parsed-literal)::")
_OPTION = re.compile(r"\s+:[a-z-]+:")
_NUMBERED = re.compile(r"h([1-6])\.[ \t]+(?=\S)")
_MACRO = re.compile(r"\{(code|noformat)(?:[:|]([\w#+-]{0,20})[^{}]{0,200})?\}\s*$")
_BRACES = re.compile(r"(\{\{\{|\}\}\})\s*$")
_TOP = re.compile(
    r"(?:title|tags?|type|alias(?:es)?|icon|public|created|updated|status|author|source|category|deck|date|up|down|parent"
    r"|child(?:ren)?|next|prev(?:ious)?|related|links?|topics?|course|moc)::(?:\s|$)",
    re.IGNORECASE,
)
_ANCHOR = re.compile(r"\[\[[A-Za-z_:][\w:.-]{0,80}(?:,[^\[\]]{0,200})?\]\][ \t]*$")
_BLOCK_ID = re.compile(r"\^[A-Za-z0-9-]{1,40}[ \t]*$")
EXPORT = re.compile(
    r"#(?:separator|html|columns|deck|notetype|tags|if matches|(?:tags|deck|notetype|guid) column):", re.IGNORECASE
)
"""What the lines at the top of exported flashcards say of the rest."""

_PAGE = re.compile(
    r"\W{0,4}(?:page|pg\.?|seite|página|pagina|strona|стр\.?|страница|第)[ \t]*\d{1,4}"
    r"(?:[ \t]*(?:of|/|von|de|di|z|из|页)[ \t]*\d{0,4})?\W{0,4}$",
    re.IGNORECASE,
)
_BESIDE = re.compile(
    r"\S.{0,100}?\S(?:[ \t]{2,}|[ \t]*[|·–][ \t]*)(?:page|pg\.?|seite|página|стр\.?)[ \t|]{0,3}\d{1,4}"
    r"(?:[ \t]*(?:of|/|von|de|di|z|из)[ \t]*\d{1,4})?\W{0,4}$"
    r"|(?:page|seite|página|стр\.?)[ \t|]{0,3}\d{1,4}[ \t]{2,}\S.{0,100}$|\d{1,4}[ \t]*\|[ \t]*p ?a ?g ?e$"
    r"|(?:\S.{0,58} )?(?-i:Page|Seite|Página|Strona|Стр\.) \d{1,4} (?:of|von|de|di|z|из) \d{1,4}\b(?:.{0,80}[^.:])?$",
    re.IGNORECASE,
)
_MODELINE = re.compile(
    r"\W{0,8}(?:(?:vim?|ex):[ \t]*(?:set?[ \t]+)?[a-z]{2,20}(?:=|\W*$|[ \t:]+[a-z]{2,20}=).{0,200}"
    r"|-\*-.{1,200}-\*-\W{0,8})$"
)
_VARIABLES = re.compile(r"\W{0,8}Local Variables:\W{0,8}$")
_FRAMED = re.compile(r"(?:[-–—~•|]{1,3}[ \t]*)\d{1,4}(?:[ \t]*[-–—~•|]{1,3})$")
_CONFLICT = re.compile(r"(?:<{7} \S|>{7} \S|={7}$|\|{7} )")
_DIGIT = re.compile(r"\d")
_EDGE_LINES = 5  # at either end of a file in which editors look for what is meant for them
_LAST = 20  # lines of a file in which a list for them begins
_NEAR = 4  # lines around a page's number that hold the rest of its header or footer
_LONG = 120  # characters of such a line
_WIDE = 300  # characters of a line for editors
_DEEP = 30  # lines of a drawer


def dialect(lines: Sequence[str], suffix: str) -> str:
    """Return the suffix whose markup a document is written in: text with the headings of a wiki is a wiki's.

    ``.jira`` are the wikis and Textile, whose headings are ``h2. Title``.
    """
    if suffix in PLAIN_HASH or suffix in _BLOCK:
        return suffix
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


def blocks(lines: Sequence[str], suffix: str) -> list[bool]:
    """Say of each line whether it is code in ``----`` of AsciiDoc, ``#+BEGIN_SRC`` of org or ``{{{`` of a wiki."""
    code = [False] * len(lines)
    signs = {index: sign for index, line in enumerate(lines) if (sign := _sign(line, suffix))}
    last = {sign: index for index, sign in signs.items()}
    start = -1
    for index, sign in signs.items():
        if start < 0:
            start = index if last.get(_closing(sign), -1) > index else -1
        elif sign == _closing(signs[start]):
            code[start : index + 1] = [True] * (index + 1 - start)
            start = -1
    return code


def _sign(line: str, suffix: str) -> str:
    """Return what a line that opens or closes a block says, folded, nothing for other lines."""
    fence = _BLOCK.get(suffix)
    if fence is not None:
        return line.rstrip() if fence.match(line) else ""
    if suffix == ".jira":
        macro = _MACRO.match(line.strip())
        return f"{{{macro.group(1)}}}" if macro else ""
    if suffix == ".wiki":
        return line.strip() if _BRACES.match(line.strip()) else ""
    found = _EDGE.match(line) if suffix == ".org" else None
    return found.group().strip().lower() if found else ""


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


def edge(line: str, suffix: str) -> str:
    """Return the fence in Markdown for a line that opens or closes such a block, nothing for others."""
    fence = _BLOCK.get(suffix)
    if fence is not None:
        return FENCE if fence.match(line) else ""
    if suffix == ".jira":
        macro = _MACRO.match(line.strip())
        return f"{FENCE}{macro.group(2) or ''}" if macro else ""
    if suffix == ".wiki":
        return FENCE if _BRACES.match(line.strip()) else ""
    found = _EDGE.match(line)
    return f"{FENCE}{line[found.end() :].strip()}" if found else ""


def marks(lines: Sequence[str], suffix: str, top: int) -> frozenset[int]:
    """Find the lines (from 0) that programs and printers add: properties, drawers, the headers and footers of pages.

    So are lines for editors, what programs for mail and git add, and comments and anchors of AsciiDoc. ``top`` is the
    first line below the front matter.
    """
    found = set(_pages(lines)) | _for_editors(lines) | set(mailed(lines)) | _merged(lines)
    if suffix in _BLOCK:
        found.update(index for index, line in enumerate(lines) if line[:2] == "//" and line[2:3] != "/")
        found.update(index for index, line in enumerate(lines) if line[:2] == "[[" and _ANCHOR.match(line))
    found.update(index for index, line in enumerate(lines) if line[:1] == "^" and _BLOCK_ID.match(line))
    at = top
    while at < len(lines) and _TOP.match(lines[at]):
        found.add(at)
        at += 1
    if suffix == ".wiki":
        found.update(takewhile(lambda at: _PRAGMA.match(lines[at]), range(top, len(lines))))
    for index, line in enumerate(lines):
        if "::" in line and _PROPERTY.match(line) and _below_item(lines, index, found):
            found.add(index)
        if suffix == ".org" and index not in found and _DRAWER.match(line):
            last = min(index + _DEEP, len(lines))
            end = next((at for at in range(index + 1, last) if lines[at].strip().upper() == ":END:"), None)
            found.update(range(index, (end if end is not None else index - 1) + 1))
    at = 0
    while at < len(lines) and EXPORT.match(lines[at]):
        found.add(at)
        at += 1
    return frozenset(found)


def _merged(lines: Sequence[str]) -> set[int]:
    """Find what git writes around lines that two people changed: where each one's begin, and where they end."""
    found = {at: sign[0] for at, line in enumerate(lines) if (sign := _CONFLICT.match(line))}
    signs = "".join(one[0] for one in found.values())
    return set(found) if re.fullmatch(r"(?:<\|?=>)+", signs) else set()


def _for_editors(lines: Sequence[str]) -> set[int]:
    """Find the lines that tell editors how to show a file: among the first and the last ones."""
    filled = [index for index, line in enumerate(lines) if line.strip()]
    ends = {*filled[:_EDGE_LINES], *filled[-_EDGE_LINES:]}
    found = {index for index in ends if len(lines[index]) <= _WIDE and _MODELINE.match(lines[index].strip())}
    last = filled[-_LAST:]
    begun = next((index for index in last if len(lines[index]) <= _LONG and _VARIABLES.match(lines[index])), None)
    return found if begun is None else found | {index for index in last if index >= begun}


def _below_item(lines: Sequence[str], index: int, found: set[int]) -> bool:
    above = lines[index - 1].lstrip() if index else ""
    return index - 1 in found or above.startswith(("- ", "* "))


def _pages(lines: Sequence[str]) -> set[int]:
    """Find numbers of pages, where there are several, and the short lines beside them that repeat."""
    short = ((index, line.strip()) for index, line in enumerate(lines) if len(line) <= _LONG)
    numbered = [(index, line) for index, line in short if _DIGIT.search(line[:12] + line[-8:])]
    numbers = [index for index, line in numbered if any(one.match(line) for one in (_PAGE, _BESIDE, _FRAMED))]
    if len(numbers) < 2:
        return set()
    beside = {
        at: line
        for index in numbers
        for at in range(max(index - _NEAR, 0), min(index + _NEAR + 1, len(lines)))
        if at != index and 0 < len(line := lines[at].strip()) <= _LONG
    }
    often = Counter(beside.values())
    return {*numbers, *(at for at, line in beside.items() if often[line] > 1)}
