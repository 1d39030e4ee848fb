"""Fit the map from evidence to confidence: ``python -m benchmarks.fit_confidence QUERIES.jsonl… --beir DIR [--write]``.

A logistic regression on three figures (evidence on the index's scale, what the first passages lack of what is asked,
the length of the question). Each collection's own questions are answerable there and nowhere else: that
alone tells how questions look that are answered, and how those that are not, in notes of several kinds. Judged
questions are left out one at a time; the threshold is the highest that so refuses at most one answerable question in
50. ``--write`` puts the numbers into retriever/settings/confidence.json.
"""

import json
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import click
import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from index.encoder import load
from retriever import Retriever
from retriever.beir import index_collection, read_collection
from retriever.confidence import length
from retriever.judging import read_questions

SETTINGS = Path(__file__).parents[1] / "retriever" / "settings" / "confidence.json"
NAMES = ("evidence", "missing", "length")
_REFUSED = 0.02  # share of answerable questions
_MOST = 150  # questions taken of a collection
_SIDE = 100.0  # what the answered questions weigh together that are judged, and so on


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question brought: its figures (3,), whether the notes answer it, which kind of question it is, and
    whether a person judged it."""

    figures: list[float]
    answerable: bool
    kind: str
    judged: bool


def ask(retriever: Retriever, texts: Iterable[str], answerable: bool, kind: str, judged: bool = False) -> list[Asked]:
    """Return what questions of one kind bring."""
    return [Asked(_figures(retriever, text), answerable, kind, judged) for text in texts]


def _figures(retriever: Retriever, text: str) -> list[float]:
    answer = retriever.ask(text, k=1, explain=True)
    evidence = answer.hits[0].stages["evidence"] if answer.hits else 0.0
    return [evidence, answer.stages["missing"], length(int(answer.stages["terms"]))]


def ask_across(notes: Retriever, texts: Sequence[str], folders: Sequence[Path]) -> list[Asked]:
    """Ask collections their own questions and one another's; of the ``notes`` it is ``texts`` that they are asked."""
    asked: list[Asked] = []
    with ExitStack() as stack:
        open_ones, questions = {"the notes": notes}, {"the notes": list(texts)}
        for folder in folders:
            collection, place = read_collection(folder), Path(stack.enter_context(tempfile.TemporaryDirectory()))
            open_ones[folder.name] = Retriever(index_collection(collection, notes.encoder, place), notes.encoder)
            every = list(collection.queries.values())
            questions[folder.name] = every[:: -(-len(every) // _MOST)]
        for (name, retriever), (origin, theirs) in product(open_ones.items(), questions.items()):
            if name != origin:
                asked += ask(retriever, theirs, False, f"{name}, those of {origin}")
            elif retriever is not notes:
                asked += ask(retriever, theirs, True, f"{name}, its own")
    return asked


def fitted(asked: Sequence[Asked]) -> LogisticRegression:
    """Return the regression of answerable on figures.

    Judged questions and those of collections, answered or not: these four weigh the same, and in each every kind does.
    """
    counts = Counter(each.kind for each in asked)
    kinds = Counter(_side(each) for each in {each.kind: each for each in asked}.values())
    weights = [_SIDE / kinds[_side(each)] / counts[each.kind] for each in asked]
    return LogisticRegression().fit(_matrix(asked), [each.answerable for each in asked], sample_weight=weights)


def _side(asked: Asked) -> tuple[bool, bool]:
    return asked.judged, asked.answerable


def _matrix(asked: Sequence[Asked]) -> NDArray[np.float64]:
    return np.array([each.figures for each in asked], np.float64)


@click.command()
@click.argument("queries", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--beir", multiple=True, type=click.Path(exists=True, file_okay=False, path_type=Path), metavar="DIR")
@click.option("--index", "name", help="The index that was judged.")
@click.option("--write", is_flag=True, help="Write the shipped settings.")
def main(queries: tuple[Path, ...], beir: tuple[Path, ...], name: str | None, write: bool) -> None:
    """Fit, print what a fit that has not seen the question says, and write the settings if asked to."""
    questions = [(path.stem, question) for path in queries for question in read_questions(path)]
    notes = Retriever.open(name, load(bulk=True))
    judged: list[Asked] = []
    for source, question in questions:
        answerable = bool(question.judgements)
        kind = f"{source}, {'answerable' if answerable else question.subkind}"
        judged += ask(notes, [question.text], answerable, kind, judged=True)
    texts = [question.text for _, question in questions]
    others = ask_across(notes, texts, beir)
    unseen = np.array(
        [_sure(fitted([*judged[:at], *judged[at + 1 :], *others]), each) for at, each in enumerate(judged)]
    )
    answerable = np.sort(unseen[[each.answerable for each in judged]])
    allowed = int(_REFUSED * len(answerable))
    threshold = float(answerable[allowed - 1] + answerable[allowed]) / 2 if allowed else float(answerable[0])
    regression = fitted([*judged, *others])
    click.echo(f"area under the curve, leave one out: {_area(judged, unseen):.3f}; threshold {threshold:.3f}")
    sure = [_sure(regression, each) for each in others]
    _print([*judged, *others], [*unseen, *sure], threshold)
    settings = {
        "constant": round(float(regression.intercept_[0]), 3),
        **{each: round(float(weight), 3) for each, weight in zip(NAMES, regression.coef_[0], strict=True)},
        "threshold": round(threshold, 3),
    }
    click.echo(json.dumps(settings, indent=2))
    if write:
        SETTINGS.write_text(json.dumps(settings, indent=2) + "\n", encoding="utf-8")


def _sure(regression: LogisticRegression, asked: Asked) -> float:
    return float(regression.predict_proba(_matrix([asked]))[0, 1])


def _area(judged: Sequence[Asked], sure: NDArray[np.float64]) -> float:
    return float(roc_auc_score([each.answerable for each in judged], sure))


def _print(asked: Sequence[Asked], sure: Sequence[float], threshold: float) -> None:
    refused = defaultdict(list)
    for each, value in zip(asked, sure, strict=True):
        refused[each.kind].append(value < threshold)
    for kind, found in refused.items():
        click.echo(f"refused, {kind:40} {sum(found)}/{len(found)}")


if __name__ == "__main__":
    main()
