"""Load an encoder: the graph of a model, written on first use."""

import hashlib
import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from index.encoder.graphs import published
from index.encoder.model import Model, find
from index.encoder.runtime import GraphEncoder
from index.encoder.values import Encoder, Precision

_RECIPE = 1
_DEFAULT_LIMIT = 256


def load(model: str | None = None, precision: Precision = "int8") -> Encoder:
    """Return the encoder of ``model``: None for the bundled one, else a folder or a name.

    The graph is written on first use and found again afterwards; torch is not imported for it. Raises
    ModelMissingError where the model is missing or damaged.
    """
    found = find(model)
    fingerprint = _fingerprint(found, precision)
    folder, card = published(fingerprint, lambda work: _write(found, precision, work))
    return GraphEncoder(folder, name=found.name, fingerprint=fingerprint, limit=int(card["limit"]))


def _fingerprint(model: Model, precision: Precision) -> str:
    parts = {"recipe": _RECIPE, "backend": "onnxruntime", "precision": precision, "files": dict(model.files)}
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:32]


def _write(model: Model, precision: Precision, work: Path) -> Mapping[str, Any]:
    import onnx
    from safetensors.numpy import load_file

    from index.encoder.bert import BertShape, bert_graph

    config = model.settings("config.json")
    shape = BertShape(
        heads=config["num_attention_heads"],
        layers=config["num_hidden_layers"],
        epsilon=config["layer_norm_eps"],
        pooling="mean" if model.settings("1_Pooling/config.json")["pooling_mode_mean_tokens"] else "cls",
    )
    onnx.save(bert_graph(load_file(model.folder / "model.safetensors"), shape, precision), work / "graph.onnx")
    shutil.copyfile(model.folder / "tokenizer.json", work / "tokenizer.json")
    limit = model.settings("sentence_bert_config.json").get("max_seq_length", _DEFAULT_LIMIT)
    return {"model": model.name, "precision": precision, "pooling": shape.pooling, "limit": limit}
