"""What is related answers an adjoining question, says why, and never is the entry itself."""

import gc
import json
import weakref
from pathlib import Path

import pytest
from click.testing import CliRunner
from fakes import FakeEncoder
from notes import write_notes

from index.build import build
from index.errors import UsageError
from index.opened import Index
from index.places import places
from index.reader import open_index
from retriever.cli import answerbook
from retriever.derive import hooks
from retriever.related import Related, related

NOTES = {
    "queues.md": [
        ("What is a dead letter queue?", "A dead letter queue keeps messages that failed. Set a limit of deliveries."),
        (
            "How do you order messages in a queue?",
            "Use a message group: messages of one group stay in order, those of others do not.",
        ),
        ("How large may a message be?", "A message holds up to 256 KB; larger payloads go to a bucket."),
    ],
    "bread.md": [
        ("How long does dough rise?", "Dough rises in two hours. Warm dough rises faster than cold dough."),
        ("Which flour makes good dough?", "Strong flour. Dough of strong flour rises well and keeps its shape."),
    ],
    "again.md": [
        ("Message order", "Use a message group: messages of one group stay in order, those of others do not."),
        ("Why did my payload fail?", "Look into the dead letter queue: messages that failed are kept there."),
    ],
}


@pytest.fixture(scope="module")
def encoder() -> FakeEncoder:
    return FakeEncoder(256)


@pytest.fixture
def index(tmp_path: Path, home: Path, encoder: FakeEncoder) -> Index:
    notes = write_notes(tmp_path / "notes", NOTES)
    build(places().index("default"), add=[notes], encoder=encoder, derive=hooks(encoder))
    return open_index()


def named(index: Index, question: str) -> str:
    return next(each.id or "" for each in index.entries() if each.question == question)


def test_what_speaks_of_the_same_thing_comes_first(index: Index, encoder: FakeEncoder) -> None:
    own = named(index, "What is a dead letter queue?")
    found = related(index, encoder, own)
    assert found[0].question == "Why did my payload fail?"
    assert own not in {each.entry for each in found}
    assert [each.score for each in found] == sorted((each.score for each in found), reverse=True)
    assert not any(each.file == "bread.md" for each in found)


def test_the_reason_is_words_and_sentences_of_both(index: Index, encoder: FakeEncoder) -> None:
    first = related(index, encoder, named(index, "What is a dead letter queue?"))[0]
    assert {"dead", "letter", "queue"} <= set(first.terms)
    assert first.closest
    entry = index.entry(first.entry)
    for pair in first.closest:
        assert pair.other in entry.answer
        assert pair.own in index.entry(named(index, "What is a dead letter queue?")).answer


def test_no_address_and_no_name_of_a_language_is_a_shared_word(
    tmp_path: Path, home: Path, encoder: FakeEncoder
) -> None:
    pairs = [
        (f"How is the {place} fed?", f"See [feed](/birds/{place}-seed.md).\n\n```sql\nselect {place}_seed\n```")
        for place in ("garden", "balcony")
    ]
    build(places().index("default"), add=[write_notes(tmp_path, NOTES | {"birds.md": pairs})], encoder=encoder)
    found = related(open_index(), encoder, named(open_index(), "How is the garden fed?"))[0]
    assert "fed" in found.terms
    assert not [term for term in found.terms if "/" in term or term == "sql"]
    assert "sql" not in " ".join(pair.other for pair in found.closest)


def test_copies_are_folded_in(index: Index, encoder: FakeEncoder) -> None:
    own = named(index, "How do you order messages in a queue?")
    found = related(index, encoder, own)
    assert "Message order" not in {each.question for each in found}
    from_elsewhere = related(index, encoder, "messages of a group in order")
    (folded,) = [each for each in from_elsewhere if "group" in index.entry(each.entry).answer]
    assert [place.file for place in folded.copies] == ["again.md" if folded.file == "queues.md" else "queues.md"]


def test_a_text_finds_entries(index: Index, encoder: FakeEncoder) -> None:
    found = related(index, encoder, "which flour for my dough", k=1)
    assert [each.question for each in found] == ["Which flour makes good dough?"]


def test_what_is_about_something_else_is_left_out(index: Index, encoder: FakeEncoder) -> None:
    assert related(index, encoder, "zebra galaxy violin") == []


def test_an_id_that_is_not_there_is_a_text(index: Index) -> None:
    assert index.find("no-such-id") is None


def test_words_alone_bring_most_linked_entries_of_the_seed_documents_among_the_first_ten(
    aws: Path, data: Path, home: Path, encoder: FakeEncoder
) -> None:
    build(places().index("default"), add=[aws], encoder=encoder, derive=hooks(encoder))
    index = open_index()
    entries = list(index.entries())
    rows = [json.loads(line) for line in (data / "entries_dev.jsonl").read_text("utf-8").splitlines()]
    names = {
        row["id"]: each.id or ""
        for row in rows
        for each in entries
        if each.document[:3] == row["file"][:3] and each.lines.start <= row["answer_start"] <= each.lines.end
    }
    links = {(names[row["id"]], names[other]) for row in rows[::3] for other in row["related"]}
    links = {(own, other) for own, other in links if own != other}
    shown = {own: _names(related(index, encoder, own)) for own, _ in links}
    assert sum(other in shown[own] for own, other in links) / len(links) >= 0.75


def _names(found: list[Related]) -> set[str]:
    return {name for each in found for name in (each.entry, *(place.entry for place in each.copies))}


def test_the_command_prints_what_is_near(index: Index, encoder: FakeEncoder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.encoding.load", lambda *_: encoder)
    own = named(index, "What is a dead letter queue?")
    result = CliRunner().invoke(answerbook, ["related", own, "--json"])
    printed = json.loads(result.stdout)
    assert result.exit_code == 0
    assert printed["entry"] == own
    assert printed["related"][0]["question"] == "Why did my payload fail?"
    shown = CliRunner().invoke(answerbook, ["related", "dead letter queue", "-k", "1"])
    assert "queues.md:1-" in shown.stdout
    assert "both say: " in shown.stdout
    nothing = CliRunner().invoke(answerbook, ["related", "zebra galaxy violin"])
    assert (nothing.exit_code, nothing.stdout) == (1, "")


def test_no_text_is_refused_as_no_question_is(index: Index, encoder: FakeEncoder) -> None:
    with pytest.raises(UsageError, match="it is empty"):
        related(index, encoder, " \n")


def test_what_is_remembered_keeps_no_index_open_that_was_replaced(index: Index, encoder: FakeEncoder) -> None:
    opened = [open_index(index.path) for _ in range(3)]
    for each in opened:
        related(each, encoder, "order of messages")
    replaced = weakref.ref(opened.pop(0))
    del each
    gc.collect()
    assert replaced() is None
