"""The values of a spot-check: key points, verdicts, grades, prompts and reviews."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from corpus.model import Span
from corpus.pages import Pages

Verdict = Literal["covered", "partly", "missed", "contradicted", "can't tell"]


@dataclass(frozen=True, slots=True)
class KeyPoint:
    """One thing an answer should say; ``lines`` count the reference (or the raw file, in a prompt), ``weight`` > 0.

    ``given`` are the parts of ``text`` that need not be said: the names of a table's columns.
    """

    text: str
    lines: Span
    weight: float = 1.0
    given: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cover:
    """Characters ``start`` to ``end`` (exclusive) of the person's answer that speak of a point, and their ``text``."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Point:
    """A key point with its ``verdict``, of which ``confidence`` (0 to 1) says how sure it is.

    ``text`` is what should be said, on ``lines`` of the reference (or of the raw file, where an entry was graded);
    ``weight`` is above 0; ``covering`` are the parts of the person's answer that speak of it; ``why`` is one short
    sentence or "".
    """

    text: str
    lines: Span
    weight: float
    verdict: Verdict
    confidence: float
    covering: tuple[Cover, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class Grade:
    """How well an answer says what the reference says.

    ``score`` (0 to 1) is how likely a person would call it right, of which ``confidence`` (0 to 1) says how sure it is;
    ``sure`` is False where that is too little to go by. ``points`` are what should be said, each with a verdict;
    ``notes`` are remarks on the whole, a few words each.
    """

    score: float
    confidence: float
    sure: bool
    points: tuple[Point, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Prompt:
    """One thing to be asked: a whole entry, or one part (a section's heading) of a long one.

    ``reference`` is Markdown; ``pages`` are those that the entry stands on.
    """

    entry: str
    part: str
    question: str
    document: str
    source: str
    lines: Span
    headings: tuple[str, ...]
    topics: tuple[str, ...]
    reference: str
    points: tuple[KeyPoint, ...]
    pages: Pages | None = None

    @property
    def key(self) -> tuple[str, str]:
        return self.entry, self.part


@dataclass(frozen=True, slots=True)
class Review:
    """One answered check, as it is on disk; ``rating`` and ``suggested`` run from 1 (again) to 4 (easy).

    ``source`` is where the document was read from, "" in reviews from before that was kept.
    """

    id: int
    session: str
    entry: str
    part: str
    question: str
    document: str
    topics: tuple[str, ...]
    answer: str
    given: str
    score: float
    rating: int
    suggested: int
    practice: bool
    at: datetime
    took_s: float | None = None
    points: tuple[Point, ...] = ()
    overruled: tuple[int, ...] = field(default=())
    undone: bool = False
    source: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """What to be asked: ``due`` first what is due, then what is new; ``random`` is practice."""

    topics: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    which: Literal["due", "new", "random"] = "due"
    count: int = 10


@dataclass(frozen=True, slots=True)
class Session:
    """A round of checks as it was started; ``prompts`` are (entry, part)."""

    id: str
    started: datetime
    practice: bool
    prompts: tuple[tuple[str, str], ...]
