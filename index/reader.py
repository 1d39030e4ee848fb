"""Find the generation of an index that counts, and open it."""

from collections.abc import Sequence
from pathlib import Path

from corpus.counting import counted
from index.errors import NoIndexError, UnusableIndexError, UsageError
from index.files import Records, sha256_of
from index.manifest import Manifest
from index.opened import Index
from index.places import command, places
from index.segments import open_segment
from index.store import Damage, damages, generations, pointed, read_manifest

_ATTEMPTS = 5


def folder_of(name_or_path: str | Path | None) -> Path:
    """Return the folder of an index, from the root: ``default`` without a name, a path where it is one.

    Raises UsageError where it is neither.
    """
    name = "default" if name_or_path is None else name_or_path
    if not isinstance(name, str | Path):
        raise UsageError(f"an index is named by a str or a Path: this is of type {type(name).__name__}")
    if isinstance(name, Path) or "/" in name or "\\" in name:
        return Path(name).absolute()
    return places().index(name)


def newest(name_or_path: str | Path | None = None) -> str:
    """Return the name of the current generation for the price of one small read; raises NoIndexError."""
    path = folder_of(name_or_path)
    try:
        return pointed(path)
    except ValueError:
        return next(iter(generations(path)), "")


def open_index(name_or_path: str | Path | None = None) -> Index:
    """Open the current generation, or the newest that verifies, saying so in ``notices``.

    Raises NoIndexError where there is no index, UnusableIndexError where none of its generations verifies.
    """
    path = folder_of(name_or_path)
    for _ in range(_ATTEMPTS):
        wrong: list[str] = []
        try:
            wanted = pointed(path)
        except ValueError as error:
            wanted = ""
            wrong.append(str(error))
        for name in dict.fromkeys([wanted, *generations(path)] if wanted else generations(path)):
            found = _opened(path, name, wrong)
            if found is not None:
                return found
        if _unchanged(path, wanted):
            break
    raise UnusableIndexError(f"the index at {path} cannot be used: {'; '.join(wrong) or 'it is empty'}", command(path))


def derived_before(index: Index, name: str) -> bytes | None:
    """Return an artefact of the generation that is current while ``index`` is being made, without opening the rest.

    None where there is none, where it is damaged, or where another encoder made that generation.
    """
    file = f"derived-{name}"
    try:
        current = pointed(index.path)
        manifest = read_manifest(index.path, current)
        path = index.path / "generations" / current / file
        if manifest.model.fingerprint != index.manifest.model.fingerprint or file not in manifest.files:
            return None
        records = Records(path) if sha256_of(path) == manifest.files[file].sha256 else ()
    except (NoIndexError, UnusableIndexError, ValueError, OSError):
        return None
    return records[0] if records else None


def open_generation(path: Path, name: str, manifest: Manifest, folder: Path, notices: Sequence[str] = ()) -> Index:
    """Open a generation whose own files lie in ``folder``; raises ValueError or OSError where a file is wrong."""
    segments = [open_segment(path / "segments" / segment.name) for segment in manifest.segments]
    documents, topics = Records(folder / "documents.records"), Records(folder / "topics.records")
    derived = {name: Records(folder / name) for name in manifest.files if name.startswith("derived-")}
    return Index(path, name, manifest, segments, documents, topics, derived, tuple(notices))


def _opened(path: Path, name: str, wrong: list[str]) -> Index | None:
    """Open a generation if it verifies; say in ``wrong`` what is wrong with it where it does not."""
    try:
        manifest = read_manifest(path, name)
        found = damages(path, name, manifest)
        if not found:
            notices = [f"{each}; mend it with: {command(path)}" for each in wrong]
            return open_generation(path, name, manifest, path / "generations" / name, notices)
        wrong.append(described(name, found))
    except (ValueError, RuntimeError) as error:
        wrong.append(f"generation {name} does not verify: {error}")
    except OSError as error:
        wrong.append(f"generation {name} cannot be read: {error.strerror or error}")
    return None


def described(name: str, found: Sequence[Damage]) -> str:
    """Say in one line what is wrong with a generation."""
    more = f" and {counted(len(found) - 1, 'file')} more" if len(found) > 1 else ""
    return f"generation {name} does not verify: {found[0].file} {found[0].why}{more}"


def _unchanged(path: Path, wanted: str) -> bool:
    try:
        return pointed(path) == wanted
    except (ValueError, NoIndexError):
        return True
