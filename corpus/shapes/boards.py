"""Questions copied from a board, with what its pages show around a question and its answers."""

import re
from collections.abc import Sequence

from corpus.lines.markers import LONGEST

_ASKED = re.compile(r"asked .{1,40}\b(?:ago|today|yesterday)\s*$", re.IGNORECASE)
_SEEN = re.compile(r"(?:modified|viewed|active)\b", re.IGNORECASE)
_POSTED = re.compile(r"(?:asked|answered|edited)\b", re.IGNORECASE)
_AROUND = re.compile(
    r"(?:(?:asked|modified|viewed|answered|edited|active)\b.{1,60}\b(?:ago|today|times|at \d{1,2}:\d\d)|[-+]?\d{1,6}"
    r"|ask question|share|follow|improve this (?:question|answer)|add a comment|comments?|sorted by:"
    r"|highest score \(default\)|\d{1,3} answers?|\d{1,4} (?:gold|silver|bronze) badges?|.{1,40}'s user avatar"
    r"|show \d{1,3} more comments?|not the answer you're looking for\?.{0,300})\s*$",
    re.IGNORECASE,
)
_BADGES = re.compile(r"\d{1,4} (?:gold|silver|bronze) badges?\s*$", re.IGNORECASE)
_BLOCK = 6  # lines in which a page says who wrote something


def posted(lines: Sequence[str]) -> tuple[Sequence[str], frozenset[int]]:
    """Write Q before the titles of questions copied from a board; return with the lines those that its page adds.

    A title stands above the lines that say when it was asked and who saw it.
    """
    if not any(map(_ASKED.match, (line.strip()[:LONGEST] for line in lines))):
        return lines, frozenset()
    around = {at for at, line in enumerate(lines) if _AROUND.match(line.strip()[:LONGEST])}
    titles = [title for at in sorted(around) if (title := _title(lines, at, around)) is not None]
    if not titles:
        return lines, frozenset()
    changed = list(lines)
    for at in titles:
        changed[at] = f"Q: {lines[at].strip()}"
    return changed, frozenset(around | _writers(lines, around))


def _title(lines: Sequence[str], index: int, around: set[int]) -> int | None:
    """Return the line of the title above one that says when a question was asked, above one that says who saw it."""
    seen = _SEEN.match("".join(lines[index + 1 : index + 2]).strip()[:LONGEST])
    if seen is None or not _ASKED.match(lines[index].strip()[:LONGEST]):
        return None
    above = range(index - 1, max(index - _BLOCK, -1), -1)
    return next((at for at in above if lines[at].strip() and at not in around), None)


def _writers(lines: Sequence[str], around: set[int]) -> set[int]:
    """Return the lines between the time of a post and the badges of its writer, who is named there."""
    found: set[int] = set()
    for at in around:
        if _POSTED.match(lines[at].strip()[:LONGEST]):
            below = range(at + 1, min(at + _BLOCK, len(lines)))
            end = next((other for other in below if _BADGES.match(lines[other].strip()[:LONGEST])), at)
            found.update(range(at, end + 1))
    return found
