"""The keys of data by which records say what is asked and what is told."""

import re

from corpus.lines.words import BACKS, FRONTS

FRONT = re.compile(
    rf"(?:{FRONTS.pattern})|(?:question|prompt|card) (?:text|title|body|name|content|stem)|stem", re.IGNORECASE
)
"""Keys of a question."""

TITLE = re.compile(r"text|titles?|name|heading|label|statement|content|body|sentence", re.IGNORECASE)
"""Keys that may be a question's where a key of an answer stands beside and the text asks, or choices do."""

_RIGHT = r"(?:(?:is|the|correct|right|model|sample|short|long|full|expected|best|reference|accepted) )+"
BACK = re.compile(
    rf"(?:{_RIGHT})?(?:{BACKS.pattern})(?: (?:text|body|content))?|(?:is )?(?:correct|right|gabarito|richtig)"
    r"(?: (?:answers?|options?|choices?|index|indices|idx|ids?|keys?|letters?))*"
    r"|(?:answer|solution) (?:index|idx|keys?|letters?|ids?|options?)",
    re.IGNORECASE,
)
"""Keys of an answer, or of the right one of several choices."""

OPTIONS = re.compile(
    r"(?:answer )?(?:options?|choices?|alternatives?|answers|opciones|opções|alternativas|antworten|propositions"
    r"|варианты|选项)",
    re.IGNORECASE,
)
"""Keys of choices."""

_KEY = re.compile(r"([^\W\d_][\w -]{0,40})[\"']?[ \t]*:")
_ASKS = re.compile(r"[?？][\"']?[ \t]{0,9}:")
_CASE = re.compile(r"(?<=[a-z])(?=[A-Z])|[_\s-]+")


def key_words(key: str) -> str:
    """Return the words of a key (``correctAnswer``, ``correct_answer``) with blanks between them."""
    return _CASE.sub(" ", key[:60]).strip()


def holds_cards(text: str) -> bool:
    """Say whether data has a key for a question and one for an answer, or keys that ask: a look that takes no time."""
    keys = {key_words(key) for key in set(_KEY.findall(text))}
    asked = any(FRONT.fullmatch(key) or TITLE.fullmatch(key) for key in keys)
    told = any(BACK.fullmatch(key) or OPTIONS.fullmatch(key) for key in keys)
    return (asked and told) or _ASKS.search(text) is not None
