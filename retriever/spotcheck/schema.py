"""The reviews on disk: the log is the truth, and everything else is counted from it.

Migrations are numbered by their place and never change once published; a new one is appended.
"""

MIGRATIONS = (
    """
    CREATE TABLE session (
        id TEXT PRIMARY KEY,
        started TEXT NOT NULL,
        practice INTEGER NOT NULL,
        choice TEXT NOT NULL,
        prompts TEXT NOT NULL
    ) STRICT;
    CREATE TABLE review (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        session TEXT NOT NULL REFERENCES session (id),
        entry TEXT NOT NULL,
        part TEXT NOT NULL,
        question TEXT NOT NULL,
        document TEXT NOT NULL,
        topics TEXT NOT NULL,
        answer TEXT NOT NULL,
        given TEXT NOT NULL,
        score REAL NOT NULL,
        confidence REAL NOT NULL,
        rating INTEGER NOT NULL CHECK (rating BETWEEN 1 AND 4),
        suggested INTEGER NOT NULL CHECK (suggested BETWEEN 1 AND 4),
        practice INTEGER NOT NULL,
        at TEXT NOT NULL,
        took_s REAL,
        points TEXT NOT NULL
    ) STRICT;
    CREATE INDEX review_of ON review (entry, part);
    CREATE INDEX review_in ON review (session)
    """,
    """
    CREATE TABLE undone (review INTEGER PRIMARY KEY REFERENCES review (id), at TEXT NOT NULL) STRICT;
    CREATE TABLE overruled (
        review INTEGER NOT NULL REFERENCES review (id),
        point INTEGER NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (review, point)
    ) STRICT
    """,
    "ALTER TABLE review ADD COLUMN source TEXT NOT NULL DEFAULT ''",
)
