"""The tokenizer's file says 128 pieces; the model reads 256, the special ones at both ends included."""

import numpy as np
import pytest
from models import real_encoder

pytestmark = pytest.mark.model

WORDS = "queue cache disk route bridge"


def passage(pieces: int) -> str:
    """Return a text of exactly ``pieces`` word pieces, each of these words being one."""
    words = WORDS.split()
    return " ".join(words[i % len(words)] for i in range(pieces))


def test_a_long_text_is_counted_to_its_end() -> None:
    encoder = real_encoder()
    assert encoder.limit == 256
    for pieces in (1, 126, 127, 254, 255, 1000):
        assert encoder.count(passage(pieces)) == pieces


def test_the_last_piece_of_a_full_passage_changes_its_vector() -> None:
    encoder = real_encoder()
    full = passage(253)
    kept, changed = encoder.encode([f"{full} river", f"{full} planet"]).vectors
    assert encoder.count(f"{full} river") == 254  # with [CLS] and [SEP]: 256
    assert float(kept @ changed) < 0.9999


def test_what_stands_after_the_last_piece_changes_nothing() -> None:
    encoder = real_encoder()
    full = passage(254)
    encoded = encoder.encode([full, f"{full} river", f"{full} planet and more"], tokens=True)
    assert encoded.tokens is not None
    assert np.array_equal(encoded.vectors[0], encoded.vectors[1])
    assert np.array_equal(encoded.vectors[0], encoded.vectors[2])
    assert [len(tokens.ids) for tokens in encoded.tokens] == [254, 254, 254]


def test_words_of_the_vocabulary_are_known_whatever_their_case() -> None:
    encoder = real_encoder()
    assert all(encoder.knows(word) for word in ("queue", "Queue", "AMAZON", "café"))
    assert not any(encoder.knows(word) for word in ("cloudformation", "qeue", "two words", "", "\ue000", "\ud800"))
