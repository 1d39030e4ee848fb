"""Answers that stand twice are copies; answers that differ in a fact are none."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from fakes import FakeEncoder
from hypothesis import given, settings
from hypothesis import strategies as st
from notes import entry, write_notes

import retriever.copies as copies
from corpus import read
from corpus.model import Entry
from index.build import build
from index.places import places
from index.reader import open_index
from retriever.cli import answerbook
from retriever.copies import NEAR, CopyGroup, copies_of, copy_key, find_copies, group_copies

LONG = (
    "A queue holds messages until a worker takes them, and a worker that fails leaves its message to another one. "
    "Messages are kept for four days, in no order that could be relied upon, and may be delivered twice."
)


def grouped(*entries: Entry) -> list[list[int]]:
    return [[place.start for place in group.places] for group in group_copies(entries)]


def kinds(*entries: Entry) -> list[str]:
    return [group.kind for group in group_copies(entries)]


def test_case_markup_and_signs_do_not_count() -> None:
    marked = LONG.replace("queue", "**Queue**").replace(", and", " – and").upper()
    assert grouped(entry(LONG, start=1), entry(marked, "Another?", start=9)) == [[1, 9]]
    assert kinds(entry(LONG), entry(marked, start=9)) == ["exact"]


def test_a_few_other_words_are_a_near_copy() -> None:
    other = LONG.replace("takes them", "fetches them")
    (group,) = group_copies([entry(LONG), entry(other, start=9)])
    assert group.kind == "near"
    assert NEAR <= group.similarity < 1


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("holds", "never holds"),
        ("may be", "can't be"),
        ("may be", "can’t be"),
        ("for four days", "for 14 days"),
        ("in no order", "in the order"),
        ("leaves its", "leaves without its"),
        ("and may be", "nor may be"),
    ],
)
def test_answers_that_differ_in_a_number_or_a_negation_are_no_copies(old: str, new: str) -> None:
    assert grouped(entry(LONG), entry(LONG.replace(old, new), start=9)) == []


def test_other_answers_are_no_copies() -> None:
    assert (
        grouped(entry(LONG), entry("A bucket holds objects under keys, and keeps all their versions.", start=9)) == []
    )


def test_what_is_told_of_two_things_in_the_same_words_is_no_copy() -> None:
    queue, stack = entry(LONG, "What does a queue do?"), entry(LONG.replace("queue", "stack"), "A stack?", start=9)
    assert grouped(queue, stack) == []
    assert grouped(queue, entry(LONG.replace("queue", "stack"), "What does it do?", start=9)) == [[1, 9]]


def test_a_copy_is_found_among_many_that_tell_the_same_of_other_things(monkeypatch: pytest.MonkeyPatch) -> None:
    compared = []
    twins = copies._are_twins
    monkeypatch.setattr(copies, "_are_twins", lambda *each: compared.append(each) or twins(*each))
    things = [
        f"{one}{other}" for one in "abcdefgh" for other in ("loon", "mole", "newt", "orca", "puma", "quail", "rook")
    ]
    told = [entry(LONG.replace("queue", thing), f"A {thing}?", start=9 * at + 1) for at, thing in enumerate(things)]
    again = entry(LONG.replace("queue", things[30]).replace("takes", "fetches"), f"A {things[30]}?", start=999)
    assert grouped(*told, again) == [[9 * 30 + 1, 999]]
    assert len(compared) <= 20 * len(told)


def test_other_forms_of_what_is_asked_tell_of_no_other_thing() -> None:
    queue = entry(f"A queue: {LONG}", "What does a queue do?")
    for asked, told in (("What does the queue do?", "The queue"), ("What do queues do?", "Queues")):
        assert grouped(queue, entry(f"{told}: {LONG}", asked, start=9)) == [[1, 9]]


def test_short_answers_are_copies_only_where_the_question_is_the_same() -> None:
    assert grouped(entry("Yes, it is.", "Is it cold?"), entry("Yes, it is.", "Is it far?", start=9)) == []
    assert grouped(entry("Yes, it is.", "Is it cold?"), entry("Yes: it is!", "is it COLD", start=9)) == [[1, 9]]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("`C++`", "`C`"),
        ("C#", "C"),
        ("-18 °C", "+18 °C"),
        ("−18 °C", "18 °C"),
        ("pH < 7", "pH > 7"),
        ("5 %", "5 €"),
        ("→", "←"),
    ],
)
def test_a_sign_that_makes_another_word_tells_answers_apart(one: str, other: str) -> None:
    assert copy_key(one, "Which?") != copy_key(other, "Which?")
    assert grouped(entry(one), entry(other, start=9)) == []


@pytest.mark.parametrize(("one", "other"), [("C++", "C"), ("-18 °C", "+18 °C"), ("pH < 7", "pH > 7")])
def test_long_answers_that_differ_in_such_a_word_are_no_copies(one: str, other: str) -> None:
    long = LONG.replace("Messages", "Messages of {}")
    assert grouped(entry(long.format(one)), entry(long.format(other), start=9)) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("10-20 days", "10–20 days"),
        ("10-20 days", "10—20 days"),
        ("−18 °C", "-18 °C."),
        ("+18 °C", "18 °C"),
        ("- a\n- b", "* A\n* b"),
        ("a+b", "a + b"),
        ("a -> b", "a: b"),
    ],
)
def test_other_signs_tell_none_apart(one: str, other: str) -> None:
    assert copy_key(one, "Which?") == copy_key(other, "which")


def test_a_long_text_is_the_same_whatever_question_it_answers() -> None:
    assert copy_key(LONG, "What is a queue?") == copy_key(LONG.upper(), "Queues?")


def test_the_longest_answer_leads() -> None:
    longer = LONG + " Always."
    assert grouped(entry(LONG, start=1), entry(longer, start=9), entry(LONG, start=20)) == [[9, 1, 20]]


def test_empty_answers_are_left_out() -> None:
    assert grouped(entry("", "a"), entry("—", "a", start=4)) == []


ALIKE = st.lists(st.tuples(st.integers(0, 29), st.sampled_from("xyz")), max_size=3).map(
    lambda changed: [dict(changed).get(at, f"w{at}") for at in range(30)]
)
WORDS = st.lists(st.sampled_from("abcdefghij"), min_size=12, max_size=30) | ALIKE


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=7))
def test_prefixes_find_what_comparing_all_pairs_finds(answers: list[list[str]]) -> None:
    entries = [entry(" ".join(words), start=number * 3 + 1) for number, words in enumerate(answers)]
    texts = {text.number: text for text in copies._texts(entries)}
    led = {start: group[0] for group in grouped(*entries) for start in group}
    leaders: list[int] = []
    for text in sorted(texts.values(), key=lambda text: (-len(text.words), text.number)):
        near = [each for each in leaders if copies._jaccard(text.shingles, texts[each].shingles) >= NEAR]
        near = [each for each in near if texts[each].facts == text.facts]
        start = entries[text.number].lines.start
        if near:
            assert led[start] in {entries[each].lines.start for each in near}
        else:
            leaders.append(text.number)
            assert led.get(start, start) == start


def test_the_copies_in_the_seed_documents_are_all_found_and_nothing_else(aws: Path, data: Path) -> None:
    rows = [json.loads(line) for line in (data / "entries_dev.jsonl").read_text("utf-8").splitlines()]
    lines = {row["id"]: (row["file"][:3], row["answer_start"]) for row in rows}
    wanted = {frozenset((lines[row["id"]], lines[other])) for row in rows for other in row["same_as"]}
    groups = group_copies([each for document in read(aws) for each in document.entries])
    assert len(groups) == len(wanted)
    assert all(any(_holds(group, pair) for group in groups) for pair in wanted)


def _holds(group: CopyGroup, pair: frozenset[tuple[str, int]]) -> bool:
    return all(
        any(place.file[:3] == number and place.start <= line <= place.end for place in group.places)
        for number, line in pair
    )


@pytest.fixture
def noted(tmp_path: Path, home: Path) -> Path:
    pairs = {
        "a.md": [("What is a queue?", LONG)],
        "b.md": [("Queues?", LONG), ("A table?", "It has rows and keys.")],
    }
    notes = write_notes(tmp_path / "notes", pairs)
    build(places().index("default"), add=[notes], encoder=FakeEncoder())
    return notes


@pytest.mark.usefixtures("noted")
def test_an_index_tells_its_copies_and_keeps_them(monkeypatch: pytest.MonkeyPatch) -> None:
    index = open_index()
    (group,) = find_copies(index)
    first, second = group.places
    assert {first.file, second.file} == {"a.md", "b.md"}
    monkeypatch.setattr(copies, "group_copies", lambda _: pytest.fail("found again"))
    assert find_copies(open_index()) == (group,)


@pytest.mark.usefixtures("noted")
def test_the_copies_of_one_entry_are_found_among_its_neighbours() -> None:
    index = open_index()
    ((first, second),) = [group.places for group in find_copies(index)]
    assert copies_of(index, first.entry) == (second,)
    (table,) = [each for each in index.entries() if each.question == "A table?"]
    assert copies_of(index, table.id or "") == ()
    with pytest.raises(KeyError):
        copies_of(index, "nobody")


def test_copies_follow_the_notes(noted: Path) -> None:
    assert find_copies(open_index())
    (noted / "a.md").unlink()
    build(places().index("default"), encoder=FakeEncoder())
    assert find_copies(open_index()) == ()


@pytest.mark.usefixtures("noted")
def test_the_command_lists_the_places() -> None:
    result = CliRunner().invoke(answerbook, ["duplicates"])
    assert result.exit_code == 0
    assert "word for word" in result.stdout
    assert "a.md:1-" in result.stdout
    printed = json.loads(CliRunner().invoke(answerbook, ["duplicates", "--json"]).stdout)
    assert [place["file"] for place in printed["places"]] == ["a.md", "b.md"]


def test_the_command_says_where_there_are_none(tmp_path: Path, home: Path) -> None:
    notes = write_notes(tmp_path / "notes", {"a.md": [("What is a queue?", LONG)]})
    build(places().index("default"), add=[notes], encoder=FakeEncoder())
    result = CliRunner().invoke(answerbook, ["duplicates"])
    assert result.exit_code == 1
    assert result.stdout == ""
    assert "no answer stands in the notes twice" in result.stderr
