"""Lines that begin with a dash right before a word are shown as the list that they were meant to be."""

import pytest

from retriever.markdown import parser
from ui import render


def shown(text: str) -> str:
    return parser().render(text).replace("\n", "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("-Keeps it warm.\n-It costs more.", "<ul><li>Keeps it warm.</li><li>It costs more.</li></ul>"),
        (
            "-What it is:\n -A queue.\n -A topic.",
            "<ul><li>What it is:<ul><li>A queue.</li><li>A topic.</li></ul></li></ul>",
        ),
        ("1) Provision\n   -Keeps it warm.", "<ol><li>Provision<ul><li>Keeps it warm.</li></ul></li></ol>"),
        ("-**Bold** start", "<ul><li><strong>Bold</strong> start</li></ul>"),
        ("-EC2\n-Lambda", "<ul><li>EC2</li><li>Lambda</li></ul>"),
        ("-Über alles", "<ul><li>Über alles</li></ul>"),
    ],
)
def test_a_dash_at_a_word_makes_an_item(text: str, expected: str) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "-v verbose",
        "-Xmx512m of heap",
        "-R recursive",
        "-5 degrees",
        "-O2 optimises",
        "so -What",
        "```\n-Keeps it\n```",
    ],
)
def test_options_numbers_and_code_keep_their_dash(text: str) -> None:
    assert "<li>" not in shown(text) and text.strip("`\n") in shown(text)


def test_what_answers_is_marked_in_such_a_list() -> None:
    text = "-Reduce them:\n -Keep it warm.\n -Make it small."
    start = text.index("Make")
    assert "<li><mark>Make it small.</mark></li>" in render.passage(text, ((start, len(text)),))
