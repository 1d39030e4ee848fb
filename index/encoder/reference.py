"""Compare a graph with what sentence-transformers gives for the same model."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from index.arrays import Floats
from index.encoder.values import Encoder, Precision

# Short and long, prose and code, names and symbols, and one text that is longer than 256 word pieces.
TEXTS = (
    "What does a load balancer do?",
    "A queue decouples the producer from the consumer: messages wait until somebody has time for them.",
    "`SELECT name, COUNT(*) FROM visits GROUP BY name HAVING COUNT(*) > 10;`",
    "Zürich, 東京 and São Paulo differ by 9 hours, 12,345 km & 3 °C.",
    "Backups are copied at night, checked in the morning and forgotten by noon. " * 30,
)
# The lowest cosine to sentence-transformers at which a graph is used. Measured on 719 answers of StackFAQ: float32
# 1.0000; int8 0.988 at the lowest and 0.994 in the mean, at which no figure of retrieval falls.
LOWEST: dict[Precision, float] = {"float32": 0.999, "int8": 0.98}
_VECTORS = Path(__file__).with_name("reference.npy")


def reference() -> Floats:
    """Return sentence-transformers' vectors of TEXTS for the bundled model, float32 (n, d) of unit length."""
    vectors: Floats = np.load(_VECTORS, allow_pickle=False)
    return vectors


def lowest_cosine(encoder: Encoder, texts: Sequence[str], vectors: Floats) -> float:
    """Return the lowest cosine between the encoder's vectors of ``texts`` and ``vectors``, both of unit length."""
    return float((encoder.encode(texts).vectors * vectors).sum(axis=1).min())
