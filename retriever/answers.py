"""What asking gives: an answer, its hits, and what of them answers."""

from dataclasses import dataclass, field
from typing import Any

from corpus.model import Span
from corpus.pages import Pages, pages_json


@dataclass(frozen=True, slots=True)
class Highlight:
    """Characters ``start`` to ``end`` (exclusive) of a hit's text that answer: their ``text`` and its raw ``lines``."""

    start: int
    end: int
    text: str
    lines: Span


@dataclass(frozen=True, slots=True)
class Copy:
    """Another place with a hit's words: raw lines ``start`` to ``end`` (inclusive) of ``file``, on those ``pages``."""

    file: str
    start: int
    end: int
    pages: Pages | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that may answer.

    ``entry`` is the id of the entry it belongs to, which edits do not change; ``file`` is what its document is called,
    read from ``source``, a file or folder (the notes that come along: ``builtin:aws``). ``lines`` are its raw lines;
    line ``i`` of ``text`` (Markdown) stands on raw line ``text_lines[i]``. ``pages`` are those of a PDF that they begin
    on, None where the notes have none. ``question``, ``headings`` (outermost first) and ``topics`` are its entry's,
    ``section`` is its own heading in a long one, else "". ``score`` puts the hits of one answer in order,
    ``confidence`` (0 to 1) says how sure it is that this hit answers. ``highlights`` are the parts that answer,
    ``copies`` the other places with these words. ``stages`` are what each stage of the ranking gave, by name, where an
    explanation was asked for.
    """

    entry: str
    file: str
    source: str
    lines: Span
    question: str
    headings: tuple[str, ...]
    section: str
    topics: tuple[str, ...]
    text: str
    text_lines: tuple[int, ...]
    score: float
    confidence: float
    highlights: tuple[Highlight, ...]
    copies: tuple[Copy, ...] = ()
    stages: dict[str, float] = field(default_factory=dict, hash=False)
    pages: Pages | None = None

    def as_json(self) -> dict[str, Any]:
        """Return the hit as ``--json`` prints it; the lines of a highlight are raw, as all lines are."""
        shown: dict[str, Any] = {
            "entry": self.entry,
            "file": self.file,
            "start": self.lines.start,
            "end": self.lines.end,
            **pages_json(self.pages),
            "question": self.question,
            "headings": list(self.headings),
            "section": self.section,
            "text": self.text,
            "score": round(self.score, 4),
            "confidence": round(self.confidence, 4),
            "highlights": [
                {"start": h.lines.start, "end": h.lines.end, "text": h.text, "from": h.start, "to": h.end}
                for h in self.highlights
            ],
            "copies": [{"file": c.file, "start": c.start, "end": c.end, **pages_json(c.pages)} for c in self.copies],
        }
        if self.stages:
            shown["stages"] = {name: round(value, 4) for name, value in self.stages.items()}
        return shown


@dataclass(frozen=True, slots=True)
class Answer:
    """The ``hits`` for a ``query``, best first.

    ``confidence`` (0 to 1) says how sure it is that the notes answer; where ``abstained``, they are taken not to, and
    the hits are only the closest passages. ``corrected_query`` is what was searched instead, None where nothing was
    corrected. ``stale`` says that notes on disk differ from the index: passages of notes that have changed or are gone
    are left out, those of a whole source that is not there (an unplugged disk) are not.
    ``generation`` names what was asked: it is another one after a build. ``stages`` are what an explanation adds, and
    ``read_as`` the words that were compared with the notes: short forms and spellings as these have them, and nothing
    beside the question.
    """

    query: str
    hits: tuple[Hit, ...]
    confidence: float
    abstained: bool
    corrected_query: str | None
    stale: bool
    generation: str
    stages: dict[str, float] = field(default_factory=dict, hash=False)
    read_as: str | None = None

    def as_json(self) -> dict[str, Any]:
        """Return the answer as ``--json`` prints it."""
        shown: dict[str, Any] = {
            "query": self.query,
            "corrected_query": self.corrected_query,
            "abstained": self.abstained,
            "confidence": round(self.confidence, 4),
            "stale": self.stale,
            "generation": self.generation,
            "hits": [hit.as_json() for hit in self.hits],
        }
        if self.stages:
            shown["stages"] = {name: round(value, 4) for name, value in self.stages.items()}
            shown["read_as"] = self.read_as
        return shown
