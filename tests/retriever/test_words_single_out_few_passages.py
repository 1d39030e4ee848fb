"""Words count as far as they single out few passages; in few notes ten passages are not few."""

import numpy as np
import pytest

from retriever.searching import decisiveness


@pytest.mark.parametrize(("passages", "few"), [(9, 2), (60, 3), (120, 6), (200, 10), (9000, 10)])
def test_words_single_out_a_twentieth_of_the_passages_two_to_ten(passages: int, few: int) -> None:
    def of(holding: int) -> float:
        return float(decisiveness(np.repeat(np.float32([0.5, 0.0]), [holding, 20]), passages))

    assert of(few) == 1
    assert of(few + 1) == 0


def test_a_ranking_of_nothing_or_of_one_passage_singles_out_none() -> None:
    assert decisiveness(np.zeros(0, np.float32), 0) == decisiveness(np.ones(1, np.float32), 1) == 0
