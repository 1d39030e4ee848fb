"""What the notes call by a short form is found by the long one, and the other way; a glossary adds to what they say."""

from pathlib import Path

import pytest
from fakes import FakeEncoder
from notes import many, write_notes

from corpus.glossary import Form
from index.build import build
from index.places import places
from retriever import Retriever
from retriever.derive import hooks
from retriever.glossary import Glossary
from retriever.wording import Wording

NOTES = {
    "balancing.md": [
        ("What does Elastic Load Balancing (ELB) do?", "It spreads requests over machines."),
        ("How does ELB check health?", "It asks a page of every machine."),
        ("What is Kubernetes?", "It runs containers."),
        ("What is a rolling window (WIN)?", "A window that rolls."),
    ],
    "others.md": many(12, "Queue Service"),
}


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    return write_notes(tmp_path / "notes", NOTES)


def opened(notes: Path) -> Retriever:
    encoder = FakeEncoder(256)
    build(places().index("default"), add=[notes], encoder=encoder, derive=hooks(encoder))
    return Retriever.open(encoder=encoder)


def stages(retriever: Retriever, question: str, text: str, **options: bool) -> dict[str, float]:
    """Return what each stage gave the entry whose question is ``question``."""
    hits = retriever.ask(text, explain=True, **options).hits
    return dict(next(hit.stages for hit in hits if hit.question == question))


def test_a_form_is_put_the_other_way() -> None:
    glossary = Glossary([Form("ELB", "Elastic Load Balancing"), Form("ELB", "Elastic Load Balancer")])
    assert glossary.other_words("is an ELBs cheap?") == "is an Elastic Load Balancing cheap?"
    assert glossary.other_words("the elastic-load balancer?") == "the ELB"
    assert glossary.other_words("elastic load") == "elastic load"
    assert glossary.other_words("ELB", lambda form, other: False) == "ELB"
    assert "elb" in glossary
    assert "elbow" not in glossary


def test_a_form_that_is_a_word_counts_only_in_capitals() -> None:
    glossary = Glossary([Form("WIN", "rolling window")], words=["win"])
    assert glossary.other_words("how to win") == "how to win"
    assert glossary.other_words("how to WIN") == "how to rolling window"


def test_words_find_the_form_that_a_passage_has(notes: Path, home: Path) -> None:
    retriever = opened(notes)
    for text, question in (
        ("elastic load balancing health", "How does ELB check health?"),
        ("elb requests", "What does Elastic Load Balancing (ELB) do?"),
    ):
        without = stages(retriever, question, text, glossary=False)
        found = stages(retriever, question, text)
        assert found["lexical"] >= without["lexical"]
        assert found["late"] == pytest.approx(without["late"])
    with_long = stages(retriever, "How does ELB check health?", "elastic load balancing health")
    assert (
        with_long["lexical"]
        > stages(retriever, "How does ELB check health?", "elastic load balancing health", glossary=False)["lexical"]
    )


def test_what_the_notes_call_otherwise_is_asked_as_they_do(notes: Path, home: Path) -> None:
    (notes / "glossary.txt").write_text("k8s = Kubernetes\nzzqx = quark\n", encoding="utf-8")
    retriever = opened(notes)
    assert retriever.notices == ()
    answer = retriever.ask("what is k8s")
    assert answer.hits[0].question == "What is Kubernetes?"
    assert answer.corrected_query is None
    wording = Wording(retriever.index, retriever.encoder)
    assert wording.query("what is k8s").text == "what is Kubernetes"
    assert wording.correct("a zzqx") == "a zzqx"
    assert retriever.ask("k8s", explain=True).stages["missing"] == 0
    assert retriever.ask("k8s", explain=True, glossary=False).stages["missing"] > 0


def test_a_glossary_takes_effect_when_the_index_is_opened_and_its_bad_lines_are_named(notes: Path, home: Path) -> None:
    assert opened(notes).ask("k8s", explain=True).stages["missing"] > 0
    path = notes / "glossary.txt"
    path.write_bytes(b"\xef\xbb\xbfk8s = Kubernetes\nwhat is this\n\xff = \n")
    retriever = Retriever.open(encoder=FakeEncoder(256))
    assert retriever.ask("k8s", explain=True).stages["missing"] == 0
    assert not retriever.changes()
    assert [notice.split(": ")[0] for notice in retriever.notices] == [f"{path}:2", f"{path}:3"]


def test_a_glossary_that_lies_elsewhere_is_left_out(notes: Path, home: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("k8s = Kubernetes\n", encoding="utf-8")
    (notes / "glossary.txt").symlink_to(tmp_path / "secret.txt")
    retriever = opened(notes)
    assert len(retriever.notices) == 1
    assert "left out" in retriever.notices[0]
    assert retriever.ask("k8s", explain=True).stages["missing"] > 0
