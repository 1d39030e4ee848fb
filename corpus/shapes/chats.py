"""Chats pasted with the time of each message: what asks becomes a question, what is said after it its answer."""

import re
from collections.abc import Sequence

from corpus.lines.markers import MARKED, SURE, asks
from corpus.lines.plain import plain

CLOCK = r"\d{1,2}[:.h]\d{2}(?:[:.]\d{2}(?:[.,]\d{1,6})?)?(?:[ \t\u202f]?[ap]\.?m\.?)?(?:Z|[+-]\d{2}:?\d{2})?"
DATE = (
    r"(?:\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}|\d{1,2}\.? [^\W\d_]{3,9}\.?(?: \d{4})?|[^\W\d_]{3,9}\.? \d{1,2}(?:, \d{4})?)"
)
MESSAGE = re.compile(
    rf"[\u200e\ufeff \t]*[\[(]?(?:{DATE}(?:,?[ \t]+(?:at[ \t]+|um[ \t]+)?|T))?{CLOCK}(?:,[ \t]+{DATE})?[\])]?"
    r"[ \t\u200e]*(?:[-–—|][ \t]*)?"
    r"(?:<[ \t@+]?([^\W\d_][\w .'’-]{0,30})>|[@~]?([^\W\d_][\w .'’()-]{0,30}?)[ \t]?:)[ \t]+(?=\S)",
    re.IGNORECASE,
)
"""The head of a message: its time, and who wrote it in one of two groups."""

_GREETING = re.compile(
    r"(?:(?:hey|hi|hello|ok(?:ay)?|so|and|but|also|well|quick question|sorry|thanks|thank you|yes|uh|um)\b[,.!:]*\s+)+"
    r"(?:(?:all|everyone|folks|team|guys)\b[,.!:]*\s+)?",
    re.IGNORECASE,
)
_SHORT = 200  # characters of a line that hold the time and the name
_MOST = 0.5  # share of the lines with words that are messages
_FEWEST = 2  # names, and messages that ask


def asking(said: Sequence[str]) -> list[bool]:
    """Say of each message of a chat whether it asks; what has no question mark and follows one that asks tells."""
    found: list[bool] = []
    for text in said:
        much = asks(_GREETING.sub("", plain(text), count=1))
        found.append(much == MARKED or (much >= SURE and not (found and found[-1])))
    return found


def unstamped(lines: Sequence[str]) -> Sequence[str]:
    """Write Q before the messages of a chat that ask and A before what is said next; times go, later names stay.

    A chat is shown by a time and a name at the head of most lines, several names, and several messages that ask.
    Lines keep their order and number.
    """
    said = {index: match for index, line in enumerate(lines) if (match := MESSAGE.match(line[:_SHORT]))}
    names = {(match.group(1) or match.group(2)).casefold() for match in said.values()}
    asks_ = asking([lines[at][match.end() :] for at, match in said.items()])
    asked = {at for at, one in zip(said, asks_, strict=True) if one}
    if min(len(names), len(asked)) < _FEWEST or len(said) < _MOST * sum(bool(line.strip()) for line in lines):
        return lines
    changed = list(lines)
    before = -1
    for index, match in said.items():
        name = "Q" if index in asked else "A" if before in asked else match.group(1) or match.group(2)
        changed[index] = f"{name}: {lines[index][match.end() :]}"
        before = index
    return changed
