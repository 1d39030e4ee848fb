"""Notes and entries for tests."""

import os
import time
from collections.abc import Sequence
from pathlib import Path

from corpus.model import Entry, Section, Span
from index.opened import Index


def entry(answer: str, question: str = "What is it?", *, start: int = 1, sections: Sequence[Section] = ()) -> Entry:
    """Return an entry whose question stands on line ``start`` and whose answer follows it."""
    lines = tuple(range(start + 1, start + 2 + answer.count("\n")))
    return Entry(
        question=question,
        question_written=True,
        written=question,
        answer=answer,
        answer_lines=lines,
        document="notes.md",
        lines=Span(start, lines[-1]),
        sections=tuple(sections),
    )


def write_notes(folder: Path, files: dict[str, Sequence[tuple[str, str]]]) -> Path:
    """Write one Markdown file of questions and answers each, a minute old; returns the folder."""
    minute_ago = time.time() - 60
    for name, pairs in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("".join(f"## {question}\n\n{answer}\n\n" for question, answer in pairs), encoding="utf-8")
        os.utime(path, (minute_ago, minute_ago))
    return folder


def many(count: int, about: str = "queue") -> list[tuple[str, str]]:
    """Return so many different questions with answers of a few sentences."""
    return [
        (
            f"What does the {about} number {i} do?",
            f"The {about} number {i} holds {i * 7} messages of kind k{i % 13}. It was made on day {i % 31}.\n"
            f"Its owner is team t{i % 11}, who keep it for {i % 17} days.",
        )
        for i in range(count)
    ]


def questions(index: Index) -> list[str]:
    """Return the questions of all entries, in order."""
    return [entry.question for entry in index.entries()]
