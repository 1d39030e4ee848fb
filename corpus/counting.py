"""Numbers with the word for what is counted, and the first of many names."""

from collections.abc import Sequence


def counted(count: int, one: str, more: str = "") -> str:
    """Return a number with its word: ``one``, or ``more`` for another number (``one`` with an s if left out)."""
    return f"{count:,} {one if count == 1 else more or f'{one}s'}"


def contents(documents: int, entries: int, passages: int) -> str:
    """Return what an index holds: ``3 documents, 1 entry, 12 passages``."""
    return f"{counted(documents, 'document')}, {counted(entries, 'entry', 'entries')}, {counted(passages, 'passage')}"


def some(names: Sequence[str], most: int) -> str:
    """Return the first ``most`` of ``names``, and how many more there are."""
    return ", ".join(names[:most]) + (f" and {len(names) - most:,} more" if len(names) > most else "")
