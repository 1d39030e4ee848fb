"""The topics of a generation: mined from all its entries together, so kept beside it and not in a segment."""

from collections.abc import Iterator, Sequence

import numpy as np

from corpus import mine_topics
from corpus.model import Entry
from index.compaction import Part
from index.segments import restored_entry


def topic_records(parts: Sequence[Part]) -> Iterator[bytes]:
    """Yield for every entry row of every part, in order, its topics a line; nothing for a deleted one."""
    mined = iter(mine_topics(_entries(parts)))
    for part in parts:
        for row, kept in enumerate(_kept(part)):
            topics = dict.fromkeys([*part.opened.entry(row)["topics"], *next(mined)]) if kept else ()
            yield "\n".join(topics).encode("utf-8", "surrogatepass")


def _entries(parts: Sequence[Part]) -> Iterator[Entry]:
    for part in parts:
        files = [part.opened.document(row).file for row in range(part.kind.documents)]
        owners = np.repeat(np.arange(part.kind.documents), np.diff(part.opened.document_entries)).tolist()
        for row, (kept, owner) in enumerate(zip(_kept(part), owners, strict=True)):
            if kept:
                entry = part.opened.entry(row)
                yield restored_entry(entry, files[owner], entry["topics"])


def _kept(part: Part) -> list[bool]:
    kept: list[bool] = np.repeat(part.kept, np.diff(part.opened.document_entries)).tolist()
    return kept
