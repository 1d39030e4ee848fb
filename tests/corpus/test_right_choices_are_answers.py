"""Of choices, the one that is marked as right is the answer; what stands over choices is the question, all of it."""

import pytest
from reading import told

from corpus import parse


def read(text: str, file: str = "quiz.md") -> list[tuple[str, str, int, int]]:
    return told(parse(text.encode(), file))


@pytest.mark.parametrize(
    ("right", "other"),
    [
        ("   {}. {} ✅", "   {}. {}"),
        ("✔️ {}. {}", "{}. {}"),
        (" = {}. {}", "   {}. {}"),
        ("**{}) {}**", "{}) {}"),
        ("*{}. {}", "{}. {}"),
        ("- [x] {}. {}", "- [ ] {}. {}"),
        ("- {}) {} (correct answer)", "- {}) {}"),
        ("{}. {} <--", "{}. {}"),
        ("→ {}. {}", "{}. {}"),
    ],
)
def test_the_choice_that_is_marked_answers(right: str, other: str) -> None:
    def choices(marked: int) -> str:
        shown = enumerate(("barley", "malt", "hops"))
        return "".join((right if at == marked else other).format("ABC"[at], word) + "\n" for at, word in shown)

    text = f"1. What gives beer its bitterness?\n{choices(2)}\n2. What is steeped first?\n{choices(0)}\n"
    text += f"3. Malt is made of\n{choices(0)}"
    entries = read(text)
    assert [(question, start, end) for question, _, start, end in entries] == [
        ("What gives beer its bitterness?", 1, 4),
        ("What is steeped first?", 6, 9),
        ("Malt is made of", 11, 14),
    ]
    assert ["hops" in entries[0][1], "malt" in entries[0][1]] == [True, False]
    assert ["A" in entries[1][1], "barley" in entries[1][1], "malt" in entries[1][1]] == [True, True, False]


def test_a_label_says_more_than_a_mark() -> None:
    text = (
        "1. What is steeped?\nA. barley ✅\nB. hops\nAnswer: A\n\n2. What is boiled?\nA. malt\nB. hops ✅\nAnswer: B\n"
    )
    assert [(question, answer) for question, answer, *_ in read(text)] == [
        ("What is steeped?", "Answer: A (barley)"),
        ("What is boiled?", "Answer: B (hops)"),
    ]


CHOICES = "A. barley\nB. hops, which\n   are bitter\nC. yeast\n"


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ("Answer: B", "Answer: B (hops, which are bitter)"),
        ("**Answer: c**", "**Answer: c (yeast)**"),
        ("Correct answers: A and C", "Correct answers: A and C (barley; yeast)"),
        ("Ans: (A), (C)", "Ans: (A), (C) (barley; yeast)"),
        ("Answer: AC\n\nBoth are needed.", "Answer: AC (barley; yeast)\n\nBoth are needed."),
        ("Answer: C. It makes the gas.", "C (yeast). It makes the gas."),
        ("Answer: C) yeast", "Answer: C) yeast"),
        ("Answer: C [Chapter 4]", "Answer: C (yeast) [Chapter 4]"),
        ("Answer: D", "Answer: D"),
        ("Answer: A barrel of it", "A barrel of it"),
    ],
)
def test_letters_of_an_answer_are_spelled_out(told: str, shown: str) -> None:
    others = "".join(f"{at}. What is malt {at}?\nA. barley\nB. hops\nAnswer: B\n\n" for at in (2, 3))
    document = parse(f"1. Which do you need?\n{CHOICES}{told}\n\n{others}".encode(), "quiz.md")
    assert [one.answer for one in document.entries] == [shown, "Answer: B (hops)", "Answer: B (hops)"]
    assert document.entries[0].answer_lines[0] == 6


ITEM, LEAD = "{0}. What is malt {0}?\n", "**Question {0}**\n\nWhat is malt {0}?\n\n"


