"""What a build derives after any history of edits is what a build from scratch derives."""

import random
from dataclasses import replace
from pathlib import Path

import pytest
from fakes import FakeEncoder
from notes import write_notes

import retriever.fitted as fitted
import retriever.glossary as glossary
import retriever.scale as scale
from index.build import build
from index.places import places
from index.reader import open_index
from retriever.derive import hooks
from retriever.english import common_among, common_words, frequencies
from retriever.scale import read_scale

NAMES = ["Load Balancer", "Cache Server", "ZFS", "Merlot", "Object Store", "Win32", "pod", "queue"]
FORMS = ["Elastic Load Balancing (ELB)", "Elastic Load Balancer (ELB)", "WIN (rolling window)", "Zettabyte FS (ZFS)"]


def drawn(chance: random.Random) -> list[tuple[str, str]]:
    """Return some questions on a few subjects, which now and then explain a short form."""
    pairs = []
    for number in range(chance.randrange(1, 7)):
        name, other, form = chance.choice(NAMES), chance.choice(NAMES), chance.choice(FORMS)
        said = f"It needs {form}. " if chance.random() < 0.3 else ""
        question = chance.choice([f"How does the {name} work?", f"Why {name} with Acme {other}?", "What then?"])
        pairs.append((question, f"{said}The {name} is fine, and we use a {other} {number} times. I like {name}."))
    return pairs


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("seed", range(4))
def test_after_any_history_topics_and_forms_are_those_of_a_build_afresh(tmp_path: Path, seed: int) -> None:
    chance, encoder, notes = random.Random(seed), FakeEncoder(), tmp_path / "notes"
    write_notes(notes, {f"{number}.md": drawn(chance) for number in range(6)})
    build(places().index("grown"), add=[notes], encoder=encoder, derive=hooks(encoder))
    for step in range(6):
        file = chance.choice(sorted(notes.glob("*.md")))
        if step % 3 == 1:
            file.unlink()
        elif step % 3 == 2:
            file.rename(notes / f"renamed{step}.md")
        write_notes(notes, {f"{chance.randrange(8)}.md": drawn(chance)})
        build(places().index("grown"), encoder=encoder, derive=hooks(encoder))
    build(places().index("fresh"), add=[notes], encoder=encoder, derive=hooks(encoder))
    grown, fresh = open_index("grown"), open_index("fresh")
    assert [(entry.question, entry.topics) for entry in grown.entries()] == [
        (entry.question, entry.topics) for entry in fresh.entries()
    ]
    assert grown.topics() == fresh.topics()
    assert fresh.topics()
    assert grown.derived(glossary.NAME) == fresh.derived(glossary.NAME)
    assert fresh.derived(glossary.NAME) is not None


@pytest.mark.usefixtures("home")
def test_what_an_older_version_derived_counts_as_none_and_is_made_anew(tmp_path: Path) -> None:
    notes = write_notes(tmp_path / "notes", {"a.md": [("What is it?", "An Elastic Load Balancer (ELB) it is.")]})
    older = {name: lambda index: b"{}" for name in ("forms", "scale", "scale-0123456789abcdef")}
    encoder, path = FakeEncoder(), places().index("default")
    build(path, add=[notes], encoder=encoder, derive=older)
    assert "ELB" not in glossary.read_forms(open_index())[0]
    assert read_scale(open_index()) == scale.USUAL
    assert build(path, encoder=encoder, derive=hooks(encoder)).published
    assert "ELB" in glossary.read_forms(open_index())[0]
    assert read_scale(open_index()) != scale.USUAL


def test_a_word_is_looked_up_as_in_the_whole_list() -> None:
    words = random.Random(1).sample(sorted(frequencies()), 200)
    assert common_among([*words, "the", "he", "zzz", ""]) == common_words() & {*words, "the", "he", "zzz", ""}


@pytest.mark.usefixtures("home")
def test_another_ranking_has_another_scale_even_where_no_note_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    encoder, path = FakeEncoder(), places().index("default")
    notes = write_notes(tmp_path / "notes", {f"{n}.md": drawn(random.Random(n)) for n in range(9)})
    build(path, add=[notes], encoder=encoder, derive=hooks(encoder))
    before = read_scale(open_index())
    assert not build(path, encoder=encoder, derive=hooks(encoder)).published
    ranking = fitted.ranking()
    monkeypatch.setattr(fitted, "ranking", lambda: replace(ranking, late=0.0, lexical=9.0))
    assert read_scale(open_index()) == before
    assert build(path, encoder=encoder, derive=hooks(encoder)).published
    assert open_index().derived(scale.name()) is not None
    monkeypatch.setattr(scale, "_median", lambda *_: pytest.fail("scaled again"))
    write_notes(notes, {"0.md": drawn(random.Random(100))})
    assert not build(path, encoder=encoder, derive=hooks(encoder)).notices


@pytest.mark.usefixtures("home")
def test_a_scale_of_another_schema_is_not_believed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    notes = write_notes(tmp_path / "notes", {"a.md": drawn(random.Random(1))})
    said = b'{"schema": 0, "off_topic": 0.1, "own": 0.2, "passages": 6}'
    build(places().index("default"), add=[notes], encoder=FakeEncoder(), derive={scale.name(): lambda index: said})
    assert read_scale(open_index()) == scale.USUAL


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("deed", ["nothing", "flip", "cut", "delete", "grow", "other encoder"])
def test_a_scale_is_kept_while_it_is_whole_and_near(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, deed: str) -> None:
    encoder, path = FakeEncoder(), places().index("default")
    notes = write_notes(tmp_path / "notes", {f"{n}.md": drawn(random.Random(n)) for n in range(9)})
    build(path, add=[notes], encoder=encoder, derive=hooks(encoder))
    index = open_index()
    file = path / "generations" / index.generation / f"derived-{scale.name()}"
    content = file.read_bytes()
    scaled: list[int] = []
    monkeypatch.setattr(scale, "_median", lambda index, *_: scaled.append(1) or 0.5)
    if deed == "flip":
        file.write_bytes(content.replace(b'"passages"', b'"passagfs"'))
    elif deed == "cut":
        file.write_bytes(content[:-3])
    elif deed == "delete":
        file.unlink()
    elif deed == "other encoder":
        encoder = FakeEncoder(32)
    write_notes(notes, {"new.md": drawn(random.Random(50))[:1] * (9 if deed == "grow" else 1)})
    build(path, encoder=encoder, derive=hooks(encoder))
    assert bool(scaled) == (deed != "nothing")
