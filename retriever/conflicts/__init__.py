"""Contradictions in the notes: pairs of passages on the same thing with facts that differ."""

import hashlib
import json
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any

from index.files import write_whole
from index.opened import Index
from index.places import places
from retriever.conflicts.finding import Conflict, Side, conflicts_among

__all__ = ["Conflict", "Side", "conflicts_among", "conflicts_of", "find_conflicts"]

_RULES = 1
"""Raised whenever the same notes may give other conflicts: what an older version kept is then found anew."""


@lru_cache(maxsize=2)
def find_conflicts(index: Index) -> tuple[Conflict, ...]:
    """Return the conflicts of an index, the surest first; found once a generation, the last ones kept in the cache."""
    kept, state = places().cache / "conflicts" / f"{_digest([str(index.path)])}.json", _state(index)
    try:
        return tuple(_restored(each) for each in json.loads(kept.read_bytes())[state])
    except (OSError, ValueError, KeyError, TypeError):
        found = tuple(conflicts_among(list(index.entries())))
        _keep(kept, {state: [each.as_json() for each in found]})
        return found


def conflicts_of(index: Index, entry: str) -> tuple[Conflict, ...]:
    """Return the conflicts that the entry with this id has a part in."""
    return tuple(each for each in find_conflicts(index) if entry in (each.left.entry, each.right.entry))


def _state(index: Index) -> str:
    """Return what changes whenever an entry, its id or the rules do."""
    return _digest([_RULES, index.generation, index.manifest.created])


def _digest(words: list[str | int]) -> str:
    return hashlib.sha256(json.dumps(words).encode()).hexdigest()[:32]


def _keep(path: Path, content: dict[str, list[dict[str, Any]]]) -> None:
    """Write the cache whole or not at all; a disk that refuses costs only the time to find them again."""
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, json.dumps(content, ensure_ascii=False).encode())


def _restored(data: dict[str, Any]) -> Conflict:
    sides = [
        Side(**{**data[name], "marks": tuple((mark["start"], mark["end"]) for mark in data[name]["marks"])})
        for name in ("left", "right")
    ]
    return Conflict(data["kind"], data["confidence"], data["why"], *sides)
