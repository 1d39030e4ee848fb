"""The map shows what is near as near, is the same for the same notes, and stays still while little changes."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from fakes import FakeEncoder
from notes import entry, many, write_notes

import retriever.atlas as atlas
from corpus.model import Entry
from index.build import build
from index.places import places
from index.reader import open_index
from retriever.atlas import Atlas, Floats, continued, lay_out, read_atlas, write_atlas
from retriever.derive import hooks

KINDS = ("queue", "bucket", "table")


def clouds(each: int, seed: int = 1) -> tuple[list[Entry], Floats]:
    """Return entries of three kinds, and vectors in three clouds."""
    generator = np.random.default_rng(seed)
    centres = generator.standard_normal((3, 32))
    vectors = np.concatenate([centre + 0.2 * generator.standard_normal((each, 32)) for centre in centres])
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    entries = [
        replace(entry(f"The {kind} works.", f"What does the {kind} do?"), id=f"{kind}{number}")
        for kind in KINDS
        for number in range(each)
    ]
    return entries, vectors.astype(np.float32)


def spots(found: Atlas) -> Floats:
    return np.array([(point.x, point.y) for point in found.points], np.float32)


def test_neighbours_lie_near() -> None:
    entries, vectors = clouds(20)
    found = lay_out(entries, vectors)
    assert found.method == "tsne"
    places_ = spots(found)
    assert np.abs(places_).max() == pytest.approx(1)
    distances = np.linalg.norm(places_[:, None] - places_[None], axis=2)
    nearest = np.argsort(distances, axis=1)[:, 1]
    assert [point.entry[:3] for point in found.points] == [found.points[row].entry[:3] for row in nearest]


def test_the_same_notes_give_the_same_map() -> None:
    entries, vectors = clouds(8)
    assert write_atlas(lay_out(entries, vectors)) == write_atlas(lay_out(entries, vectors))


def test_regions_are_called_by_what_sets_them_apart() -> None:
    entries, vectors = clouds(20)
    regions = lay_out(entries, vectors).regions
    assert {name for region in regions for name in region.terms} >= set(KINDS)
    assert sum(region.count for region in regions) == len(entries)
    assert all("works" not in region.terms for region in regions)


@pytest.mark.parametrize("count", range(7))
def test_a_handful_of_entries_has_a_map_too(count: int) -> None:
    entries, vectors = clouds(3)
    found = lay_out(entries[:count], vectors[:count])
    assert len(found.points) == count
    assert np.isfinite(spots(found)).all()


def test_entries_that_are_all_alike_have_a_map() -> None:
    entries, _ = clouds(4)
    found = lay_out(entries, np.ones((12, 4), np.float32) / 2)
    assert found.method == "none"
    assert not spots(found).any()
    assert [region.count for region in found.regions] == [12]


def test_beyond_what_tsne_can_do_there_are_principal_components(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(atlas, "TSNE_ENTRIES", 30)
    entries, vectors = clouds(11)
    assert lay_out(entries, vectors).method == "pca"


def test_a_new_entry_is_put_beside_its_neighbours_and_nothing_else_moves() -> None:
    entries, vectors = clouds(10)
    before = lay_out(entries[:-1], vectors[:-1])
    after = continued(before, entries, vectors)
    assert after is not None
    assert after.points[:-1] == before.points
    assert after.placed == 1
    where = spots(after)
    tables = where[20:-1]
    assert np.linalg.norm(where[-1] - tables.mean(axis=0)) <= np.linalg.norm(tables - tables.mean(axis=0), axis=1).max()


def test_what_is_gone_leaves_the_map() -> None:
    entries, vectors = clouds(10)
    after = continued(lay_out(entries, vectors), entries[2:], vectors[2:])
    assert after is not None
    assert [point.entry for point in after.points] == [each.id for each in entries[2:]]
    assert after.placed == 2


def test_when_much_has_changed_all_is_laid_out_anew() -> None:
    entries, vectors = clouds(10)
    before = lay_out(entries[:22], vectors[:22])
    assert continued(before, entries, vectors) is None
    few = lay_out(entries[:27], vectors[:27])
    assert continued(few, entries, vectors) is not None
    assert continued(replace(few, placed=4), entries, vectors) is None


def test_a_build_keeps_the_map_with_the_index(tmp_path: Path, home: Path) -> None:
    encoder = FakeEncoder()
    notes = write_notes(tmp_path / "notes", {"a.md": many(12, "queue"), "b.md": many(12, "bucket")})
    path = places().index("default")
    build(path, add=[notes], encoder=encoder, derive=hooks(encoder))
    before = read_atlas(open_index())
    assert before is not None
    assert [point.entry for point in before.points] == [each.id for each in open_index().entries()]
    write_notes(tmp_path / "notes", {"c.md": many(1, "table")})
    build(path, encoder=encoder, derive=hooks(encoder))
    after = read_atlas(open_index())
    assert after is not None
    assert after.points[:-1] == before.points
    assert after.placed == 1


def test_an_index_built_without_a_map_has_none(tmp_path: Path, home: Path) -> None:
    notes = write_notes(tmp_path / "notes", {"a.md": many(2)})
    build(places().index("default"), add=[notes], encoder=FakeEncoder())
    assert read_atlas(open_index()) is None
