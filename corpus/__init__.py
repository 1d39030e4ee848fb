"""Documents to entries: reads files, repairs text, finds questions and their answers."""

from typing import TYPE_CHECKING, Any

from corpus.model import Document, Entry, Finding, Section, Span

if TYPE_CHECKING:
    from corpus.formats.decoding import Text, decode
    from corpus.parsing import parse, read, read_file
    from corpus.sources import files
    from corpus.topics import mine_topics

__all__ = [
    "PARSER",
    "Document",
    "Entry",
    "Finding",
    "Section",
    "Span",
    "Text",
    "decode",
    "files",
    "mine_topics",
    "parse",
    "read",
    "read_file",
]

PARSER = 42
"""Raised whenever the same bytes may give other entries: what an older one read must be read again."""

_HOMES = {
    "Text": "formats.decoding",
    "decode": "formats.decoding",
    "files": "sources",
    "mine_topics": "topics",
    "parse": "parsing",
    "read": "parsing",
    "read_file": "parsing",
}


def __getattr__(name: str) -> Any:
    """Load the reader when it is first asked for: who asks an index needs its values alone."""
    import importlib

    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"corpus.{_HOMES[name]}"), name)
