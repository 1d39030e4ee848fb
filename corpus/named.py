"""Files without a suffix: which of them are notes, told by their names and by what their first lines say."""

import re
from collections.abc import Sequence
from pathlib import Path

from corpus.formats.reading import decode
from corpus.lines.markers import asks, is_answer, read
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
_WORD = re.compile(r"[^\W\d_]+")
_WORDS = 2  # of a labelled question, its label not counted
_TOP = 5  # lines with words among which is a title
_HEAD = 32 * 1024  # bytes that are looked at
_FEWEST = 2  # questions that a file asks whose name does not say that it is notes


def written_as_notes(path: Path) -> bool:
    """Say whether a file without a suffix holds notes: a text that is called so, or that asks and answers.

    Scripts, and what only tools read (``Makefile``, ``LICENSE``), are none. Raises OSError where it cannot be opened.
    """
    if _OTHERS.fullmatch(path.name):
        return False
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if head.startswith(b"#!"):
        return False
    text = decode(head[: head.rfind(b"\n") + 1] or head)
    return text is not None and (_NAMED.fullmatch(path.name) is not None or _asks(text.lines))


def _asks(lines: Sequence[str]) -> bool:
    """Say whether lines are titled as questions and answers, or hold several of them, labelled or headed."""
    said = [plain(line[:400].lstrip("#*->| \t")) for line in lines if line.strip()]
    counted = [read(words) for words in said]
    labelled = [
        one for words, one in zip(said, counted, strict=True) if one.label == "q" and len(_WORD.findall(words)) > _WORDS
    ]
    asking = sum(asks(one.text) >= 0.9 for one in labelled)
    headed = sum(line.startswith("#") and asks(plain(line[:400].lstrip("# "))) >= 1 for line in lines)
    numbered = sum(one.number is not None and asks(one.text) >= 1 for one in counted)
    answered = min(len(labelled), sum(is_answer(words) for words in said))
    return max(asking, headed, answered, numbered - 1) >= _FEWEST or any(_TITLE.search(words) for words in said[:_TOP])
