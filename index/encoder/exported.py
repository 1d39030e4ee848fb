"""Write the graph of any sentence-transformers model, checked against that model itself."""

import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import onnx
import onnxruntime
import torch
from sentence_transformers import SentenceTransformer

from index.encoder.bert import bert_graph, bert_shape
from index.encoder.model import Model
from index.encoder.reference import LOWEST, TEXTS, lowest_cosine
from index.encoder.runtime import GraphEncoder
from index.encoder.sentences import DEFAULT_LIMIT, fast_tokenizer, vectors_of
from index.encoder.values import Precision

_OPSET = 17


def write_exported(model: Model, precision: Precision, work: Path) -> Mapping[str, Any]:
    """Write the graph into the folder ``work`` and return its card.

    A BERT is written as the bundled model is, another one is traced by torch. Where that fails, or the graph's cosine
    to sentence-transformers is too low, the card says to run sentence-transformers. Raises UsageError where the model
    gives no vectors of word pieces.
    """
    original = SentenceTransformer(str(model.folder), device="cpu", local_files_only=True).eval()
    fast_tokenizer(original, model.name).save(str(work / "tokenizer.json"))
    limit = int(original.max_seq_length or DEFAULT_LIMIT)
    expected = original.encode(list(TEXTS), normalize_embeddings=True, show_progress_bar=False)
    dimension = expected.shape[1]
    card = {"model": model.name, "limit": limit, "dimension": dimension}
    try:
        onnx.save(_graph(original, precision, work), work / "graph.onnx")
        encoder = GraphEncoder(work, name=model.name, fingerprint="", limit=limit, dimension=dimension)
        cosine = lowest_cosine(encoder, TEXTS, expected)
    except Exception as error:  # whatever an exporter or a runtime raises, the model itself still runs
        return _without_graph(work, card, f"{type(error).__name__}: {error}")
    if cosine < LOWEST[precision]:
        return _without_graph(work, card, f"the graph's cosine to the model is {cosine:.4f}")
    return card | {"runs": precision, "cosine": round(cosine, 5)}


def _without_graph(work: Path, card: Mapping[str, Any], reason: str) -> Mapping[str, Any]:
    (work / "graph.onnx").unlink(missing_ok=True)
    return {**card, "runs": "torch", "reason": reason[:500]}


def _graph(original: Any, precision: Precision, work: Path) -> onnx.ModelProto:
    modules = list(original.children())
    bert = modules[0].auto_model
    shape = bert_shape(bert.config.to_dict(), getattr(modules[1], "pooling_mode", None))
    only_unit_length = all(type(module).__name__ == "Normalize" for module in modules[2:])
    if shape and only_unit_length:
        weights = {name: tensor.float().numpy() for name, tensor in bert.state_dict().items()}
        return bert_graph(weights, shape, precision)
    return _traced(original, work)


class _Whole(torch.nn.Module):  # type: ignore[misc]  # torch has no types here
    """The model from word pieces to token and text vectors, for tracing."""

    def __init__(self, model: Any) -> None:
        super().__init__()
        self.model = model

    def forward(self, ids: Any) -> tuple[Any, Any]:
        pooled, rows = vectors_of(self.model, ids, torch.ones_like(ids))
        return rows, pooled


def _traced(original: Any, work: Path) -> onnx.ModelProto:
    """Trace the model and fuse its operators, so that nothing is left to optimise at start-up."""
    raw, fused = work / "raw.onnx", work / "fused.onnx"
    try:
        with warnings.catch_warnings(), torch.inference_mode():
            warnings.simplefilter("ignore")
            torch.onnx.export(
                _Whole(original).eval(),
                (torch.tensor([original.tokenizer(TEXTS[0])["input_ids"]]),),
                raw,
                input_names=["input_ids"],
                output_names=["hidden", "pooled"],
                dynamic_axes={"input_ids": {1: "t"}, "hidden": {1: "t"}},
                opset_version=_OPSET,
                dynamo=False,  # ten times quicker than the other exporter, and needs no further package
            )
        options = onnxruntime.SessionOptions()
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_EXTENDED
        options.optimized_model_filepath = str(fused)
        onnxruntime.InferenceSession(str(raw), options, providers=["CPUExecutionProvider"])
        return onnx.load(fused)
    finally:
        raw.unlink(missing_ok=True)
        fused.unlink(missing_ok=True)
