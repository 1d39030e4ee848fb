"""A verdict on a passage is kept in user data, once a passage, can be taken back, and follows its passage."""

import sqlite3
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from fakes import FakeEncoder
from notes import write_notes

from index.build import build
from index.errors import UnusableIndexError
from index.opened import Index
from index.places import places
from index.reader import open_index
from retriever import Retriever, feedback
from retriever.feedback import Verdict, helpful, judged, keep

ONE = Verdict("why cold?", "e1", "It is cold.", "lambda.md", 3, 9, True, 0.8, "000001-ab")
WARM = "Send it a request every few minutes."
SLOW = ["Cold starts are slow.", "", WARM, "", "Or give it more memory."]


def indexed(folder: Path, answer: list[str], question: str = "Why are starts slow?") -> Index:
    """Write the notes anew and read them, an unrelated entry ahead of the one with this answer."""
    pairs = [("What is a tide?", "It comes twice a day."), (question, "\n".join(answer))]
    write_notes(folder, {"lambda.md": pairs})
    build(places().index("default"), add=[folder], encoder=FakeEncoder())
    return open_index()


def verdict_on(index: Index, text: str) -> Verdict:
    entry = next(entry for entry in index.entries() if "slow" in entry.question)
    return replace(ONE, entry=str(entry.id), text=text)


def lines(index: Index, verdict: Verdict) -> tuple[str, int, int]:
    [question] = judged([verdict], index)
    [judgement] = question["judgements"]
    return judgement["file"], judgement["start"], judgement["end"]


def test_a_later_verdict_takes_the_place_of_an_earlier_one(tmp_path: Path) -> None:
    database = tmp_path / "data" / "feedback.sqlite"
    keep(database, ONE)
    keep(database, replace(ONE, helpful=False))
    assert helpful(database) == []
    moved = replace(ONE, start=13, end=19, generation="000002-cd")
    for verdict in (ONE, moved):
        keep(database, verdict)
    assert helpful(database) == [moved]


def test_a_verdict_can_be_taken_back(tmp_path: Path) -> None:
    keep(tmp_path / "f.sqlite", ONE)
    keep(tmp_path / "f.sqlite", replace(ONE, helpful=None))
    assert helpful(tmp_path / "f.sqlite") == []


def test_two_passages_on_one_line_are_judged_apart(tmp_path: Path) -> None:
    other = replace(ONE, text="It thaws.", helpful=False)
    for verdict in (ONE, other, replace(other, text="It snows.", helpful=True)):
        keep(tmp_path / "f.sqlite", verdict)
    assert [verdict.text for verdict in helpful(tmp_path / "f.sqlite")] == ["It is cold.", "It snows."]


def test_verdicts_come_out_as_judged_questions(tmp_path: Path) -> None:
    index = indexed(tmp_path, SLOW)
    one = verdict_on(index, WARM)
    found = judged([one, replace(one, text=SLOW[0]), replace(one, query="and then?"), replace(one, entry="?")], index)
    assert found == [
        {
            "qid": "own-1",
            "kind": "own",
            "query": "why cold?",
            "judgements": [
                {"file": "lambda.md", "start": 9, "end": 9, "grade": 2},
                {"file": "lambda.md", "start": 7, "end": 7, "grade": 2},
            ],
        },
        {
            "qid": "own-2",
            "kind": "own",
            "query": "and then?",
            "judgements": [{"file": "lambda.md", "start": 9, "end": 9, "grade": 2}],
        },
    ]


def test_a_verdict_follows_its_passage_through_edits(tmp_path: Path) -> None:
    one = verdict_on(indexed(tmp_path, SLOW), f"{WARM}\n\n{SLOW[4]}")
    longer = indexed(tmp_path, ["They load all the code first.", "", *SLOW])
    assert lines(longer, one) == ("lambda.md", 11, 13)
    blanks = replace(one, text=one.text.replace(" every", "  every "))
    assert lines(longer, blanks) == ("lambda.md", 11, 13)
    rewritten = indexed(tmp_path, [SLOW[0], "", "Provision some.", "", SLOW[4]])
    assert lines(rewritten, one) == ("lambda.md", 11, 11)
    nothing_left = indexed(tmp_path, [SLOW[0], "", "Provision some."])
    assert lines(nothing_left, one) == ("lambda.md", 7, 9)


def test_a_verdict_is_on_what_stands_on_the_lines_of_the_hit(tmp_path: Path) -> None:
    index = indexed(tmp_path, SLOW)
    answer = Retriever(index, FakeEncoder()).ask("why are starts slow")
    hit = replace(
        answer.hits[0],
        text="| head |\n| row |",
        text_lines=(7, 12),
        lines=replace(answer.hits[0].lines, start=12, end=12),
    )
    assert Verdict.of(answer, hit, 1).text == "| row |"
    assert [Verdict.of(answer, hit, thumb).helpful for thumb in (1, 0, None)] == [True, False, None]


def test_verdicts_of_before_passages_were_kept_are_on_the_whole_entry(tmp_path: Path) -> None:
    index = indexed(tmp_path, SLOW)
    path = tmp_path / "f.sqlite"
    old = verdict_on(index, "")
    with sqlite3.connect(path) as made:
        made.execute(feedback._MIGRATIONS[0])
        made.execute("PRAGMA user_version = 1")
        made.execute(
            "INSERT INTO verdicts VALUES (?, 'lambda.md', 3, 9, ?, 1, 0.8, '000001-ab', '2026-01-01')",
            (old.query, old.entry),
        )
    made.close()
    [kept] = helpful(path)
    assert kept == old
    assert lines(index, kept) == ("lambda.md", 7, 11)


def test_nothing_is_made_where_nothing_was_said(tmp_path: Path) -> None:
    assert helpful(tmp_path / "none.sqlite") == []
    assert not (tmp_path / "none.sqlite").exists()


def test_two_windows_may_judge_at_once(tmp_path: Path) -> None:
    database = tmp_path / "f.sqlite"
    windows = [
        threading.Thread(target=lambda n=n: [keep(database, replace(ONE, text=f"{n} and {i}")) for i in range(10)])
        for n in range(4)
    ]
    for window in windows:
        window.start()
    for window in windows:
        window.join()
    assert len(helpful(database)) == 40


def test_a_damaged_database_is_said_with_what_mends_it(tmp_path: Path) -> None:
    (tmp_path / "f.sqlite").write_bytes(b"not a database" * 1000)
    for use in (lambda path: keep(path, ONE), helpful):
        with pytest.raises(UnusableIndexError, match="doctor --repair"):
            use(tmp_path / "f.sqlite")
