"""How sure it is that the notes answer a query: evidence to a confidence between 0 and 1."""

import math
import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.lexical import analyse
from index.opened import Index
from retriever.english import telling
from retriever.fitted import Confidence, ConfidenceByWords
from retriever.hits import Ranked
from retriever.searching import Query

_WORD = re.compile(r"[^\W_]+(?:'[a-z]+)?")
_SHORT, _LONG = 5, 10  # terms: fewer or more of them say nothing more
_NAMES = re.compile(
    r"\W*(?:(?:what|who)(?:['’]s| is| are| was| were)|define|explain|(?:the )?meaning of)\s+(?P<name>[^?]+)\??\W*",
    re.IGNORECASE,
)
_NAME = 3  # words of a name at most
_AMOUNT = (
    "amount|cost|depth|duration|height|interval|length|limit|maximum|minimum|number|percentage|period|port|price|quota"
    "|ratio|size|speed|temperature|timeout|voltage|weight|width"
)
_COUNTS = re.compile(
    r"\bhow (?:many|much|long|often|old|heavy|hot|cold|warm|far|high|deep|wide|tall|large|big)\b"
    rf"|\b(?:what|which)(?:(?:['’]s| is| are| was| were)(?: the| its| your)?(?: \w+){{0,2}})? (?:{_AMOUNT})\b"
    r"|^\W*(?:the )?(?:maximum|minimum|max|min|default|average|usual|ideal|recommended|highest|lowest|longest|shortest"
    rf"|largest|smallest)(?: \w+){{0,2}} (?:{_AMOUNT})\b"
    r"|^\W*(?:price|cost|size|weight|number) of\b",
    re.IGNORECASE,
)
_UNCOUNTED = re.compile(
    r"\b(?:any|few|several|half|once|twice|dozens|hundreds|thousands|millions|unlimited|none|nothing|free|never|always"
    r"|forever|hourly|daily|weekly|monthly|yearly|annually)\b",
    re.IGNORECASE,
)
_OF_ANSWERS = """
advantage advantages basics breakdown caveat caveats cheatsheet checklist compare compared comparison cons contrast
debug diagnose differ difference differences differentiate disadvantage disadvantages distinguish downside downsides
drawback drawbacks elaborate enumerate essentials fundamentals gist gotcha gotchas howto illustrate limitation
limitations outline overview perks pitfall pitfalls prerequisite prerequisites pros recap remedy rundown shortcoming
shortcomings similarities similarity strength strengths summarise summarize summary synopsis tradeoff tradeoffs
troubleshoot troubleshooting tutorial upside upsides usecase usecases versus vs walkthrough weakness weaknesses
"""
_KINDS = frozenset(_OF_ANSWERS.split())
"""Words that say what kind of answer is wanted, which an answer of that kind need not say."""

_WRITTEN = re.compile(
    r"\W*(?:(?:(?:an?|the|example|sample|which|what(?:['’]s| is| are)?) )*"
    r"(?:(?:[\w.+#-]+ ){0,2}(?<!error )(?<!exit )(?<!status )(?:commands?|cli|code|scripts?|snippets?|syntax)"
    r"|ya?ml|json|terraform|dockerfile|sql|regex)(?: example| command| code)? (?:to|for|that)"
    r"|(?:which|what) command)\b",
    re.IGNORECASE,
)
_CODE = re.compile(
    r"```|~~~|`[^`\n]+`|(?<=\S )--?[a-z][\w-]*|[{};]\s*$|\w\(\)|=>|\w\s?=\s?[\w'\"]|\"\w+\"\s*:"
    r"|^\s*(?:sudo|(?i:select|insert|alter|drop|create))\s",
    re.MULTILINE,
)
_LOOKED_AT, _WITH_CODE = 20, 3  # passages, and how many of them have code where the notes are such as give it


@dataclass(frozen=True, slots=True)
class Doubts:
    """What a query itself says of its answer: how much of what it asks is missing, and how many terms it has."""

    missing: float
    terms: int


