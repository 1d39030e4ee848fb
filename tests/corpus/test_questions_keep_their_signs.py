"""A question keeps what stands in code and the stars that mark nothing; only emphasis is taken off."""

import pytest

from corpus import parse
from corpus.lines.plain import plain

QUESTIONS = {
    "What's the difference between `is` and `==`?": "What's the difference between is and ==?",
    "What is `__init__`?": "What is __init__?",
    "`__slots__`: when does it help?": "__slots__: when does it help?",
    'Why if __name__ == "__main__"?': 'Why if __name__ == "__main__"?',
    "What do __init__() and __post_init__() do?": "What do __init__() and __post_init__() do?",
    "Is a==b and c==d?": "Is a==b and c==d?",
    "Explain `*args` and `**kwargs`": "Explain *args and **kwargs",
    "What is a * b?": "What is a * b?",
    "What is 2 ** 3?": "What is 2 ** 3?",
    "What does COUNT(*) count?": "What does COUNT(*) count?",
    "When is == true and === not?": "When is == true and === not?",
    r"What is \_\_name\_\_ for?": "What is __name__ for?",
    "What does `[a](b)` show, and `<b>`?": "What does [a](b) show, and <b>?",
    "What is `--force` for?": "What is --force for?",
}


@pytest.mark.parametrize("written", QUESTIONS)
@pytest.mark.parametrize("shape", ["## {}", "**Q: {}**", "1. {}", "Q: {}"])
def test_a_question_keeps_code_and_signs(shape: str, written: str) -> None:
    other = shape.replace("1.", "2.").format("What is `x`?")
    entries = parse(f"{shape.format(written)}\n\nThis.\n\n{other}\n\nThat.\n".encode(), "notes.md").entries
    assert [entry.question for entry in entries] == [QUESTIONS[written], "What is x?"]


@pytest.mark.parametrize("label", ["Q:", "Q1:", "Question 3 -", "Q2)"])
def test_what_stands_behind_a_label_keeps_its_first_signs(label: str) -> None:
    text = f"{label} `--force`, what does it do?\n\nA: It forces.\n\n{label} .gitignore, what is it?\n\nA: A list.\n"
    entries = parse(text.encode(), "notes.md").entries
    assert [entry.question for entry in entries] == ["--force, what does it do?", ".gitignore, what is it?"]


def test_stars_that_open_what_nothing_closes_are_kept() -> None:
    assert plain("Explain *args and **kwargs") == "Explain *args and **kwargs"


@pytest.mark.parametrize(
    "written",
    ["*an* **old** wren?", "an __old__ _wren_?", "***an old*** wren?", "an ==old== wren?", "an old wren?**"],
)
def test_emphasis_is_taken_off(written: str) -> None:
    assert plain(written) == "an old wren?"


@pytest.mark.parametrize("sign", ["\x01", "\x02"])
def test_a_control_character_becomes_no_sign(sign: str) -> None:
    assert plain(f"_What_ is{sign}this?") == "What is this?"


def test_tags_at_the_end_of_a_question_are_none_of_its_words() -> None:
    text = "".join(f"## {asked}\n\nThis.\n\n" for asked in ("What is a wren? #birds #old/small", "Who is #1?", "#wren"))
    assert [entry.question for entry in parse(text.encode(), "notes.md").entries][:2] == [
        "What is a wren?",
        "Who is #1?",
    ]
