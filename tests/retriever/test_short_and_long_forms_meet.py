"""What the notes call by a short form is found by the long one, and the other way; a glossary adds to what they say."""

from importlib.resources import files
from pathlib import Path

import pytest
from fakes import FakeEncoder
from notes import many, write_notes

from corpus.glossary import Form, read_glossary
from index.build import build
from index.places import places
from retriever import Retriever
from retriever.derive import hooks
from retriever.glossary import Glossary, terms_of
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


def test_of_several_long_forms_the_first_that_is_wanted_counts() -> None:
    glossary = Glossary([Form("temp", "temporary"), Form("temp", "temperature")])
    assert glossary.other_words("the temp of tea") == "the temporary of tea"
    assert glossary.other_words("the temp of tea", lambda _, other: other == terms_of("temperature")) == (
        "the temperature of tea"
    )


@pytest.mark.parametrize(
    ("asked", "meant"), [("EBS", "Block Store"), ("ebs?", "Block Store"), ("EB", "Beanstalk"), ("EBs", "Block Store")]
)
def test_a_short_form_in_s_is_no_plural_of_a_shorter_one(asked: str, meant: str) -> None:
    forms = [Form("EB", "Beanstalk"), Form("EBS", "Block Store")]
    assert Glossary(forms).other_words(asked) == meant
    assert Glossary(forms[:1]).other_words("an EBS") == "an EBS"
    assert Glossary([Form("VM", "virtual machine")]).other_words("VMs") == "virtual machine"


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
    (notes / "glossary.txt").write_text("kbz = Kubernetes\nzzqx = quark\n", encoding="utf-8")
    retriever = opened(notes)
    assert retriever.notices == ()
    answer = retriever.ask("what is kbz")
    assert answer.hits[0].question == "What is Kubernetes?"
    assert answer.corrected_query is None
    wording = Wording(retriever.index, retriever.encoder)
    assert wording.query("what is kbz").text == "what is Kubernetes"
    assert wording.correct("a zzqx") == "a zzqx"
    assert retriever.ask("kbz", explain=True).stages["missing"] == 0
    assert retriever.ask("kbz", explain=True, glossary=False).stages["missing"] > 0


def test_a_form_that_the_notes_hardly_use_is_asked_as_they_do_far_oftener(notes: Path, home: Path) -> None:
    (notes / "glossary.txt").write_text("QS = queue\nWIN = window\n", encoding="utf-8")
    write_notes(notes, {"more.md": [("Is a QS slow?", "A little."), ("What is a zone?", "A place.")]})
    wording = Wording((retriever := opened(notes)).index, retriever.encoder)
    assert wording.query("is the qs full").text == "is the queue full"
    assert wording.query("a rolling WIN").text == "a rolling WIN"
    assert "window" in wording.query("a rolling WIN").other


def test_short_forms_that_people_write_are_known_without_being_explained(notes: Path, home: Path) -> None:
    retriever = opened(notes)
    assert retriever.ask("reqs for k8s").hits[0].question == "What is Kubernetes?"
    wording = Wording(retriever.index, retriever.encoder)
    assert wording.query("run k8s").text == "run Kubernetes"
    assert wording.correct("msgs for k8s") == "msgs for k8s"
    assert wording.query("the ctx").text == "the ctx"
    (notes / "glossary.txt").write_text("k8s = containers\n", encoding="utf-8")
    assert Retriever.open(encoder=retriever.encoder)._wording.query("run k8s").text == "run containers"


def test_what_is_shipped_is_forms_one_a_line() -> None:
    text = files("retriever").joinpath("settings/short_forms.txt").read_text(encoding="utf-8")
    forms, wrong = read_glossary(text)
    assert (len(forms) > 150, wrong) == (True, [])
    assert [form for form in forms if terms_of(form.short) == terms_of(form.long)] == []
    assert len({(form.short, form.long) for form in forms}) == len(forms)


def test_a_glossary_takes_effect_when_the_index_is_opened_and_its_bad_lines_are_named(notes: Path, home: Path) -> None:
    assert opened(notes).ask("kbz", explain=True).stages["missing"] > 0
    path = notes / "glossary.txt"
    path.write_bytes(b"\xef\xbb\xbfkbz = Kubernetes\nwhat is this\n\xff = \n")
    retriever = Retriever.open(encoder=FakeEncoder(256))
    assert retriever.ask("kbz", explain=True).stages["missing"] == 0
    assert not retriever.changes()
    assert [notice.split(": ")[0] for notice in retriever.notices] == [f"{path}:2", f"{path}:3"]


def test_a_glossary_that_lies_elsewhere_is_left_out(notes: Path, home: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("kbz = Kubernetes\n", encoding="utf-8")
    (notes / "glossary.txt").symlink_to(tmp_path / "secret.txt")
    retriever = opened(notes)
    assert len(retriever.notices) == 1
    assert "left out" in retriever.notices[0]
    assert retriever.ask("kbz", explain=True).stages["missing"] > 0
