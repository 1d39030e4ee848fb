"""Notes to index, and where their index is."""

from pathlib import Path

import pytest
from notes import many, write_notes

from index.places import places


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    files = {"a.md": many(12, "queue"), "b.md": many(9, "bucket"), "sub/c.md": many(5, "table")}
    return write_notes(tmp_path / "notes", files)


@pytest.fixture
def path(home: Path) -> Path:
    return places().index("default")
