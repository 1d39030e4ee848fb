"""Notes copied out of a window keep their markup down to the first fence: the counting tells the titles below it."""

import pytest
from invariants import check_document
from reading import asked, read

from corpus import parse
from corpus.shapes.unclosed import unclosed

BAKERY = """# Bakery shift guide

## 1) Oven does not heat

### Symptom

The dial glows but the chamber stays cold.

### What to do

```text
meter --chamber

Reset the fuse:

fuse --reset
2) Dough does not rise
Symptom

The bowl looks the same after an hour.

yeast --check
3) Crust is pale

Raise the heat for the last ten minutes.
"""


def test_lines_that_count_on_from_a_heading_are_titles_behind_a_fence_that_nothing_closes() -> None:
    document = parse(BAKERY.encode(), "bakery.md")
    assert asked(document) == [
        ("Oven does not heat", 3, 16),
        ("Dough does not rise", 17, 22),
        ("Crust is pale", 23, 25),
    ]
    check_document(document, BAKERY.encode())


def test_sections_of_earlier_titles_are_parts_as_well() -> None:
    earlier = "## 1) Starter is flat\n\n### Symptom\n\nNo bubbles.\n\n"
    notes = BAKERY.replace("3)", "4)").replace("2)", "3)").replace("## 1)", f"{earlier}## 2)")
    assert [question for question, _, _ in read(notes)] == [
        "Starter is flat",
        "Oven does not heat",
        "Dough does not rise",
        "Crust is pale",
    ]


def test_other_headings_stay() -> None:
    lines = (
        BAKERY.replace("## 1)", "### Tools\n\nA peel.\n\n## 1)").replace("### What", "# Bread\n\n### What").split("\n")
    )
    assert [line for line in unclosed(lines, ".md") if line.startswith("#")] == [
        "# Bakery shift guide",
        "### Tools",
        "## 1) Oven does not heat",
        "# Bread",
        "## 2) Dough does not rise",
        "## 3) Crust is pale",
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("fuse --reset\n", "fuse --reset\n```\n"),  # the fence is closed
        ("## 1)", "##"),  # nothing counts above it
        ("3)", "4)"),  # a number is left out
        ("2)", "2."),  # counted in another way
        ("The bowl", "1) The bowl"),  # steps are counted, too
        ("3) Crust is pale\n", ""),  # a single line
        ("Symptom\n\nThe bowl looks the same after an hour.\n\nyeast --check\n", ""),  # nothing stands below a line
        ("Raise the heat", "## Raise the heat"),  # markup goes on
        ("3) Crust", f"3) {'Crust and crumb ' * 9}"),  # a paragraph
    ],
)
def test_nothing_else_is_a_title_there(old: str, new: str) -> None:
    lines = BAKERY.replace(old, new).split("\n")
    assert unclosed(lines, ".md") == lines


def test_what_counts_on_is_no_title_where_signs_are_no_headings() -> None:
    lines = BAKERY.split("\n")
    assert unclosed(lines, ".txt") != lines
    assert unclosed(lines, ".rst") == lines
