"""Damaged lines are repaired exactly, sound ones are left alone."""

from pathlib import Path

import pytest

from corpus import parse
from corpus.formats.repair import repair


def round_trip(line: str) -> str:
    try:
        return line.encode("mac_roman").decode("utf-8")
    except UnicodeError:
        return line


@pytest.mark.parametrize(("number", "damaged"), [("000", 0), ("001", 0), ("002", 0), ("003", 228), ("004", 381)])
def test_the_seed_documents_are_repaired_line_by_line(aws: Path, number: str, damaged: int) -> None:
    path = next(aws.glob(f"{number}*"))
    raw = path.read_bytes().decode("utf-8").split("\n")
    lines = parse(path.read_bytes(), path.name).text.split("\n")
    assert sum(one != other for one, other in zip(raw, lines, strict=True)) == damaged
    assert lines == [round_trip(line) for line in raw] if damaged else lines == raw


@pytest.mark.parametrize("line", ["C’était simple.", "1998–été", "naïve café", "¿Qué?", "什么是闭包", "“Ω” ≈ 5"])
def test_sound_lines_are_left_alone(line: str) -> None:
    assert repair([line]) == [line]


def test_text_read_as_windows_1252_is_repaired() -> None:
    assert repair(["It’s a café – really".encode().decode("cp1252")]) == ["It’s a café – really"]


@pytest.mark.parametrize("lost", ["", "\ufffd", "\u009d"])
@pytest.mark.parametrize("behind", [" now", ".", ""])
def test_closing_quotes_are_repaired_whose_last_byte_is_lost(lost: str, behind: str) -> None:
    assert repair([f"â€œIt isâ€{lost}{behind}"]) == [f"“It is”{behind}"]


def test_a_dagger_stays_one() -> None:
    assert repair(["Itâ€™s 5â€\u00a0so"]) == ["It’s 5†so"]


def test_the_colours_of_a_terminal_are_left_out() -> None:
    document = parse(b"## What is it?\n\n\x1b[31;1mERROR\x1b[0m it failed.\n\x1b[2KDone.\n", "notes.md")
    assert document.entries[0].answer == "ERROR it failed.\nDone."
    assert [(one.kind, one.start, one.end) for one in document.findings] == [("repaired", 3, 4)]
