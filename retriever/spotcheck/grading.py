"""Grade a typed answer against a reference: a score, and a verdict on every key point."""

import re
from collections.abc import Hashable, Sequence, Set
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import cast

import numpy as np

from index.encoder import Encoder, load
from index.encoder.values import Floats
from retriever.spotcheck.amounts import answered, answered_otherwise, instead
from retriever.spotcheck.by_words import grade_by_words, is_unread
from retriever.spotcheck.measures import align, measure
from retriever.spotcheck.opposites import (
    answers_otherwise,
    contrasting,
    denied,
    directed,
    exchanged,
    names,
    negated,
    opposed,
    other_name,
)
from retriever.spotcheck.points import key_points
from retriever.spotcheck.reading import Reading, read
from retriever.spotcheck.settings import Settings, settings
from retriever.spotcheck.values import Cover, Grade, KeyPoint, Point, Prompt, Verdict
from retriever.unmarked import unmarked

SURE = 0.6
"""The line of confidence: below it a verdict is "can't tell"."""

_COVERED, _PLAINLY = 0.55, 0.8  # likelihood; above the second no word of the point need be met
_PARTLY = (0.35, 0.75)  # share of a point's words that are met when part of it is said
_ABOUT = 0.5  # share of a point's words below which a sentence does not speak of it, so cannot contradict it
_SAME = 0.8  # the same, above which their order tells who does what to whom
_ALIKE = 0.65  # share of words, of both sides, above which a denial turns the whole
_PART = 0.5  # the same where the sentence says nothing else
_DOUBTED = 0.59  # the most that is likely of a point whose number or name is another one
_WAY = frozenset(["from", "to"])
_ANSWERED = 0.65  # how likely an answer is right that is the amount asked for and nothing else
_MET = 0.6  # cosine at which a word counts as met
_LONG = 120  # words above which an answer may be a copied passage
_TIMES = 8  # and how many times the reference it then is
_ECHO = 0.1  # the most that the question's own words can earn
_NOTHING = 0.7  # what is left of the score where every point is missed
_CONTRADICTED = 0.15  # what is left of the score where all points are contradicted
_SENTENCE = re.compile(r"[^.!?;\n]+(?:[.!?;](?!\s|$)[^.!?;\n]*)*[.!?;]*")


@dataclass(frozen=True, slots=True)
class _Clash:
    """Why a sentence says the opposite of a point, and how sure that is."""

    why: str
    confidence: float
    alone: bool = False  # also where the sentence says little else of the point


def grade(
    question: str,
    reference: str,
    answer: str,
    *,
    encoder: Encoder | None = None,
    points: Sequence[KeyPoint] | None = None,
) -> Grade:
    """Grade ``answer`` (plain text) by ``reference`` (Markdown), or by its ``points`` where they are given.

    The score is how likely a person would call the answer right, 0..1; it is 0 for an empty answer. Where the encoder
    does not read the reference, it is the share of its words that the answer has. The same arguments give the same
    grade. Raises ModelMissingError where no encoder is given and none can be loaded.
    """
    wanted = key_points(reference) if points is None else tuple(points)
    if not re.search(r"\w", answer) or not wanted:
        return Grade(0.0, 1.0, True, tuple(map(_missed, wanted)), ("nothing is answered",))
    encoder = encoder or _bundled()
    if is_unread(encoder, reference):
        return grade_by_words(wanted, answer)
    return grade_read(settings(), read_all(encoder, question, wanted, answer))


@dataclass(frozen=True, slots=True)
class Readings:
    """A question, a reference, an answer and the reference's points, each with its part of the reference, as read."""

    asked: Reading
    meant: Reading
    said: Reading
    points: tuple[tuple[KeyPoint, Reading], ...]


def read_all(encoder: Encoder, question: str, points: Sequence[KeyPoint], answer: str) -> Readings:
    """Read all that a grade is made from; the reference is its points, one after the other."""
    asked = unmarked(question)
    texts = [_plain(point.text) for point in points]
    meant = _read_once(encoder, asked, " ".join(texts))
    parts, start = [], 0
    for point, text in zip(points, texts, strict=True):
        parts.append((point, meant.part(start, start + len(text))))
        start += len(text) + 1
    return Readings(_read_once(encoder, "", asked), meant, read(encoder, asked, answer), tuple(parts))


def grade_read(fitted: Settings, readings: Readings) -> Grade:
    """Grade by ``fitted`` what was read."""
    asked, meant, said = readings.asked, readings.meant, readings.said
    if not len(said) or not len(meant):
        nothing = tuple(_missed(point) for point, _ in readings.points)
        return Grade(0.0, 1.0, False, nothing, ("there are no words to compare",))
    judged = _judge_all(fitted, readings)
    score, notes = _score(fitted.likelihood(measure(asked, meant, said)), judged, asked, meant, said)
    confidence = float(np.average([p.confidence for p in judged], weights=[p.weight for p in judged]))
    return Grade(score, confidence, confidence >= SURE, tuple(judged), notes)


