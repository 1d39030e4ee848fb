"""Was a passage helpful? The verdicts of this person, in user data, apart from every index."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

from index.databases import database, transaction

if TYPE_CHECKING:
    from retriever.answers import Answer, Hit

_MIGRATIONS = (
    """
    CREATE TABLE IF NOT EXISTS verdicts (
        query TEXT NOT NULL, file TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
        entry TEXT NOT NULL, helpful INTEGER NOT NULL, confidence REAL NOT NULL, generation TEXT NOT NULL,
        at TEXT NOT NULL, PRIMARY KEY (query, file, start, "end")
    )
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
            generation=answer.generation,
        )


def keep(path: Path, verdict: Verdict) -> None:
    """Keep ``verdict`` in the database at ``path``, in the place of an earlier one on the same passage and question.

    Raises what ``index.databases.database`` raises.
    """
    with database(path, _MIGRATIONS) as connection, transaction(connection):
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


def judged(path: Path) -> list[JudgedQuestion]:
    """Return the verdicts as judged questions, in the form that ``answerbook eval`` reads.

    A question of which no passage helped is left out: that the notes have no answer, nobody has said. Raises what
    ``index.databases.database`` raises.
    """
    if not path.exists():
        return []
    with database(path, _MIGRATIONS) as connection:
        rows = connection.execute(
            'SELECT query, file, start, "end" FROM verdicts WHERE helpful ORDER BY at, file, start'
        ).fetchall()
    queries: dict[str, list[Judgement]] = {}
    for query, file, start, end in rows:
        queries.setdefault(query, []).append({"file": file, "start": start, "end": end, "grade": 2})
    return [
        {"qid": f"own-{number}", "kind": "own", "query": query, "judgements": found}
        for number, (query, found) in enumerate(queries.items(), 1)
    ]
