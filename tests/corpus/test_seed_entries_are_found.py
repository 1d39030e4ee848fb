"""The hand-cut entries of the seed documents are found, with their lines and parts."""

import json
from functools import cache
from pathlib import Path

import pytest

from corpus import Document, read

COUNTS = {"000": (20, 0), "001": (7, 7), "002": (301, 0), "003": (44, 3), "004": (25, 25)}
AWS = Path(__file__).parents[2] / "corpus" / "aws"
CUT = Path(__file__).parents[1] / "data" / "entries_dev.jsonl"


@cache
def documents() -> dict[str, Document]:
    return {document.file[:3]: document for document in read(AWS)}


@cache
def cut() -> list[dict[str, object]]:
    return [json.loads(line) for line in CUT.read_text(encoding="utf-8").splitlines()]


def entries_of_level_one() -> list[dict]:
    return [entry for entry in cut() if entry["level"] == 1]


def starts(entry: dict) -> set[int]:
    return {entry["start_line"], entry["answer_start"], entry.get("alt_start", entry["start_line"])}


def ends(entry: dict) -> set[int]:
    return {entry["end_line"], *(line - 1 for line in entry.get("alt_cuts", []))}


@pytest.mark.parametrize("number", sorted(COUNTS))
def test_each_document_has_its_entries_and_unwritten_questions(number: str) -> None:
    entries = documents()[number].entries
    assert (len(entries), sum(not entry.question_written for entry in entries)) == COUNTS[number]


def test_starts_and_ends_are_exact() -> None:
    wanted = entries_of_level_one()
    assert len(wanted) == 164
    found = [
        next((one for one in documents()[entry["file"][:3]].entries if one.lines.start in starts(entry)), None)
        for entry in wanted
    ]
    right = [one for one in found if one is not None]
    exact = sum(one is not None and one.lines.end in ends(entry) for entry, one in zip(wanted, found, strict=True))
    assert len(right) >= 0.99 * len(wanted)
    assert exact >= 0.97 * len(wanted)


def test_no_entry_is_false() -> None:
    wanted = entries_of_level_one()
    for number in ("000", "002", "003"):
        here = [entry for entry in wanted if entry["file"].startswith(number)]
        allowed = set().union(*(starts(entry) | set(entry.get("alt_cuts", [])) for entry in here))
        last = max(entry["end_line"] for entry in here)
        false = [entry for entry in documents()[number].entries if entry.lines.start <= last]
        assert [entry.lines for entry in false if entry.lines.start not in allowed] == []


def test_parts_are_sections() -> None:
    parts = [entry for entry in cut() if entry["level"] != 1]
    sections = {
        (number, section.start, section.end)
        for number, document in documents().items()
        for entry in document.entries
        for section in entry.sections
    }
    found = sum((part["file"][:3], part["start_line"], part["end_line"]) in sections for part in parts)
    assert found >= 0.95 * len(parts)


def test_the_wording_of_an_answer_without_heading_comes_from_the_list() -> None:
    unwritten = [entry.question for entry in documents()["003"].entries if not entry.question_written]
    assert unwritten[0] == "What is AWS and why is it so popular?"
    assert len(unwritten) == 3
