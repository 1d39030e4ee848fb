"""What stands in brackets behind the questions of a list answers them where most of the list is written so."""

import pytest
from invariants import check_document
from reading import told

from corpus import parse

HIVES = [
    ("What is a hive?", "A box (of wood, mostly) in which bees live"),
    ("Explain swarming.", "The old queen leaves with half of the bees (in May)"),
    ("How is wax made?", ""),
    ("Tell me about your tools.", "A smoker and a chisel, both of them cheap"),
    ("Why veils? What if there is none?", "Bees aim at the face. Hint: eyes are dark"),
    ("Which is older, the queen or the drone.", "The queen, she lives for years"),
    ("Who lays?", "Only the queen lays eggs that hatch into workers"),
]


@pytest.mark.parametrize("item", ["* {}", "- {}", "{number}. {}", "{number}) {}", "+ **{}**", "{}"])
def test_brackets_behind_most_questions_of_a_list_answer_them(item: str) -> None:
    text = "# Bees\n\nFor the exam.\n\n"
    for number, (ask, answer) in enumerate(HIVES, 1):
        text += item.format(ask, number=number) + (f" ({answer})" if answer else "") + "\n"
    document = parse(text.encode(), "bees.md")
    assert told(document) == [(ask, f"({answer})", at, at) for at, (ask, answer) in enumerate(HIVES, 5) if answer]
    assert [one.start for one in document.findings if one.kind == "unanswered"] == [7]
    check_document(document, text.encode())


def test_a_bracket_that_nothing_closes_goes_on_to_the_end() -> None:
    text = "".join(f"* {asked} ({told}\n" for asked, told in HIVES if told)
    assert [one.question for one in parse(text.encode(), "bees.md").entries] == [asked for asked, told in HIVES if told]


@pytest.mark.parametrize("tag", ["easy", "asked twice", "May 2020"])
def test_remarks_in_brackets_are_no_answers(tag: str) -> None:
    text = "".join(f"* {asked} ({tag})\n" for asked, _ in HIVES)
    assert f"({tag})" not in [one.answer for one in parse(text.encode(), "bees.md").entries]


def test_what_stands_below_answers_rather_than_a_remark_in_brackets() -> None:
    text = "".join(f"1. {asked} (this was asked in the oral exam)\n   - {told}\n" for asked, told in HIVES if told)
    entries = parse(text.encode(), "bees.md").entries
    assert [one.lines.end - one.lines.start for one in entries] == [1] * len(entries)
    assert len(entries) == len(HIVES) - 1


def test_remarks_on_links_are_no_answers() -> None:
    text = "".join(
        f"* [{asked}](https://example.org/{at}) ({told})\n" for at, (asked, told) in enumerate(HIVES) if told
    )
    entries = parse(f"# To read\n\n{text}".encode(), "bees.md").entries
    assert [one.question for one in entries] == ["To read"]
