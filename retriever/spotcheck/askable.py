"""All that can be asked of the notes, read once a generation."""

from dataclasses import dataclass

from index.opened import Index
from index.remembering import remembered
from retriever.spotcheck.points import parts


@dataclass(frozen=True, slots=True)
class Askable:
    """One part of an entry, by their names, and what a choice goes by."""

    entry: str
    part: str
    document: str
    topics: tuple[str, ...]

    @property
    def key(self) -> tuple[str, str]:
        """Return what its reviews are kept under."""
        return self.entry, self.part


@remembered
def askable(index: Index) -> tuple[Askable, ...]:
    """Return the parts of all entries, in the notes' order."""
    return tuple(
        Askable(entry.id or "", part, entry.document, entry.topics)
        for entry in index.entries()
        for part, _, _ in parts(entry)
    )
