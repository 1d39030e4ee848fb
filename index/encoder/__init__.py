"""Texts to vectors: the only place that knows ONNX Runtime, torch and sentence-transformers."""

import os

os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # read when ONNX Runtime is loaded, which else reports to its maker

from index.encoder.loading import load, problems
from index.encoder.values import Encoded, Encoder, TokenVectors

__all__ = ["Encoded", "Encoder", "TokenVectors", "load", "problems"]
