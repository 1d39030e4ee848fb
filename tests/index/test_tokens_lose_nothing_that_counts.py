"""Token vectors in four bits: small, the same bytes everywhere, and near enough to rank by."""

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from models import real_encoder
from unpacked import unpack

from index.tokens import pack, width

vectors = st.integers(1, 9).flatmap(
    lambda d: arrays.arrays(
        np.float32, st.tuples(st.integers(0, 6), st.just(d)), elements=st.floats(-1, 1, width=32, allow_subnormal=False)
    )
)


@given(vectors)
def test_every_number_is_within_half_a_step_of_its_own(given_vectors: np.ndarray) -> None:
    t, d = given_vectors.shape
    stored = pack(given_vectors)
    assert stored.dtype == np.uint8
    assert stored.shape == (t, width(d))
    back = unpack(stored, d)
    assert back.dtype == np.float32
    assert back.shape == (t, d)
    largest = np.abs(given_vectors).max(axis=1, keepdims=True, initial=0)
    assert np.all(np.abs(back - given_vectors) <= largest * (0.5 / 7 + 0.005) + 1e-6)


@given(vectors)
@example(np.full((1, 1), 2.0**-23, np.float32))
def test_a_row_depends_on_its_vector_alone(given_vectors: np.ndarray) -> None:
    rows = [pack(given_vectors[i : i + 1]) for i in range(len(given_vectors))]
    assert np.array_equal(pack(given_vectors), np.concatenate(rows) if rows else pack(given_vectors))
    assert np.array_equal(pack(unpack(pack(given_vectors), given_vectors.shape[1])), pack(given_vectors))


@pytest.mark.model
def test_late_interaction_changes_by_less_than_a_hundredth(aws) -> None:
    encoder = real_encoder()
    text = (aws / sorted(path.name for path in aws.iterdir())[1]).read_text("utf-8")
    passages = encoder.encode([part for part in text.split("\n\n") if part.strip()][:60], tokens=True).tokens or []
    queries = encoder.encode(["how do I avoid cold starts", "who may read this bucket"], tokens=True).tokens or []
    for query in queries:
        exact = [float((query.vectors @ passage.vectors.T).max(axis=1).mean()) for passage in passages]
        stored = [float((query.vectors @ unpack(pack(p.vectors), 384).T).max(axis=1).mean()) for p in passages]
        assert np.abs(np.array(exact) - np.array(stored)).max() < 0.01
        assert np.corrcoef(exact, stored)[0, 1] > 0.999
