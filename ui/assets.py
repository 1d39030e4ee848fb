"""The style sheet, scripts and icon that lie beside the code."""

from functools import lru_cache
from pathlib import Path

FOLDER = Path(__file__).parent


@lru_cache
def text(name: str) -> str:
    """Return the text of the file ``name``."""
    return (FOLDER / name).read_text(encoding="utf-8")
