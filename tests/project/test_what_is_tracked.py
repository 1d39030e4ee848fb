"""The repository holds the rooms, their tests and what builds them: nothing that was fetched or built."""

import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROOMS = {"benchmarks", "corpus", "docs", "index", "requirements", "retriever", "tests", "ui"}
FILES = {"LICENSE", "Makefile", "NOTICE", "README.md", "constraints.txt", "pyproject.toml"}
LARGEST = 256 * 1024


@pytest.fixture(scope="module")
def tracked() -> list[str]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    return [name for name in listed.stdout.split("\0") if name]


def test_the_top_level_is_the_rooms_and_what_builds_them(tracked: list[str]) -> None:
    assert {name for name in (each.split("/")[0] for each in tracked) if not name.startswith(".")} == ROOMS | FILES


def test_no_tracked_file_is_larger_than_the_largest_seed(tracked: list[str]) -> None:
    sizes = {name: (ROOT / name).stat().st_size for name in tracked if (ROOT / name).exists()}
    assert len(sizes) > 500
    assert {name: size for name, size in sizes.items() if size > LARGEST} == {}
