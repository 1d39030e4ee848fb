"""Databases of the user's own data: SQLite, written ahead, migrated by number, each migration whole or not at all."""

import secrets
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from index.errors import AnswerbookError, UnusableIndexError

_WAIT = 30.0
_NO_ROOM = "what it says it holds is too much for the memory"  # how SQLite takes some lengths that damage wrote
_DOCTOR = "answerbook doctor --repair"


@contextmanager
def database(path: Path, migrations: Sequence[str]) -> Iterator[sqlite3.Connection]:
    """Open a database, made and migrated as needed; raises UnusableIndexError where the file is none or is damaged,
    AnswerbookError where it cannot be written or was made by a newer version. Transactions are the caller's.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise AnswerbookError(f"{path} cannot be written: {error.strerror or error}", "answerbook doctor") from error
    connection = None
    try:
        connection = sqlite3.connect(path, timeout=_WAIT, isolation_level=None)
        connection.text_factory = _text
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        _migrate(connection, path, migrations)
        yield connection
    except (sqlite3.DatabaseError, UnicodeDecodeError, MemoryError) as error:
        raise _explained(error, path) from error
    finally:
        if connection is not None:
            connection.close()


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Hold the one writer's place; all that is written inside lasts, or nothing of it does."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def damage_of(path: Path) -> str | None:
    """Say what is wrong with a database, None where it is sound or not there."""
    if not path.exists():
        return None
    try:
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=_WAIT)
        try:
            connection.text_factory = _text
            found = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
        finally:
            connection.close()
    except (sqlite3.DatabaseError, UnicodeDecodeError, MemoryError, OSError) as error:
        return str(error) or _NO_ROOM
    return None if found == "ok" else str(found)


def set_aside_database(path: Path) -> Path:
    """Rename a damaged database, with its journals, out of the way; returns its new name."""
    mark = f"{time.strftime('%Y%m%d-%H%M%S')}-{secrets.token_hex(3)}"
    for suffix in ("-wal", "-shm", ""):
        part = path.with_name(path.name + suffix)
        if part.exists():
            part.rename(path.with_name(f"{path.name}.damaged-{mark}{suffix}"))
    return path.with_name(f"{path.name}.damaged-{mark}")


def _text(stored: bytes) -> str:
    """Read text also where damage has made bytes of it that are no UTF-8."""
    return stored.decode("utf-8", "replace")


def _migrate(connection: sqlite3.Connection, path: Path, migrations: Sequence[str]) -> None:
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > len(migrations):
        raise AnswerbookError(
            f"{path} was made by a newer version (its schema is {version}, this one knows {len(migrations)})",
            "an update of answerbook",
        )
    if version == len(migrations):
        return
    with transaction(connection):
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        for number, statements in enumerate(migrations[version:], version + 1):
            for statement in statements.split(";"):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {number}")


def _explained(error: sqlite3.DatabaseError | UnicodeDecodeError | MemoryError, path: Path) -> AnswerbookError:
    """Word an error; SQLite's own words about damage can hold damaged bytes, which Python then fails to decode."""
    said = str(error) or _NO_ROOM
    if isinstance(error, sqlite3.OperationalError) and "malformed" not in said and "disk image" not in said:
        return AnswerbookError(f"{path} cannot be used: {said}", "answerbook doctor")
    return UnusableIndexError(f"{path} is damaged: {said}", _DOCTOR)
