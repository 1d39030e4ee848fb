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
