"""The sentences that answer are marked on the page where they stand in the notes, through any markup."""

import re

import pytest

from ui import render


def span(text: str, part: str, nth: int = 0) -> tuple[int, int]:
    start = -1
    for _ in range(nth + 1):
        start = text.index(part, start + 1)
    return start, start + len(part)


def marked(shown: str) -> list[str]:
    return re.findall(r"<mark>(.*?)</mark>", shown, re.DOTALL)


@pytest.mark.parametrize(
    ("text", "part", "expected"),
    [
        ("One. Two is here. Three.", "Two is here.", ["Two is here."]),
        ("**Bold start** of it. Rest.", "**Bold start** of it.", ["Bold start", " of it."]),
        ("- first\n- second thing\n- third", "second thing", ["second thing"]),
        ("| a | b |\n|---|---|\n| x & y | z |", "| x & y | z |", ["x &amp; y", "z"]),
        ("Use `a<b` now. Then stop.", "Use `a<b` now.", ["Use ", "a&lt;b", " now."]),
        ("Use a broker (Kafka, NATS) now.", "Use a broker (Kafka, NATS)", ["Use a broker (Kafka, NATS)"]),
        ("It grew by 72 %. Rest.", "It grew by 72 %.", ["It grew by 72 %."]),
        ('So. "Two" (it says). So.', '"Two" (it says).', ["&quot;Two&quot; (it says)."]),
        ("```\na[0] = b[1]\n```", "```\na[0] = b[1]\n```", ["a[0] = b[1]"]),
        (
            "See [the page](https://e.org/a) for it. End.",
            "See [the page](https://e.org/a) for it.",
            ["See ", "the page", " for it."],
        ),
    ],
)
def test_a_sentence_is_marked_through_its_markup(text: str, part: str, expected: list[str]) -> None:
    assert marked(render.passage(text, (span(text, part),))) == expected


def test_of_equal_sentences_the_right_one_is_marked() -> None:
    text = "Yes. First reason is long.\n\nMiddle.\n\nYes. Second reason is long."
    shown = render.passage(text, (span(text, "Yes.", 1),))
    assert shown.index("<mark>") > shown.index("Middle")


def test_a_highlight_that_cannot_be_found_marks_nothing() -> None:
    assert "<mark>" not in render.passage("[x](https://example.org/long/path)", ((5, 20),))


def test_differing_words_of_plain_text_are_marked_and_escaped() -> None:
    assert render.words_marked("up to <16> TiB", [(6, 10)]) == "up to <mark>&lt;16&gt;</mark> TiB"


def test_overlapping_marks_keep_every_word_once() -> None:
    assert render.words_marked("abcdef", [(0, 4), (2, 6)]) == "<mark>abcd</mark>ef"
