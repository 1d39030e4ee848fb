"""Write the graph of the bundled model out of its own files, without torch."""

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from index.encoder.model import REINSTALL, Model
from index.encoder.reference import LOWEST, TEXTS, lowest_cosine, reference
from index.encoder.runtime import GraphEncoder
from index.encoder.values import Precision
from index.errors import ModelMissingError

LIMIT = 256


def write_bundled(model: Model, precision: Precision, work: Path) -> Mapping[str, Any]:
    """Write the graph into the folder ``work`` and return its card, once it gave the vectors of reference.

    A processor whose int8 arithmetic is too coarse gets a card that says to run float32. Raises ModelMissingError
    where the float32 graph is off as well.
    """
    import onnx
    from safetensors.numpy import load_file

    from index.encoder.bert import bert_graph, bert_shape

    shape = bert_shape(model.settings("config.json"), "mean")
    if shape is None:
        raise ModelMissingError(f"{model.folder / 'config.json'} does not describe the bundled model", REINSTALL)
    onnx.save(bert_graph(load_file(model.folder / "model.safetensors"), shape, precision), work / "graph.onnx")
    shutil.copyfile(model.folder / "tokenizer.json", work / "tokenizer.json")
    expected = reference()
    dimension = expected.shape[1]
    encoder = GraphEncoder(work, name=model.name, fingerprint="", limit=LIMIT, dimension=dimension)
    cosine = lowest_cosine(encoder, TEXTS, expected)
    card = {"model": model.name, "limit": LIMIT, "dimension": dimension, "pooling": "mean", "cosine": round(cosine, 5)}
    if cosine >= LOWEST[precision]:
        return card | {"runs": precision}
    if precision == "int8":
        (work / "graph.onnx").unlink()
        return card | {"runs": "float32"}
    raise ModelMissingError(f"the graph of {model.name} is off: its cosine to the reference is {cosine:.4f}", REINSTALL)
