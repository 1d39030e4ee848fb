"""``answerbook ask``, ``eval`` and ``mark`` keep their contracts: what is printed where, and the exit codes."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from fakes import FakeEncoder
from notes import write_notes

from index.build import build
from index.places import places
from index.reader import open_index
from retriever import Retriever, feedback
from retriever.answers import Answer
from retriever.cli import main

NOTES = {
    "bread.md": [
        ("Why is steam used?", "Steam keeps the crust soft. It also makes the crust shine."),
        ("How hot is the oven?", "The oven is at 230 degrees. It falls to 200 degrees."),
    ],
    "tides.md": [("What is a neap tide?", "A neap tide is the smallest tide of the month.")],
}
KEYS = {"query", "corrected_query", "abstained", "confidence", "stale", "generation", "hits"}
HIT = {"entry", "file", "start", "end", "question", "headings", "text", "score", "confidence", "highlights", "copies"}


@pytest.fixture
def notes(tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("index.encoding.load", lambda *_: FakeEncoder(256))
    folder = write_notes(tmp_path / "notes", NOTES)
    build(places().index("default"), add=[folder], encoder=FakeEncoder(256))
    return folder


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    printed = capsys.readouterr()
    assert isinstance(ended.value.code, int)
    return ended.value.code, printed.out, printed.err


def test_json_has_the_promised_shape(notes: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "ask", "how hot is the oven", "--json", "-k", "2")
    found = json.loads(out)
    assert set(found) == KEYS
    assert len(found["hits"]) == 2
    assert set(found["hits"][0]) >= HIT
    first = found["hits"][0]
    assert first["file"] == "bread.md"
    assert all({"start", "end", "text"} <= set(mark) for mark in first["highlights"])
    assert code == int(found["abstained"])


def test_nothing_relevant_is_said_with_exit_code_1(notes: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "ask", "zyxomma qwertz", "--json")
    assert code == 1
    assert json.loads(out)["abstained"] is True
    code, out, _ = run(capsys, "ask", "zyxomma qwertz")
    assert code == 1
    assert "Your notes don't answer this" in out
    assert "bread.md:3  " in out
    assert ("Steam keeps the crust soft" in out) != ("It also makes the crust shine" in out)
    code, out, _ = run(capsys, "ask", "oven", "--source", "nothing*", "--json")
    assert (code, json.loads(out)["hits"]) == (1, [])


def test_an_index_without_entries_is_said(notes: Path, capsys: pytest.CaptureFixture[str]) -> None:
    build(places().index("default"), remove=[notes], encoder=FakeEncoder(256))
    code, _, err = run(capsys, "ask", "oven")
    assert code == 1
    assert "holds no question with an answer; add notes with: answerbook index PATH" in err


@pytest.mark.parametrize("confidence, doubted", [(0.49, True), (0.5, False)])
def test_an_answer_that_is_more_likely_none_is_doubted(
    notes: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, confidence: float, doubted: bool
) -> None:
    def answered(retriever: Retriever, *asked: Any, **options: Any) -> Answer:
        return replace(ask(retriever, *asked, **options), confidence=confidence, abstained=False)

    ask = Retriever.ask
    monkeypatch.setattr(Retriever, "ask", answered)
    code, out, _ = run(capsys, "ask", "how hot is the oven")
    assert code == 0
    assert out.startswith("Your notes may not answer this (49% sure that they do).\n\n 1. ") == doubted
    assert ("may not" in out) == doubted


def test_a_hyphen_reads_standard_input(notes: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from retriever.cli import answerbook

    result: Result = CliRunner().invoke(answerbook, ["ask", "-", "--json"], input="how hot is\nthe oven\n")
    assert json.loads(result.stdout)["query"] == "how hot is the oven"


def test_changed_notes_give_exit_code_4(notes: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (notes / "tides.md").write_text("## What is a spring tide?\n\nThe largest.\n", encoding="utf-8")
    code, out, err = run(capsys, "ask", "how hot is the oven", "--json")
    assert code == 4
    assert json.loads(out)["stale"] is True
    assert "tides.md" in err
    assert "answerbook index" in err
    _, out, _ = run(capsys, "ask", "neap month", "--exact")
    assert "Notes that have changed since they were read may answer it" in out


LOOKS = [
    ["related", "steam in the oven"],
    ["entries"],
    ["conflicts"],
    ["duplicates"],
    ["check", "--topic", "no such topic"],
    ["eval", "judged.jsonl"],
]


@pytest.mark.parametrize("verb", LOOKS, ids=lambda verb: verb[0])
def test_every_look_at_changed_notes_says_so(
    notes: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, verb: list[str]
) -> None:
    (notes / "tides.md").write_text("## What is a spring tide?\n\nThe largest.\n", encoding="utf-8")
    (notes.parent / "judged.jsonl").write_text('{"qid": "1", "query": "steam", "judgements": []}\n', encoding="utf-8")
    monkeypatch.chdir(notes.parent)
    assert "the notes differ from the index (changed: tides.md)" in run(capsys, *verb)[2]


def test_a_source_that_is_not_there_is_no_change(notes: Path, capsys: pytest.CaptureFixture[str]) -> None:
    notes.rename(notes.with_name("elsewhere"))
    out = run(capsys, "ask", "how do I prune tomatoes")[1]
    assert "Your notes don't answer this" in out
    assert "may answer it" not in out
    code, _, err = run(capsys, "ask", "how hot is the oven")
    assert code == 4
    assert "what was read of it is still used" in err
    assert "differ" not in err
    assert f"not there: {notes}" in run(capsys, "doctor")[1]


def test_a_topic_that_no_chosen_document_has_is_said(notes: Path, capsys: pytest.CaptureFixture[str]) -> None:
    recurring = [(f"How is a {what} put into the oven?", f"By the {what} itself.") for what in ("loaf", "roll", "cake")]
    build(places().index("default"), add=[write_notes(notes, {"ovens.md": recurring})], encoder=FakeEncoder(256))
    topic = next(iter(open_index().topics()))
    assert run(capsys, "ask", "what is put into it", "--topic", topic, "--document", "ovens.md")[1]
    code, out, err = run(capsys, "ask", "what is put into it", "--topic", topic, "--document", "tides.md")
    assert (code, out) == (1, "")
    assert "no passage of these documents is about these topics" in err


def test_no_such_topic_document_or_entry_is_said(notes: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "ask", "how hot is the oven", "--topic", "cheese")
    assert (code, out) == (1, "")
    assert "there is no topic 'cheese'" in err
    code, out, err = run(capsys, "ask", "how hot is the oven", "--document", "bred.md")
    assert (code, out) == (1, "")
    assert "there is no document 'bred.md'; there are bread.md, tides.md" in err
    code, out, err = run(capsys, "related", "abcdefgh23")
    assert (code, out) == (2, "")
    assert "there is no entry abcdefgh23" in err


def test_a_fault_is_said_in_one_line_with_exit_code_70_and_whole_where_that_is_asked_for(
    notes: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("a bug")

    monkeypatch.setattr(Retriever, "ask", fail)
    code, out, err = run(capsys, "ask", "how hot is the oven")
    assert (code, out) == (70, "")
    assert err == "answerbook: internal error: RuntimeError: a bug; see the whole of it with: answerbook --debug …\n"
    with pytest.raises(RuntimeError, match="a bug"):
        main(["--debug", "ask", "how hot is the oven"])


def test_without_an_index_exit_code_3(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "ask", "anything")
    assert (code, out) == (3, "")
    assert "answerbook index" in err


@pytest.mark.parametrize(
    "arguments", [["ask", "  "], ["ask"], ["ask", "x", "-k", "0"], ["eval"], ["eval", "none.jsonl"]]
)
def test_a_wrong_call_gives_exit_code_2(notes: Path, capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    code, out, err = run(capsys, *arguments)
    assert (code, out) == (2, "")
    assert err


def test_what_is_shown_names_file_and_lines(notes: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "ask", "how hot is the oven", "--explain")
    assert "bread.md:7  " in out
    assert "sentence_late" in out
    assert out.startswith('read as "how hot is the oven"\n')
    _, out, _ = run(capsys, "ask", "Please tell me: how hot is the oven??", "--explain", "--json")
    assert json.loads(out)["read_as"] == "how hot is the oven"
    assert "\x1b" not in out


def test_a_corrected_question_is_said(notes: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "ask", "smallest tyde")
    assert 'asked for "smallest tide"' in out
    _, out, _ = run(capsys, "ask", "smallest tyde", "--exact")
    assert "asked for" not in out


def test_eval_prints_figures_and_writes_the_run(
    notes: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    queries = tmp_path / "queries.jsonl"
    judged = {"file": "bread.md", "start": 7, "end": 7}
    lines = [
        {
            "qid": "1",
            "kind": "fact",
            "query": "how hot is the oven",
            "judgements": [judged | {"grade": 3}],
            "answer": judged,
        },
        {"qid": "2", "kind": "unanswerable", "subkind": "far", "query": "zyxomma qwertz", "judgements": []},
    ]
    queries.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    code, out, _ = run(capsys, "eval", str(queries), "--run", str(tmp_path / "run.jsonl"), "--json")
    found = json.loads(out)
    assert code == 0
    assert found["all"]["S@1"] == 1
    assert found["abstain"]["far"] == "1/1"
    written = [json.loads(line) for line in (tmp_path / "run.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [line["qid"] for line in written] == ["1", "2"]
    assert {"qid", "hits", "abstained", "confidence"} == set(written[0])
    code, out, _ = run(capsys, "eval", str(queries))
    assert out.startswith("all ")
    assert "wrongly_refused 0.0" in out
    assert "how hot is the oven" not in out
    assert "though the notes do not" not in out
    _, out, _ = run(capsys, "eval", str(queries), "--ablation")
    assert "| sentence vectors |" in out


def test_eval_lists_what_is_answered_wrongly_and_what_is_answered_though_the_notes_do_not(
    notes: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    ask = Retriever.ask
    monkeypatch.setattr(Retriever, "ask", lambda *given: replace(ask(*given), abstained=False, confidence=0.7))
    queries = tmp_path / "queries.jsonl"
    elsewhere = {"file": "tides.md", "start": 1, "end": 1, "grade": 3}
    lines = [
        {"qid": "a", "kind": "fact", "query": "how hot is the oven", "judgements": [elsewhere]},
        {"qid": "b", "query": "how cold is the oven", "judgements": []},
    ]
    queries.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    _, out, _ = run(capsys, "eval", str(queries))
    assert out.splitlines()[-2:] == [
        "0.00 a fact: how hot is the oven",
        "answered though the notes do not: 0.70 b: how cold is the oven",
    ]
    assert "though" not in run(capsys, "eval", str(queries), "--misses", "0")[1]


def test_eval_of_questions_without_the_answers_lines_prints_json(
    notes: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    queries = tmp_path / "queries.jsonl"
    judged = {"file": "bread.md", "start": 7, "end": 7, "grade": 2}
    queries.write_text(json.dumps({"qid": "1", "query": "how hot is the oven", "judgements": [judged]}), "utf-8")
    code, out, _ = run(capsys, "eval", str(queries), "--json")
    assert code == 0
    assert "NaN" not in out
    assert json.loads(out)["all"]["lines"] is None
    assert "lines –" in run(capsys, "eval", str(queries))[1]
    assert "– |" in run(capsys, "eval", str(queries), "--ablation")[1]


def test_there_is_nothing_to_switch_off_for_questions_without_answers(
    notes: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    queries = tmp_path / "queries.jsonl"
    queries.write_text('{"qid": "1", "query": "zyxomma", "judgements": []}', "utf-8")
    code, out, err = run(capsys, "eval", str(queries), "--ablation")
    assert (code, out) == (2, "")
    assert "no question has judgements" in err


def test_marked_passages_become_judged_questions(notes: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "mark", "how hot is the oven", "1")
    assert code == 0
    assert out.startswith("helpful: bread.md:7 ")
    run(capsys, "mark", "how hot is the oven", "2", "--not")
    [judged] = feedback.judged(feedback.helpful(places().feedback), open_index())
    assert judged["query"] == "how hot is the oven"
    assert judged["judgements"] == [{"file": "bread.md", "start": 7, "end": 7, "grade": 2}]
    run(capsys, "mark", "how hot is the oven", "1", "--forget")
    assert feedback.helpful(places().feedback) == []
    code, _, err = run(capsys, "mark", "how hot is the oven", "99")
    assert code == 2
    assert "there is no passage 99" in err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("eval", "name either"),
        ("eval asked.jsonl --beir folder", "name either"),
        ("eval --beir folder --index default", "leave out --index"),
        ("eval --beir folder --ablation", "leave out --index and --ablation"),
        ("eval asked.jsonl --ablation --run hits.jsonl", "leave out --run"),
        ("entries --corpus . --index default", "name either"),
    ],
)
def test_options_of_which_one_would_be_passed_over_are_refused(
    notes: Path, capsys: pytest.CaptureFixture[str], arguments: str, said: str
) -> None:
    code, _, err = run(capsys, *arguments.split())
    assert (code, said in err) == (2, True)


@pytest.mark.parametrize("arguments", ["stats", "export anki --text -", "export judgements", "mark oven 1"])
def test_every_command_that_opens_an_index_says_that_notes_have_changed(
    notes: Path, capsys: pytest.CaptureFixture[str], arguments: str
) -> None:
    (notes / "tides.md").write_text("## What is an ebb?\n\nThe tide going out.\n")
    assert "the notes differ from the index (changed: tides.md)" in run(capsys, *arguments.split())[2]
