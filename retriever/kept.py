"""What is found in an index when it is first asked for, kept in the user's cache until the index changes.

The cache is a convenience: what cannot be read there is found again, what cannot be written costs only that time.
"""

import hashlib
import json
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any, Protocol, TypeVar

from index.files import write_whole
from index.opened import Index
from index.places import places


class Listed(Protocol):
    """What can be kept: a value that is JSON."""

    def as_json(self) -> dict[str, Any]: ...


T = TypeVar("T", bound=Listed)


def kept(
    index: Index, name: str, rules: int, find: Callable[[], Iterable[T]], restore: Callable[[dict[str, Any]], T]
) -> tuple[T, ...]:
    """Return what is kept under ``name`` of this very index, found by these very ``rules``, or what ``find`` finds.

    ``rules`` is raised whenever the same notes may give something else.
    """
    now = state(index, rules)
    try:
        return tuple(map(restore, recall(index, name)[now]))
    except (ValueError, KeyError, TypeError):
        found = tuple(find())
        keep(index, name, {now: [each.as_json() for each in found]})
        return found


def state(index: Index, rules: int) -> str:
    """Return what changes whenever an entry of the index, its id, or the rules by which things are found do."""
    return _digest([rules, index.generation])


def recall(index: Index, name: str) -> dict[str, Any]:
    """Return what was last kept of an index under ``name``, in whatever state it was; nothing where that is no JSON."""
    with suppress(OSError, ValueError, RecursionError):
        content = json.loads(_path(index, name).read_bytes())
        return content if isinstance(content, dict) else {}
    return {}


def keep(index: Index, name: str, content: dict[str, Any]) -> None:
    """Keep ``content``, whole or not at all, in the place of what was there."""
    path = _path(index, name)
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, json.dumps(content, ensure_ascii=False).encode("utf-8", "surrogatepass"))


def _path(index: Index, name: str) -> Path:
    return places().cache / name / f"{_digest([str(index.path)])}.json"


def _digest(words: list[str | int]) -> str:
    return hashlib.sha256(json.dumps(words).encode()).hexdigest()[:32]
