"""Of the files of a folder that have no suffix, notes are read; what tools, lawyers and machines read is not."""

from pathlib import Path

import pytest

from corpus import read

LABELLED = "Q. Which end of the boat is the bow?\n\n   The front one.\n\nQ. And port?\n\n   The left side.\n"
PROSE = "How the shed is kept\n\nThe key hangs behind the door.\n"
BUILD = "all: build test\n\nbuild:\n\tcc -o boat boat.c\n\n# What does this do?\n# Why is it here?\n"
SCRIPT = "#!/bin/sh\n# Q: what is this?\n# A: a script\n# Q: why is it here?\n# A: to run\necho hello\n"
LICENCE = "Permission is granted.\n\nQ: May I copy this text?\nA: You may.\n\nQ: May I sell it?\nA: You may.\n"
WIDTHS = "charset\nQ 722,676,203 2 81\nA 722,674 2 65\nQ 611,676 2 81\nA 722,674 2 65\n"
PROFILE = (
    "# The shell of the harbour\n\n# Is it light?\nif [ -t 1 ]; then\n  echo day\nfi\n\n# Keep the log\nexport LOG=1\n"
)
CODE = "const asked = [\n  'What is a bow?',\n  'And port?',\n];\n\nexport default asked;\n"
FACTS = "host = harbour\nport = 80\nuser = keeper\n"


def notes(folder: Path) -> dict[str, str]:
    """Return the files of a folder of which something was read, each with its first question."""
    return {document.file: document.entries[0].question for document in read(folder) if document.entries}


@pytest.mark.parametrize(
    "name",
    ["FAQ", "boats-faq", "README", "NOTES", "interview_questions", "aws_qna", "quiz 2", "FAQ.fr", "README.md.zh-TW"],
)
def test_what_is_called_notes_is_read(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(PROSE, encoding="utf-8")
    assert list(notes(tmp_path)) == [name]


@pytest.mark.parametrize("suffix", [".textile", ".mdwn", ".creole", ".FAQ"])
def test_what_ends_as_notes_do_is_read(suffix: str, tmp_path: Path) -> None:
    (tmp_path / f"boats{suffix}").write_text(PROSE, encoding="utf-8")
    assert list(notes(tmp_path)) == [f"boats{suffix}"]


@pytest.mark.parametrize(
    "text",
    [
        LABELLED,
        "## What is a bow?\n\nThe front.\n\n## What is a stern?\n\nThe back.\n",
        "Q: the bow of it\nA: the front\n\nQ: the stern of it\nA: the back\n",
        "1) [What is a bow?](#bow)\nThe front.\n\n2) Why port?\nThe left.\n\n3) And starboard?\nThe right.\n",
        "### Boats\n- **What is a bow?**  \n  The front.\n\n- **Describe the stern of a boat**\n  The back.\n",
        "What is a bow?\nThe front.\n\nWhat is a stern?\nThe back.\n\nAnd port?\nThe left.\n",
        "\nwhat is a bow ? and of what boat?\n\nANSWER\n\nThe front of each.\n",
        "Here is what sailors call the parts of a boat.\n\n## Parts\n\n| name | part |\n|---|---|\n| bow | front |\n\n"
        "## Sides\n\nPort is the left side of a boat, seen from astern.\n",
        "The Harbour FAQ\n\n1. The boat leaks.\n\n   Bail it out.\n\n2. It still leaks.\n\n   Swim.\n",
    ],
)
def test_what_asks_and_answers_is_read(text: str, tmp_path: Path) -> None:
    (tmp_path / "boats").write_text(text, encoding="utf-8")
    assert list(notes(tmp_path)) == ["boats"]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("Makefile", BUILD.encode()),
        ("Dockerfile", LABELLED.encode()),
        ("LICENSE", LICENCE.encode()),
        ("COPYING", LICENCE.encode()),
        ("ask", SCRIPT.encode()),
        ("TimesQ", WIDTHS.encode()),
        ("settings", FACTS.encode()),
        ("profile", PROFILE.encode()),
        ("FAQ.ts", CODE.encode()),
        ("faq.sv", CODE.encode()),
        ("film.fr", b"\0\1\2" * 400),
        ("shed", PROSE.encode()),
        ("FAQ", b"\x7fELF\0\1\2" * 400),
        ("README", b""),
    ],
)
def test_what_is_no_notes_is_skipped_with_a_finding(name: str, data: bytes, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(data)
    [document] = read(tmp_path)
    assert document.entries == ()
    assert not data or [one.kind for one in document.findings] == ["skipped"]


@pytest.mark.parametrize("name", ["boats.de", "harbour.pt_BR"])
def test_the_suffix_of_a_language_says_nothing_of_the_format(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(LABELLED, encoding="utf-8")
    (tmp_path / f"other-{name}").write_text(PROSE, encoding="utf-8")
    assert list(notes(tmp_path)) == [name]


@pytest.mark.parametrize("name", ["Makefile", "shed", "ask"])
def test_a_text_named_by_itself_is_read(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(LABELLED, encoding="utf-8")
    assert list(notes(tmp_path / name)) == [name]


def test_a_character_cut_by_the_end_of_what_is_looked_at_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "boats").write_text(LABELLED + "é" * 40_000, encoding="utf-8")
    assert list(notes(tmp_path)) == ["boats"]


def test_one_that_cannot_be_opened_is_a_finding(tmp_path: Path) -> None:
    (tmp_path / "FAQ").write_text(LABELLED, encoding="utf-8")
    (tmp_path / "FAQ").chmod(0)
    [document] = read(tmp_path)
    assert document.entries == () or (tmp_path / "FAQ").stat().st_uid == 0
