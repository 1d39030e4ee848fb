"""A question has the heading above it where headings count and each has one question, however that is written."""

import pytest
from reading import read, told

from corpus import parse


def test_numbered_titles_over_questions_with_choices() -> None:
    asked = ("Which of these clouds bring rain?", "What is measured in knots?", "Where does a front form?")
    text = "# Weather\n\n---\n\n" + "".join(
        f"### {number}. Title {number}\n{question}\n\nA. nimbus  \n**B. wind**  \nC. both  \n\n---\n\n"
        for number, question in enumerate(asked, 1)
    )
    assert read(text) == [(question, at * 9 + 5, at * 9 + 10) for at, question in enumerate(asked)]


def test_numbered_titles_over_questions_in_quotes() -> None:
    asked = ("Walk me through a cold front.", "The wind backs — what comes?", "Is fog a cloud?")
    text = "".join(
        f"### {number}. Title {number}\n\n**Level:** `{number}`\n\n> **Interview Question:**  \n"
        f'> *"{question}"*\n\n<details>\n<summary><b>Show the answer</b></summary>\n\n#### At length\n'
        f"Answer {number}.\n\n</details>\n\n---\n\n"
        for number, question in enumerate(asked, 1)
    )
    entries = parse(text.encode(), "notes.md").entries
    assert [(one.lines.start, one.lines.end) for one in entries] == [(1, 14), (18, 31), (35, 48)]
    assert [one.question.strip('"') for one in entries] == list(asked)
    assert all(f"Answer {number}." in one.answer for number, one in enumerate(entries, 1))
    assert all(f"`{number}`" in one.answer for number, one in enumerate(entries, 1))
    assert [one.headings[-1] for one in entries] == [f"{number}. Title {number}" for number in (1, 2, 3)]


def test_headings_that_only_count_over_headings_that_ask() -> None:
    asked = ("What does the glass tell?", "In which month is it low?", "How many isobars are drawn?")
    text = "".join(
        f"### {number}.Question {number}\n\nThe glass is at {number}.\n\n## {question}\n\n* one\n* [ **two** ]\n\n"
        for number, question in enumerate(asked, 1)
    )
    assert read(text) == [(question, at * 9 + 1, at * 9 + 8) for at, question in enumerate(asked)]


def test_titles_over_groups_are_no_part_of_their_first_question() -> None:
    text = "".join(
        f"### Group {number}\n\n{number}. **Question:**\n   - How does cloud {number} form?\n\n"
        "**Answer:**\n   - It cools.\n\n"
        for number in range(1, 5)
    )
    assert read(text) == [(f"How does cloud {number} form?", number * 8 - 5, number * 8 - 1) for number in range(1, 5)]
    text = "".join(
        f"## {number}. Part\n\n**Q: What is {number}?**\n\nIt.\n\n**Q: Why {number}?**\n\nSo.\n\n"
        for number in (1, 2, 3)
    )
    assert [start for _, start, _ in read(text)] == [3, 7, 13, 17, 23, 27]


SAIL = [
    ("Reefing early", "When do you reef, and why?", "Before the gust.\n\nIt saves the mast."),
    ("A man overboard", "Tell me what you do first.", "Throw the ring.\n\n- point\n- shout"),
    ("Fog", "You hear a horn ahead. What now?", "Stop and listen."),
]


@pytest.mark.parametrize("asked", ["{}", '"{}"', "> {}"])
@pytest.mark.parametrize("label", ["Question", "The Question", "Interview question"])
@pytest.mark.parametrize("told", ["Answer", "Strong answers", "What they look for\n\nCalm.\n\n### Answer"])
@pytest.mark.parametrize("title", ["## {1}", "## {0}. {1}", "## Question {0}: {1}"])
def test_titles_over_a_heading_that_is_but_the_word_question(title: str, label: str, asked: str, told: str) -> None:
    text = "# Sailing\n\n"
    wanted = []
    for number, (name, question, answer) in enumerate(SAIL, 1):
        start = text.count("\n") + 1
        text += f"{title.format(number, name)}\n\n### {label}\n{asked.format(question)}\n\n### {told}\n\n{answer}\n\n"
        wanted.append((question, start, text.count("\n") - 1))
    assert [(question.strip('"'), start, end) for question, start, end in read(text)] == wanted


