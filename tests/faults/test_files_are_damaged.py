"""A file of an index that is torn, flipped or gone: the last good generation answers or the error names the command
that mends it; that command mends it; nothing is deleted.
"""

import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes import FakeEncoder
from faults import HOWS, Told, change_notes, damaged, files_of_index, make_notes, opened, told

from index.build import build
from index.errors import UnusableIndexError
from index.files import sha256_of
from index.opened import Index
from index.places import places
from index.previous import remembered_model
from index.store import damages, pointed, read_manifest

SAMPLE = 6


@pytest.fixture(scope="module")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Path, Told, Told]]:
    """Return a home with an index of two generations, its notes, and what each generation says."""
    patch = pytest.MonkeyPatch()
    home = tmp_path_factory.mktemp("pristine")
    patch.setenv("ANSWERBOOK_HOME", str(home))
    notes, path = make_notes(home / "notes"), places().index("default")
    build(path, add=[notes], encoder=FakeEncoder())
    older = told(opened(path))
    change_notes(notes, random.Random(1))
    build(path, encoder=FakeEncoder())
    yield home, notes, older, told(opened(path))
    patch.undo()


@pytest.fixture
def copied(pristine: tuple[Path, Path, Told, Told], home: Path) -> Path:
    """Return an index of its own for one test."""
    shutil.copytree(pristine[0] / "data", home / "data")
    return places().index("default")


def break_file(path: Path, how: str, chance: random.Random) -> bytes:
    content = path.read_bytes()
    broken = damaged(content, how, chance)
    if broken is None:
        path.unlink()
    else:
        path.write_bytes(broken)
    return content


def check_and_mend(path: Path, older: Told, newer: Told) -> bool:
    """Return whether the index still answered; whether or not, a build makes it whole."""
    answered = True
    try:
        index = opened(path)
        assert told(index) in (older, newer)
        assert told(index) == newer or index.notices, "an older generation answers without a word"
    except UnusableIndexError as error:
        answered = False
        assert error.exit_code == 4
        assert error.mend == "answerbook index"
    build(path, encoder=FakeEncoder())
    mended = opened(path)
    assert told(mended) == newer
    assert not mended.notices
    assert not mended.changes()
    return answered


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "how" in metafunc.fixturenames:
        metafunc.parametrize("how", HOWS)


def test_every_file(pristine: tuple[Path, Path, Told, Told], copied: Path, home: Path, how: str) -> None:
    _, _, older, newer = pristine
    chance = random.Random(how)
    names = [path.relative_to(copied) for path in files_of_index(copied)]
    assert len(names) > 50
    for name in chance.sample(names, SAMPLE):
        break_file(copied / name, how, chance)
        check_and_mend(copied, older, newer)
        shutil.rmtree(home / "data")
        shutil.copytree(pristine[0] / "data", home / "data")


@pytest.mark.parametrize("name", ["current", "checked.json", "settings.json"])
def test_the_small_files_beside_the_generations(
    pristine: tuple[Path, Path, Told, Told], copied: Path, how: str, name: str
) -> None:
    break_file(copied / name, how, random.Random(name))
    assert check_and_mend(copied, *pristine[2:]), "the generations themselves were whole"


@pytest.mark.parametrize("settings", [None, "[", '{"model": null}'])
def test_the_model_is_known_by_what_it_made(copied: Path, settings: str | None) -> None:
    before = (copied / "settings.json").read_text()
    (copied / "settings.json").unlink()
    if settings is not None:
        (copied / "settings.json").write_text(settings)
    assert remembered_model(copied) == FakeEncoder().name
    build(copied, encoder=FakeEncoder())
    assert (copied / "settings.json").read_text() == before
    shutil.rmtree(copied / "generations")
    assert remembered_model(copied) == FakeEncoder().name


def test_all_files_at_once(pristine: tuple[Path, Path, Told, Told], copied: Path, how: str) -> None:
    chance = random.Random(how)
    for path in files_of_index(copied):
        if path.name != "settings.json":
            break_file(path, how, chance)
    check_and_mend(copied, *pristine[2:])


