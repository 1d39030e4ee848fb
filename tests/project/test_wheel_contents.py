"""The wheel carries the four rooms with their data, and nothing else."""

import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROOMS = ("corpus", "index", "retriever", "ui")


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Build the wheel and list what lies in it."""
    out = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(ROOT)],
        check=True,
        capture_output=True,
        timeout=300,
    )
    (wheel,) = out.glob("*.whl")
    return zipfile.ZipFile(wheel).namelist()


@pytest.mark.wheel
def test_every_tracked_file_of_the_rooms_is_in_the_wheel(names: list[str]) -> None:
    listed = subprocess.run(["git", "ls-files", "-z", *ROOMS], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.fail("the tests run in a checkout, where git lists the files")
    tracked = {name for name in listed.stdout.split("\0") if name}
    assert len(tracked) > 20
    assert tracked <= set(names), sorted(tracked - set(names))


@pytest.mark.wheel
def test_nothing_but_the_rooms_is_in_the_wheel(names: list[str]) -> None:
    others = [n for n in names if not n.startswith(tuple(f"{room}/" for room in ROOMS))]
    assert others
    assert all(re.match(r"answerbook-[^/]+\.dist-info/", n) for n in others), others
    assert not [n for n in names if "__pycache__" in n]


@pytest.mark.wheel
def test_the_seed_documents_are_in_the_wheel(names: list[str]) -> None:
    assert sum(bool(re.fullmatch(r"corpus/aws/00\d-[a-z0-9-]+\.md", n)) for n in names) == 5
