"""Lists of questions that nothing answers are told of, whatever of them asks by its words; what they follow ends."""

import pytest
from reading import checked, read

from corpus import Document

OPEN = ("What is a warp?", "Why does the cloth shrink?", "Sett and its use", "How is a selvedge woven?")
CLOTH = "## Looms\n\nA loom holds the warp.\n\n"


def unanswered(document: Document) -> list[int]:
    return [one.start for one in document.findings if one.kind == "unanswered"]


@pytest.mark.parametrize("sign", ["-", "*", "1."])
def test_lists_of_which_most_ask_are_open_questions(sign: str) -> None:
    document = checked(CLOTH + "## Weaving\n\n" + "".join(f"{sign} {one}\n" for one in OPEN), "cloth.md")
    assert [one.question for one in document.entries] == ["Looms"]
    assert unanswered(document) == [7, 8, 9, 10]


@pytest.mark.parametrize(
    ("title", "items"),
    [
        ("## Questions for the exam", ("The sett", "What is a warp?", "Twill")),
        ("Вопросы к зачёту:", ("Основа. Определение", "Что такое уток?", "Саржа")),
        ("## 3 questions to practise", ("Name the parts of a loom.", "Twill and satin")),
    ],
)
def test_lists_whose_title_speaks_of_questions_are_open_though_few_ask(title: str, items: tuple[str, ...]) -> None:
    text = f"{title}\n\n" + "".join(f"{at}. {one}\n" for at, one in enumerate(items, 1))
    assert read(text) == []
    assert len(unanswered(checked(text, "cloth.md"))) == len(items)


@pytest.mark.parametrize("offer", ["Let me know if you need more on any of these!", "Would you like the answers, too?"])
def test_offers_below_open_questions_answer_none(offer: str) -> None:
    text = "## Practice\n\n" + "".join(f"{at}. {one}\n" for at, one in enumerate(OPEN, 1))
    assert read(f"{CLOTH}{text}\n{offer}\n") == [("Looms", 1, 3)]


@pytest.mark.parametrize(
    "text",
    [
        "## What do guests ask?\n\n- What is a warp?\n- Is it wool?\n- the price of a rug\n",
        "## Links\n\n- [What is a warp?](https://a.example)\n- [Why felt?](https://b.example) (long)\n- the rest\n",
        "## Rules\n\n- What is a warp?\n  Threads that run along.\n- Wefts\n  Those across.\n- Is it wool?\n  It is.\n",
        "## Steps\n\n- Write the pattern\n- Find the shuttle\n- Build the loom\n- Compare the yarns\n",
        "## Exam questions on wool\n\n### Fleece\n\n- it is shorn\n- How often? each spring\n- By whom? shearers\n",
        "## Questions on wool\n\n- What is fleece - the coat\n- How to spin: with a wheel\n- Yarn - it is spun\n",
    ],
    ids=["below a question", "links", "answered", "steps", "answered on the line", "behind a dash"],
)
def test_lists_in_answers_are_no_open_questions(text: str) -> None:
    assert unanswered(checked(CLOTH + text, "cloth.md")) == []


@pytest.mark.parametrize("title", ["", "# Questions on plans\n\n"])
def test_lists_that_ask_below_numbered_questions_are_their_answers(title: str) -> None:
    text = "1. What does a plan tell?\n\n- Who weaves?\n- What?\n- Costs\n\n2. How long?\n\n- Short\n- Or so?\n"
    first = title.count("\n") + 1
    assert [(start - first, end - first) for _, start, end in read(title + text)] == [(0, 4), (6, 9)]


def test_bullets_of_another_sign_answer_the_question_above_them() -> None:
    text = "# Interview questions\n\n* What is a warp?\n- Threads\n- Taut\n\n* What is a weft?\n- Across\n- Loose\n"
    assert [(start, end) for _, start, end in read(text)] == [(3, 5), (7, 9)]


@pytest.mark.parametrize(
    "items",
    [
        ("Q: What is a warp?", "A: Threads", "Q: What is a weft?", "A: Others"),
        ("What is a warp?", "Threads", "What is a weft?", "Others"),
    ],
)
def test_questions_that_the_next_bullet_answers_are_entries(items: tuple[str, ...]) -> None:
    text = "# Weaving questions\n\n" + "".join(f"- {one}\n" for one in items)
    assert [(start, end) for _, start, end in read(text)] == [(3, 4), (5, 6)]


def test_tasks_that_a_title_sets_are_open() -> None:
    tasks = ["Weave a band of linen", "Write down its sett", "Describe the edge", "Compare two weaves"]
    items = "".join(f"- {one}\n" for one in tasks)
    document = checked(f"{CLOTH}## Homework\n\n{items}", "cloth.md")
    assert [one.question for one in document.entries] == ["Looms"]
    assert unanswered(document) == [7, 8, 9, 10]
    steps = "".join(f"- {one}\n" for one in ("Find a wall", "Bend your knee", "Hold your heel", "Breathe"))
    assert [one.question for one in checked(f"{CLOTH}## Exercises\n\n{steps}", "cloth.md").entries][1:] == ["Exercises"]


@pytest.mark.parametrize("text", ["**\n# \n", "![](keel.png)\n", "[](y)\n\n##\n", "&nbsp;\n"])
def test_what_has_no_words_is_no_entry(text: str) -> None:
    document = checked(text, "notes.md")
    assert document.entries == ()
    assert [finding.message for finding in document.findings] == ["an item without text"]
