"""Planted contradictions are found, look-alikes are mostly let be, and the seed documents' list can be borne."""

import json
import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner
from fakes import FakeEncoder
from notes import write_notes

import retriever.conflicts as package
from corpus import read
from corpus.model import Entry
from index.build import build
from index.places import places
from index.reader import open_index
from retriever.cli import answerbook
from retriever.conflicts import Conflict, Side, conflicts_among, conflicts_of, find_conflicts

Line = tuple[str, int]


def entries(folder: Path) -> list[Entry]:
    return [entry for document in read(folder) for entry in document.entries]


def lines(side: Side) -> set[Line]:
    return {(side.file, line) for line in range(side.start, side.end + 1)}


def planted(folder: Path) -> dict[frozenset[Line], bool]:
    rows = [json.loads(line) for line in (folder / "planted.jsonl").read_text("utf-8").splitlines()]
    return {
        frozenset((row[side]["file"], row[side]["line"]) for side in ("left", "right")): row["conflict"] for row in rows
    }


def judged(conflict: Conflict, truth: dict[frozenset[Line], bool]) -> frozenset[Line] | None:
    """Return the planted pair that a conflict shows."""
    left, right = lines(conflict.left), lines(conflict.right)
    return next(
        (pair for pair in truth if len(pair) == 2 and pair & left and pair & right and pair <= left | right), None
    )


@pytest.mark.parametrize(
    ("folder", "right", "listed", "alike"), [("conflicts", 60, 71, 4), ("conflicts-again", 37, 41, 4)]
)
def test_planted_conflicts_are_found_and_look_alikes_let_be(
    data: Path, folder: str, right: int, listed: int, alike: int
) -> None:
    truth = planted(data / folder)
    pairs = [judged(conflict, truth) for conflict in conflicts_among(entries(data / folder))]
    found = {pair for pair in pairs if pair is not None and truth[pair]}
    assert len(found) >= right
    assert len(found) / len(pairs) >= right / listed
    assert sum(pair is not None and not truth[pair] for pair in pairs) <= alike


def test_seven_of_the_ten_known_conflicts_of_the_seed_documents_are_in_a_short_list(aws: Path, data: Path) -> None:
    listed = conflicts_among(entries(aws))
    known = re.findall(r"^\d+\. .*$", (data / "conflicts_dev.md").read_text("utf-8"), re.MULTILINE)
    assert len(known) == 10
    assert sum(any(_shows(conflict, line) for conflict in listed) for line in known) >= 7
    assert len(listed) <= 12


def _shows(conflict: Conflict, line: str) -> bool:
    """Say whether the sides of a conflict stand on lines of different sides of a line of the list of known ones."""
    places_ = [set(re.findall(r"(\d{3}):(\d+)", side)) for side in line.split(";")]
    left, right = ({(file[:3], str(at)) for file, at in lines(side)} for side in (conflict.left, conflict.right))
    return bool((places_[0] & left and places_[1] & right) or (places_[0] & right and places_[1] & left))


def told(tmp_path: Path, *answers: str) -> list[Conflict]:
    """Return the conflicts among documents of one question and answer each."""
    files: dict[str, Sequence[tuple[str, str]]] = {
        f"{number}.md": [("How does the lighthouse work?", answer)] for number, answer in enumerate(answers)
    }
    return conflicts_among(entries(write_notes(tmp_path, files)))


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("The lamp of the lighthouse is lit for 12 hours.", "The lamp of the lighthouse is lit for 8 hours.", "number"),
        ("The lighthouse was built in 1911.", "The lighthouse was built in 1923.", "number"),
        ("The lighthouse has three keepers.", "The lighthouse has five keepers.", "number"),
        ("The keeper may leave the tower at night.", "The keeper may not leave the tower at night.", "negation"),
        ("The lamp is always covered by day.", "The lamp is never covered by day.", "opposite"),
        ("The door of the tower opens inside the wall.", "The door of the tower opens outside the wall.", "opposite"),
        ("The tower stores oil in a single tank.", "The tower stores oil in several tanks.", "extent"),
        ("The lamp may swing: the tower is high.", "The lamp may not swing: the wall is near.", "negation"),
    ],
)
def test_each_kind_of_difference_is_told(tmp_path: Path, one: str, other: str, kind: str) -> None:
    (conflict,) = told(tmp_path, one, other)
    assert conflict.kind == kind
    assert (conflict.left.text, conflict.right.text) == (one, other)
    assert conflict.left.start == conflict.right.start == 3


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The lamp burns 2 kg of oil each night.", "The lamp burns 2,000 g of oil each night."),
        ("The beam reaches up to 40 km.", "The beam reaches 25 km."),
        ("The keeper sleeps 6 to 8 hours.", "The keeper sleeps 7 hours."),
        ("The lighthouse was built in 1911.", "The lighthouse was built in May 1911."),
        ("The northern lighthouse has three keepers.", "The southern lighthouse has five keepers."),
        ("The keeper may leave the tower at night.", "The visitors may not climb the tower."),
        ("Is the lamp always covered?", "The lamp is never covered."),
    ],
)
def test_what_can_both_be_right_is_no_conflict(tmp_path: Path, one: str, other: str) -> None:
    assert told(tmp_path, one, other) == []


