"""A review keeps what it was about; undo and overruling are kept as well; migrations lose nothing."""

import json
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from checks import NOON, a_grade, a_prompt, reviewed

from index.errors import AnswerbookError, UsageError
from retriever.spotcheck.exporting import review_lines
from retriever.spotcheck.reviews import Reviews
from retriever.spotcheck.schema import MIGRATIONS
from retriever.spotcheck.values import Choice


def test_a_review_holds_the_text_it_was_about(home: Path) -> None:
    with Reviews.open() as reviews:
        session = reviews.start(Choice(count=3), (a_prompt(),))
        asked = replace(a_prompt(), source="/notes")
        kept = reviews.record(session.id, asked, "the smallest", a_grade(0.9), 4, took_s=12.5, now=NOON)
    with Reviews.open() as reviews:
        assert reviews.done(session.id) == (kept,)
        assert reviews.session(session.id) == session
    assert (kept.answer, kept.given, kept.source) == ("The smallest tide.", "the smallest", "/notes")
    assert (kept.rating, kept.suggested, kept.at, kept.took_s) == (4, 4, NOON, 12.5)
    assert kept.points == a_grade().points


def test_undo_takes_back_the_last_one_and_keeps_it_in_the_log(tmp_path: Path) -> None:
    path = tmp_path / "r.sqlite"
    one, two = reviewed(path, (3, NOON), (1, NOON))
    with Reviews.open(path) as reviews:
        undone = reviews.undo(one.session)
        assert undone is not None
        assert undone.id == two.id
        assert [review.id for review in reviews.log()] == [one.id]
        assert [review.undone for review in reviews.log(undone=True)] == [False, True]
        assert reviews.undo(one.session) is not None
        assert reviews.undo(one.session) is None


def test_i_was_right_is_kept_and_exported_with_all_that_is_needed_to_fit_again(tmp_path: Path) -> None:
    path = tmp_path / "r.sqlite"
    (one,) = reviewed(path, (3, NOON))
    with Reviews.open(path) as reviews:
        kept = reviews.record(one.session, a_prompt(), "small", a_grade(), 3, overruled=(1, 1))
        assert kept.overruled == (1,)
        _, line = review_lines(reviews.log())
    written = json.loads(line)
    assert (written["question"], written["reference"], written["answer"]) == (
        "What is a neap tide?",
        "The smallest tide.",
        "small",
    )
    assert written["overruled"] == [1]
    assert [point["verdict"] for point in written["points"]] == ["covered", "missed"]


@pytest.mark.parametrize("rating", [0, 5])
def test_a_rating_is_one_to_four(tmp_path: Path, rating: int) -> None:
    with pytest.raises(UsageError, match="1, 2, 3 or 4"):
        reviewed(tmp_path / "r.sqlite", (rating, NOON))


def test_an_unknown_session_is_refused(tmp_path: Path) -> None:
    with Reviews.open(tmp_path / "r.sqlite") as reviews, pytest.raises(UsageError, match="no spot-check 'nowhere'"):
        reviews.session("nowhere")


def test_an_unknown_review_is_refused_and_what_is_closed_is_read_no_more(tmp_path: Path) -> None:
    with Reviews.open(tmp_path / "r.sqlite") as reviews, pytest.raises(UsageError, match="no review 7"):
        reviews.review(7)
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        list(reviews.log())


def test_reviews_of_the_first_schema_are_carried_over(tmp_path: Path) -> None:
    path = tmp_path / "r.sqlite"
    old = sqlite3.connect(path)
    old.executescript(MIGRATIONS[0])
    old.execute("PRAGMA user_version = 1")
    old.execute("INSERT INTO session VALUES ('s', '2026-01-01T00:00:00+00:00', 0, '{}', '[[\"e\", \"\"]]')")
    old.execute(
        "INSERT INTO review VALUES (1, 's', 'e', '', 'q', 'd.md', '[]', 'a', 'g', 0.5, 0.5, 2, 2, 0, "
        "'2026-01-01T00:00:00+00:00', NULL, '[]')"
    )
    old.commit()
    old.close()
    with Reviews.open(path) as reviews:
        assert [(one.id, one.given, one.overruled, one.source) for one in reviews.log()] == [(1, "g", (), "")]
        assert reviews.undo("s") is not None
        assert list(reviews.log()) == []


def test_a_newer_schema_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "r.sqlite"
    newer = sqlite3.connect(path)
    newer.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    newer.close()
    with pytest.raises(AnswerbookError, match="newer version"):
        Reviews.open(path)
