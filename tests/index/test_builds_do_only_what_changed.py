"""A build encodes what is new, keeps what is not, drops what is gone, and publishes nothing where nothing changed."""

import os
import random
import shutil
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from fakes import FakeEncoder
from notes import many, questions, write_notes

import index.build as building
import index.compaction as compaction
from index.build import build
from index.lexical import analyse
from index.opened import Index
from index.places import places
from index.reader import open_index


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def best(index: Index, words: str) -> str:
    keys, _ = index.lexical(analyse(words), 1)
    return index.passage(int(keys[0])).text


def assert_sound(index: Index) -> None:
    """Every passage can be read, belongs to a live entry, and stands in every kind of search."""
    keys = index.keys()
    assert len(set(keys.tolist())) == len(keys) == index.count == index.manifest.passages
    entries = {entry.id: entry for entry in index.entries()}
    assert len(entries) == index.manifest.entries
    vectors = index.vectors(keys)
    for passage, vector in zip(index.passages(keys), vectors, strict=True):
        assert index.entry(passage.entry) == entries[passage.entry]
        assert passage.key in index.entry_keys(passage.entry)
        found, _ = index.dense(vector, 400)
        assert passage.key in found
        assert np.isin(found, keys).all()
    found, _ = index.dense_sentences(vectors[0], 5000)
    assert Counter(found.tolist()) == Counter(each.key for each in index.passages(keys) for _ in each.sentences)


def test_an_index_holds_its_notes(path: Path, notes: Path) -> None:
    report = build(path, add=[notes], encoder=FakeEncoder())
    assert report.new == ("a.md", "b.md", "sub/c.md")
    assert (report.documents, report.entries, report.encoded) == (3, 26, report.passages)
    index = open_index()
    assert_sound(index)
    assert "bucket number 3" in best(index, "bucket 21 messages")
    assert [document.file for document in index.documents()] == ["a.md", "b.md", "sub/c.md"]
    assert [entry.question for entry in index.entries("sub/c.md")] == [question for question, _ in many(5, "table")]


def test_a_second_build_encodes_and_publishes_nothing(path: Path, notes: Path) -> None:
    first = build(path, add=[notes], encoder=FakeEncoder())
    encoder = FakeEncoder()
    second = build(path, encoder=encoder)
    assert (second.published, second.encoded, encoder.calls) == (False, 0, 0)
    assert second.generation == first.generation
    assert build(path, add=[notes / "sub"], encoder=encoder).published is False


def test_only_an_edited_entry_is_encoded_again(path: Path, notes: Path) -> None:
    build(path, add=[notes], encoder=FakeEncoder())
    before = {passage.text: passage.key for passage in open_index().passages(open_index().keys())}
    edit(notes / "a.md", "holds 21 messages", "holds 2100 messages\nand a line more")
    encoder = FakeEncoder()
    report = build(path, encoder=encoder)
    assert (report.changed, encoder.calls, report.encoded) == (("a.md",), 1, 1)
    index = open_index()
    assert_sound(index)
    assert "2100 messages" in best(index, "2100")
    after = {passage.text: passage.key for passage in index.passages(index.keys())}
    same = set(before) & set(after)
    assert len(same) == 25
    assert all(before[text] == after[text] for text in same)
    (fresh,) = set(after) - set(before)
    assert after[fresh] > max(before.values())
    raw = (notes / "a.md").read_text(encoding="utf-8").split("\n")
    for passage in index.passages(index.keys()):
        if passage.file == "a.md":
            assert raw[passage.lines.start - 1] in passage.text


def test_a_deleted_file_is_gone(path: Path, notes: Path) -> None:
    build(path, add=[notes], encoder=FakeEncoder())
    (notes / "b.md").unlink()
    report = build(path, encoder=FakeEncoder())
    assert report.deleted == ("b.md",)
    index = open_index()
    assert_sound(index)
    assert not any("bucket" in question for question in questions(index))
    assert index.document_frequency("bucket") == 0
    assert len(index.lexical(["bucket"], 5)[0]) == 0


