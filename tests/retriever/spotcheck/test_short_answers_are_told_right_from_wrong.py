"""Answers of many subjects, written to be hard: right ones in other words earn more than wrong ones in the same."""

import json
from collections import Counter
from pathlib import Path

import pytest
from sklearn.metrics import roc_auc_score

from retriever.spotcheck import grade

pytestmark = pytest.mark.model


def test_right_answers_earn_more_and_only_wrong_ones_are_contradicted(data: Path) -> None:
    lines = (data / "short_answers.jsonl").read_text("utf-8").splitlines()
    rows = [row for row in map(json.loads, lines) if row["student_answer"].strip()]
    grades = [grade(row["question"], row["reference"], row["student_answer"]) for row in rows]
    assert roc_auc_score([row["score"] == 1 for row in rows], [found.score for found in grades]) >= 0.87
    against = [
        row["score"]
        for row, found in zip(rows, grades, strict=True)
        if any(point.verdict == "contradicted" for point in found.points)
    ]
    assert len(against) >= 12
    assert max(against) < 0.5
    points = [point for found in grades for point in found.points]
    verdicts = Counter(point.verdict for point in points)
    assert verdicts["covered"] >= 70
    assert verdicts["missed"] >= 125
    assert verdicts["partly"] >= 1
    assert not any(point.covering for point in points if point.verdict == "missed")
