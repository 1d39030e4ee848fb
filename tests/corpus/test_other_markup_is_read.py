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


def answer(text: str, file: str) -> str:
    (one,) = entries(text, file)
    return one.answer


def test_tags_in_code_are_what_an_answer_is_about() -> None:
    (one,) = entries("## What is `<div>` for?\n\n`<div>` is a <b>box</b>, `<br>` a break.\n")
    assert (one.question, one.answer) == ("What is <div> for?", "`<div>` is a **box**, `<br>` a break.")


def test_a_break_parts_words_but_in_code() -> None:
    (headed,) = entries("## What is<br>a wren?\n\nA bird.\n")
    assert headed.question == "What is a wren?"
    (row,) = entries("| Question | Answer |\n|---|---|\n| What is<br/>a `<br>`? | A break,<br>as in `a<br>b` |\n")
    assert (row.question, row.answer) == ("What is a <br>?", "A break, as in `a<br>b`")


def test_code_of_restructured_text_keeps_its_indent() -> None:
    said = answer(
        "Why?\n====\n\nSo:\n\n.. code-block:: python\n   :linenos:\n\n   while True:\n       # Why?\n       go()\n",
        "a.rst",
    )
    assert said == "So:\n\n    while True:\n        # Why?\n        go()"


@pytest.mark.parametrize(
    ("written", "shown", "file"),
    [
        (".. note:: It creeps.", "**Note:** It creeps.", "a.rst"),
        ("See :ref:`trains` and :func:`wind`.", "See trains and `wind`.", "a.rst"),
        ("`The guild <https://example.org>`_ knows.", "[The guild](https://example.org) knows.", "a.rst"),
        ("[NOTE]\nIt turns.", "**Note**\nIt turns.", "a.adoc"),
        ("<<lamps,Lamps>> are hot.", "Lamps are hot.", "a.adoc"),
        ("See [[Kiln log|the log]] and [[Glaze]].", "See the log and Glaze.", "a.md"),
        (
            "A ==dull== glaze if `a==b==c` or a==b and c==d. ^dull-1",
            "A **dull** glaze if `a==b==c` or a==b and c==d.",
            "a.md",
        ),
        ("Fire at 2 ^ 10, not x ^2", "Fire at 2 ^ 10, not x ^2", "a.md"),
        ("![[Cone six.PNG|300]] of ![[Kiln log]]", "![](Cone%20six.PNG) of Kiln log", "a.md"),
        ("<li>warm</li>", "- warm", "a.md"),
        ("<tr><td>May</td><td>10</td></tr>", "May | 10", "a.md"),
    ],
)
def test_markup_of_other_dialects_is_shown_as_markdown(written: str, shown: str, file: str) -> None:
    title = {"a.rst": "Why so?\n=======", "a.adoc": "== Why so?", "a.md": "## Why so?"}[file]
    assert answer(f"{title}\n\n{written}\n", file) == shown


def test_notes_that_begin_without_words_are_called_by_the_first_that_come() -> None:
    for text in (
        "```\nmake all\n```\n",
        "```sh\nmake all\n```\n",
        "## Question 1\n\n```python\nmake all\n```\n",
        "![](oven.png)\n\nmake all\n",
        "}\nmake all\n",
        "![make all](oven.png)\n\nThree\n",
    ):
        assert [one.question for one in entries(text)] == ["make all"]


def test_headings_inside_an_answer_are_headings_in_markdown() -> None:
    said = answer("* Why so?\nBecause.\n\n** Reasons\nTwo.\n", "a.org")
    assert said == "Because.\n\n## Reasons\nTwo."


def test_numbered_items_of_wikis_are_numbered() -> None:
    first, _ = entries("h2. Where is it?\n\n# in the depot\n# in car 4\n\nh2. When is it?\n\nNow.\n", "a.txt")
    assert first.answer == "1. in the depot\n1. in car 4"


def test_a_summary_behind_what_lies_inside_makes_no_entry_longer() -> None:
    inner = "<details>\n<summary>Is it {0}?</summary>\n\n```\n{0}\n```\n\n</details>\n"
    text = (
        f"<details>\n{inner.format('one')}{inner.format('two')}<summary>Is it late?</summary>\n\nYes.\n\n</details>\n"
    )
    found = entries(text)
    assert [one.lines.start for one in found] == [2, 10]
    assert found[0].lines.end < found[1].lines.start


@pytest.mark.parametrize("file", ["club.wikitext", "club.mediawiki"])
def test_terms_and_meanings_of_a_wiki_are_questions_and_answers(file: str) -> None:
    text = (
        ";Which rail?\n:Code 75.\n\n;Why do wagons jump?\n:Look at the gauge:\n:*of the wheels\n\n;A loop? : Not yet.\n"
    )
    assert [(one.question, one.answer, one.lines.end) for one in entries(text, file)] == [
        ("Which rail?", "Code 75.", 2),
        ("Why do wagons jump?", "Look at the gauge:\n:*of the wheels", 6),
        ("A loop?", "Not yet.", 8),
    ]


def test_labels_of_full_width_are_labels() -> None:
    found = entries("Ｑ１．直接法とは\nＡ１．母語を使わない。\n\nＱ２．敬語は？\nＡ２．中級から。\n")
    assert [(one.question, one.answer) for one in found] == [
        ("直接法とは", "母語を使わない。"),
        ("敬語は？", "中級から。"),
    ]


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("owls.md", "vim: set tw=80 ft=markdown :"),
        ("owls.adoc", "// vim:tw=72:ts=4"),
        ("owls.rst", ".. -*- mode: rst -*-"),
        ("owls.org", "# Local Variables:\n# fill-column: 80\n# End:"),
    ],
)
def test_what_is_meant_for_editors_is_in_no_answer(file: str, line: str) -> None:
    text = f"Q: Where do owls sleep?\nA: In barns.\n\nQ: When do owls hunt?\nA: At night.\n\n{line}\n"
    document = parse(text.encode(), file)
    assert [(one.answer, one.lines.end) for one in document.entries] == [("In barns.", 2), ("At night.", 5)]
    assert [(one.kind, one.start, one.end) for one in document.findings] == [("skipped", 7, 7 + line.count("\n"))]


@pytest.mark.parametrize("line", ["vim: how to quit it", "ex: a lot = much", "See also -*- and vim: set tw=80"])
def test_words_on_editors_stay(line: str) -> None:
    text = f"Q: Where do owls sleep?\nA: In barns.\n\nQ: When do owls hunt?\nA: At night.\n\n{line}\n"
    assert [one.answer for one in parse(text.encode(), "owls.md").entries] == ["In barns.", f"At night.\n\n{line}"]


def test_comments_of_asciidoc_are_in_no_answer_but_those_in_code_are() -> None:
    text = "== Where do owls sleep?\n\nIn barns.\n// they moved\nIn trees.\n\n----\n// code\nsleep()\n----\n"
    text += "\n== When do owls hunt?\n\nAt night.\n"
    first, _ = entries(text, "owls.adoc")
    assert first.answer == "In barns.\nIn trees.\n\n```\n// code\nsleep()\n```"


@pytest.mark.parametrize("state", ["TO-DO", "DONE", "NEXT", "WAITING", "NEXT [#A]"])
def test_the_state_of_a_task_is_no_word_of_its_heading(state: str) -> None:
    notes = f"* {state} What is a kiln?\nAn oven.\n* What is slip?\nClay.\n".encode()
    assert [entry.question for entry in parse(notes, "notes.org").entries] == ["What is a kiln?", "What is slip?"]
