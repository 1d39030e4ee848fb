"""The grader looks at what is said: numbers, names, denials and order count, repeated questions and length do not."""

import time

import pytest

from retriever.spotcheck import grade

pytestmark = pytest.mark.model

TIMEOUT = "How long may a function run?", "A function may run for at most 15 minutes."
STORE = "Where do the files go?", "The files go to Amazon S3, which stores objects."
REST = "What is done about the files on disk?", "The stored data is encrypted."
GAS = (
    "What happens when a gas is heated?",
    "The pressure increases because the particles hit the walls more often.",
)


@pytest.mark.parametrize(
    ("pair", "right", "wrong"),
    [
        (TIMEOUT, "at most 15 minutes", "at most 5 minutes"),
        (TIMEOUT, "15 minutes at most", "15 hours at most"),
        (STORE, "they go to S3 as objects", "they go to EBS as blocks"),
        (REST, "the stored data is encrypted", "the stored data is not encrypted"),
        (GAS, "pressure goes up as particles hit the walls more", "the pressure decreases as particles hit walls less"),
        (
            ("Which is faster?", "Light travels faster than sound."),
            "light is faster",
            "Sound travels faster than light.",
        ),
    ],
)
def test_a_wrong_answer_in_similar_words_earns_clearly_less(pair: tuple[str, str], right: str, wrong: str) -> None:
    assert grade(*pair, right).score > grade(*pair, wrong).score + 0.2


@pytest.mark.parametrize(
    ("pair", "answer"),
    [
        (TIMEOUT, "a function may run for at most 5 minutes"),
        (REST, "the stored data is not encrypted"),
        (GAS, "the pressure decreases because the particles hit the walls more often"),
        (("Which is faster?", "Light travels faster than sound."), "sound travels faster than light"),
        (("", "The writer waits for an answer from all readers."), "the writer does not wait for any answer"),
        (("Is a tuple mutable?", "No, a tuple cannot be changed."), "yes it can be changed after it was made"),
        (("Is a list mutable?", "Yes, its items may be replaced."), "no it stays as it was made"),
    ],
)
def test_the_opposite_is_called_contradicted_and_why(pair: tuple[str, str], answer: str) -> None:
    found = grade(*pair, answer)
    assert [point.verdict for point in found.points] == ["contradicted"]
    assert found.points[0].why
    assert found.notes == ("says the opposite of what the reference says",)


@pytest.mark.parametrize(("answer", "other"), [("no", "yes"), ("No.", "Yes!")])
def test_yes_for_no_is_wrong_though_nothing_else_is_said(answer: str, other: str) -> None:
    pair = "Is a tuple mutable?", "No, a tuple cannot be changed after it was made."
    assert [point.verdict for point in grade(*pair, other).points] == ["contradicted"]
    assert grade(*pair, other).score < 0.1 < grade(*pair, answer).score


@pytest.mark.parametrize(
    ("reference", "answer"),
    [
        ("A list is mutable, a tuple is not.", "A tuple is mutable, a list is not."),
        (
            "Over the CPU limit a container is throttled, over the memory limit it is killed.",
            "Over the memory limit a container is throttled, over the CPU limit it is killed.",
        ),
        (
            "A failed liveness probe restarts the container. A failed readiness probe takes the pod out of traffic.",
            "A failed readiness probe restarts the container; a failed liveness probe takes the pod out of traffic.",
        ),
        (
            "The control plane first, then the nodes, one by one.",
            "The nodes first, then the control plane, one by one.",
        ),
        ("Water moves from the dilute to the concentrated side.", "It moves from the concentrated to the dilute side."),
        ("Six years for a contract, twelve for a deed.", "Twelve years for a contract, six for a deed."),
        ("A node may be older than the server, never newer.", "A node may be newer than the server, never older."),
        ("No, what is past is no consideration.", "Yes, what is past is consideration."),
        ("They have a DNA of their own, inherited from the mother.", "an own DNA, inherited from the father"),
        ("Only one thread runs at a time.", "It lets many threads run at a time."),
        ("Firewall rules are stateful, so answers to what went out are let in again.", "Firewall rules are stateless."),
        ("Hearsay is inadmissible unless an exception applies.", "Hearsay is admissible unless an exception applies."),
        ("Rules with the lowest number come first of all.", "Rules with the highest number come first of all."),
    ],
)
def test_words_that_change_places_say_something_else(reference: str, answer: str) -> None:
    found = grade("", reference, answer)
    assert {point.verdict for point in found.points} == {"contradicted"}
    assert found.score < 0.5 < grade("", reference, reference).score


