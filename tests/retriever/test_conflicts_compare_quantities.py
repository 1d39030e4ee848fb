"""Quantities are read with their units, limits and nouns, and agree where both can be right."""

import math

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from retriever.conflicts.agreement import agree, disagreements, one_kind
from retriever.conflicts.quantities import Quantity, quantities
from tests.support.quantities import IN_ANY_ORDER


def only(text: str) -> Quantity:
    (found,) = quantities(text)
    return found


@pytest.mark.parametrize(
    ("text", "dimension", "low", "high", "bound"),
    [
        ("takes 6 minutes", "time", 360, 360, "exact"),
        ("takes 1 to 2 hours", "time", 3600, 7200, "range"),
        ("about an hour and a half", "time", 5400, 5400, "about"),
        ("takes two and a half hours", "time", 9000, 9000, "exact"),
        ("takes 2 to 3 and a half hours", "time", 7200, 12600, "range"),
        ("three and a half million people", "people", 3.5e6, 3.5e6, "exact"),
        ("a dozen and a half people", "people", 18, 18, "exact"),
        ("minus 2 and a half °C", "temperature", -2.5, -2.5, "exact"),
        ("takes 8 minutes and 20 seconds", "time", 500, 500, "exact"),
        ("takes one hundred and twenty-five seconds", "time", 125, 125, "exact"),
        ("two hundred thirty seconds or so", "time", 230, 230, "exact"),
        ("three hundred thousand people", "people", 3e5, 3e5, "exact"),
        ("between one hundred and two hundred seconds", "time", 100, 200, "range"),
        ("up to 16 TiB", "bytes", 16 * 2**40, 16 * 2**40, "most"),
        ("at least 512MB", "bytes", 512e6, 512e6, "least"),
        ("from 5 MB to 5 GB", "bytes", 5e6, 5e9, "range"),
        ("it is 212 °F", "temperature", 100, 100, "exact"),
        ("costs $20", "dollars", 20, 20, "exact"),
        ("it was born in 1769", "year", 1769, 1769, "exact"),
        ("on 9 November 1989", "date", 19891109, 19891109, "exact"),
        ("on 1989-11-09", "date", 19891109, 19891109, "exact"),
        ("at 9:30 pm", "clock", 21 * 60 + 30, 21 * 60 + 30, "exact"),
        ("once a week", "rate", 1 / 604800, 1 / 604800, "exact"),
        ("every 10 years", "rate", 1 / 315569520, 1 / 315569520, "exact"),
        ("between 75 and 200 million people", "people", 75e6, 200e6, "range"),
        ("it boils at -196 °C", "temperature", -196, -196, "exact"),
        ("from minus 5 to 10 °C", "temperature", -5, 10, "range"),
        ("from -40 to -10 °C", "temperature", -40, -10, "range"),
        ("costs $5m", "dollars", 5e6, 5e6, "exact"),
        ("costs £10M", "sterling", 10e6, 10e6, "exact"),
        ("costs €3bn", "euros", 3e9, 3e9, "exact"),
        ("a balance of -$5", "dollars", -5, -5, "exact"),
        ("0.5 g/l of salt", "mass/volume", 0.0005, 0.0005, "exact"),
        ("10m high", "length", 10, 10, "exact"),
        ("10K users", "count", 10_000, 10_000, "exact"),
        ("3 to 4k users", "count", 3000, 4000, "range"),
        ("the largest is 16 TB", "bytes", 16e12, 16e12, "most"),
    ],
)
def test_quantities_are_brought_to_base_units(text: str, dimension: str, low: float, high: float, bound: str) -> None:
    found = only(text)
    assert (found.dimension, found.bound) == (dimension, bound)
    assert (found.low, found.high) == (pytest.approx(low), pytest.approx(high))


@pytest.mark.parametrize(
    ("text", "dimension", "nouns"),
    [
        ("has six wives", "count", ("wive",)),
        ("on port 443", "label", ("port",)),
        ("since version 4.0", "version", ("version",)),
        ("runs Python 3.11.7", "version", ("python",)),
        ("from the fourth day", "ordinal", ("day",)),
        ("in a single thread", "count", ("thread",)),
    ],
)
def test_numbers_say_what_they_count_or_name(text: str, dimension: str, nouns: tuple[str, ...]) -> None:
    found = only(text)
    assert (found.dimension, found.nouns) == (dimension, nouns)


@pytest.mark.parametrize(
    "text", ["t3.micro", "EC2 and S3", "10.0.0.0/16", "IPv4", "us-east-1", "one of them", "ls -1", "no"]
)
def test_parts_of_names_are_no_quantities(text: str) -> None:
    assert quantities(text) == []


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        ("1,024 MB", "1 GiB", True),
        ("0.5 GB", "512 MB", True),
        ("16 TiB", "64 TiB", False),
        ("up to 75%", "up to 72%", False),
        ("99.99%", "99.999%", False),
        ("up to 128 km", "40 km", True),
        ("up to 128 km", "140 km", False),
        ("26 to 28 °C", "27 °C", True),
        ("60 to 80 kg", "100 to 120 kg", False),
        ("98.6 °F", "37 °C", True),
        ("about 100 km", "105 km", True),
        ("about -20 °C", "-21 °C", True),
        ("-40 to -10 °C", "-20 °C", True),
        ("-5 °C", "5 °C", False),
        ("$5m", "$5 million", True),
        ("in May 1911", "in 1911", True),
        ("on 9 November 1989", "on 11 November 1989", False),
        ("daily: every day", "every 24 hours", True),
        ("0 GB", f"{'9' * 400} GB", False),
        ("10 yards", "9.15 m", True),
        ("at least 5 GB", "at least 8 GB", False),
        ("at least 5 GB", "8 GB", True),
        ("at least 5 GB", "4 GB", False),
        ("between 5 and 6 GB", "between 5 and 8 GB", True),
        ("1 to 10 yards", "9.15 to 20 m", True),
        ("33 °F", "0 °C", True),
        ("99 °F", "37 °C", True),
        ("100 °F", "37 °C", False),
        ("26 °C", "25.5 °C", False),
    ],
)
def test_quantities_agree_where_both_can_be_right(one: str, other: str, both: bool) -> None:
    left, right = only(one), only(other)
    assert one_kind(left, right)
    assert agree(left, right) is both
    assert agree(right, left) is both


def test_other_kinds_are_not_compared() -> None:
    assert not one_kind(only("6 wives"), only("9 children"))
    assert not one_kind(only("6 kg"), only("6 km"))
    assert not one_kind(only("port 80"), only("layer 7"))


def test_what_agrees_with_one_value_is_not_held_against_another() -> None:
    soft = tuple(quantities("soft after 6 minutes, hard after 10 minutes"))
    assert disagreements(soft, tuple(quantities("hard after 10 minutes"))) == []
    ((here, there),) = disagreements(soft[1:], tuple(quantities("hard after 14 minutes")))
    assert (here.low, there.low) == (600, 840)


@given(st.one_of(st.text(max_size=80), IN_ANY_ORDER))
@example("Euro 1,234.50 a head")
@example("every 0 days")
@example("1.2.3 °C")
@example(f"version 1.2.{'9' * 5000}")
def test_any_text_can_be_read(text: str) -> None:
    for found in quantities(text):
        assert 0 <= found.start < found.end <= len(text)
        assert not math.isnan(found.low + found.high)
