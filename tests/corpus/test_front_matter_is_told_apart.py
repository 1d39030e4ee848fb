"""Questions that front matter lists are entries, its title is one over the text, and the rest of it is left aside."""

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


@pytest.mark.parametrize(
    ("top", "below", "told"),
    [
        ("---\ntitle: What is a kiln?\ntags:\n  - clay\n---", "An oven.\n", [("What is a kiln?", "An oven.", ())]),
        ('+++\ndraft = true\ntitle = "Kilns"\n+++', "Ovens.\n\nBig.\n", [("Kilns", "Ovens.\n\nBig.", ())]),
        ("---\ntitle: 'What''s \"slip\"?'\n---", "Clay.\n", [('What\'s "slip"?', "Clay.", ())]),
        ('---\ntitle: "What\'s \\"slip\\"?"\n---', "Clay.\n", [('What\'s "slip"?', "Clay.", ())]),
        ("---\ntitle: Pots\n---", "## What is slip?\n\nWet clay.\n", [("What is slip?", "Wet clay.", ("Pots",))]),
        ("---\ntitle: Pots\n---", "# What is slip?\n\nWet clay.\n", [("What is slip?", "Wet clay.", ())]),
        ("---\ntitle: >-\n  Pots\n---", "Of clay.\n", [("Of clay.", "Of clay.", ())]),
    ],
)
def test_the_title_in_front_matter_is_the_topmost_heading_where_there_is_no_other(
    top: str, below: str, told: list[tuple[str, str, tuple[str, ...]]]
) -> None:
    text = f"{top}\n\n{below}"
    document = parse(text.encode(), "pots.md")
    check_document(document, text.encode())
    assert [(one.question, one.answer, one.headings) for one in document.entries] == told
