"""Example questions, taken out of the notes themselves."""

import hashlib
from itertools import islice
from typing import TYPE_CHECKING

from index.remembering import remembered

if TYPE_CHECKING:
    from corpus.model import Entry
    from index.opened import Index

MOST = 6
_WORDS = range(4, 13)
_LOOKED_AT = 5000


@remembered
def questions(index: "Index") -> list[str]:
    """Return up to MOST questions out of different documents, the same ones for the same notes.

    Written questions of a readable length are taken where there are any.
    """
    entries = [entry for entry in islice(index.entries(), _LOOKED_AT) if entry.question.strip()]
    best = [entry for entry in entries if _readable(entry)] or entries
    by_document: dict[str, list[str]] = {}
    for entry in sorted(best, key=_order):
        by_document.setdefault(entry.document, []).append(entry.question)
    found: dict[str, None] = {}
    for row in range(MOST):
        found.update(dict.fromkeys(queue[row] for queue in by_document.values() if row < len(queue)))
    return list(found)[:MOST]


def _readable(entry: "Entry") -> bool:
    return entry.question_written and entry.question.endswith("?") and len(entry.question.split()) in _WORDS


def _order(entry: "Entry") -> str:
    return hashlib.sha256(entry.question.encode("utf-8", "replace")).hexdigest()
