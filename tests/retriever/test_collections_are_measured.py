"""Collections in BEIR's layout are read line by line and measured as ir-measures does."""

import json
import re
from pathlib import Path

import ir_measures
import pytest
from click.testing import CliRunner
from fakes import FakeEncoder
from hypothesis import given
from hypothesis import strategies as st

from corpus.model import Span
from index.errors import UsageError
from index.places import places
from retriever import fitted
from retriever.beir import corpus_document, measure, ndcg, rank_collection, read_collection, recall, reciprocal
from retriever.cli import answerbook

_DOCUMENTS = [f"d{number}" for number in range(15)]


def write_collection(folder: Path, qrels: str = "qrels.tsv") -> Path:
    corpus = [
        {"_id": "steam", "title": "Why is steam used?", "text": "It keeps the crust soft.\nIt makes it shine."},
        {"_id": "tide", "title": "", "text": "A neap tide is the smallest of the month."},
        {"_id": "empty", "title": "What is nothing?", "text": ""},
    ]
    queries = [{"_id": "q1", "text": "soft crust"}, {"_id": "q2", "text": "smallest tide"}, {"_id": "q3", "text": "x"}]
    (folder / "corpus.jsonl").write_text("".join(json.dumps(each) + "\n" for each in corpus), encoding="utf-8")
    (folder / "queries.jsonl").write_text("".join(json.dumps(each) + "\n" for each in queries), encoding="utf-8")
    path = folder / qrels
    path.parent.mkdir(exist_ok=True)
    path.write_text("query-id\tcorpus-id\tscore\nq1\tsteam\t2\nq2\ttide\t1\nq3\ttide\t0\n", encoding="utf-8")
    return folder


@given(
    st.dictionaries(st.sampled_from(_DOCUMENTS), st.integers(0, 3), min_size=1).filter(lambda each: any(each.values())),
    st.permutations(_DOCUMENTS),
)
def test_the_measures_are_those_of_ir_measures(grades: dict[str, int], ranking: list[str]) -> None:
    judged = [ir_measures.Qrel("q", document, grade) for document, grade in grades.items()]
    run = [ir_measures.ScoredDoc("q", document, -float(rank)) for rank, document in enumerate(ranking)]
    wanted = [ir_measures.nDCG @ 10, ir_measures.R @ 10, ir_measures.RR @ 10]
    expected = ir_measures.calc_aggregate(wanted, judged, run)
    found = [ndcg(grades, ranking), recall(grades, ranking), reciprocal(grades, ranking)]
    assert found == pytest.approx([expected[measure] for measure in wanted])


@pytest.mark.parametrize("qrels", ["qrels.tsv", "qrels/test.tsv"])
def test_queries_with_a_relevant_document_are_asked(tmp_path: Path, qrels: str) -> None:
    collection = read_collection(write_collection(tmp_path, qrels))
    assert collection.documents == ("steam", "tide", "empty")
    assert dict(collection.queries) == {"q1": "soft crust", "q2": "smallest tide"}
    assert collection.grades["q1"] == {"steam": 2}


def test_a_mark_of_the_encoding_at_the_head_is_no_part_of_the_first_line(tmp_path: Path) -> None:
    plain = read_collection(write_collection(tmp_path))
    for file in filter(Path.is_file, tmp_path.iterdir()):
        file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())
    assert read_collection(tmp_path) == plain


def test_a_line_of_the_corpus_is_an_entry(tmp_path: Path) -> None:
    path = write_collection(tmp_path) / "corpus.jsonl"
    document = corpus_document(path, path)
    assert [entry.question for entry in document.entries] == ["Why is steam used?", "", "What is nothing?"]
    assert [entry.lines for entry in document.entries] == [Span(1, 1), Span(2, 2), Span(3, 3)]
    assert document.entries[0].answer_lines == (1, 1)
    assert document.entries[0].answer.split("\n")[1] == "It makes it shine."


@pytest.mark.parametrize(
    ("file", "text", "wrong"),
    [
        ("corpus.jsonl", '{"_id": "a"}\n{', "corpus.jsonl:2"),
        ("corpus.jsonl", '{"title": "a"}\n', "corpus.jsonl:1: _id is missing"),
        ("corpus.jsonl", '{"_id": "a"}\n{"_id": "a"}\n', "the same _id"),
        ("queries.jsonl", '{"_id": "q1"}\n', "queries.jsonl:1: text is missing"),
        ("qrels.tsv", "q1\tsteam\n", "no relevant document|qrels.tsv:1"),
        ("qrels.tsv", "q1\tsteam\t1\nq1 steam many\n", "qrels.tsv:2"),
    ],
)
def test_a_wrong_line_is_named(tmp_path: Path, file: str, text: str, wrong: str) -> None:
    folder = write_collection(tmp_path)
    (folder / file).write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=wrong):
        read_collection(folder)


def test_a_collection_is_ranked_and_leaves_no_ids_behind(
    tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("retriever.beir.load", lambda bulk: FakeEncoder(256))
    collection = read_collection(write_collection(tmp_path))
    rankings = rank_collection(collection, fitted.ranking())
    assert {query: found[0] for query, found in rankings.items()} == {"q1": "steam", "q2": "tide"}
    assert all(len(set(found)) == len(found) for found in rankings.values())
    assert measure(collection, rankings)["nDCG@10"] == 1
    assert not places().ids.exists()


def test_the_command_prints_the_measures_and_writes_the_rankings(
    tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("retriever.beir.load", lambda bulk: FakeEncoder(256))
    folder, out = write_collection(tmp_path), tmp_path / "run.jsonl"
    call = ["eval", "--beir", str(folder), "--run", str(out), "--json"]
    found = json.loads(CliRunner().invoke(answerbook, call).stdout)
    assert found == {"nDCG@10": 1.0, "R@10": 1.0, "MRR@10": 1.0, "queries": 2, "documents": 3}
    lines = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert {line["qid"]: line["documents"][0] for line in lines} == {"q1": "steam", "q2": "tide"}


@pytest.mark.parametrize("file", ["corpus.jsonl", "queries.jsonl", "qrels.tsv"])
def test_a_missing_file_is_named(tmp_path: Path, file: str) -> None:
    (write_collection(tmp_path) / file).unlink()
    with pytest.raises(UsageError, match=rf"{re.escape(file)} cannot be read"):
        read_collection(tmp_path)
