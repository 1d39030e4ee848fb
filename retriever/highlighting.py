"""Which statements of a passage answer a query."""

import math
import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from corpus.lines.plain import plain
from index.lexical import analyse

MOST = 3
"""Statements that are marked of one hit at most, those that go with them aside."""

_NEAR = 0.05  # how far below the best a statement may be and still be marked
_WORDS = 0.04  # what the words of a query are worth where they tell apart statements that meet it nearly alike
_SIGNS = 0.1  # what its signs are worth, of which the encoder reads next to nothing

_ANNOUNCES = re.compile(r"[*_`]*:[*_`]*[ \t]*\n")  # what stands behind a statement that a list follows
_LONGEST = 8  # items of a list that are marked
_REFERS = re.compile(
    r"(?:(?:in|on|at|since|with|after|from|for|by|as|until|before|today|then|now|later|also|but|and|so)\b"
    r"[^,.]{0,30},? )?(?:its?|this|that|these|those|they|their|he|she|his|her)\b",
    re.IGNORECASE,
)
_WHETHER = re.compile(
    r"(?:^|[,:;.?!] )(?:and |or |but |so )?(?:is|are|am|was|were|do|does|did|can|could|should|shall|will|would|may"
    r"|might|must|has|have|had)\b",
    re.IGNORECASE,
)
_YES_OR_NO = re.compile(
    r"\W*(?:(?:(?:un)?fortunately|sadly|well),? )?(?:yes|yeah|yep|no|nope|not|never|(?:it )?depends|of course"
    r"|certainly|definitely|absolutely|true|false)\b",
    re.IGNORECASE,
)
_AROUND = "\"'“”‘’`.,;:?()[]{}"  # what stands around words
_LINES = "-–—*_~"  # what is no operator though it stands twice
_REMEMBERED = 4096  # queries and statements whose words are kept


def marked(
    query: str, titles: Sequence[str], text: str, spans: Sequence[tuple[int, int]], scores: Sequence[float]
) -> list[int]:
    """Return the places of the statements of ``text`` to mark for a query, in order.

    ``titles`` are the questions that ``text`` answers, ``spans`` the characters of all its statements; ``scores`` say
    how well each meets the query, between -1 and 1; -1 where that is unknown.
    """
    statements = [text[start:end] for start, end in spans]
    told = [-1.0 if _shows(each) else score for each, score in zip(statements, scores, strict=True)]
    found = answering(weighed(query, statements, told))
    if found and _YES_OR_NO.match(text, *spans[0]) and any(_WHETHER.search(each) for each in (query, *titles)):
        found = sorted({0, *found})
    return with_lists(text, spans, with_next(text, spans, found))


def _shows(statement: str) -> bool:
    """Say whether a statement is a picture and nothing else: what is called by it says no more."""
    return "![" in statement and not plain(statement)


def weighed(query: str, statements: Sequence[str], scores: Sequence[float]) -> list[float]:
    """Return ``scores`` with what the query's own words add to the best statements: more, the fewer of them hold one.

    A format code or an operator in the query adds to every statement in which it stands by itself.
    """
    signs = _signs(query)
    met = [
        score + _SIGNS if score > -1 and any(sign.search(each) for sign in signs) else score
        for each, score in zip(statements, scores, strict=True)
    ]
    least = max(max(met, default=-1.0) - _NEAR - _WORDS, -1.0)
    asked = _terms(query)
    held = {place: asked & _terms(statements[place]) for place, score in enumerate(met) if score > least}
    spread = Counter(word for words in held.values() for word in words)
    worth = {word: math.log1p(len(held) / count) for word, count in spread.items()}
    for place, words in held.items():
        met[place] += _WORDS * sum(worth[word] for word in words) / (sum(worth.values()) or 1.0)
    return met


@lru_cache(_REMEMBERED)
def _terms(text: str) -> frozenset[str]:
    return frozenset(analyse(text))


@lru_cache(_REMEMBERED)
def _signs(query: str) -> tuple[re.Pattern[str], ...]:
    """Return what finds the signs of a query, words of one letter or digit at most: ``%e``, ``-a``, ``===``."""
    words = [word.strip(_AROUND) for word in query.split()]
    return tuple(
        _alone(word)
        for word in words
        if len(word) > 1
        and not word[0].isalnum()
        and sum(character.isalnum() for character in word) <= 1
        and word.strip(_LINES)
    )


def _alone(sign: str) -> re.Pattern[str]:
    """Return what finds ``sign`` where it is no part of a longer word or sign."""
    beside = rf"[\w{re.escape(sign)}]"
    return re.compile(rf"(?<!{beside}){re.escape(sign)}(?!{beside})")


def answering(scores: Sequence[float]) -> list[int]:
    """Return the places of the statements to mark, in order: the best one, and those nearly as good.

    ``scores`` say how well each meets the query; -1 where that is unknown.
    """
    best = max(scores, default=-1.0)
    if best <= -1:
        return []
    order = sorted(range(len(scores)), key=lambda place: -scores[place])[:MOST]
    return sorted(place for place in order if scores[place] >= best - _NEAR)


def with_next(text: str, spans: Sequence[tuple[int, int]], found: Sequence[int]) -> list[int]:
    """Return the places in ``found`` with that of the statement right behind one where the two are read together.

    That is what answers a question, and what says more in the same line of what the one before it names: "It was …".
    """
    together = set(found)
    for place in found:
        if place + 1 == len(spans):
            break
        (start, end), (following, _) = spans[place : place + 2]
        asks = text[start:end].rstrip("*_` \"'”").endswith("?")
        if asks or ("\n" not in text[end:following] and _REFERS.match(text, following)):
            together.add(place + 1)
    return sorted(together)


def with_lists(text: str, spans: Sequence[tuple[int, int]], marked: Sequence[int]) -> list[int]:
    """Return the places in ``marked`` with the items of the lists that they announce, in order.

    "To reduce cold starts:" answers by what follows it. ``spans`` are the characters of all statements in ``text``.
    """
    found = set(marked)
    for place in marked:
        if not _announces(text, spans[place]):
            continue
        for item in range(place + 1, min(place + 1 + _LONGEST, len(spans))):
            apart = item > place + 1 and "\n\n" in text[spans[item - 1][1] : spans[item][0]]
            if apart or _announces(text, spans[item]):
                break
            found.add(item)
    return sorted(found)


def _announces(text: str, span: tuple[int, int]) -> bool:
    """Say whether a statement ends in a colon at the end of its line."""
    start, end = span
    return bool(_ANNOUNCES.match(text, end - 1 if text[start:end].endswith(":") else end))
