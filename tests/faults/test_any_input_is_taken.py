"""Notes, questions, files of an index, reviews and addresses: any bytes give what they should, or a clear error."""

from collections.abc import Iterator
from dataclasses import replace
from random import Random

import pytest
from fuzz_targets import TARGETS, Made, mutated
from hypothesis import given, settings
from hypothesis import strategies as st
from invariants import check_document

from corpus import parse
from corpus.model import Span

QUICK = [name for name in TARGETS if "model" not in name]


@pytest.fixture(scope="module", params=QUICK)
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Made]:
    """Return what takes bytes; the home that it lives in is its own."""
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("fuzz")
        patch.setenv("ANSWERBOOK_HOME", str(folder / "home"))
        yield TARGETS[request.param](folder)


@settings(max_examples=40)
@given(data=st.binary(max_size=200))
def test_any_bytes(made: Made, data: bytes) -> None:
    assert made.broken(data) == ""


@settings(max_examples=60)
@given(number=st.integers(0, 2**32))
def test_what_it_expects_with_changes(made: Made, number: int) -> None:
    chance = Random(number)
    assert made.broken(mutated(chance.choice(made.seeds), made.seeds, chance)) == ""


def test_what_it_expects(made: Made) -> None:
    assert [made.broken(data) for data in made.seeds[:50]] == [""] * len(made.seeds[:50])


def test_a_broken_promise_is_told() -> None:
    data = b"## What is it?\n\nA thing.\n\nlast words\n"
    whole = parse(data, "notes.md")
    [entry] = whole.entries
    beyond = replace(whole, entries=(replace(entry, lines=Span(1, 99)),))
    lost = replace(whole, entries=())
    returns = data.replace(b"\n", b"\r")
    assert Made(lambda _: check_document(whole, data), []).broken(b"") == ""
    assert Made(lambda _: check_document(parse(returns, "notes.md"), returns), []).broken(b"") == ""
    assert "entry.lines.end <= last" in Made(lambda _: check_document(beyond, data), []).broken(b"")
    assert "lost_lines" in Made(lambda _: check_document(lost, data), []).broken(b"")
