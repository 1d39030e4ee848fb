"""Titles over groups of questions are in no answer, though they stand right above the next question."""

from corpus import parse

EXAM = """Exam A: sheep and goats

---

Paper One, for beginners (short answers, no notes)

Easy questions
1) Name the male of the sheep.
Answer: ram

2) What is a lamb?
Answer: a young sheep

Hard questions (two points each,
no notes):
3) Why shear in May?
Answer: The wool has risen.
It comes off whole.

---

Paper Two, for shepherds (essays of a page, or a drawing)

Easy questions
1) Name the male of the goat.
Answer: billy

2) What do goats eat?
Answer: bark

and leaves
"""


def read(text: str, file: str = "notes.md") -> list[tuple[str, int, int]]:
    return [(one.question, one.lines.start, one.lines.end) for one in parse(text.encode(), file).entries]


def test_a_title_right_above_a_question_ends_the_answer_before() -> None:
    assert read(EXAM) == [
        ("Name the male of the sheep.", 8, 9),
        ("What is a lamb?", 11, 12),
        ("Why shear in May?", 16, 18),
        ("Name the male of the goat.", 25, 26),
        ("What do goats eat?", 28, 31),
    ]


def test_the_last_words_of_an_answer_are_no_title() -> None:
    text = "Sheep\n\n1) What is a ram?\n\nA male\n2) What is a lamb?\n\nA young one\n3) What is a ewe?\n\nA female\n"
    assert [end for _, _, end in read(text)] == [5, 8, 11]
    untitled = (
        "1) What is a ram?\nA male\n\n2) What is a lamb?\nA young one\n\nor a roast\n3) What is a ewe?\nA female\n"
    )
    assert [end for _, _, end in read(untitled)] == [2, 7, 9]
