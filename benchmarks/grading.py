"""Fit the grader to answers scored by people, and print how well it does on questions it was not fitted on.

    python -m benchmarks.grading --saf saf_en_train.jsonl --beetle beetle_train.jsonl [--write]

``--saf`` is the training part of SebOchs/SAF (communication networks; MIT), ``--beetle`` that of SemEval-2013 task 7
(basic electricity; CC BY-SA 3.0), one JSON object a line: question, reference, student_answer, score, qid and, for
Beetle, label. Neither is part of this project; only the fitted numbers are. Cross-validated by question; also fitted
on one set and tested on the other, and on short answers of other subjects that were written for this project
(``tests/data/short_answers.jsonl``) and are no part of the fit. ``--write`` puts the numbers of the fit to both into
the shipped settings.
"""

import argparse
import json
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.stats import pearsonr
from sklearn.metrics import roc_auc_score

from index.encoder import Encoder, load
from index.lexical import analyse
from retriever.spotcheck.grading import Readings, grade_read, read_all
from retriever.spotcheck.measures import NAMES, measure
from retriever.spotcheck.points import key_points
from retriever.spotcheck.settings import Settings

_FOLDS = 9
_RIDGE = 0.3
_WORSE = frozenset({"negation", "number", "order"})  # measures of which more is worse: their weights are below 0
_OWN = Path(__file__).parent.parent / "tests" / "data" / "short_answers.jsonl"
_SHIPPED = Path(__file__).parent.parent / "retriever" / "settings" / "grading.json"
_SOURCES = [
    {"data": "SebOchs/SAF at 09949e9, English, training part", "licence": "MIT"},
    {"data": "SemEval-2013 task 7, Beetle, training part (myrosia/semeval-2013-task7 at 5157c69)",
     "licence": "CC BY-SA 3.0"},
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pairs:
    """A data set as read: ``scores`` 0..1, ``groups`` the question of each, ``labels`` empty where there are none."""

    name: str
    readings: tuple[Readings, ...]
    measures: np.ndarray
    scores: np.ndarray
    groups: np.ndarray
    labels: np.ndarray
    cosine: np.ndarray
    overlap: np.ndarray


def read_pairs(path: Path, name: str, encoder: Encoder, subject: str | None = None) -> Pairs:
    """Read a data set, or one subject of it; blank answers are left out."""
    with path.open(encoding="utf-8") as lines:
        rows = [row for row in map(json.loads, lines) if row["student_answer"].strip()]
    rows = [row for row in rows if subject is None or row["subject"] == subject]
    readings = tuple(
        read_all(encoder, row["question"], key_points(row["reference"]), row["student_answer"]) for row in rows
    )
    one, other = (encoder.encode([row[side] for row in rows]).vectors for side in ("reference", "student_answer"))
    return Pairs(
        name,
        readings,
        np.array([measure(each.asked, each.meant, each.said) for each in readings], np.float64),
        np.array([row["score"] for row in rows]),
        np.array([row["qid"] for row in rows]),
        np.array([row.get("label", "") for row in rows]),
        (one * other).sum(axis=1),
        np.array([_overlap(row["reference"], row["student_answer"]) for row in rows]),
    )


def fit(sets: list[tuple[Pairs, np.ndarray]]) -> Settings:
    """Fit a logistic curve with signed weights to the chosen rows (bool) of some sets, all sets counting the same.

    Each set has an intercept of its own, so that nothing is learnt from how lenient its graders were; the shipped
    offset is their mean.
    """
    x = np.concatenate([pairs.measures[rows] for pairs, rows in sets])
    y = np.concatenate([pairs.scores[rows] for pairs, rows in sets])
    own = np.concatenate([np.full(rows.sum(), number) for number, (_, rows) in enumerate(sets)])
    weight = 1 / np.bincount(own)[own] / len(sets)
    which = (own[:, None] == np.arange(len(sets))).astype(float)
    means = np.array([x[own == number].mean(axis=0) for number in range(len(sets))])
    centred = x - means[own]
    scale = np.sqrt(weight @ centred**2) + 1e-6
    z, n = centred / scale, x.shape[1]

    def loss(p: np.ndarray) -> tuple[float, np.ndarray]:
        at = z @ p[:n] + which @ p[n:]
        off = weight * (1 / (1 + np.exp(-at)) - y)
        value = weight @ (np.logaddexp(0, at) - y * at) + _RIDGE / 2 * (p[:n] @ p[:n])
        return float(value), np.concatenate([z.T @ off + _RIDGE * p[:n], which.T @ off])

    bounds = [(None, 0) if name in _WORSE else (0, None) for name in NAMES] + [(None, None)] * len(sets)
    found = minimize(loss, np.zeros(n + len(sets)), jac=True, bounds=bounds, method="L-BFGS-B").x
    return _calibrated(found[:n] / scale, x, y, weight)


def _calibrated(weights: np.ndarray, x: np.ndarray, y: np.ndarray, weight: np.ndarray) -> Settings:
    """Stretch and shift the weighted sum so that its logistic is the score to expect: the ridge had drawn it in."""
    plain = x @ weights

    def loss(p: np.ndarray) -> float:
        at = p[0] * plain + p[1]
        return float(weight @ (np.logaddexp(0, at) - y * at))

    stretch, offset = minimize(loss, np.array([1.0, 0.0]), method="Nelder-Mead").x
    return Settings((stretch * weights).astype(np.float32), float(offset))


def cross_validated(sets: list[Pairs]) -> list[np.ndarray]:
    """Return the scores of every pair by a grader that was not fitted to its question."""
    scores = [np.zeros(len(pairs.scores)) for pairs in sets]
    for fold in range(_FOLDS):
        held = [np.isin(pairs.groups, sorted(set(pairs.groups))[fold::_FOLDS]) for pairs in sets]
        fitted = fit([(pairs, ~rows) for pairs, rows in zip(sets, held, strict=True)])
        for pairs, rows, into in zip(sets, held, scores, strict=True):
            into[rows] = graded(fitted, pairs, rows)
    return scores


def graded(fitted: Settings, pairs: Pairs, rows: np.ndarray) -> np.ndarray:
    """Return the scores of the chosen rows (bool), with all guards."""
    return np.array([grade_read(fitted, pairs.readings[row]).score for row in np.flatnonzero(rows)])


def figures(pairs: Pairs, scores: np.ndarray) -> list[float]:
    """Return Pearson's r, over all and as the mean over questions; with labels, the AUC of right, and right from
    contradictory, as well."""
    own = [pairs.groups == name for name in sorted(set(pairs.groups))]
    inside = [
        pearsonr(scores[rows], pairs.scores[rows])[0] for rows in own if _varies(scores[rows], pairs.scores[rows])
    ]
    found = [pearsonr(scores, pairs.scores)[0], float(np.mean(inside))]
    if pairs.labels.any():
        right, told = pairs.labels == "correct", pairs.labels != "incorrect"
        found += [roc_auc_score(right, scores), roc_auc_score(right[told], scores[told])]
    return [float(value) for value in found]


def _varies(*columns: np.ndarray) -> bool:
    return all(np.ptp(column) > 0 for column in columns)


def _overlap(reference: str, answer: str) -> float:
    one, other = set(analyse(reference)), set(analyse(answer))
    return 2 * len(one & other) / max(1, len(one) + len(other))


def table(sets: list[Pairs], others: list[Pairs]) -> str:
    """Return the figures of the baselines and of the grader as a Markdown table; ``others`` are no part of a fit."""
    crossed = cross_validated(sets)
    rows = [
        "| data | grader | r | r within questions | AUC right | AUC right / contradictory |",
        "|---|---|---|---|---|---|",
    ]
    for number, pairs in enumerate(sets):
        away = fit([(each, every(each)) for each in sets if each is not pairs])
        rows += _rows(pairs, {"Answerbook, unseen questions": crossed[number]})
        rows += _rows(
            pairs, {"Answerbook, fitted on the other set": graded(away, pairs, every(pairs))}, baselines=False
        )
    shipped = fit([(pairs, every(pairs)) for pairs in sets])
    for pairs in others:
        rows += _rows(pairs, {"Answerbook, fitted on the sets above": graded(shipped, pairs, every(pairs))})
    return "\n".join(rows)


def every(pairs: Pairs) -> np.ndarray:
    """Return the choice of all rows."""
    return np.ones(len(pairs.scores), bool)


def _rows(pairs: Pairs, graders: dict[str, np.ndarray], *, baselines: bool = True) -> list[str]:
    simple = {
        "cosine": pairs.cosine,
        "word overlap": pairs.overlap,
        "mean of both": (pairs.cosine + pairs.overlap) / 2,
    }
    found = []
    for name, scores in ((simple if baselines else {}) | graders).items():
        cells = [f"{value:.3f}" for value in figures(pairs, scores)]
        found.append(f"| {pairs.name} | {name} | {' | '.join(cells + [''] * (4 - len(cells)))} |")
    return found


def main() -> None:
    """Print the table; with --write, ship the fit to all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--saf", type=Path, required=True)
    parser.add_argument("--beetle", type=Path, required=True)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    encoder = load()
    started = time.perf_counter()
    sets = [read_pairs(arguments.beetle, "Beetle", encoder), read_pairs(arguments.saf, "SAF", encoder)]
    own = [read_pairs(_OWN, f"own, {subject}", encoder, subject) for subject in ("computing", "science")]
    count = sum(len(pairs.scores) for pairs in [*sets, *own])
    print(f"{count} answers read, {1000 * (time.perf_counter() - started) / count:.1f} ms each\n")
    print(table(sets, own))
    if arguments.write:
        write(fit([(pairs, every(pairs)) for pairs in sets]))


def write(fitted: Settings) -> None:
    """Ship the fitted numbers, with where they are from."""
    weights = {name: round(float(value), 4) for name, value in zip(NAMES, fitted.weights, strict=True)}
    shipped = {
        "fitted_by": "benchmarks/grading.py",
        "sources": _SOURCES,
        "offset": round(fitted.offset, 4),
        "weights": weights,
    }
    _SHIPPED.write_text(json.dumps(shipped, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
