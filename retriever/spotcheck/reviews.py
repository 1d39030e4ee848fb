"""The reviews of a person, kept: sessions, ratings, undo and overruling."""

import json
import logging
import secrets
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from corpus.model import Span
from index.databases import database, transaction
from index.errors import UsageError
from index.places import places
from retriever.spotcheck.ratings import RATINGS, suggest
from retriever.spotcheck.schema import MIGRATIONS
from retriever.spotcheck.values import Choice, Cover, Grade, Point, Prompt, Review, Session

_LOG = logging.getLogger("answerbook.spotcheck")
_SELECT = """
SELECT review.*, undone.review IS NOT NULL AS undone,
    (SELECT json_group_array(point) FROM overruled WHERE overruled.review = review.id) AS overruled
FROM review LEFT JOIN undone ON undone.review = review.id
"""
_INSERT = """
INSERT INTO review (session, entry, part, question, document, topics, answer, given, score, confidence, rating,
    suggested, practice, at, took_s, points, source)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""


@dataclass(slots=True)
class Reviews:
    """The open database of reviews, for one thread; what a method returns is on disk already.

    Every change is one transaction of the write-ahead log, synced: a process killed at any moment loses nothing that
    was returned, and several processes can write at once.
    """

    path: Path
    _holding: AbstractContextManager[sqlite3.Connection]
    _connection: sqlite3.Connection

    @classmethod
    def open(cls, path: Path | None = None) -> "Reviews":
        """Open the reviews of this user, or those at ``path``; raises what ``index.databases.database`` raises."""
        path = path or places().reviews
        holding = database(path, MIGRATIONS)
        connection = holding.__enter__()
        connection.row_factory = sqlite3.Row
        return cls(path, holding, connection)

    def __enter__(self) -> "Reviews":
        return self

    def __exit__(self, *error: Any) -> None:
        self._holding.__exit__(*error)

    def start(self, choice: Choice, prompts: Sequence[Prompt], practice: bool = False) -> Session:
        """Keep a new session; ``practice`` reviews are kept as well but move no schedule."""
        session = Session(secrets.token_hex(8), _now(), practice, tuple(prompt.key for prompt in prompts))
        kept = (
            session.id,
            session.started.isoformat(),
            practice,
            json.dumps(asdict(choice)),
            json.dumps(session.prompts),
        )
        with transaction(self._connection):
            self._connection.execute("INSERT INTO session VALUES (?, ?, ?, ?, ?)", kept)
        return session

    def session(self, name: str) -> Session:
        """Return a kept session; raises UsageError where there is none of that id."""
        row = self._connection.execute("SELECT * FROM session WHERE id = ?", (name,)).fetchone()
        if row is None:
            raise UsageError(f"there is no spot-check {name!r}")
        prompts = tuple((entry, part) for entry, part in json.loads(row["prompts"]))
        return Session(row["id"], datetime.fromisoformat(row["started"]), bool(row["practice"]), prompts)

    def record(
        self,
        session: str,
        prompt: Prompt,
        answer: str,
        grade: Grade,
        rating: int,
        *,
        overruled: Sequence[int] = (),
        took_s: float | None = None,
        now: datetime | None = None,
    ) -> Review:
        """Keep a review of what ``answer`` said, with the numbers of the points that the person says they had.

        The text it was about is kept with it. Raises UsageError on a rating outside 1 to 4 or an unknown session.
        """
        if rating not in RATINGS:
            raise UsageError(f"a rating is 1, 2, 3 or 4, not {rating}")
        practice = self.session(session).practice
        at = (now or _now()).astimezone(UTC).isoformat()
        values = (
            session, prompt.entry, prompt.part, prompt.question, prompt.document, json.dumps(prompt.topics),
            prompt.reference, answer, grade.score, grade.confidence, rating, suggest(grade), practice, at, took_s,
            json.dumps([asdict(point) for point in grade.points]), prompt.source,
        )  # fmt: skip
        with transaction(self._connection):
            made = self._connection.execute(_INSERT, values)
            marks = [(made.lastrowid, point, at) for point in set(overruled)]
            self._connection.executemany("INSERT INTO overruled VALUES (?, ?, ?)", marks)
        return self.review(int(made.lastrowid or 0))

    def review(self, number: int) -> Review:
        """Return one review; raises UsageError where there is none of that number."""
        row = self._connection.execute(f"{_SELECT} WHERE review.id = ?", (number,)).fetchone()
        if row is None:
            raise UsageError(f"there is no review {number}")
        return _review(row)

    def done(self, session: str) -> tuple[Review, ...]:
        """Return the reviews of a session that were not undone, in order, as ``log`` does."""
        rows = self._connection.execute(
            f"{_SELECT} WHERE review.session = ? AND undone.review IS NULL ORDER BY review.id", (session,)
        )
        return tuple(_readable(rows))

    def log(self, *, undone: bool = False) -> Iterator[Review]:
        """Yield all reviews in the order they were kept; those undone only where asked for.

        A row that damage has made unreadable hides no other: it stays where it is, and a warning is logged.
        """
        where = "" if undone else "WHERE undone.review IS NULL"
        yield from _readable(self._connection.execute(f"{_SELECT} {where} ORDER BY review.id"))

    def undo(self, session: str) -> Review | None:
        """Take back the last review of a session that still counts; it stays in the log, marked."""
        with transaction(self._connection):
            row = self._connection.execute(
                "SELECT MAX(id) FROM review WHERE session = ? AND id NOT IN (SELECT review FROM undone)", (session,)
            ).fetchone()
            if row[0] is None:
                return None
            self._connection.execute("INSERT INTO undone VALUES (?, ?)", (row[0], _now().isoformat()))
        return self.review(row[0])


def _now() -> datetime:
    return datetime.now(UTC)


def _readable(rows: Iterable[sqlite3.Row]) -> Iterator[Review]:
    for row in rows:
        try:
            review = _review(row)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            _LOG.warning("review %s is damaged and left out: %s", row["id"], error)
            continue
        yield review


def _review(row: sqlite3.Row) -> Review:
    return Review(
        id=row["id"],
        session=row["session"],
        entry=row["entry"],
        part=row["part"],
        question=row["question"],
        document=row["document"],
        topics=tuple(json.loads(row["topics"])),
        answer=row["answer"],
        given=row["given"],
        score=row["score"],
        rating=row["rating"],
        suggested=row["suggested"],
        practice=bool(row["practice"]),
        at=datetime.fromisoformat(row["at"]),
        took_s=row["took_s"],
        points=tuple(map(_point, json.loads(row["points"]))),
        overruled=tuple(sorted(json.loads(row["overruled"]))),
        undone=bool(row["undone"]),
        source=row["source"],
    )


def _point(kept: dict[str, Any]) -> Point:
    lines, covering = kept.pop("lines"), kept.pop("covering")
    return Point(**kept, lines=Span(**lines), covering=tuple(Cover(**cover) for cover in covering))
