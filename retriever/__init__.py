"""A question to answers: ask, find related answers, spot-check, evaluate.

``Retriever.open()`` opens an index that ``answerbook index`` made; ``ask``, ``related`` and ``grade`` answer from it.
What they return and raise is in this package, too. ``retriever.spotcheck`` chooses what to be asked and keeps reviews.
"""

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


if not TYPE_CHECKING:  # or every name would be one of type Any

    def __getattr__(name: str) -> Any:
        """Load a public name when it is first asked for, so that the command line stays light."""
        if name not in _HOME:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return getattr(importlib.import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
