"""Bullets right over text at the margin are questions where most of them ask, in whatever words the others are."""

import pytest
from reading import read

ASKED = """# Boats

- What is a keel?
The spine of a hull, which runs from the bow to the stern and keeps the boat upright in a breeze from the side.

It is laid first.

- Where does the mast stand?
On the keel, in a step.

- Difference between a sheet and a halyard
A halyard hoists a sail, a sheet trims it.

Both are ropes:
* hemp
* nylon

- How is a hull planked?

Carvel or clinker.
"""
FOUR = [
    ("What is a keel?", 3, 6),
    ("Where does the mast stand?", 8, 9),
    ("Difference between a sheet and a halyard", 11, 16),
    ("How is a hull planked?", 18, 20),
]


def test_bullets_among_those_that_ask_are_questions() -> None:
    assert read(ASKED.replace("- How is a hull planked?\n", "- How is a hull planked?\nWith oak.\n"))[:3] == FOUR[:3]


def test_a_question_may_stand_over_a_blank_line() -> None:
    text = ASKED + "\n- Who steers?\nwhoever is at the helm\n"
    assert read(text) == [*FOUR, ("Who steers?", 22, 23)]


@pytest.mark.parametrize(
    ("statement", "below"),
    [
        ("- Steps of launching", "1 Untie the boat.\n2 Push it off."),
        ("- Steps of launching", "https://example.org/launch"),
        ("- Steps of launching", "**Untie** the boat."),
    ],
)
def test_what_stands_below_may_begin_with_any_sign_but_a_small_letter(statement: str, below: str) -> None:
    text = ASKED.replace("- Difference between a sheet and a halyard\nA halyard", f"{statement}\n{below}\nA halyard")
    found = [question for question, _, _ in read(text + "\n- Who steers?\nThe mate.\n")]
    assert ("Steps of launching" in found) == (below[0] != "h")


@pytest.mark.parametrize(
    "bullet",
    [
        "- Oars of spruce\nbend well.",  # goes on below
        "- Ash\n- Oars of spruce\nBend well.",  # in the midst of a list
        "- Oars\n- Ash\n- Spruce",
        "- Oars\n## Sails\nThey are of cotton.",
        "- Oars of spruce\n  Bend well.",
        "- Oars\n\nBend well.",
        "- Oars of spruce bend well and spring back, so that they tire nobody who pulls them all day long as fishers of"
        "\nHull do.",
    ],
)
def test_bullets_that_go_on_below_are_no_questions(bullet: str) -> None:
    found = read(f"{ASKED}\n- Who steers?\nThe mate.\n\n- Who rows?\nThe crew.\n\n- Who bails?\nAll.\n\n{bullet}\n")
    assert "Oars" not in " ".join(question for question, _, _ in found)


def test_most_bullets_over_text_ask() -> None:
    others = "".join(f"- {wood}\nIt is light.\n\n" for wood in ("Spruce", "Fir", "Larch", "Cedar"))
    text = f"{ASKED}\n- Who steers?\nThe mate.\n\n{others}"
    assert "Fir" not in [question for question, _, _ in read(text)]
    assert FOUR[2] not in read(ASKED)  # two that ask are too few


def test_an_answer_may_hold_a_list_of_the_same_sign() -> None:
    text = ASKED.replace("* hemp\n", "- hemp\n- jute\n- flax\n- sisal\n- cotton\n").replace("* nylon", "- nylon")
    assert ("Difference between a sheet and a halyard", 11, 20) in read(f"{text}\n- Who steers?\nThe mate.\n")


def test_a_bullet_may_begin_right_below_a_title() -> None:
    text = ASKED.replace("- What is a keel?", "- Who steers?\nThe mate.\n\n- What is a keel?")
    text = text.replace("- Difference", "Ropes\n-----\n- Difference")
    assert ("Difference between a sheet and a halyard", 16, 21) in read(text)


def test_stars_of_an_outline_are_headings() -> None:
    text = ASKED.replace("- ", "* ").replace("# Boats\n", "") + "\n* Who steers?\nThe mate.\n\n* At sea\n\nIn turns.\n"
    assert read(text, "boats.org")[-1][0] == "At sea"
