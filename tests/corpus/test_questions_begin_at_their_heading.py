"""A question has the heading above it where headings count and each has one question, however that is written."""

from reading import read

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
