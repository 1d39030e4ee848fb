"""The folders of exported graphs: one a fingerprint, published whole, verified when opened, set aside when damaged."""

import hashlib
import json
import shutil
import tempfile
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from index.encoder.digests import digests
from index.files import seal, write_whole
from index.places import places

CARD = "encoder.json"
_STALE = 3600.0  # seconds: no graph takes so long to make


def published(fingerprint: str, make: Callable[[Path], Mapping[str, Any]]) -> tuple[Path, dict[str, Any]]:
    """Return the folder of the graph ``fingerprint`` and its card, made by ``make`` where there is no sound one.

    ``make`` writes files into an empty folder and returns what the card shall say; hashes are added to it. The folder
    appears whole, by rename; of two processes that make it at once, the first wins. A damaged one is set aside.
    """
    folder = places().graphs / fingerprint
    card = card_of(folder)
    if card is None and folder.exists():
        card = card_of(folder)  # another process may have published it since
        if card is None:
            _set_aside(folder)
    if card is None:
        _publish(folder, make)
        card = card_of(folder)
    if card is None:
        raise OSError(f"the graph in {folder} does not verify although it was just written")
    return folder, card


def card_of(folder: Path, *, trust: bool = True) -> dict[str, Any] | None:
    """Return the card of a graph's folder, None where it is missing or a file is not what the card says."""
    try:
        card = json.loads((folder / CARD).read_bytes())
        if card.pop("card") != _digest(card):
            return None
        expected = dict(card["sha256"])
        found = digests(folder, expected, trust=trust)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    return card if found == expected else None


def _digest(card: Mapping[str, Any]) -> str:
    """Return what tells that a card says what it said: the SHA-256 of its JSON."""
    return hashlib.sha256(json.dumps(card, sort_keys=True).encode()).hexdigest()


def _publish(folder: Path, make: Callable[[Path], Mapping[str, Any]]) -> None:
    folder.parent.mkdir(parents=True, exist_ok=True)
    _sweep(folder.parent)
    work = Path(tempfile.mkdtemp(prefix=".making-", dir=folder.parent))
    try:
        card = dict(make(work))
        card["sha256"] = {name: sealed.sha256 for name, sealed in seal(work).items()}
        write_whole(work / CARD, json.dumps(card | {"card": _digest(card)}, indent=1).encode())
        try:
            work.rename(folder)
        except OSError:
            if card_of(folder) is None:
                raise
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _set_aside(folder: Path) -> None:
    with suppress(FileNotFoundError):  # another process set it aside
        folder.rename(folder.with_name(f"{folder.name}.damaged-{time.time_ns()}"))


def _sweep(graphs: Path) -> None:
    """Remove what processes that were killed while making a graph left behind."""
    for path in graphs.glob(".making-*"):
        with suppress(FileNotFoundError):  # another process swept it
            if time.time() - path.stat().st_mtime > _STALE:
                shutil.rmtree(path, ignore_errors=True)
