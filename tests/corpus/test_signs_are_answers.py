"""An answer may be a sign or a picture; what only keeps the place of an answer is none."""

import pytest

from corpus import parse


def read(answer: str) -> tuple[list[str], list[str]]:
    text = f"Q: What is a wren?\nA: A bird.\n\nQ: What is it?\nA: {answer}\n\nQ: What is a cod?\nA: A fish.\n"
    document = parse(text.encode(), "cards.md")
    return [entry.answer for entry in document.entries], [one.kind for one in document.findings]


@pytest.mark.parametrize(
    "sign",
    [
        "!=",
        ";",
        "|",
        "👍",
        "`>`",
        "&&",
        "`\\\\`",
        "?",
        "->",
        "===",
        "C++",
        "F#",
        "B+",
        "![](wren.png)",
        "![a wren](b.png)",
    ],
)
def test_a_sign_is_an_answer(sign: str) -> None:
    assert read(sign) == (["A bird.", sign, "A fish."], [])


@pytest.mark.parametrize(
    "nothing",
    [
        *("-", "…", "...", "___", "— —", "to-do", "*TBD*", "n/a", "(coming soon)", "{{answer}}", "<% tp.cursor() %>"),
        *("Your answer:\nResearched answer:", "**Deine Antwort:**"),
        *("**TODO**: look up where it nests", "> TBD – ask Ann", "(your answer here)", "*Answer pending*"),
    ],
)
def test_what_keeps_the_place_of_an_answer_is_none(nothing: str) -> None:
    assert read(nothing) == (["A bird.", "A fish."], ["unanswered"])


@pytest.mark.parametrize(
    "said", ["TODO comments are left to do.", "To do: feed it.", "The answer is here.", "TODO: a picture. It flies."]
)
def test_words_of_a_placeholder_may_be_said_of_something(said: str) -> None:
    assert read(said) == (["A bird.", said, "A fish."], [])
