"""Among questions with numbers, a few that look like them but have none are entries as well."""

import pytest
from reading import read

SAILS = ("What is a jib?", "What is a luff?", "How do you tack?", "What is a cleat?", "What is a stay?", "What is lee?")


def _notes(head: str, extra: str, count: int = 6) -> str:
    asked = [head.format(number, name) for number, name in enumerate(SAILS[:count], 1)]
    texts = [f"{line}\n\nIt is told here in a few words.\n" for line in asked]
    return "\n".join([*texts[:-1], f"{extra}\n\nThere are several of them.\n", texts[-1]])


@pytest.mark.parametrize(
    ("head", "extra", "count"),
    [
        ("### Q{}. {}", "### What is a boom?", 3),
        ("## {}. {}", "## What is a boom?", 3),
        ("**{}. {}**", "**What is a boom?**", 6),
        ("**{}. {}** <br>", "**What is a boom ?** <br>", 6),
    ],
)
def test_what_looks_like_the_others_is_an_entry(head: str, extra: str, count: int) -> None:
    found = [question.replace(" ?", "?") for question, _, _ in read(_notes(head, extra, count))]
    assert found == [*SAILS[: count - 1], "What is a boom?", SAILS[count - 1]]


@pytest.mark.parametrize(
    ("head", "extra", "count"),
    [
        ("### Q{}. {}", "#### What is a boom?", 6),  # deeper
        ("### Q{}. {}", "### What is a boom?", 2),  # as many without
        ("**{}. {}**", "**What is a boom?**", 5),  # hardly fewer
        ("**{}. {}**", "**What for?**", 6),  # a short one
        ("### {}. {}", "### Parts of a boom", 6),  # it does not ask
    ],
)
def test_other_lines_are_in_the_answer(head: str, extra: str, count: int) -> None:
    assert [question for question, _, _ in read(_notes(head, extra, count))] == list(SAILS[:count])


def test_what_comes_again_is_a_part() -> None:
    part = "### When is it used?\n\nIt is told here."
    notes = _notes("### Q{}. {}", f"{part}\n\n### What is a boom?").replace("\n### Q3", f"\n{part}\n\n### Q3")
    assert [question for question, _, _ in read(notes)] == [*SAILS[:5], "What is a boom?", SAILS[5]]
