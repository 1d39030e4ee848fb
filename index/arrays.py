"""The kinds of arrays that are handed about."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
Floats = NDArray[np.float32]
Keys = NDArray[np.int64]
Mask = NDArray[np.bool_]
