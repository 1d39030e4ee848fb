"""What folds out as an answer is one, whatever headings it holds; several questions of it are asked together."""

import pytest
from invariants import check_document
from reading import read

from corpus import parse

ASKED = [
    ["How is a hive **built**?", "What is it made of?", "What does it weigh?", "Give an example."],
    ["Why do bees swarm?"],
    ["What is wax?", "Who makes it?"],
    ["Where do drones live?", "Name their enemies."],
]
TITLES = ["The hive", "Swarms", "Wax", "Drones"]


@pytest.mark.parametrize(
    "fold",
    [
        "<details><summary><b>Answer: </b></summary>",
        "<details>\n<summary>Answer</summary>",
        "<details>\n<summary>Show the answers</summary>",
    ],
)
@pytest.mark.parametrize("label", ["**Question**:", "Question:"])
def test_questions_under_one_label_are_asked_together(fold: str, label: str) -> None:
    text = "# Cards\n\n## Chapter 1\n\n"
    starts, ends = [], []
    for title, asked in zip(TITLES, ASKED, strict=True):
        starts.append(text.count("\n") + 1)
        text += f"### {title}\n{label}\n" + "".join(f"- {one}\n" for one in asked) + f"\n{fold}\n\n"
        text += "".join(f"#### {one}\nFirst {one}\n- one\n- two\n\n" for one in asked) + "</details>\n"
        ends.append(text.count("\n"))
        text += '<p align="right">(<a href="#top">back to top</a>)</p>\n\n---\n\n'
    document = parse(text.encode(), "bees.md")
    assert [one.question for one in document.entries] == [" ".join(asked).replace("**", "") for asked in ASKED]
    assert [(one.lines.start, one.lines.end) for one in document.entries] == list(zip(starts, ends, strict=True))
    assert all(one.answer.startswith("#### ") for one in document.entries)
    assert [len(one.sections) for one in document.entries] == [len(asked) for asked in ASKED]
    check_document(document, text.encode())


@pytest.mark.parametrize("summary", ["show", "Show me", "▶ Show/hide", "Reveal", "<b>Expand</b>"])
def test_what_only_says_that_it_folds_out_asks_nothing(summary: str) -> None:
    fold = f"<details><summary>{summary}</summary>\n\nAn oven for clay.\n\n</details>\n"
    assert read(f"# Pots\n\n**1. What is a kiln?**\n\n{fold}") == [("What is a kiln?", 3, 9)]
