"""How far a build is, and what came of it."""

from dataclasses import dataclass
from typing import Literal, Protocol

Stage = Literal["comparing", "reading", "encoding", "writing", "deriving"]


class Progress(Protocol):
    """Told how far a stage is: ``done`` of ``total`` files, passages or artefacts; ``total`` 0 if unknown."""

    def __call__(self, stage: Stage, done: int, total: int) -> None: ...


def silent(stage: Stage, done: int, total: int) -> None:
    """Say nothing."""


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did.

    ``published`` is False where nothing had changed; ``encoded`` counts passages that were not known before;
    ``findings`` those of all documents; ``unread`` names documents of which nothing was read; ``missing`` names sources
    that are not there and folders that cannot be listed, whose documents stay as they were read unless a notice says
    otherwise; ``notices`` are sentences a person should read.
    """

    generation: str
    published: bool
    new: tuple[str, ...]
    changed: tuple[str, ...]
    deleted: tuple[str, ...]
    documents: int
    entries: int
    passages: int
    encoded: int
    findings: int
    unread: tuple[str, ...]
    seconds: float
    missing: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
