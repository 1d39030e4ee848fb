"""Notes in shapes that nothing was told of beforehand: the questions start where their authors put them."""

import json
from collections import defaultdict
from pathlib import Path

import pytest
from invariants import check_document

from corpus import parse

NOTES = Path(__file__).parents[1] / "data" / "notes"
FILES = sorted(path for path in NOTES.iterdir() if path.is_file() and path.suffix != ".jsonl")


def labels() -> dict[str, dict[int, int]]:
    found: dict[str, dict[int, int]] = defaultdict(dict)
    for line in (NOTES / "labels.jsonl").read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        found[entry["file"]][entry["start"]] = entry["end"]
    return found


def windows(data: bytes) -> bytes:
    return b"\xef\xbb\xbf" + data.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


def test_nearly_all_starts_and_ends_are_exact_and_hardly_any_entry_is_false() -> None:
    wanted = labels()
    starts = ends = false = found = 0
    for path in FILES:
        entries = {entry.lines.start: entry.lines.end for entry in parse(windows(path.read_bytes()), path.name).entries}
        starts += sum(start in entries for start in wanted[path.name])
        ends += sum(entries.get(start) == end for start, end in wanted[path.name].items())
        false += sum(start not in wanted[path.name] for start in entries)
        found += len(entries)
    total = sum(map(len, wanted.values()))
    assert len(FILES) >= 50
    assert total >= 250
    assert starts >= 0.95 * total
    assert ends >= 0.93 * total
    assert false <= 0.03 * found


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_line_endings_and_a_byte_order_mark_change_nothing(path: Path) -> None:
    plain = parse(path.read_bytes(), path.name)
    marked = parse(windows(path.read_bytes()), path.name)
    assert plain.entries == marked.entries


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_entries_are_in_order_and_disjoint_and_answer_lines_are_theirs(path: Path) -> None:
    check_document(parse(path.read_bytes(), path.name), path.read_bytes())


def test_a_question_below_its_label_is_worded_from_there() -> None:
    document = parse((NOTES / "scenarios.md").read_bytes(), "scenarios.md")
    assert document.entries[0].question.startswith("Users see errors for two minutes")
    assert document.entries[0].question_written
    assert document.entries[0].answer.startswith("Look at the readiness probe")


def test_options_belong_to_neither_question_nor_answer_but_for_the_words_of_the_one_it_names() -> None:
    document = parse((NOTES / "multiple_choice_plain.txt").read_bytes(), "quiz.txt")
    first = document.entries[0]
    assert (first.question, first.answer) == ("Which command shows open files?", "Correct answer: A (lsof)")
    assert first.answer_lines == (9,)
    assert any(finding.message == "options of the question" for finding in document.findings)


def test_a_list_of_questions_without_answers_is_no_entry() -> None:
    document = parse((NOTES / "unanswered_then_answered.md").read_bytes(), "bank.md")
    assert len(document.entries) == 3
    unanswered = [finding for finding in document.findings if finding.kind == "unanswered"]
    assert any("design a chat" in finding.message for finding in unanswered)
    assert not any("rate limiter" in finding.message for finding in unanswered)


def test_a_list_of_statements_under_the_title_is_an_entry() -> None:
    items = "".join(
        f"- Rule {number}: a team has {number} more players on the pitch than before.\n" for number in range(5)
    )
    notes = f"# Football\n\n{items}\n## How heavy is the ball?\n\n430 g.\n\n## Who throws it in?\n\nThe other team.\n"
    entries = parse(notes.encode(), "notes.md").entries
    assert [(entry.question, entry.lines.start) for entry in entries] == [
        ("Football", 1),
        ("How heavy is the ball?", 9),
        ("Who throws it in?", 13),
    ]
    assert [entry.headings for entry in entries] == [(), ("Football",), ("Football",)]
