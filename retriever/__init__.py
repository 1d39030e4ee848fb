"""A question to answers: ask, find related answers, spot-check, evaluate."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from retriever.answers import Answer, Copy, Highlight, Hit
    from retriever.asking import Retriever

__all__ = ["Answer", "Copy", "Highlight", "Hit", "Retriever"]


def __getattr__(name: str) -> Any:
    """Load a public name when it is first asked for, so that the command line stays light."""
    import importlib

    if name == "Retriever":
        return importlib.import_module("retriever.asking").Retriever
    if name in __all__:
        return getattr(importlib.import_module("retriever.answers"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