def test_titles_over_both_headings_and_labels_that_say_question() -> None:
    looked = "### What they look for\n\n✓ Are you calm?\n✓ Do you shout?\n✓ Do you help?\n✓ Who does?\n\n### A hint\n\n"
    text = "# Sailing\n\n" + "".join(
        f"## Question {number}: {name}\n\n### The question\n{question}\n\n{looked}{answer}\n\n---\n\n"
        for number, (name, question, answer) in enumerate(SAIL, 1)
    )
    starts = [at for at, line in enumerate(text.split("\n"), 1) if line.startswith("## ")]
    short = "".join(
        f"### {number}. {name}\n**Question**: {question}\n**Key points**:\n- So\n\n"
        for number, (name, question, _) in enumerate(SAIL, 1)
    )
    ends = [start - 4 for start in (*starts[1:], text.count("\n") + 1)]
    starts += [text.count("\n") + 3 + at * 5 for at in range(len(SAIL))]
    ends += [start + 3 for start in starts[len(SAIL) :]]
    wanted = [(question, start, end) for (_, question, _), start, end in zip(SAIL * 2, starts, ends, strict=True)]
    assert read(f"{text}## In short\n\n{short}") == wanted


def test_one_title_over_the_words_of_its_question_is_one_entry() -> None:
    text = "# Question 5 — When to reef\n\n> **About:** sails\n\n---\n\n## The question\n\n> When do you reef?\n\n"
    assert [start for _, start, _ in read(f"{text}## A short answer\n\nEarly.\n\n## Terms\n\nReef: to fold.\n")] == [1]


def test_a_title_over_several_questions_is_no_part_of_the_first() -> None:
    text = "".join(
        f"## {name}\n\n" + "".join(f"### Question\n\n{one}\n\n### Answer\n\nSo.\n\n" for one in (asked, "Why not?"))
        for name, asked, _ in SAIL
    )
    assert [start for _, start, _ in read(text)] == [3, 11, 21, 29, 39, 47]


SET = ("Draw a kiln with two vents.", "Differences of slip\nand of glaze", "Cones", "How hot is a bisque firing?")


@pytest.mark.parametrize(
    ("head", "words", "indent"),
    [
        ("* ## {} lot", "({})", "    "),
        ("- ### Lot {}", "*({})*", "  "),
        ("## Lot #{}", "({})", ""),
        ("## {}. lot", "\n({})", ""),
        ("### Задача №{}", "（{}）", ""),
    ],
)
def test_headings_that_one_word_counts_over_their_questions_in_brackets(head: str, words: str, indent: str) -> None:
    lots = [
        f"{head.format(at)}\n{words.format(one)}\n\nClay tells it, (mostly).\n".replace("\n", f"\n{indent}").rstrip(" ")
        for at, one in enumerate(SET, 1)
    ]
    text = f"# Pots\n{lots[0]}\n{lots[1]}\n# Fire\n{lots[2]}\n{lots[3]}"
    starts = [at for at, line in enumerate(text.split("\n"), 1) if line.startswith(head[:3].rstrip("{"))]
    found = told(parse(text.encode(), "lots.md"))
    assert [one[:2] for one in found] == [(one.replace("\n", " "), "Clay tells it, (mostly).") for one in SET]
    assert [one[2] for one in found] == [at for at in starts if "Pots" not in text.split("\n")[at - 1]]


@pytest.mark.parametrize(
    ("over", "head", "words"),
    [
        ("# Pots", "## Day {}", "(the {}rd of May, a Monday)"),
        ("# Pots", "## Firing {}", "({one})"),
        ("# Pots", "## Firing {}", "(of clay from the river)"),
        ("# Pots", "## Firing {}", "of clay, {one} (from the river)"),
        ("# Pots", "## Firing {}", "- (of clay, {one} on the river)"),
        ("# Pots\n\n## Firing 8\nBare.\n\n## Firing 9", "## Firing {}", "(of clay, {one} on the river)"),
        ("# How is a pot fired?", "## Firing {}", "(of clay, {one} on the river)"),
        ("# Pots", "## Firing {}", "(of clay, {one} on the river)\n\n### Heat"),
    ],
)
def test_other_words_in_brackets_below_headings_are_no_questions(over: str, head: str, words: str) -> None:
    parts = [f"{head}\n{words}\nIt is told here.\n".format(at, at, one="xyzv"[at] * 3) for at in range(1, 4)]
    text = f"{over}\nIt is told.\n\n" + "\n".join(parts)
    assert not any("(" not in entry.answer for entry in parse(text.encode(), "days.md").entries[-1:])
