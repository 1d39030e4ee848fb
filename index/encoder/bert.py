"""Write a BERT model as an ONNX graph that reads one text at a time.

The graph has no mask and no padding: a text's vectors never depend on what else is encoded, though int8 activations
share one scale a tensor. It uses ONNX Runtime's fused operators, so that it loads without being optimised again.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import helper, numpy_helper

from index.arrays import Floats
from index.encoder.values import Precision

_FUSED = "com.microsoft"
_OPSETS = [helper.make_opsetid("", 17), helper.make_opsetid(_FUSED, 1)]
_IR_VERSION = 8


@dataclass(frozen=True, slots=True)
class BertShape:
    """What the weights do not say: heads, layers, the epsilon of the layer norms, and the pooling."""

    heads: int
    layers: int
    epsilon: float
    pooling: Literal["mean", "cls"]


def bert_shape(config: Mapping[str, Any], pooling: object) -> BertShape | None:
    """Return the shape that a transformers configuration says, None where it is not a BERT that is written here."""
    plain = config.get("position_embedding_type", "absolute") == "absolute" and not config.get("is_decoder")
    if config.get("model_type") != "bert" or config.get("hidden_act") != "gelu" or not plain:
        return None
    if pooling not in ("mean", "cls"):
        return None
    heads, layers, epsilon = (config[key] for key in ("num_attention_heads", "num_hidden_layers", "layer_norm_eps"))
    return BertShape(heads, layers, epsilon, "mean" if pooling == "mean" else "cls")


@dataclass(slots=True)
class _Graph:
    """A graph under construction: each method adds nodes and returns the name of what they give."""

    precision: Precision
    nodes: list[onnx.NodeProto] = field(default_factory=list)
    constants: list[onnx.TensorProto] = field(default_factory=list)

    def constant(self, name: str, value: NDArray[Any]) -> str:
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def add(self, op: str, inputs: list[str], name: str, *, outputs: int = 1, fused: bool = False, **kw: Any) -> str:
        names = [name] if outputs == 1 else [f"{name}.{i}" for i in range(outputs)]
        self.nodes.append(helper.make_node(op, inputs, names, name=name, domain=_FUSED if fused else "", **kw))
        return names[0]

    def table(self, rows: str, name: str, weights: Floats) -> str:
        """Look up ``rows`` in an embedding table; in int8 every row has a scale of its own."""
        if self.precision == "float32":
            return self.add("Gather", [self.constant(f"{name}.table", weights), rows], name)
        whole, scales = quantized(weights, axis=1)
        small = self.add("Gather", [self.constant(f"{name}.table", whole), rows], f"{name}.int8")
        scale = self.add("Gather", [self.constant(f"{name}.scales", scales), rows], f"{name}.scale")
        return self.add("Mul", [self.add("Cast", [small], f"{name}.cast", to=onnx.TensorProto.FLOAT), scale], name)

    def dense(self, x: str, name: str, weights: Floats, bias: Floats) -> str:
        """Multiply by ``weights`` (in, out) and add ``bias``; in int8 every output channel has a scale of its own."""
        offset = self.constant(f"{name}.bias", bias)
        if self.precision == "float32":
            product = self.add("MatMul", [x, self.constant(f"{name}.weight", weights)], f"{name}.product")
            return self.add("Add", [product, offset], name)
        whole, scales = quantized(weights, axis=0)
        inputs = [x, self.constant(f"{name}.weight", whole), self.constant(f"{name}.scales", scales[0]), "", offset]
        return self.add("DynamicQuantizeMatMul", inputs, name, fused=True)

    def norm(self, x: str, skip: str, name: str, weights: tuple[Floats, Floats], epsilon: float) -> str:
        gamma, beta = (self.constant(f"{name}.{part}", w) for part, w in zip(("gamma", "beta"), weights, strict=True))
        total = self.add("Add", [x, skip], f"{name}.sum")
        return self.add("LayerNormalization", [total, gamma, beta], name, axis=-1, epsilon=epsilon)


def quantized(weights: Floats, axis: int) -> tuple[NDArray[np.int8], Floats]:
    """Return ``weights`` as int8 and the scales (kept dimension) that bring them back, symmetric along ``axis``."""
    scales = np.maximum(np.abs(weights).max(axis=axis, keepdims=True), 1e-12).astype(np.float32) / np.float32(127)
    return np.rint(weights / scales).astype(np.int8), scales


def bert_graph(weights: Mapping[str, Floats], shape: BertShape, precision: Precision) -> onnx.ModelProto:
    """Return the graph: ``input_ids`` int64 (1, t) to ``hidden`` float32 (1, t, d) and ``pooled`` (1, d), unit length.

    ``weights`` are named as transformers names a BertModel's, without prefix. Layout after Devlin et al. 2018.
    Raises KeyError where a weight is missing.
    """
    graph = _Graph(precision)
    x = _embedded(graph, weights, shape)
    for number in range(shape.layers):
        last = number == shape.layers - 1
        x = _layer(graph, weights, shape, x, f"encoder.layer.{number}", "hidden" if last else f"layer.{number}")
    if shape.pooling == "mean":
        pooled = graph.add("ReduceMean", ["hidden"], "mean", axes=[1], keepdims=0)
    else:
        first = graph.constant("first", np.array(0, np.int64))
        pooled = graph.add("Gather", ["hidden", first], "cls", axis=1)
    graph.add("LpNormalization", [pooled], "pooled", axis=-1, p=2)
    width = weights["embeddings.word_embeddings.weight"].shape[1]
    model = helper.make_model(
        helper.make_graph(
            graph.nodes,
            "bert",
            [helper.make_tensor_value_info("input_ids", onnx.TensorProto.INT64, [1, "t"])],
            [
                helper.make_tensor_value_info("hidden", onnx.TensorProto.FLOAT, [1, "t", width]),
                helper.make_tensor_value_info("pooled", onnx.TensorProto.FLOAT, [1, width]),
            ],
            graph.constants,
        ),
        opset_imports=_OPSETS,
    )
    model.ir_version = _IR_VERSION
    return model


def _embedded(graph: _Graph, weights: Mapping[str, Floats], shape: BertShape) -> str:
    words = graph.table("input_ids", "words", weights["embeddings.word_embeddings.weight"])
    # One text is one segment, so the segment's row can be added to every position's beforehand.
    rows = weights["embeddings.position_embeddings.weight"] + weights["embeddings.token_type_embeddings.weight"][0]
    places = graph.constant("positions.table", rows)
    start, axis = (graph.constant(name, np.array([n], np.int64)) for name, n in (("start", 0), ("axis", 0)))
    length = graph.add("Shape", ["input_ids"], "length", start=1, end=2)
    positions = graph.add("Slice", [places, start, length, axis], "positions")
    positions = graph.add("Unsqueeze", [positions, axis], "positions.batch")
    name = "embeddings.LayerNorm"
    return graph.norm(words, positions, name, (weights[f"{name}.weight"], weights[f"{name}.bias"]), shape.epsilon)


def _layer(graph: _Graph, weights: Mapping[str, Floats], shape: BertShape, x: str, name: str, result: str) -> str:
    def part(rest: str) -> tuple[Floats, Floats]:
        return weights[f"{name}.{rest}.weight"], weights[f"{name}.{rest}.bias"]

    def dense(x: str, rest: str) -> str:
        kernel, bias = part(rest)
        return graph.dense(x, f"{name}.{rest}", kernel.T, bias)

    parts = [part(f"attention.self.{role}") for role in ("query", "key", "value")]
    kernel, bias = (np.concatenate([p[i] for p in parts]) for i in (0, 1))
    together = graph.dense(x, f"{name}.qkv", kernel.T, bias)
    graph.add("Split", [together], f"{name}.split", outputs=3, axis=-1)
    read = graph.add(
        "MultiHeadAttention",
        [f"{name}.split.{i}" for i in range(3)],
        f"{name}.attention",
        fused=True,
        num_heads=shape.heads,
    )
    said = dense(read, "attention.output.dense")
    x = graph.norm(said, x, f"{name}.attention.norm", part("attention.output.LayerNorm"), shape.epsilon)
    wide = graph.add("Gelu", [dense(x, "intermediate.dense")], f"{name}.gelu", fused=True)
    return graph.norm(dense(wide, "output.dense"), x, result, part("output.LayerNorm"), shape.epsilon)
