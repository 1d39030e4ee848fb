"""The real model on the seed documents: the judged questions are answered as well as they have been."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.build import build
from index.encoder import load
from retriever import Retriever
from retriever.derive import hooks
from retriever.evaluating import Asked, ask_all, figures
from retriever.judging import located, read_questions
from retriever.languages import languages_of

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def home_of_all(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ANSWERBOOK_HOME", str(folder))
        yield folder


@pytest.fixture(scope="module")
def retriever(home_of_all: Path, aws: Path) -> Retriever:
    encoder = load(bulk=True)
    build(home_of_all / "index", add=[aws], encoder=encoder, derive=hooks(encoder))
    return Retriever.open(home_of_all / "index", encoder=encoder)


@pytest.fixture(scope="module", params=["dev_queries", "own_queries"])
def asked(retriever: Retriever, data: Path, request: pytest.FixtureRequest) -> list[Asked]:
    questions = read_questions(data / f"{request.param}.jsonl")
    return ask_all(located(questions, retriever.index.files()), retriever.ask)


def test_the_right_answer_comes_first(asked: list[Asked]) -> None:
    found = figures(asked)["all"]
    assert found["nDCG@10"] >= 0.75
    assert found["S@1"] >= 0.7
    assert found["S@3"] >= 0.85
    assert found["answer@1"] >= 0.6
    assert found["lines"] <= 4


def test_what_the_notes_do_not_answer_is_refused_and_hardly_anything_else(asked: list[Asked]) -> None:
    refused = {kind: [each.answer.abstained for each in asked if _kind(each) == kind] for kind in map(_kind, asked)}
    assert sum(refused["answerable"]) <= 0.05 * len(refused["answerable"])
    assert sum(refused["far"]) >= 0.95 * len(refused["far"])
    assert sum(refused["near"]) >= 0.5 * len(refused["near"])
    assert sum(refused["very_near"]) >= 0.25 * len(refused["very_near"])


def _kind(asked: Asked) -> str:
    return "answerable" if asked.question.judgements else asked.question.subkind


def test_the_seeds_are_english_and_nothing_else(retriever: Retriever) -> None:
    assert languages_of(retriever.index) == ("en",)


def test_marked_statements_are_where_the_answer_is(asked: list[Asked]) -> None:
    """Of the first hits that hold the answering lines, most have a mark on one of them."""
    held, marked = 0, 0
    for each in asked:
        answer = each.question.answer
        if each.score and each.score.answer_1 and answer:
            held += 1
            lines = [mark.lines for mark in each.answer.hits[0].highlights]
            marked += any(mark.start <= answer.end and answer.start <= mark.end for mark in lines)
    assert held >= 25
    assert marked / held >= 0.8


def test_a_question_is_answered_out_of_several_documents(retriever: Retriever) -> None:
    answer = retriever.ask("how do I avoid Lambda cold starts")
    assert not answer.abstained
    cold = {hit.file for hit in answer.hits if "cold start" in (hit.text + hit.section + hit.question).lower()}
    assert len(cold) >= 3


def test_no_two_hits_show_the_same_lines(asked: list[Asked]) -> None:
    for each in asked:
        shown = [(hit.file, line) for hit in each.answer.hits for line in set(hit.text_lines)]
        places = [(hit.file, hit.lines.start, hit.lines.end) for hit in each.answer.hits]
        assert len(set(places)) == len(places)
        assert len(shown) - len(set(shown)) <= 3 * len(each.answer.hits)  # repeated headings of tables, fences
