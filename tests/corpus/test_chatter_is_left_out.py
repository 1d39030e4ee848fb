"""Talk around a pasted answer goes, what it shares a line with stays, and a Finding says what went."""

import pytest

from corpus import parse
from corpus.chatter import is_offer


def answer(text: str) -> str:
    return parse(f"## What is it?\n\n{text}\n\n## Who made it?\n\nNobody.\n".encode(), "notes.md").entries[0].answer


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("Great question! A **cache** keeps results.", "A **cache** keeps results."),
        ("Absolutely! Caches help.", "Caches help."),
        ("Sure! Here's a breakdown of caches:\n\n- fast", "- fast"),
        ("Caches help. Let me know if you want a diagram!", "Caches help."),
        ("Caches help.\n\n---\n\nWould you like an example?", "Caches help."),
    ],
)
def test_only_the_chatter_goes(line: str, kept: str) -> None:
    assert answer(line) == kept


@pytest.mark.parametrize("line", ["If you need a lock, use a mutex.", "Want is not need.", "Sure signs are rare."])
def test_content_is_no_chatter(line: str) -> None:
    assert answer(line) == line
    assert not is_offer(line)


def test_what_went_is_in_a_finding() -> None:
    document = parse(b"## What is it?\n\nGreat question! A thing.\n", "notes.md")
    assert any("Great question!" in finding.message and finding.start == 3 for finding in document.findings)
