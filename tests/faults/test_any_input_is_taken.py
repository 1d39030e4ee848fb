"""Notes, questions, files of an index, reviews and addresses: any bytes give what they should, or a clear error."""

from collections.abc import Iterator
from random import Random

import pytest
from fuzz_targets import TARGETS, Made, mutated
from hypothesis import given, settings
from hypothesis import strategies as st

QUICK = [name for name in TARGETS if "model" not in name]


@pytest.fixture(scope="module", params=QUICK)
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Made]:
    """Return what takes bytes; the home that it lives in is its own."""
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("fuzz")
        patch.setenv("ANSWERBOOK_HOME", str(folder / "home"))
        yield TARGETS[request.param](folder)


@settings(max_examples=40, deadline=None)
@given(data=st.binary(max_size=200))
def test_any_bytes(made: Made, data: bytes) -> None:
    made.feed(data)


@settings(max_examples=60, deadline=None)
@given(number=st.integers(0, 2**32))
def test_what_it_expects_with_changes(made: Made, number: int) -> None:
    chance = Random(number)
    made.feed(mutated(chance.choice(made.seeds), made.seeds, chance))


def test_what_it_expects(made: Made) -> None:
    for data in made.seeds[:50]:
        made.feed(data)
