"""Notes out of several hands in one file: every hand's questions are read, and what one only tells is an entry too."""

from collections.abc import Callable

import pytest
from reading import read

from corpus.lines.markers import asks

FIRST = [
    ("What is a kiln?", "An oven in which clay is fired."),
    ("Explain how glaze works", "It melts to glass on the pot.\nIt closes the pores."),
    ("Name the parts of a wheel", "Head, shaft and flywheel."),
    ("Why does clay crack?", "It dries too fast."),
]
SECOND = [
    ("Difference between slip and engobe", "Engobe has less clay.\nSlip is only clay and water."),
    ("How hot is porcelain fired?", "Thirteen hundred degrees."),
    ("Who invented the wheel?", "Potters of Mesopotamia.\nIt was slow."),
    ("When is a pot leather hard?", "When it is stiff and still damp."),
]
HANDS: dict[str, Callable[[int, str, str], str]] = {
    "bold inline": lambda n, q, a: f"**{q}** {a}\n\n",
    "bullet bold": lambda n, q, a: f"- **{q}** {a}\n",
    "numbered": lambda n, q, a: f"{n}. {q}\n{a}\n\n",
    "numbered apart": lambda n, q, a: f"{n}. {q}\n\n{a}\n\n",
    "one line": lambda n, q, a: f"Q: {q} A: {a}\n\n",
    "Que": lambda n, q, a: f"Que {n}- {q}\nAns- {a}\n\n",
    "Question #": lambda n, q, a: f"Question #{n} - {q}\n\n{a}\n\n",
    "in brackets": lambda n, q, a: f"[Q{n}] {q}\n[A{n}] {a}\n\n",
    "letters alone": lambda n, q, a: f"Q {n}\n{q}\nA\n{a}\n\n",
    "roman": lambda n, q, a: f"{['I', 'II', 'III', 'IV'][n - 1]}. {q}\n{a}\n\n",
    "hash": lambda n, q, a: f"#{n} {q}\n{a}\n\n",
    "heading": lambda n, q, a: f"## {q}\n{a}\n\n",
    "heading counted": lambda n, q, a: f"#### {n}. {q}\n\n{a}\n\n",
    "chaptered": lambda n, q, a: f"## 1.{n} {q}\n\n{a}\n\n",
    "underlined": lambda n, q, a: f"{q}\n{'~' * len(q)}\n\n{a}\n\n",
    "wiki": lambda n, q, a: f"== {q} ==\n{a}\n\n",
    "folded": lambda n, q, a: f"<details>\n<summary>{q}</summary>\n\n{a}\n</details>\n\n",
    "item over items": lambda n, q, a: f"- {q}\n  - {a.replace(chr(10), chr(10) + '  - ')}\n",
    "bare": lambda n, q, a: f"{q}\n{a}\n\n\n",
    "bare apart": lambda n, q, a: f"{q}\n\n{a}\n\n---\n\n",
    "capitals": lambda n, q, a: f"{q.upper()}\n{a}\n\n",
    "arrow": lambda n, q, a: f"{q}\n-> {a}\n\n",
    "quote": lambda n, q, a: f"> {q}\n\n{a}\n\n",
    "card": lambda n, q, a: f"{q} :: {a.replace(chr(10), ' ')}\n",
    "interview": lambda n, q, a: f"Interviewer: {q}\nMe: {a}\n\n",
    "sides": lambda n, q, a: f"Front: {q}\nBack: {a}\n\n",
}
NOTES = """\
## Kiln

An oven of brick that bears the heat, fed with wood, gas or current for a day.

## Glaze

A powder that melts to glass on the pot and closes the pores of the clay below it.

## Slip

Nothing but clay and water, with which handles are joined to cups before they are dry.

"""


def written(hand: str, questions: list[tuple[str, str]]) -> str:
    return "".join(HANDS[hand](number, *one) for number, one in enumerate(questions, 1))


def bare(question: str) -> str:
    return question.rstrip("?:. ").casefold()


@pytest.mark.parametrize("first", HANDS)
def test_a_hand_is_read_beside_every_other(first: str) -> None:
    unread = []
    wanted = [bare(question) for question, _ in FIRST + SECOND]
    for second in HANDS:
        text = f"# Pottery\n\n{written(first, FIRST)}\n{written(second, SECOND)}"
        if [bare(question) for question, _, _ in read(text)] != wanted:
            unread.append(second)
    assert unread == []


@pytest.mark.parametrize(
    "words",
    [
        "When it is stiff and still damp.",
        "When the kiln is cold, open it.",
        "Where the clay is dug, it is wet.",
        "If you need it hard, fire it twice.",
        "Do not open it hot.",
        "Is a kind of oven.",
        "Are used for drying.",
        "Can be fired twice.",
        "Has a lid.",
        "Which is why it cracks.",
        "where the heat rises and the clay shrinks,",
        "Quand l’argile est sèche, elle casse.",
        "Как правило, глина сохнет день.",
    ],
)
def test_what_begins_like_a_question_and_tells_something_does_not_ask(words: str) -> None:
    assert asks(words) == 0.0


@pytest.mark.parametrize(
    "words",
    [
        "When to open the kiln.",
        "When is a pot leather hard.",
        "Where the clay is dug",
        "If you have two kilns, which do you fire first.",
        "Is the kiln an oven",
        "Can porcelain be fired twice.",
        "Which is hotter, an oven or a kiln",
    ],
)
def test_what_asks_without_a_question_mark_still_does(words: str) -> None:
    assert asks(words) >= 0.6


@pytest.mark.parametrize("sign", ["", "**", "## "])
def test_letters_on_lines_of_their_own_label_what_is_below(sign: str) -> None:
    end = sign.strip("# ")
    card = f"{sign}Q{end}\nWhat is {{}}?\n\n{sign}A{end}\nIt is clay.\n\nIt is wet.\n\n"
    assert read(card.format("slip") + card.format("engobe")) == [("What is slip?", 1, 7), ("What is engobe?", 9, 15)]


