"""Notes that were copied with their indent, or quoted, all of them, are read as if they stood at the margin."""

from textwrap import indent

import pytest
from invariants import check_document
from reading import asked

from corpus import parse

NOTES = [
    "- What is a kiln?\n  - An oven.\n- Name its parts\n  - Door and floor.\n- Why does clay crack?\n  - It dries.\n",
    "What is a kiln?\nAn oven for clay.\n\n---\n\nWhy does clay crack?\nIt dries.\n\n---\n\nWhat is slip?\nClay.\n",
    "# Pots\n\n> What is a kiln?\n\nAn oven.\n\n> Why does clay crack?\n\nIt dries.\n\n> What is slip?\n\nClay.\n",
    "What is a kiln?\n---------------\n\nAn oven.\n\nWhy does it crack?\n------------------\n\n    kiln --slow\n",
]


@pytest.mark.parametrize("margin", ["    ", "\t", "  ", "\t\t", "> ", ">"])
@pytest.mark.parametrize("text", NOTES)
def test_a_margin_changes_nothing(text: str, margin: str) -> None:
    data = indent(text, margin).encode()
    document = parse(data, "pots.md")
    check_document(document, data)
    plain = parse(text.encode(), "pots.md")
    assert asked(document) == asked(plain)
    assert [entry.answer for entry in document.entries] == [entry.answer for entry in plain.entries]
    assert len(plain.entries) > 1
