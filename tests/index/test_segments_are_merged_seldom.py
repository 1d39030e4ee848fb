"""A segment is written again only to drop many dead rows, with other new ones, or where there are too many."""

import pytest

from index.compaction import MOST_SEGMENTS, chosen

Size = tuple[int, int, bool]  # passages that count, dead ones, whether it is new


@pytest.mark.parametrize(
    ("sizes", "merged"),
    [
        ([(80, 20, False), (50, 0, True)], []),
        ([(79, 21, False)], [0]),
        ([(1000, 0, False), (10, 0, True), (10, 0, True)], [1, 2]),
        ([(79, 21, False), (500, 0, True), (1000, 0, False)], [0, 1]),
        ([(79, 21, False), (500, 0, False), (30, 0, False), (100, 0, False)], [0, 2, 3]),
        ([(2**n, 0, False) for n in range(MOST_SEGMENTS)], []),
        ([(2**n, 0, False) for n in range(MOST_SEGMENTS + 1)], [0, 1, 2, 3, 4]),
        ([(2**n, 0, n > MOST_SEGMENTS - 2) for n in range(MOST_SEGMENTS + 1)], list(range(MOST_SEGMENTS + 1))),
        ([(1, 0, True), (2, 0, True), *((2**n, 0, False) for n in range(3, MOST_SEGMENTS + 2))], [0, 1]),
    ],
)
def test_many_dead_rows_several_new_segments_or_too_many_are_merged_with_what_is_no_larger(
    sizes: list[Size], merged: list[int]
) -> None:
    assert chosen(sizes) == merged


def test_a_passage_that_stays_is_written_again_a_logarithmic_number_of_times() -> None:
    sizes: list[Size] = []
    copied = 0
    for _ in range(1000):
        sizes.append((1, 0, True))
        picked = chosen(sizes)
        together = sum(sizes[at][0] for at in picked)
        copied += together
        sizes = [(live, 0, False) for at, (live, _, _) in enumerate(sizes) if at not in picked]
        sizes += [(together, 0, False)] * bool(picked)
        assert len(sizes) <= MOST_SEGMENTS
    assert copied <= 10 * 1000
