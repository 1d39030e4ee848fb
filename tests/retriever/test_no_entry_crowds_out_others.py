"""A long entry does not fill the first places, and entries keep their order among themselves."""

from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from retriever import fitted
from retriever.searching import Measured, settle

SETTINGS = replace(fitted.ranking(), entry=0.0, feedback=0.0, late=1.0, crowd=0.1)


def measured(entries: list[int], scores: list[float]) -> Measured:
    count = len(entries)
    return Measured(
        np.arange(count),
        np.array(entries),
        np.zeros((count, 4), np.float32),
        {"late": np.array(scores, np.float32)},
        [np.zeros(0, np.float32)] * count,
    )


def test_the_parts_of_one_entry_stand_back_one_after_the_other() -> None:
    found = settle(measured([7, 7, 7, 8, 9], [0.9, 0.89, 0.88, 0.8, 0.7]), SETTINGS)
    assert found.keys.tolist() == [0, 3, 1, 4, 2]
    assert found.stages["crowd"].tolist() == [0, 0, -1, 0, -2]
    assert settle(measured([7, 7, 8], [0.9, 0.89, 0.8]), replace(SETTINGS, crowd=0.0)).keys.tolist() == [0, 1, 2]


@given(st.lists(st.tuples(st.integers(0, 3), st.floats(0, 1, width=32)), min_size=1, max_size=20))
def test_entries_keep_their_order(passages: list[tuple[int, float]]) -> None:
    entries, scores = [list(each) for each in zip(*passages, strict=True)]
    together = measured(entries, scores)
    orders = [
        list(dict.fromkeys(entries[key] for key in settle(together, replace(SETTINGS, crowd=crowd)).keys.tolist()))
        for crowd in (0.0, 0.1)
    ]
    assert orders[0] == orders[1]