def grade_prompt(prompt: Prompt, answer: str, encoder: Encoder | None = None) -> Grade:
    """Grade an answer to a prompt by the prompt's points, whose lines are those of the raw file."""
    return grade(prompt.question, prompt.reference, answer, encoder=encoder, points=prompt.points)


def _read_once(encoder: Encoder, question: str, text: str) -> Reading:
    """Read what is asked again and again: the questions and references of a round."""
    return _remembered(cast("Hashable", encoder), question, text)


_remembered = lru_cache(64)(read)


@cache
def _bundled() -> Encoder:
    return load()


def _plain(text: str) -> str:
    said = unmarked(text)
    return said if said.endswith((".", "!", "?")) else f"{said}."


def _missed(point: KeyPoint) -> Point:
    return Point(point.text, point.lines, point.weight, "missed", 1.0)


def _score(
    likelihood: float, judged: Sequence[Point], asked: Reading, meant: Reading, said: Reading
) -> tuple[float, tuple[str, ...]]:
    """Return the score with its guards, and what the person should know about it."""
    notes = []
    if answered(asked, said, meant):
        likelihood = max(likelihood, _ANSWERED)
    known = frozenset(asked.terms)
    fresh = [term for term, content in zip(said.terms, said.content, strict=True) if content and term not in known]
    wanted = {term for term, content in zip(meant.terms, meant.content, strict=True) if content} - known
    if not fresh and wanted:
        return min(likelihood, _ECHO), ("only repeats the question",)
    against = [p.weight * p.confidence for p in judged if p.verdict == "contradicted"]
    if against:
        share = sum(against) / sum(point.weight for point in judged)
        likelihood *= 1 - (1 - _CONTRADICTED) * share
        notes.append("says the opposite of what the reference says")
    if all(point.verdict == "missed" for point in judged):
        likelihood *= _NOTHING
    if len(said) > max(_LONG, _TIMES * len(meant)):
        likelihood *= max(0.25, _TIMES * len(meant) / len(said))
        notes.append("much longer than what was asked for")
    return float(likelihood), tuple(notes)


def _judge_all(fitted: Settings, readings: Readings) -> list[Point]:
    """Return the verdict on each point, by the sentence of the answer that speaks of it best."""
    said = readings.said
    pairs = align(readings.asked, readings.meant, said)
    nearest = np.maximum(pairs.near, pairs.same)
    spans = [match.span() for match in _SENTENCE.finditer(said.text)]
    spans = [span for span in spans if len(said.part(*span))] or [(0, len(said.text))]
    best = np.stack([nearest[:, said.inside(*span)].max(axis=1) for span in spans], axis=1)
    turned, known = _turned(readings.meant, said), names(readings.asked.text) | names(readings.meant.text)
    judged, row = [], 0
    for key, point in readings.points:
        rows = slice(row, row + len(point))
        weights = pairs.reference_weight[rows], pairs.answer_weight
        near = nearest[rows], best[rows]
        judged.append(_judge(fitted, readings, point, key, near, weights, spans, turned, known))
        row += len(point)
    return judged


def _judge(
    fitted: Settings,
    readings: Readings,
    point: Reading,
    key: KeyPoint,
    near: tuple[Floats, Floats],
    weights: tuple[Floats, Floats],
    spans: Sequence[tuple[int, int]],
    turned: tuple[str, str] | None,
    known: Set[str],
) -> Point:
    if not len(point):
        return Point(key.text, key.lines, key.weight, "can't tell", 0.0)
    asked, said = readings.asked, readings.said
    nearest, best = near
    span = spans[int(np.argmax(weights[0] @ best))]
    where, closest = said.inside(*span), said.part(*span)
    likely = fitted.likelihood(measure(asked, point, closest))
    met = (nearest >= _MET).astype(np.float32)
    about = _coverage(met[:, where], weights[0]) >= _ABOUT or _repeats(met[:, where], closest)
    clash = _clash(asked, point, closest, readings.meant) or _other_way(point, turned)
    if (clash and not about) or other_name(closest.text, point.text, known):
        likely = min(likely, _DOUBTED)
    if not (clash and (about or clash.alone)):
        other = answered_otherwise(asked, closest, point, readings.meant)
        clash = _Clash(f"{other[0]}, not {other[1]}", 0.75) if other else None
    share = _coverage(met, weights[0])
    if not clash and answered(asked, closest, point):
        likely, share = max(likely, _ANSWERED), 1.0
    verdict, confidence = _verdict(likely, share, clash)
    covering = () if verdict == "missed" else _covering(said, weights[1], nearest, where)
    return Point(key.text, key.lines, key.weight, verdict, confidence, covering, clash.why if clash else "")


