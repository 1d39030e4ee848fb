"""Parts of an entry that stand side by side and score alike are one hit, on their own lines; others are not."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from fakes import FakeEncoder
from hypothesis import HealthCheck, given
from hypothesis import settings as trial
from hypothesis import strategies as st
from notes import write_notes

from index.build import build
from index.opened import Index
from index.reader import open_index
from retriever import Retriever, fitted
from retriever.hits import SECTION_LINES, Blocks, Ranked
from retriever.searching import Found

SETTINGS = replace(fitted.ranking(), crowd=0.1, together=0.3)
FLOUR, WATER, SALT, OVEN, TIDE = range(5)


def part(heading: str, lines: int) -> str:
    statements = "\n".join(f"The {heading.lower()} of day {number} is kept by the stove." for number in range(lines))
    return f"### {heading}\n\n{statements}\n\n"


BREAD = "## How is bread made?\n\n" + part("Flour", 4) + part("Water", 4) + part("Salt", 4) + part("Oven", 20)
TIDES = "## What is a tide?\n\nA tide is the sea.\n"


def indexed(folder: Path, **notes: str) -> Index:
    (folder / "notes").mkdir()
    for name, text in notes.items():
        (folder / "notes" / f"{name}.md").write_text(text, encoding="utf-8")
    build(folder / "index", add=[folder / "notes"], encoder=FakeEncoder(64), ids=folder / "ids.sqlite")
    return open_index(folder / "index")


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    return indexed(tmp_path_factory.mktemp("bread"), bread=BREAD + TIDES)


def ranked(index: Index, scores: dict[int, float], count: int = 10, within: float = 0.3) -> list[Ranked]:
    """Rank passages, by their number in the notes, that have these scores before they stand back behind their entry."""
    order = sorted(scores, key=lambda number: -scores[number])
    entries = [index.owners(index.keys()[[number]])[0, 0] for number in order]
    behind = np.array([-entries[:place].count(entry) for place, entry in enumerate(entries)], np.float32)
    total = np.array([scores[number] for number in order], np.float32) + np.float32(0.1) * behind
    best = np.argsort(-total, kind="stable")
    keys = index.keys()[np.array(order)[best]]
    sentences = [np.zeros(len(passage.sentences), np.float32) for passage in index.passages(keys)]
    found = Found(keys, total[best], {"crowd": behind[best]}, sentences)
    return Blocks(index).ranked("", found, replace(SETTINGS, together=within), count)


def shown(hits: list[Ranked]) -> list[tuple[str, int, int]]:
    return [(hit.block.first.section, hit.block.lines.start, hit.block.lines.end) for hit in hits]


def test_neighbours_that_score_alike_are_one_hit(index: Index) -> None:
    hits = ranked(index, {WATER: 2.0, FLOUR: 1.8, TIDE: 1.0})
    assert shown(hits) == [("Flour", 3, 15), ("", 49, 49)]
    block = hits[0].block
    raw = (BREAD + TIDES).split("\n")
    assert block.text.split("\n") == [raw[number - 1] for number in block.text_lines]
    assert block.text_lines == tuple(range(3, 16))
    assert [block.text[each.start : each.end] for each in block.statements] == [
        line for line in raw[2:15] if line.startswith("The ")
    ]
    assert {each.lines.start for each in hits[0].highlights} & set(range(3, 9))
    assert hits[0].row == 0


def test_a_third_part_follows_through_the_second(index: Index) -> None:
    assert shown(ranked(index, {FLOUR: 2.0, SALT: 1.9, WATER: 1.8})) == [("Flour", 3, 22)]


@pytest.mark.parametrize(
    "said", ["Beam {0} is nailed to frame {0}. ", "第{0}根梁用十二颗铜钉钉在第{0}个架子上。"], ids=["blanks", "none"]
)
def test_a_line_that_was_cut_for_the_encoder_is_shown_as_it_is_written(tmp_path: Path, said: str) -> None:
    line = "".join(said.format(number) for number in range(200)).strip()
    notes = write_notes(tmp_path / "notes", {"keel.md": [("How is a keel laid?", f"It is laid first.\n{line}")]})
    build(tmp_path / "index", add=[notes], encoder=FakeEncoder(64, limit=128), ids=tmp_path / "ids.sqlite")
    index = open_index(tmp_path / "index")
    assert index.count > 2
    [hit] = Retriever(index, FakeEncoder(64, limit=128)).ask("how is a keel laid").hits
    assert hit.text == f"It is laid first.\n{line}"
    assert len(hit.text_lines) == 2
    assert all(hit.text[mark.start : mark.end] == mark.text for mark in hit.highlights)


def test_worse_distant_or_long_parts_stay_apart(index: Index) -> None:
    assert shown(ranked(index, {FLOUR: 2.0, WATER: 1.6})) == [("Flour", 3, 8), ("Water", 10, 15)]
    assert shown(ranked(index, {FLOUR: 2.0, SALT: 1.9})) == [("Flour", 3, 8), ("Salt", 17, 22)]
    assert shown(ranked(index, {SALT: 2.0, OVEN: 1.9})) == [("Salt", 17, 22), ("Oven", 24, 45)]
    assert shown(ranked(index, {FLOUR: 2.0, WATER: 2.0}, within=0.0)) == [("Flour", 3, 8), ("Water", 10, 15)]


def test_what_a_part_took_in_leaves_its_place_to_others(index: Index) -> None:
    assert shown(ranked(index, {FLOUR: 2.0, WATER: 1.9, TIDE: 1.0}, count=2)) == [("Flour", 3, 15), ("", 49, 49)]


class Emptied(dict[object, object]):
    """A dictionary that other threads empty all the time."""

    def __setitem__(self, key: object, value: object) -> None:
        self.clear()


def test_threads_may_share_what_was_put_together(index: Index) -> None:
    blocks = Blocks(index)
    blocks._kept = blocks._joint = Emptied()  # type: ignore[assignment]
    flour, water = (blocks.of(int(index.keys()[number])) for number in (FLOUR, WATER))
    both = blocks._both(flour, water)
    assert both is not None
    assert both.keys == flour.keys + water.keys


def test_what_has_copies_stays_as_it_is(tmp_path: Path) -> None:
    index = indexed(tmp_path, bread=BREAD, old="## How was salt used?\n\n" + part("Salt", 4))
    [copy] = [n for n, passage in enumerate(index.passages(index.keys())) if passage.file == "old.md"]
    hits = ranked(index, {SALT: 2.0, WATER: 1.9, copy: 1.5})
    assert shown(hits) == [("Salt", 17, 22), ("Water", 10, 15)]
    assert [copy.file for copy in hits[0].copies] == ["old.md"]


@trial(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.integers(0, 4), st.floats(0, 3, width=32), min_size=1), st.floats(0, 2))
def test_every_passage_found_is_shown_once(index: Index, scores: dict[int, float], within: float) -> None:
    hits = ranked(index, scores, within=within)
    keys = [key for hit in hits for key in hit.block.keys]
    assert sorted(keys) == sorted(index.keys()[list(scores)].tolist())
    for hit in hits:
        assert len(hit.block.keys) == 1 or len(hit.block.lines) <= SECTION_LINES
        assert hit.block.lines.end == max(hit.block.text_lines)
