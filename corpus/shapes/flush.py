"""Questions that are bullets right over their answers, which stand at the margin as if no list had been begun."""

import re
from collections.abc import Sequence

from corpus.lines.markers import LONGEST, MARKED, asks, read
from corpus.lines.plain import plain

_BULLET = re.compile(r"[-*+•][ \t]+(?=\S)")
_HEADING = re.compile(r"#{1,6}[ \t]|\.\.[ \t]|([=\-~*_^])\1{2}")
_FEWEST = 3  # such bullets that ask
_MOST = 0.6  # share of the bullets over text that do


def flush(lines: Sequence[str], kind: str) -> Sequence[str]:
    """Write Q in the bullets that stand right over text at the margin, where most of them ask and some do not.

    Those that do not begin a list, and are no text that goes on below. Bullets that ask over a blank line do as well
    then. ``kind`` is the dialect of the lines: in one a star makes a heading.
    """
    bullets = {at: match for at, line in enumerate(lines) if (match := _BULLET.match(line))}
    over = [at for at in bullets if _is_text(lines, at + 1)]
    asked = {at for at in over if _asks(lines[at])}
    wide = max((len(line) for line in lines), default=0)
    others = {at for at in over if at not in asked and _begins(lines, at, wide)}
    if kind == ".org" or not others or len(asked) < max(_FEWEST, _MOST * len(over)):
        return lines
    apart = {at for at in bullets if not "".join(lines[at + 1 : at + 2]).strip() and _is_text(lines, at + 2)}
    changed = list(lines)
    for at in asked | others | {at for at in apart if _asks(lines[at])}:
        changed[at] = f"{bullets[at].group()}Q: {lines[at][bullets[at].end() :]}"
    return changed


def _asks(line: str) -> bool:
    return asks(read(plain(line[:LONGEST])).text) == MARKED


def _is_text(lines: Sequence[str], index: int) -> bool:
    """Say whether a line stands at the margin and is neither a bullet nor a title."""
    line = "".join(lines[index : index + 1])
    return bool(line.strip()) and not (line[0].isspace() or _BULLET.match(line) or _HEADING.match(line))


def _begins(lines: Sequence[str], index: int, wide: int) -> bool:
    """Say whether a bullet begins a list and does not go on below: the first word there had room behind it."""
    line, below = lines[index], lines[index + 1]
    begins = index == 0 or not lines[index - 1].strip() or _HEADING.match(lines[index - 1]) is not None
    return begins and not below[0].islower() and len(line) + len(below.split(maxsplit=1)[0]) < wide
