"""What asking promises, whatever the model: lines that hold the text, copies folded, filters, staleness."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fakes import FakeEncoder
from notes import many, write_notes

from index.build import build
from index.errors import UsageError
from index.places import places
from retriever import Hit, Retriever
from retriever.asking import LONGEST

STEAM = "Steam keeps the crust soft in the first minutes.\nIt also makes the crust shine."
NOTES = {
    "bread.md": [
        ("Why is steam used?", STEAM),
        ("What is hydration?", "Hydration is the weight of water by the weight of flour."),
        ("How hot is the oven?", "The oven is at 230 degrees. It falls to 200 degrees."),
    ],
    "old-bread.md": [("Steam in the oven", STEAM), ("What does autolyse do?", "Autolyse lets the dough rest.")],
    "queues.md": many(12, "Queue Service"),
    "tides.md": [("What is a neap tide?", "A neap tide is the smallest tide of the month.")],
}


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    return write_notes(tmp_path / "notes", NOTES)


@pytest.fixture
def retriever(notes: Path, home: Path) -> Retriever:
    encoder = FakeEncoder(256)
    build(places().index("default"), add=[notes], encoder=encoder)
    return Retriever.open(encoder=encoder)


def _raw(notes: Path, hit: Hit) -> list[str]:
    return (notes / hit.file).read_text(encoding="utf-8").split("\n")


def test_a_hit_stands_on_its_lines(retriever: Retriever, notes: Path) -> None:
    hits = retriever.ask("how soft is the crust").hits
    assert hits
    for hit in hits:
        raw = _raw(notes, hit)
        assert hit.text.split("\n") == [raw[number - 1] for number in hit.text_lines]
        assert (hit.text_lines[0], hit.text_lines[-1]) == (hit.lines.start, hit.lines.end)
        for mark in hit.highlights:
            assert hit.text[mark.start : mark.end] == mark.text
            assert mark.text in " ".join(raw[mark.lines.start - 1 : mark.lines.end])


def test_what_answers_comes_first_and_is_marked(retriever: Retriever) -> None:
    first = retriever.ask("oven degrees").hits[0]
    assert first.question == "How hot is the oven?"
    assert any("degrees" in mark.text for mark in first.highlights)


def test_the_same_words_in_two_places_are_one_hit(retriever: Retriever) -> None:
    folded = retriever.ask("steam keeps the crust soft")
    [steam] = [hit for hit in folded.hits if "Steam keeps" in hit.text]
    assert {steam.file, *(copy.file for copy in steam.copies)} == {"bread.md", "old-bread.md"}
    unfolded = retriever.ask("steam keeps the crust soft", fold=False)
    assert sorted(hit.file for hit in unfolded.hits if "Steam keeps" in hit.text) == ["bread.md", "old-bread.md"]
    assert all(not hit.copies for hit in unfolded.hits)


@pytest.mark.parametrize(("one", "other"), [("`C++`", "`C`"), ("-18 °C", "+18 °C"), ("Yes.", "Yes.")])
def test_short_answers_to_two_questions_are_two_hits(tmp_path: Path, home: Path, one: str, other: str) -> None:
    pairs = [("Which language is the kernel in?", one), ("Which language is the driver in?", other)]
    build(places().index("default"), add=[write_notes(tmp_path, {"a.md": pairs})], encoder=FakeEncoder(256))
    hits = Retriever.open(encoder=FakeEncoder(256)).ask("which language is the kernel in").hits
    assert sorted(hit.text for hit in hits) == sorted([one, other])
    assert all(not hit.copies for hit in hits)


def test_the_short_answer_to_one_question_is_one_hit(tmp_path: Path, home: Path) -> None:
    question = "Which language is the kernel in?"
    notes = {"a.md": [(question, "C++")], "b.md": [(question, "**C++**.")]}
    build(places().index("default"), add=[write_notes(tmp_path, notes)], encoder=FakeEncoder(256))
    [hit] = Retriever.open(encoder=FakeEncoder(256)).ask("which language is the kernel in").hits
    assert len(hit.copies) == 1


def test_sources_and_topics_narrow_the_search(retriever: Retriever) -> None:
    assert {hit.file for hit in retriever.ask("the oven", sources=["*tides*"]).hits} == {"tides.md"}
    assert not retriever.ask("the oven", topics=["no such topic"]).hits
    topic = next(iter(retriever.index.topics()))
    hits = retriever.ask("the oven", topics=[topic.upper()]).hits
    assert hits
    assert all(topic in hit.topics for hit in hits)
    assert retriever.ask("the oven", sources="*tides*") == retriever.ask("the oven", sources=["*tides*"])
    assert retriever.ask("the oven", topics=topic) == retriever.ask("the oven", topics=[topic])
    assert retriever.ask("the oven", topics="", sources=[]) == retriever.ask("the oven")


def test_changed_notes_are_left_out_and_said(retriever: Retriever, notes: Path) -> None:
    assert not retriever.ask("neap tide").stale
    (notes / "tides.md").write_text("## What is a spring tide?\n\nThe largest tide.\n", encoding="utf-8")
    again = Retriever(retriever.index, retriever.encoder).ask("neap tide")
    assert again.stale
    assert again.hits
    assert all(hit.file != "tides.md" for hit in again.hits)


def test_spelling_is_corrected_unless_told_otherwise(retriever: Retriever) -> None:
    answer = retriever.ask("what is hydratoin")
    assert (answer.query, answer.corrected_query) == ("what is hydratoin", "what is hydration")
    assert answer.hits[0].question == "What is hydration?"
    assert retriever.ask("what is hydratoin", correct=False).corrected_query is None
    assert retriever.ask("what is hydration").corrected_query is None


def test_an_explanation_names_every_stage(retriever: Retriever) -> None:
    plain, told = retriever.ask("soft crust"), retriever.ask("soft crust", explain=True)
    assert not plain.hits[0].stages
    assert {"late", "sentence_late", "sentence", "dense", "lexical", "exact", "entry", "feedback"} <= set(
        told.hits[0].stages
    )
    assert [hit.score for hit in told.hits] == [hit.score for hit in plain.hits]
    shown = told.as_json()
    assert set(shown["stages"]) == {"missing", "terms"}
    assert set(shown["hits"][0]["stages"]) == set(told.hits[0].stages)


def test_what_is_typed_is_graded_by_the_answer_of_an_entry(retriever: Retriever) -> None:
    entry = next(entry for entry in retriever.index.entries() if entry.question == "What is hydration?")
    grade = retriever.grade(str(entry.id), entry.answer)
    assert [point.verdict for point in grade.points] == ["covered"]
    assert retriever.grade(str(entry.id), "").score == 0


def test_no_more_hits_than_asked_for_and_best_first(retriever: Retriever) -> None:
    answer = retriever.ask("the tide of bread", k=3)
    assert len(answer.hits) == 3
    assert sorted((hit.score for hit in answer.hits), reverse=True) == [hit.score for hit in answer.hits]
    assert 0 <= answer.confidence <= 1


@pytest.mark.parametrize("text", ["", " \n\t "])
def test_an_empty_question_is_refused(retriever: Retriever, text: str) -> None:
    with pytest.raises(UsageError, match="no question"):
        retriever.ask(text)


def test_what_is_no_question_or_asks_for_nothing_is_refused_in_one_sentence(retriever: Retriever) -> None:
    entry: Any = retriever.ask("steam").hits[0].entry
    calls: list[Callable[..., object]] = [
        retriever.ask, retriever.related, retriever.grade, lambda text, _: retriever.grade(entry, text)
    ]  # fmt: skip
    for wrong in (None, b"steam", 5, ["steam"]):
        for call in calls:
            with pytest.raises(UsageError, match=f"has to be a str: it is of type {type(wrong).__name__}"):
                call(wrong, "steam" if call is retriever.grade else 1)
    for wrong in (b"default", 5, ["default"]):
        with pytest.raises(UsageError, match=f"named by a str or a Path: this is of type {type(wrong).__name__}"):
            Retriever.open(wrong)  # type: ignore[arg-type]
    for few in (0, -1):
        for call in (retriever.ask, retriever.related):
            with pytest.raises(UsageError, match=f"k has to be 1 or more: it is {few}"):
                call("steam", few)


def test_an_index_named_by_a_relative_path_is_asked_wherever_one_goes(
    notes: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    build(Path("notes/book"), add=[Path("notes")], encoder=FakeEncoder(256))
    retriever = Retriever.open("notes/book", FakeEncoder(256))
    monkeypatch.chdir("/")
    assert not retriever.changes()


def test_answers_and_hits_may_be_kept_in_sets(retriever: Retriever) -> None:
    answers = [retriever.ask("steam", explain=True) for _ in range(2)]
    assert len(set(answers)) == 1
    assert len({hit for answer in answers for hit in answer.hits}) == len(answers[0].hits)


def test_a_question_without_end_is_cut(retriever: Retriever) -> None:
    assert len(retriever.ask("steam " * LONGEST).query) <= LONGEST
