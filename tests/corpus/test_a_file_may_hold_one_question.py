"""A file that is one question and its answer is one entry, whatever headings the parts of the answer have."""

import pytest
from reading import read

from corpus import parse

CHEESE = """### The rind of a cheese is wet. How do you store it?

### Short explanation
It is about what film does to a rind.

### Answer
Wrap it in paper.

### Step 1: Cut it
Use a wire.

### Step 2: Is the rind dry?
Wait a day.

## Common mistakes
Film sweats.
"""


@pytest.mark.parametrize("sign", ["### ", "# ", "## "])
def test_a_question_with_parts_as_high_as_itself_is_one_entry(sign: str) -> None:
    text = CHEESE.replace("### ", sign)
    assert read(text) == [("The rind of a cheese is wet. How do you store it?", 1, 16)]


def test_parts_with_the_names_of_parts_are_as_good_as_steps() -> None:
    text = CHEESE.replace("Step 1: Cut it", "Example").replace("Step 2: Is the rind dry?", "Tips")
    assert [(start, end) for _, start, end in read(text)] == [(1, 16)]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("### Answer\n", "### Wrapping\n"),  # nothing labels the answer
        ("### Short explanation", "### Answer"),  # two answers
        ("### Short explanation", "Answer: no.\n\n### Short explanation"),  # two answers
        ("store it?", "store it"),  # it hardly asks
        ("### Short", "### Milk\nCows give it.\n\n### Curd\nIt sets.\n\n### Whey\nIt runs off.\n\n### Short"),
        ("Common mistakes", "Why does film sweat?"),  # others ask
        ("### The rind", "Notes of a dairy on all it makes.\n\n### The rind"),  # text ahead of it
    ],
)
def test_else_headings_of_one_level_open_entries(old: str, new: str) -> None:
    assert len(read(CHEESE.replace(old, new))) > 1


def test_questions_with_labels_are_the_entries_all_the_same() -> None:
    asked = "".join(
        f"Q{number}: What is {name}?\nIt is told here.\n\n" for number, name in enumerate(("curd", "whey"), 1)
    )
    assert [question for question, _, _ in read(f"{CHEESE}\n{asked}")][-2:] == ["What is curd?", "What is whey?"]


@pytest.mark.parametrize(
    ("file", "question"),
    [
        ("dairy/How do I store cheese.md", "How do I store cheese"),
        ("how-do-i-store-cheese.txt", "how do i store cheese"),
        ("How do I store cheese_.txt", "How do I store cheese"),
        ("How do I store cheese 1f2a3b4c5d6e7f8091a2b3c4d5e6f708.md", "How do I store cheese"),
        ("what-now.md", "Paper lets it breathe."),
        ("Cheese.md", "Paper lets it breathe."),
    ],
)
def test_the_name_of_a_file_may_be_what_it_answers(file: str, question: str) -> None:
    text = "Paper lets it breathe.\n\nFilm does not.\n"
    (entry,) = parse(text.encode(), file).entries
    assert (entry.question, entry.question_written, entry.answer) == (question, False, text.strip())
    assert [one.question for one in parse(f"# Rind\n\n{text}".encode(), file).entries] == ["Rind"]
    assert [one.question for one in parse(f"Why paper?\n\n{text}".encode(), file).entries] == ["Why paper?"]
