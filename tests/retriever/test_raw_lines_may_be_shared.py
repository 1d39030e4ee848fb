"""Where a file holds several answers on one raw line, each keeps the lines of its own that it has in Markdown."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from fakes import FakeEncoder
from invariants import check_answer

from index.build import build
from index.opened import Index
from index.reader import open_index
from retriever import Retriever
from retriever.conflicts import find_conflicts
from retriever.fitted import ranking
from retriever.hits import SECTION_LINES

STEPS = [f"- beam {number} is nailed to frame {number} with twelve nails of copper" for number in range(40)]
LAID = "\n".join(["The keel is laid first:", "", *STEPS, "", "```sh", "launch --slowly", "```"])
MAST = "A pole.\n\n| of | holds |\n|---|---|\n| fir | sails |"
CARDS = [{"question": "How is a keel laid?", "answer": LAID}, {"question": "What is a mast?", "answer": MAST}]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    folder = tmp_path_factory.mktemp("cards")
    notes = folder / "notes"
    notes.mkdir()
    (notes / "cards.json").write_text(json.dumps(CARDS), encoding="utf-8")
    build(folder / "index", add=[notes], encoder=FakeEncoder(64), ids=folder / "ids.sqlite")
    return open_index(folder / "index")


def test_passages_hold_all_lines_in_order(index: Index) -> None:
    passages = index.passages(index.keys())
    said = [line for passage in passages for line in passage.text.split("\n") if line.strip()]
    assert [line for line in said if line in STEPS] == STEPS
    assert "| fir | sails |" in said
    for passage in passages:
        assert passage.text_lines == (1,) * (passage.text.count("\n") + 1)
        assert (passage.lines.start, passage.lines.end) == (1, 1)


def test_answers_are_shown_in_their_lines(index: Index, tmp_path: Path) -> None:
    retriever = Retriever(index, FakeEncoder(64))
    short = retriever.ask("what is a mast")
    check_answer(short, 10, {"cards.json": 1})
    assert MAST in [hit.text for hit in short.hits]
    long = retriever.ask("how is the keel laid, beam by beam")
    check_answer(long, 10, {"cards.json": 1})
    for hit in long.hits:
        assert len(hit.text_lines) == hit.text.count("\n") + 1 <= SECTION_LINES
    assert find_conflicts(index) == ()


def test_parts_that_share_a_raw_line_are_no_longer_together_than_others(index: Index) -> None:
    everything = Retriever(index, FakeEncoder(64), replace(ranking(), together=9.0)).ask("how is the keel laid")
    assert len(everything.hits) > 2
    assert max(len(hit.text_lines) for hit in everything.hits) <= SECTION_LINES


def test_each_line_is_a_point_of_its_own(index: Index) -> None:
    retriever = Retriever(index, FakeEncoder(64))
    [laid] = [entry for entry in index.entries() if entry.question == "How is a keel laid?"]
    assert laid.id
    points = retriever.grade(laid.id, "beam 3 is nailed to frame 3").points
    assert len(points) > 3
    assert {(point.lines.start, point.lines.end) for point in points} == {(1, 1)}
