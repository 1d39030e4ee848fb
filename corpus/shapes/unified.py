"""All shapes in one: a document's lines as if their questions and answers were written as most notes write them."""

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.lines.dialects import dialect
from corpus.shapes.anki import dealt
from corpus.shapes.boards import posted
from corpus.shapes.chats import unstamped
from corpus.shapes.clippings import clipped
from corpus.shapes.close import close
from corpus.shapes.copied import copied
from corpus.shapes.dialogues import spoken
from corpus.shapes.elements import held
from corpus.shapes.escaped import unescaped
from corpus.shapes.flush import flush
from corpus.shapes.halves import halved
from corpus.shapes.hanging import quoted, standing_out
from corpus.shapes.heads import headed
from corpus.shapes.margins import at_margin
from corpus.shapes.markups import turned
from corpus.shapes.numbered import numbered
from corpus.shapes.pairs import relabelled
from corpus.shapes.remarks import remarked
from corpus.shapes.sentences import stated
from corpus.shapes.solutions import named
from corpus.shapes.unclosed import unclosed


@dataclass(frozen=True, slots=True)
class Unified:
    """As many ``lines`` as the document has; ``kind`` is the suffix of their dialect.

    Those ``around`` questions and answers (from 0) are marks of a program; those ``told`` reply to somebody.
    """

    lines: Sequence[str]
    kind: str
    around: frozenset[int]
    told: frozenset[int]


def unified(lines: Sequence[str], suffix: str) -> Unified:
    """Write lines of any shape as Markdown with headings, Q and A, each shape where the lines show it."""
    lines, between = clipped(at_margin(unescaped(lines)))
    kind = dialect(lines, suffix)
    for written in (remarked, turned, held, stated, named, unclosed):
        lines = written(lines, kind)
    lines, gone, told = spoken(lines)
    lines, edges = dealt(lines)
    lines, around = posted(halved(numbered(standing_out(quoted(flush(headed(lines), kind))))))
    if not around:
        lines, around = copied(lines)
    return Unified(close(relabelled(unstamped(lines))), kind, around | edges | gone | between, told)
