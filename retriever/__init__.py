"""A question to answers: ask, find related answers, spot-check, evaluate."""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from corpus.model import Span
    from index.errors import AnswerbookError, ModelMissingError, NoIndexError, UnusableIndexError, UsageError
    from index.sources import Changes
    from retriever.answers import Answer, Copy, Highlight, Hit
    from retriever.asking import Retriever
    from retriever.copies import Place
    from retriever.related import Closest, Related
    from retriever.spotcheck.values import Cover, Grade, Point

__all__ = [
    "Answer", "AnswerbookError", "Changes", "Closest", "Copy", "Cover", "Grade", "Highlight", "Hit",
    "ModelMissingError", "NoIndexError", "Place", "Point", "Related", "Retriever", "Span", "UnusableIndexError",
    "UsageError",
]  # fmt: skip

_HOMES = {
    "corpus.model": ("Span",),
    "index.errors": ("AnswerbookError", "ModelMissingError", "NoIndexError", "UnusableIndexError", "UsageError"),
    "index.sources": ("Changes",),
    "retriever.answers": ("Answer", "Copy", "Highlight", "Hit"),
    "retriever.asking": ("Retriever",),
    "retriever.copies": ("Place",),
    "retriever.related": ("Closest", "Related"),
    "retriever.spotcheck.values": ("Cover", "Grade", "Point"),
}
_HOME = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> Any:
    """Load a public name when it is first asked for, so that the command line stays light."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(_HOME[name]), name)
