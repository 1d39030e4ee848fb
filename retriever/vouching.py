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
    """Return the first statement of a hit that is marked, its beginning where none is: one short line, no markup."""
    said = hit.text[hit.highlights[0].start : hit.highlights[0].end] if hit.highlights else hit.text
    line = unmarked(said)
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST].rstrip()}…"
