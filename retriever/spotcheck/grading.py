"""Grade a typed answer against a reference: a score, and a verdict on every key point."""

from collections.abc import Hashable, Sequence, Set
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import accumulate
from typing import cast

import numpy as np

from index.arrays import Floats
from index.encoder import Encoder, load
from retriever.spotcheck.amounts import answered, answered_otherwise
from retriever.spotcheck.by_words import grade_by_words, is_unread
from retriever.spotcheck.clashes import Clash, Compared, clash, crossed, other_way, turned
from retriever.spotcheck.measures import MET, align, measure
from retriever.spotcheck.misplaced import misplaced
from retriever.spotcheck.names import names, other_name
from retriever.spotcheck.points import key_points
from retriever.spotcheck.reading import Reading, read, sentences
from retriever.spotcheck.settings import Settings, settings
from retriever.spotcheck.values import Cover, Grade, KeyPoint, Point, Prompt, Verdict
from retriever.unmarked import unmarked

SURE = 0.6
"""The line of confidence: below it a verdict is "can't tell"."""

_COVERED, _PLAINLY = 0.55, 0.8  # likelihood; above the second no word of the point need be met
_PARTLY = (0.35, 0.75)  # share of a point's words that are met when part of it is said
_ABOUT = 0.5  # share of a point's words below which a sentence does not speak of it, so cannot contradict it
_DOUBTED = 0.59  # the most that is likely of a point whose number or name is another one
_ANSWERED = 0.65  # how likely an answer is right that is the amount asked for and nothing else
_LONG = 120  # words above which an answer may be a copied passage
_TIMES = 8  # and how many times the reference it then is
_ECHO = 0.1  # the most that the question's own words can earn
_NOTHING = 0.85  # what is left of the score where every point is missed
_CONTRADICTED = 0.15  # what is left of the score where all points are contradicted


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
    if not wanted or not answer.strip() or (_has_words(reference) and not _has_words(answer)):
        return Grade(0.0, 1.0, True, tuple(map(_missed, wanted)), ("nothing is answered",))
    encoder = encoder or _bundled()
    if is_unread(encoder, reference):
        return grade_by_words(wanted, answer)
    return grade_read(settings(), read_all(encoder, question, wanted, answer))


def _has_words(text: str) -> bool:
    return any(map(str.isalnum, text))


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
    meant = _without_given(_read_once(encoder, asked, " ".join(texts)), points, texts)
    parts, start = [], 0
    for point, text in zip(points, texts, strict=True):
        parts.append((point, meant.part(start, start + len(text))))
        start += len(text) + 1
    return Readings(_read_once(encoder, "", asked), meant, read(encoder, asked, answer), tuple(parts))


def _without_given(meant: Reading, points: Sequence[KeyPoint], texts: Sequence[str]) -> Reading:
    """Return the reference with no weight on what its points give: the names of columns."""
    content, start = meant.content.copy(), 0
    for point, text in zip(points, texts, strict=True):
        for name in map(unmarked, point.given):
            at = meant.text.find(f"{name}:", start, start + len(text))
            if at >= 0:
                content[meant.inside(at, at + len(name))] = False
        start += len(text) + 1
    return replace(meant, content=content)


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


def grade_prompt(prompt: Prompt, answer: str, encoder: Encoder) -> Grade:
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


@dataclass(frozen=True, slots=True)
class _Held:
    """A reference held against an answer, of which ``sentences`` are the characters of each sentence.

    ``nearest`` float (r, a) tells how alike two words are, ``best`` float (r, sentences) the best of each sentence;
    ``needed`` (r,) and ``given`` (a,) are the weights of the words, ``names`` those that question and reference have.
    """

    nearest: Floats
    best: Floats
    needed: Floats
    given: Floats
    sentences: Sequence[tuple[int, int]]
    names: Set[str]


