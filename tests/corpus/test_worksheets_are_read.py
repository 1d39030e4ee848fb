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


TASKS = ["How deep is a keel of four planks?", "Draw a mast and name its parts.", "Splice two ropes."]
SOLUTIONS = [
    "Two feet: a plank is half a foot.",
    "The head, the truck and the step.",
    "Unlay both and weave the strands.",
]


def counted(head: str, texts: list[str]) -> str:
    return "".join(f"{head.format(number)}\n\n{text}\n\n" for number, text in enumerate(texts, 1))


@pytest.mark.parametrize(
    ("title", "head"),
    [
        ("# Solutions", "## Exercise {}"),
        ("# Answers", "## Answer {}"),
        ("# Model solutions", "## Solution {}"),
        ("**Solutions**", "## {}."),
    ],
)
def test_exercises_are_asked_and_their_solutions_answer(title: str, head: str) -> None:
    text = f"# Exercises\n\n{counted('## Exercise {}', TASKS)}{title}\n\n{counted(head, SOLUTIONS)}"
    document = parse(text.encode(), "boats.md")
    assert [(entry.question, entry.answer) for entry in document.entries] == list(zip(TASKS, SOLUTIONS, strict=True))
    assert [entry.lines.start for entry in document.entries] == [17, 21, 25]
    assert ("a list of questions", 1, 13) in [(one.message, one.start, one.end) for one in document.findings]
    assert not any(title[-1:].isdigit() for entry in document.entries for title in entry.headings)


def test_each_chapter_has_solutions_of_its_own() -> None:
    asked = counted("### Exercise {}", TASKS)
    told = f"## Solutions\n\n{counted('### Exercise {}', SOLUTIONS)}"
    again = (asked + told).replace("keel", "rib").replace("mast", "boom").replace("Unlay", "Untwist")
    pairs = list(zip(TASKS, SOLUTIONS, strict=True))
    assert found(f"# One\n\n{asked}{told}# Two\n\n{again}") == [
        *pairs,
        ("How deep is a rib of four planks?", SOLUTIONS[0]),
        ("Draw a boom and name its parts.", SOLUTIONS[1]),
        (TASKS[2], "Untwist both and weave the strands."),
    ]


@pytest.mark.parametrize("label", ["", "**Answer:** "])
def test_questions_that_are_answered_keep_their_answers(label: str) -> None:
    asked = ["What is a keel?", "What is a mast?"]
    told = ["A beam below the hull.", "A pole that holds sails."]
    pairs = zip(asked, told, strict=True)
    text = "".join(f"## {count}. {one}\n\n{label}{other}\n\n" for count, (one, other) in enumerate(pairs, 1))
    first, second = found(f"{text}## Answers\n\n1. beam\n2. pole\n")
    assert first == (asked[0], told[0])
    assert second[0] == asked[1]
    assert second[1].startswith(told[1])
