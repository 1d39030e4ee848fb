"""What each stage of the answering is worth: the same questions with one of them switched off at a time."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from index.errors import UsageError
from retriever.asking import Retriever
from retriever.evaluating import ask_all, figures
from retriever.judging import DEPTH, Question

STAGES = {
    "late interaction with passages": ("late",),
    "late interaction with sentences": ("sentence_late",),
    "both late interactions": ("late", "sentence_late"),
    "sentence vectors": ("sentence",),
    "passage vectors": ("dense",),
    "BM25": ("lexical",),
    "rare terms": ("exact",),
    "BM25 and rare terms": ("lexical", "exact"),
    "the rest of the entry": ("entry",),
    "likeness to the best": ("feedback",),
    "standing back behind one's own entry": ("crowd",),
    "parts side by side as one": ("together",),
}
"""Weights of the ranking that are set to 0, by what is switched off."""


def ablations(retriever: Retriever, questions: Sequence[Question]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield what was switched off and the figures over all answerable questions, first with nothing switched off.

    Raises UsageError where none is answerable.
    """
    if not any(question.judgements for question in questions):
        raise UsageError("no question has judgements: there is nothing that a stage could be worth")
    yield "nothing", _figures(retriever, questions)
    for name, weights in STAGES.items():
        off: dict[str, Any] = dict.fromkeys(weights, 0.0)
        without = Retriever(retriever.index, retriever.encoder, replace(retriever.settings, **off))
        yield name, _figures(without, questions)
    yield "spelling", _figures(retriever, questions, correct=False)
    yield "short and long forms", _figures(retriever, questions, glossary=False)
    yield "folding of copies", _figures(retriever, questions, fold=False)


def _figures(retriever: Retriever, questions: Sequence[Question], **options: bool) -> dict[str, Any]:
    asked = ask_all(questions, lambda text: retriever.ask(text, DEPTH, **options))  # type: ignore[arg-type]
    return figures(asked)["all"]
