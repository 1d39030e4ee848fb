"""Every test that docs/reliability.md names exists, and every promise in it names one."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "reliability.md").read_text(encoding="utf-8")
FILES = {
    path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in ROOT.glob("tests/**/test_*.py")
}
NAMES = {name for text in FILES.values() for name in re.findall(r"^def (test_\w+)\(", text, re.M)}
NAMED = sorted(set(re.findall(r"`((?:tests/)?[\w/]*test_\w+(?:\.py)?)`", TEXT)))
PROMISES = [each for part in TEXT.split("\n## ")[1:] for each in re.split(r"\n- ", part.split("\n\n|")[0])[1:]]


@pytest.mark.parametrize("name", NAMED)
def test_a_named_test_exists(name: str) -> None:
    assert name in FILES if name.endswith(".py") else name in NAMES


@pytest.mark.parametrize("promise", PROMISES, ids=lambda promise: promise[:40])
def test_a_promise_names_a_test(promise: str) -> None:
    assert "test_" in promise


def test_there_are_promises() -> None:
    assert len(NAMED) > 30
    assert len(PROMISES) > 20
