"""What an answer vouches for, what it doubts, and how little is shown of the rest."""

from typing import TYPE_CHECKING

from retriever import fitted
from retriever.unmarked import unmarked

if TYPE_CHECKING:
    from retriever.answers import Answer, Hit

_LONGEST = 200  # characters


def vouched(answer: "Answer", hit: "Hit") -> bool:
    """Say whether a hit is above the line: it may answer, and ``answer`` does not abstain."""
    return not answer.abstained and hit.confidence >= fitted.confidence().threshold


def doubtful(answer: "Answer") -> bool:
    """Say whether an answer is given although the notes, by its confidence, more likely do not hold it."""
    return bool(answer.hits) and not answer.abstained and answer.confidence < 0.5


def gist(hit: "Hit") -> str:
    """Return the first statement of a hit that is marked and asks nothing: one short line, no markup.

    It is the first one marked where all ask, the beginning of the hit where none is.
    """
    marked = [unmarked(hit.text[mark.start : mark.end]) for mark in hit.highlights] or [unmarked(hit.text)]
    line = next((each for each in marked if not each.endswith("?")), marked[0])
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST].rstrip()}…"
