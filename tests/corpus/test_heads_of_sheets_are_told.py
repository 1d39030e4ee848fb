"""The first line of a sheet names its columns, holds a card, or says what parts the cells and holds a card as well."""

import pytest
from reading import checked, told

BIRDS = [("wren", "a small bird"), ("rook", "a black bird"), ("hen", "a bird of the yard"), ("owl", "a bird of night"),
         ("kite", "a bird of prey")]  # fmt: skip


@pytest.mark.parametrize(
    ("head", "named"),
    [("Vogel,Erklärung,Seite", True), ("crow,a clever bird,unknown", False), ("What is a crow?,a bird,Birds", False)],
)
def test_a_word_over_a_column_of_numbers_names_it(head: str, named: bool) -> None:
    asked = "What is a {}?" if head.startswith("What") else "{}"
    rows = "".join(f"{asked.format(bird)},{said},{page}\n" for page, (bird, said) in enumerate(BIRDS, 31))
    found = told(checked(f"{head}\n{rows}", "flashcards.csv"))
    assert [line for _, _, line, _ in found] == list(range(1 + named, 7))


def test_the_first_card_may_stand_behind_the_sign_that_parts_the_cells() -> None:
    text = "#separator:tab What is a wren?\tA bird\nWhat is a cod?\tA fish\n"
    document = checked(text, "deck.txt")
    assert told(document) == [("What is a wren?", "A bird", 1, 1), ("What is a cod?", "A fish", 2, 2)]
    assert [one.message for one in document.findings] == ["a mark of a program or a page: #separator:tab"]
