"""What a reader of books keeps of them is read book by book, without where each clipping stands."""

import pytest
from invariants import check_document
from reading import told

from corpus import parse

END = "==========\n"
WHERE = [
    "- Your {} on page 12 | Location 180-183 | Added on Friday, January 5, 2024 3:14:00 PM",
    "- Ihre {} auf Seite 12 | Position 180-183 | Hinzugefügt am Freitag, 5. Januar 2024 15:14:00",
    "- Your {} Location 180-183 | Added on Friday, January 5, 2024 3:14:00 PM",
]


@pytest.mark.parametrize("where", WHERE)
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_clippings_stand_below_the_title_of_their_book(where: str, ending: str) -> None:
    kept = [
        ("The Bowl (Mud, A.)", "Clay remembers."),
        ("The Bowl (Mud, A.)", "Why does it?"),
        ("The Bowl (Mud, A.)", ""),
    ]
    kept += [("Kilns", "Heat slowly."), ("The Bowl (Mud, A.)", "Glaze is glass.")]
    text = "\ufeff" + "".join(f"\ufeff{book}\n{where.format('Highlight')}\n\n{said}\n{END}" for book, said in kept)
    data = text.replace("\n", ending).encode()
    document = parse(data, "My Clippings.txt")
    check_document(document, data)
    assert told(document) == [
        ("The Bowl (Mud, A.)", "Clay remembers.\n\nWhy does it?", 1, 9),
        ("Kilns", "Heat slowly.", 16, 19),
        ("The Bowl (Mud, A.)", "Glaze is glass.", 21, 24),
    ]


def test_lines_of_signs_part_other_text_too() -> None:
    text = f"## What is a kiln?\n- an oven | hot\n\n{END}\n## What is slip?\n\nWet clay.\n\n{END}\n{END}{END}"
    assert [one.question for one in parse(text.encode(), "clay.txt").entries] == ["What is a kiln?", "What is slip?"]
