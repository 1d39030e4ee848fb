"""Markdown written in an editor that took its signs for words: a backslash stands before each."""

import re

import pytest
from reading import read

from corpus import parse

STYLES = {
    "headings": "## What is a kiln?\n\nAn oven.\n\n## Explain a cone\n\nIt melts.\n",
    "bold": "**What is a kiln?**\n\nAn oven.\n\n**Explain a cone**\n\nIt melts.\n",
    "bold labels": "**Q:** What is a kiln?\n\n**A:** An oven.\n\n**Q:** Explain a cone\n\n**A:** It melts.\n",
    "bold items": "- **What is a kiln?** An oven.\n- **Explain a cone** It melts.\n- **What is slip?** Clay.\n",
    "quoted": "> **What is a kiln?**\n\nAn oven.\n\n> **Explain a cone**\n\nIt melts.\n",
    "ruled": "## What is a kiln?\n\nAn oven.\n\n---\n\n## Explain a cone\n\nIt melts.\n\n---\n",
}


def escaped(text: str) -> str:
    """Return Markdown with a backslash before the first sign of a line and before every star."""
    heads = re.sub(r"^([ \t]*)(?=[#>-])", r"\1\\", text, flags=re.MULTILINE)
    return heads.replace("*", "\\*")


@pytest.mark.parametrize("style", STYLES)
def test_escaped_signs_mark_what_bare_ones_do(style: str) -> None:
    bare = parse(STYLES[style].encode(), "notes.md")
    found = parse(escaped(STYLES[style]).encode(), "notes.md")
    assert len(bare.entries) >= 2
    assert found.entries == bare.entries


@pytest.mark.parametrize("style", STYLES)
def test_blank_lines_between_all_lines_part_nothing(style: str) -> None:
    found = [question for question, _, _ in read(escaped(STYLES[style]).replace("\n", "\n\n\n\n"))]
    assert found[:2] == ["What is a kiln?", "Explain a cone"]


def test_code_keeps_its_backslashes() -> None:
    text = "\\## What is a kiln?\n\n```\n\\- 1 \\*x\\*\n```\n\n\\## Explain a cone\n\nIt melts.\n"
    assert parse(text.encode(), "notes.md").entries[0].answer == "```\n\\- 1 \\*x\\*\n```"
    fenced = text.replace("```", "\\`\\`\\`")
    assert parse(fenced.encode(), "notes.md").entries[0].answer == "```\n\\- 1 \\*x\\*\n```"


def test_brackets_and_code_of_escaped_notes_are_read() -> None:
    text = "\\## What is a kiln?\n\nAn oven, \\`k1\\` in \\[the list\\].\n\n\\## Explain a cone\n\nIt melts.\n"
    assert parse(text.encode(), "notes.md").entries[0].answer == "An oven, `k1` in [the list]."


@pytest.mark.parametrize(
    "text",
    [
        "# Signs\n\n- one\n- two\n- three\n\nWrite \\*this\\* for slanted words.\n\nWrite \\*that\\* as well.\n",
        "# Signs\n\nA line may begin so:\n\n\\- with a hyphen.\n",
    ],
)
def test_few_escaped_signs_among_bare_ones_stay_words(text: str) -> None:
    assert "\\" in parse(text.encode(), "notes.md").entries[0].answer
