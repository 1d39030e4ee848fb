"""The topics of a generation: found over all its entries together, so kept beside it and not in a segment."""

from collections.abc import Iterator

from corpus.topics import join_topics, note_topics
from index.mining import Miner

_NOTES = 1  # raised whenever the same entries may give other notes


def topic_records(miner: Miner) -> Iterator[bytes]:
    """Yield for every entry row of every part, in order, its topics a line; nothing for a deleted one."""
    topics = iter(join_topics(miner.mined("topics", _NOTES, note_topics)))
    said = [[b""] * part.kind.entries for part in miner.parts]
    for held in miner.documents:
        first = int(miner.parts[held.segment].opened.document_entries[held.row])
        for row in range(first, first + held.entries):
            said[held.segment][row] = "\n".join(next(topics)).encode("utf-8", "surrogatepass")
    for records in said:
        yield from records
