"""From a grade to the rating that it suggests."""

from retriever.spotcheck.values import Grade


def suggest(grade: Grade) -> int:
    """Return the suggested rating: 1 again, 2 hard, 3 good, 4 easy; the person decides."""
    if any(point.verdict == "contradicted" for point in grade.points):
        return 1 if grade.score < 0.5 else 2
    return 1 + sum(grade.score >= line for line in (0.35, 0.6, 0.85))
