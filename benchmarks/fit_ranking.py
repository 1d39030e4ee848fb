"""Fit the weights of the ranking: ``python -m benchmarks.fit_ranking QUERIES.jsonl… [--beir DIR]… [--write]``.

The weights are searched on a coarse grid, from its middle, the best change of one of them first, so that the mean of
nDCG@10 over each set of judged questions (on an index of the notes they were judged on) and over each collection is
highest; late interaction keeps the weight 1, for only the ratios matter. Printed is how good they are on questions that
the fit has seen and on those it has not (five folds), beside the two searches by themselves, and of the judged ones it
has not seen also how many are answered at once. ``--write`` puts the weights into retriever/settings/ranking.json.
"""

import json
import math
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cache, partial
from pathlib import Path
from typing import Any

import click
import numpy as np
from numpy.typing import NDArray

from index.encoder import load
from index.opened import Index
from retriever import Retriever, fitted
from retriever.beir import index_collection, ndcg, read_collection
from retriever.fitted import Ranking
from retriever.hits import Blocks
from retriever.judging import DEPTH, Lines, Question, located, read_questions, score
from retriever.searching import Found, Measured, measure, settle
from retriever.wording import Wording

Floats = NDArray[np.float64]
Judge = Callable[[Found, Ranking], tuple[float, ...]]
Scores = Callable[[Ranking], list[Floats]]

FIGURES = {"nDCG@10": "ndcg", "S@1": "success_1", "S@3": "success_3", "answer@1": "answer_1", "lines": "lines"}
SETTINGS = Path(__file__).parents[1] / "retriever" / "settings" / "ranking.json"
GRID = {
    "sentence_late": (0.5, 0.75, 1.0, 1.25),
    "sentence": (0.0, 0.5, 0.75, 1.0, 1.25),
    "dense": (0.0, 0.25, 0.5, 0.75, 1.0),
    "lexical": (0.0, 1.0, 2.0, 3.0, 4.0),
    "exact": (0.0, 0.25, 0.5, 0.75, 1.0),
    "entry": (0.0, 0.15, 0.3, 0.45),
    "feedback": (0.0, 0.2, 0.4, 0.6, 0.8),
    "crowd": (0.0, 0.05, 0.1, 0.15, 0.2),
    "together": (0.0, 0.1, 0.2, 0.3, 0.4),
}
_FOLDS = 5
_WORTH = 0.0002  # what a change has to bring: less is noise
_MOST = 300  # queries taken of a collection


@dataclass(frozen=True, slots=True)
class Asked:
    """A query: what the stages say, and what judges a ranking of it: nDCG@10, of a judged question all FIGURES."""

    measured: Measured
    judge: Judge


def ask_judged(questions: Sequence[Question], name: str | None) -> list[Asked]:
    """Measure the answerable questions on the index they were judged on."""
    retriever = Retriever.open(name)
    blocks = Blocks(retriever.index)

    def judge(question: Question) -> Judge:
        def of(found: Found, settings: Ranking) -> tuple[float, ...]:
            ranked = blocks.ranked(question.text, found, settings, DEPTH)
            lines = [(each.block.first.file, each.block.lines) for each in ranked]
            got = score(question, [Lines(file, span.start, span.end) for file, span in lines])
            return tuple(math.nan if (value := getattr(got, name)) is None else value for name in FIGURES.values())

        return of

    found = located(questions, retriever.index.files())
    answerable = [question for question in found if question.judgements]
    measured = measure_all(retriever.index, retriever.encoder, [question.text for question in answerable])
    return [Asked(each, judge(question)) for each, question in zip(measured, answerable, strict=True)]