def test_the_marks_are_the_words_that_differ(tmp_path: Path) -> None:
    (conflict,) = told(tmp_path, "The **lamp** burns for `12 hours`.", "- The lamp burns for 8 hours.")
    marked = [[side.text[start:end] for start, end in side.marks] for side in (conflict.left, conflict.right)]
    assert marked == [["12 hours"], ["8 hours"]]
    assert conflict.left.text == "The lamp burns for 12 hours."


def test_a_cell_is_compared_under_its_column(tmp_path: Path) -> None:
    table = "| Feature | Reef lamp | Harbour lamp |\n|---|---|---|\n| Turns by itself | Yes | No |"
    other = "| Feature | Reef lamp | Harbour lamp |\n|---|---|---|\n| Turns by itself | Yes | Yes |"
    (conflict,) = told(tmp_path, table, other)
    assert (conflict.kind, conflict.left.column, conflict.right.column) == ("answer", "Harbour lamp", "Harbour lamp")
    assert told(tmp_path, table, table.replace("lamp", "bell")) == []


def test_words_that_stand_twice_are_listed_once(tmp_path: Path) -> None:
    one, other = "The lamp of the tower burns for 12 hours.", "The lamp of the tower burns for 8 hours."
    assert len(told(tmp_path, one, other, one, other)) == 1


def test_one_entry_does_not_contradict_itself(tmp_path: Path) -> None:
    assert told(tmp_path, "The lamp burns for 12 hours.\n\nThe lamp burns for 8 hours.") == []


def test_a_copy_that_grew_does_not_contradict_what_it_grew_from(tmp_path: Path) -> None:
    first = "The lamp burns for 12 hours."
    assert told(tmp_path, first, f"{first}\n\nThe lamp burns for 8 hours.") == []


