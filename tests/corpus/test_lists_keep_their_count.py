"""Numbered questions are one list though their indent, a number left out or one that does not ask says otherwise."""

import pytest
from reading import read

from corpus import parse


@pytest.mark.parametrize("indent", ["\t", "    ", "\t\t"])
def test_a_list_copied_with_its_indent_is_a_list(indent: str) -> None:
    text = (
        f"### Hives\n\n{indent}1.\tWhat is a super?\nA box for honey.\n\n{indent}2.\tHow is smoke made?\n"
        f"It needs:\n{indent}•\tstraw\n{indent}•\ta bellows\n{indent}3.\tExplain swarming.\n"
        f"{indent}•\tThe old queen leaves.\n\n### Wax\n\n{indent}4.\tWhere does wax come from?\nFrom glands.\n"
    )
    assert read(text) == [
        ("What is a super?", 3, 4),
        ("How is smoke made?", 6, 9),
        ("Explain swarming.", 10, 11),
        ("Where does wax come from?", 15, 16),
    ]


def test_items_that_each_stand_in_the_one_before_are_one_list() -> None:
    text = (
        "1. What is a super?\n\n   A box.\n\n2. What is smoke for?\n\n   ![](smoke.png)\n\n"
        "   3. How is it made?\n\n      - Straw\n      - Bellows\n\n      4. Why do bees swarm?\n\n"
        "         They are many.\n\n      5. When do they swarm?\n\n         In May.\n"
    )
    assert read(text) == [
        ("What is a super?", 1, 3),
        ("What is smoke for?", 5, 7),
        ("How is it made?", 9, 12),
        ("Why do bees swarm?", 14, 16),
        ("When do they swarm?", 18, 20),
    ]


def test_questions_that_are_counted_inside_an_answer_stay_there() -> None:
    text = (
        "1. How do you judge a hive?\n\n   Ask yourself:\n\n   1. Is there brood?\n   2. Is there a queen?\n"
        "       1. Is she marked?\n       2. Is she old?\n\n2. How do you feed it?\n\n   With sugar.\n"
    )
    assert read(text) == [("How do you judge a hive?", 1, 8), ("How do you feed it?", 10, 12)]


def test_what_does_not_ask_is_counted_up_to_the_number_of_what_does() -> None:
    text = (
        "1) What is a super?\n> A box\n\n---\n\n2) What is smoke for?\n> Calm\n\n---\n\n"
        "7) Of these hives one is a skep:\n> The basket\n\n---\n\n8) What is wax?\n> Fat\n\n---\n\n"
        "9) What do drones do?\n\n> 1) They mate\n> 2) They die\n"
    )
    assert [start for _, start, _ in read(text)] == [1, 6, 11, 16, 21]


@pytest.mark.parametrize("hint", ["(Hint: a box)", "(Answer - a box for honey)", "(A: for honey)", "（提示：盒子）"])
def test_a_hint_in_brackets_answers_on_the_line_of_the_question(hint: str) -> None:
    text = f"# Hives\n\n1. What is a super? {hint}\n2. Why do bees dance? {hint}\n3. What is wax? {hint}\n"
    assert read(text) == [("What is a super?", 3, 3), ("Why do bees dance?", 4, 4), ("What is wax?", 5, 5)]


def test_other_brackets_behind_a_question_belong_to_it() -> None:
    text = (
        "# Hives\n\n1. What is a super? (also: hive body)\n2. Why do they dance? (Give two reasons)\n3. Is wax fat?\n"
    )
    assert read(text) == []


def test_the_only_number_between_two_others_counts_on_without_asking() -> None:
    text = "1. What is a pot?\n    - a vessel\n\n 2. What is a kiln?\n     - an oven\n\n"
    text += "   3. Glaze\n        Glass on clay.\n\n4. What is slip?\n    - thin clay\n"
    assert [entry.question for entry in parse(text.encode(), "pots.md").entries] == [
        "What is a pot?",
        "What is a kiln?",
        "Glaze",
        "What is slip?",
    ]


