"""In a script that the encoder does not read nothing is covered that is not said, word by word."""

from collections import Counter
from pathlib import Path

import pytest

from corpus import parse
from index.encoder import Encoder, load
from retriever.spotcheck import grade

pytestmark = pytest.mark.model
CODES = ("hi", "ja", "ru", "zh")


@pytest.fixture(scope="module")
def model() -> Encoder:
    return load()


def answers(data: Path, code: str) -> list[str]:
    content = (data / "languages" / code / "notes.md").read_bytes()
    return [entry.answer for entry in parse(content, "notes.md").entries]


@pytest.mark.parametrize("code", CODES)
def test_an_answer_to_another_question_covers_nothing(code: str, data: Path, model: Encoder) -> None:
    texts = answers(data, code)
    found = [
        grade("", reference, texts[(number + 7) % len(texts)], encoder=model) for number, reference in enumerate(texts)
    ]
    verdicts = Counter(point.verdict for each in found for point in each.points)
    assert set(verdicts) <= {"can't tell", "partly"}
    assert verdicts["partly"] <= 0.05 * verdicts.total()
    assert max(each.score for each in found) < 0.5
    assert not any(each.sure for each in found)


@pytest.mark.parametrize("code", CODES)
def test_the_reference_itself_covers_all(code: str, data: Path, model: Encoder) -> None:
    for reference in answers(data, code):
        found = grade("", reference, reference, encoder=model)
        assert {point.verdict for point in found.points} == {"covered"}
        assert found.score > 0.95
        assert found.notes


def test_half_of_a_point_and_other_forms_of_its_words_are_told(model: Encoder) -> None:
    reference = "Озимый чеснок сажают в октябре, за месяц до первых морозов."
    assert grade("", reference, "посадка озимого чеснока в октябре", encoder=model).points[0].verdict == "partly"
    other = "в октябре сажают озимого чеснока, до первого мороза за месяц"
    assert grade("", reference, other, encoder=model).points[0].verdict == "covered"


def test_latin_letters_are_graded_as_ever(model: Encoder) -> None:
    found = grade("", "Steam keeps the crust soft (пар).", "The crust stays soft because of steam.", encoder=model)
    assert found.points[0].verdict == "covered"
    assert not found.notes


def test_an_answer_of_signs_is_right_where_they_are_given(model: Encoder) -> None:
    for meant, said, verdict in (("^", "`^`", "covered"), ("^", "+", "can't tell"), ("<", "<=", "can't tell")):
        (point,) = grade("Which sign joins two lists?", meant, said, encoder=model).points
        assert point.verdict == verdict
