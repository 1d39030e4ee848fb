"""Files without a suffix, or with that of a language: which are notes, told by names and by what first lines say."""

import re
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from corpus.formats.decoding import decode
from corpus.lines.markers import LONGEST, MARKED, SURE, asks, is_answer, read
from corpus.lines.plain import plain

_NAMED = re.compile(
    r"qa|(?:.*[^a-z])?(?:read[-_ ]?me|faqs?|q(?:n|and|[-_ &]+)a|questions?|answers?|interviews?|notes?|notizen"
    r"|quiz(?:zes)?|flash[-_ ]?cards?|cheat[-_ ]?sheet|how[-_ ]?to|study|exams?)(?:[^a-z].*)?",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"\w*file|licen[cs]e.*|copying.*|copyright|notice|authors|contributors|maintainers|owners|codeowners|change(?:s|log)"
    r"|version|manifest|metadata|requirements",
    re.IGNORECASE,
)
"""Names of what tools and lawyers read."""

_TITLE = re.compile(
    r"\b(?:faq|frequently asked questions|questions (?:and|&) answers|q ?& ?a|(?:interview|exam|quiz) questions)\b",
    re.IGNORECASE,
)
_BOLD = re.compile(r"[-+*>\s]{0,9}(\*\*|__)(?=\S)(.{8,}?)\1[ \t.:]*$")
_HEADING = re.compile(r"#{1,6} [^\W_]")
_WORDED = re.compile(r"(?:\*\*|[\"'“(\[*_])?[^\W\d_]+(?:[ \t]+\S+){7}")
_TABLE = re.compile(r"\|(?:[ \t]*:?-{2,}:?[ \t]*\|)+\s*$")
_WORD = re.compile(r"[^\W\d_]+")
_WORDS = 2  # of a labelled question, its label not counted
_TOP = 5  # lines with words among which is a title
_HEAD = 32 * 1024  # bytes that are looked at
_FEWEST = 2  # questions that a file asks whose name does not say that it is notes


def written_as_notes(path: Path) -> bool:
    """Say whether a file without a suffix holds notes: a text that is called so, that asks and answers, or Markdown.

    Before the suffix of a language a name says so in capitals only. Scripts, and what only tools read (``Makefile``,
    ``LICENSE``), are none. Raises OSError where it cannot be opened.
    """
    if _OTHERS.fullmatch(path.name):
        return False
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if head.startswith(b"#!"):
        return False
    text = decode(head[: head.rfind(b"\n") + 1] or head)
    called = _NAMED.fullmatch(path.name) is not None and (not path.suffix or path.name.partition(".")[0].isupper())
    return text is not None and (called or _asks(text.lines) or _outlined(text.lines))


def _asks(lines: Sequence[str]) -> bool:
    """Say whether lines are titled as questions and answers, or hold several of them, labelled, counted or set apart.

    At the top, one that ends in a question mark right above the label of its answer is enough.
    """
    said = [plain(line[:LONGEST].lstrip("#*->| \t")) for line in lines if line.strip()]
    counted = [read(words) for words in said]
    labelled = [
        one for words, one in zip(said, counted, strict=True) if one.label == "q" and len(_WORD.findall(words)) > _WORDS
    ]
    asking = sum(asks(one.text) >= SURE for one in labelled)
    numbered = sum(one.number is not None and asks(one.text) >= MARKED for one in counted)
    answered = min(len(labelled), sum(is_answer(words) for words in said))
    return (
        max(asking, answered, numbered - 1, *_apart(lines)) >= _FEWEST
        or any(_TITLE.search(words) for words in said[:_TOP])
        or any(asks(one) >= MARKED and is_answer(other) for one, other in pairwise(said[:_TOP]))
    )


def _apart(lines: Sequence[str]) -> tuple[int, int, int]:
    """Count the lines that ask as headings, in bold, and at the head of a paragraph, where the first counts nothing.

    Code, and what is commented out in it, begins with a sign or an indent.
    """
    headed = sum(line.startswith("#") and asks(plain(line[:LONGEST].lstrip("# "))) >= MARKED for line in lines)
    bold = sum((match := _BOLD.match(line[:LONGEST])) is not None and asks(match[2]) >= SURE for line in lines)
    heads = (line[:LONGEST] for above, line in pairwise(["", *lines]) if not above.strip() and line[:1].isalpha())
    return headed, bold, sum(asks(plain(line)) >= MARKED for line in heads) - 1


def _outlined(lines: Sequence[str]) -> bool:
    """Say whether lines are Markdown: headings, and sentences or tables that no sign of a comment stands before."""
    headings = sum(not above.strip() and _HEADING.match(line) is not None for above, line in pairwise(["", *lines]))
    told = sum(_TABLE.match(line[:LONGEST]) is not None or _says(line.rstrip()) for line in lines)
    return min(headings, told) >= _FEWEST


def _says(line: str) -> bool:
    return _WORDED.match(line[:LONGEST]) is not None and line.rstrip("*_\"'”)")[-1:] in (".", "?", "!", ":", "…")
