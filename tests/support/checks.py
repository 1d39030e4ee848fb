"""Prompts and grades for tests of spot-checks, made without an index or a model."""

from datetime import UTC, datetime
from pathlib import Path

from corpus.model import Span
from retriever.spotcheck.reviews import Reviews
from retriever.spotcheck.values import Choice, Grade, KeyPoint, Point, Prompt, Review

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def a_prompt(entry: str = "e1", part: str = "", question: str = "What is a neap tide?") -> Prompt:
    """Return a prompt about tides."""
    point = KeyPoint("The smallest tide of the month", Span(3, 3))
    return Prompt(entry, part, question, "tides.md", "", Span(1, 3), (), ("Tides",), "The smallest tide.", (point,))


def a_grade(score: float = 0.8) -> Grade:
    """Return a grade of two points, the first covered."""
    points = (
        Point("The smallest tide of the month", Span(3, 3), 1.0, "covered", 0.9),
        Point("It comes at half moon", Span(4, 4), 1.0, "missed", 0.7),
    )
    return Grade(score, 0.8, True, points)


def reviewed(
    path: Path, *ratings: tuple[int, datetime], practice: bool = False, entry: str = "e1"
) -> tuple[Review, ...]:
    """Keep one session with a review for each (rating, time); returns the reviews."""
    with Reviews.open(path) as reviews:
        session = reviews.start(Choice(), (a_prompt(entry),), practice=practice)
        return tuple(
            reviews.record(session.id, a_prompt(entry), "small", a_grade(), rating, now=at) for rating, at in ratings
        )
