"""The values that the reader hands on: documents and what they hold, entries, sections and findings.

Lines are 1-based and inclusive, count the raw file, and end at ``\\n`` alone; at ``\\r`` in a file without any ``\\n``.
A format that is no text has none: its raw lines are those of the Markdown that is written of it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

FindingKind = Literal["unanswered", "repaired", "decoded", "skipped", "empty", "unreadable"]


@dataclass(frozen=True, slots=True)
class Span:
    """Raw lines ``start`` to ``end``, both inclusive."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 1 <= self.start <= self.end:
            raise ValueError(f"a span runs forward from line 1, not from {self.start} to {self.end}")

    def __len__(self) -> int:
        return self.end - self.start + 1


@dataclass(frozen=True, slots=True)
class Section:
    """A part inside an entry: its heading's words (without markup) and its lines, heading included."""

    heading: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Finding:
    """What the reader of a document should know: ``kind``, one sentence, and the lines it is about."""

    kind: FindingKind
    message: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One question with its answer.

    ``answer`` is Markdown; its line ``i`` (split at ``\\n``) stands on raw line ``answer_lines[i]``, never above that
    of the line before, and holds that raw line's repaired text, or a part of it, less indent, chatter and markup.
    ``written`` is what the file itself says on the opening line (number and markup removed), empty where nothing is
    written: identity is matched on it, never on an inferred ``question``. ``headings`` are the ones above the entry,
    outermost first; ``pages`` are those that it stands on, None where the file has none. ``id`` is None until a build
    has matched the entry to user data.
    """

    question: str
    question_written: bool
    written: str
    answer: str
    answer_lines: tuple[int, ...]
    document: str
    lines: Span
    headings: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    pages: Span | None = None
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What a document holds: its entries and findings, both ordered by line."""

    entries: tuple[Entry, ...]
    findings: tuple[Finding, ...]

    @classmethod
    def of(cls, entries: Iterable[Entry], findings: Iterable[Finding]) -> "Reading":
        """Make a reading of entries in order and of findings in any."""
        return cls(tuple(entries), tuple(sorted(findings, key=lambda one: (one.start, one.end))))


@dataclass(frozen=True, slots=True)
class Document:
    """One file as it was read.

    ``file`` is its POSIX path relative to its source; ``text`` is the repaired text with exactly the raw file's
    lines; ``sha256`` (hex, "" where the file was not read) and ``size`` (bytes) are of the raw bytes; ``encoding`` is
    what the bytes were decoded as. Entries are in order; they share a raw line where the file writes several on one.
    ``page_starts`` are the raw lines on which the pages of a PDF begin, or the slides of a presentation.
    """

    file: str
    text: str
    encoding: str
    sha256: str
    size: int
    entries: tuple[Entry, ...]
    findings: tuple[Finding, ...]
    page_starts: tuple[int, ...] = ()
