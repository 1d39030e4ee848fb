"""Questions and answers on one line each, however the two are parted and whatever the lines begin with."""

import pytest
from reading import told

from corpus import parse

PAIRS = [
    ("What is a kiln?", "An oven in which clay is fired."),
    ("How does glaze work?", "It melts to glass on the pot."),
    ("Which parts has a wheel?", "Head, shaft and flywheel."),
    ("Why does clay crack?", "It dries too fast."),
    ("How hot is porcelain fired?", "Thirteen hundred degrees."),
]
HEADS = {"none": "", "star": "* ", "hyphen": "-", "dot": "• ", "number": "{}. ", "label": "Q{}. ", "heading": "### "}
SIGNS = [" -> ", " => ", " → ", " - ", " – ", ": ", " : ", " ", " = ", "<br>", " Ans: ", " A: ", " > "]


def found(text: str) -> list[tuple[str, str]]:
    return [(question, answer) for question, answer, _, _ in told(parse(text.encode(), "notes.md"))]


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize("head", HEADS)
def test_every_line_is_an_entry(head: str, sign: str, gap: str) -> None:
    lines = [f"{HEADS[head].format(number)}{asked}{sign}{said}" for number, (asked, said) in enumerate(PAIRS, 1)]
    assert found(f"# Pottery\n\n{gap.join(lines)}\n") == PAIRS


def test_words_behind_the_question_mark_of_a_heading_over_text_are_part_of_it() -> None:
    text = "## What is a kiln? Its parts\n\nAn oven.\n\n## What is slip? Its use and age\n\n### Use\n\nIt joins.\n"
    assert [question for question, _ in found(text)] == ["What is a kiln? Its parts", "What is slip? Its use and age"]
