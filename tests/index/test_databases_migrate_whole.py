"""A migration happens whole or not at all; a damaged database is said and set aside, never deleted."""

import sqlite3
from pathlib import Path
from threading import Timer

import pytest

from index.databases import damage_of, database, set_aside_database, transaction
from index.errors import AnswerbookError, UnusableIndexError

FIRST = "CREATE TABLE a (x INTEGER); INSERT INTO a VALUES (1)"
SECOND = "ALTER TABLE a ADD COLUMN y TEXT; UPDATE a SET y = 'old'"


def test_a_database_is_made_and_migrated_by_number(tmp_path: Path) -> None:
    with database(tmp_path / "new" / "d.sqlite", [FIRST]) as db, transaction(db):
        db.execute("INSERT INTO a VALUES (2)")
    with database(tmp_path / "new" / "d.sqlite", [FIRST, SECOND]) as db:
        assert db.execute("SELECT x, y FROM a ORDER BY x").fetchall() == [(1, "old"), (2, "old")]
        assert db.execute("PRAGMA user_version").fetchone() == (2,)


def test_who_opens_a_new_database_waits_for_who_is_making_it(tmp_path: Path) -> None:
    path = tmp_path / "d.sqlite"
    other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    release = Timer(0.2, lambda: other.execute("COMMIT"))
    release.start()
    with database(path, [FIRST, SECOND]) as db:
        assert db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert db.execute("PRAGMA user_version").fetchone() == (2,)
    release.join()
    other.close()


def test_a_migration_that_fails_leaves_all_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "d.sqlite"
    with database(path, [FIRST]):
        pass
    with pytest.raises(AnswerbookError), database(path, [FIRST, SECOND + "; INSERT INTO nowhere VALUES (1)"]):
        pass
    with database(path, [FIRST]) as db:
        assert [row[1] for row in db.execute("PRAGMA table_info(a)")] == ["x"]


def test_a_transaction_that_fails_is_rolled_back(tmp_path: Path) -> None:
    with database(tmp_path / "d.sqlite", [FIRST]) as db:
        with pytest.raises(ZeroDivisionError), transaction(db):
            db.execute("INSERT INTO a VALUES (2)")
            raise ZeroDivisionError
        assert db.execute("SELECT count(*) FROM a").fetchone() == (1,)


def test_an_error_of_the_disk_elsewhere_is_not_blamed_on_the_database(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No space"), database(tmp_path / "d.sqlite", [FIRST]):
        raise OSError(28, "No space left on device")


def test_a_newer_schema_is_refused_and_untouched(tmp_path: Path) -> None:
    with database(tmp_path / "d.sqlite", [FIRST, SECOND]):
        pass
    with pytest.raises(AnswerbookError, match="newer version"), database(tmp_path / "d.sqlite", [FIRST]):
        pass
    assert damage_of(tmp_path / "d.sqlite") is None


@pytest.mark.parametrize(
    "content", [b"no database at all, but long enough to be one" * 100, b"SQLite format 3\0" + b"\xff" * 8192]
)
def test_a_damaged_database_is_said_and_set_aside(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "d.sqlite"
    path.write_bytes(content)
    assert damage_of(path)
    with pytest.raises(UnusableIndexError, match="damaged"), database(path, [FIRST]):
        pass
    kept = set_aside_database(path)
    assert not path.exists()
    assert kept.read_bytes() == content


def test_flipped_pages_are_found(tmp_path: Path) -> None:
    path = tmp_path / "d.sqlite"
    with database(path, ["CREATE TABLE a (x TEXT)"]) as db, transaction(db):
        db.executemany("INSERT INTO a VALUES (?)", [("word " * 50,) for _ in range(500)])
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    assert damage_of(path) is None
    content = bytearray(path.read_bytes())
    content[4096 * 3 : 4096 * 3 + 64] = b"\xff" * 64
    path.write_bytes(content)
    assert damage_of(path)


def test_a_length_beyond_the_memory_is_damage(tmp_path: Path) -> None:
    with (
        pytest.raises(UnusableIndexError, match="too much for the memory; mend it with"),
        database(tmp_path / "d", []) as db,
    ):
        db.create_function("held", 0, lambda: raised(MemoryError()))
        db.execute("SELECT held()").fetchall()


def test_bytes_that_cannot_be_read_are_damage(tmp_path: Path) -> None:
    with pytest.raises(UnusableIndexError, match="is damaged: 'utf-8' codec"), database(tmp_path / "d", []) as db:
        db.text_factory = bytes.decode
        list(db.execute("SELECT CAST(x'ff' AS TEXT)"))


@pytest.mark.parametrize("error", [MemoryError("3 GiB"), UnicodeDecodeError("utf-8", b"\xff", 0, 1, "bad")])
def test_what_goes_wrong_beside_a_database_is_not_blamed_on_it(tmp_path: Path, error: Exception) -> None:
    with pytest.raises(type(error)), database(tmp_path / "d", []):
        raise error


def test_a_locked_database_is_not_damaged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.databases._WAIT", 0.01)
    path = tmp_path / "d.sqlite"
    holding = sqlite3.connect(path, isolation_level=None)
    holding.execute("BEGIN EXCLUSIVE")
    with pytest.raises(AnswerbookError, match="cannot be used: database is locked") as told:
        damage_of(path)
    assert not isinstance(told.value, UnusableIndexError)
    holding.close()
    assert damage_of(path) is None


def test_a_database_that_cannot_be_opened_is_not_damaged(tmp_path: Path) -> None:
    (tmp_path / "d.sqlite").mkdir()
    with pytest.raises(AnswerbookError, match="cannot be used"):
        damage_of(tmp_path / "d.sqlite")


def raised(error: Exception) -> None:
    raise error
