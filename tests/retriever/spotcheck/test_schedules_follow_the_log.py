"""Schedules are counted from the log of reviews alone, and no clock can break them."""

from datetime import timedelta
from pathlib import Path

from checks import NOON, reviewed
from hypothesis import given
from hypothesis import strategies as st

from corpus.model import Span
from retriever.spotcheck.ratings import suggest
from retriever.spotcheck.reviews import Reviews
from retriever.spotcheck.schedule import is_due, recall, schedules
from retriever.spotcheck.values import Grade, Point, Review


def _review(number: int, rating: int, days: float, practice: bool = False) -> Review:
    at = NOON + timedelta(days=days)
    return Review(number, "s", "e", "", "q", "d", (), "a", "g", 0.5, rating, 3, practice, at)


def test_a_good_answer_is_asked_later_than_a_forgotten_one() -> None:
    good = schedules([_review(1, 3, 0), _review(2, 3, 1)])["e", ""]
    bad = schedules([_review(1, 3, 0), _review(2, 1, 1)])["e", ""]
    assert good.due > bad.due
    assert not is_due(good, NOON + timedelta(days=1))
    assert recall(good, NOON + timedelta(days=2)) > recall(good, NOON + timedelta(days=60))


def test_practice_and_undone_reviews_move_nothing(tmp_path: Path) -> None:
    path = tmp_path / "r.sqlite"
    reviewed(path, (1, NOON), practice=True)
    (undone,) = reviewed(path, (1, NOON), entry="e2")
    with Reviews.open(path) as reviews:
        reviews.undo(undone.session)
        assert schedules(reviews.log()) == {}


@given(st.lists(st.tuples(st.integers(1, 4), st.floats(-400, 400)), min_size=1, max_size=12))
def test_the_same_log_gives_the_same_schedule_whatever_the_clock_did(made: list[tuple[int, float]]) -> None:
    log = [_review(number, rating, days) for number, (rating, days) in enumerate(made, 1)]
    card = schedules(log)["e", ""]
    assert card.last_review == max(review.at for review in log)
    assert card.due >= card.last_review
    assert schedules(log) == schedules(iter(log))
    assert 0 <= recall(card, min(review.at for review in log)) <= 1


def test_a_card_from_the_future_is_due_at_once() -> None:
    card = schedules([_review(1, 4, 300)])["e", ""]
    assert is_due(card, NOON)


def test_a_card_is_due_from_its_time_on_and_not_since_two_clocks_are_a_day_apart() -> None:
    card = schedules([_review(1, 4, 0)])["e", ""]
    assert [is_due(card, card.due + timedelta(seconds=late)) for late in (-1, 0)] == [False, True]
    assert not is_due(card, NOON - timedelta(hours=23))


def test_the_rating_is_suggested_by_the_grade() -> None:
    assert [suggest(Grade(score, 1, True, ())) for score in (0.1, 0.5, 0.7, 0.95)] == [1, 2, 3, 4]
    wrong = Point("p", Span(1, 1), 1, "contradicted", 0.8)
    assert suggest(Grade(0.9, 1, True, (wrong,))) == 2
