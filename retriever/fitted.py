"""The fitted numbers of ranking and confidence, out of small files that a person can read."""

import json
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Ranking:
    """The weights of the stages, all but ``crowd`` of scores between 0 and 1, and how many passages each looks at.

    ``crowd`` is what a passage loses by each of its entry that stands before it, ``together`` how much less the part of
    an entry beside a better one may score and still be shown with it.
    ``candidates`` passages come from each of the three searches, the best ``reranked`` of them go on to late
    interaction.
    """

    late: float
    sentence_late: float
    sentence: float
    dense: float
    lexical: float
    exact: float
    entry: float
    feedback: float
    crowd: float
    together: float
    reranked: int
    candidates: int


@dataclass(frozen=True, slots=True)
class Confidence:
    """A logistic regression on the evidence for an answer, and the confidence under which it abstains.

    ``evidence`` weighs the first hit's late interaction on the index's scale, ``missing`` what the first passages lack
    of what is asked, a telling word or an amount, ``length`` how long the query is: a long question in a person's own
    words is met less well, word for word, than a short one.
    """

    constant: float
    evidence: float
    missing: float
    length: float
    threshold: float


@dataclass(frozen=True, slots=True)
class ConfidenceByWords:
    """A logistic regression on BM25 as a share of what it can reach, for questions whose language is not read."""

    constant: float
    lexical: float


@lru_cache(maxsize=1)
def ranking() -> Ranking:
    """Return the shipped weights of the ranking."""
    said = _read("ranking.json")
    return Ranking(**said | {name: int(said[name]) for name in ("reranked", "candidates")})  # type: ignore[arg-type]


@lru_cache(maxsize=1)
def confidence() -> Confidence:
    """Return the shipped map to confidence."""
    return Confidence(**_read("confidence.json"))


@lru_cache(maxsize=1)
def confidence_by_words() -> ConfidenceByWords:
    """Return the shipped map from what words say to confidence."""
    return ConfidenceByWords(**_read("confidence_by_words.json"))


def _read(name: str) -> dict[str, float]:
    said: dict[str, float] = json.loads((files("retriever") / "settings" / name).read_text(encoding="utf-8"))
    return said
