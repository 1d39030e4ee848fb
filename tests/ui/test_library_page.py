"""What the page Library says of the notes, and how it starts a build."""

import os
import time
from pathlib import Path
from typing import Any

import pytest
from browser import wait_for
from pages import Show, words

from ui import job, library


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[tuple[object, ...]]:
    """Return what builds were asked for; none is run."""
    calls: list[tuple[object, ...]] = []
    monkeypatch.setattr(job, "start", lambda index, add=(), remove=(): calls.append((index, list(add), list(remove))))
    return calls


@pytest.fixture
def ended(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let each build end at once, with a document more."""
    done = job.Job("done", 1, report={"new": ["a.md"]})
    monkeypatch.setattr(job, "start", lambda index, add: job.write(job.file_of(index), done))


def test_documents_are_listed_with_their_counts(retriever: object, show: Show) -> None:
    shown = words(show("library"))
    assert "2 documents, 3 entries, 3 passages. Generation 1, built just now, with the model fake." in shown
    assert 'href="/explore?file=tides.md">tides.md</a></td><td>2</td><td>2</td>' in shown
    assert "Everything on disk has been read." in shown


def test_one_is_counted_as_one_and_said_at_once(retriever: Any, show: Show, notes: Path) -> None:
    (notes / "tides.md").unlink()
    (notes / "bread.md").write_text("## What is Q&A?\n\n## What is crumb?\n\nThe inside.\n")
    retriever.build()
    shown = words(show("library"))
    assert ">1 document, 1 entry, 1 passage. Generation 2," in shown
    assert "<summary>bread.md: text that belongs to no question: What is Q&amp;A?</summary>" in shown
    (notes / "bread.md").write_text("## What is Q&A?\n\n## What is crumb?\n\nInside.\n\n## What is a poolish?\n")
    retriever.build()
    assert "<summary>bread.md: 2 findings</summary>" in words(show("library"))


def test_a_language_that_the_model_does_not_read_is_told(retriever: Any, show: Show, notes: Path) -> None:
    assert "does not read" not in words(show("library"))
    (notes / "brot.md").write_text("## Wie bleibt Brot frisch?\n\nEs ist in ein Tuch gewickelt und nicht nass.\n")
    retriever.build()
    shown = words(show("library"))
    assert "fake does not read German: questions in it are answered by words alone" in shown
    assert "answerbook index --model NAME" in shown


def test_what_changed_is_named_and_can_be_read(
    retriever: object, show: Show, notes: Path, started: list[tuple[object, ...]]
) -> None:
    (notes / "tides.md").unlink()
    (notes / "new.md").write_text("## What is new?\n\nThis.\n")
    at = show("library")
    assert "</p><p>New: new.md</p><p>Deleted: tides.md</p></div>" in words(at)
    at.button(key="build-update").click().run()
    assert started == [(None, [], [])]


def test_a_folder_is_added_by_its_whole_path(
    retriever: object, show: Show, tmp_path: Path, started: list[tuple[object, ...]]
) -> None:
    at = show("library")
    for wrong in ("", "notes", "/nowhere/at/all", "~nobody-has-this-name/notes", "/" + "x" * 5000):
        at.text_input(key="add-path").set_value(wrong)
        at.button[0].click().run()
        assert "Give the whole path" in words(at)
    at.text_input(key="add-path").set_value(f"  {tmp_path} ")
    at.button[0].click().run()
    assert started == [(None, [str(tmp_path)], [])]


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("builtin:aws", "The example book"),
        ("/home/one/notes", "~/notes"),
        ("/mnt/home/one/notes", "/mnt/home/one/notes"),
        ("/home/one-more/notes", "/home/one-more/notes"),
    ],
)
def test_a_source_is_named_from_the_home_it_lies_in(source: str, shown: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "home", lambda: Path("/home/one"))
    assert library.named(source) == shown


def test_a_source_is_left_out_by_the_name_that_the_index_has(
    retriever: object, show: Show, notes: Path, started: list[tuple[object, ...]]
) -> None:
    show("library").button(key="leave-now-0").click().run()
    assert started == [(None, [], [str(notes)])]


def test_how_a_build_goes_is_read_from_its_file(retriever: object, show: Show) -> None:
    file = job.file_of(None)
    job.write(file, job.Job("done", 1, report={"new": ["a.md"], "changed": [], "encoded": 7, "seconds": 2.0}))
    at = show("library")
    assert "Documents: 1 new. 7 passages were new, in 2.0 s." in words(at)
    read = at.button(key="build-read")
    assert read.proto.type == "secondary", "it looks like a button"
    read.click().run()
    assert "passages were new" not in words(at)
    job.write(file, job.Job("done", 1, report={"encoded": 1}))
    assert "1 passage was new" in words(show("library"))


@pytest.mark.usefixtures("retriever", "ended")
def test_files_that_were_not_taken_are_named_until_that_is_read(show: Show) -> None:
    at = show("library")
    at.file_uploader(key="add-uploads").set_value([("a.md", b"# What?", ""), ("<b>.xml", b"<b/>", "")])
    at.button[1].click().run()
    for _ in range(2):
        assert "The other files were taken, not these" in words(at)
        assert "</p><p>b.xml is no format of notes" in words(at)
        at.run()
    at.button(key="build-read").click().run()
    assert "not these" not in words(at)


@pytest.mark.usefixtures("retriever", "ended")
def test_old_office_documents_can_be_handed_over_and_are_told_what_mends_them(show: Show) -> None:
    at = show("library")
    handed = at.file_uploader(key="add-uploads")
    assert ".doc" in handed.proto.type
    handed.set_value([("a.md", b"# What?", ""), ("hr.doc", b"\xd0\xcf\x11\xe0", "")])
    at.button[1].click().run()
    assert "hr.doc is no format of notes: save it as .docx to have it read" in words(at)


def test_what_a_build_says_of_itself_comes_last_however_soon_it_ends(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = job.write

    def late(file: Path, state: job.Job) -> None:
        """Give the build time to end before the page has said that it runs."""
        waited = time.monotonic() + 5
        while job._started[file].poll() is None and time.monotonic() < waited:
            time.sleep(0.05)
        real(file, state)

    monkeypatch.setattr(job, "write", late)
    job.start(None, add=[str(home / "nothing-here")])
    found = wait_for(lambda: (state := job.state(None)) and state.outcome != "running" and state, "the end", 60)
    assert (found.outcome, "nothing-here" in found.words) == ("failed", True)


def test_a_build_that_was_killed_says_so(retriever: object, show: Show) -> None:
    job.write(job.file_of(None), job.Job("running", 2**22 + 1))
    assert "It was interrupted" in words(show("library"))


@pytest.mark.skipif(not Path("/proc").exists(), reason="this system does not tell when a process was started")
def test_a_later_process_of_the_same_number_is_not_the_build(retriever: object, show: Show) -> None:
    job.write(job.file_of(None), job.Job("running", os.getpid(), job.born(os.getpid())))
    assert "Looking for what has changed" in words(show("library"))
    job.write(job.file_of(None), job.Job("running", os.getpid(), "1"))
    assert "It was interrupted" in words(show("library"))


def test_a_build_that_failed_says_why_and_what_mends_it(retriever: object, show: Show) -> None:
    job.write(job.file_of(None), job.Job("failed", 1, words="the disk is <full>", mend="answerbook index"))
    shown = words(show("library"))
    assert "the disk is &lt;full&gt;" in shown
    assert "<code>answerbook index</code>" in shown
