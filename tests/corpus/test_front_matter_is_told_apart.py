"""Questions that front matter lists are entries; front matter that lists none is left aside."""

import pytest
from invariants import check_document

from corpus import parse


@pytest.mark.parametrize("more", [0, 90])
def test_front_matter_may_list_questions_with_their_answers(more: int) -> None:
    top = "---\ntitle: Pots\ntags:\n" + "  - clay\n" * more + "faq:\n"
    listed = "  - question: What is a kiln?\n    answer: >-\n      An oven\n      that fires.\n"
    listed += "  - question: What is slip?\n    answer: Wet clay.\n"
    text = f"{top}{listed}---\n\n# Pots\n\n## What is a rib?\n\nWood.\n"
    document = parse(text.encode(), "pots.md")
    check_document(document, text.encode())
    at = more + 5
    assert [(one.question, one.answer, one.lines.start, one.lines.end) for one in document.entries] == [
        ("What is a kiln?", "An oven\nthat fires.", at, at + 3),
        ("What is slip?", "Wet clay.", at + 4, at + 5),
        ("What is a rib?", "Wood.", at + 10, at + 12),
    ]


@pytest.mark.parametrize("top", ["question: Form\nanswer: none", "title: What is a kiln?\ntext: An oven."])
def test_front_matter_that_lists_none_is_left_aside(top: str) -> None:
    text = f"---\n{top}\n---\n\n# What is a rib?\n\nA tool.\n"
    assert [one.question for one in parse(text.encode(), "pots.md").entries] == ["What is a rib?"]
