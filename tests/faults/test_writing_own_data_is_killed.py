"""kill -9 at the statements of a migration, a review and a verdict: what was said to be kept is there, all whole."""

from pathlib import Path

import pytest
from database_faults import WRITERS


@pytest.mark.parametrize("name", WRITERS)
def test_at_every_third_statement(tmp_path: Path, name: str) -> None:
    kills = 0
    for statement in range(1, 200, 3):
        folder = tmp_path / str(statement)
        folder.mkdir()
        dead, whole = WRITERS[name](folder, statement)
        assert whole, f"killed at statement {statement}"
        if not dead:
            break
        kills += 1
    else:
        raise AssertionError("the writer never came to its end")
    assert kills >= 2
