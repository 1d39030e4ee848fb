"""Notes without headings whose paragraphs begin with their subject in bold have an entry for each subject."""

import pytest
from invariants import check_document
from reading import asked, read

from corpus import parse

CLAY = """**Slip**: Clay with so much water in it that it pours.

Sieve it before use, and stir it every morning.

**Grog**: Fired clay, ground to sand. It opens the body.

**Throwing**

Forming on the wheel, from a ball of soft clay.

1. Centre it.
2. Open it.

**Leather hard**: Dry enough to be carved, wet enough to be joined.

<ins>Score</ins> both sides first.

**Cone**: A small pyramid that bends at a known heat.

**Scenario 1: A pot cracks**

It dried too fast on one side.

**Glaze**: Glass that is melted onto the pot.
"""

FOUND = [
    ("Slip", 1, 3),
    ("Grog", 5, 5),
    ("Throwing", 7, 12),
    ("Leather hard", 14, 16),
    ("Cone", 18, 18),
    ("Scenario 1: A pot cracks", 20, 22),
    ("Glaze", 24, 24),
]


@pytest.mark.parametrize(("old", "new"), [("", ""), ("**: ", ":** "), ("**", "__")])
def test_each_subject_in_bold_opens_an_entry(old: str, new: str) -> None:
    text = CLAY.replace(old, new) if old else CLAY
    document = parse(text.encode(), "clay.md")
    assert asked(document) == FOUND
    assert document.entries[0].answer.startswith("Clay with so much water")
    check_document(document, text.encode())


def test_a_title_may_stand_over_them() -> None:
    assert read(f"# Clay\n\n{CLAY}") == [(question, start + 2, end + 2) for question, start, end in FOUND]


def test_a_subject_over_nothing_is_a_title_of_those_below() -> None:
    document = parse(f"**Words**\n\n{CLAY}".encode(), "clay.md")
    assert [entry.question for entry in document.entries] == [question for question, _, _ in FOUND]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("**Cone**: A", "## Heat\n\n**Cone**: A"),  # a heading among them
        ("**Cone**", "**Slip**"),  # labels come again
        ("**Slip**: Clay", "Some words of the workshop.\n\n**Slip**: Clay"),  # text ahead of them
        ("Sieve", "Clay is old.\n\n" * 9 + "Sieve"),  # text between them
    ],
)
def test_in_other_notes_they_are_parts(old: str, new: str) -> None:
    questions = {question for question, _, _ in read(CLAY.replace(old, new, 1).replace("Scenario 1: A", "A"))}
    assert not {"Grog", "Leather hard"} & questions


def test_few_words_to_each_are_the_data_of_a_sheet() -> None:
    assert len(read("**Name**: Ann\n\n**Age**: 40\n\n**Town**: Bath\n\n**Craft**: Potter\n\n**Kiln**: Gas\n")) <= 1


def test_lines_in_bold_that_stand_over_text_are_told_by_those_that_begin_a_line() -> None:
    bare = "".join(
        f"**{name}**\n\nIt is told here at some length.\n\n" for name in ("Wheel", "Rib", "Needle", "Sponge")
    )
    assert all(question != "Slip" for question, _, _ in read(CLAY.replace("**Throwing**", f"{bare}**Throwing**")))


@pytest.mark.parametrize("words", ["Never fire wet clay.", "Notes"])
def test_a_sentence_in_bold_and_the_name_of_a_part_are_in_the_answer(words: str) -> None:
    text = CLAY.replace("Sieve it", f"**{words}**\n\nSieve it")
    assert read(text) == [("Slip", 1, 5), *((question, start + 2, end + 2) for question, start, end in FOUND[1:])]


def test_questions_among_them_are_the_entries() -> None:
    asked_once = CLAY.replace("Sieve it", "Q1: Why is it sieved?\n\nSieve it").replace("<ins>", "Q2: How?\n\n<ins>")
    assert [question for question, _, _ in read(asked_once)] == ["Why is it sieved?", "How?"]


def test_where_most_of_them_ask_the_others_are_parts() -> None:
    asking = CLAY
    for name in ("Slip", "Grog", "Leather hard", "Cone", "Glaze"):
        asking = asking.replace(f"**{name}**", f"**What is {name.lower()}?**")
    assert all(question.startswith("What is") for question, _, _ in read(asking))
