"""What stands right under the title of plain notes is found where it says something of its subject."""

import pytest

from corpus import parse

BELOW = "\n\n## Light reactions\n\nWater is split in the membrane.\n\n## Dark reactions\n\nSugar is made.\n"
TOLD = "Plants turn light into chemical energy. It takes place in the chloroplasts. Chlorophyll reflects green light."


@pytest.mark.parametrize("told", [TOLD, f"{TOLD} {TOLD} {TOLD}"])
def test_sentences_under_a_title_are_an_entry(told: str) -> None:
    entries = parse(f"# Plants\n\n{told}{BELOW}".encode(), "plants.md").entries
    assert [(one.question, one.lines.start, one.lines.end) for one in entries] == [
        ("Plants", 1, 3),
        ("Light reactions", 5, 7),
        ("Dark reactions", 9, 11),
    ]
    assert entries[0].answer == told
    assert entries[1].headings == ("Plants",)


def test_a_line_that_introduces_notes_is_a_finding() -> None:
    document = parse(f"# Plants\n\nMy notes of the second term.{BELOW}".encode(), "plants.md")
    assert [one.question for one in document.entries] == ["Light reactions", "Dark reactions"]
    assert [(one.start, one.kind) for one in document.findings] == [(3, "skipped")]
