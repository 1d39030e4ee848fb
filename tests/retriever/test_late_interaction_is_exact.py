"""Late interaction is what its definition says, passage by passage and sentence by sentence."""

from pathlib import Path

import numpy as np
import pytest
from fakes import FakeEncoder
from unpacked import unpack

from index.build import build
from index.opened import Index
from index.reader import open_index
from index.tokens import inner_products, pack
from retriever.late import interact

NOTES = """# Bread

## What is hydration?

Hydration is water by flour. A wet dough is hard to shape. It gives an open crumb.

## Why is steam used?

Steam keeps the crust soft. It makes the crust shine.

- The loaf rises.
- The crust is thin.
"""


@pytest.fixture
def index(tmp_path: Path) -> Index:
    notes = tmp_path / "notes.md"
    notes.write_text(NOTES, encoding="utf-8")
    build(tmp_path / "index", add=[notes], encoder=FakeEncoder())
    return open_index(tmp_path / "index")


def test_it_is_the_mean_of_the_best_cosines(index: Index) -> None:
    encoded = FakeEncoder().encode(["why does a wet crust shine"], tokens=True)
    assert encoded.tokens is not None
    query = encoded.tokens[0].vectors
    keys = index.keys()[::-1].copy()
    found = interact(index, query, keys)
    for place in range(len(keys)):
        stored, _, owners = index.token_rows(keys[place : place + 1])
        cosines = query @ unpack(stored, 64).T
        assert found.whole[place] == pytest.approx(cosines.max(axis=1).mean(), abs=1e-5)
        context = cosines[:, owners < 0].max(axis=1)
        count = len(index.passage(int(keys[place])).sentences)
        own = [np.maximum(cosines[:, owners == n].max(axis=1), context).mean() for n in range(count)]
        assert found.sentences[place] == pytest.approx(np.array(own), abs=1e-5)
        assert found.best[place] == pytest.approx(max(own), abs=1e-5)


def test_a_query_without_words_meets_nothing(index: Index) -> None:
    found = interact(index, np.zeros((0, 64), np.float32), index.keys())
    assert not found.whole.any()
    assert not found.best.any()
    assert all(len(each) == 0 for each in found.sentences)


@pytest.mark.parametrize("dimension", [64, 65])
def test_inner_products_are_those_of_the_unpacked_rows(dimension: int) -> None:
    generator = np.random.default_rng(1)
    stored = pack(generator.standard_normal((50, dimension)).astype(np.float32))
    query = generator.standard_normal((7, dimension)).astype(np.float32)
    assert inner_products(stored, query) == pytest.approx(unpack(stored, dimension) @ query.T, abs=1e-4)
