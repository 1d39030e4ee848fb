"""Was a passage helpful? The verdicts of this person, in user data, apart from every index."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from difflib import SequenceMatcher
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

from corpus.model import Entry, Span
from index.databases import database, transaction

if TYPE_CHECKING:
    from index.opened import Index
    from retriever.answers import Answer, Hit

_MIGRATIONS = (
    """
    CREATE TABLE IF NOT EXISTS verdicts (
        query TEXT NOT NULL, file TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
        entry TEXT NOT NULL, helpful INTEGER NOT NULL, confidence REAL NOT NULL, generation TEXT NOT NULL,
        at TEXT NOT NULL, PRIMARY KEY (query, file, start, "end")
    )
    """,
    """
    CREATE TABLE verdict (
        query TEXT NOT NULL, entry TEXT NOT NULL, text TEXT NOT NULL, file TEXT NOT NULL, start INTEGER NOT NULL,
        "end" INTEGER NOT NULL, helpful INTEGER NOT NULL, confidence REAL NOT NULL, generation TEXT NOT NULL,
        at TEXT NOT NULL
    );
    CREATE INDEX verdict_on ON verdict (query, entry);
    INSERT INTO verdict
        SELECT query, entry, '', file, start, "end", helpful, confidence, generation, at FROM verdicts;
    DROP TABLE verdicts
    """,
)


class Judgement(TypedDict):
    """A passage that helped, by its raw lines; its ``grade`` is 2."""

    file: str
    start: int
    end: int
    grade: int


class JudgedQuestion(TypedDict):
    """A question with what was judged to answer it."""

    qid: str
    kind: str
    query: str
    judgements: list[Judgement]


@dataclass(frozen=True, slots=True)
class Verdict:
    """One verdict on the passage ``text`` of an entry; ``helpful`` None takes an earlier one back.

    ``start`` and ``end`` are the raw lines that it stood on then. ``text`` is empty in verdicts that were kept before
    it was: those are on the whole entry.
    """

    query: str
    entry: str
    text: str
    file: str
    start: int
    end: int
    helpful: bool | None
    confidence: float
    generation: str

    @classmethod
    def of(cls, answer: "Answer", hit: "Hit", thumb: int | None) -> "Verdict":
        """Return what a thumb (1 up, 0 down, None taken back) says of ``hit``."""
        return cls(
            query=answer.query,
            entry=hit.entry,
            text=_own(hit),
            file=hit.file,
            start=hit.lines.start,
            end=hit.lines.end,
            helpful=None if thumb is None else bool(thumb),
            confidence=hit.confidence,
            generation=answer.generation,
        )


def keep(path: Path, verdict: Verdict) -> None:
    """Keep ``verdict`` in the database at ``path``, in the place of an earlier one on the same passage and question.

    Raises what ``index.databases.database`` raises.
    """
    passage = (verdict.query, verdict.entry, verdict.text)
    place = (verdict.file, verdict.start, verdict.end)
    with database(path, _MIGRATIONS) as connection, transaction(connection):
        connection.execute("DELETE FROM verdict WHERE query = ? AND entry = ? AND text = ?", passage)
        if verdict.helpful is not None:
            said = (verdict.helpful, verdict.confidence, verdict.generation)
            at = datetime.now(UTC).isoformat(timespec="seconds")
            connection.execute(
                "INSERT INTO verdict VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", (*passage, *place, *said, at)
            )


def helpful(path: Path) -> list[Verdict]:
    """Return the verdicts on passages that helped, oldest first; raises what ``index.databases.database`` raises."""
    if not path.exists():
        return []
    with database(path, _MIGRATIONS) as connection:
        connection.row_factory = sqlite3.Row
        rows = connection.execute(
            'SELECT query, entry, text, file, start, "end", confidence, generation FROM verdict '
            "WHERE helpful ORDER BY at, rowid"
        ).fetchall()
    return [Verdict(**dict(row), helpful=True) for row in rows]


def judged(verdicts: Iterable[Verdict], index: "Index") -> list[JudgedQuestion]:
    """Return ``verdicts`` as judged questions on the notes as ``index`` has them, as ``answerbook eval`` reads them.

    A passage is looked for in its entry, wherever that stands now; where none of its lines is left, the whole entry
    is named. Verdicts on entries that the index lacks are left out, and so is a question of which no passage helped:
    that the notes have no answer, nobody has said.
    """
    queries: dict[str, list[Judgement]] = {}
    for verdict in verdicts:
        entry = index.find(verdict.entry)
        if entry is None:
            continue
        lines = _stands(entry, verdict.text)
        judgement: Judgement = {"file": entry.document, "start": lines.start, "end": lines.end, "grade": 2}
        queries.setdefault(verdict.query, []).append(judgement)
    return [
        {"qid": f"own-{number}", "kind": "own", "query": query, "judgements": found}
        for number, (query, found) in enumerate(queries.items(), 1)
    ]


def _own(hit: "Hit") -> str:
    """Return the text of a hit without what a cut repeats of the lines above it."""
    lines = zip(hit.text.split("\n"), hit.text_lines, strict=True)
    return "\n".join(line for line, raw in lines if raw >= hit.lines.start)


def _stands(entry: Entry, text: str) -> Span:
    """Return the raw lines on which ``text`` stands in an entry, or what is left of its lines, or all of them."""
    first, last = _whole(entry.answer, text) or _left(entry.answer, text) or (0, len(entry.answer_lines) - 1)
    raw = entry.answer_lines[first : last + 1]
    return Span(min(raw), max(raw))


def _whole(answer: str, text: str) -> tuple[int, int] | None:
    """Return the first and the last line (from 0) of an answer on which all of ``text`` stands, blanks aside."""
    numbers = [number for number, line in enumerate(answer.split("\n")) for _ in line.split()]
    words, wanted = f" {' '.join(answer.split())} ", f" {' '.join(text.split())} "
    at = words.find(wanted)
    if at < 0 or not numbers:
        return None
    first = words.count(" ", 0, at)
    return numbers[first], numbers[first + wanted.count(" ") - 2]


def _left(answer: str, text: str) -> tuple[int, int] | None:
    """Return the first and the last line (from 0) of an answer that are lines of ``text``, in its order."""
    now = [(number, line) for number, line in enumerate(answer.split("\n")) if line.strip()]
    before = [line for line in text.split("\n") if line.strip()]
    alike = SequenceMatcher(None, before, [line for _, line in now], autojunk=False)
    same = [block for block in alike.get_matching_blocks() if block.size]
    return (now[same[0].b][0], now[same[-1].b + same[-1].size - 1][0]) if same else None