def _judge_all(fitted: Settings, readings: Readings) -> list[Point]:
    """Return the verdict on each point, by the sentence of the answer that speaks of it best."""
    asked, meant, said = readings.asked, readings.meant, readings.said
    held = _held(asked, meant, said)
    starts = [0, *accumulate(len(point) for _, point in readings.points[:-1])]
    swapped = turned(meant, said)
    moved = crossed(asked, meant, said)
    columns = dict.fromkeys(name for key, _ in readings.points for name in key.given)
    moved |= misplaced(asked, meant, said, starts, columns, held.nearest)
    judged = []
    for start, (key, point) in zip(starts, readings.points, strict=True):
        rows = range(start, start + len(point))
        elsewhere = next((moved[at] for at in rows if at in moved), other_way(point, swapped))
        judged.append(_judge(fitted, readings, held, start, key, point, elsewhere))
    return judged


def _held(asked: Reading, meant: Reading, said: Reading) -> _Held:
    pairs = align(asked, meant, said)
    nearest = np.maximum(pairs.near, pairs.same)
    spans = [span for span in sentences(said.text) if len(said.part(*span))] or [(0, len(said.text))]
    best = np.stack([nearest[:, said.inside(*span)].max(axis=1) for span in spans], axis=1)
    known = names(asked.text) | names(meant.text)
    return _Held(nearest, best, pairs.reference_weight, pairs.answer_weight, spans, known)


def _judge(
    fitted: Settings,
    readings: Readings,
    held: _Held,
    start: int,
    key: KeyPoint,
    point: Reading,
    elsewhere: Clash | None,
) -> Point:
    """Return the verdict on the point that begins at a place of the reference."""
    if not len(point):
        return Point(key.text, key.lines, key.weight, "can't tell", 0.0)
    asked, said = readings.asked, readings.said
    rows = slice(start, start + len(point))
    nearest, needed = held.nearest[rows], held.needed[rows]
    span = held.sentences[int(np.argmax(needed @ held.best[rows]))]
    where, closest = said.inside(*span), said.part(*span)
    likely = fitted.likelihood(measure(asked, point, closest))
    met = (nearest >= MET).astype(np.float32)
    about = _coverage(met[:, where], needed) >= _ABOUT or _repeats(met[:, where], closest)
    compared = Compared(asked, readings.meant, said, point, where, closest, nearest)
    against = clash(compared) or elsewhere
    if (against and not about) or other_name(closest.text, point.text, held.names):
        likely = min(likely, _DOUBTED)
    if not (against and (about or against.alone)):
        other = answered_otherwise(asked, closest, point, readings.meant)
        against = Clash(f"{other[0]}, not {other[1]}", 0.75) if other else None
    share = _coverage(met, needed)
    if not against and answered(asked, closest, point):
        likely, share = max(likely, _ANSWERED), 1.0
    verdict, confidence = _verdict(likely, share, against)
    covering = () if verdict == "missed" else _covering(said, held.given, nearest, where)
    return Point(key.text, key.lines, key.weight, verdict, confidence, covering, against.why if against else "")


def _repeats(met: Floats, sentence: Reading) -> bool:
    """Say whether all words of a sentence but one are among those of a point, the rows of ``met``."""
    found = met.max(axis=0)[sentence.content]
    return bool(found.sum() >= 2 and len(found) - found.sum() <= 1)


def _verdict(likely: float, share: float, against: Clash | None) -> tuple[Verdict, float]:
    if against:
        return "contradicted", against.confidence
    if likely >= _COVERED and (share >= _PARTLY[0] or likely >= _PLAINLY):
        return ("covered", likely) if likely >= SURE else ("can't tell", likely)
    if _PARTLY[0] <= share < _PARTLY[1]:
        return "partly", SURE + 0.2 * (1 - abs(2 * share - 1))
    confidence = max(0.0, 1 - likely)
    return ("missed", confidence) if confidence >= SURE else ("can't tell", confidence)


def _coverage(nearest: Floats, weight: Floats) -> float:
    return float((nearest.max(axis=1) * weight).sum() / weight.sum())


def _covering(said: Reading, weight: Floats, nearest: Floats, where: slice) -> tuple[Cover, ...]:
    """Return the words of the best sentence that meet the point, from the first to the last."""
    met = [at for at in range(*where.indices(len(said))) if said.content[at] and nearest[:, at].max() >= MET]
    telling = [at for at in met if weight[at] > 0.5] or met
    if not telling:
        return ()
    start, end = said.spans[telling[0]][0], said.spans[telling[-1]][1]
    return (Cover(start, end, said.text[start:end]),)