def ask_collection(folder: Path) -> list[Asked]:
    """Measure the queries of a collection in BEIR's layout on an index made for it."""
    collection = read_collection(folder)
    encoder = load(bulk=True)
    with tempfile.TemporaryDirectory() as place:
        index = index_collection(collection, encoder, Path(place))

        def judge(query: str) -> Judge:
            def of(found: Found, settings: Ranking) -> tuple[float, ...]:
                rows = dict.fromkeys(passage.lines.start - 1 for passage in index.passages(found.keys.tolist()))
                return (ndcg(collection.grades[query], [collection.documents[row] for row in rows]),)

            return of

        queries = list(collection.queries)[:: max(1, len(collection.queries) // _MOST)]
        measured = measure_all(index, encoder, [collection.queries[query] for query in queries])
        asked = [Asked(each, judge(query)) for each, query in zip(measured, queries, strict=True)]
        shipped = fitted.ranking()
        for each in asked:
            each.judge(settle(each.measured, shipped), shipped)  # reads the passages while the index is there
    return asked


def measure_all(index: Index, encoder: Any, texts: Sequence[str]) -> list[Measured]:
    """Return what the stages say of each query, its spelling corrected."""
    wording = Wording(index, encoder)
    return [measure(index, wording.query(wording.correct(wording.bare(text))), fitted.ranking()) for text in texts]


def scorer(sets: Sequence[Sequence[Asked]]) -> Scores:
    """Return what gives for weights the figures of every query (n, m), set by set; weights it has seen cost nothing."""

    @cache
    def scores(settings: Ranking) -> list[Floats]:
        return [np.array([each.judge(settle(each.measured, settings), settings) for each in asked]) for asked in sets]

    return scores


def fit(scores: Scores, settings: Ranking, kept: Callable[[Floats], Floats]) -> Ranking:
    """Return the best weights for the queries ``kept``, all sets weighing alike: uphill from ``settings``."""

    def mean(tried: Ranking) -> float:
        return float(np.mean([kept(each)[:, 0].mean() for each in scores(tried)]))

    best = mean(settings)
    while True:
        changes: list[dict[str, Any]] = [{name: value} for name, values in GRID.items() for value in values]
        found = max((replace(settings, **change) for change in changes), key=mean)
        if mean(found) <= best + _WORTH:
            return settings
        best, settings = mean(found), found


@click.command()
@click.argument("queries", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--beir", multiple=True, type=click.Path(exists=True, file_okay=False, path_type=Path), metavar="DIR")
@click.option("--index", "name", help="The index that QUERIES were judged on.")
@click.option("--write", is_flag=True, help="Write the shipped weights.")
def main(queries: tuple[Path, ...], beir: tuple[Path, ...], name: str | None, write: bool) -> None:
    """Fit, print how good the weights are on seen and unseen questions, and write them if asked to."""
    sets = [*(ask_judged(read_questions(path), name) for path in queries), *map(ask_collection, beir)]
    names = [*(path.stem for path in queries), *(folder.name for folder in beir)]
    middle: dict[str, Any] = {weight: values[len(values) // 2] for weight, values in GRID.items()}
    start = replace(fitted.ranking(), late=1.0, **middle)
    scores = scorer(sets)
    unseen = [np.zeros_like(each) for each in scores(start)]
    for fold in range(_FOLDS):
        chosen = fit(scores, start, partial(_without, fold))
        for found, each in zip(unseen, scores(chosen), strict=True):
            found[fold::_FOLDS] = each[fold::_FOLDS]
    settings = fit(scores, start, lambda each: each)
    click.echo("| | queries | vectors alone | BM25 alone | shipped | fitted, seen | fitted, unseen |")
    click.echo("|---|---:|---:|---:|---:|---:|---:|")
    nothing: dict[str, Any] = dict.fromkeys(("late", *GRID), 0.0)
    alone = [replace(settings, **nothing | {weight: 1.0}) for weight in ("dense", "lexical")]
    columns = [*(scores(each) for each in (*alone, fitted.ranking(), settings)), unseen]
    for label, *row in zip(names, *columns, strict=True):
        click.echo(f"| {label} | {len(row[0])} | {' | '.join(f'{each[:, 0].mean():.4f}' for each in row)} |")
    click.echo(f"\n| unseen | {' | '.join(FIGURES)} |\n|---|{'---:|' * len(FIGURES)}")
    for label, each in zip([path.stem for path in queries], unseen, strict=False):
        means = " | ".join(f"{value:.4f}" for value in np.nanmean(each[:, :-1], axis=0))
        click.echo(f"| {label} | {means} | {np.nanmedian(each[:, -1]):g} |")
    click.echo(json.dumps(asdict(settings), indent=2))
    if write:
        SETTINGS.write_text(json.dumps(asdict(settings), indent=2) + "\n", encoding="utf-8")


def _without(fold: int, scores: Floats) -> Floats:
    return np.delete(scores, slice(fold, None, _FOLDS), axis=0)


if __name__ == "__main__":
    main()
