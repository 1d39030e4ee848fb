"""With the bundled model nothing imports torch, not even where the graph has to be written first."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.model

HEAVY = ["torch", "transformers", "sentence_transformers", "huggingface_hub", "onnx", "safetensors"]
PROGRAM = f"""
import json, sys
from index.encoder import load
load().encode(["How do I keep a function warm?"], tokens=True)
print(json.dumps([name for name in {HEAVY} if name in sys.modules]))
"""


def imported(home: Path) -> set[str]:
    environment = os.environ | {"ANSWERBOOK_HOME": str(home)}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], env=environment, capture_output=True, text=True, check=True, timeout=120
    )
    return set(json.loads(done.stdout))


def test_writing_the_graph_needs_no_torch_and_using_it_nothing_heavy(home: Path) -> None:
    assert not imported(home) & {"torch", "transformers", "sentence_transformers", "huggingface_hub"}
    assert imported(home) == set()
