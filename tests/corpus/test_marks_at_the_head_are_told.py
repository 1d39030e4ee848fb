"""Questions are told by the mark that all of them have, and by headings that have it or not."""

import pytest
from reading import read


@pytest.mark.parametrize("mark", ["📌 ", "❓", "<br/>🔹 ", "<br>\U0001f914  "])
def test_lines_behind_one_pictogram_are_questions(mark: str) -> None:
    text = (
        f"### Quiz\n\n{mark}Which knot holds a bucket:\n\n```\nhook = True\n```\n\n- a bowline\n- **a hitch**\n\n"
        f"{mark}What is a splice?\n\n- **two ropes in one**\n- a knot\n{mark}What is a sheet?\n- **a rope**\n- sail\n\n"
        f"{mark}True or false: manila floats.\n\n- True\n- **False**\n"
    )
    assert read(text) == [
        ("Which knot holds a bucket", 3, 10),
        ("What is a splice?", 12, 15),
        ("What is a sheet?", 16, 18),
        ("True or false: manila floats.", 20, 23),
    ]


def test_lines_behind_a_pictogram_that_hardly_ask_are_parts() -> None:
    text = "## Knots\n\n👉 Why a bowline?\n\nIt holds.\n\n👉 Learn it first.\n\n👉 Then the hitch.\n\nRopes last.\n"
    text += "\n## Splices\n\n👉 Use a fid.\n"
    assert [question for question, _, _ in read(text)] == ["Knots", "Splices"]


@pytest.mark.parametrize(("bold", "other"), [("**", ""), ("", "**")])
def test_a_heading_that_is_bold_where_others_are_not_opens_an_entry_too(bold: str, other: str) -> None:
    asked = ("What is a knot?", "Where is a sheet?", "How is a rope laid?", "Why whip its end?")
    text = "".join(f"### {bold}{one}{bold}\n\nSo it is.\n\n" for one in asked)
    text += f"### {other}Difference between `hitch` and bend{other}\n\nOne rope, two ropes.\n"
    assert read(text) == [(one, at * 4 + 1, at * 4 + 3) for at, one in enumerate(asked)] + [
        ("Difference between hitch and bend", 17, 19)
    ]


def test_headings_over_links_are_entries_where_links_are_answers() -> None:
    link = "[a page](https://example.org/page)\n\n"
    text = (
        f"### What is a splice?\n\nTwo ropes made one.\n\n### What is a fid?\n\n{link}### Knots of the Inca\n\n{link}"
        f"### Which rope floats?\n\n{link}### References\n\n{link}"
    )
    assert read(text) == [
        ("What is a splice?", 1, 3),
        ("What is a fid?", 5, 7),
        ("Knots of the Inca", 9, 11),
        ("Which rope floats?", 13, 15),
    ]
    told = text.replace(link, "Some words.\n\n", 1).replace(link + "### Ref", "Words.\n\n### Ref")
    assert [question for question, _, _ in read(told)] == ["What is a splice?", "What is a fid?", "Which rope floats?"]


def test_numbers_in_keycaps_count_whichever_way_they_are_written() -> None:
    text = (
        "🐳 Whales\n🔹 BASICS\n9️⃣ What is a pod?\n\nAnswer:\nA group.\n\n🔟 Pod vs herd?\nPod\tHerd\nwet\tdry\n"
        "11️⃣ What is krill?\n\nAnswer:\nFood.\n\n🔹 SONGS\n1️⃣2️⃣ Why do they sing?\n\nAnswer:\nNobody knows.\n"
    )
    assert read(text, "whales.txt") == [
        ("What is a pod?", 3, 6),
        ("Pod vs herd?", 8, 10),
        ("What is krill?", 11, 14),
        ("Why do they sing?", 17, 20),
    ]
