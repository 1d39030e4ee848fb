"""Ask judged questions and sum up how well they were answered."""

import json
import statistics
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from retriever.answers import Answer
from retriever.judging import DEPTH, Lines, Question, Score, score

_MEANS = {
    "nDCG@10": "ndcg",
    "S@1": "success_1",
    "S@3": "success_3",
    "MRR@10": "reciprocal",
    "R@10": "recall",
    "answer@1": "answer_1",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A question and what was answered; ``score`` is None where the notes have no answer to it."""

    question: Question
    answer: Answer
    score: Score | None

    def run_line(self) -> str:
        """Return the line of a run file: the hits, best first, also where it abstained."""
        hits = [
            {"file": hit.file, "start": hit.lines.start, "end": hit.lines.end, "score": round(hit.score, 4)}
            for hit in self.answer.hits[:DEPTH]
        ]
        told = {
            "qid": self.question.qid,
            "hits": hits,
            "abstained": self.answer.abstained,
            "confidence": round(self.answer.confidence, 4),
        }
        return json.dumps(told, ensure_ascii=False)


def ask_all(questions: Iterable[Question], ask: Callable[[str], Answer]) -> list[Asked]:
    """Ask every question and score what has judgements."""
    found = []
    for question in questions:
        answer = ask(question.text)
        hits = [Lines(hit.file, hit.lines.start, hit.lines.end) for hit in answer.hits]
        found.append(Asked(question, answer, score(question, hits) if question.judgements else None))
    return found


def figures(asked: Sequence[Asked], per_kind: bool = False) -> dict[str, dict[str, Any]]:
    """Return the figures by name: ``all``, each kind where asked for, and ``abstain``.

    Means over the answerable questions, rounded to four places; ``lines`` is a median. What was judged for none of
    them is None.
    """
    found: dict[str, dict[str, Any]] = {}
    answerable = [each for each in asked if each.score is not None]
    if answerable:
        found["all"] = _summary(answerable)
        if per_kind:
            kinds = sorted({each.question.kind for each in answerable})
            found |= {kind: _summary([a for a in answerable if a.question.kind == kind]) for kind in kinds}
    refused: defaultdict[str, list[bool]] = defaultdict(list)
    for each in asked:
        if each.score is None:
            refused[each.question.subkind].append(each.answer.abstained)
    abstain: dict[str, Any] = {}
    if refused:
        every = [said for group in refused.values() for said in group]
        abstain = {"unanswerable": round(statistics.fmean(every), 4), "queries": len(every)}
        abstain |= {subkind: f"{sum(group)}/{len(group)}" for subkind, group in sorted(refused.items())}
    if answerable:
        abstain["answerable_wrongly"] = round(statistics.fmean(each.answer.abstained for each in answerable), 4)
    if abstain:
        found["abstain"] = abstain
    return found


def _summary(asked: Sequence[Asked]) -> dict[str, Any]:
    scores = [each.score for each in asked if each.score is not None]
    found: dict[str, Any] = {shown: _mean([getattr(each, name) for each in scores]) for shown, name in _MEANS.items()}
    lines = [each.lines for each in scores if each.lines is not None]
    found["lines"] = statistics.median(lines) if lines else None
    return found | {"queries": len(scores)}


def _mean(values: Iterable[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return round(statistics.fmean(known), 4) if known else None
