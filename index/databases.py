"""Databases of the user's own data: SQLite, written ahead, migrated by number, each migration whole or not at all."""

import secrets
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self, TypeVar

from index.errors import AnswerbookError, UnusableIndexError

T = TypeVar("T")

_WAIT = 30.0  # seconds that a connection waits for others
_AGAIN = 0.01
_NO_ROOM = "what it says it holds is too much for the memory"  # how SQLite takes some lengths that damage wrote
_DOCTOR = "answerbook doctor --repair"
_REFUSED = {
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_INTERRUPT,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PROTOCOL,
}  # what others and the system do to a database, sound or not


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
        connection = sqlite3.connect(path, timeout=_WAIT, isolation_level=None, factory=_Connection)
        connection.text_factory = _text
        _write_ahead(connection)
        connection.execute("PRAGMA synchronous = FULL")
        _migrate(connection, path, migrations)
        yield connection
    except sqlite3.DatabaseError as error:
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
    """Say how a database is damaged, None where it is sound or not there.

    Raises AnswerbookError where that cannot be said: it is locked, or may not be read.
    """
    try:
        if not path.exists():
            return None
        connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=_WAIT, factory=_Connection
        )
        try:
            connection.text_factory = _text
            found = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
        finally:
            connection.close()
    except OSError as error:
        raise AnswerbookError(f"{path} cannot be read: {error.strerror or error}") from error
    except sqlite3.DatabaseError as error:
        if _refused(error):
            raise _explained(error, path) from error
        return str(error)
    return None if found == "ok" else str(found)


def set_aside_database(path: Path) -> Path:
    """Rename a damaged database, with its journals, out of the way; returns its new name."""
    mark = f"{time.strftime('%Y%m%d-%H%M%S')}-{secrets.token_hex(3)}"
    for suffix in ("-wal", "-shm", ""):
        part = path.with_name(path.name + suffix)
        if part.exists():
            part.rename(path.with_name(f"{path.name}.damaged-{mark}{suffix}"))
    return path.with_name(f"{path.name}.damaged-{mark}")


class _Connection(sqlite3.Connection):
    """A connection whose cursors raise nothing but errors of SQLite's for what a database holds."""

    def execute(self, *arguments: Any) -> sqlite3.Cursor:
        """Run a statement."""
        return self.cursor(_Cursor).execute(*arguments)

    def executemany(self, *arguments: Any) -> sqlite3.Cursor:
        """Run a statement once for each of several arguments."""
        return self.cursor(_Cursor).executemany(*arguments)


class _Cursor(sqlite3.Cursor):
    """Tells what SQLite cannot hold or word from what its caller cannot: both come as errors of Python's own."""

    def execute(self, *arguments: Any) -> Self:
        """Run a statement."""
        return _told(super().execute, *arguments)

    def executemany(self, *arguments: Any) -> Self:
        """Run a statement once for each of several arguments."""
        return _told(super().executemany, *arguments)

    def fetchone(self) -> Any:
        """Return the next row, None after the last."""
        return _told(super().fetchone)

    def fetchall(self) -> list[Any]:
        """Return the rows that are left."""
        return _told(super().fetchall)

    def __next__(self) -> Any:
        return _told(super().__next__)


def _told(call: Callable[..., T], *arguments: Any) -> T:
    try:
        return call(*arguments)
    except (UnicodeDecodeError, MemoryError) as error:
        raise sqlite3.DatabaseError(str(error) or _NO_ROOM) from error


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Switch to writing ahead; SQLite does not wait by itself for others who are making the same new database."""
    until = time.monotonic() + _WAIT
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() >= until:
                raise
        time.sleep(_AGAIN)


def _refused(error: sqlite3.Error) -> bool:
    """Say whether it was not for what the database holds that it could not be used."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in _REFUSED


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


def _explained(error: sqlite3.DatabaseError, path: Path) -> AnswerbookError:
    said = str(error)
    told = isinstance(error, sqlite3.OperationalError) and "malformed" not in said and "disk image" not in said
    if told or _refused(error):
        return AnswerbookError(f"{path} cannot be used: {said}", "answerbook doctor")
    return UnusableIndexError(f"{path} is damaged: {said}", _DOCTOR)
