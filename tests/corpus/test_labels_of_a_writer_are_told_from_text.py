"""Words and letters that a writer labels with are questions and answers only where the whole document shows it."""

import pytest
from reading import read, told

from corpus import parse

KNOTS = (("The keel", "A beam."), ("The mast", "A pole."), ("The boom", "A spar."))


def answers(text: str) -> list[tuple[str, str]]:
    """Return each question with its answer."""
    return [(question, answer) for question, answer, _, _ in told(parse(text.encode(), "notes.md"))]


@pytest.mark.parametrize(
    "lines",
    [
        ("Page 1. Is it dry?",),
        ("Page 4. Is it dry?", "Page 5. Is it new?", "Page 6. Pull."),
        ("Page 1. Is it dry?", "Page 1. Is it new?", "Page 1. Pull."),
        ("Hint 1. Is it dry?", "Hint 2. Is it new?", "Hint 3. Pull."),
        ("Thought: is it dry?", "Thought: is it new?", "Thought: is it long?", "Thought: is it ours?", "Thought: hm?"),
        ("Example: is it dry?", "Why: it was out.", "Example: is it new?", "Why: it smells."),
    ],
    ids=["once", "from another number on", "again", "parts", "one label", "labels of parts"],
)
def test_words_that_label_in_an_answer_ask_nothing_of_their_own(lines: tuple[str, ...]) -> None:
    answer = "\n\n".join(["As they say:", *lines])
    text = f"## How is it tied?\n\n{answer}\n\n## Why?\n\nSo.\n"
    assert answers(text) == [("How is it tied?", answer), ("Why?", "So.")]


def test_days_of_a_diary_are_no_questions() -> None:
    days = ("Mon 3", "Tue 4", "Wed 5", "Thu 6", "Fri 7")
    text = "".join(f"{day} - We sailed on along the coast, and nobody saw a ship all day.\n\n" for day in days)
    assert not {asked for asked, _, _ in read(text, "diary.txt")} & set(days)


def test_questions_that_ask_nothing_have_no_answer_in_their_own_words() -> None:
    text = "".join(f"Question {at} - Tell us all about it.\n\n" for at in range(1, 6))
    assert read(text, "exam.txt") == []


@pytest.mark.parametrize(("above", "slip"), [("", "Ql3. a loop"), ("", "O2. a gas"), ("O2. a gas\n\n", "")])
def test_letters_that_are_no_number_that_is_missing_stay(above: str, slip: str) -> None:
    text = f"{above}Q1. What is a keel?\nA beam.\n\nQ3. What is a mast?\nA pole.\n{slip}\n\nQ4. Why?\nSo.\n"
    assert [asked for asked, _, _ in read(text, "faq.txt")] == ["What is a keel?", "What is a mast?", "Why?"]
    assert "a question without an answer" not in str(parse(text.encode(), "faq.txt").findings)


def test_letters_for_a_number_that_is_there_stay() -> None:
    text = "Q1. What is a keel?\nA beam.\nOl. a gas\n\nQ2. What is a mast?\nA pole.\n"
    assert read(text, "faq.txt") == [("What is a keel?", 1, 3), ("What is a mast?", 5, 6)]


@pytest.mark.parametrize(("asks", "tells"), [("Q", "S"), ("Question", "R")])
def test_any_letter_that_follows_a_question_answers_it(asks: str, tells: str) -> None:
    assert answers("".join(f"{asks}: {one}\n{tells}: {back}\n\n" for one, back in KNOTS)) == list(KNOTS)


def test_a_word_between_question_and_answer_is_a_part_of_the_answer() -> None:
    text = "".join(f"Q: {one}\nTags: ship\nA: {back}\n\n" for one, back in KNOTS)
    assert all("Tags: ship" in answer for _, answer in answers(text))


def test_names_of_what_is_asked_answer_nothing() -> None:
    text = "".join(f"Name: What is {at}?\nQuestion: What was {at}?\nIt is so.\n\n" for at in "abc")
    assert [asked for asked, _ in answers(text)] == [f"What was {at}?" for at in "abc"]


def test_small_letters_in_front_are_no_speakers() -> None:
    text = "".join(f"## {one}\n\np. is it so?\nr. {back}\n\n" for one, back in KNOTS)
    assert [asked for asked, _ in answers(text)] == [one for one, _ in KNOTS]
