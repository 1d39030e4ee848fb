"""Cards as programs for notes mark them are read: by tags, between START and END; their fields are no cards."""

import pytest
from invariants import check_document
from reading import read

from corpus import parse


def test_an_item_that_asks_beside_marked_cards_of_its_list_is_one() -> None:
    text = "- What is a wren? #card\n  id:: 1\n\t- A bird.\n"
    text += "- Can it sing? What then?\n  ```\n  tune\n  ```\n\t- It can.\n"
    text += "- What is a lark? #card\n\t- A bird too.\n\t- Which one is larger?\n\t- It is.\n"
    text += "- Where does it nest?\n\t- In fields.\n- Who hears it?\n\t- Everyone.\n"
    assert [(one.question, one.lines.start) for one in parse(text.encode(), "birds.md").entries] == [
        ("What is a wren?", 1),
        ("Can it sing? What then?", 4),
        ("What is a lark?", 9),
        ("Where does it nest?", 13),
        ("Who hears it?", 15),
    ]


def test_fields_with_links_are_no_cards() -> None:
    text = "# Wrens\n\n## Place\n\nup:: [[Birds]] — they fly, all of them, and so do these\nfeeds:: on what crawls\n\n"
    text += "## Cards\n\nWhat is a wren? :: A small bird.\nWhere does it nest? :: In hedges.\n"
    questions = [one.question for one in parse(text.encode(), "wrens.md").entries]
    assert questions[-2:] == ["What is a wren?", "Where does it nest?"]
    assert not {"up", "feeds"} & set(questions)
    deck = "hull:: [[body]] of a ship\nmast:: a pole\nkeel:: a beam\n"
    assert [one[0] for one in read(deck)] == ["hull", "mast", "keel"]


@pytest.mark.parametrize("fence", ["", "```anki\n"])
def test_cards_between_start_and_end_have_two_sides(fence: str) -> None:
    cards_ = "START\nBasic\nWhat is a wren?\nBack: A small bird.\n<!--ID: 1773-->\nEND\n\n"
    cards_ += "START\nBasic (and reversed card)\nFront:\nA lark\n- its song\nBack:\nIt climbs\nand sings.\nTags: song\n"
    text = f"# Birds\n\n{fence}{cards_}END\n{'```' if fence else ''}\n\n## Nests\n\nIn hedges.\n"
    document = parse(text.encode(), "birds.md")
    check_document(document, text.encode())
    assert [(one.question, one.answer) for one in document.entries][:2] == [
        ("What is a wren?", "A small bird."),
        ("A lark its song", "It climbs\nand sings."),
    ]


def test_a_tagged_card_of_a_list_ends_with_what_is_below_it_and_notes_beside_it_are_entries() -> None:
    text = "- What is a wren? #card\n\t- A bird of {{cloze 9}} cm.\n- A lark {{cloze sings}} in the air. #card\n"
    text += "- ## Nests\n\t- Most birds that live in hedges build them of grass, of moss and of hair.\n"
    text += "\t\t- They last a year.\n- What is a crow? #card\n\t- A bird.\n- See others.\n"
    document = parse(text.encode(), "birds.md")
    check_document(document, text.encode())
    assert [(one.question, one.lines.start, one.lines.end) for one in document.entries] == [
        ("What is a wren?", 1, 2),
        ("A lark […] in the air.", 3, 3),
        ("Nests", 4, 6),
        ("What is a crow?", 7, 8),
    ]
    assert [one.answer for one in document.entries[:2]] == ["- A bird of 9 cm.", "A lark sings in the air."]


def test_the_tags_of_an_outline_are_no_words_of_its_questions() -> None:
    text = "".join(f"- What is a {bird}? #[[srs]] #birds\n    - A bird.\n" for bird in ("wren", "lark", "crow"))
    assert [one.question for one in parse(text.encode(), "birds.md").entries][:2] == [
        "What is a wren?",
        "What is a lark?",
    ]
