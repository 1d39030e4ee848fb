"""Fit the map from evidence to confidence: ``python -m benchmarks.fit_confidence QUERIES.jsonl [--write]``.

A logistic regression on three figures (evidence on the index's scale, a telling word that is missing, the length of the
question), leave one out. The threshold is the highest that refuses at most one answerable question in 25 when each is
judged by a fit that has not seen it. ``--write`` puts the numbers into retriever/settings/confidence.json.
"""

import json
from collections import defaultdict
from pathlib import Path

import click
import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from retriever import Retriever
from retriever.confidence import length

SETTINGS = Path(__file__).parents[1] / "retriever" / "settings" / "confidence.json"
NAMES = ("evidence", "missing", "length")
_REFUSED = 0.04  # share of answerable questions
_STRENGTH = 3.0  # scikit-learn's C: the figures are of the order of one


def figures(retriever: Retriever, text: str) -> list[float]:
    """Return evidence, missing and length of a question."""
    answer = retriever.ask(text, k=1, explain=True)
    evidence = answer.hits[0].stages["evidence"] if answer.hits else 0.0
    return [evidence, answer.stages["missing"], length(int(answer.stages["terms"]))]


def fitted(x: NDArray[np.float64], y: NDArray[np.bool_]) -> LogisticRegression:
    """Return the regression of ``y`` (n,) on ``x`` (n, 3)."""
    return LogisticRegression(C=_STRENGTH).fit(x, y)


@click.command()
@click.argument("queries", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--index", "name", help="The index that was judged.")
@click.option("--write", is_flag=True, help="Write the shipped settings.")
def main(queries: Path, name: str | None, write: bool) -> None:
    """Fit, print what a fit that has not seen the question says, and write the settings if asked to."""
    judged = [json.loads(line) for line in queries.read_text(encoding="utf-8").split("\n") if line]
    retriever = Retriever.open(name)
    x = np.array([figures(retriever, each["query"]) for each in judged])
    y = np.array([bool(each["judgements"]) for each in judged])
    unseen = np.zeros(len(y))
    for left_out in range(len(y)):
        rest = np.arange(len(y)) != left_out
        unseen[left_out] = fitted(x[rest], y[rest]).predict_proba(x[left_out : left_out + 1])[0, 1]
    answerable = np.sort(unseen[y])
    allowed = int(_REFUSED * len(answerable))
    threshold = float(answerable[allowed - 1] + answerable[allowed]) / 2 if allowed else float(answerable[0])
    _print(judged, y, unseen, threshold)
    regression = fitted(x, y)
    settings = {
        "constant": round(float(regression.intercept_[0]), 3),
        **{each: round(float(weight), 3) for each, weight in zip(NAMES, regression.coef_[0], strict=True)},
        "threshold": round(threshold, 3),
    }
    click.echo(json.dumps(settings, indent=2))
    if write:
        SETTINGS.write_text(json.dumps(settings, indent=2) + "\n", encoding="utf-8")


def _print(
    judged: list[dict[str, object]], y: NDArray[np.bool_], unseen: NDArray[np.float64], threshold: float
) -> None:
    groups = defaultdict(list)
    for each, answerable, sure in zip(judged, y, unseen, strict=True):
        groups["answerable" if answerable else str(each.get("subkind", "unanswerable"))].append(sure < threshold)
    click.echo(f"area under the curve, leave one out: {roc_auc_score(y, unseen):.3f}; threshold {threshold:.3f}")
    for group, refused in groups.items():
        click.echo(f"refused, {group:12} {sum(refused)}/{len(refused)}")


if __name__ == "__main__":
    main()
