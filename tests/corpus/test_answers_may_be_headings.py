"""Answers and their titles that are written as headings are read as what they are."""

import pytest
from invariants import check_document
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


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("## Exercise {}", "## Exercise {} Solution"),
        ("## Quiz {}", "## Quiz {} — Answer"),
        ("## 🧩 Exercice {}", "## 🧩 Exercice {} : réponse"),
        ("## Problem {}", "### Sample solution to problem {}"),
        ("**Aufgabe {}**", "**Lösung zu Aufgabe {}**"),
        ("## Question {}: the pot", "## Question {} (answer)"),
        ("# Question {}", "# Answer: Question {}"),
    ],
)
def test_the_title_of_an_answer_may_name_its_question(asked: str, told: str) -> None:
    text = "".join(
        f"{asked.format(at)}\n\nName the clay of pot {at}.\n\n{told.format(at)}\n\nClay {at}.\n\n" for at in range(1, 4)
    )
    document = parse(text.encode(), "clay.md")
    check_document(document, text.encode())
    assert [(one.answer, one.lines.start, one.lines.end) for one in document.entries] == [
        (f"Clay {at}.", at * 8 - 7, at * 8 - 1) for at in range(1, 4)
    ]


def test_titles_of_other_answers_are_left_alone() -> None:
    text = "## Exercise 1\n\nName a clay.\n\n## Exercise 2\n\nName a pot.\n\n# Solutions\n\n"
    text += "## Solution to exercise 1\n\nKaolin.\n\n## Solution to exercise 2\n\nA jug.\n"
    entries = parse(text.encode(), "clay.md").entries
    assert [one.lines.start for one in entries[-2:]] == [11, 15]


def test_a_heading_beside_questions_whose_answers_are_below_them_is_no_part_of_one() -> None:
    text = "# Clay\n\n" + "".join(
        f"## Pot {of}\n\nIt is old.\n\n## Quiz {at}\n\nName the clay of pot {of}.\n\n### Answer\n\nClay {of}.\n\n"
        for at, of in enumerate("abc", 1)
    )
    document = parse(text.encode(), "clay.md")
    check_document(document, text.encode())
    assert [(one.question, one.answer) for one in document.entries if "Name" in one.question] == [
        (f"Name the clay of pot {of}.", f"Clay {of}.") for of in "abc"
    ]
