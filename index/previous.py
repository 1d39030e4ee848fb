"""What a build starts from: the newest generation of which enough is sound, and what has to be set aside."""

import json
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from index.compaction import Part
from index.errors import NoIndexError
from index.files import Records, write_whole
from index.identity import Holders
from index.manifest import Manifest
from index.segments import open_segment
from index.sources import Held
from index.store import Damage, damages, generations, pointed, read_manifest


@dataclass(frozen=True, slots=True)
class Previous:
    """The parts and documents to build on; ``held[i].segment`` counts ``parts``.

    ``manifest`` and ``folder`` (the generation's own) are None where nothing can be built on; ``sources`` is None where
    none are known. ``damaged`` are folders and files, relative to the index, to set aside once a new generation stands.
    """

    manifest: Manifest | None
    folder: Path | None
    parts: tuple[Part, ...]
    held: tuple[Held, ...]
    sources: tuple[str, ...] | None
    next_key: int
    generation: int
    damaged: tuple[str, ...]
    notices: tuple[str, ...]


def find_previous(path: Path) -> Previous:
    """Find what to build on; raises OSError only where the index cannot be read at all."""
    names = generations(path)
    notices: list[str] = []
    damaged: list[str] = []
    with suppress(NoIndexError):
        try:
            current = pointed(path)
            names = [current, *(name for name in names if name != current)]
        except ValueError as error:
            notices.append(str(error))
    sources, next_key = _settings(path)
    newest = max((int(name.partition("-")[0]) for name in generations(path)), default=0)
    for name in names:
        try:
            manifest = read_manifest(path, name)
            wrong = damages(path, name, manifest)
        except (ValueError, OSError) as error:
            notices.append(f"generation {name} is damaged: {error}")
            damaged.append(f"generations/{name}")
            continue
        damaged += [part for part in dict.fromkeys(each.part for each in wrong) if part not in damaged]
        notices += [f"{each.file} {each.why}" for each in wrong[:1]]
        if any(each.part.startswith("generations/") for each in wrong):
            continue
        parts, held, unreadable = _sound(path, name, manifest, wrong)
        damaged += unreadable
        key = max(manifest.next_key, next_key)
        folder = path / "generations" / name
        return Previous(manifest, folder, parts, held, manifest.sources, key, newest, tuple(damaged), tuple(notices))
    return Previous(None, None, (), (), sources, next_key, newest, tuple(damaged), tuple(notices))


def holders(previous: Previous, staying: Iterable[Held]) -> Holders:
    """Return what says which of the documents ``staying`` carry an id."""
    documents = {(each.segment, each.row): each.place for each in staying}

    def found(name: str) -> set[tuple[str, str]]:
        rows = (
            (number, document)
            for number, part in enumerate(previous.parts)
            for document, _ in part.opened.entries_named(name)
        )
        return {documents[row] for row in rows if row in documents}

    return found


def remember_settings(path: Path, manifest: Manifest) -> None:
    """Keep beside the generations what cannot be found out again if all of them were damaged."""
    said = {"sources": manifest.sources, "next_key": manifest.next_key, "model": manifest.model.name}
    content, file = (json.dumps(said, indent=1) + "\n").encode(), path / "settings.json"
    if not file.exists() or file.read_bytes() != content:
        write_whole(file, content)


def remembered_model(path: Path) -> str | None:
    """Return the name of the model that an index was last built with, None where none is known."""
    for name in generations(path):
        with suppress(OSError, ValueError):
            return read_manifest(path, name).model.name
    with suppress(OSError, ValueError, TypeError, KeyError):
        found = json.loads((path / "settings.json").read_bytes())["model"]
        return found if isinstance(found, str) else None
    return None


def _sound(
    path: Path, name: str, manifest: Manifest, wrong: Sequence[Damage]
) -> tuple[tuple[Part, ...], tuple[Held, ...], list[str]]:
    """Open the segments that are sound; returns them, the documents in them, and those that cannot be opened."""
    bad = {each.part for each in wrong}
    parts: list[Part] = []
    numbers: dict[int, int] = {}
    unreadable = []
    for number, segment in enumerate(manifest.segments):
        part = f"segments/{segment.name}"
        if part in bad:
            continue
        try:
            parts.append(Part(path / part, open_segment(path / part, searches=False), segment, staged=False))
            numbers[number] = len(parts) - 1
        except (ValueError, OSError):
            unreadable.append(part)
    records = Records(path / "generations" / name / "documents.records")
    held = [Held.restored(record) for record in records]
    kept = [replace(each, segment=numbers[each.segment]) for each in held if each.segment in numbers]
    return tuple(parts), tuple(kept), unreadable


def _settings(path: Path) -> tuple[tuple[str, ...] | None, int]:
    try:
        said = json.loads((path / "settings.json").read_bytes())
        return tuple(str(source) for source in said["sources"]), int(said["next_key"])
    except (OSError, ValueError, TypeError, KeyError):
        return None, 0