def test_statements_to_judge_and_gaps_to_fill_ask() -> None:
    text = (
        "# Review\n\n1. Drones gather nectar (T/F)\n\t- False\n2. The queen lays eggs (True or False).\n\t- True\n"
        "3. Workers live for \\_\\_\\_\\_\\_ weeks in summer.\n\t- Six\n4. Bees see:\n\t1. red\n\t2. blue\n"
        "\t\t- **Answer:** blue\n5. Wax comes from ________ on the belly\n\t- Glands\n"
    )
    assert [(start, end) for _, start, end in read(text)] == [(3, 4), (5, 6), (7, 8), (9, 12), (13, 14)]


def test_numbered_headings_with_gaps_are_one_list() -> None:
    text = (
        '## 1. "Tell me of swarms"\n\nThey leave.\n\n## 2. What is a skep?\n\nA basket.\n\n## 7. Why smoke?\n\n'
        "For calm.\n\n## 9. Names for queens and kings\n\n### 1. Names\n\nOne.\n\n### 2. More names\n\nTwo.\n\n"
        "## 9. What is royal jelly?\n\nFood.\n"
    )
    assert [(start, end) for _, start, end in read(text)] == [(1, 3), (5, 7), (9, 11), (13, 21), (23, 25)]


def test_an_announced_title_may_end_otherwise() -> None:
    titles = ["Boxes of a hive", "Smoke and veils", "Wax (raw)", "Honey and how it is sold"]
    said = [*titles[:3], "Honey and what it brings"]
    text = "".join(f"{at}. {title}\n" for at, title in enumerate(titles, 1)) + "\n"
    text += "".join(f"{at}. {title}\n\nAll that is known of it.\n\n" for at, title in enumerate(said, 1))
    assert [question for question, _, _ in read(text, "bees.txt")] == said


@pytest.mark.parametrize("one", ["{}. {}\n{}\n\n", "{}. {}\n\n{}\n\n", "{:02}. {}\n{}\n\n", "({}) {}\n{}\n\n"])
def test_steps_of_answers_that_count_from_one_again_are_no_questions(one: str) -> None:
    steps = "Like this:\n\n1. Open the door.\n2. Load it.\n3. Close it."
    asked = ["How is a kiln loaded?", "Explain how it is fired", "Glaze and slip", "Why do pots crack?"]
    text = "# Pots\n\n" + "".join(one.format(number, ask, steps) for number, ask in enumerate(asked, 1))
    assert [question for question, _, _ in read(text)] == asked


def test_numbers_in_rings_count() -> None:
    text = "".join(
        f"{ring} {ask}\nBy hand.\n\n" for ring, ask in zip("①②③", ("How is it made?", "Glaze it", "Why?"), strict=True)
    )
    assert read(text) == [("How is it made?", 1, 2), ("Glaze it", 4, 5), ("Why?", 7, 8)]


CHAPTERS = {
    "Pumps": ("Is it loud?", "My pump leaks", "Oil for the pump"),
    "Water": ("Is it cold?", "Who fills it?", "Green water"),
}


@pytest.mark.parametrize("contents", [False, True], ids=["alone", "listed above"])
@pytest.mark.parametrize("shape", ["{}.{}) {}", "{}.{}. {}", "{}.{} {}", "[{}.{}] {}", "Q{}.{}: {}", "Q{}{} - {}"])
def test_numbers_of_two_parts_begin_again_with_each_chapter(shape: str, contents: bool) -> None:
    text = "Pools\n=====\n\n"
    asked = [
        [shape.format(at, number, one) for number, one in enumerate(each, 1)]
        for at, each in enumerate(CHAPTERS.values(), 1)
    ]
    listed = "".join(f"{at}. {title}\n  " + "\n  ".join(asked[at - 1]) + "\n" for at, title in enumerate(CHAPTERS, 1))
    text += f"Contents:\n\n{listed}\n" if contents else ""
    for at, title in enumerate(CHAPTERS, 1):
        text += f"{at}. {title}\n\n"
        text += "".join(f"{one}\n\nSo it is, when\nnobody looks.\n\n  1. look\n  2. wait\n\n" for one in asked[at - 1])
    found = read(text, "faq.txt")
    assert [question for question, _, _ in found] == [one for each in CHAPTERS.values() for one in each]
    assert [end - start for _, start, end in found] == [6] * 6


