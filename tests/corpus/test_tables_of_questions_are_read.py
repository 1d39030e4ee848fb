"""Tables of Markdown whose columns are questions and answers."""

import pytest
from reading import checked, read, told

HEAD = "| Question | Answer |\n"
RULE = "|---|---|\n"
ROW = "| What is a kiln? | An oven. |\n| How hot is it? | Very. |\n"


@pytest.mark.parametrize("rule", [RULE, ""])
def test_a_table_is_read_with_and_without_a_rule_below_its_head(rule: str) -> None:
    assert [question for question, _, _ in read(f"# Pottery\n\n{HEAD}{rule}{ROW}")] == [
        "What is a kiln?",
        "How hot is it?",
    ]


def test_a_table_below_another_has_a_head_of_its_own() -> None:
    words = "| Word | Meaning | Unit |\n|---|---|---|\n| Heat? | Degrees | C |\n"
    assert [line for _, line, _ in read(f"# Pottery\n\n{HEAD}{RULE}{ROW}\n{words}\n{HEAD}{RULE}{ROW}")] == [
        5,
        6,
        14,
        15,
    ]


def test_a_table_without_a_head_begins_with_a_question() -> None:
    head, *rows = ("| What is a kiln? | An oven. |\n", "| How hot is it? | Very. |\n", "| What is slip? | Clay. |\n")
    document = checked(f"# Pottery\n\n{head}{RULE}{''.join(rows)}", "notes.md")
    assert told(document) == [
        ("What is a kiln?", "An oven.", 3, 4),
        ("How hot is it?", "Very.", 5, 5),
        ("What is slip?", "Clay.", 6, 6),
    ]
    assert document.findings == ()


@pytest.mark.parametrize(
    ("heads", "rows", "wanted"),
    [
        ("Question (short)|Answer (EN)", ("kiln|An oven.", "How hot is it?|Very."), ["kiln", "How hot is it?"]),
        ("No.|Frente (word)|Verso|Hint", ("1|What is slip?|Wet clay.|wet", "2|Name a glaze|Ash.|"), ["What is slip?"]),
        ("Front|Back", ("kiln|oven", "slip|clay", "cone|gauge", "glaze|glass", "rib|tool"), ["kiln", "slip", "cone"]),
    ],
)
def test_brackets_and_the_sides_of_cards_tell_columns(heads: str, rows: tuple[str, ...], wanted: list[str]) -> None:
    text = "".join(f"| {row.replace('|', ' | ')} |\n" for row in (heads, "|".join("-" * len(heads.split("|"))), *rows))
    found = read(f"# Pottery\n\n{text}")
    assert [question for question, _, _ in found][: len(wanted)] == wanted
    assert len(found) == len(rows)


@pytest.mark.parametrize(
    "table",
    ["| Pot | Front | Back |\n|---|---|---|\n| S | 4 | 5 |", "| Front | Back |\n|---|---|\n| raw | glazed |",
     "| q (C) | a (m) |\n|---|---|\n| 1 | 2 |"],
)  # fmt: skip
def test_other_tables_with_such_columns_stay_in_the_answer(table: str) -> None:
    assert read(f"## Which sides are glazed?\n\n{table}\n\n## How hot is it?\n\nVery.\n") == [
        ("Which sides are glazed?", 1, 5),
        ("How hot is it?", 7, 9),
    ]


TABLE = f"# Pottery\n\n{HEAD}{RULE}{ROW}\n"


@pytest.mark.parametrize(
    "text",
    [
        "## More\n\n### How long does it cool?\n\nA night.\n",
        "1. How long does it cool?\n\n   A night.\n\n2. Who opens it?\n\n   Anna.\n",
    ],
)
def test_questions_written_another_way_below_a_table_are_read(text: str) -> None:
    found = [question for question, _, _ in read(TABLE + text)]
    assert found == ["What is a kiln?", "How hot is it?", "How long does it cool?", "Who opens it?"][: len(found)]
    assert len(found) == 2 + text.count("?")


def test_sections_beside_a_table_are_entries_however_short() -> None:
    found = read(f"# Kiln\n\n## Safety\n\nKeep out.\n\n## Trouble\n\n{HEAD}{RULE}{ROW}\n## Weight\n\nA ton.\n")
    assert [question for question, _, _ in found] == ["Safety", "What is a kiln?", "How hot is it?", "Weight"]


def test_a_short_section_beside_longer_ones_is_an_entry() -> None:
    told = "Stand it on stone, a hand from every wall, and let an electrician lay a wire of its own."
    asked = "## Use\n\n### How hot is it?\n\nVery.\n\n### Who opens it?\n\nAnna.\n\n"
    found = read(f"# Kiln\n\n## Place\n\n{told}\n\n## Wire\n\n{told}\n\n{asked}## Weight\n\nA ton.\n")
    assert [question for question, _, _ in found] == ["Place", "Wire", "How hot is it?", "Who opens it?", "Weight"]


def test_a_row_without_an_answer_is_a_question_without_one() -> None:
    text = "".join(f"| Fire {row}" for row in f"{ROW}| What is slip? | |\n| Heat | |\n".splitlines(keepends=True))
    document = checked(f"# Pottery\n\n| Topic {HEAD}|---{RULE}{text}", "notes.md")
    assert told(document) == [
        ("What is a kiln?", "Topic: Fire — An oven.", 5, 5),
        ("How hot is it?", "Topic: Fire — Very.", 6, 6),
    ]
    assert [one.message for one in document.findings if one.kind == "unanswered"] == [
        "a question without an answer: What is slip?"
    ]
