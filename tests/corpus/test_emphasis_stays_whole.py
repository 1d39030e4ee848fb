"""Emphasis that begins ahead of what is taken off the head of an answer goes on behind it; none is left half."""

import pytest

from corpus import parse


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("**A: It sings.** Often.", "**It sings.** Often."),
        ("**A:** It **sings**.", "It **sings**."),
        ("**A: ** It sings.", "It sings."),
        ("__Answer: It sings.__", "__It sings.__"),
        ("*A: It sings.*", "*It sings.*"),
        ("_A: It sings._", "_It sings._"),
        ("**A**: **It sings.**", "**It sings.**"),
        ("A: 2 * 3 * 4", "2 * 3 * 4"),
        ("- **A: It sings.**", "**It sings.**"),
        ("**Answer: Great question! It sings.**", "**It sings.**"),
    ],
)
def test_a_label_inside_emphasis_is_taken_off_alone(written: str, shown: str) -> None:
    text = f"Q: What does a wren do?\n{written}\n\nQ: What does a cod do?\nA: It swims.\n"
    assert [one.answer for one in parse(text.encode(), "notes.md").entries] == [shown, "It swims."]


def test_an_answer_on_the_line_of_its_question_keeps_what_both_stand_in() -> None:
    text = "**1. What does a wren do? It sings at dawn.**\n\n**2. What does a cod do? It swims at night.**\n"
    answers = [one.answer for one in parse(text.encode(), "notes.md").entries]
    assert answers == ["**It sings at dawn.**", "**It swims at night.**"]


def test_a_colon_that_ends_a_lead_inside_its_emphasis_goes_with_it() -> None:
    text = "# Faults\n\n" + "\n\n".join(f"**Lamp {name} is out:** Change *it*." for name in "ABCD")
    assert [one.answer for one in parse(text.encode(), "notes.md").entries] == ["Change *it*."] * 4