def test_a_new_file_is_found(path: Path, notes: Path) -> None:
    build(path, add=[notes], encoder=FakeEncoder())
    write_notes(notes, {"new.md": many(3, "lambda")})
    encoder = FakeEncoder()
    assert build(path, encoder=encoder).new == ("new.md",)
    assert encoder.calls == 3
    assert_sound(open_index())


def test_a_moved_file_is_not_encoded_again_and_keeps_its_ids(path: Path, notes: Path) -> None:
    build(path, add=[notes], encoder=FakeEncoder())
    before = {entry.question: entry.id for entry in open_index().entries()}
    (notes / "a.md").rename(notes / "sub" / "z.md")
    encoder = FakeEncoder()
    report = build(path, encoder=encoder)
    assert (report.new, report.deleted, encoder.calls) == (("sub/z.md",), ("a.md",), 0)
    assert {entry.question: entry.id for entry in open_index().entries()} == before


def test_an_index_gives_no_id_twice_though_another_let_go_of_it(home: Path, tmp_path: Path) -> None:
    one, other = places().index("one"), places().index("other")
    notes, more = write_notes(tmp_path / "notes", {"a.md": many(1)}), tmp_path / "more"
    more.mkdir()
    for path in (one, other):
        build(path, add=[notes], encoder=FakeEncoder())
    kept = [entry.id for entry in open_index(other).entries()]
    build(one, add=[more], remove=[notes], encoder=FakeEncoder())
    write_notes(more, {"copy.md": many(1)})
    build(one, encoder=FakeEncoder())
    assert [entry.id for entry in open_index(one).entries()] == kept
    build(other, add=[more], encoder=FakeEncoder())
    first, second = [entry.id for entry in open_index(other).entries()]
    assert [first] == kept
    assert second != first


