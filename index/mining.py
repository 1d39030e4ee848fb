"""What is mined from each document by itself, to be joined over all of them: a build mines only what it wrote."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus import PARSER
from corpus.model import Entry
from index.compaction import Part
from index.files import Records, write_records
from index.opened import Index
from index.segments import restored_entry
from index.sources import Held

_KEY = 16  # bytes ahead of what was mined, which say what it was mined from

Mine = Callable[[Sequence[Entry]], bytes]


@dataclass(frozen=True, slots=True)
class Mined:
    """An artefact of a generation that is joined out of what is mined from each document by itself.

    ``mine`` is given the entries of a document, with the topics that they say they have themselves, and returns what
    depends on nothing else; it is kept for as long as the document is. ``join`` is given the finished generation and
    what was mined, document after document. ``version`` is raised whenever the same entries may give something else.
    """

    version: int
    mine: Mine
    join: Callable[[Index, Iterable[bytes]], bytes]


@dataclass(frozen=True, slots=True)
class Miner:
    """Mines the documents of a generation that is being written into ``folder``.

    ``documents`` say where each is in ``parts``. What was mined from one that is still the same is taken out of
    ``before``, the folder of another generation, where it stands there.
    """

    folder: Path
    before: Path | None
    parts: Sequence[Part]
    documents: Sequence[Held]

    def mined(self, name: str, version: int, mine: Mine) -> Iterator[bytes]:
        """Return what is mined from each document, in their order, kept under ``name``; raises what ``mine`` does."""
        path = self.folder / _file(name)
        try:
            write_records(path, self._mined(name, version, mine))
        except BaseException:
            path.unlink(missing_ok=True)
            raise
        return (record[_KEY:] for record in Records(path))

    def _mined(self, name: str, version: int, mine: Mine) -> Iterator[bytes]:
        path = None if self.before is None else self.before / _file(name)
        before: Sequence[bytes] = Records(path) if path is not None and path.exists() else ()
        known = {record[:_KEY]: row for row, record in enumerate(before)}
        for held in self.documents:
            key = _key(version, held)
            if key in known:
                yield before[known[key]]
            else:
                yield key + mine(self._entries(held))

    def _entries(self, held: Held) -> list[Entry]:
        opened = self.parts[held.segment].opened
        first = int(opened.document_entries[held.row])
        entries = map(opened.entry, range(first, first + held.entries))
        return [restored_entry(entry, held.file, entry["topics"]) for entry in entries]


def _file(name: str) -> str:
    return f"mined-{name}.records"


def _key(version: int, held: Held) -> bytes:
    said = "\0".join([str(version), str(PARSER), held.source, held.file, held.sha256])
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).digest()[:_KEY]
