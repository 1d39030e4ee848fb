"""The keys of data, and the heads of columns, that say what is asked, what is told and what may be chosen."""

import re
from collections import Counter
from collections.abc import Sequence

from corpus.lines.words import ANSWER_LABELS, BACKS, FRONTS, QUESTION_LABELS, QUESTION_MARKS

FRONT = re.compile(
    rf"(?:{FRONTS.pattern})|(?:question|prompt|card) (?:text|title|body|name|content|stem)|stem|instructions?"
    r"|problems?",
    re.IGNORECASE,
)
"""Keys of a question."""

TITLE = re.compile(r"text|titles?|name|heading|label|statement|content|body|sentence", re.IGNORECASE)
"""Keys that may be a question's where a key of an answer stands beside and the text asks, or choices do."""

_RIGHT = r"(?:(?:is|the|correct|right|model|sample|short|long|full|expected|best|reference|accepted) )+"
BACK = re.compile(
    rf"(?:{_RIGHT})?(?:{BACKS.pattern})(?: (?:text|body|content))?|(?:is )?(?:correct|right|gabarito|richtig)"
    r"(?: (?:answers?|options?|choices?|index|indices|idx|ids?|keys?|letters?))*"
    r"|(?:answer|solution) (?:index|idx|keys?|letters?|ids?|options?)|completions?|outputs?",
    re.IGNORECASE,
)
"""Keys of an answer, or of the right one of several choices."""

LOOSE = re.compile(r"prompts?|instructions?|problems?|completions?|outputs?|responses?", re.IGNORECASE)
"""Those of them that programs use for much else."""

OPTIONS = re.compile(
    r"(?:answer )?(?:options?|choices?|alternatives?|answers|opciones|opções|alternativas|antworten|propositions"
    r"|варианты|选项)",
    re.IGNORECASE,
)
"""Keys of choices."""

ANSWERS = re.compile(rf"(?:{ANSWER_LABELS})(?:s|en)?(?: ?(?:[a-h]|\d))?", re.IGNORECASE)
"""Those of them that are keys of answers where nothing says which is right."""

MORE = re.compile(
    r"(?:answer )?(?:explanations?|explain|rationale|reason(?:ing)?|feedback|justification|details?"
    r"|erklärung|erläuterung|begründung|uitleg|toelichting|spiegazione|wyjaśnienie|forklaring|förklaring|açıklama"
    r"|penjelasan|解説|해설|説明|пояснения"
    r"|explicaci[oó]n|explicação|explication|пояснение|объяснение|解析)",
    re.IGNORECASE,
)
"""Keys of what explains an answer."""

OVER = re.compile(r"category|topic|section|domain|chapter|subject|deck|module|unit|group|title|name", re.IGNORECASE)
"""Keys of what a record, or those in it, are about."""

THREAD = re.compile(r"comments?|repl(?:y|ies)", re.IGNORECASE)
"""Keys of what others say to a text with a title."""

ROLE = re.compile(r"role|from|author|speaker|sender", re.IGNORECASE)
"""Keys of who says a message."""

SAID = re.compile(r"content|parts|text|value|message|body", re.IGNORECASE)
"""Keys of what a message says."""

_OTHERS = "wrong|incorrect|false|falsche?|user|your|given|student|number|count|next|similar"
_NOTED = rf"(?:(?!(?:{_OTHERS})\b)[^\W\d_]{{3,20}} ){{1,2}}"
_LONG = r"(?=[^\W\d_]{4}|[^\W\d_\x00-\x7f])"
ASKED_HEAD = re.compile(rf"(?:{FRONT.pattern})|{_NOTED}{_LONG}(?:{QUESTION_LABELS})", re.IGNORECASE)
"""Heads of a column of questions, one word or two before it (``Interview question``)."""

TOLD_HEAD = re.compile(rf"(?:{BACK.pattern})|{_NOTED}{_LONG}(?:{ANSWER_LABELS})", re.IGNORECASE)
"""Heads of a column of answers."""

_CHOICE = re.compile(
    r"(?:(?P<word>(?:answer )?(?:options?|choices?|alternatives?)|answer|ans|opci[oó]n|opç[aã]o|alternativa|antwort"
    r"|réponse|reponse|risposta|вариант|ответ|选项) ?)?(?P<label>[a-h]|\d)",
    re.IGNORECASE,
)
_COUNTS = ("abcdefgh", "123456789", "0123456789")

ASIDE = re.compile(
    r"hints?|placeholder|help|tags?|keywords?|types?|kind|level|difficulty|context|source|author|status|date|.*\b(?:id|url)",
    re.IGNORECASE,
)
"""Keys of what is said beside a question, never its answer."""

_KEY = re.compile(r"(?<![^\W\d_])([^\W\d_][\w -]{0,40})[\"']?[ \t]*:")
_ASKS = re.compile(
    rf"[?？][\"']?[ \t]{{0,9}}:|\b(?:{QUESTION_LABELS})[\"']?[ \t]{{0,9}}:[ \t]{{0,9}}[\"']?[^\"\n]{{1,300}}[?？؟]"
    r"|\[\s{0,20}\"[^\"\n]{1,300}[?？؟]\"\s{0,20},",
    re.IGNORECASE,
)
_MARKS = frozenset(QUESTION_MARKS)
_OFTEN = 5  # times that a key comes in data of several records
_DIGITS = "0123456789_- "
_CASE = re.compile(r"(?<=[a-z])(?=[A-Z])|[_\s-]+")


def key_words(key: str) -> str:
    """Return the words of a key (``correctAnswer``, ``correct_answer``) with blanks between them."""
    return _CASE.sub(" ", key[:60]).strip()


def choices_at(keys: Sequence[str]) -> dict[int, str]:
    """Map the places of keys that each name one choice (``A`` and ``B``, ``option 1`` and ``option 2``) to its label.

    Letters or numbers alone name choices where another key is an answer's.
    """
    runs: dict[str, dict[int, str]] = {}
    for at, key in enumerate(keys):
        if match := _CHOICE.fullmatch(key):
            runs.setdefault((match.group("word") or "").casefold(), {})[at] = match.group("label").casefold()
    for word, run in runs.items():
        counted = len(run) > 1 and any(count.startswith("".join(run.values())) for count in _COUNTS)
        if counted and (word or any(BACK.fullmatch(key) for at, key in enumerate(keys) if at not in run)):
            return run
    return {}


def holds_cards(text: str) -> bool:
    """Say whether data has keys for question and answer, or a key or its value asks, without reading it as data.

    An answer's key that comes again and again does, as the questions may be keys themselves.
    """
    named = Counter(_KEY.findall(text))
    keys = {key_words(key.rstrip(_DIGITS)) for key in named}
    asked = any(FRONT.fullmatch(key) or TITLE.fullmatch(key) for key in keys)
    asked |= any(times >= _OFTEN and BACK.fullmatch(key_words(key)) for key, times in named.items())
    told = any(BACK.fullmatch(key) or OPTIONS.fullmatch(key) for key in keys)
    turns = any(ROLE.fullmatch(key) for key in keys) and any(SAID.fullmatch(key) for key in keys)
    return (asked and told) or turns or (not _MARKS.isdisjoint(text) and _ASKS.search(text) is not None)
