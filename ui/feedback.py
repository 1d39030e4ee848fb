"""Was a passage helpful? The verdicts of this person, in user data, apart from every index."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

if TYPE_CHECKING:
    from retriever import Answer, Hit

_TABLE = """
CREATE TABLE IF NOT EXISTS verdicts (
    query TEXT NOT NULL, file TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
    entry TEXT NOT NULL, helpful INTEGER NOT NULL, confidence REAL NOT NULL, generation TEXT NOT NULL, at TEXT NOT NULL,
    PRIMARY KEY (query, file, start, "end")
)
"""


class Judgement(TypedDict):
    """A passage that was judged, by its raw lines; ``grade`` is 2 where it helped, else 0."""

    file: str
    start: int
    end: int
    grade: int


class Judged(TypedDict):
    """A question with what was judged to answer it."""

    qid: str
    kind: str
    query: str
    judgements: list[Judgement]


@dataclass(frozen=True, slots=True)
class Verdict:
    """One verdict on a passage (raw lines ``start`` to ``end``); ``helpful`` None takes an earlier one back."""

    query: str
    file: str
    start: int
    end: int
    entry: str
    helpful: bool | None
    confidence: float
    generation: str

    @classmethod
    def of(cls, answer: "Answer", hit: "Hit", query: str, thumb: int | None) -> "Verdict":
        """Return what a thumb (1 up, 0 down, None taken back) says of ``hit``."""
        return cls(
            query=query,
            file=hit.file,
            start=hit.lines.start,
            end=hit.lines.end,
            entry=hit.entry,
            helpful=None if thumb is None else bool(thumb),
            confidence=hit.confidence,
            generation=str(answer.generation),
        )


def keep(database: Path, verdict: Verdict) -> None:
    """Keep ``verdict`` in the place of an earlier one on the same passage and question."""
    with _opened(database) as connection:
        connection.execute(
            'DELETE FROM verdicts WHERE query = ? AND file = ? AND start = ? AND "end" = ?',
            (verdict.query, verdict.file, verdict.start, verdict.end),
        )
        if verdict.helpful is not None:
            connection.execute(
                "INSERT INTO verdicts VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    verdict.query,
                    verdict.file,
                    verdict.start,
                    verdict.end,
                    verdict.entry,
                    verdict.helpful,
                    verdict.confidence,
                    verdict.generation,
                    datetime.now(UTC).isoformat(timespec="seconds"),
                ),
            )


def judged(database: Path) -> list[Judged]:
    """Return the verdicts as judged questions, in the form that ``answerbook eval`` reads."""
    if not database.exists():
        return []
    queries: dict[str, list[Judgement]] = {}
    with _opened(database) as connection:
        rows = connection.execute(
            'SELECT query, file, start, "end", helpful FROM verdicts ORDER BY at, file, start'
        ).fetchall()
    for query, file, start, end, helpful in rows:
        queries.setdefault(query, []).append({"file": file, "start": start, "end": end, "grade": 2 * helpful})
    return [
        {"qid": f"own-{n}", "query": query, "kind": "own", "judgements": found}
        for n, (query, found) in enumerate(queries.items(), 1)
    ]


@contextmanager
def _opened(database: Path) -> Iterator[sqlite3.Connection]:
    database.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(database, timeout=10)) as connection, connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute(_TABLE)
        yield connection
