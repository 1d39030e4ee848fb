"""The fitted numbers of the grader, as they lie in ``retriever/settings/grading.json``."""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from index.arrays import Floats
from index.errors import AnswerbookError
from retriever.spotcheck.measures import NAMES


@dataclass(frozen=True, slots=True)
class Settings:
    """A logistic curve over the measures: ``weights`` (len(NAMES),) act on the plain measures; ``offset`` is added."""

    weights: Floats
    offset: float

    def likelihood(self, measures: Floats) -> float:
        """Return how likely a person would call the answer right, 0..1."""
        return float(1 / (1 + np.exp(-(measures @ self.weights + self.offset))))


@cache
def settings() -> Settings:
    """Return the shipped settings; raises AnswerbookError where they are for other measures."""
    read = json.loads(files("retriever").joinpath("settings", "grading.json").read_text("utf-8"))
    if set(read["weights"]) != set(NAMES):
        missing = sorted(set(NAMES) ^ set(read["weights"]))
        raise AnswerbookError(f"grading.json does not fit the grader: {', '.join(missing)}", "a new installation")
    return Settings(np.array([read["weights"][name] for name in NAMES], np.float32), read["offset"])
