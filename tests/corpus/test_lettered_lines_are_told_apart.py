"""Lettered lines under a question are its answer unless something shows that they are choices."""

import pytest

from corpus import Document, parse

STEPS = """\
1. How do I restart billing?
a) Announce it.
b) Scale to zero.
c) Scale up.

2. What must I check?
A. Error rate
B. Latency
C. Alerts

3. When may I restart?
Tuesday night.
"""

HEADED = """\
## How do I restart the billing service?

a) Announce it in #ops.
b) Scale the deployment to zero.

## What is the restart window?

Tuesday night.

## Which is a mammal?
A) Shark
B) Dolphin
Answer: B) Dolphin
"""

EXAM = """\
1. What is the capital of Peru?
a) Quito
b) Lima

2. What is the capital of Chile?
a) Santiago
b) Sucre

{key}
"""


def read(text: str) -> Document:
    return parse(text.encode(), "notes.md")


def answers(document: Document) -> dict[str, str]:
    return {entry.question: entry.answer for entry in document.entries}


def test_lettered_steps_are_the_answer() -> None:
    assert answers(read(STEPS)) == {
        "How do I restart billing?": "a) Announce it.\nb) Scale to zero.\nc) Scale up.",
        "What must I check?": "A. Error rate\nB. Latency\nC. Alerts",
        "When may I restart?": "Tuesday night.",
    }


def test_one_question_with_choices_makes_no_choices_of_other_steps() -> None:
    document = read(HEADED)
    assert answers(document) == {
        "How do I restart the billing service?": "a) Announce it in #ops.\nb) Scale the deployment to zero.",
        "What is the restart window?": "Tuesday night.",
        "Which is a mammal?": "Answer: B) Dolphin",
    }
    assert [(one.message, one.start, one.end) for one in document.findings] == [("options of the question", 11, 12)]


@pytest.mark.parametrize(
    "question",
    ["Which of the following is a bird?", "Is it true or false that owls are birds?", "Choose two birds:"],
)
def test_a_question_that_lets_choose_has_choices(question: str) -> None:
    text = f"## {question}\n\na) An owl\nb) A wren\n\nBoth are.\n\n## What is a wren?\n\nA bird.\n"
    assert "a) An owl" not in "".join(answers(read(text)).values())


@pytest.mark.parametrize("key", ["## Answer key\n\n1. b\n2. a", "Answers\n1-b, 2-a", "1) b\n2) a"])
def test_a_key_makes_choices_of_all_letters(key: str) -> None:
    assert "Lima" in "".join(answers(read(EXAM.format(key=""))).values())
    assert "Lima" not in "".join(answers(read(EXAM.format(key=key))).values())


def test_a_ticked_letter_makes_choices() -> None:
    document = read("## What is a wren?\n\na) A bird ✅\nb) A fish\n\nIt sings.\n\n## What is a cod?\n\nA fish.\n")
    assert answers(document)["What is a wren?"] == "a) A bird ✅\n\nIt sings."


def test_letters_behind_boxes_are_choices() -> None:
    boxes = "- [ ] A. A bird\n- [ ] B. A fish\n"
    document = read(f"## What is a wren?\n\n{boxes}\nIt sings.\n\n## What is a cod?\n\n{boxes}\nIt swims.\n")
    assert answers(document) == {"What is a wren?": "It sings.", "What is a cod?": "It swims."}


@pytest.mark.parametrize("last", ["None of the above", "Both of them", "False", "Todas las anteriores", "以上都是"])
@pytest.mark.parametrize("letter", ["{} - {}", "{}) {}", "{}. {}"])
def test_a_last_letter_that_speaks_of_the_others_makes_choices(letter: str, last: str) -> None:
    said = [letter.format(one, words) for one, words in zip("AB", ("True", last), strict=True)]
    asked = ("Owls sing", "Is it so?", "Wrens are birds")
    document = read("".join(f"Q{at}: {one}\n\n{said[0]}\n\n{said[1]}\n\n" for at, one in enumerate(asked, 1)))
    assert document.entries == ()
    assert [one.start for one in document.findings if one.kind == "unanswered"] == [1, 7, 13]


def test_a_last_letter_that_only_points_above_is_told() -> None:
    text = "1. What is a wren?\na. A bird\nb. Small; see the above\n\n2. What is a cod?\na. A fish\nb. It swims\n"
    assert answers(read(text))["What is a wren?"] == "a. A bird\nb. Small; see the above"
