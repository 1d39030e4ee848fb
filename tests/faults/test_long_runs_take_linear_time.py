"""Runs of one sign or word, however long, in notes, in what is made of notes and in questions: no work of their square.

The limits are seconds of processor time, ten times and more what a case takes; what these once took was minutes.
"""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from fakes import FakeEncoder

from corpus import mine_topics, parse
from corpus.glossary import mine
from corpus.model import Entry
from corpus.units import units
from index.lexical import analyse
from index.pieces import cut
from retriever.conflicts.claims import clauses
from retriever.conflicts.finding import conflicts_among
from retriever.copies import group_copies
from retriever.spelling import Speller
from retriever.spotcheck.points import key_points
from retriever.unmarked import unmarked
from ui.render import inline

LENGTH = 20_000
SECONDS = 4

RUNS = (
    *("a", "A", "ab cd ", "1", "1, 2, 3, ", "a-", "a'", ".", "? ", "…", ", ", ": ", "- ", "— ", "_", "*a ", "**", "`"),
    *("(", ")", "(ab) ", "[", "[!a]", "[a](b", "](", "{", "{% faq ", "<", "<a ", "<!--", "> ", "&", "|", "|a", "# "),
    *("~", "\\", '"', " ", "\t", "\u00a0", "\u0315\u0300", "知", "知。", "http://a.b/", "it is not a, ", "max 1 "),
)
"""What is repeated on one line."""

LINES = ("", "a", "- a", "1. a", "What is it?", "> a", "```", "|a|b|", "<details><summary>a?</summary>", "\n# a")
"""Lines that are repeated; there are fewer of them, as each is work of its own."""

HEADS = (
    "# a",
    "{% faq",
    "[!a]",
    ":::faq a",
    "::: a b",
    "**bold line**",
    "-|-",
    "a {",
    "answer 1",
    "> ",
    "??? a",
    "is it",
)
"""What a run of blanks stands behind, with a word at the end."""


@contextmanager
def within(seconds: float, what: str) -> Iterator[None]:
    """Fail where the block works longer; also where it never comes back to Python's own code, but for a look around."""

    def late(*_: object) -> None:
        raise AssertionError(f"more than {seconds} s for {what!r}")

    before = signal.signal(signal.SIGPROF, late)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def texts() -> Iterator[tuple[str, str]]:
    for run in RUNS:
        yield run, run * (LENGTH // len(run)) + "x"
    for head in HEADS:
        yield head, head + " " * LENGTH + "x"
    for line in LINES:
        yield line, f"{line}\n" * (LENGTH // 5 // (len(line) + 1))
    yield "digits", "Answer " + "1" * 200 + "x"


def entries(text: str) -> list[Entry]:
    notes = f"## What is it?\n\n{text}\n"
    return list(parse(notes.encode(), "a.md").entries)


def test_of_reading() -> None:
    for what, text in texts():
        with within(SECONDS, what):
            parse(text.encode(), "a.md")
            entries(text)


STEPS: dict[str, Callable[[str], object]] = {
    "units": units,
    "key points": key_points,
    "words to read": unmarked,
    "short forms": lambda text: list(mine(text)),
    "terms": analyse,
    "shown": inline,
}


@pytest.mark.parametrize("step", STEPS)
def test_of_steps_that_take_text(step: str) -> None:
    for what, text in texts():
        with within(SECONDS, what):
            STEPS[step](text)


def test_of_what_is_made_of_entries() -> None:
    encoder = FakeEncoder(8)
    for what, text in texts():
        part = text[: LENGTH // 4]
        found = entries(f"{part}\n\n## What is that?\n\n{part} 5 not\n")
        with within(SECONDS, what):
            mine_topics(found)
            group_copies(found)
            conflicts_among(found)
            for entry in found[:20]:
                cut(entry, encoder.count, encoder.limit)


def test_of_lettered_lines_and_of_lines_of_a_log() -> None:
    letters, log = "a) b\nb) c\n", "2024-01-02 12:03:04 INFO request 7 took 12 ms and gave 200\n"
    for text in (letters * (LENGTH // 10), log * (LENGTH // 60)):
        with within(SECONDS, text[:10]):
            conflicts_among(entries(text))


def test_clauses_of_one_sentence() -> None:
    with within(SECONDS, "commas"):
        clauses("zzz, " * (LENGTH // 5))


def test_a_wide_and_tall_table_is_cut() -> None:
    wide = LENGTH // 8
    table = "|" + "a|" * wide + "\n|" + "-|" * wide + "\n" + "|x\n" * wide
    encoder = FakeEncoder(8)
    with within(SECONDS, "a table"):
        for entry in entries(table):
            cut(entry, encoder.count, encoder.limit)


def test_many_unknown_words_are_no_slips() -> None:
    known = dict.fromkeys(
        (f"word{chr(97 + i % 26)}{chr(97 + i // 26 % 26)}{chr(97 + i // 676)}" for i in range(9000)), 1
    )
    speller = Speller(known, lambda word: False)
    line = " ".join(f"q{chr(97 + i % 26)}x{chr(97 + i // 26)}zj" for i in range(400))
    with within(SECONDS, "unknown words"):
        assert speller.correct(line) == line
    assert speller.correct("wordaab wrodaac") == "wordaab wordaac"
