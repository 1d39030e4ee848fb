"""Load an encoder: the graph of a model, written on first use and found again afterwards."""

import hashlib
import json
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from index.encoder.graphs import card_of, published
from index.encoder.model import BUNDLED, REINSTALL, Model, find
from index.encoder.runtime import GraphEncoder
from index.encoder.values import Encoder, Precision
from index.errors import AnswerbookError, ModelMissingError
from index.places import places

_RECIPE = 1  # raised when a graph written now gives other vectors than one written before
_FLOAT = "@float32"


def load(model: str | None = None, *, bulk: bool = False) -> Encoder:
    """Return the encoder of ``model``: None for the bundled one, else a folder or name of sentence-transformers.

    The bundled model runs in int8, any other in float32, and with ``@float32`` after its name the bundled one too.
    The graph is written on first use. torch is not imported, but for the first use of another model than the bundled
    one, for one that cannot be written as a graph, and with ``bulk`` on a machine with CUDA: there None means
    float32, and texts are encoded on the GPU. Raises ModelMissingError where a model is missing or damaged,
    AnswerbookError where its graph cannot be read or kept.
    """
    on_gpu = bulk and _cuda()
    if model is None and on_gpu:
        model = BUNDLED + _FLOAT
    found, precision = _found(model)
    fingerprint = _fingerprint(found, precision)
    with _refusals_told():
        folder, card = published(fingerprint, lambda work: _write(found, precision, work))
    if card["runs"] == "float32" and precision == "int8":
        return load(BUNDLED + _FLOAT)
    name = found.name + _FLOAT if found.bundled and precision == "float32" else found.name
    if card["runs"] == "torch" or (on_gpu and precision == "float32"):
        from index.encoder.sentences import TorchEncoder

        return TorchEncoder(found.folder, name=name, fingerprint=fingerprint)
    limit, dimension = int(card["limit"]), int(card["dimension"])
    return GraphEncoder(folder, name=name, fingerprint=fingerprint, limit=limit, dimension=dimension)


def problems(model: str | None = None) -> list[str]:
    """Return what is wrong with a model's files and graph, each hashed anew; raises what ``load`` raises."""
    folder = places().graphs / _fingerprint(*_found(model, trust=False))
    with _refusals_told():
        if folder.exists() and card_of(folder, trust=False) is None:
            return [f"the graph in {folder} is damaged; the next use sets it aside and writes it again"]
    return []


@contextmanager
def _refusals_told() -> Iterator[None]:
    """Say in one sentence that the system does not let the graphs be read or kept."""
    try:
        yield
    except OSError as error:
        why, graphs = error.strerror or error, places().graphs
        raise AnswerbookError(f"the model's graph cannot be kept in {graphs}: {why}", "answerbook doctor") from error


def _found(model: str | None, *, trust: bool = True) -> tuple[Model, Precision]:
    """Find a model by the name that an index keeps of it, and the precision that this name stands for."""
    plain = model.removesuffix(_FLOAT) if model else None
    found = find(plain, trust=trust)
    return found, "int8" if found.bundled and plain == model else "float32"


def _write(model: Model, precision: Precision, work: Path) -> Mapping[str, Any]:
    """Write the graph of a model and return its card; raises ModelMissingError where a file is gone or damaged."""
    mend = REINSTALL if model.bundled else None
    try:
        if model.bundled:
            from index.encoder.bundled import write_bundled

            return write_bundled(model, precision, work)
        from index.encoder.exported import write_exported

        return write_exported(model, precision, work)
    except FileNotFoundError as error:
        raise ModelMissingError(f"a file of the model is not there: {error.filename}", mend) from error
    except (AnswerbookError, OSError, MemoryError):
        raise
    except Exception as error:  # whatever the reader of that file raises
        raise ModelMissingError(f"a file of the model in {model.folder} is damaged: {error}", mend) from error


def _fingerprint(model: Model, precision: Precision) -> str:
    parts = {"recipe": _RECIPE, "precision": precision, "files": dict(model.files)}
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:32]


def _cuda() -> bool:
    """Say whether torch can use a GPU; torch is not imported where no driver of one is installed."""
    if shutil.which("nvidia-smi") is None:
        return False
    import torch

    return bool(torch.cuda.is_available())