@pytest.mark.parametrize("letters", ["A", "Q\n\nA", "A\n\nA\n\nQ\n\nA\n\nA\n\nA\n\nQ\n\nA"])
def test_letters_that_do_not_take_turns_label_nothing(letters: str) -> None:
    text = f"# Signs\n\n## The first\n\nIt is written so:\n\n{letters}\n\nIt is round.\n"
    assert [question for question, _, _ in read(text)] == ["The first"]


def test_the_lists_of_a_wiki_stay_lists() -> None:
    text = "== Firing ==\n\n# Dry it.\n# Stack it.\n\n== Glazing ==\n\n# Dip it.\n# Wipe its foot.\n"
    assert read(text, "notes.wiki") == [("Firing", 1, 4), ("Glazing", 6, 9)]


@pytest.mark.parametrize("hand", HANDS)
def test_titled_notes_ahead_of_questions_are_entries(hand: str) -> None:
    found = [question for question, _, _ in read(f"# Pottery\n\n{NOTES}{written(hand, FIRST)}")]
    assert [bare(question) for question in found] == [
        "kiln",
        "glaze",
        "slip",
        *(bare(question) for question, _ in FIRST),
    ]


@pytest.mark.parametrize(
    "hand", sorted(HANDS.keys() - {"hash"})
)  # headings of the first level, so that the notes are parts
def test_titled_notes_behind_questions_are_entries(hand: str) -> None:
    found = [question for question, _, _ in read(f"# Pottery\n\n{written(hand, FIRST)}{NOTES}")]
    assert [bare(question) for question in found] == [
        *(bare(question) for question, _ in FIRST),
        "kiln",
        "glaze",
        "slip",
    ]


def test_parts_of_notes_behind_questions_stay_in_them() -> None:
    part = NOTES.replace("## Glaze", "### Of brick").replace("## Slip", "## Glaze")
    found = read(f"# Pottery\n\n{written('Que', FIRST)}{part}")
    assert found[-2:] == [("Kiln", 16, 22), ("Glaze", 24, 26)]


TOLD = "A kiln is an oven of brick that bears the heat. "
ASKED = "Q: How hot is it?\nA: Very.\n\nQ: How big is it?\nA: Huge.\n"


@pytest.mark.parametrize(
    ("above", "wanted"),
    [
        (f"# Pottery\n\n## Kilns\n\n{TOLD * 5}", ["Kilns"]),
        (f"# Pottery\n\n## Kilns\n\n{TOLD * 2}", []),
        (f"# Pottery\n\n## Contributing\n\n{TOLD * 5}", []),
        (f"# Pottery\n\n## Kilns\n\n{'Which questions are the potters asked? ' * 9}", []),
        (f"# Pottery\n\n{TOLD * 5}", []),
        (f"# Pottery\n\n{TOLD * 9}", ["Pottery"]),
        (f"# Pottery\n\n{NOTES}## Cones\n\n{TOLD * 2}", ["Kiln", "Glaze", "Slip", "Cones"]),
        (f"# Pottery\n\n{NOTES}## Questions of the trade\n\n{TOLD * 2}", ["Kiln", "Glaze", "Slip"]),
    ],
)
def test_text_between_a_heading_and_its_questions_is_an_entry_where_it_tells_enough(
    above: str, wanted: list[str]
) -> None:
    found = [question for question, _, _ in read(f"{above}\n\n{ASKED}")]
    assert found == [*wanted, "How hot is it?", "How big is it?"]


def test_the_head_of_a_table_of_questions_tells_nothing_by_itself() -> None:
    head = "| Question | Answer | Where those who want to know more of it can read on |\n|---|---|---|\n"
    table = f"## Kilns\n\n{head}| How hot is it? | Very. | |\n| How big is it? | Huge. | |\n\n"
    assert [question for question, _, _ in read(f"# Pottery\n\n{NOTES}{table}")] == [
        "Kiln",
        "Glaze",
        "Slip",
        "How hot is it?",
        "How big is it?",
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Question What is slip?\nAnswer Clay\n\nWhat is a rib?\nAnswer: Wood\n\nQuestion What is ash?\nAnswer Fuel\n",
         ["What is slip?", "What is a rib?", "What is ash?"]),
        ("# 1. What is slip?\n\nClay.\n\n# 2. Question 1: A rib is\n\nAnswer: a tool\n\n# 3. What is ash?\n\nGlaze.\n\n"
         "# 4. How hot is it?\n\nVery.\n", ["What is slip?", "A rib is", "What is ash?", "How hot is it?"]),
    ],
)  # fmt: skip
def test_a_question_that_lost_its_label_or_its_number_is_one(text: str, wanted: list[str]) -> None:
    assert [question for question, _, _ in read(text, "notes.md" if text.startswith("#") else "notes.txt")] == wanted


@pytest.mark.parametrize(
    ("more", "again"),
    [(["Why are kilns hot?", "Where is the cone?"], True), (["Slabs of clay", "Coils of clay"], False)],
)
def test_questions_under_a_heading_in_an_answer_that_count_from_one_again_are_entries(
    more: list[str], again: bool
) -> None:
    bonus = "### Bonus\n\n" + "".join(f"#### {at}. {one}\n\nTold.\n\n" for at, one in enumerate(more, 1))
    text = f"## Q1: What is slip?\n\nClay.\n\n{bonus}## Q2: What is ash?\n\nFuel.\n\n{bonus}"
    found = [question for question, _, _ in read(text)]
    assert found == ["What is slip?", *more * again, "What is ash?", *more * again]
