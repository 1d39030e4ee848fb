"""A review whose row was damaged is left out with a word, and stays where it is; all others are read."""

import logging
import sqlite3
from pathlib import Path

import pytest
from checks import NOON, reviewed

from retriever.spotcheck.reviews import Reviews

DAMAGES = {
    "points": "UPDATE review SET points = 'no JSON' WHERE id = 2",
    "time": "UPDATE review SET at = 'no time' WHERE id = 2",
    "topics": "UPDATE review SET topics = '[[' WHERE id = 2",
}


@pytest.mark.parametrize("what", DAMAGES)
def test_all_others_are_read(tmp_path: Path, caplog: pytest.LogCaptureFixture, what: str) -> None:
    path = tmp_path / "reviews.sqlite"
    kept = reviewed(path, (3, NOON), (3, NOON), (4, NOON))
    connection = sqlite3.connect(path)
    with connection:
        connection.execute(DAMAGES[what])
    connection.close()
    with caplog.at_level(logging.WARNING), Reviews.open(path) as reviews:
        assert list(reviews.log()) == [kept[0], kept[2]]
        assert reviews.done(kept[0].session) == (kept[0], kept[2])
    assert "review 2 is damaged and left out" in caplog.text


def test_bytes_that_are_no_text_are_read_as_far_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "reviews.sqlite"
    reviewed(path, (3, NOON))
    connection = sqlite3.connect(path)
    with connection:
        connection.execute("UPDATE review SET given = CAST(x'736dff6c6c' AS TEXT)")
    connection.close()
    with Reviews.open(path) as reviews:
        assert [review.given for review in reviews.log()] == ["sm\N{REPLACEMENT CHARACTER}ll"]
