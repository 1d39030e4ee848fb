"""Passages: what is encoded, ranked and shown, each with its own raw lines."""

from dataclasses import dataclass

from corpus.model import Span
from corpus.pages import Pages

TEMPLATE = 1
"""Raise by hand whenever the same entry may give other passages or other words to encode."""

# Signs of markup say nothing about meaning and cost pieces; a blank keeps every offset where it was.
_MARKUP = str.maketrans(dict.fromkeys("*`|#>~_", " "))


@dataclass(frozen=True, slots=True)
class Sentence:
    """One statement of a passage: characters ``start`` to ``end`` of its text, and the raw lines it stands on."""

    start: int
    end: int
    lines: Span


@dataclass(frozen=True, slots=True)
class Passage:
    """A whole short answer or a part of a long one.

    ``key`` is unique in the index and never given twice; ``lines`` are the raw lines of this part of the answer,
    ``pages`` those that they begin on, None where the document has none.
    ``text`` is Markdown; its line ``i`` stands on raw line ``text_lines[i]``: the part itself, after the opening fence
    or the heading rows of the table that it goes on with, which stand above ``lines``. ``context`` is encoded ahead of
    the text.
    """

    key: int
    entry: str
    file: str
    source: str
    lines: Span
    pages: Pages | None
    question: str
    section: str
    headings: tuple[str, ...]
    topics: tuple[str, ...]
    text: str
    text_lines: tuple[int, ...]
    sentences: tuple[Sentence, ...]
    context: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A passage before it has a key: what can be told from its entry alone."""

    lines: Span
    section: str
    text: str
    text_lines: tuple[int, ...]
    sentences: tuple[Sentence, ...]
    context: str


def template(context: str, text: str) -> tuple[str, int]:
    """Return the words to encode for a passage, and the offset in them at which its text starts."""
    head = f"{context}\n" if context else ""
    return head + text.translate(_MARKUP), len(head)


def words_of(piece: Piece) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Return what is encoded of a passage, and where its sentences stand in that."""
    text, shift = template(piece.context, piece.text)
    return text, tuple((each.start + shift, each.end + shift) for each in piece.sentences)
