"""Tables of Markdown whose columns are questions and answers."""

import pytest
from reading import read

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