def _repeats(met: Floats, sentence: Reading) -> bool:
    """Say whether all words of a sentence but one are among those of a point, the rows of ``met``."""
    found = met.max(axis=0)[sentence.content]
    return bool(found.sum() >= 2 and len(found) - found.sum() <= 1)


def _verdict(likely: float, share: float, clash: _Clash | None) -> tuple[Verdict, float]:
    if clash:
        return "contradicted", clash.confidence
    if likely >= _COVERED and (share >= _PARTLY[0] or likely >= _PLAINLY):
        return ("covered", likely) if likely >= SURE else ("can't tell", likely)
    if _PARTLY[0] <= share < _PARTLY[1]:
        return "partly", SURE + 0.2 * (1 - abs(2 * share - 1))
    confidence = max(0.0, 1 - likely)
    return ("missed", confidence) if confidence >= SURE else ("can't tell", confidence)


def _clash(asked: Reading, point: Reading, sentence: Reading, meant: Reading) -> _Clash | None:
    """Say where a sentence about the point says something else: a number, an opposite, a denial, the other order.

    A denial or another order counts only where the two share nearly all their words; a denial also where all that the
    sentence says besides stands in the point.
    """
    if answers_otherwise(sentence.text, point.text):
        return _Clash("one says yes, the other no", 0.8, alone=True)
    other = instead(sentence.text, point.text, asked.text, meant.text)
    if other:
        return _Clash(f"{other[0]}, not {other[1]}", 0.85)
    pair = opposed(frozenset(sentence.terms), frozenset(point.terms))
    if pair and not negated(sentence.words) and not negated(point.words):
        return _Clash(f"{_word(sentence, pair[0])}, not {_word(point, pair[1])}", 0.75)
    own = [[t for t, c in zip(r.terms, r.content, strict=True) if c and len(t) > 1] for r in (sentence, point)]
    shared = set(own[0]) & set(own[1])
    alike = min(len(shared) / max(1, len(set(one))) for one in own)
    turned = (denied(sentence.words, sentence.terms) ^ denied(point.words, point.terms)) & shared
    like = alike >= _ALIKE or (alike >= _PART and _says_no_more(sentence, point))
    if like and turned and bool(negated(sentence.words)) != bool(negated(point.words)):
        return _Clash(f"one of the two denies “{_word(point, min(turned, key=point.terms.index))}”", 0.65)
    return _other_way(point, _turned(point, sentence))


def _says_no_more(sentence: Reading, point: Reading) -> bool:
    """Say whether all that a sentence states or denies, two things at least, stands in a point."""
    rows = zip(sentence.words, sentence.terms, sentence.content, strict=True)
    stated = {term for word, term, content in rows if content and word != "any" and not negated((word,))}
    return len(stated) > 1 and stated <= set(point.terms)


def _turned(meant: Reading, said: Reading) -> tuple[str, str] | None:
    """Return two terms of ``meant`` that stand in each other's place in ``said``, where order tells what is what."""
    terms, own = _ordered(meant), _ordered(said)
    shared = set(terms) & set(own)
    if len(shared) < max(_SAME * len(set(own)), _ABOUT * len(set(terms)), 1):
        return None
    active = ("by" in said.words) == ("by" in meant.words)
    ordered = (directed(said.words) and directed(meant.words)) or (active and contrasting(meant.text))
    return exchanged(own, terms) if ordered else None


def _other_way(point: Reading, turned: tuple[str, str] | None) -> _Clash | None:
    words = [_word(point, term) for term in turned or () if term in point.terms]
    return _Clash(f"{' and '.join(f'“{word}”' for word in words)}: the other way round", 0.65) if words else None


def _ordered(reading: Reading) -> list[str]:
    """Return the terms whose order tells what is what: those with content, and from and to where both are there."""
    way = _WAY if "from" in reading.words and "to" in reading.words else frozenset[str]()
    return [
        term
        for word, term, content in zip(reading.words, reading.terms, reading.content, strict=True)
        if (content and len(term) > 1) or word in way
    ]


def _word(reading: Reading, term: str) -> str:
    return reading.words[reading.terms.index(term)]


def _coverage(nearest: Floats, weight: Floats) -> float:
    return float((nearest.max(axis=1) * weight).sum() / weight.sum())


def _covering(said: Reading, weight: Floats, nearest: Floats, where: slice) -> tuple[Cover, ...]:
    """Return the words of the best sentence that meet the point, from the first to the last."""
    met = [at for at in range(*where.indices(len(said))) if said.content[at] and nearest[:, at].max() >= _MET]
    telling = [at for at in met if weight[at] > 0.5] or met
    if not telling:
        return ()
    start, end = said.spans[telling[0]][0], said.spans[telling[-1]][1]
    return (Cover(start, end, said.text[start:end]),)