def told_of(tmp_path: Path, *pairs: tuple[str, str]) -> list[Conflict]:
    """Return the conflicts among documents of one question and answer each."""
    return conflicts_among(entries(write_notes(tmp_path, {f"{n}.md": [pair] for n, pair in enumerate(pairs)})))


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        (("How long does the lamp burn?", "12 hours."), ("How long does the lamp burn?", "8 hours"), "number"),
        (("How long does the lamp burn?", "12 hours."), ("The lamp: how long may it burn?", "**8 hours**"), "number"),
        (("How many keepers has the tower?", "Three."), ("How many keepers has the tower?", "Five"), "number"),
        (("Is the lamp covered by day?", "Yes"), ("Is the lamp covered by day?", "No."), "answer"),
    ],
)
def test_a_short_answer_is_about_its_question(
    tmp_path: Path, one: tuple[str, str], other: tuple[str, str], kind: str
) -> None:
    (conflict,) = told_of(tmp_path, one, other)
    assert conflict.kind == kind
    for side, (_, answer) in ((conflict.left, one), (conflict.right, other)):
        assert side.text == answer.strip("*")
        (mark,) = side.marks
        assert side.text[slice(*mark)].strip(".") == answer.strip("*.")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("How long does the lamp burn in winter?", "12 hours"), ("How long does the lamp burn in summer?", "8 hours")),
        (("Is the lamp covered by day?", "Yes"), ("Is the bell covered by day?", "No")),
        (("Highest wave at the reef?", "12 m"), ("Lowest wave at the reef?", "1 m")),
        (("How long does the lamp burn?", "12 hours"), ("How long does the lamp burn?", "720 minutes")),
        (
            ("Cutter", "A boat with exactly one mast and two sails."),
            ("Ketch", "A boat with two masts and three sails."),
        ),
        (("What is the reef bell?", "It has two clappers"), ("What is the fog bell?", "Three clappers are in it.")),
        (("The lamp goes out at night", "See issue 23 for more."), ("The oil smells bad", "See issue 27 for more.")),
        (("Set the tide", "tidectl --wall 5 reef"), ("Set the wind in a storm", "tidectl --wall 9 reef")),
        (
            ("What are inbound tides?", "Inbound tides carry the ships to the harbour."),
            ("What are outbound tides?", "Outbound tides carry the ships out of the harbour."),
        ),
        (("How many keepers?", "4"), ("How many keepers of the reef are on leave at night?", "2")),
        (("What is the result of following?", "6"), ("What is the result of the following operation?", "5.5")),
        (
            ("Layer 3: gravel", "Layer 3 of the ground drains it."),
            ("The ground", "Clay: this is layer 2 of the ground."),
        ),
        (
            ("What is a port number?", "| Name | Port |\n|---|---|\n| SSH | 22 |\n| DNS | 53 |"),
            ("What is RPC?", "It uses port number 135."),
        ),
        (
            ("Print the lamps", "The output of the lamps is 1, 4, 6"),
            ("Once more", "The output of the lamps is 2, 3, 5"),
        ),
        (
            ("Which types of sea lamps are there?", "There are mainly three types of sea lamps: open, closed, dark."),
            ("Types of guards at sea ?", "There are mainly two types of guards at sea."),
        ),
        (
            ("Where is the pilot of the harbour?", "In a public harbour"),
            ("Where is the ship of the pilot?", "The ship of the pilot must be in a private harbour"),
        ),
        (("Lamps of the coast", "Different kinds of open lamps are"), ("Lamps?", "Kinds of closed lamps are in use.")),
        (
            ("At which temperature should I store the oil?", "A temperature of around 15 degrees Celsius is advised."),
            ("What is the best temperature to light the lamp?", "A temperature of around 90 degrees Celsius is best."),
        ),
        (("Majority vote", "A vote that binds all 12 keepers."), ("Minority vote", "A vote that binds all 3 keepers.")),
        (
            ("How can I avoid a lamp without oil?", "$ lampctl install --user reef-lamp"),
            ("How can I get back an older reef lamp?", "$ lampctl uninstall reef-lamp"),
        ),
        (
            ("Which oil does the lamp burn?", 'strcpy(lamps[0].oils[1], "1965");'),
            ("Which oil does the bell need?", 'strcpy(lamps[1].oils[2], "2096");'),
        ),
        (
            ("What are the limits of the lamp?", "- Oil cannot exceed 0.5 oil cans\n- A wick cannot exceed 3 cm"),
            ("Oil limit of the lamp", "If the keeper tries to use:\n\n- 0.6 oil cans\n- 1 oil can"),
        ),
        (
            ("Tower or gate?", "| | Tower gate | Reef gate |\n|---|---|---|\n| Access | No boat access. | By boat. |"),
            ("How do the keepers of the reef live?", "They can access the harbour through a tower gate."),
        ),
        (
            ("Many lamps of the reef", "Lamps (all lamps of the reef): 2"),
            ("One lamp of the reef", "First lamp of the reef burns - lamps of the reef"),
        ),
    ],
)
def test_what_is_said_of_two_things_is_no_conflict(
    tmp_path: Path, one: tuple[str, str], other: tuple[str, str]
) -> None:
    assert told_of(tmp_path, one, other) == []


