"""The hashes of a folder's files, remembered by size and time so that a file is read once and not at every start."""

import hashlib
import json
import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from index.files import sha256_of, write_whole
from index.places import places


def digests(folder: Path, names: Iterable[str], *, trust: bool = True) -> dict[str, str]:
    """Return the SHA-256 (hex) of each of the files ``names`` under ``folder``, paths being relative and POSIX.

    A file whose size and time are those of the last look is not read again, unless ``trust`` is False. Raises OSError
    where a file cannot be read.
    """
    folder = folder.resolve()
    memory = places().graphs / "seen" / f"{hashlib.sha256(os.fsencode(folder)).hexdigest()[:32]}.json"
    known = _recall(memory) if trust else {}
    now: dict[str, list[int | str]] = {}
    for name in names:
        stat = (folder / name).stat()
        before = known.get(name)
        if before and before[:2] == [stat.st_size, stat.st_mtime_ns]:
            now[name] = before
        else:
            now[name] = [stat.st_size, stat.st_mtime_ns, sha256_of(folder / name)]
    if now != {name: known.get(name) for name in now}:
        with suppress(OSError):  # a cache that cannot be written costs time, not the answer
            memory.parent.mkdir(parents=True, exist_ok=True)
            write_whole(memory, json.dumps(known | now).encode())
    return {name: str(stamp[2]) for name, stamp in now.items()}


def _recall(memory: Path) -> dict[str, list[int | str]]:
    try:
        known = json.loads(memory.read_bytes())
    except (OSError, ValueError):
        return {}
    if not isinstance(known, dict):
        return {}
    return {name: stamp for name, stamp in known.items() if isinstance(stamp, list) and len(stamp) == 3}
