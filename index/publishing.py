"""Segments and documents to a whole generation: compacted, searchable, with its artefacts, made current."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import numpy as np

from corpus import PARSER
from index.compaction import Part, compact
from index.files import seal, write_records
from index.manifest import Manifest, Model, Segment
from index.mining import Mined, Miner
from index.opened import Index
from index.passages import TEMPLATE
from index.progress import Progress
from index.reader import open_generation
from index.sources import Held, path_of, same
from index.store import keep_segment, publish, stage
from index.topics import topic_records
from index.writing import write_searches

Derive = Mapping[str, Callable[[Index], bytes] | Mined]
"""What makes each artefact of a finished generation, by name."""


@dataclass(frozen=True, slots=True)
class Following:
    """What is known of a generation before it is written; ``before`` is the folder of the one it builds on."""

    path: Path
    before: Path | None
    generation: int
    model: Model
    sources: tuple[str, ...]
    next_key: int
    derive: Derive


@dataclass(frozen=True, slots=True)
class Published:
    """The generation that is now current; ``notices`` say which artefacts could not be made."""

    manifest: Manifest
    name: str
    notices: tuple[str, ...]


def publish_parts(wanted: Following, parts: Sequence[Part], held: Sequence[Held], progress: Progress) -> Published:
    """Make the generation of ``parts`` with the documents ``held`` (whose ``segment`` counts the parts) current."""
    progress("writing", 0, 0)
    moved = compact(parts, lambda: stage(wanted.path))
    rank = {source: number for number, source in enumerate(wanted.sources)}
    documents = []
    for each in held:
        segment, row = moved.places[each.segment, each.row]
        documents.append(replace(_trusted(each), segment=segment, row=row))
    documents.sort(key=lambda each: (rank.get(each.source, len(rank)), each.file))
    segments = [_kept(wanted.path, part) for part in moved.parts]
    folder = stage(wanted.path)
    miner = Miner(folder, wanted.before, moved.parts, documents)
    write_records(folder / "documents.records", (each.stored() for each in documents))
    write_records(folder / "topics.records", topic_records(miner))
    manifest = Manifest(
        generation=wanted.generation,
        created=datetime.now(UTC).isoformat(timespec="seconds"),
        version=version("answerbook"),
        parser=str(PARSER),
        template=TEMPLATE,
        model=wanted.model,
        sources=wanted.sources,
        segments=tuple(segments),
        files={},
        next_key=wanted.next_key,
        documents=len(documents),
        entries=sum(each.entries for each in documents),
        passages=sum(each.passages for each in documents),
    )
    notices = _derived(wanted, miner, manifest, progress)
    manifest = replace(manifest, files=seal(folder))
    fresh = {segment.name for segment, part in zip(segments, moved.parts, strict=True) if part.staged}
    return Published(manifest, publish(wanted.path, folder, manifest, fresh), tuple(notices))


def _trusted(held: Held) -> Held:
    """Look again at a file that was too young, when it was read, for its times to be trusted."""
    if held.state.modified:
        return held
    now = same(held, path_of(held.source, held.file))
    return held if now is None else replace(held, state=now)


def _kept(path: Path, part: Part) -> Segment:
    """Make a part what the manifest says of it; a staged one is made searchable and gets its name."""
    kind = part.kind
    if part.staged:
        search = write_searches(part.folder)
        name, files = keep_segment(path, part.folder)
        return replace(kind, name=name, files=files, search=search)
    return replace(kind, deleted=tuple(np.flatnonzero(~part.kept).tolist()), dead=part.dead)


def _derived(wanted: Following, miner: Miner, manifest: Manifest, progress: Progress) -> list[str]:
    """Let every hook see the finished generation; one that fails leaves a sentence and no artefact."""
    if not wanted.derive:
        return []
    notices = []
    index = open_generation(wanted.path, "", manifest, miner.folder)
    for done, (name, make) in enumerate(wanted.derive.items()):
        progress("deriving", done, len(wanted.derive))
        try:
            content = _made(name, make, index, miner)
        except Exception as error:
            notices.append(f"the artefact {name!r} could not be made: {type(error).__name__}: {error}")
            continue  # the next build misses it, and tries again
        write_records(miner.folder / f"derived-{name}", [content])
    progress("deriving", len(wanted.derive), len(wanted.derive))
    return notices


def _made(name: str, make: Callable[[Index], bytes] | Mined, index: Index, miner: Miner) -> bytes:
    return make.join(index, miner.mined(name, make.version, make.mine)) if isinstance(make, Mined) else make(index)
