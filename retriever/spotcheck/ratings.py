"""The ratings, and the one that a grade suggests."""

from retriever.spotcheck.values import Grade

RATINGS = {1: "again", 2: "hard", 3: "good", 4: "easy"}
"""What each rating is called."""


def suggest(grade: Grade) -> int:
    """Return the suggested rating, one of RATINGS; the person decides."""
    if any(point.verdict == "contradicted" for point in grade.points):
        return 1 if grade.score < 0.5 else 2
    return 1 + sum(grade.score >= line for line in (0.35, 0.6, 0.85))
