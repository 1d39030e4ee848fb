"""Answers are scored as ``tests/data/score.py`` scores them."""

import importlib.util
import json
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.model import Span
from index.errors import UsageError
from retriever.answers import Answer, Hit
from retriever.evaluating import Asked, ask_all, figures
from retriever.judging import Lines, Question, located, read_questions, score

_DATA = Path(__file__).parent.parent / "data"


def _reference() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", _DATA / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


REFERENCE = _reference()
_FILES = st.sampled_from(["002-days.md", "003_old.txt", "deep/plain.md", "zebra.md"])


@st.composite
def spans(draw: st.DrawFn) -> dict[str, Any]:
    start = draw(st.integers(1, 60))
    return {"file": draw(_FILES), "start": start, "end": start + draw(st.integers(0, 50))}


@st.composite
def judged(draw: st.DrawFn) -> dict[str, Any]:
    need = draw(st.sampled_from([None, "a", "b"]))
    return draw(spans()) | {"grade": draw(st.integers(1, 3))} | ({"need": need} if need else {})


def _hit(span: dict[str, Any]) -> Hit:
    lines = Span(span["start"], span["end"])
    return Hit("e", span["file"], "s", lines, "", (), "", (), "", (), 1.0, 0.5, ())


def _answer(hits: list[dict[str, Any]], abstained: bool = False) -> Answer:
    return Answer("q", tuple(map(_hit, hits)), 0.5, abstained, None, False, "1")


@given(st.lists(judged(), min_size=1, max_size=8), st.lists(spans(), max_size=12), st.none() | spans())
def test_every_figure_is_that_of_the_reference(
    tmp_path_factory: pytest.TempPathFactory,
    judgements: list[dict[str, Any]],
    hits: list[dict[str, Any]],
    answer: dict[str, Any] | None,
) -> None:
    query = {"qid": "1", "kind": "k", "query": "q", "judgements": judgements} | ({"answer": answer} if answer else {})
    path = tmp_path_factory.mktemp("q") / "queries.jsonl"
    path.write_text(json.dumps(query), encoding="utf-8")
    expected = REFERENCE.score_query(query, hits)
    found = score(read_questions(path)[0], [Lines(hit["file"], hit["start"], hit["end"]) for hit in hits])
    names = ["nDCG@10", "S@1", "S@3", "MRR@10", "R@10", "answer@1", "lines"]
    values = [found.ndcg, found.success_1, found.success_3, found.reciprocal, found.recall, found.answer_1, found.lines]
    assert dict(zip(names, values, strict=True)) == pytest.approx(expected)


def test_the_sums_are_those_of_the_reference(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    queries = _DATA / "dev_queries.jsonl"
    answers = iter(range(1000))

    def ask(text: str) -> Answer:
        number = next(answers)
        hits = [{"file": f"00{(number + i) % 5}-x.md", "start": 20 * i + 1, "end": 25 * i + 9} for i in range(10)]
        return _answer(hits, abstained=number % 3 == 0)

    asked = ask_all(located(read_questions(queries), [f"00{number}-x.md" for number in range(5)]), ask)
    run = tmp_path / "run.jsonl"
    run.write_text("\n".join(each.run_line() for each in asked), encoding="utf-8")
    monkeypatch.setattr("sys.argv", ["score.py", str(queries), str(run), "--json", "--per-kind"])
    REFERENCE.main()
    assert figures(asked, per_kind=True) == json.loads(capsys.readouterr().out)


def test_a_run_line_holds_ten_hits_also_where_it_abstained(data: Path) -> None:
    question = read_questions(data / "dev_queries.jsonl")[0]
    hits = [{"file": "a.md", "start": n, "end": n} for n in range(1, 13)]
    line = json.loads(Asked(question, _answer(hits, abstained=True), None).run_line())
    assert line["qid"] == question.qid
    assert line["abstained"] is True
    assert [hit["start"] for hit in line["hits"]] == list(range(1, 11))
    assert set(line["hits"][0]) == {"file", "start", "end", "score"}


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("{", "2: this is no judged question"),
        ('{"qid": "2", "judgements": []}', "'query' is missing"),
        ('{"qid": "1", "query": "q", "judgements": []}', "a question 1 already"),
        ('{"qid": "2", "query": "q", "judgements": [{"file": "a", "start": 3, "end": 2, "grade": 1}]}', "from 3 to 2"),
        ("[]", "no judged question"),
        ('{"qid": "2", "query": "q \\ud800", "judgements": []}', "2: .* half a character"),
        ('{"qid": "2", "query": "q", "judgements": [{"file": "a", "start": 1, "end": 2, "grade": 4}]}', "not 4"),
        ('{"qid": "2", "query": " ", "judgements": []}', "2: .* its query is empty"),
        ('{"qid": "2", "query": "q", "judgements": [{"file": "a", "start": 1, "end": 1e999, "grade": 1}]}', "infinity"),
    ],
)
def test_a_wrong_line_is_named(tmp_path: Path, line: str, wrong: str) -> None:
    path = tmp_path / "queries.jsonl"
    path.write_text('{"qid": "1", "query": "q", "judgements": []}\n' + line, encoding="utf-8")
    with pytest.raises(UsageError, match=wrong):
        read_questions(path)


