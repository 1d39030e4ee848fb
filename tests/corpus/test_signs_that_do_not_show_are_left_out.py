"""Questions are worded as they show: entities are their signs but for code, what has no width is left out."""

import pytest
from reading import read


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("What does &lt;div&gt; do &amp; why?", "What does <div> do & why?"),
        ("What is Q&#38;A&nbsp;for?", "What is Q&A for?"),
        ("What does `&lt;` mean?", "What does &lt; mean?"),
        ("What is a&b; or &unknown;?", "What is a&b; or &unknown;?"),
        ("\u200bWhat\ufeff is it?", "What is it?"),
    ],
)
def test_a_question_is_worded_as_it_shows(written: str, shown: str) -> None:
    assert read(f"## {written}\n\nThis.\n\n## Why?\n\nThat.\n")[0] == (shown, 1, 3)


@pytest.mark.parametrize("number", ["#{}", "1.{}", "{}."])
def test_a_number_counts_before_what_has_no_width(number: str) -> None:
    text = "".join(
        f"{number.format(at)} \u200b{ask}?\nThis.\n\n" for at, ask in enumerate(("What is it", "Why so", "Who"), 1)
    )
    assert [question for question, _, _ in read(text)] == ["What is it?", "Why so?", "Who?"]


def test_blanks_that_do_not_break_stand_behind_bold_questions() -> None:
    text = (
        "**What is a kiln?**\u00a0An oven.\n\n**Name its parts**\u00a0Door and floor.\n\n**Why gas?**\u00a0It is hot.\n"
    )
    assert [question for question, _, _ in read(text)] == ["What is a kiln?", "Name its parts", "Why gas?"]


@pytest.mark.parametrize("sign", ["- ", "- [ ] ", "* ", "1. ", "> ", "Interviewer: ", "## Q1. "])
def test_the_only_question_of_a_document_is_worded_without_what_marks_it(sign: str) -> None:
    assert [question for question, _, _ in read(f"{sign}What is a kiln?\n  An oven for clay.\n")] == ["What is a kiln?"]


def test_a_comment_that_ends_inside_a_fence_hides_nothing_below_it() -> None:
    text = "# Kilns\n\n<!-- a draft\n```\nkiln --slow -->\n```\n\n"
    text += "## What is a kiln?\n\nAn oven.\n\n## Why gas?\n\nHeat. <!-- x -->\n"
    assert read(text) == [("What is a kiln?", 8, 10), ("Why gas?", 12, 14)]


@pytest.mark.parametrize("line", ["<!-- a draft\n--> Of clay. -->", "\n<!-- a --> Of clay. <!-- b -->"])
def test_what_stands_between_two_ends_of_comments_is_kept(line: str) -> None:
    assert read(f"## What is a kiln?\n\nAn oven.\n{line}\n\n## Why gas?\n\nHeat.\n")[0] == ("What is a kiln?", 1, 5)


def test_comments_alone_on_a_line_are_in_no_answer() -> None:
    text = "## What is a kiln?\n\nAn oven.\n\n<!-- a --> <!-- b -->\n\n## Why gas?\n\nHeat.\n"
    assert read(text) == [("What is a kiln?", 1, 3), ("Why gas?", 7, 9)]