def test_what_is_damaged_is_set_aside_and_not_deleted(pristine: tuple[Path, Path, Told, Told], copied: Path) -> None:
    segment = read_manifest(copied, pointed(copied)).segments[0]
    vectors = copied / "segments" / segment.name / "vectors.npy"
    break_file(vectors, "flipped", random.Random(1))
    broken = vectors.read_bytes()
    report = build(copied, encoder=FakeEncoder())
    (kept,) = (copied / "set-aside").glob("*/vectors.npy")
    assert kept.read_bytes() == broken
    assert any("set-aside" in notice for notice in report.notices)


def test_a_build_goes_on_from_the_generation_before_a_damaged_one(
    pristine: tuple[Path, Path, Told, Told], copied: Path
) -> None:
    break_file(copied / "generations" / pointed(copied) / "documents.records", "flipped", random.Random(1))
    read: set[int] = set()
    report = build(
        copied, encoder=FakeEncoder(), progress=lambda stage, _, total: read.add(total * (stage == "reading"))
    )
    assert 0 < max(read) < opened(copied).manifest.documents
    assert any("documents.records has another SHA-256" in notice for notice in report.notices)
    assert told(opened(copied)) == pristine[3]


def test_a_byte_flipped_under_the_same_times_is_found_by_hashing_all(copied: Path) -> None:
    opened(copied)
    name = pointed(copied)
    manifest = read_manifest(copied, name)
    assert damages(copied, name, manifest, every=True) == []
    path = copied / "segments" / manifest.segments[0].name / "passages.records"
    content = bytearray(path.read_bytes())
    content[5] ^= 1
    path.write_bytes(content)
    (found,) = damages(copied, name, manifest, every=True)
    assert found.file.endswith("passages.records")


def test_what_is_damaged_during_a_build_is_not_taken_as_checked(
    pristine: tuple[Path, Path, Told, Told], copied: Path
) -> None:
    notes, (segment, *_) = pristine[1], read_manifest(copied, pointed(copied)).segments
    vectors = copied / "segments" / segment.name / "vectors.npy"
    (notes / "touched.md").write_text("")

    def damage(index: Index) -> bytes:
        break_file(vectors, "flipped", random.Random(1))
        return b""

    with pytest.raises(UnusableIndexError, match=r"vectors\.npy has another SHA-256"):
        build(copied, encoder=FakeEncoder(), derive={"damage": damage})
    (notes / "touched.md").unlink()
    build(copied, encoder=FakeEncoder())
    assert told(opened(copied)) == pristine[3]


@pytest.mark.parametrize("name", ["ids.sqlite", "embeddings.sqlite"])
def test_a_damaged_database_costs_no_id(
    pristine: tuple[Path, Path, Told, Told], copied: Path, home: Path, how: str, name: str
) -> None:
    shutil.copytree(pristine[0] / "cache", home / "cache")
    (path,) = home.rglob(name)
    break_file(path, how, random.Random(name))
    (pristine[1] / "touched.md").write_text("")
    build(copied, encoder=FakeEncoder())
    (pristine[1] / "touched.md").unlink()
    assert told(opened(copied)).ids == pristine[3].ids
    build(copied, encoder=FakeEncoder(), remove=[pristine[1]])
    build(copied, encoder=FakeEncoder(), add=[pristine[1]])
    assert told(opened(copied)).ids == pristine[3].ids


def test_an_index_copied_to_another_place_is_the_same(
    pristine: tuple[Path, Path, Told, Told], copied: Path, tmp_path: Path
) -> None:
    shutil.copytree(copied, tmp_path / "elsewhere")
    for path in files_of_index(tmp_path / "elsewhere"):
        path.touch()
    assert told(opened(tmp_path / "elsewhere")) == pristine[3]


def test_a_file_is_hashed_once_and_not_at_every_opening(copied: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    segment = opened(copied).manifest.segments[0]
    hashed: list[Path] = []

    def hash_and_note(path: Path) -> str:
        hashed.append(path)
        return sha256_of(path)

    monkeypatch.setattr("index.store.sha256_of", hash_and_note)
    opened(copied)
    assert hashed == []
    (copied / "segments" / segment.name / "vectors.npy").touch()
    opened(copied)
    assert [path.name for path in hashed] == ["vectors.npy"]