def test_a_file_that_was_away_during_a_killed_build_keeps_its_ids_to_itself(
    path: Path, notes: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(path, add=[notes], encoder=FakeEncoder())
    before = [entry.id for entry in open_index().entries()]
    (notes / "a.md").rename(tmp_path / "away.md")
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr("index.build.publish_parts", interrupted)
        build(path, encoder=FakeEncoder())
    (tmp_path / "away.md").rename(notes / "a.md")
    shutil.copy(notes / "a.md", notes / "z.md")
    build(path, encoder=FakeEncoder())
    assert [entry.id for entry in open_index().entries()][: len(before)] == before
    assert_sound(open_index())


def interrupted(*_: object) -> None:
    raise KeyboardInterrupt


def test_a_file_without_entries_can_go(path: Path, notes: Path, tmp_path: Path) -> None:
    empty = write_notes(tmp_path / "empty", {"one.md": [], "two.md": []})
    build(path, add=[empty], encoder=FakeEncoder())
    build(path, add=[notes], encoder=FakeEncoder())
    (empty / "one.md").unlink()
    build(path, encoder=FakeEncoder())
    assert_sound(open_index())


def test_a_touched_file_is_not_read_again(path: Path, notes: Path) -> None:
    build(path, add=[notes], encoder=FakeEncoder())
    os.utime(notes / "a.md", ns=(1, 1))
    report = build(path, encoder=FakeEncoder(), read=lambda *_: pytest.fail("a file was read again"))
    assert report.changed == ()
    assert not open_index().changes()


def test_an_edit_that_keeps_size_and_time_is_seen(path: Path, notes: Path) -> None:
    build(path, add=[notes], encoder=FakeEncoder())
    times = (notes / "a.md").stat()
    edit(notes / "a.md", "holds 21 messages", "holds 99 messages")
    os.utime(notes / "a.md", ns=(times.st_atime_ns, times.st_mtime_ns))
    assert open_index().changes().changed == ("a.md",)
    build(path, encoder=FakeEncoder())
    assert "99 messages" in best(open_index(), "99")


def test_changes_are_said_without_a_build(path: Path, notes: Path) -> None:
    build(path, add=[notes], encoder=FakeEncoder())
    index = open_index()
    assert not index.changes()
    edit(notes / "a.md", "holds 21 messages", "holds 2100 messages")
    (notes / "b.md").unlink()
    write_notes(notes, {"new.md": many(1)})
    changes = index.changes()
    assert (changes.changed, changes.deleted, changes.new) == (("a.md",), ("b.md",), ("new.md",))


def test_what_a_killed_write_left_is_cleared(path: Path, notes: Path) -> None:
    build(path, add=[notes], encoder=FakeEncoder())
    (path / ".0123456789abcdef").write_bytes(b'{"half')
    (notes / "a.md").unlink()
    build(path, encoder=FakeEncoder())
    assert not list(path.glob(".*"))


def test_another_encoder_encodes_all_again(path: Path, notes: Path) -> None:
    build(path, add=[notes], encoder=FakeEncoder())
    ids = [entry.id for entry in open_index().entries()]
    report = build(path, encoder=FakeEncoder(dimension=32))
    index = open_index()
    assert report.encoded == index.count
    assert index.vectors(index.keys()).shape == (index.count, 32)
    assert [entry.id for entry in index.entries()] == ids
    assert_sound(index)


def test_another_parser_reads_all_again_and_encodes_nothing(
    path: Path, notes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(path, add=[notes], encoder=FakeEncoder())
    keys = open_index().keys().tolist()
    monkeypatch.setattr("index.build.PARSER", "another")
    monkeypatch.setattr("index.publishing.PARSER", "another")
    encoder = FakeEncoder()
    assert build(path, encoder=encoder).published
    assert encoder.calls == 0
    assert sorted(open_index().keys().tolist()) == sorted(keys)


def test_a_file_whose_name_is_no_text_is_found_again(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    named = os.fsdecode(b"caf\xe9.md")
    build(path, add=[write_notes(tmp_path / "notes", {named: many(3, "queue")})], encoder=FakeEncoder())
    monkeypatch.setattr("index.build.PARSER", "another")
    build(path, encoder=FakeEncoder())
    (document,) = open_index().documents()
    assert (document.entries, document.path.exists()) == (3, True)


def test_an_interrupted_build_goes_on_where_it_was(path: Path, notes: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.encoder.cache._BATCH", 4)
    encoder = FakeEncoder()

    def stop(stage: str, done: int, total: int) -> None:
        if stage == "encoding" and done >= 12:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build(path, add=[notes], encoder=encoder, progress=stop)
    assert not (path / "staging").exists()
    spent = encoder.calls
    assert spent >= 12
    build(path, add=[notes], encoder=encoder)
    assert len(set(encoder.seen)) == len(encoder.seen) == open_index().count


def test_large_builds_are_merged_and_read_the_same(
    path: Path, notes: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(path, add=[notes], encoder=FakeEncoder())
    whole = open_index()
    shutil.rmtree(path)
    monkeypatch.setattr(building, "SEGMENT_PASSAGES", 4)
    monkeypatch.setattr("index.batches.READ_AT_ONCE", 4)
    monkeypatch.setattr("index.batches.ENCODED_AT_ONCE", 3)
    build(path, add=[notes], encoder=FakeEncoder())
    merged = open_index()
    assert len(merged.manifest.segments) == 1
    assert_sound(merged)
    assert list(merged.entries()) == list(whole.entries())
    terms = analyse("bucket number 3 holds messages")
    assert [merged.passage(int(key)).text for key in merged.lexical(terms, 9)[0]] == [
        whole.passage(int(key)).text for key in whole.lexical(terms, 9)[0]
    ]


def changed_at_random(folder: Path, chance: random.Random) -> None:
    """Do to a folder of notes what people do to theirs."""
    files = sorted(folder.rglob("*.md"))
    deed = chance.choice(["edit", "delete", "add", "rename", "copy"])
    if deed == "add" or not files:
        write_notes(
            folder, {f"n{chance.randrange(10**6)}.md": many(chance.randrange(1, 9), f"t{chance.randrange(50)}")}
        )
        return
    file = chance.choice(files)
    if deed == "edit":
        lines = file.read_text(encoding="utf-8").split("\n")
        lines.insert(chance.randrange(len(lines)), f"More is said here, {chance.randrange(10**6)} times.")
        file.write_text("\n".join(lines), encoding="utf-8")
    elif deed == "delete":
        file.unlink()
    elif deed == "rename":
        file.rename(folder / f"r{chance.randrange(10**6)}.md")
    else:
        shutil.copy(file, folder / f"k{chance.randrange(10**6)}.md")


@pytest.mark.parametrize("seed", range(3))
def test_after_any_history_an_index_equals_one_built_afresh(
    path: Path, notes: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    monkeypatch.setattr(compaction, "MOST_SEGMENTS", 3)
    chance = random.Random(seed)
    build(path, add=[notes], encoder=FakeEncoder())
    for _ in range(12):
        for _ in range(chance.randrange(1, 3)):
            changed_at_random(notes, chance)
        build(path, encoder=FakeEncoder())
        assert not open_index().changes()
    grown = open_index()
    assert_sound(grown)
    build(places().index("fresh"), add=[notes], encoder=FakeEncoder())
    fresh = open_index("fresh")
    assert list(grown.entries()) == list(fresh.entries())

    def told(index: Index) -> list[object]:
        passages = sorted(index.passages(index.keys()), key=lambda each: (each.file, each.lines.start))
        return [(each.file, each.lines, each.text, each.topics, each.sentences) for each in passages]

    assert told(grown) == told(fresh)
    for word in ("queue", "bucket", "said", "holds"):
        (term,) = analyse(word)
        assert grown.document_frequency(term) == fresh.document_frequency(term)
        one, other = grown.lexical([term], 50), fresh.lexical([term], 50)
        np.testing.assert_allclose(np.sort(one[1]), np.sort(other[1]), rtol=1e-5)


def test_deleted_passages_are_compacted_away(path: Path, tmp_path: Path) -> None:
    files = {f"f{i}.md": many(10, f"topic{i}") for i in range(10)}
    notes = write_notes(tmp_path / "many", files)
    build(path, add=[notes], encoder=FakeEncoder())
    name = open_index().manifest.segments[0].name
    for i, dead in ((0, 10), (1, 20), (2, 0)):
        (notes / f"f{i}.md").unlink()
        build(path, encoder=FakeEncoder())
        segment = open_index().manifest.segments[0]
        assert (segment.dead, segment.name == name) == (dead, dead > 0)
        assert_sound(open_index())


def test_hooks_see_the_new_generation(path: Path, notes: Path) -> None:
    def count(index: Index) -> bytes:
        assert_sound(index)
        return str(index.count).encode()

    def fail(index: Index) -> bytes:
        raise ArithmeticError("no number")

    report = build(path, add=[notes], encoder=FakeEncoder(), derive={"count": count, "fail": fail})
    assert open_index().derived("count") == b"26"
    assert open_index().derived("fail") is None
    assert any("'fail'" in notice and "no number" in notice for notice in report.notices)
    assert open_index().derived("other") is None
    assert not build(path, encoder=FakeEncoder(), derive={"count": count}).published
    assert build(path, encoder=FakeEncoder(), derive={"more": count}).published


def test_a_hook_that_failed_is_tried_again(path: Path, notes: Path) -> None:
    def fail(index: Index) -> bytes:
        raise ArithmeticError("no number")

    build(path, add=[notes], encoder=FakeEncoder(), derive={"number": fail})
    report = build(path, encoder=FakeEncoder(), derive={"number": lambda index: b"1"})
    assert (report.published, report.encoded, open_index().derived("number")) == (True, 0, b"1")
    assert not build(path, encoder=FakeEncoder(), derive={"number": fail}).published


def test_progress_is_told(path: Path, notes: Path) -> None:
    told: list[tuple[str, int, int]] = []
    build(path, add=[notes], encoder=FakeEncoder(), progress=lambda *each: told.append(each))
    assert ("reading", 3, 3) in told
    assert ("encoding", 26, 26) in told
    assert [stage for stage, _, _ in told].index("writing") > 0
