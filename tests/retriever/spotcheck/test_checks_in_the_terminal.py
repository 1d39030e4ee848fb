"""``check`` asks, shows the points, keeps the ratings; ``grade`` answers every line in order."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from fakes import FakeEncoder
from notes import write_notes

from index.build import build
from index.errors import UsageError
from index.places import places
from retriever.cli import answerbook
from retriever.spotcheck import judge
from retriever.spotcheck.reviews import Reviews

NOTES = {
    "tides.md": [
        ("What is a neap tide?", "A neap tide is the smallest tide of the month."),
        ("What is a spring tide?", "A spring tide is the largest tide."),
    ]
}


@pytest.fixture(autouse=True)
def noted(tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    encoder = FakeEncoder()
    monkeypatch.setattr("index.encoding.load", lambda model: encoder)
    monkeypatch.delenv("ANSWERBOOK_JUDGE_URL", raising=False)
    build(places().index("default"), add=[write_notes(tmp_path / "notes", NOTES)], encoder=encoder)


def _log() -> list[tuple[int, str, bool, tuple[int, ...]]]:
    with Reviews.open() as reviews:
        return [(one.rating, one.given, one.practice, one.overruled) for one in reviews.log()]


def test_a_round_is_asked_rated_and_kept() -> None:
    typed = "the smallest tide of the month\n\n4\nit is\nsmall\n\n2 r 1\n"
    found = CliRunner().invoke(answerbook, ["check", "--due", "-n", "2"], input=typed)
    assert found.exit_code == 0, found.output
    assert "1/2  What is a neap tide?" in found.stdout
    assert "2 of 2 answered" in found.stdout
    assert "Next due" in found.stdout
    assert _log() == [(4, "the smallest tide of the month", False, ()), (2, "it is\nsmall", False, (0,))]


def test_a_wrong_setting_is_said_before_an_answer_is_typed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANSWERBOOK_JUDGE_URL", "ftp://x")
    found = CliRunner().invoke(answerbook, ["check", "-n", "1"], input="the smallest tide\n\n3\n")
    assert isinstance(found.exception, UsageError)
    assert found.output == ""


def test_what_is_no_rating_is_asked_again_and_loses_nothing() -> None:
    found = CliRunner().invoke(answerbook, ["check", "-n", "1"], input="the smallest tide\n\n5\nwell\n3 r ² 9\n")
    assert found.exit_code == 0, found.output
    assert _log() == [(3, "the smallest tide", True, ())]


def test_undo_asks_the_one_before_again() -> None:
    typed = "a\n\n1\nb\n\nu\nc\n\n3\nd\n\n3\n"
    found = CliRunner().invoke(answerbook, ["check", "--due", "-n", "2"], input=typed)
    assert found.exit_code == 0, found.output
    assert [(rating, given) for rating, given, _, _ in _log()] == [(3, "c"), (3, "d")]


def test_undo_with_nothing_to_undo_keeps_what_was_typed() -> None:
    found = CliRunner().invoke(answerbook, ["check", "--due", "-n", "1"], input="the smallest tide\n\nu\n3\n")
    assert found.exit_code == 0, found.output
    assert "no rating to take back" in found.stderr
    assert [(rating, given) for rating, given, _, _ in _log()] == [(3, "the smallest tide")]


def test_what_is_typed_in_another_encoding_is_kept_as_far_as_it_can_be_read() -> None:
    found = CliRunner().invoke(answerbook, ["check", "-n", "1"], input=b"mar\xe9e\n\n3\n")
    assert found.exit_code == 0, found.output
    assert [given for _, given, _, _ in _log()] == ["mar\N{REPLACEMENT CHARACTER}e"]


def test_without_due_it_is_practice_and_q_ends_it() -> None:
    found = CliRunner().invoke(answerbook, ["check", "-n", "2"], input="a\n\n\nq\n")
    assert "practice" in found.stderr
    assert "1 of 2 answered" in found.stdout
    assert [practice for _, _, practice, _ in _log()] == [True]


def test_nothing_to_ask_is_said() -> None:
    CliRunner().invoke(answerbook, ["check", "--due", "-n", "1000"], input="a\n\n4\n" * 9)
    found = CliRunner().invoke(answerbook, ["check", "--due"])
    assert found.exit_code == 1
    assert "nothing to ask" in found.stderr


@pytest.mark.parametrize("option, what", [("--topic", "topic"), ("--document", "document")])
def test_what_is_not_in_the_notes_is_named(option: str, what: str) -> None:
    found = CliRunner().invoke(answerbook, ["check", option, "no such thing"])
    assert found.exit_code == 1
    assert f"there is no {what} 'no such thing'" in found.stderr
    assert "nothing to ask" not in found.stderr


def test_stats_tell_of_what_was_checked_and_before_that_announce_nothing(tmp_path: Path) -> None:
    assert "Due" not in CliRunner().invoke(answerbook, ["stats"]).stdout
    CliRunner().invoke(answerbook, ["check", "--due", "-n", "1"], input="the smallest tide\n\n4\n")
    shown = CliRunner().invoke(answerbook, ["stats"]).stdout
    assert "1 day in a row, 1 review in all" in shown
    assert "Likely remembered\n  100 %  " in shown
    (tmp_path / "notes" / "tides.md").unlink()
    build(places().index("default"), encoder=FakeEncoder())
    shown = CliRunner().invoke(answerbook, ["stats"]).stdout
    assert "not in this index (the reviews are kept)\n  What is a neap tide? (tides.md, 1 review)" in shown


@pytest.mark.parametrize("notice", ["", "it gave no verdict"])
def test_a_second_opinion_is_asked_for_where_it_is_wanted(monkeypatch: pytest.MonkeyPatch, notice: str) -> None:
    settings = judge.JudgeSettings("http://here/v1", "m")
    monkeypatch.setattr(judge, "configured", lambda: settings)
    monkeypatch.setattr(judge, "ask", lambda *asked: judge.Opinion(replace(asked[3], score=0.42), notice))
    found = CliRunner().invoke(answerbook, ["check", "-n", "1"], input="the smallest tide\n\ny\n3\n")
    assert "Second opinion by m at here?" in found.stderr
    assert ("42 %" in found.stdout) == (not notice)
    assert ("answerbook: it gave no verdict" in found.stderr) == bool(notice)
    assert [rating for rating, _, _, _ in _log()] == [3]


def test_grade_gives_one_line_for_each_line(tmp_path: Path) -> None:
    good = {"question": "What is a neap tide?", "reference": "The smallest tide.", "answer": "the smallest tide"}
    lines = [json.dumps(good), "{", "[1]", json.dumps({**good, "answer": 3}), "", json.dumps({**good, "answer": ""})]
    lines += [json.dumps({**good, name: "a \ud800 tide"}) for name in good] + [json.dumps(good)]
    path = tmp_path / "pairs.jsonl"
    path.write_bytes("\n".join(lines).encode() + b"\n\xff\n")
    found = CliRunner().invoke(answerbook, ["grade", str(path)])
    assert found.exit_code == 0, found.output
    rows = [json.loads(line) for line in found.stdout.split("\n")[:-1]]
    bad = [False, True, True, True, True, False, True, True, True, False, True]
    assert [set(row) == {"error"} for row in rows] == bad
    assert "line 9" in rows[8]["error"]
    assert 0 <= rows[0]["score"] <= 1
    assert rows[0]["points"][0]["verdict"] in ("covered", "partly", "missed", "contradicted", "can't tell")
    assert (rows[0]["points"][0]["start"], rows[5]["score"]) == (1, 0.0)
