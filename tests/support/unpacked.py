"""Stored token vectors as numbers again, read byte by byte as ``index.tokens`` says that they are written."""

import numpy as np

from index.arrays import Floats
from index.tokens import Stored


def unpack(stored: Stored, dimension: int) -> Floats:
    """Return stored rows (t, width(d)) as float32 (t, d)."""
    half = (dimension + 1) // 2
    scales = np.ascontiguousarray(stored[:, half:]).view("<f2").astype(np.float32)
    steps = np.concatenate([stored[:, :half] & 15, stored[:, :half] >> 4], axis=1).astype(np.float32) - 8
    return (steps * scales)[:, :dimension]
