"""Questions in one list, answers in another below it, by the same numbers."""

import pytest
from reading import told

from corpus import parse

ASKED = "1. What is a kiln?\n2. What is slip?\n3. What is glaze?\n4. How hot is it?\n"
TOLD = "1. An oven.\n2. Clay and water.\n3. Glass.\n4. Very.\n"
PAIRS = [
    ("What is a kiln?", "1. An oven."),
    ("What is slip?", "2. Clay and water."),
    ("What is glaze?", "3. Glass."),
    ("How hot is it?", "4. Very."),
]


def found(text: str) -> list[tuple[str, str]]:
    return [(question, answer) for question, answer, _, _ in told(parse(text.encode(), "notes.md"))]


@pytest.mark.parametrize("title", ["Answers", "ANSWERS:", "## Answers", "**Answer key**", "---\n\nLösungen:"])
@pytest.mark.parametrize("asked", [ASKED, ASKED.replace(". ", ") "), ASKED.replace("\n", "\n\n")])
def test_answers_below_a_title_go_to_the_questions_of_their_numbers(asked: str, title: str) -> None:
    document = parse(f"# Pottery\n\n{asked}\n{title}\n\n{TOLD}".encode(), "notes.md")
    assert [(question, answer) for question, answer, _, _ in told(document)] == PAIRS
    assert not any(finding.kind == "unanswered" for finding in document.findings)
    first = document.entries[0]
    assert not first.question_written
    assert first.lines.start == first.lines.end == first.answer_lines[0]


def test_every_part_has_answers_of_its_own() -> None:
    again = ASKED.replace("kiln", "cone").replace("slip", "bisque").replace("glaze", "ash").replace("it", "that")
    text = f"# Oven\n\n{ASKED}\n## Answers\n\n{TOLD}\n# Signs\n\n{again}\n## Answers\n\n{TOLD.replace('Glass', 'Dust')}"
    assert found(text)[:4] == PAIRS
    assert [question for question, _ in found(text)[4:]] == [
        "What is a cone?",
        "What is bisque?",
        "What is ash?",
        "How hot is that?",
    ]
    assert found(text)[6] == ("What is ash?", "3. Dust.")


def test_labelled_questions_without_blank_lines_keep_to_their_own_words() -> None:
    asked = "Q1. What is a kiln?\nQ2. What is slip?\nQ3. What is glaze?\nQ4. How hot is it?\n"
    assert found(f"# Pottery\n\n{asked}\n## Answers\n\n{TOLD}") == PAIRS


def test_an_answer_in_steps_stays_whole() -> None:
    steps = TOLD.replace("2. Clay and water.", "2. Clay and water:\n\n   1. Dig.\n   2. Stir.\n")
    document = parse(f"# Pottery\n\n{ASKED}\n## Answers\n\n{steps}".encode(), "notes.md")
    assert [entry.question for entry in document.entries] == [question for question, _ in PAIRS]
    assert "Stir" in document.entries[1].answer


@pytest.mark.parametrize(
    "below",
    [
        "1. An oven.\n",
        "5. An oven.\n6. Clay.\n7. Glass.\n8. Very.\n",
        "1. Who fires it?\n2. Who stirs it?\n3. Who sells it?\n4. Who buys it?\n",
    ],
)
def test_other_numbers_below_such_a_title_answer_nothing(below: str) -> None:
    questions = {question for question, _ in found(f"# Pottery\n\n{ASKED}\n## Answers\n\n{below}")}
    assert questions.isdisjoint(question for question, _ in PAIRS)


def test_numbers_that_two_lists_share_answer_neither() -> None:
    again = ASKED.replace("kiln", "cone").replace("slip", "bisque").replace("glaze", "ash").replace("it", "that")
    text = f"# Pottery\n\n## Oven\n\n{ASKED}\n## Signs\n\n{again}\n## Answers\n\n{TOLD}"
    assert ("What is a kiln?", "1. An oven.") not in found(text)
