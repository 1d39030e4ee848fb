"""What ``make`` installs is pinned with hashes, and nothing that Answerbook needs is missing from the pins."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOCKS = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "requirements").glob("*.lock")}
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def pinned(*locks: str) -> set[str]:
    """Return the names that lock files pin."""
    return {name for lock in locks for name in re.findall(r"^([a-z0-9._-]+)==", LOCKS[lock], re.M)}


@pytest.mark.parametrize("lock", sorted(LOCKS))
def test_every_pin_has_a_hash(lock: str) -> None:
    for pin in re.split(r"\n(?=\S)", LOCKS[lock].strip()):
        assert re.match(r"[a-z0-9._-]+==", pin)
        assert "--hash=sha256:" in pin


def needed(requirements: list[str]) -> set[str]:
    """Return the names in requirements."""
    return {re.split(r"[>=<\[]", each)[0].lower() for each in requirements}


def test_nothing_that_is_needed_is_missing() -> None:
    run = pinned("run.lock", "torch.lock")
    assert needed(PROJECT["dependencies"]) <= run
    assert needed(PROJECT["optional-dependencies"]["test"]) <= run | pinned("test.lock")


def test_make_installs_by_the_locks() -> None:
    recipes = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert all(f"--require-hashes -r requirements/{lock}" in recipes for lock in LOCKS)
    assert "--no-deps --no-build-isolation --editable ." in recipes
