"""What programs and printers add to notes: numbers of pages, properties, comments, lines for editors, mail and git."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile

from corpus.lines.markers import is_answer
from corpus.lines.words import WROTE

_PRAGMA = re.compile(r"#(?:summary|labels|sidebar)[ \t]", re.IGNORECASE)
_DRAWER = re.compile(r"\s*:[A-Za-z][\w-]{0,40}:\s*$")
_LOGGED = re.compile(r"\s*:(?:LOGBOOK|PROPERTIES):\s*$")
_PROPERTY = re.compile(r"[ \t]+[a-z][\w.-]{0,40}::(?:[ \t]+\S.*)?$")
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
_WROTE = re.compile(
    r"(?=.{0,140}(?:(?<!\d)\d{1,2}[:h]\d{2}|@))"
    r"[\s>]{0,8}(?:On|Am|Le|El|Em|Il|Op|Den|W dniu|\d{1,4}[-./]\d{1,2}[-./]\d{1,4}|\w+,? \d)"
    rf".{{4,140}}\b(?:{WROTE})\b.{{0,80}}:\s*$"
)
SIGNATURE = "-- "
"""What stands above a signature (RFC 3676)."""

TALL = 8
"""Lines of a signature."""

_COMMENT = re.compile(r"[ \t]{0,20}%%(?!%)[^%\n]{1,1000}%%[ \t]*$")
_FIELD = re.compile(r"[a-z][a-z_]{1,40}:(?: .*)?$")
_ID = re.compile(r"id: [0-9a-f]{32}$")
_TYPE = re.compile(r"type_: (\d{1,2})$")
_NOTE = "1"
_TITLE = re.compile(r"#[ \t]+\S")
_VALUE = re.compile(r"[^\W\d_][\w /()-]{0,40}:(?:[ \t]+\S.*)?$")
_KEPT = re.compile(
    r"(?:date (?:created|updated|added)|last (?:edited|updated|modified)"
    r"|(?:created|updated|added)(?= (?:time|by|at|on|date):|:.*\d{4}))(?: (?:time|by|at|on|date))?:[ \t]",
    re.IGNORECASE,
)
_PROPERTIES = 30  # lines of them


def marks(lines: Sequence[str], suffix: str, top: int) -> frozenset[int]:
    """Find the lines (from 0) that programs and printers add: properties, drawers, the headers and footers of pages.

    So are lines for editors, what programs for mail and git add, the values that a database keeps of a note, and
    comments and anchors of AsciiDoc and Obsidian. ``top`` is the first line below the front matter.
    """
    found = {*_pages(lines), *_for_editors(lines), *_mailed(lines), *_merged(lines), *_stored(lines), *_kept(lines)}
    found.update(_commented(lines))
    if suffix == ".adoc":
        found.update(index for index, line in enumerate(lines) if line[:2] == "//" and line[2:3] != "/")
        found.update(index for index, line in enumerate(lines) if line[:2] == "[[" and _ANCHOR.match(line))
    found.update(index for index, line in enumerate(lines) if line[:1] == "^" and _BLOCK_ID.match(line))
    found.update(takewhile(lambda at: _TOP.match(lines[at]), range(top, len(lines))))
    if suffix == ".wiki":
        found.update(takewhile(lambda at: _PRAGMA.match(lines[at]), range(top, len(lines))))
    for index, line in enumerate(lines):
        if "::" in line and _PROPERTY.match(line) and _below_item(lines, index, found):
            found.add(index)
        if ":" in line and index not in found and (_DRAWER if suffix == ".org" else _LOGGED).match(line):
            last = min(index + _DEEP, len(lines))
            end = next((at for at in range(index + 1, last) if lines[at].strip().upper() == ":END:"), -1)
            found.update(range(index, end + 1))
    found.update(takewhile(lambda at: EXPORT.match(lines[at]), range(len(lines))))
    return frozenset(found)


def _stored(lines: Sequence[str]) -> Iterable[int]:
    """Find the fields at the end of an item that Joplin stores: the last of them says of what type it is.

    All is theirs of what is no note: a notebook, a tag, what is attached.
    """
    filled = [at for at in range(len(lines) - 1, -1, -1) if lines[at].strip()]
    kind = _TYPE.match(lines[filled[0]]) if filled else None
    if kind is None:
        return ()
    first = [*takewhile(lambda at: _FIELD.match(lines[at]), range(filled[0], -1, -1))][-1]
    if not any(_ID.match(line) for line in lines[first:]):
        return ()
    return range(first if kind[1] == _NOTE else 0, filled[0] + 1)


def _kept(lines: Sequence[str]) -> Iterable[int]:
    """Find what a database keeps of a note, right below its title: values by their names, one that says since when.

    What is named like an answer is told of it.
    """
    filled = [at for at, line in enumerate(lines[:_EDGE_LINES]) if line.strip()]
    if len(filled) < 2 or filled[0] != 0 or not _TITLE.match(lines[0]):
        return ()
    below = range(filled[1], min(filled[1] + _PROPERTIES, len(lines)))
    named = [*takewhile(lambda at: _VALUE.match(lines[at][:_WIDE]), below)]
    alone = bool(named) and not "".join(lines[named[-1] + 1 : named[-1] + 2]).strip()
    if not alone or not any(_KEPT.match(lines[at]) for at in named):
        return ()
    return [at for at in named if not is_answer(lines[at][:_WIDE])]


def _commented(lines: Sequence[str]) -> Iterator[int]:
    """Yield the lines of comments: what two ``%%`` stand around, on one line or each on one of its own."""
    yield from (at for at, line in enumerate(lines) if "%%" in line and _COMMENT.match(line))
    signs = [at for at, line in enumerate(lines) if line.strip() == "%%"]
    for first, last in zip(signs[::2], signs[1::2], strict=False):
        yield from range(first, last + 1 if last - first <= _DEEP else first)


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


def _mailed(lines: Sequence[str]) -> Iterator[int]:
    """Yield the lines (from 0) that say when who wrote what follows, and where some do those of signatures.

    A signature goes down to a blank line; without mail its sign is a comment of a program.
    """
    wrote = [
        at for at, line in enumerate(lines) if line.rstrip().endswith(":") and len(line) <= _WIDE and _WROTE.match(line)
    ]
    yield from wrote
    for index, line in enumerate(lines if wrote else ()):
        if line == SIGNATURE:
            below = lines[index : index + TALL]
            end = next((at for at, one in enumerate(below) if not one.strip()), len(below))
            yield from range(index, index + end if end < TALL else index)
