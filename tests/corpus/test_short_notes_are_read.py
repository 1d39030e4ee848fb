"""Files of one or two questions, and of questions alone."""

import pytest
from reading import read

from corpus import parse

PAIRS = {
    "bare": "What is a kiln?\n{}An oven.\n\nHow hot is it?\n{}Very.\n",
    "bare apart": "What is a kiln?\n\n{}An oven.\n\n---\n\nHow hot is it?\n\n{}Very.\n",
    "items": "- What is a kiln?\n  - {}An oven.\n- How hot is it?\n  - {}Very.\n",
    "slanted": "*What is a kiln?*\n\n{}An oven.\n\n*How hot is it?*\n\n{}Very.\n",
    "arrows": "- What is a kiln?\n  → {}An oven.\n- How hot is it?\n  → {}Very.\n",
    "pictograms": "❓ What is a kiln?\n✅ {}An oven.\n\n❓ How hot is it?\n✅ {}Very.\n",
    "one asks without a question mark": "Explain a kiln\n{}An oven.\n\nHow hot is it?\n{}Very.\n",
}


@pytest.mark.parametrize("title", ["", "# Pottery\n\n", "Pottery notes\n\n"])
@pytest.mark.parametrize("pair", PAIRS)
def test_two_questions_that_make_up_a_file_are_two_entries(title: str, pair: str) -> None:
    found = [question for question, _, _ in read(title + PAIRS[pair].format("", ""))]
    assert found == ["Explain a kiln" if pair.startswith("one") else "What is a kiln?", "How hot is it?"]


def test_two_questions_in_notes_that_say_more_are_rhetoric() -> None:
    told = "Clay is dug and dried.\n\nIt is fired in an oven.\n\n"
    assert [question for question, _, _ in read(f"# Pottery\n\n{told}{PAIRS['bare'].format('', '')}")] == ["Pottery"]
    apart = "# Pottery\n\nWhat is a kiln?\nAn oven.\n\n## Heat\n\nHow hot is it?\nVery.\n\n## Clay\n\nIt is wet.\n"
    assert "What is a kiln?" not in [question for question, _, _ in read(apart)]


@pytest.mark.parametrize(
    "text", ["What is a kiln?\n", "1. What is a kiln?\n2. How hot is it?\n", "Q: What is it?\nA:\n"]
)
def test_a_file_of_questions_alone_answers_nothing(text: str) -> None:
    document = parse(text.encode(), "notes.md")
    assert document.entries == ()
    assert document.findings


@pytest.mark.parametrize(
    "text", ["```\nls -l\n```\n", "Restart it: systemctl restart kiln\n", "What is a kiln? An oven.\n"]
)
def test_a_line_that_tells_something_is_an_entry(text: str) -> None:
    assert len(read(text)) == 1


@pytest.mark.parametrize("rule", ["====================", "------"])
def test_a_rule_below_a_lone_numbered_question_hides_no_answer(rule: str) -> None:
    assert read(f"1. What is a kiln?\n{rule}\nAn oven.\n") == [("What is a kiln?", 1, 3)]


@pytest.mark.parametrize("sign", [" - ", " ", " → "])
@pytest.mark.parametrize("title", ["", "# Pottery\n\n"])
def test_one_line_that_asks_and_tells_is_an_entry(title: str, sign: str) -> None:
    entry = parse(f"{title}What is a kiln?{sign}An oven in which clay is fired.\n".encode(), "notes.txt").entries[0]
    assert (entry.question, entry.answer) == ("What is a kiln?", "An oven in which clay is fired.")


def test_a_note_that_begins_with_a_question_keeps_its_title() -> None:
    assert read("# Kilns\n\nWhy care? They are hot.\n\nA kiln is an oven.\n") == [("Kilns", 1, 5)]
