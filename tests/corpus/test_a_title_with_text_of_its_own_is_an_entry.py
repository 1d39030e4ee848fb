"""What stands right under the title of plain notes is found where it says something of its subject."""

import pytest
from reading import read

from corpus import parse

BELOW = "\n\n## Light reactions\n\nWater is split in the membrane.\n\n## Dark reactions\n\nSugar is made.\n"
TOLD = "Plants turn light into chemical energy. It takes place in the chloroplasts. Chlorophyll reflects green light."


@pytest.mark.parametrize("told", [TOLD, f"{TOLD} {TOLD} {TOLD}"])
def test_sentences_under_a_title_are_an_entry(told: str) -> None:
    entries = parse(f"# Plants\n\n{told}{BELOW}".encode(), "plants.md").entries
    assert read(f"# Plants\n\n{told}{BELOW}") == [
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


def test_a_section_called_like_a_part_is_one_where_it_stands_beside_others() -> None:
    text = "# Boats\n\n## Hull\n\nIt floats.\n\n### Planks\n\nOf oak.\n\n### Details\n\nTar keeps it dry.\n\n"
    text += "### Example\n\nA skiff.\n\n## Sails\n\nThey pull.\n\n### Approach\n\nReef early.\n\n"
    text += "### Ropes\n\nOf hemp.\n\n## Summary\n\nGo.\n"
    found = read(text, "boats.md")
    assert found == [
        ("Hull", 3, 5),
        ("Planks", 7, 9),
        ("Details", 11, 17),
        ("Sails", 19, 21),
        ("Approach", 23, 25),
        ("Ropes", 27, 29),
        ("Summary", 31, 33),
    ]


@pytest.mark.parametrize("part", ["Details", "Notes"])
def test_what_comes_again_or_stands_alone_under_titles_is_a_part_of_them(part: str) -> None:
    text = "".join(f"## {title}\n\nIt is of {title}.\n\n### {part}\n\nMore.\n\n" for title in ("Oak", "Tar", "Hemp"))
    assert [one.question for one in parse(text.encode(), "boats.md").entries] == ["Oak", "Tar", "Hemp"]
    alone = f"## Oak\n\nIt is hard.\n\n### {part}\n\nMore.\n\n## Tar\n\nIt is soft.\n"
    assert [one.question for one in parse(alone.encode(), "boats.md").entries] == ["Oak", "Tar"]


@pytest.mark.parametrize(
    "lone",
    [
        "furl :: Sail -> Sail",
        "<p>-><strong>Why reef at all?</strong> A gust lays the boat flat.</p>",
        "**Why reef at all?** A gust lays the boat flat.",
    ],
)
def test_one_lead_that_asks_and_one_line_like_a_card_do_not_hide_sections(lone: str) -> None:
    text = f"## Hull\n\nIt floats.\n\n## Sails\n\nThey pull.\n\n{lone}\n\nThat is all.\n\n## Ropes\n\nOf hemp.\n"
    assert read(text) == [("Hull", 1, 3), ("Sails", 5, 11), ("Ropes", 13, 15)]


def test_leads_that_ask_in_every_section_are_questions() -> None:
    text = "## Sails\n\nThey pull.\n\n**Why reef at all?** A gust lays the boat flat.\n\n"
    text += "## Ropes\n\nOf hemp.\n\n**Who splices them?** The bosun does.\n"
    assert read(text) == [("Why reef at all?", 5, 5), ("Who splices them?", 11, 11)]


@pytest.mark.parametrize(("behind", "split"), [(0, True), (1, True), (2, False)])
def test_leads_open_entries_only_where_sections_begin_with_one(behind: int, split: bool) -> None:
    parts = ("Keel", "Stem", "Rib", "Plank", "Deck")
    text = "# Boats\n\n## Parts\n\n" + "".join(f"**{part}**: it is of oak.\n\n" for part in parts)
    text += "".join(
        f"## {title}\n\nIt pulls.\n\n**{title} care**: dry it.\n\n" for title in ("Mast", "Sail", "Rope")[:behind]
    )
    whole = ["Mast", "Sail", "Rope"][:behind]
    assert [question for question, _, _ in read(text)] == [*(parts if split else ("Parts",)), *whole]


@pytest.mark.parametrize(
    "command", ["git clone https://a.example/x", "curl -O https://a.example/x.sh", "export PROXY=http://a.example:80"]
)
def test_a_command_with_an_address_is_text_and_an_address_alone_is_a_link(command: str) -> None:
    text = "# Tools\n\n## Get it\n\n{}\n\n## Use it\n\nTurn the crank.\n"
    assert [one[0] for one in read(text.format(command))] == ["Get it", "Use it"]
    for link in ("Home: https://a.example", "- git https://git.example\n- npm https://npm.example"):
        assert [one[0] for one in read(text.format(link))] == ["Use it"]


@pytest.mark.parametrize("below", ["", "\n### Tools\n\nA brush.\n"])
def test_headings_that_come_again_under_each_section_are_its_parts(below: str) -> None:
    parts = "\n## Use\n\nThe {0} carries loads.\n\n## Care\n\nTar the {0} each year.\n{1}"
    boats = ["Barge", "Ketch", "Punt"]
    document = parse("\n".join(f"# {boat}\n{parts.format(boat, below)}" for boat in boats).encode(), "boats.md")
    assert [one.question for one in document.entries] == boats
    assert [one.answer for one in document.entries] == [parts.format(boat, below).strip() for boat in boats]
