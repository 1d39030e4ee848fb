"""Words and signs at the head of lines that labels may look like stay what they are, where a document has no such."""

import pytest
from reading import told

from corpus import parse


def answers(text: str) -> list[tuple[str, str]]:
    """Return each question with its answer."""
    return [(question, answer) for question, answer, _, _ in told(parse(text.encode(), "notes.md"))]


@pytest.mark.parametrize(
    "answer",
    [
        "o Navio tem dois.\n\nE mais:\n\no Vento.",
        "So:\n\nSubject: 1. The boat\n\nand they count on.",
        "These are odd:\n\n? the boat\n\n? the mast",
        "A boat floats.\n\nA mast stands.\n\nA keel lies below.",
    ],
    ids=["an article", "one message", "lines that nothing answers", "articles in English"],
)
def test_a_few_lines_of_an_answer_are_no_list_and_no_labels(answer: str) -> None:
    text = f"## What is on board?\n\n{answer}\n\n## Why?\n\nNobody knows.\n"
    assert answers(text) == [("What is on board?", answer), ("Why?", "Nobody knows.")]


def test_articles_in_labelled_answers_are_words() -> None:
    text = "Q> What is a keel?\nA> So:\nA spine.\n\nQ> What is a mast?\nA> A pole.\n\nQ> Why?\nA> So.\n"
    assert answers(text) == [("What is a keel?", "So:\nA spine."), ("What is a mast?", "A pole."), ("Why?", "So.")]


def test_answers_that_begin_with_an_article_now_and_then_are_whole() -> None:
    told = ("A spine.", "It stands.", "A cloth.", "It is a rope.", "They are poles.")
    text = "".join(f"Question What is it, number {at}?\n\n{one}\n\n" for at, one in enumerate(told))
    assert [answer for _, answer in answers(text)] == list(told)


def test_items_with_a_letter_for_a_bullet_are_a_list_close_together_too() -> None:
    items = "o The fore mast\no The main mast\no The mizzen\n\no A sprit\no The boom"
    assert answers(f"## What are they?\n\n{items}\n\n## Why?\n\nSo.\n")[0][1] == items.replace("o ", "* ")
