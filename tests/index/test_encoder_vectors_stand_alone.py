"""A text's vectors are its own: whatever it is encoded with, by however many threads, in whatever order."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from models import real_encoder

pytestmark = pytest.mark.model

TEXTS = [
    "A queue.",
    "A queue decouples the producer from the consumer, so that neither waits for the other.",
    "",
    "   \n\t ",
    "Preis: 3 € für 東京 \ud800 und 🙂, naïve café",
    "word " * 400,
]


def test_neighbours_and_order_change_nothing() -> None:
    encoder = real_encoder()
    together = encoder.encode(TEXTS).vectors
    backwards = encoder.encode(TEXTS[::-1]).vectors[::-1]
    alone = np.concatenate([encoder.encode([text]).vectors for text in TEXTS])
    assert np.array_equal(together, alone)
    assert np.array_equal(together, backwards)


def test_vectors_are_of_unit_length_and_finite() -> None:
    encoded = real_encoder().encode(TEXTS, tokens=True)
    assert encoded.vectors.shape == (len(TEXTS), 384) and encoded.vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(encoded.vectors, axis=1), 1, atol=1e-5)
    for tokens in encoded.tokens or []:
        assert tokens.vectors.dtype == np.float32 and tokens.ids.dtype == tokens.offsets.dtype == np.int32
        assert len(tokens.ids) == len(tokens.offsets) == len(tokens.vectors)
        assert np.allclose(np.linalg.norm(tokens.vectors, axis=1), 1, atol=1e-5)


def test_no_text_gives_no_vector() -> None:
    encoded = real_encoder().encode([], tokens=True)
    assert encoded.vectors.shape == (0, 384)
    assert encoded.tokens == []


def test_offsets_name_the_characters_of_each_piece() -> None:
    text = "Zürich's café \ud800 serves gnocchi — 東京 doesn't."
    tokens = (real_encoder().encode([text], tokens=True).tokens or [])[0]
    pieces = [text[start:end] for start, end in tokens.offsets]
    assert pieces[0] == "Zürich"
    assert {"café", "serves", "東", "京", "—", "."} <= set(pieces)
    assert np.all(tokens.offsets[1:, 0] >= tokens.offsets[:-1, 1])


def test_many_threads_may_ask_at_once() -> None:
    encoder = real_encoder()
    expected = encoder.encode(TEXTS).vectors
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda i: encoder.encode([TEXTS[i % len(TEXTS)]]).vectors[0], range(48)))
    assert all(np.array_equal(answer, expected[i % len(TEXTS)]) for i, answer in enumerate(answers))
