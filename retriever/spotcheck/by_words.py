"""Grade by words alone, where the encoder does not read the script that a reference is written in."""

from collections.abc import Hashable, Iterator, Sequence
from functools import lru_cache
from typing import cast

import numpy as np

from index.encoder import Encoder
from index.lexical import surfaces, unspaced
from retriever.languages import known, language_of, reads
from retriever.spotcheck.values import Grade, KeyPoint, Point, Verdict
from retriever.unmarked import unmarked
from retriever.widening import LIKE, SHORT

_LAST_LATIN = "\u02ff"
_COVERED, _PARTLY = 0.7, 0.4  # share of a point's words that are there; of fewer it may be said in other words
_NOTE = "the model does not read this language: what is said in other words cannot be told"


def is_unread(encoder: Encoder, text: str) -> bool:
    """Say whether a text has no words, or is mostly in other letters than Latin ones, in a language not read."""
    letters = [character for character in text if character.isalpha()]
    other = sum(character > _LAST_LATIN for character in letters)
    unread = 2 * other > len(letters) and not _reads(cast("Hashable", encoder), language_of(text, tuple(known())))
    return unread or not any(map(str.isalnum, text))


_reads = lru_cache(16)(reads)


def grade_by_words(points: Sequence[KeyPoint], answer: str) -> Grade:
    """Grade an answer by the share of each point's words that it has, in whatever form; signs are there or not.

    A point is never called missed or contradicted: words alone do not tell.
    """
    said = list(_words(answer))
    shares = [_share(unmarked(point.text), said, answer) for point in points]
    judged = [_judge(point, share) for point, share in zip(points, shares, strict=True)]
    weights = [point.weight for point in points]
    confidence = float(np.average([point.confidence for point in judged], weights=weights))
    notes = (_NOTE,) if any(character.isalpha() for point in points for character in point.text) else ()
    return Grade(float(np.average(shares, weights=weights)), confidence, False, tuple(judged), notes)


def _judge(point: KeyPoint, share: float) -> Point:
    verdict: Verdict = "covered" if share >= _COVERED else "partly" if share >= _PARTLY else "can't tell"
    return Point(point.text, point.lines, point.weight, verdict, share if share >= _PARTLY else 0.0)


def _share(text: str, said: Sequence[str], answer: str) -> float:
    words = list(_words(text))
    return sum(_is_there(word, said) for word in words) / len(words) if words else float(_signs(text) <= _signs(answer))


def _signs(text: str) -> set[str]:
    return {sign.strip("`'\".,;") or sign for sign in text.casefold().split()}


def _words(text: str) -> Iterator[str]:
    return (word for word in dict.fromkeys(surfaces(text)) if unspaced(word) or len(word) >= SHORT)


def _is_there(word: str, said: Sequence[str]) -> bool:
    from rapidfuzz import process  # most references are in a language that the encoder reads
    from rapidfuzz.distance import JaroWinkler

    if unspaced(word):
        return word in said
    return process.extractOne(word, said, scorer=JaroWinkler.normalized_similarity, score_cutoff=LIKE) is not None