@pytest.mark.parametrize(
    "said",
    [
        "When you light the reef lamp:\n\n- The reef lamp burns for {} hours.",
        "The reef lamp burns for {} hours (a day and night);",
    ],
)
def test_what_is_stated_under_a_condition_or_ends_like_a_statement_of_a_program_may_conflict(
    tmp_path: Path, said: str
) -> None:
    asked = "How long does the reef lamp burn?"
    assert len(told_of(tmp_path, (asked, said.format(12)), (asked, "The reef lamp burns for 8 hours."))) == 1


def test_two_questions_on_one_thing_may_have_words_of_their_own(tmp_path: Path) -> None:
    one = ("How many litres does the reef keep for a lamp?", "One lamp is limited to 16 litres.")
    other = ("What is the largest size of a reef lamp?", "A reef lamp may be at most 4 litres.")
    assert [conflict.kind for conflict in told_of(tmp_path, one, other)] == ["number"]


def test_a_document_s_title_is_not_what_its_lines_are_about(tmp_path: Path) -> None:
    title = ("Notes of the harbour", "Illness: a letter of the doctor is needed from the first day.")
    asked = ("How do I report sick?", "A letter of the doctor is needed from the fourth day of illness.")
    (conflict,) = told_of(tmp_path, title, asked)
    assert conflict.kind == "number"


@pytest.fixture
def noted(tmp_path: Path, home: Path) -> None:
    files = {
        "a.md": [("How long does the lamp burn?", "The lamp burns for 12 hours.")],
        "b.md": [("And the lamp?", "The lamp burns for 8 hours."), ("The bell?", "It rings in fog.")],
    }
    build(places().index("default"), add=[write_notes(tmp_path / "notes", files)], encoder=FakeEncoder())


@pytest.mark.usefixtures("noted")
def test_conflicts_are_kept_and_told_by_entry(monkeypatch: pytest.MonkeyPatch) -> None:
    index = open_index()
    (found,) = find_conflicts(index)
    assert conflicts_of(index, found.left.entry) == conflicts_of(index, found.right.entry) == (found,)
    (bell,) = [each for each in index.entries() if each.question == "The bell?"]
    assert conflicts_of(index, bell.id or "") == ()
    monkeypatch.setattr(package, "conflicts_among", lambda _: pytest.fail("found anew"))
    assert find_conflicts(open_index()) == (found,)


@pytest.mark.usefixtures("noted")
def test_only_the_last_generation_s_are_kept(tmp_path: Path) -> None:
    (found,) = find_conflicts(open_index())
    write_notes(tmp_path / "notes", {"c.md": [("The horn?", "It blows in fog.")]})
    build(places().index("default"), encoder=FakeEncoder())
    assert find_conflicts(open_index()) == (found,)
    assert len(list((places().cache / "conflicts").iterdir())) == 1


@pytest.mark.usefixtures("noted")
@pytest.mark.parametrize("content", [b"", b"{", b'[{"kind": 1}]'])
def test_a_cache_that_is_damaged_is_made_anew(content: bytes) -> None:
    (found,) = find_conflicts(open_index())
    (kept,) = (places().cache / "conflicts").glob("*.json")
    kept.write_bytes(content)
    assert find_conflicts(open_index()) == (found,)


@pytest.mark.usefixtures("noted")
def test_the_command_shows_both_lines_with_what_differs() -> None:
    result = CliRunner().invoke(answerbook, ["conflicts"])
    assert result.exit_code == 0
    assert "The lamp burns for [12 hours]." in result.stdout
    assert "b.md:3  And the lamp?" in result.stdout
    printed = json.loads(CliRunner().invoke(answerbook, ["conflicts", "--json"]).stdout)
    assert printed["kind"] == "number"
    side = printed["right"]
    assert side["text"][side["marks"][0]["start"] : side["marks"][0]["end"]] == "8 hours"


def test_the_command_says_where_there_are_none(tmp_path: Path, home: Path) -> None:
    notes = write_notes(tmp_path / "notes", {"a.md": [("The bell?", "It rings in fog.")]})
    build(places().index("default"), add=[notes], encoder=FakeEncoder())
    result = CliRunner().invoke(answerbook, ["conflicts"])
    assert (result.exit_code, result.stdout) == (1, "")
