"""A table of contents as it is printed, dots leading to page numbers, answers nothing."""

import pytest
from reading import pairs

from corpus import parse

CONTENTS = """1. What is a keel? . . . . . . . 1
   1.1 What is a bilge keel? ........ 1
2. What is a mast? ........ 12
"""
NOTES = """
1. What is a keel?

The lowest beam of a boat.

2. What is a mast?

A pole that carries sails.
"""


@pytest.mark.parametrize("dots", [". . . . . . . ", "........ ", "………… ", "\t........\t"])
@pytest.mark.parametrize("file", ["boats.txt", "boats.md"])
def test_lines_whose_dots_lead_to_pages_are_no_questions(dots: str, file: str) -> None:
    contents = CONTENTS.replace(". . . . . . . ", dots).replace("........ ", dots)
    document = parse(f"Boats\n\nContents\n\n{contents}\n{NOTES}".encode(), file)
    assert pairs(document) == [
        ("What is a keel?", "The lowest beam of a boat."),
        ("What is a mast?", "A pole that carries sails."),
    ]
    assert any("a table of contents" in each.message and each.start <= 5 <= 7 <= each.end for each in document.findings)


@pytest.mark.parametrize(
    "lines",
    ["Keels ........ 12\nMasts ........ 3\nSails ........ 8", "Keels ........ 5\nMasts ........ 5\nSails ........ 5"],
)
def test_numbers_that_do_not_rise_are_no_pages(lines: str) -> None:
    document = parse(f"# Boats\n\n## What do they cost?\n\n{lines}\n".encode(), "boats.md")
    assert pairs(document) == [("What do they cost?", lines)]
