"""Generations on disk: what is current, what verifies, how a new one is published and an old one swept away.

::

    NAME/current                   the name of the generation that counts, swapped by rename
    NAME/generations/000012-HASH/  manifest.json (of which HASH is the SHA-256) and the files of this generation alone
    NAME/segments/HASH/            immutable files, shared by generations (HASH is of their names and hashes)
    NAME/staging/                  what a build is writing; cleared by the next one
    NAME/set-aside/                what did not verify; never deleted
    NAME/checked.json              size and times of files whose hashes were right: spares hashing, loses nothing
    NAME/lock, NAME/writer.json    who is writing
"""

import hashlib
import json
import os
import re
import shutil
import time
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from index.errors import NoIndexError, UnusableIndexError
from index.files import Sealed, seal, sha256_of, sync_folder, write_whole
from index.manifest import Manifest, from_json, to_json
from index.places import command, places

KEPT = 2
_NAME = re.compile(r"\d{6,}-[0-9a-f]{16}")
_STAGED = re.compile(r"\.[0-9a-f]{16}")  # what ``write_whole`` writes into first
_Times = dict[str, tuple[int, int, int, str]]


@dataclass(frozen=True, slots=True)
class Damage:
    """A file that is not what its manifest says: ``part`` is the folder to set aside, relative to the index."""

    part: str
    file: str
    why: str


def no_index(path: Path) -> NoIndexError:
    """Return the error that there is no index in ``path``: which there are, and what makes it.

    Only the usual index, and where there is no other, can be made without naming notes.
    """
    here = places()
    others = f"; there are: {', '.join(found)}" if (found := here.named()) else ""
    made = "" if path.absolute() == here.index("default") and not found else " PATH"
    return NoIndexError(f"there is no index at {path}{others}", command(path) + made)


def pointed(path: Path) -> str:
    """Return the name of the current generation; raises NoIndexError where there is no index, ValueError if torn."""
    try:
        name = (path / "current").read_bytes().decode("ascii", "replace").strip()
    except (FileNotFoundError, NotADirectoryError):
        if generations(path):
            raise ValueError("the file that names the current generation is gone") from None
        raise no_index(path) from None
    except IsADirectoryError:
        raise ValueError("the file that names the current generation is a folder") from None
    except OSError as error:
        raise UnusableIndexError(f"{path / 'current'} cannot be read: {error.strerror}") from error
    if not _NAME.fullmatch(name):
        raise ValueError("the file that names the current generation is damaged")
    return name


def generations(path: Path) -> list[str]:
    """Return the names of the generations that are there, newest first."""
    try:
        names = [entry.name for entry in (path / "generations").iterdir() if _NAME.fullmatch(entry.name)]
    except OSError:
        return []
    return sorted(names, key=lambda name: (int(name.partition("-")[0]), name), reverse=True)


_DESKTOP = frozenset({".DS_Store", "Thumbs.db", "desktop.ini", ".directory"})
"""What file managers leave in folders that are looked at."""


def holds_something_else(path: Path) -> bool:
    """Say whether a folder is in use and not for an index, so that none may be made in it."""
    if not path.is_dir() or generations(path):
        return False
    names = {entry.name for entry in path.iterdir()} - _DESKTOP
    return bool(names) and names.isdisjoint(("lock", "current"))


def read_manifest(path: Path, name: str) -> Manifest:
    """Read the manifest of a generation; raises ValueError where it is not the one that was written, OSError."""
    content = (path / "generations" / name / "manifest.json").read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    if digest[:16] != name.partition("-")[2]:
        raise ValueError(f"the manifest of generation {name} has the SHA-256 {digest[:16]}…")
    return from_json(content)


def damages(path: Path, name: str, manifest: Manifest, every: bool = False) -> list[Damage]:
    """Return which files of a generation are missing, of another size or of another hash.

    A file whose size and times are those it had when its hash was last right is not hashed again, unless ``every``.
    """
    known, checked, found = _read_times(path), {}, []
    for part, file, sealed in parts(name, manifest):
        relative = f"{part}/{file}"
        try:
            now = _times(path / relative, sealed)
            if now is None:
                found.append(Damage(part, relative, f"is not of {sealed.size} bytes"))
            elif not every and known.get(relative) == now:
                checked[relative] = now
            elif sha256_of(path / relative) != sealed.sha256:
                found.append(Damage(part, relative, "has another SHA-256 than when it was written"))
            else:
                checked[relative] = now
        except FileNotFoundError:
            found.append(Damage(part, relative, "is missing"))
        except OSError as error:
            found.append(Damage(part, relative, f"cannot be read: {error.strerror}"))
    if any(known.get(relative) != now for relative, now in checked.items()):
        remember(path, known | checked)
    return found


