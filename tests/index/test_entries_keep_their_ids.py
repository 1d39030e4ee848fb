"""An entry keeps its id while its words, its file or its place change; equal ones stay apart; no id is given twice."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from notes import entry

from corpus.model import Entry
from index.identity import Identities, Place, identities

LONG = "A queue keeps messages until a reader takes them, so that writers never wait for readers at all."
OTHER = "A bucket stores objects under keys; every object has a version when versions are switched on."
THIRD = "Rules of a firewall are read from the top, and the first one that fits a packet decides about it."


@pytest.fixture
def ids(tmp_path: Path) -> Iterator[Identities]:
    with identities(tmp_path / "data" / "ids.sqlite") as opened:
        yield opened


def place(file: str, *pairs: tuple[str, str], source: str = "/notes") -> Place:
    return Place(source, file, [entry(answer, question) for question, answer in pairs])


def named(ids: Identities, *places: Place) -> list[str]:
    return [name for names in ids.assign(places) for name in names]


def test_the_same_notes_keep_their_ids(ids: Identities) -> None:
    notes = place("a.md", ("One?", LONG), ("Two?", OTHER))
    assert named(ids, notes) == named(ids, notes)


def test_an_edited_answer_keeps_the_id_of_its_question(ids: Identities) -> None:
    before = named(ids, place("a.md", ("One?", LONG), ("Two?", OTHER)))
    assert named(ids, place("a.md", ("One?", "Something else altogether."), ("Two?", OTHER))) == before


def test_an_edited_question_keeps_the_id_of_its_answer(ids: Identities) -> None:
    before = named(ids, place("a.md", ("One?", LONG), ("Two?", OTHER)))
    assert named(ids, place("a.md", ("What is one, in truth?", LONG), ("Two?", OTHER))) == before


def test_question_and_answer_may_both_be_edited_a_little(ids: Identities) -> None:
    before = named(ids, place("a.md", ("What is a queue?", LONG), ("Two?", OTHER)))
    after = named(
        ids, place("a.md", ("What is a queue for?", LONG.replace("readers at all", "a reader")), ("Two?", OTHER))
    )
    assert after == before


def test_equal_questions_in_one_document_stay_apart(ids: Identities) -> None:
    one, two = named(ids, place("a.md", ("Question 1", LONG), ("Question 1", OTHER)))
    assert one != two
    assert named(ids, place("a.md", ("Question 1", OTHER), ("Question 1", LONG))) == [two, one]
    assert named(ids, place("a.md", ("Question 1", OTHER))) == [two]
    assert named(ids, place("a.md", ("Question 1", LONG), ("Question 1", OTHER))) == [one, two]


def test_word_for_word_copies_stay_apart(ids: Identities) -> None:
    first = named(ids, place("a.md", ("One?", LONG)))
    again = named(ids, place("a.md", ("One?", LONG), ("One?", LONG)), place("b.md", ("One?", LONG)))
    assert again[0] == first[0]
    assert len(set(again)) == 3


def test_a_renamed_document_keeps_its_ids(ids: Identities) -> None:
    before = named(ids, place("a.md", ("One?", LONG), ("Two?", OTHER)))
    ids.release([("/notes", "a.md")])
    assert named(ids, place("sub/b.md", ("One?", LONG), ("Two?", OTHER), source="/elsewhere")) == before


def test_what_is_about_to_go_turns_up_once(ids: Identities) -> None:
    one, two, three = named(ids, place("a.md", ("One?", LONG), ("Two?", OTHER), ("Three?", THIRD)))
    leaving = ids.leaving([("/notes", "a.md")])
    assert ids.assign([place("b.md", ("One?", LONG), ("Two?", OTHER))], leaving) == [[one, two]]
    [[copy, moved]] = ids.assign([place("c.md", ("One?", LONG), ("Three?", THIRD))], leaving)
    assert copy not in (one, two, three)
    assert moved == three
    assert ids.leaving([("/notes", "a.md")]) == {}


def test_a_document_that_is_renamed_and_edited_keeps_its_ids(ids: Identities) -> None:
    before = named(ids, place("a.md", ("What is a queue?", LONG), ("Two?", OTHER)))
    leaving = ids.leaving([("/notes", "a.md")])
    edited = LONG.replace("readers at all", "a reader")
    assert ids.assign([place("b.md", ("What is a queue for?", edited), ("Two?", OTHER))], leaving) == [before]
    assert ids.leaving([("/notes", "a.md")]) == {}


def test_what_is_about_to_go_and_was_edited_turns_up_once_too(ids: Identities) -> None:
    one, two = named(ids, place("a.md", ("What is a queue?", LONG), ("Two?", OTHER)))
    leaving = ids.leaving([("/notes", "a.md")])
    edited = place("b.md", ("What is a queue for?", LONG.replace("readers at all", "a reader")))
    assert ids.assign([edited], leaving) == [[one]]
    later = [("c.md", "queue", LONG.replace("messages", "letters")), ("d.md", "bucket", f"{OTHER} Or so.")]
    found = [ids.assign([place(file, (f"A {about}?", text))], leaving) for file, about, text in later]
    assert [[one]] not in found
    assert found[1] == [[two]]


def test_another_document_of_the_same_headings_takes_no_ids(ids: Identities) -> None:
    asked = "What is it used for?"
    before = named(ids, place("kiln.md", (asked, "It is used for clay and glass. Its walls are thick and hold heat.")))
    other = place("sail.md", (asked, "It is used for boats and mills. Its seams are thick and hold wind."))
    assert ids.assign([other], ids.leaving([("/notes", "kiln.md")])) != [before]


def test_what_is_about_to_go_is_there_until_it_is_gone(ids: Identities) -> None:
    before = named(ids, place("a.md", ("One?", LONG)))
    ids.leaving([("/notes", "a.md")])
    assert named(ids, place("b.md", ("One?", LONG))) != before


def test_an_entry_moves_to_another_document(ids: Identities) -> None:
    one, two, three = named(ids, place("a.md", ("One?", LONG), ("Two?", OTHER)), place("b.md", ("Three?", THIRD)))
    moved = named(ids, place("a.md", ("Two?", OTHER)), place("b.md", ("Three?", THIRD), ("One?", LONG)))
    assert moved == [two, three, one]


def test_what_was_cut_out_of_a_document_is_known_where_it_is_put_in_later(ids: Identities) -> None:
    one, two = named(ids, place("a.md", ("One?", LONG), ("Two?", OTHER)))
    assert named(ids, place("a.md", ("Two?", OTHER))) == [two]
    assert named(ids, place("b.md", ("Three?", THIRD), ("One?", LONG)))[1] == one


def test_a_copy_never_takes_the_id_of_what_is_still_there(ids: Identities) -> None:
    before = named(ids, place("a.md", ("One?", LONG)))
    assert named(ids, place("b.md", ("One?", LONG))) != before
    assert named(ids, place("a.md", ("One?", LONG))) == before


def test_a_deleted_document_that_comes_back_has_its_ids_again(ids: Identities) -> None:
    before = named(ids, place("a.md", ("One?", LONG), ("Two?", "Yes.")))
    ids.release([("/notes", "a.md")])
    named(ids, place("z.md", ("Else?", THIRD)))
    assert named(ids, place("a.md", ("One?", LONG), ("Two?", "Yes."))) == before


def test_a_short_answer_alone_says_nothing(ids: Identities) -> None:
    before = named(ids, place("a.md", ("Is it safe?", "Yes.")))
    ids.release([("/notes", "a.md")])
    assert named(ids, place("b.md", ("Is it fast?", "Yes."))) != before


def test_what_is_only_inferred_is_not_matched(ids: Identities) -> None:
    def inferred(question: str, answer: str) -> Place:
        made = entry(answer, question)
        return Place("/notes", "a.md", [Entry(question, False, "", answer, made.answer_lines, "a.md", made.lines)])

    before = named(ids, inferred("A wording", LONG))
    assert named(ids, inferred("Quite another wording", LONG)) == before
    assert named(ids, inferred("Quite another wording", THIRD)) != before


def test_a_lost_database_gives_the_same_ids_again(tmp_path: Path) -> None:
    notes = [place("a.md", ("One?", LONG), ("One?", LONG)), place("b.md", ("Two?", OTHER))]
    found = []
    for name in ("first", "second"):
        with identities(tmp_path / name / "ids.sqlite") as opened:
            found.append(named(opened, *notes))
    assert found[0] == found[1]


def test_ids_that_entries_carry_are_adopted(ids: Identities) -> None:
    made = entry(LONG, "One?")
    carried = Entry(*[getattr(made, field) for field in list(Entry.__slots__)[:-1]], id="oldid")
    ids.adopt([Place("/notes", "a.md", [carried])])
    assert named(ids, place("a.md", ("One?", LONG))) == ["oldid"]


@contextmanager
def fresh(folder: Path) -> Iterator[Identities]:
    with identities(folder / "ids.sqlite") as opened:
        yield opened


pairs = st.lists(st.tuples(st.sampled_from(["Q", "R", ""]), st.sampled_from([LONG, OTHER, THIRD, "x", ""])), max_size=5)
version = st.dictionaries(st.sampled_from(["a.md", "b.md"]), pairs, max_size=2)


@given(st.lists(version, min_size=1, max_size=5))
@settings(deadline=None, max_examples=40)
def test_no_two_live_entries_ever_share_an_id(
    tmp_path_factory: pytest.TempPathFactory, history: list[dict[str, list[tuple[str, str]]]]
) -> None:
    with fresh(tmp_path_factory.mktemp("ids")) as ids:
        there: dict[str, list[str]] = {}
        before: dict[str, list[tuple[str, str]]] = {}
        for now in history:
            gone = [file for file in there if file not in now]
            ids.release(("/notes", file) for file in gone)
            changed = [file for file in now if before.get(file) != now[file]]
            names = ids.assign([place(file, *now[file]) for file in changed])
            there = {file: there[file] for file in there if file in now} | dict(zip(changed, names, strict=True))
            before = now
            every = [name for names in there.values() for name in names]
            assert len(set(every)) == len(every)
            assert all(0 < len(name.encode()) <= 128 for name in every)
