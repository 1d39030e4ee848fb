"""Kill whoever writes a person's own data, at any statement: migrations, reviews, verdicts on passages."""

import os
import signal
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from checks import NOON, a_grade, a_prompt, reviewed
from faults import start

from index.databases import damage_of, database
from index.identity import MIGRATIONS as ID_MIGRATIONS
from retriever.feedback import Verdict, helpful, keep
from retriever.spotcheck.reviews import Reviews
from retriever.spotcheck.schema import MIGRATIONS as REVIEW_MIGRATIONS
from retriever.spotcheck.values import Choice

OLD_REVIEWS = 5


def die_at(statement: int) -> None:
    """Kill this process when SQLite is about to run its ``statement``-th statement, counted over all databases."""
    left = statement

    def seen(_text: str) -> None:
        nonlocal left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    connect = sqlite3.connect

    def watched(*arguments: Any, **options: Any) -> sqlite3.Connection:
        connection = connect(*arguments, **options)
        connection.set_trace_callback(seen)
        return connection

    sqlite3.connect = watched  # type: ignore[assignment]


def old_reviews(path: Path) -> None:
    """Write a database of reviews as the first version of its schema had it."""
    made = path.with_name("made.sqlite")
    reviewed(made, *[(3, NOON)] * OLD_REVIEWS)
    with database(path, REVIEW_MIGRATIONS[:1]) as new:
        new.execute("ATTACH ? AS made", (str(made),))
        for table in ("session", "review"):
            columns = ", ".join(name for _, name, *_ in new.execute(f"PRAGMA main.table_info({table})"))
            new.execute(f"INSERT INTO {table} SELECT {columns} FROM made.{table}")


def migrate(path: Path, migrations: Sequence[str], statement: int) -> None:
    """Migrate in this process, which is a child."""
    die_at(statement)
    with database(path, migrations):
        pass


def review(path: Path, statement: int, number: int) -> None:
    """Keep one review and say, in a file, that it was kept."""
    die_at(statement)
    with Reviews.open(path) as reviews:
        session = reviews.start(Choice(), (a_prompt(),))
        kept = reviews.record(session.id, a_prompt(), f"answer {number}", a_grade(), 3, overruled=(1,))
        path.with_name("told").write_text(str(kept.id))


def judge(path: Path, statement: int, number: int) -> None:
    """Keep one verdict."""
    die_at(statement)
    keep(path, Verdict(f"question {number}", "e1", "The tide.", "tides.md", 1, 3, True, 0.5, "1"))
    path.with_name("told").write_text("kept")


def killed(target: object, *arguments: object) -> bool:
    """Run ``target`` in a process; return whether it was killed."""
    process = start(*arguments, target=target)  # type: ignore[arg-type]
    process.join(120)
    assert process.exitcode in (0, -signal.SIGKILL), f"it ended with {process.exitcode}"
    return process.exitcode != 0


def reviews_migration(folder: Path, statement: int) -> tuple[bool, bool]:
    """Kill a migration of reviews at a statement; return whether it was killed and whether all is still there."""
    path = folder / "reviews.sqlite"
    old_reviews(path)
    dead = killed(migrate, path, REVIEW_MIGRATIONS, statement)
    whole = damage_of(path) is None
    with Reviews.open(path) as reviews:
        return dead, whole and len(list(reviews.log())) == OLD_REVIEWS


def ids_migration(folder: Path, statement: int) -> tuple[bool, bool]:
    """Kill the making of the database of ids; return whether it was killed and whether it can be made afterwards."""
    path = folder / "ids.sqlite"
    dead = killed(migrate, path, ID_MIGRATIONS, statement)
    whole = damage_of(path) is None
    with database(path, ID_MIGRATIONS) as made:
        return dead, whole and made.execute("PRAGMA user_version").fetchone()[0] == len(ID_MIGRATIONS)


def a_review(folder: Path, statement: int) -> tuple[bool, bool]:
    """Kill who keeps a review; return whether it was killed, and whether what was said to be kept is there."""
    path, told = folder / "reviews.sqlite", folder / "told"
    before = reviewed(path, (3, NOON))
    dead = killed(review, path, statement, 7)
    said = told.read_text() if told.exists() else ""
    whole = damage_of(path) is None
    with Reviews.open(path) as reviews:
        log = {each.id: each for each in reviews.log()}
    kept = not said or int(said) in log
    kept = kept and all(each.overruled == (1,) for number, each in log.items() if number != before[0].id)
    return dead, whole and kept and before[0].id in log and len(log) <= 2


def a_verdict(folder: Path, statement: int) -> tuple[bool, bool]:
    """Kill who keeps a verdict; return whether it was killed, and whether verdicts said to be kept are there."""
    path = folder / "feedback.sqlite"
    keep(path, Verdict("an older question", "e1", "The tide.", "tides.md", 1, 3, True, 0.5, "1"))
    dead = killed(judge, path, statement, 7)
    found = {each.query for each in helpful(path)}
    told = (folder / "told").exists()
    return dead, damage_of(path) is None and "an older question" in found and (not told or "question 7" in found)


WRITERS = {
    "a review is kept": a_review,
    "a verdict on a passage is kept": a_verdict,
    "the reviews are migrated": reviews_migration,
    "the database of ids is made": ids_migration,
}
"""Each takes an empty folder and the number of a statement; returns (killed, nothing lost)."""
