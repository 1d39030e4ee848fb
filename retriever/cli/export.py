"""``answerbook export``: cards, reviews and judgements for other programs."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO, cast

import click

from corpus.counting import counted
from index.errors import UsageError
from retriever.cli.noticing import opened, unknown
from retriever.cli.saying import say

_FILE = click.Path(path_type=Path, dir_okay=False, allow_dash=True)
_STANDARD_OUTPUT = Path("-")


@click.group()
def export() -> None:
    """Write cards for Anki, or reviews and judgements as files."""


@export.command()
@click.argument("out", type=_FILE, default="answerbook.apkg")
@click.option("--text", is_flag=True, help="Write Anki's text format instead of a package.")
@click.option("--topic", "topics", multiple=True, metavar="T", help="Only this topic; may be given again.")
@click.option("--index", "name", metavar="NAME", help="The index that holds the notes.")
def anki(out: Path, text: bool, topics: tuple[str, ...], name: str | None) -> None:
    """Write the notes as cards to OUT (answerbook.apkg); importing again updates them.

    With --text, - is standard output.
    """
    from retriever.spotcheck import all_prompts
    from retriever.spotcheck.exporting import write_anki, write_anki_text

    if not text and out == _STANDARD_OUTPUT:
        raise UsageError("a package is a file: name one, or take --text to write to standard output")
    index = opened(name)
    for each in unknown(index, topics, ()):
        say(f"answerbook: {each}", err=True)
    prompts = list(all_prompts(index, topics))
    if text:
        with _written(out) as file:
            count = write_anki_text(prompts, file)
    else:
        with _explained(out):
            count = write_anki(prompts, out)
    say(f"{counted(count, 'card')} written to {_named(out)}", err=True)


@export.command("csv")
@click.argument("out", type=_FILE, default="-")
def csv_(out: Path) -> None:
    """Write the reviews as a table to OUT, standard output if left out."""
    from retriever.spotcheck import Reviews
    from retriever.spotcheck.exporting import write_csv

    with Reviews.open() as kept, _written(out) as file:
        write_csv(kept.log(), file)


@export.command()
@click.argument("out", type=_FILE, default="-")
def reviews(out: Path) -> None:
    """Write the reviews as JSON lines, with all that is needed to fit the grader again."""
    from retriever.spotcheck import Reviews
    from retriever.spotcheck.exporting import review_lines

    with Reviews.open() as kept, _written(out) as file:
        file.writelines(f"{line}\n" for line in review_lines(kept.log()))


@export.command()
@click.argument("out", type=_FILE, default="-")
@click.option("--index", "name", metavar="NAME", help="The index that holds the notes.")
def judgements(out: Path, name: str | None) -> None:
    """Write what was called helpful as judged questions, for ``answerbook eval``."""
    from index.places import places
    from retriever import feedback

    verdicts = feedback.helpful(places().feedback)
    questions = feedback.judged(verdicts, opened(name))
    with _written(out) as file:
        file.writelines(json.dumps(question, ensure_ascii=False) + "\n" for question in questions)
    gone = len(verdicts) - sum(len(question["judgements"]) for question in questions)
    if gone:
        say(f"answerbook: {counted(gone, 'verdict')} left out: of entries that are not in this index", err=True)


@contextmanager
def _written(out: Path) -> Iterator[TextIO]:
    """Open a file for text, made also where none is written; raises UsageError where it cannot be."""
    with _explained(out), click.open_file(str(out), "w", encoding="utf-8") as file:
        yield cast(TextIO, file)


@contextmanager
def _explained(out: Path) -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise UsageError(f"{_named(out)} cannot be written: {error.strerror}") from error


def _named(out: Path) -> str:
    return "standard output" if out == _STANDARD_OUTPUT else str(out)
