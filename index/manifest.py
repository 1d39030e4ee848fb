"""What a generation is made of, as its manifest says it: JSON, versioned, read strictly."""

import json
from dataclasses import asdict, dataclass
from typing import Any

from index.files import Sealed

SCHEMA = 1


@dataclass(frozen=True, slots=True)
class Model:
    """The encoder that made the vectors: the name it is loaded by, its fingerprint, and what it reads and gives."""

    name: str
    fingerprint: str
    dimension: int
    limit: int


@dataclass(frozen=True, slots=True)
class Segment:
    """A folder of immutable files under ``segments/``: its files by name, its rows, and which documents are deleted.

    ``deleted`` are rows of documents; ``dead`` counts their passages; ``search`` says which kind of FAISS index holds
    the passage and the sentence vectors.
    """

    name: str
    files: dict[str, Sealed]
    documents: int
    entries: int
    passages: int
    sentences: int
    search: tuple[str, str]
    deleted: tuple[int, ...] = ()
    dead: int = 0


@dataclass(frozen=True, slots=True)
class Manifest:
    """One generation, whole.

    ``created`` is an ISO time in UTC; ``parser`` and ``template`` are the versions of the reader of documents and of
    what is encoded; ``sources`` are absolute paths, or ``builtin:NAME``; ``files`` are those beside the manifest;
    ``next_key`` is above every passage key ever given; the counts are of what is not deleted.
    """

    generation: int
    created: str
    version: str
    parser: str
    template: int
    model: Model
    sources: tuple[str, ...]
    segments: tuple[Segment, ...]
    files: dict[str, Sealed]
    next_key: int
    documents: int
    entries: int
    passages: int
    schema: int = SCHEMA


def to_json(manifest: Manifest) -> bytes:
    """Return the manifest as it is stored."""
    return (json.dumps(asdict(manifest), indent=1, ensure_ascii=True) + "\n").encode()


def from_json(content: bytes) -> Manifest:
    """Read a stored manifest; raises ValueError where it is none of this schema."""
    try:
        data: dict[str, Any] = json.loads(content)
        if data["schema"] != SCHEMA:
            raise ValueError(f"the manifest has schema {data['schema']}; this version reads {SCHEMA}")
        return Manifest(
            **data
            | {
                "model": Model(**data["model"]),
                "sources": tuple(data["sources"]),
                "segments": tuple(_segment(segment) for segment in data["segments"]),
                "files": _files(data["files"]),
            }
        )
    except (KeyError, TypeError, AttributeError, UnicodeDecodeError, RecursionError) as error:
        raise ValueError(f"this is no manifest: {error!r}") from error


def _segment(data: dict[str, Any]) -> Segment:
    return Segment(
        **data | {"files": _files(data["files"]), "search": tuple(data["search"]), "deleted": tuple(data["deleted"])}
    )


def _files(data: dict[str, Any]) -> dict[str, Sealed]:
    return {name: Sealed(**sealed) for name, sealed in data.items()}
