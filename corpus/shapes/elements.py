"""Questions that stand in an element each, as programs for quizzes have them: ``<quiz>`` … ``</quiz>``."""

import re
from collections.abc import Sequence
from itertools import pairwise

from corpus.lines.dialects import PLAIN_HASH
from corpus.lines.fences import fenced

_ELEMENT = re.compile(r"[ \t]{0,8}<(/?)(?:quiz|question|flashcard)(?:[ \t][^<>]{0,300})?>[ \t]*$", re.IGNORECASE)
_FEWEST = 2  # elements that show what they are for
_LONG = 400  # characters of a line that are read


def held(lines: Sequence[str], kind: str) -> Sequence[str]:
    """Write the first line in such elements behind the label of a question, in place of the tag that opens them.

    Tags that open and close take turns. ``kind`` is the dialect of the lines.
    """
    tags = {at: tag for at, line in enumerate(lines) if "<" in line[:9] and (tag := _ELEMENT.match(line[:_LONG]))}
    turns = all(bool(one[1]) != bool(other[1]) for one, other in pairwise(tags.values()))
    opened = [at for at, tag in tags.items() if not tag[1]]
    if kind in PLAIN_HASH or len(opened) < _FEWEST or not turns or len(tags) != 2 * len(opened):
        return lines
    code = fenced(lines)
    changed = list(lines)
    for at in opened:
        if not code[at]:
            changed[at : at + 2] = [f"Question: {lines[at + 1].strip()}", ""]
    return changed
