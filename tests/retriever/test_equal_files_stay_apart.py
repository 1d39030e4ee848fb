"""Two folders that hold files of one name are two documents in all that is asked, shown, checked and kept."""

import json
from pathlib import Path
from typing import Any

import pytest
from checks import a_grade
from fakes import FakeEncoder
from notes import write_notes

from index.places import places
from index.reader import open_index
from retriever import Retriever, feedback
from retriever.cli import main
from retriever.conflicts import find_conflicts
from retriever.copies import find_copies
from retriever.spotcheck import Choice, Reviews, choose, progress, prompt

BREAD = ("How is bread baked?", "At 240 degrees in a hot oven with steam, until the crust is brown and crackles.")
TEA = ("How is tea brewed?", "At 80 degrees in a warm pot, for no longer than three minutes.")
SALT = ("How much salt is in a dough?", "Two parts in a hundred of the weight of its flour, and never any more.")


@pytest.fixture
def folders(tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """Write two folders that both hold ``notes.md``, with one answer that stands in both."""
    for name in ("index.encoder.load", "index.encoding.load"):
        monkeypatch.setattr(name, lambda *_, **__: FakeEncoder(256))
    one = write_notes(tmp_path / "s1", {"notes.md": [BREAD, SALT], "oven.md": [("What is an oven?", "A hot box.")]})
    return one, write_notes(tmp_path / "s2", {"notes.md": [TEA, SALT]})


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    printed = capsys.readouterr()
    return int(str(ended.value.code)), printed.out, printed.err


@pytest.fixture
def indexed(folders: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> tuple[Path, Path]:
    assert run(capsys, "index", *map(str, folders))[0] == 0
    return folders


def hits(out: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(out)["hits"]
    return found


def test_an_answer_says_which_of_them_it_is_from(
    indexed: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    _, out, _ = run(capsys, "ask", "how is tea brewed", "--json")
    assert (hits(out)[0]["question"], hits(out)[0]["file"]) == (TEA[0], "s2/notes.md")
    _, out, _ = run(capsys, "ask", "how much salt is in a dough", "--json")
    first = hits(out)[0]
    assert {first["file"], *(copy["file"] for copy in first["copies"])} == {"s1/notes.md", "s2/notes.md"}
    _, out, _ = run(capsys, "ask", "how is tea brewed")
    assert "s2/notes.md:3 " in out
    _, out, _ = run(capsys, "entries", "--json")
    assert {json.loads(line)["file"] for line in out.splitlines()} == {"s1/notes.md", "s2/notes.md", "oven.md"}


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("notes.md", {"s1/notes.md", "s2/notes.md"}),
        ("s2/notes.md", {"s2/notes.md"}),
        ("s1/*", {"s1/notes.md", "oven.md"}),
        ("oven*", {"oven.md"}),
    ],
)
def test_a_question_is_asked_of_the_files_and_folders_that_are_named(
    indexed: tuple[Path, Path], capsys: pytest.CaptureFixture[str], pattern: str, found: set[str]
) -> None:
    _, out, _ = run(capsys, "ask", "hot oven bread tea degrees salt", "--json", "--document", pattern)
    places = {each["file"] for hit in hits(out) for each in (hit, *hit["copies"])}
    assert places == found


def test_an_edit_hides_what_was_edited_and_nothing_else(
    indexed: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    (indexed[0] / "notes.md").write_text("## How is bread baked?\n\nAt 250 degrees.\n", encoding="utf-8")
    code, out, err = run(capsys, "ask", "how is tea brewed", "--json")
    assert (code, json.loads(out)["stale"], hits(out)[0]["question"]) == (4, True, TEA[0])
    assert {hit["file"] for hit in hits(out)} <= {"s2/notes.md", "oven.md"}
    assert "changed: s1/notes.md)" in err
    assert "changed: s1/notes.md\n" in run(capsys, "index")[1]
    assert run(capsys, "ask", "how is tea brewed", "--json")[0] == 0


def test_a_run_of_judged_questions_names_each(
    indexed: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    judged = [{"file": "s2/notes.md", "start": 3, "end": 3, "grade": 3}]
    question = {"qid": "1", "kind": "fact", "query": "how is tea brewed", "judgements": judged}
    (tmp_path / "q.jsonl").write_text(json.dumps(question), encoding="utf-8")
    _, out, _ = run(capsys, "eval", str(tmp_path / "q.jsonl"), "--run", str(tmp_path / "run.jsonl"), "--json")
    assert json.loads(out)["all"]["S@1"] == 1
    assert json.loads((tmp_path / "run.jsonl").read_text(encoding="utf-8"))["hits"][0]["file"] == "s2/notes.md"


def test_copies_and_contradictions_stand_in_both(indexed: tuple[Path, Path]) -> None:
    [group] = find_copies(open_index())
    assert [place.file for place in group.places] == ["s1/notes.md", "s2/notes.md"]
    assert find_conflicts(open_index()) == ()


def test_a_check_is_of_its_own_document(indexed: tuple[Path, Path]) -> None:
    index = open_index()
    asked = [prompt(index, str(entry.id)) for entry in index.entries()]
    assert all(Path(each.source, Path(each.document).name).read_text("utf-8").count(each.question) for each in asked)
    assert {(each.source, each.document) for each in asked if each.question == SALT[0]} == {
        (str(folder), f"{folder.name}/notes.md") for folder in indexed
    }
    with Reviews.open() as reviews:
        chosen = choose(index, reviews, Choice(documents=("s2/notes.md",), which="new"))
    assert [each.question for each in chosen] == [TEA[0], SALT[0]]


def judged_now() -> list[feedback.JudgedQuestion]:
    return feedback.judged(feedback.helpful(places().feedback), open_index())


def test_a_verdict_stays_one_when_a_second_folder_begins_to_clash(
    folders: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    run(capsys, "index", str(folders[0]))
    assert run(capsys, "mark", "how is bread baked", "1")[1].startswith("helpful: notes.md:")
    run(capsys, "index", str(folders[1]))
    assert run(capsys, "mark", "how is bread baked", "1")[1].startswith("helpful: s1/notes.md:")
    [judged] = judged_now()
    assert [each["file"] for each in judged["judgements"]] == ["s1/notes.md"]
    run(capsys, "mark", "how is bread baked", "1", "--forget")
    assert judged_now() == []


def test_verdicts_on_both_are_kept(indexed: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "mark", "hot degrees", "1", "2", "3")
    [judged] = judged_now()
    hits = Retriever.open().ask("hot degrees", 3).hits
    assert {(each["file"], each["start"]) for each in judged["judgements"]} == {(h.file, h.lines.start) for h in hits}


def test_reviews_go_on_when_a_second_folder_begins_to_clash(
    folders: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    run(capsys, "index", str(folders[0]))
    with Reviews.open() as reviews:
        asked = next(each for each in choose(open_index(), reviews, Choice()) if each.question == SALT[0])
        reviews.record(reviews.start(Choice(), (asked,)).id, asked, "two in a hundred", a_grade(), 3)
        run(capsys, "index", str(folders[1]))
        found = progress(reviews, open_index())
        assert (found.total, found.gone) == (1, ())
        left = choose(open_index(), reviews, Choice(which="new", documents=("s2/notes.md",)))
    assert [(each.question, each.document) for each in left if each.question == SALT[0]] == [(SALT[0], "s2/notes.md")]


def test_folders_that_are_read_without_an_index_are_told_apart(
    folders: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    _, out, _ = run(capsys, "entries", "--json", "--corpus", str(folders[0]), "--corpus", str(folders[1]))
    found = [json.loads(line) for line in out.splitlines()]
    assert [(each["question"], each["file"]) for each in found] == [
        (BREAD[0], "s1/notes.md"),
        (SALT[0], "s1/notes.md"),
        ("What is an oven?", "oven.md"),
        (TEA[0], "s2/notes.md"),
        (SALT[0], "s2/notes.md"),
    ]
    _, out, _ = run(capsys, "entries", "--json", "--corpus", str(folders[1]))
    assert {json.loads(line)["file"] for line in out.splitlines()} == {"notes.md"}