def test_a_file_without_questions_is_refused(tmp_path: Path) -> None:
    (tmp_path / "queries.jsonl").write_text("\n\n", encoding="utf-8")
    with pytest.raises(UsageError, match="holds no question"):
        read_questions(tmp_path / "queries.jsonl")


def test_a_mark_of_the_encoding_at_the_head_is_no_part_of_the_first_line(tmp_path: Path) -> None:
    path = tmp_path / "queries.jsonl"
    path.write_bytes(b'\xef\xbb\xbf{"qid": "1", "query": "q", "judgements": []}\r\n')
    assert [question.text for question in read_questions(path)] == ["q"]


def judged_on(tmp_path: Path, *files: str) -> list[Question]:
    path = tmp_path / "queries.jsonl"
    spans = [{"file": file, "start": 1, "end": 5} for file in files]
    judgements = [span | {"grade": 2} for span in spans]
    path.write_text(json.dumps({"qid": "1", "query": "q", "judgements": judgements, "answer": spans[0]}), "utf-8")
    return read_questions(path)


@pytest.mark.parametrize(
    ("named", "files", "known"),
    [
        (["README.md"], ["README.md", "b/README.md"], ["README.md"]),
        (["a/README.md"], ["b/README.md"], ["b/README.md"]),
        (["a/README.md"], ["other.md"], ["a/README.md"]),
        (["002_old.txt", "003_b.txt"], ["002-new.md", "deep/003-c.md"], ["002-new.md", "deep/003-c.md"]),
        (["001-tax.md", "002-food.md"], ["001-intro.md", "002-food.md"], ["001-tax.md", "002-food.md"]),
        (["x/001-tax.md"], ["001-intro.md", "001-tax.md"], ["001-tax.md"]),
    ],
)
def test_judged_files_are_known_by_path_name_or_number(
    tmp_path: Path, named: list[str], files: list[str], known: list[str]
) -> None:
    [question] = located(judged_on(tmp_path, *named), files)
    assert [each.lines.file for each in question.judgements] == known
    assert question.answer is not None
    assert question.answer.file == known[0]


def test_a_name_that_several_files_have_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"'README\.md' could be a/README\.md or b/README\.md"):
        located(judged_on(tmp_path, "README.md"), ["a/README.md", "b/README.md"])


def test_the_file_of_one_folder_is_not_that_of_another(tmp_path: Path) -> None:
    [question] = judged_on(tmp_path, "b/README.md")
    assert score(question, [Lines("a/README.md", 1, 5)]).ndcg == 0
    assert score(question, [Lines("b/README.md", 1, 5)]).ndcg == 1


def test_what_nobody_judged_has_no_figure(tmp_path: Path) -> None:
    [question] = judged_on(tmp_path, "a.md")
    asked = ask_all([replace(question, answer=None)], lambda _: _answer([{"file": "a.md", "start": 1, "end": 5}]))
    found = figures(asked)["all"]
    assert (found["nDCG@10"], found["answer@1"], found["lines"]) == (1, None, None)


def test_what_is_judged_not_to_answer_counts_for_nothing(tmp_path: Path) -> None:
    spans = [{"file": "a", "start": 1, "end": 2, "grade": 0}, {"file": "a", "start": 5, "end": 6, "grade": 2}]
    path = tmp_path / "queries.jsonl"
    path.write_text(json.dumps({"qid": "1", "query": "q", "judgements": spans}) + "\n", encoding="utf-8")
    (question,) = read_questions(path)
    assert [span.lines.start for span in question.judgements] == [5]
    assert score(question, [Lines("a", 5, 6)]).ndcg == 1
