"""What programs keep of a note beside its text, such as when it was written, is in no question and no answer."""

import pytest
from invariants import check_document
from reading import pairs

from corpus import Document, parse

KIND = (
    "id: 4aaaf8dcdd6c4fad81ecf91da1079b6d\nparent_id: \ncreated_time: 2023-03-25T10:09:45.355Z\nsource_url: \ntype_: "
)


def read(text: str, file: str = "birds.md") -> Document:
    document = parse(text.encode(), file)
    check_document(document, text.encode())
    return document


def test_the_fields_of_a_stored_item_are_no_text() -> None:
    note = f"Wrens\n\n## Where do they nest?\n\nIn hedges.\n\n{KIND}"
    assert pairs(read(note + "1")) == [("Where do they nest?", "In hedges.")]
    assert not any(pairs(read(f"{name}{KIND}{kind}")) for name, kind in (("Birds\n\n", 2), ("a.png\n\n", 4), ("", 6)))
    yaml = "A wren has a record.\n\nid: wren\ntype_: 1\n"
    assert "type_: 1" in read(yaml).entries[0].answer


def test_values_below_the_title_of_a_note_are_no_text_unless_they_answer() -> None:
    kept = "Created: March 5, 2024 3:14 PM\nTags: birds, song\n"
    assert pairs(read(f"# What is a wren?\n\n{kept}\nA small bird.\n")) == [("What is a wren?", "A small bird.")]
    assert pairs(read(f"# What is a wren?\n\n{kept}Answer: A bird.\n")) == [("What is a wren?", "A bird.")]
    for told in ("Size: 9 cm\nSong: loud\n", "Hatched: in May\nUpdated: its feathers\nAdded: a nest of 3 eggs\n"):
        assert pairs(read(f"# What is a wren?\n\n{told}")) == [("What is a wren?", told.strip())]


def test_comments_between_percent_signs_are_no_text() -> None:
    text = "# What is a wren?\n\n%% look it up %%\n\nA small %% or tiny %% bird.\n\n%%\nWho says so?\n%%\n\n"
    text += "It sings 50%% louder than 20%% of all.\n"
    assert pairs(read(text)) == [("What is a wren?", "A small bird.\n\nIt sings 50%% louder than 20%% of all.")]


def test_a_log_in_a_list_is_no_text() -> None:
    text = "- What is a wren?\n  :LOGBOOK:\n  CLOCK: [2023-11-04 Sat 08:17:20]\n  :END:\n\t- A bird.\n"
    text += "- What is a lark?\n\t- A bird too.\n"
    assert pairs(read(text)) == [("What is a wren?", "- A bird."), ("What is a lark?", "- A bird too.")]


@pytest.mark.parametrize(
    "date", ["2 May 2021, 10:11:12", "Friday, January 5, 2024", "Feb 3, 2022, 9:10:11\u202fAM", "3:14 PM"]
)
def test_a_date_over_a_note_is_not_what_it_is_called_after(date: str) -> None:
    (entry,) = read(f"{date}\n\nWrens nest in hedges.\n", "note.txt").entries
    assert (entry.question, entry.answer.split("\n")[0]) == ("Wrens nest in hedges.", date)
