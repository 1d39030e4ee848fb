"""The map shows what is near as near, is the same for the same notes, and stays still while little changes."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from fakes import FakeEncoder
from notes import entry, many, write_notes

import retriever.atlas as atlas
from corpus.model import Entry
from index.build import build
from index.opened import Index
from index.places import places
from index.reader import open_index
from retriever.atlas import Atlas, Floats, continued, lay_out, read_atlas

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
    assert lay_out(entries, vectors) == lay_out(entries, vectors)


def test_regions_are_called_by_what_sets_them_apart() -> None:
    entries, vectors = clouds(20)
    regions = lay_out(entries, vectors).regions
    assert {name for region in regions for name in region.terms} >= set(KINDS)
    assert sum(region.count for region in regions) == len(entries)
    assert all("works" not in region.terms for region in regions)


def test_no_region_is_called_by_a_word_of_every_text() -> None:
    entries, vectors = clouds(20)
    marked = ("because", "both", "them")
    said = [
        replace(entry, answer=f"{word} it is so. {entry.answer}")
        for entry, word in zip(entries, np.repeat(marked, 20).tolist(), strict=True)
    ]
    assert all(word not in region.terms for region in lay_out(said, vectors).regions for word in marked)


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


def test_of_many_some_are_laid_out_and_the_others_put_beside_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(atlas, "LAID_OUT", 15)
    monkeypatch.setattr(atlas, "_AT_ONCE", 7)
    entries, vectors = clouds(20)
    found = lay_out(entries, vectors)
    assert len(set(found.points)) == 60
    assert np.abs(spots(found)).max() == pytest.approx(1)
    laid = np.linspace(0, 59, 15).round().astype(int)
    distances = np.linalg.norm(spots(found)[:, None] - spots(found)[laid][None], axis=2)
    nearest = laid[np.argmin(distances, axis=1)]
    assert [each.id[:3] for each in entries] == [entries[row].id[:3] for row in nearest]  # type: ignore[index]


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


@pytest.fixture
def index(tmp_path: Path, home: Path) -> Index:
    notes = write_notes(tmp_path / "notes", {"a.md": many(12, "queue"), "b.md": many(12, "bucket")})
    build(places().index("default"), add=[notes], encoder=FakeEncoder())
    return open_index()


def test_a_map_is_made_once_and_kept(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    before = read_atlas(index)
    assert [point.entry for point in before.points] == [each.id for each in index.entries()]
    monkeypatch.setattr(atlas, "entry_vectors", lambda *_: pytest.fail("made again"))
    assert read_atlas(open_index()) == before


def test_a_map_made_by_other_rules_is_laid_out_anew(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    read_atlas(index)
    monkeypatch.setattr(atlas, "_RULES", atlas._RULES + 1)
    monkeypatch.setattr(atlas, "continued", lambda before, *_: None if before is None else pytest.fail("continued"))
    assert read_atlas(open_index()).points


def test_a_map_follows_the_notes(index: Index, tmp_path: Path) -> None:
    before = read_atlas(index)
    write_notes(tmp_path / "notes", {"c.md": many(1, "table")})
    build(places().index("default"), encoder=FakeEncoder())
    after = read_atlas(open_index())
    assert after.points[:-1] == before.points
    assert after.placed == 1
    build(places().index("default"), encoder=FakeEncoder(32))
    assert read_atlas(open_index()).placed == 0


@pytest.mark.parametrize("content", ["", "{", "[]", '{"x": 1}', '{"points": [{"x": 1}]}'])
def test_a_kept_map_that_is_damaged_is_made_anew(index: Index, content: str) -> None:
    before = read_atlas(index)
    (kept,) = (places().cache / "map").iterdir()
    said = json.loads(kept.read_bytes())
    kept.write_text(json.dumps(said).replace(json.dumps(said["map"]), content), encoding="utf-8")
    assert read_atlas(open_index()) == before


def test_of_more_than_can_be_drawn_the_same_are_drawn_again(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(atlas, "SHOWN", 10)
    drawn = {point.entry for point in read_atlas(index).points}
    assert len(drawn) == 10
    notes = Path(index.manifest.sources[0])
    (notes / "b.md").unlink()
    build(places().index("default"), encoder=FakeEncoder())
    left = {each.id for each in open_index().entries()}
    assert drawn & left <= {point.entry for point in read_atlas(open_index()).points}
