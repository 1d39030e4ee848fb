"""Titles over groups of questions are in no answer, though they stand right above the next question."""

from reading import read

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


def test_headings_at_the_margin_end_answers_that_are_indented() -> None:
    told = "It is sheared in May."
    text = f"# Sheep\n\n1. What is a ram?\n\n   A male.\n\n2. What is a ewe?\n\n   - A female\n\n### Wool\n\n{told}\n"
    assert [end for _, _, end in read(text)] == [5, 9]
    flat = f"# Sheep\n\n1. What is a ram?\n\nA male.\n\n2. What is a ewe?\n\nA female\n\n### Wool\n\n{told}\n"
    assert [end for _, _, end in read(flat)] == [5, 13]


def test_the_last_entry_ends_as_the_others_do_with_what_folds_out() -> None:
    text = "".join(
        f"## Practice question #{number}\n\n### Context\n\nYou have {number} rams. Name all.\n\n### Task\n\n- Write\n\n"
        f"<details><summary>Show me</summary>\n\nRam {number}\n\n</details>\n\n"
        for number in range(1, 5)
    )
    assert read(f"{text}Learn of wool, too.\n") == [
        (f"You have {number} rams. Name all.", number * 16 - 15, number * 16 - 1) for number in range(1, 5)
    ]


def test_leave_is_taken_after_the_last_answer() -> None:
    last = "I hope these questions are enough for a day.\n\nPlease add your own in comments.\n\n"
    last += "Comments and suggestions are always welcome.\n\n---\nSource: a paper\n"
    text = f"**Q1:** What is a ram?\n\n**A:** A male.\n\n**Q2:** What is a ewe?\n\n**A:** A female.\n\n{last}"
    assert [end for _, _, end in read(text)] == [3, 7]


def test_a_labelled_answer_is_no_title_of_what_follows() -> None:
    text = "".join(
        f"## Task {task}\n\n#### 1) What is the key?\n\n**Ans:** `Manual`\n#### 2) Can you find the flag?\n\n"
        f"*It is in a file.*\n\n**Ans:** `FLAG_{task}`\n\n---\n"
        for task in (1, 2, 3)
    )
    assert [one.answer for one in parse(text.encode(), "tasks.md").entries][1::2] == [
        f"*It is in a file.*\n\n**Ans:** `FLAG_{task}`" for task in (1, 2, 3)
    ]


def test_a_separator_ends_the_answer_on_the_line_of_an_item() -> None:
    text = "## Pumps\n\n**Q: What is a pump?**\nA machine.\n\n**Q: Who made it?**\nI did.\n\n## Recap\n\n"
    text += (
        "- **What is a sieve?** It keeps the leaves out.\n- **Is it loud?** Only at night.\n- **Why?** It is old.\n\n"
    )
    entries = parse(f"{text}---\n\n> Tip: draw a picture of it before you read on.\n".encode(), "notes.md").entries
    assert [(one.lines.start, one.lines.end) for one in entries] == [(3, 4), (6, 7), (11, 11), (12, 12), (13, 13)]


def test_a_heading_as_high_behind_the_last_question_is_none_of_its_parts() -> None:
    asked = "".join(f"## {number}. What is sheep {number}?\n\n### Short\n\nA sheep.\n\n" for number in range(1, 5))
    assert [end for _, _, end in read(f"{asked}## On shearing\n\nIn May.\n")] == [5, 11, 17, 23]
    inside = asked.replace("## 2.", "## Wool\n\nWarm.\n\n## 2.")
    assert [end for _, _, end in read(f"{inside}## On shearing\n\nIn May.\n")] == [9, 15, 21, 31]


def test_an_item_with_a_picture_alone_is_a_part_of_an_answer() -> None:
    text = '* What is a ram?\n    * A male\n    * <img src="ram.png">\n\n* What is a ewe?\n    * A female\n\n'
    text += "* What is a lamb?\n    * Young\n"
    assert [end for _, _, end in read(text)] == [3, 6, 9]


def test_a_title_over_all_of_a_document_that_has_a_link_below_hides_nothing() -> None:
    text = "# Sheep\n\n[The farm](https://example.org/farm)\n\n## Wool\n\nIt is warm.\n\n## License\n\nFree.\n"
    assert [question for question, _, _ in read(text)] == ["Wool", "License"]


def test_contents_at_the_top_of_all_hide_nothing_below_them() -> None:
    listed = "# Contents\n\n- [Wool](#wool)\n- [Ram](#ram)\n\n"
    told = "### Wool\n\nIt is warm.\n\n#### Dyes\n\nMadder is red.\n\n### Ram\n\nA male.\n"
    assert [question for question, _, _ in read(f"{listed}{told}")] == ["Wool", "Dyes", "Ram"]
    among = f"# Sheep\n\n{told}## Contents\n\nWhat stands where.\n\n### Pages\n\nThe first is the last.\n"
    assert "Pages" not in [question for question, _, _ in read(among)]


def test_a_separator_over_the_label_of_the_answer_ends_nothing() -> None:
    text, starts, ends = "", [], []
    for number in range(1, 6):
        pause = "---\n\n*Think first.*\n\n---\n\n" if number == 3 else ""
        starts.append(text.count("\n") + 1)
        text += (
            f"## Question #{number}\n\n**Question:**\n\nA hen that lays {number} eggs is sold. What did it cost?\n\n"
        )
        text += f"{pause}**Answer:** {number} coins.\n\nEggs tell.\n\n"
        ends.append(text.count("\n") - 1)
        text += "---\n\n"
    assert [(start, end) for _, start, end in read(text)] == list(zip(starts, ends, strict=True))


def test_what_stands_right_below_a_question_answers_no_other() -> None:
    listed = ["What is a hive?", "What is swarming?", "What is wax?", "Do many bees share one wooden hive?"]
    text = "".join(f"{number}. {one}\n" for number, one in enumerate(listed, 1))
    text += "\n\n*****  What is a hive?  *****\n\n\nMany bees share one wooden box.\n\nIt is a hive of theirs.\n\n"
    text += "*****  What is swarming?  *****\n\n\nThe queen leaves.\n\n"
    text += "*****  What is wax?  *****\n\n\nThey build with it.\n"
    assert [asked for asked, _, _ in read(text, "bees.txt")] == listed[:3]


def test_a_pictogram_may_stand_at_the_head_of_such_a_title() -> None:
    text = "**What is a ewe?**\nA mother.\n\n**🛠 Hard questions:**\n\n**What is a wether?**\nA tame ram.\n\n"
    text += "**What is a hogget?**\nA young sheep.\n"
    assert read(text) == [("What is a ewe?", 1, 2), ("What is a wether?", 6, 7), ("What is a hogget?", 9, 10)]
