"""Titles written like the comments of a program (``#list the files``), over the lines that they are about."""

import re
from collections.abc import Sequence

from corpus.lines.dialects import PLAIN_HASH
from corpus.lines.fences import fenced
from corpus.lines.markers import LONGEST, SURE, asks, read
from corpus.lines.plain import plain
from corpus.lines.scanning import RULED

_REMARK = re.compile(
    r"#(?!(?:include|define|undef|if|ifdef|ifndef|elif|else|endif|pragma|import|error|warning|region|endregion|using"
    r"|line|property|require|separator|html|deck|notetype|tags|columns|summary|labels)\b)(?=[^\W\d_])[^#{}<>]{2,100}$"
)
_HEADING = re.compile(r"#{1,6}[ \t]+\S")
_ENDS = (".", ";", ",")
_FEWEST = 3  # titles of several words that a document has
_MOST = 0.5  # share of the lines with such a sign that stand right over others, below a gap


def remarked(lines: Sequence[str], kind: str) -> Sequence[str]:
    """Write as headings the lines with a ``#`` right before words that stand over text and below a gap.

    ``kind`` is the dialect of the lines. There are several of them, more than twice as many as headings with a blank
    behind the sign and other lines that ask: there they are comments in answers. What is code in fences is none.
    """
    found = [at for at, line in enumerate(lines) if line[:1] == "#" and _REMARK.match(line.rstrip())]
    if kind in PLAIN_HASH or len(found) < _FEWEST:
        return lines
    code = fenced(lines)
    found = [at for at in found if not code[at]]
    over = [at for at in found if _heads(lines, at)]
    several = sum(len(lines[at].split()) > 1 for at in over)
    rest = set(range(len(lines))).difference(over)
    other = sum(not code[at] and (_HEADING.match(lines[at]) is not None or _asks(lines[at])) for at in rest)
    if several < max(_FEWEST, 2 * other + 1) or len(over) < _MOST * len(found):
        return lines
    changed = list(lines)
    for at in over:
        changed[at] = f"# {lines[at][1:]}"
    return changed


def _asks(line: str) -> bool:
    return line[:1].isalnum() and asks(read(plain(line[:LONGEST])).text) >= SURE


def _heads(lines: Sequence[str], index: int) -> bool:
    """Say whether a line is no sentence, a gap is above it, and text below it."""
    above = lines[index - 1].strip() if index else ""
    below = next((line for line in lines[index + 1 : index + 3] if line.strip()), "")
    gap = not above or RULED.match(above) is not None
    return gap and bool(below) and not RULED.match(below) and not lines[index].rstrip().endswith(_ENDS)