@pytest.mark.parametrize(
    ("reference", "answer"),
    [
        ("TCP differs from UDP.", "UDP differs from TCP."),
        ("Eat bread and butter, and some salt.", "Eat butter and bread, and some salt."),
        (
            "A failed liveness probe restarts the container. A failed readiness probe takes the pod out of traffic.",
            "A failed readiness probe takes the pod out of traffic, a failed liveness probe restarts the container.",
        ),
        (
            "The cache calls the store, then the page is drawn.",
            "The store is called by the cache, the page drawn then.",
        ),
        ("A list is mutable, a tuple is not.", "Tuples are not mutable, lists are."),
        ("Fill in the form of the tenant at the desk.", "Inform the tenant at the desk, he fills it in."),
        ("The gas of the oven is flammable at room heat.", "Gas of the oven is inflammable at room heat."),
    ],
)
def test_another_order_of_the_same_says_the_same(reference: str, answer: str) -> None:
    assert "contradicted" not in {p.verdict for p in grade("", reference, answer).points}


@pytest.mark.parametrize(
    ("reference", "answer"), [("DNS uses UDP.", "DNS uses TCP."), ("The snapshot job keeps 14 days.", "keeps 30 days")]
)
def test_another_name_or_number_is_never_called_covered(reference: str, answer: str) -> None:
    assert "covered" not in {p.verdict for p in grade("", reference, answer).points}


def test_a_paraphrase_contradicts_nothing() -> None:
    (point,) = grade(*GAS, "more collisions of particles with the walls raise the pressure").points
    assert point.verdict == "covered"
    assert any("pressure" in cover.text or "walls" in cover.text for cover in point.covering)


@pytest.mark.parametrize(
    "answer", ["What happens when a gas is heated? A gas is heated.", "because a gas is heated, and so it is then"]
)
def test_repeating_the_question_earns_nothing(answer: str) -> None:
    found = grade(*GAS, answer)
    assert found.score <= 0.1
    assert found.notes == ("only repeats the question",)


def test_an_answer_that_the_question_names_is_no_repetition() -> None:
    asked = "Is a gas heated or cooled in the oven?"
    assert grade(asked, "A gas is heated in the oven.", "heated in the oven").score > 0.5


def test_the_names_of_columns_cover_no_row() -> None:
    table = "| | Hand looms | Power looms |\n|---|---|---|\n| Speed | slow | fast |\n| Driven by | a weaver | a motor |"
    found = grade("What is told of looms?", table, "hand looms and power looms")
    assert "covered" not in {point.verdict for point in found.points}


def test_a_point_without_words_is_not_judged() -> None:
    found = grade("What falls?", "- ☂\n- Rain falls on the hills.", "rain on hills")
    assert [point.verdict for point in found.points][-1] == "covered"


def test_length_without_content_earns_nothing() -> None:
    filler = "It is very important and there are many good reasons that everybody should know well. " * 8
    assert grade(*GAS, filler).score < 0.3


def test_a_copied_passage_earns_less_than_the_answer() -> None:
    copied = " ".join(f"Chapter {n} of the handbook treats valves, pipes and pumps of kind {n}." for n in range(40))
    answer = "pressure increases, particles hit the walls more often"
    long = grade(*GAS, f"{copied} {answer}")
    assert long.score < 0.7 * grade(*GAS, answer).score
    assert long.notes == ("much longer than what was asked for",)


@pytest.mark.parametrize("answer", ["", "  \n", "...", "😀"])
def test_nothing_earns_nothing(answer: str) -> None:
    found = grade(*GAS, answer)
    assert found.score == 0
    assert {point.verdict for point in found.points} == {"missed"}


def test_each_point_is_told_apart_and_marked_in_the_answer() -> None:
    reference = "- Messages are kept up to 14 days\n- A message may hold 256 KB\n- Consumers poll for messages"
    answer = "A message can be 256 KB large. It is retained for 14 days."
    found = grade("What are the limits of the queue?", reference, answer)
    assert found.points[1].verdict == "covered"
    assert found.points[2].verdict != "covered"
    assert [point.lines.start for point in found.points] == [1, 2, 3]
    assert all(answer[cover.start : cover.end] == cover.text for point in found.points for cover in point.covering)


def test_the_same_gives_the_same_and_fast() -> None:
    first = grade(*GAS, "the pressure rises")
    started = time.process_time()
    again = [grade(*GAS, "the pressure rises") for _ in range(10)]
    assert all(one == first for one in again)
    assert (time.process_time() - started) / 10 < 0.05


def test_texts_longer_than_the_encoder_reads_are_read_to_their_end() -> None:
    cargo = " ".join(f"In port {n} the ship takes on {n} barrels of tea and {n} bales of silk." for n in range(30))
    pair = "Tell me of the ship.", "Its captain is called Ahab."
    (point,) = grade(*pair, f"{cargo} The captain of it is named Ahab.").points
    assert [cover.text for cover in point.covering] == ["captain of it is named Ahab"]
    last = grade(pair[0], f"{cargo} {pair[1]}", "its captain is Ahab").points[-1]
    assert last.verdict == "covered"
