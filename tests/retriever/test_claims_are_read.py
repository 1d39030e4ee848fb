"""What notes claim is read clause by clause, however they are laid out, with what each clause is about."""

import pytest

from corpus import parse
from retriever.conflicts.claims import Claim, claims

OIL, BELL = "The lamp burns oil", "The bell rings at noon"
TABLE = ["Part", "Oil", "Hours"], ["Reef lamp", "whale", "12"], ["Harbour lamp", "rape", "8"]


def said(answer: str) -> list[Claim]:
    document = parse(f"## How does the reef work?\n\n{answer}\n\n## What is a buoy?\n\nA float.\n".encode(), "reef.md")
    return [claim for claim in claims(document.entries) if claim.entry == 0]


def clauses(answer: str) -> list[str]:
    return [claim.text[claim.start : claim.end].strip() for claim in said(answer)]


@pytest.mark.parametrize(
    "answer",
    [
        f"* {OIL}\n+ {BELL}",
        f"1. {OIL}\n2) {BELL}",
        f"a) {OIL}\n\nb. {BELL}",
        f"-> {OIL}\n-> {BELL}",
        f"Signs:\n→ {OIL}\n→ {BELL}",
        f"```\nlamp = 1\n```\n\n{OIL}\n\n{BELL}",
        f"{OIL}\n\n{'1 ' * 1001}\n\n{BELL}",
    ],
)
def test_items_arrows_and_paragraphs_are_claims_and_code_and_data_are_none(answer: str) -> None:
    assert clauses(answer) == [OIL, BELL]


@pytest.mark.parametrize("gap", ["\t", " \t ", "      ", " | "])
def test_columns_give_a_claim_a_cell_under_its_heading(gap: str) -> None:
    head, *rows = (gap.join(cells) for cells in TABLE)
    table = "\n".join([head, *(["---|---|---"] * (gap == " | ")), *rows])
    found = said(table)
    assert [(claim.text[claim.start : claim.end], *claim.column) for claim in found] == [
        ("whale", "oil"),
        ("12", "hour"),
        ("rape", "oil"),
        ("8", "hour"),
    ]


@pytest.mark.parametrize(
    ("answer", "cut"),
    [
        ("The lamp is red, and the bell is green.", ["The lamp is red, and", "the bell is green."]),
        ("The lamp is red: the bell was green.", ["The lamp is red:", "the bell was green."]),
        ("The lamp is red – the bell has gone.", ["The lamp is red –", "the bell has gone."]),
        ("The lamp burns oil while the bell can ring.", ["The lamp burns oil while", "the bell can ring."]),
        ("The lamp burns oil whereas the bell mustn't.", ["The lamp burns oil whereas", "the bell mustn't."]),
        ("The lamp burns oil but stinks.", ["The lamp burns oil but", "stinks."]),
        ("The lamp burns oil, but stinks.", ["The lamp burns oil, but", "stinks."]),
        ("The lamp burns oil, wood and tar.", ["The lamp burns oil, wood and tar."]),
        ("Reef lamp: the oil was bad.", ["the oil was bad."]),
        ("Reef lamp: bad oil.", ["Reef lamp: bad oil."]),
    ],
)
def test_a_sentence_is_cut_where_each_part_tells_and_a_label_is_no_part_of_it(answer: str, cut: list[str]) -> None:
    assert clauses(answer) == cut


@pytest.mark.parametrize("lead", ["If fog comes", "Even if fog comes", "Only when fog comes", "Suppose fog comes"])
def test_short_items_under_a_supposition_state_nothing(lead: str) -> None:
    assert clauses(f"{lead}:\n\n- ring the bell\n- the keeper lights a second lamp\n") == [
        "the keeper lights a second lamp"
    ]
    assert clauses(f"{lead}:\n\n- ring the bell\n\nThe fog is gone.\n\n- ring the bell")[-1] == "ring the bell"


@pytest.mark.parametrize("opening", ["It", "Yes, it", "No. Its keeper", "They", "These"])
def test_what_begins_with_a_pronoun_is_about_the_clause_before_it(opening: str) -> None:
    assert said(f"The lamp is red. {opening} burns oil.")[-1].subject == {"lamp", "red"}
    assert said("The lamp is red. The bell burns.")[-1].subject == frozenset()


def test_a_claim_is_about_the_headings_and_the_lead_over_it() -> None:
    found = said(f"### Fuel\n\n{OIL}\n\nIn winter:\n\n- Tar is used.\n\n### Sound\n\n{BELL}")
    assert [claim.subject for claim in found] == [{"fuel"}, {"fuel", "winter"}, {"sound"}]
    assert [claim.opens for claim in found] == [True, False, False]
