"""The one retriever that every visitor of this process shares, always of the newest generation."""

import logging
import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from index.errors import AnswerbookError

if TYPE_CHECKING:
    from retriever import Retriever

_LOG = logging.getLogger("answerbook.ui")


@dataclass(slots=True)
class _Shared:
    """What the process holds: the index it serves, the retriever that has it open, and the generation that this was
    opened for: where that one does not verify, the retriever has an older one.
    """

    name: str | None = None
    held: "Retriever | None" = None
    tried: str = ""
    lock: threading.Lock = field(default_factory=threading.Lock)


_shared = _Shared()


def choose(name: str | None) -> None:
    """Serve the index of that name or path; None is the usual one."""
    with _shared.lock:
        _shared.name, _shared.held = name, None


def chosen() -> str | None:
    """Return the name or path of the index that is served; None is the usual one."""
    return _shared.name


def retriever() -> "Retriever":
    """Return the retriever of the newest generation, opening it only when that has changed.

    Raises NoIndexError, UnusableIndexError or ModelMissingError as opening does.
    """
    from index.reader import newest
    from retriever import Retriever

    generation = newest(_shared.name)
    with _shared.lock:
        held = _shared.held
        if held is None or generation not in (held.index.generation, _shared.tried):
            held = Retriever.open(_shared.name, encoder=held.encoder if held else None)
            _shared.held, _shared.tried = held, generation
        return held


def warm() -> None:
    """Open the index, ask it once and compare the notes, so that no visitor waits; an error is theirs to see."""
    from retriever.conflicts import find_conflicts
    from ui.twice import MOST_COMPARED

    try:
        opened = retriever()
        opened.ask("warm")
        if opened.index.count <= MOST_COMPARED:
            find_conflicts(opened.index)
    except AnswerbookError:
        _LOG.info("nothing to warm up: the page will say why")
