"""Where separators part all entries, what stands between two of them is one, and what has none above it is a part."""

import pytest
from reading import read

RULE = "\n=====================================\n\n"
ASKED = ("How do you prune?", "What is mulch?", "How deep is a bed?", "What is a rake for?", "Is dew good?")


SCENES = (
    "Scenario 1: Late frost\n\nWe lit fires.\n\nScenario 2: Slugs\n\nWe set traps.\n\nScenario 3: Heat\n\nWe dug.\n"
)


def _notes(extra: str, asked: tuple[str, ...] = ASKED, rule: str = RULE) -> str:
    blocks = [f"{number}. {question}\nIt is told here.\n" for number, question in enumerate(asked, 1)]
    return rule.join([*blocks, extra, f"{len(asked) + 2}. Is hay good?\nIt is.\n"])


def _scenes(asked: tuple[str, ...] = ASKED, rule: str = RULE) -> list[str]:
    text = _notes(f"{len(asked) + 1}. Have you had a bad year?\n\n{SCENES}", asked, rule)
    return [question for question, _, _ in read(text)]


def test_scenes_in_an_answer_are_parts() -> None:
    assert _scenes() == [*ASKED, "Have you had a bad year?", "Is hay good?"]


@pytest.mark.parametrize(
    ("asked", "rule"), [(ASKED[:2], RULE), (ASKED, "\n"), (ASKED, f"{RULE}A remark.\n{RULE}")], ids=str
)
def test_scenes_elsewhere_are_entries(asked: tuple[str, ...], rule: str) -> None:
    assert "Late frost" in _scenes(asked, rule)


def test_a_question_between_separators_is_an_entry() -> None:
    found = [question for question, _, _ in read(_notes("Why do you thin carrots?\nThey need room.\n"))]
    assert found == [*ASKED, "Why do you thin carrots?", "Is hay good?"]


@pytest.mark.parametrize(
    "extra", ["Carrots are thinned.\nThey need room.\n", "Why do you thin carrots?\n", "### Why thin\nRoom.\n"]
)
def test_other_text_there_is_none(extra: str) -> None:
    assert len(read(_notes(extra))) == 6


@pytest.mark.parametrize(
    ("block", "last"),
    [
        ("[WARNING]\n====\nIt is heavy:\n\n* oak\n* lead\n====", 13),
        (".Mind\n****\nIt is heavy.\n****", 10),
        ("[NOTE]\n====\nIt is of oak.\n====\n\n[quote, a sailor]\n____\nHow heavy it is!\n____", 15),
        ("[NOTE]\n====\nIt is of oak.\n====\n\nSo it is.\n\n====", 12),
        ("====\n\nIt is of oak.\n\n====", 9),
        ("[NOTE]\n\nIt is of oak.", 9),
        ("It is of oak.\n\n====", 7),
    ],
)
def test_the_end_of_a_block_that_an_answer_opens_is_its_last_line(block: str, last: int) -> None:
    text = f"= Boats\n\n== What is a keel?\n\nThe spine.\n\n{block}\n\n== Who steers?\n\nThe mate.\n"
    assert read(text, "boats.adoc")[0] == ("What is a keel?", 3, last)
