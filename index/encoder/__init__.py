"""Texts to vectors: the only place that knows ONNX Runtime, torch and sentence-transformers."""

from index.encoder.loading import load, problems
from index.encoder.values import Encoded, Encoder, TokenVectors

__all__ = ["Encoded", "Encoder", "TokenVectors", "load", "problems"]
