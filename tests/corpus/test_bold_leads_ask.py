"""Questions in bold with their answer on the same line are read, short ones and such without a question mark too."""

import pytest
from reading import read, told

from corpus import parse

ASKED = [("What is a kiln?", "An oven."), ("Name its parts", "Door and floor."), ("Why does clay crack?", "It dries.")]


@pytest.mark.parametrize(
    ("one", "gap"),
    [
        ("**{}** {}\n", 2),
        ("- **{}** {}\n", 1),
        ("- **{}** – {}\n", 1),
        ("__{}__ {}\n", 2),
        ("{number}. **{}** {}\n", 1),
        ("{number}. **{}:** {}\n", 1),
        ("**{number}. {}** {}\n", 2),
    ],
)
def test_what_follows_a_bold_question_on_its_line_is_the_answer(one: str, gap: int) -> None:
    lines = [one.format(*pair, number=at).replace("?:", "?") for at, pair in enumerate(ASKED, 1)]
    text = ("\n" * (gap - 1)).join(lines)
    asked = [
        (question.rstrip(":"), answer, start, end)
        for question, answer, start, end in told(parse(text.encode(), "n.md"))
    ]
    assert asked == [(*pair, 1 + at * gap, 1 + at * gap) for at, pair in enumerate(ASKED)]


def test_two_such_questions_are_enough() -> None:
    assert read("**What is a kiln?** An oven.\n\n**Why does clay crack?** It dries.\n") == [
        ("What is a kiln?", 1, 1),
        ("Why does clay crack?", 3, 3),
    ]


def test_a_label_of_a_part_and_a_short_lead_are_in_the_answer() -> None:
    text = "- **What is a kiln?** An oven.\n- **Why does clay crack?** It dries.\n- **When to use it:** daily.\n"
    assert read(f"{text}- **How hot** does it get in there\n") == [
        ("What is a kiln?", 1, 1),
        ("Why does clay crack?", 2, 4),
    ]


def test_leads_that_only_some_ask_in_a_list_of_advice_open_nothing() -> None:
    advice = "".join(
        f"- **Name {what} well** so that all find it.\n" for what in ("pots", "glazes", "cones", "rings", "bats")
    )
    text = f"# Order\n\n{advice}- **What of tools?** Hang them up there.\n- **What of clay?** Keep it wet always.\n"
    assert len(read(text)) <= 2


def test_numbered_leads_need_no_question_mark_where_nearly_all_ask() -> None:
    asked = ("What is a kiln", "Name its parts", "Explain its use", "Difference between gas and wood")
    text = "".join(f"**{number}. {ask}** It is told here.\n\n" for number, ask in enumerate(asked, 1))
    assert [question for question, _, _ in read(text)] == list(asked)
