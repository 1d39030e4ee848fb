"""Sentences that are written as headings below the headings that they answer are no headings."""

import pytest
from reading import told

from corpus import parse
from corpus.shapes.sentences import stated

HULL = """# Boats

## Keel

#### The beam along the bottom of a hull.

## Name two sails

- jib
- genoa

## Mast

#### A pole that holds up the sails and is held by ropes to both sides of the hull

#### Wood of a mast

#### Fir or another long and light wood.

## Helm

## Boats are steered with it, by hand.
"""


def test_a_sentence_that_is_a_heading_is_the_answer_to_the_one_above() -> None:
    assert told(parse(HULL.encode(), "boats.md")) == [
        ("Keel", "The beam along the bottom of a hull.", 3, 5),
        ("Name two sails", "- jib\n- genoa", 7, 10),
        ("Mast", "A pole that holds up the sails and is held by ropes to both sides of the hull", 12, 14),
        ("Wood of a mast", "Fir or another long and light wood.", 16, 18),
        ("Helm", "Boats are steered with it, by hand.", 20, 22),
    ]


def cards(text: str) -> list[str]:
    return "".join(f"## {term}\n\n{text}\n\n" for term in ("Keel", "Mast", "Helm", "Jib")).split("\n")


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        (cards("### It is a part of boats.\n\nMost have one of oak."), ""),
        (cards("### It is a part of boats.\n\n#### Wood\n\nOak."), ""),
        (cards("Text.\n\n### It is a part of boats."), ""),
        (cards("### How to mend it on a beach."), ""),
        (cards("### Part of boats."), ""),
        (cards("### 1. Part of boats."), ""),
        (cards("### A part of all boats"), ""),
        (cards("### It is a part of boats.")[:7], ""),
        ([*cards("### It is a part of boats.")[:8], "## Jib", "### It is a part of boats.", "Oak."], ""),
        (cards("### It is a part of boats.") + ["## Other", "Text."] * 17, ""),
        (["# Boats", "```", *cards("### It prints what a boat is made of."), "```"], ""),
        (cards("### It is a part of boats."), ".rst"),
    ],
)
def test_other_headings_stay_headings(lines: list[str], kind: str) -> None:
    assert list(stated(lines, kind)) == lines


@pytest.mark.parametrize(
    "text", ["## It is a part of boats.", "### 它是船的一个部分。", f"##### {'part of boats and ' * 3}"]
)
def test_sentences_of_any_level_and_script_are_no_headings(text: str) -> None:
    assert "\n".join(stated(cards(text), "")).count(f"\n{text.lstrip('# ')}") == 4
