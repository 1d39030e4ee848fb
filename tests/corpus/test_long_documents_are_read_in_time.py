"""Time grows with the length of a document, not with its square."""

import time

import pytest

from corpus import parse

COUNT = 6_000


def chapters() -> str:
    return "".join(
        ("# Chapter\n\n" if i % 10 == 0 else "") + f"### What is thing {i}?\n\nIt is number {i}.\n\n"
        for i in range(COUNT)
    )


def listed_elsewhere() -> str:
    asked = "".join(f"- What is w{i} x{i}?\n" for i in range(COUNT))
    return asked + "".join(f"\n### What is y{i} z{i}?\n\nIt is number {i}.\n" for i in range(COUNT))


@pytest.mark.parametrize("text", [chapters(), listed_elsewhere()], ids=["chapters", "a list of other questions"])
def test_time_is_linear_in_the_number_of_questions(text: str) -> None:
    before = time.process_time()
    assert len(parse(text.encode(), "long.md").entries) == COUNT
    assert time.process_time() - before < 8