def parts(name: str, manifest: Manifest) -> Iterator[tuple[str, str, Sealed]]:
    """Yield (folder relative to the index, file, what it should be) for every file of a generation."""
    for file, sealed in manifest.files.items():
        yield f"generations/{name}", file, sealed
    for segment in manifest.segments:
        for file, sealed in segment.files.items():
            yield f"segments/{segment.name}", file, sealed


def remember(path: Path, times: _Times) -> None:
    """Note the times of files whose hashes are right; where that cannot be written they are hashed again."""
    with suppress(OSError):
        write_whole(path / "checked.json", json.dumps(times).encode())


def stage(path: Path) -> Path:
    """Return a new empty folder to write into."""
    folder = path / "staging" / os.urandom(8).hex()
    folder.mkdir(parents=True)
    return folder


def keep_segment(path: Path, staged: Path) -> tuple[str, dict[str, Sealed]]:
    """Sync a staged segment and give it its name; returns the name and its files."""
    files = seal(staged)
    listing = json.dumps({name: sealed.sha256 for name, sealed in files.items()}, sort_keys=True)
    name = hashlib.sha256(listing.encode()).hexdigest()[:16]
    target = path / "segments" / name
    target.parent.mkdir(exist_ok=True)
    if target.exists() and seal(target) == files:
        return name, files
    if target.exists():
        set_aside(path, f"segments/{name}")
    staged.rename(target)
    sync_folder(target.parent)
    return name, files


def publish(path: Path, staged: Path, manifest: Manifest, fresh: Collection[str]) -> str:
    """Make a generation the current one and return its name.

    ``staged`` holds the files, sealed, that its manifest names; ``fresh`` are the segments that were written for it:
    what was there before is not taken as checked unless it was.
    """
    content = to_json(manifest)
    write_whole(staged / "manifest.json", content)
    name = f"{manifest.generation:06}-{hashlib.sha256(content).hexdigest()[:16]}"
    target = path / "generations" / name
    target.parent.mkdir(exist_ok=True)
    staged.rename(target)
    sync_folder(target.parent)
    before = _read_times(path)
    written = {f"generations/{name}", *(f"segments/{segment}" for segment in fresh)}
    known = {
        f"{part}/{file}": times
        for part, file, sealed in parts(name, manifest)
        if (times := _times(path / part / file, sealed) if part in written else before.get(f"{part}/{file}"))
    }
    remember(path, known)
    if (path / "current").is_dir():
        set_aside(path, "current")
    write_whole(path / "current", f"{name}\n".encode())
    return name


def sweep(path: Path) -> None:
    """Delete what no generation worth keeping names: old generations, their segments, what a killed build left."""
    try:
        current = pointed(path)
        kept = {current: read_manifest(path, current)}
    except (ValueError, OSError, NoIndexError):
        return
    for name, manifest in _others(path, current):
        if len(kept) < KEPT:
            kept[name] = manifest
    named = {segment.name for manifest in kept.values() for segment in manifest.segments}
    for folder, wanted in (("generations", kept.keys()), ("segments", named), ("staging", ())):
        if (path / folder).is_dir():
            for entry in (path / folder).iterdir():
                if entry.name not in wanted:
                    shutil.rmtree(entry, ignore_errors=True)
    for left in path.glob(".*"):
        if _STAGED.fullmatch(left.name) and left.is_file():
            left.unlink(missing_ok=True)


def _others(path: Path, current: str) -> Iterator[tuple[str, Manifest]]:
    """Yield the other generations, newest first; what cannot be read is set aside."""
    for name in generations(path):
        if name == current:
            continue
        try:
            yield name, read_manifest(path, name)
        except (ValueError, OSError):
            set_aside(path, f"generations/{name}")


def set_aside(path: Path, part: str) -> Path:
    """Move a folder or file that does not verify out of the way, under a name that says when; returns where it is."""
    target = path / "set-aside" / f"{time.strftime('%Y%m%d-%H%M%S')}-{os.urandom(3).hex()}-{part.replace('/', '-')}"
    target.parent.mkdir(exist_ok=True)
    (path / part).rename(target)
    return target


def _times(file: Path, sealed: Sealed) -> tuple[int, int, int, str] | None:
    """Return what tells that a file has not been touched since its hash was ``sealed``'s; None at another size."""
    found = file.stat()
    return (
        (found.st_size, found.st_mtime_ns, found.st_ctime_ns, sealed.sha256) if found.st_size == sealed.size else None
    )


def _read_times(path: Path) -> _Times:
    try:
        found: Mapping[str, list[object]] = json.loads((path / "checked.json").read_bytes())
        return {name: tuple(times) for name, times in found.items()}  # type: ignore[misc]
    except (OSError, ValueError, AttributeError, TypeError):
        return {}
