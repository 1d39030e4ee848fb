"""A verdict on a passage is kept in user data, once a passage, and can be taken back."""

import json
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from index.errors import UnusableIndexError
from retriever import feedback
from retriever.feedback import Verdict

ONE = Verdict("why cold?", "lambda.md", 3, 9, "e1", True, 0.8, "000001-ab")


def test_a_later_verdict_takes_the_place_of_an_earlier_one(tmp_path: Path) -> None:
    database = tmp_path / "data" / "feedback.sqlite"
    feedback.keep(database, ONE)
    feedback.keep(database, replace(ONE, helpful=False))
    assert feedback.judged(database) == []
    feedback.keep(database, ONE)
    assert [found["judgements"] for found in feedback.judged(database)] == [
        [{"file": "lambda.md", "start": 3, "end": 9, "grade": 2}]
    ]


def test_a_verdict_can_be_taken_back(tmp_path: Path) -> None:
    feedback.keep(tmp_path / "f.sqlite", ONE)
    feedback.keep(tmp_path / "f.sqlite", replace(ONE, helpful=None))
    assert feedback.judged(tmp_path / "f.sqlite") == []


def test_verdicts_come_out_as_judged_questions(tmp_path: Path) -> None:
    for verdict in (ONE, replace(ONE, file="other.md"), replace(ONE, query="and then?")):
        feedback.keep(tmp_path / "f.sqlite", verdict)
    lines = [json.loads(json.dumps(found)) for found in feedback.judged(tmp_path / "f.sqlite")]
    assert [(line["qid"], line["query"], len(line["judgements"])) for line in lines] == [
        ("own-1", "why cold?", 2),
        ("own-2", "and then?", 1),
    ]
    assert {tuple(sorted(line)) for line in lines} == {("judgements", "kind", "qid", "query")}


def test_nothing_is_made_where_nothing_was_said(tmp_path: Path) -> None:
    assert feedback.judged(tmp_path / "none.sqlite") == []
    assert not (tmp_path / "none.sqlite").exists()


def test_two_windows_may_judge_at_once(tmp_path: Path) -> None:
    database = tmp_path / "f.sqlite"
    windows = [
        threading.Thread(
            target=lambda n=n: [feedback.keep(database, replace(ONE, start=n * 50 + i, end=999)) for i in range(10)]
        )
        for n in range(4)
    ]
    for window in windows:
        window.start()
    for window in windows:
        window.join()
    assert sum(len(found["judgements"]) for found in feedback.judged(database)) == 40  # type: ignore[arg-type]


def test_a_damaged_database_is_said_with_what_mends_it(tmp_path: Path) -> None:
    (tmp_path / "f.sqlite").write_bytes(b"not a database" * 1000)
    for use in (lambda path: feedback.keep(path, ONE), feedback.judged):
        with pytest.raises(UnusableIndexError, match="doctor --repair"):
            use(tmp_path / "f.sqlite")