def missing(index: Index, query: Query, keys: NDArray[np.int64]) -> float:
    """Return how telling a word of ``query`` is that none of the passages ``keys`` has: 0 for none, 1 for a rare name.

    A common word may be missing because the notes say the same otherwise; a name or term that English hardly has is
    what the question is about. A word that another form stands for is there where that form is.
    """
    words = {term for word in _WORD.findall(query.text.lower()) for term in analyse(word)}
    terms = tuple(words.union(query.other))
    scores = index.term_scores(terms, keys)
    return _lacked(query, query.text, {term for term, given in zip(terms, scores, strict=True) if given.any()})


def unsaid(index: Index, query: Query, keys: NDArray[np.int64], shown: Ranked) -> float:
    """Return how much of what ``query`` asks for by its form ``shown``, the first of the passages ``keys``, lacks.

    "What is X" asks for X: 1 where a rare name in X stands neither in the question and headings of ``shown`` nor, under
    them, in a statement marked there, less for a commoner word. "How many" asks for an amount: 1 where there is none.
    "Command to" asks for code: 1 where there is none though others of these passages have some.
    """
    text = shown.block.text
    return _unnamed(query, shown) + _uncounted(query.text, text) + _unwritten(index, query.text, keys, text)


def _unnamed(query: Query, shown: Ranked) -> float:
    named = _NAMES.fullmatch(query.text)
    if not named or not 0 < len(set(analyse(named["name"]))) <= _NAME:
        return 0.0
    first = shown.block.first
    above = set(analyse(" ".join((first.question, first.section, *first.headings))))
    said = [above, *(above.union(analyse(each.text)) for each in shown.highlights)]
    return min(_lacked(query, named["name"], held) for held in said)


def _uncounted(query: str, text: str) -> float:
    if not _COUNTS.search(query) or _UNCOUNTED.search(text):
        return 0.0
    from retriever.conflicts.quantities import quantities  # only few questions need it

    return 0.0 if quantities(text) else 1.0


def _unwritten(index: Index, query: str, keys: NDArray[np.int64], text: str) -> float:
    if not _WRITTEN.match(query) or _CODE.search(text):
        return 0.0
    others = index.passages(keys[:_LOOKED_AT].tolist())
    return float(sum(bool(_CODE.search(each.text)) for each in others) >= _WITH_CODE)


def _lacked(query: Query, text: str, held: set[str]) -> float:
    """Return how telling the most telling word of ``text``, a part of ``query``, is of which no form is ``held``."""
    if held.issuperset(set(query.other) - set(query.terms)):
        held = held.union(set(query.terms) - set(query.other))
    words = {word: set(analyse(word)) for word in _WORD.findall(text.lower().replace("’", "'")) if word not in _KINDS}
    return max((telling(word) for word, own in words.items() if own and not own & held), default=0.0)


def confidence(evidence: float, doubts: Doubts, settings: Confidence) -> float:
    """Return the probability that a passage answers a query; ``evidence`` is its late interaction on the scale."""
    weighed = settings.evidence * evidence + settings.missing * doubts.missing + settings.length * length(doubts.terms)
    return 1 / (1 + math.exp(-(settings.constant + weighed)))


def confidence_by_words(lexical: float, settings: ConfidenceByWords) -> float:
    """Return the probability that an answer is among the first three, for a query of which the encoder reads nothing.

    ``lexical`` is BM25 as a share of what it can reach.
    """
    return 1 / (1 + math.exp(-(settings.constant + settings.lexical * lexical)))


def length(terms: int) -> float:
    """Return what the number of a query's terms counts for: 0 up to ``_SHORT``, its logarithm up to ``_LONG``.

    Questions that are answered are met less well, word for word, the longer they are; those that are not answered are
    met as badly whatever their length.
    """
    return math.log(min(max(terms, _SHORT), _LONG) / _SHORT)
