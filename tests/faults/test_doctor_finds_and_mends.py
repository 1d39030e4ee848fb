"""``answerbook doctor`` names what is wrong with its exit code, and ``--repair`` mends it without deleting anything."""

import json
import sqlite3
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from fakes import FakeEncoder
from faults import make_notes, opened, told

from index.build import build
from index.errors import AnswerbookError
from index.places import places
from index.store import generations
from retriever.cli.doctor import doctor


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("index.encoder.problems", lambda model: [])
    monkeypatch.setattr("index.encoder.load", lambda model, bulk=False: FakeEncoder())
    monkeypatch.setattr("retriever.derive.hooks", lambda encoder: {})
    found = places().index("default")
    build(found, add=[make_notes(tmp_path / "notes")], encoder=FakeEncoder())
    return found


def run(*arguments: str) -> Result:
    return CliRunner().invoke(doctor, list(arguments))


def wrong(result: Result) -> list[str]:
    return [check["name"] for check in json.loads(result.stdout)["checks"] if check["verdict"] == "wrong"]


def test_all_is_right(path: Path) -> None:
    result = run("--json")
    assert (result.exit_code, wrong(result)) == (0, [])
    names = {check["name"] for check in json.loads(result.stdout)["checks"]}
    assert {"versions", "packages", "index", "model", "databases", "disk", "sources"} <= names


def test_no_index(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.encoder.problems", lambda model: [])
    assert run().exit_code == 3


def test_a_home_that_cannot_be_written(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shut = places().data
    monkeypatch.setattr("os.access", lambda place, mode: Path(place) != shut)  # root may write wherever it is forbidden
    result = run("--json")
    assert (result.exit_code, wrong(result)) == (70, ["disk"])
    assert f"{shut} cannot be written" in result.stdout


def test_the_doctor_sends_nobody_to_the_doctor(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(database: Path) -> None:
        raise AnswerbookError(f"{database} cannot be used: disk I/O error", "answerbook doctor")

    monkeypatch.setattr("index.databases.damage_of", refused)
    result = run()
    assert result.exit_code == 70
    assert "disk I/O error" in result.stdout
    assert "mend it with" not in result.stdout


def test_what_was_not_read_comes_before_other_findings(path: Path, tmp_path: Path) -> None:
    (tmp_path / "notes" / "a.md").write_text("## What is that?\n\nThis.\n\n" + "## What is it?\n\n" * 30)
    (tmp_path / "notes" / "z.doc").write_bytes(b"\xd0\xcf\x11\xe0")
    build(path, encoder=FakeEncoder())
    said = [check["message"] for check in json.loads(run("--json").stdout)["checks"] if check["name"] == "findings"]
    assert said[0] == "z.doc:1: .doc is no format of notes: save it as .docx to have it read"
    assert len(said) == 21
    assert said[-1].endswith("more, on the page Library")


def test_a_line_of_a_glossary_that_is_none(path: Path, tmp_path: Path) -> None:
    (tmp_path / "notes" / "glossary.txt").write_text("k8s Kubernetes\n")
    result = run()
    assert result.exit_code == 0
    assert "note  glossary: " in result.stdout
    assert "glossary.txt:1: a line of a glossary is SHORT = long form" in result.stdout


def test_a_stale_index(path: Path, tmp_path: Path) -> None:
    (tmp_path / "notes" / "queue.md").unlink()
    result = run("--json")
    assert (result.exit_code, wrong(result)) == (4, ["sources"])
    assert run("--repair").exit_code == 0


def test_a_flipped_byte(path: Path) -> None:
    before = told(opened(path))
    file = next(path.glob("segments/*/passages.records"))
    content = bytearray(file.read_bytes())
    content[3] ^= 4
    file.write_bytes(content)
    result = run("--json")
    assert result.exit_code == 4
    assert "index" in wrong(result)
    assert run("--repair").exit_code == 0
    assert told(opened(path)) == before
    assert next(path.glob("set-aside/*/passages.records")).read_bytes() == bytes(content)


def test_a_damaged_older_generation(path: Path, tmp_path: Path) -> None:
    (tmp_path / "notes" / "queue.md").unlink()
    build(path, encoder=FakeEncoder())
    older = generations(path)[1]
    (path / "generations" / older / "manifest.json").write_text("{}")
    assert run().exit_code == 4
    assert run("--repair").exit_code == 0
    assert len(list(path.glob("set-aside/*"))) == 1


def test_a_damaged_database(path: Path) -> None:
    places().reviews.write_bytes(b"not a database" * 1000)
    result = run("--json")
    assert (result.exit_code, wrong(result)) == (70, ["databases"])
    assert run("--repair").exit_code == 0
    assert next(places().data.glob("reviews.sqlite.damaged-*")).read_bytes() == b"not a database" * 1000


def test_a_database_that_is_in_use(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.databases._WAIT", 0.01)
    holding = sqlite3.connect(places().reviews, isolation_level=None)
    holding.execute("BEGIN EXCLUSIVE")
    result = run("--repair", "--json")
    assert (result.exit_code, wrong(result)) == (70, ["databases"])
    assert "is locked" in result.stdout
    holding.close()
    assert not list(places().data.glob("*.damaged-*"))
    assert run().exit_code == 0


def test_a_damaged_graph(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = ["the graph is damaged"]
    monkeypatch.setattr("index.encoder.problems", lambda model: list(found))
    result = run("--json")
    assert (result.exit_code, wrong(result)) == (5, ["model"])
    monkeypatch.setattr("index.encoder.load", lambda model: found.clear())
    assert run("--repair").exit_code == 0


def test_a_package_that_is_missing_is_mended_by_the_command_of_the_readme(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def version(package: str) -> str:
        if package == "numpy":
            raise PackageNotFoundError(package)
        return "1"

    monkeypatch.setattr("retriever.cli.doctor.version", version)
    [check] = [each for each in json.loads(run("--json").stdout)["checks"] if "numpy" in each["message"]][:1]
    command = check["mend"].partition(" (")[0].replace(" --force", "")
    assert f"`{command}`" in (Path(__file__).parents[2] / "README.md").read_text("utf-8")


def test_packages_that_are_not_ours(path: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "other" / "retriever").mkdir(parents=True)
    spec = __import__("importlib.machinery").machinery.ModuleSpec("x", None, origin=str(tmp_path / "other/__init__.py"))
    monkeypatch.setattr("importlib.util.find_spec", lambda name: spec)
    result = run("--json")
    assert wrong(result) == ["packages"]
    assert result.exit_code == 70
