"""Words without their blanks are parted, and spelled as in Britain or America, as the notes have them."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from notes import write_notes

from index.build import build
from index.encoder import load
from index.places import places
from retriever import Retriever
from retriever.derive import hooks
from retriever.spelling import Speller
from retriever.variants import american, british

HELD = {"load": 30, "balancer": 20, "dead": 9, "letter": 8, "queue": 7, "health": 9, "check": 30, "healthcheck": 5}
BESIDE = {"load balancer", "dead letter queue", "health check", "big table"}


def speller(held: Mapping[str, int] = HELD) -> Speller:
    return Speller(held, lambda word: False, BESIDE.__contains__)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("a loadbalancer", "a load balancer"),
        ("Loadbalancer", "Load balancer"),
        ("deadletterqueue", "dead letter queue"),
        ("loadqueue", "loadqueue"),  # its parts do not stand side by side
        ("healthcheck", "healthcheck"),  # nearly as often so
        ("bigtable", "bigtable"),  # a name of which the notes hold no part
        ("LoadBalancer", "LoadBalancer"),
        ("loadbalancer.example.org", "loadbalancer.example.org"),
    ],
)
def test_a_word_that_lacks_its_blanks_is_parted_where_the_notes_part_it(typed: str, meant: str) -> None:
    assert speller().correct(typed) == meant


def test_a_word_of_english_is_not_parted() -> None:
    assert Speller({"note": 9, "book": 9}, lambda word: False, lambda words: True).correct("notebook") == "notebook"


@pytest.mark.parametrize(
    ("here", "there"),
    [
        ("organisations", "organizations"),
        ("analysed", "analyzed"),
        ("labourer", ""),
        ("vapour", "vapor"),
        ("theatre", "theater"),
        ("defences", "defenses"),
        ("catalogue", "catalog"),
        ("cancelled", "canceled"),
        ("programme", "program"),
        ("judgements", "judgments"),
        ("hours", ""),
        ("lambda", ""),
    ],
)
def test_words_are_spelled_in_two_ways(here: str, there: str) -> None:
    assert [*american(here)] == ([there] if there else [])
    assert not there or here in british(there)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    notes = [
        ("How do I optimize a query?", "Customize its plan, and authorize nobody."),
        ("What is synchronisation?", "Tokenised parts wait for one another."),
        ("What does a load balancer do?", "The load balancer spreads load; a balancer and load."),
        *((f"What is a load of {n}?", f"A balancer holds {n} under load.") for n in range(9)),
        ("What is a read-only query?", "Its parts read only."),
    ]
    return write_notes(tmp_path_factory.mktemp("told"), {"notes.md": notes})


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        ("how to optimise it", "how to optimize it"),
        ("Customised plans", "Customized plans"),
        ("synchronization of parts", "synchronisation of parts"),
        ("synchronisation", "synchronisation"),
        ("initialised to zero", "initialized to zero"),
        ("an exercise in advising", "an exercise in advising"),
        ("a colour", "a colour"),
    ],
)
def test_the_spelling_is_that_of_the_notes_or_else_the_encoders(
    told: Path, home: Path, asked: str, written: str
) -> None:
    encoder = load()
    build(places().index("default"), add=[told], encoder=encoder, derive=hooks(encoder))
    retriever = Retriever.open(encoder=encoder)
    assert retriever._wording.query(asked).text == written
    assert retriever.ask(asked).corrected_query is None


def test_a_parted_word_is_said_to_be_asked_for(told: Path, home: Path) -> None:
    encoder = load()
    build(places().index("default"), add=[told], encoder=encoder, derive=hooks(encoder))
    answer = Retriever.open(encoder=encoder).ask("what does a loadbalancer do")
    assert answer.corrected_query == "what does a load balancer do"
    assert answer.hits[0].question == "What does a load balancer do?"


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        ("what does a load-balancer do", "what does a load balancer do"),
        ("synchronisation/query of a load-balanser", "synchronisation query of a load balancer"),
        ("LoadBalancerQueryException", "Load Balancer Query Exception"),
        ("what does a LoadBalancer do", "what does a LoadBalancer do"),  # two parts make a name
        ("what is read-only", "what is read-only"),  # as the notes have it
        ("query --no-load of load/balancer.md", "query --no-load of load/balancer.md"),
    ],
)
def test_a_joint_that_the_notes_do_without_changes_nothing(told: Path, home: Path, asked: str, written: str) -> None:
    encoder = load()
    build(places().index("default"), add=[told], encoder=encoder, derive=hooks(encoder))
    retriever = Retriever.open(encoder=encoder)
    plain, joined = retriever.ask(written), retriever.ask(asked, explain=True)
    assert joined.read_as == written
    assert (joined.confidence, joined.hits[0].lines) == (plain.confidence, plain.hits[0].lines)
    assert retriever.ask(asked, correct=False, explain=True).read_as == asked
