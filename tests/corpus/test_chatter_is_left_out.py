"""Talk around a pasted answer goes, what it shares a line with stays, and a Finding says what went."""

import pytest
from reading import read

from corpus import parse
from corpus.entries.chatter import is_offer


def answer(text: str) -> str:
    return parse(f"## What is it?\n\n{text}\n\n## Who made it?\n\nNobody.\n".encode(), "notes.md").entries[0].answer


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("Great question! A **cache** keeps results.", "A **cache** keeps results."),
        ("Absolutely! Caches help.", "Caches help."),
        ("Sure! Here's a breakdown of caches:\n\n- fast", "- fast"),
        ("Caches help. Let me know if you want a diagram!", "Caches help."),
        ("Caches help.\n\n---\n\nWould you like an example?", "Caches help."),
    ],
)
def test_only_the_chatter_goes(line: str, kept: str) -> None:
    assert answer(line) == kept


@pytest.mark.parametrize("line", ["If you need a lock, use a mutex.", "Want is not need.", "Sure signs are rare."])
def test_content_is_no_chatter(line: str) -> None:
    assert answer(line) == line
    assert not is_offer(line)


def told(question: str, answer: str) -> list[str]:
    """Return what is told of a question among others."""
    text = f"## {question}\n\n{answer}\n\n## Who made it?\n\nNobody.\n"
    return [one.answer for one in parse(text.encode(), "notes.md").entries][:-1]


@pytest.mark.parametrize("question", ["Does it fly?", "Where feathers fail, is it a bird?", "A kite flies too?"])
@pytest.mark.parametrize(
    "answer",
    ["Of course!", "Definitely. Kites do.", "Absolutely - it flies.", "Sure! Kites do.", "No problem.\n\nKites do."],
)
def test_a_yes_is_an_answer_where_it_can_be_one(question: str, answer: str) -> None:
    assert told(question, answer) == [answer]
    assert told(question, f"Great question! {answer}") == [answer]


@pytest.mark.parametrize(
    "answer",
    [
        "Excellent - five stars.",
        "Perfect. No faults.",
        "Great! It soars.",
        "Okay. It does.",
        "Certainly!",
        "Sure - a lot.",
    ],
)
def test_a_rating_and_a_lone_word_are_answers(answer: str) -> None:
    assert told("How well does it fly?", answer) == [answer]


@pytest.mark.parametrize("question", ["What flies?", "Does it fly?", "Explain flight."])
@pytest.mark.parametrize("talk", ["Sure! Let's dive in:", "Perfect. Here is an overview:", "Got it! Great question."])
def test_praise_and_announcements_answer_nothing(question: str, talk: str) -> None:
    assert told(question, f"{talk}\n\nKites do.") == ["Kites do."]


@pytest.mark.parametrize("question", ["What is a kite?", "Explain kites.", "Tell me, is it so. Then, kites"])
def test_a_yes_is_chatter_where_it_answers_nothing(question: str) -> None:
    assert told(question, "Sure! A toy.") == ["A toy."]
    assert told(question, "Absolutely!\n\nA toy.") == ["A toy."]


def test_what_went_is_in_a_finding() -> None:
    document = parse(b"## What is it?\n\nGreat question! A thing.\n", "notes.md")
    assert any("Great question!" in finding.message and finding.start == 3 for finding in document.findings)


@pytest.mark.parametrize(
    "talk", ["Certainly! Here's the answer for the next question on caches:", "Sure! Here's the rest:"]
)
def test_chatter_over_the_next_question_goes(talk: str) -> None:
    text = f"## Q.1 What is it?\n### ans\nA thing.\n\n{talk}\n\n**Question: 2 Who made it?**\n\n**Answer:**\nNobody.\n"
    document = parse(text.encode(), "notes.md")
    assert [(one.lines.start, one.lines.end) for one in document.entries] == [(1, 3), (7, 10)]
    assert [(one.message, one.start) for one in document.findings] == [(f"chatter: {talk}", 5)]


@pytest.mark.parametrize(
    "talk",
    [
        "If you have another question, you can use [this forum](https://example.org).",
        "Should you have any further questions, please contact\nthe harbour office.",
        "Still have questions? Ask them in the channel.",
        "If your question is not in this list, open an issue.",
        "Couldn't find what you look for? Let us know!",
    ],
)
def test_where_to_ask_on_ends_no_answer_but_one_of_its_own(talk: str) -> None:
    text = f"## What is a quay?\n\nA wall.\n\n## Who may moor?\n\nAll may.\n\n{talk}\n"
    assert read(text)[-1] == ("Who may moor?", 5, 7)
    alone = f"## What is a quay?\n\nA wall.\n\n## Whom do I ask?\n\n{talk}\n"
    assert [one[0] for one in read(alone)] == ["What is a quay?", "Whom do I ask?"]


@pytest.mark.parametrize(
    "told",
    [
        "If you have questions of price, see the board.",
        "If the rope has other problems than wear, cut it.",
        "The crane is old,\nthe quay is older,\nand the wall is oldest:\nif you have any questions, ask the master.",
    ],
)
def test_what_only_sounds_so_is_told(told: str) -> None:
    text = f"## What is a quay?\n\nA wall.\n\n## Who may moor?\n\nAll may.\n\n{told}\n"
    assert read(text)[-1] == ("Who may moor?", 5, 9 + told.count("\n"))
