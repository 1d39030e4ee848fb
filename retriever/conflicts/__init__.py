"""Contradictions in the notes: pairs of passages on the same thing with facts that differ."""

from typing import Any

from corpus.pages import restored_pages
from index.opened import Index
from index.remembering import remembered
from retriever.conflicts.finding import Conflict, Side, conflicts_among
from retriever.kept import kept

__all__ = ["Conflict", "Side", "conflicts_among", "conflicts_of", "find_conflicts"]

_RULES = 14
"""Raised whenever the same notes may give other conflicts: what an older version kept is then found anew."""


@remembered
def find_conflicts(index: Index) -> tuple[Conflict, ...]:
    """Return the conflicts of an index, the surest first; found once a generation, the last ones kept in the cache."""
    return kept(index, "conflicts", _RULES, lambda: conflicts_among(list(index.entries())), _restored)


def conflicts_of(index: Index, entry: str) -> tuple[Conflict, ...]:
    """Return the conflicts that the entry with this id has a part in."""
    return tuple(each for each in find_conflicts(index) if entry in (each.left.entry, each.right.entry))


def _restored(data: dict[str, Any]) -> Conflict:
    return Conflict(data["kind"], data["confidence"], data["why"], _side(data["left"]), _side(data["right"]))


def _side(data: dict[str, Any]) -> Side:
    marks = tuple((mark["start"], mark["end"]) for mark in data["marks"])
    return Side(**{**data, "marks": marks, "pages": restored_pages(data)})