@pytest.mark.parametrize("one", ["Ques {} : {}\n{}\n\n", "{} - {}\n{}\n\n", "<b>{}. {}</b><br>\n{}<br><br>\n\n"])
def test_lines_below_questions_in_lower_case_are_their_answers(one: str) -> None:
    asked = ["what is a kiln?", "explain how a glaze works on it", "difference between slip and engobe", "why gas?"]
    text = "".join(
        one.format(number, ask, "it is a matter of clay.\nwater helps.") for number, ask in enumerate(asked, 1)
    )
    assert [question for question, _, _ in read(text)] == asked


@pytest.mark.parametrize("number", ["{}- ", "[{}] ", "({}) ", "{}: "])
def test_numbered_questions_right_below_one_another_are_a_list_of_contents(number: str) -> None:
    asked = [
        f"{number.format(at)}{one}?" for at, one in enumerate(("When do we sing", "Where is it", "Who may join"), 1)
    ]
    text = "Questions:\n" + "\n".join(asked) + "\n\n" + "".join(f"{one.upper()}\n\n   Ask Ann.\n\n" for one in asked)
    assert read(text, "choir.txt") == [("WHEN DO WE SING?", 6, 8), ("WHERE IS IT?", 10, 12), ("WHO MAY JOIN?", 14, 16)]


def test_of_two_numbered_questions_right_below_one_another_the_last_is_answered() -> None:
    text = "1- When do we sing?\n\n   On Mondays.\n\n2- Where is it?\n3- Who may join?\n\n   All, in the hall.\n"
    assert read(text, "choir.txt") == [("When do we sing?", 1, 3), ("Who may join?", 6, 8)]


def test_the_last_of_a_chapter_counts_on_where_the_next_begins_with_one() -> None:
    text = "# Pools\n\n" + "".join(
        f"## {title}\n\n" + "".join(f"### {number}. {one}\n\nSo it is.\n\n" for number, one in enumerate(each, 1))
        for title, each in CHAPTERS.items()
    )
    assert [question for question, _, _ in read(text)] == [one for each in CHAPTERS.values() for one in each]


@pytest.mark.parametrize("first", [1, 5, 20])
def test_steps_count_from_any_number(first: int) -> None:
    asked = ("How do you rig it?", "How do you sail it?", "How do you moor it?")
    steps = "".join(f"{number}. Part {number} of it\n\n" for number in range(first, first + 6))
    text = "# Boats\n\n" + "".join(f"{at}. {one}\n\nSo it goes:\n\n{steps}" for at, one in enumerate(asked, 1))
    assert [(question, end - start) for question, start, end in read(text)] == [(one, 14) for one in asked]


SOME = (
    "What is a hull?",
    "Parts of a mast",
    "Why is it tarred?",
    "Ropes",
    "What is lee?",
    "Sails",
    "Oars",
    "How is it rigged?",
    "Rudders",
)


def test_titles_that_count_on_with_few_numbers_missing_are_questions() -> None:
    text = "".join(
        f"{at}. {one}\n   - It is told.\n\n" for at, one in zip((1, 2, 3, 4, 5, 6, 9, 10, 12), SOME, strict=True)
    )
    assert [one for one, _, _ in read(text)] == list(SOME)


def test_numbers_without_a_sign_count_questions_that_stand_close() -> None:
    text = "".join(f"{at} {one}\na. yes\nb. no\nAnswer: a\n" for at, one in enumerate(SOME[:5], 1))
    found = [(start, end) for _, start, end in read(f"## Week 4\n{text}")]
    assert found == [(4 * at + 2, 4 * at + 5) for at in range(5)]