@pytest.mark.parametrize(
    ("asks", "title", "key", "shown"),
    [
        (ITEM, "Answers", "{}. {}\n", "{}. {} ({})"),
        (ITEM, "Answers and explanations", "{}. **{}** — it is brewed.\n", "{}. **{} ({})** — it is brewed."),
        (ITEM, "Respuestas y justificación", "{}. {}. It is so.\n", "{}. {} ({}). It is so."),
        (LEAD, "Answer key", "**Question {}**\n\nAnswer: {}\n\nIt is so.\n\n", "Answer: {1} ({2})\n\nIt is so."),
    ],
)
@pytest.mark.parametrize("folds", [False, True])
def test_letters_in_a_key_are_spelled_out(asks: str, title: str, key: str, shown: str, folds: bool) -> None:
    wanted = ((1, "b", "hops 1"), (2, "a", "barley 2"), (3, "b", "hops 3"))
    asked = "".join(f"{asks.format(at)}   a. barley {at}\n   b. hops {at}\n\n" for at, *_ in wanted)
    told = "".join(key.format(at, letter) for at, letter, _ in wanted)
    told = f"<details>\n<summary>Show the answers</summary>\n\n{told}\n</details>\n" if folds else told
    document = parse(f"# Quiz\n\n{asked}## {title}\n\n{told}".encode(), "quiz.md")
    assert [one.answer for one in document.entries] == [shown.format(*one) for one in wanted]
    assert [one.question for one in document.entries] == [f"What is malt {at}?" for at in (1, 2, 3)]


def test_a_question_goes_on_down_to_its_choices() -> None:
    text = (
        "1. Read this recipe.\nBarley, water, hops.\nMissing is\n\n   A. malt\n = B. yeast\n   C. salt\n\n"
        "2. The kettle shows\n\n```\n98 C\n```\n\n   A. a boil\n = B. no boil\n\n3. Beer is\n = A. brewed\n   B. wine\n"
    )
    assert [(question, start, end) for question, _, start, end in read(text)] == [
        ("Read this recipe. Barley, water, hops. Missing is", 1, 7),
        ("The kettle shows", 9, 16),
        ("Beer is", 18, 20),
    ]


def test_choices_in_fences_are_choices() -> None:
    text = (
        "# Exam\n\n1. Beer without hops is: -\n\n   ```\n     A. ale\n   = B. gruit\n     C. lager\n   ```\n\n<br>\n\n"
        "2. Malt is made of **BARLEY** by\n\n   ```\n   = a) steeping\n     b) boiling\n     c) ice\n\n     ANSWER: a\n"
        "   ```\n\n<br>\n"
    )
    assert [(question, start, end) for question, _, start, end in read(text)] == [
        ("Beer without hops is: -", 3, 9),
        ("Malt is made of BARLEY by", 13, 21),
    ]


def test_what_goes_on_over_its_choices_is_a_question_by_the_label_of_the_right_one() -> None:
    text = (
        "# Uno\n\n1) El pan se hace con:\n\nHarina.  \nArena.  \nCORRECTA: Harina.\n\n"
        "2) ¿Qué lo hincha?\n\nLa levadura.  \nLa sal.  \nCORRECTA: La levadura.\n\n"
        "# Dos\n\n1) El horno está:\n\nFrío.  \nCaliente.  \nCORRECTA: Caliente.\n\n"
        "2) ¿Qué es la miga?\n\nLa parte blanda.  \nLa corteza.  \nCORRECTA: La parte blanda.\n"
    )
    assert [(start, end) for _, _, start, end in read(text)] == [(3, 7), (9, 13), (17, 21), (23, 27)]


def test_letters_stand_for_the_choices_right_above_them() -> None:
    others = "".join(f"## What is malt {at}?\n\nSprouted barley {at}.\n\n" for at in (1, 2, 3))
    asked = "".join(f"### Part {at}\n\nA. barley {at}\nB. hops {at}\n\nAnswer: B\n\n" for at in (1, 2))
    entries = parse(f"{others}## How is malt tested?\n\nLike this:\n\n{asked}".encode(), "quiz.md").entries
    assert len(entries) == 4
    assert [line for line in entries[3].answer.split("\n") if "hops" in line] == [
        "Answer: B (hops 1)",
        "Answer: B (hops 2)",
    ]
