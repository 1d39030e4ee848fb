"""Spot-check: a round goes on without an entry that has left the notes, and an address of none starts anew."""

import time
from pathlib import Path
from typing import Any

from pages import Show, words

from retriever.spotcheck import Choice, Reviews, choose, grade_prompt


def test_a_round_that_is_not_there_leads_to_the_choice(retriever: object, show: Show) -> None:
    at = show("check", round="nonsense")
    assert ">Spot-check</h1>" in words(at)
    assert [button.label for button in at.button] == ["Start"]


def test_a_round_goes_on_without_an_entry_that_is_gone(retriever: Any, notes: Path, show: Show) -> None:
    with Reviews.open() as reviews:
        prompts = choose(retriever.index, reviews, Choice(which="new"))
        running = reviews.start(Choice(which="new"), prompts)
    assert prompts[0].document == "bread.md"
    (notes / "bread.md").unlink()
    retriever.build()
    assert "What is a neap tide?</h1>" in words(show("check", round=running.id))


def test_a_round_ends_without_a_part_that_was_renamed(retriever: Any, notes: Path, show: Show) -> None:
    def written(second: str) -> None:
        tools = ["spade", "rake", "hoe", "hose", "fork"]
        parts = (
            f"### {part}\n\n" + "".join(f"- {part} needs tool {n}, the {tool}.\n" for n, tool in enumerate(tools))
            for part in ("Soil", second, "Hedge")
        )
        (notes / "bread.md").write_text("## How is a garden kept?\n\n" + "\n".join(parts))
        retriever.build()

    written("Lawn")
    with Reviews.open() as reviews:
        choice = Choice(documents=("bread.md",), which="new")
        prompts = choose(retriever.index, reviews, choice)
        assert [each.part for each in prompts] == ["Soil", "Lawn", "Hedge"]
        running = reviews.start(choice, prompts)
        for each in (prompts[0], prompts[2]):
            reviews.record(running.id, each, "", grade_prompt(each, "", retriever.encoder), 3)
    written("Grass")
    assert "2 of 3 answered" in words(show("check", round=running.id))


def test_a_question_that_two_windows_rated_is_counted_once(retriever: Any, show: Show) -> None:
    with Reviews.open() as reviews:
        prompts = choose(retriever.index, reviews, Choice(which="new"))
        running = reviews.start(Choice(which="new"), prompts)
        for _ in range(2):
            reviews.record(running.id, prompts[0], "", grade_prompt(prompts[0], "", retriever.encoder), 3)
    assert "Question 2 of 3" in words(show("check", round=running.id))


def test_a_rating_can_be_taken_back(retriever: Any, show: Show) -> None:
    with Reviews.open() as reviews:
        running = reviews.start(Choice(which="new"), choose(retriever.index, reviews, Choice(which="new")))
    at = show("check", round=running.id)
    at.button(key="check-unknown").click().run()
    at.button(key="rate-3").click().run()
    assert "Question 2 of 3" in words(at)
    undo = at.button(key="check-undo")
    assert undo.proto.type == "secondary", "it looks like a button"
    undo.click().run()
    assert "Question 1 of 3" in words(at)


def test_a_review_says_how_long_the_question_took(retriever: Any, show: Show) -> None:
    with Reviews.open() as reviews:
        running = reviews.start(Choice(which="new"), choose(retriever.index, reviews, Choice(which="new", count=1)))
    at = show("check", round=running.id)
    time.sleep(0.5)
    at.text_area[0].set_value("Water by flour.")
    at.button(key="check-now").click().run()
    at.button(key="rate-3").click().run()
    assert not at.exception
    with Reviews.open() as reviews:
        (kept,) = reviews.done(running.id)
    assert kept.took_s is not None
    assert kept.took_s >= 0.5


def test_the_first_review_is_counted_as_one(retriever: Any, show: Show) -> None:
    with Reviews.open() as reviews:
        prompts = choose(retriever.index, reviews, Choice(count=1))
        running = reviews.start(Choice(), prompts)
        reviews.record(running.id, prompts[0], "", grade_prompt(prompts[0], "", retriever.encoder), 3)
    assert "<li><b>1</b>day in a row</li><li><b>1</b>review</li>" in words(show("check"))


def test_no_empty_chart_is_drawn_where_nothing_is_due(retriever: Any, notes: Path, show: Show) -> None:
    with Reviews.open() as reviews:
        prompts = choose(retriever.index, reviews, Choice(which="new"))
        running = reviews.start(Choice(which="new"), prompts)
        first = prompts[0]
        reviews.record(running.id, first, "", grade_prompt(first, "", retriever.encoder), 3)
    assert "Due on the coming days" in words(show("check"))
    (notes / first.document).unlink()
    retriever.build()
    said = words(show("check"))
    assert "Progress" in said
    assert "Due on the coming days" not in said
