"""A heading stands over the entries below it: not one beside them that opens an entry, nor a table of contents."""

import pytest

from corpus import parse

KILNS = "# Kilns\n\n## Contents\n\n- [What is a kiln?](#kiln)\n- [Glazes](#glazes)\n\n"
KILN = (
    "## Firing\n\n**Q: What is a kiln?**\nAn oven that fires pots.\n\n**Q: What is a cone?**\nA sign of the heat.\n\n"
)
PARTS = (
    "## Glazes\n- **Matt:** dull to the eye.\n- **Gloss:** bright to the eye.\n- **Satin:** between the two.\n\n"
    "## Clays\n- **Red:** full of iron.\n- **White:** free of iron.\n- **Grey:** between the two.\n\n"
)
LAST = "## Tools\n\n**Q: What is a rib?**\nA tool that smooths.\n\n**Q: What is a wire?**\nA tool that cuts.\n"


def headings(text: str) -> dict[str, tuple[str, ...]]:
    return {one.question: one.headings for one in parse(text.encode(), "notes.md").entries}


def test_a_heading_that_opens_an_entry_stands_over_none_beside_it() -> None:
    assert headings(KILNS + KILN + PARTS + LAST) == {
        "What is a kiln?": ("Kilns", "Firing"),
        "What is a cone?": ("Kilns", "Firing"),
        "Glazes": ("Kilns",),
        "Clays": ("Kilns",),
        "What is a rib?": ("Kilns", "Tools"),
        "What is a wire?": ("Kilns", "Tools"),
    }


def test_a_table_of_contents_stands_over_nothing() -> None:
    text = KILNS + "## What is a kiln?\n\nAn oven.\n\n## What is a glaze?\n\nA coat.\n\n## What is a cone?\n\nA sign.\n"
    assert headings(text) == dict.fromkeys(("What is a kiln?", "What is a glaze?", "What is a cone?"), ("Kilns",))


def test_a_group_stands_over_a_heading_of_its_level() -> None:
    text = (
        KILNS
        + "## What is a kiln?\n\nAn oven.\n\n### What is slip?\n\nClay.\n\n## Tools\n\n## What is a rib?\n\nA tool.\n"
    )
    assert headings(text)["What is a rib?"] == ("Kilns", "Tools")


@pytest.mark.parametrize("above", ["What is slip?", "Slip\n\nClay"])
def test_a_heading_that_asks_or_tells_stands_over_none_of_its_level(above: str) -> None:
    text = f"# Kilns\n\n## What is a kiln?\n\nAn oven.\n\n## {above}\n\n## What is a rib?\n\nA tool.\n"
    assert headings(text)["What is a rib?"] == ("Kilns",)


def test_a_question_with_an_answer_of_its_own_over_others_is_an_entry_where_many_have_none() -> None:
    told = [f"## The {one}\nIt is round and of clay, as most of them are.\n\n" for one in ("kiln", "cone", "rib")]
    text = "".join(told) + "## How hot is it?\n$900$ K\n### Why?\nTo fuse.\n### How long?\nA day.\n\n"
    text += "## What is slip?\nClay.\n### What for?\nTo join.\n\n"
    text += "".join(f"## What is a {one}?\n\n" for one in ("wire", "saggar", "frit", "bat", "pug"))
    found = {one.question: one.answer for one in parse(text.encode(), "notes.md").entries}
    assert (found["How hot is it?"], found["Why?"], found["What is slip?"]) == ("$900$ K", "To fuse.", "Clay.")


def test_headings_of_levels_in_no_order_each_open_an_entry() -> None:
    levels = (2, 3, 2, 3, 1, 2, 1)
    text = "".join(f"{'#' * level} Tool {at}\n\nIt cuts clay.\n\n" for at, level in enumerate(levels, 1))
    assert list(headings(text)) == [f"Tool {at}" for at in range(1, len(levels) + 1)]
