"""What other markup than Markdown folds, parts and labels is read; what only looks like it stays text."""

import pytest

from corpus import Entry, parse


def entries(text: str, file: str = "notes.md") -> list[Entry]:
    return list(parse(text.encode(), file).entries)


def test_two_words_that_alternate_label_questions_and_answers() -> None:
    found = entries("Chef: How long?\nCook: Ten minutes.\n\nChef: How hot?\nCook: Very hot indeed.\n")
    assert [(one.question, one.answer) for one in found] == [
        ("How long?", "Ten minutes."),
        ("How hot?", "Very hot indeed."),
    ]


def test_words_before_literal_blocks_are_no_labels() -> None:
    (one,) = entries(
        "Title\n=====\n\nCommand::\n\n  ls\n\nOutput::\n\n  a\n\nCommand::\n\n  cd\n\nOutput::\n\n  b\n", "a.rst"
    )
    assert "Command::" in one.answer


def test_a_key_in_angle_brackets_is_no_component() -> None:
    (one,) = entries("## Which key indents?\n\nPress <Tab> twice.\n")
    assert one.answer == "Press <Tab> twice."


@pytest.mark.parametrize(
    ("text", "file"),
    [
        ('<FaqItem\n  question="Is it open?"\n>\nIt is.\n</FaqItem>\n' * 3, "a.mdx"),
        ('{{< details "Is it open?" >}}\nIt is.\n{{< /details >}}\n' * 3, "a.md"),
        ("{% details Is it open? %}\nIt is.\n{% enddetails %}\n" * 3, "a.md"),
        ("::: details Is it open?\nIt is.\n:::\n" * 3, "a.md"),
    ],
)
def test_what_folds_out_is_an_entry(text: str, file: str) -> None:
    assert [(one.question, one.answer) for one in entries(text, file)] == [("Is it open?", "It is.")] * 3


def test_a_wrapped_line_that_is_a_number_opens_nothing() -> None:
    text = "Notes\n-----\n\n * The chain was cut to a length of\n   50.\n * It is 20 now, as it was before.\n"
    assert [one.lines.start for one in entries(text, "a.txt")] == [1]
