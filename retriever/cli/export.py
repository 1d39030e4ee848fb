"""``answerbook export``: cards, reviews and judgements for other programs."""

import json
from pathlib import Path
from typing import TextIO, cast

import click

from corpus.counting import counted
from index.errors import UsageError
from retriever.cli.saying import say


@click.group()
def export() -> None:
    """Write cards for Anki, or reviews and judgements as files."""


@export.command()
@click.argument(
    "out", type=click.Path(path_type=Path, dir_okay=False, writable=True, allow_dash=True), default="answerbook.apkg"
)
@click.option("--text", is_flag=True, help="Write Anki's text format instead of a package.")
@click.option("--topic", "topics", multiple=True, metavar="T", help="Only this topic; may be given again.")
@click.option("--index", "name", metavar="NAME", help="The index that holds the notes.")
def anki(out: Path, text: bool, topics: tuple[str, ...], name: str | None) -> None:
    """Write the notes as cards to OUT (answerbook.apkg); importing again updates them.

    With --text, - is standard output.
    """
    from index.reader import open_index
    from retriever.spotcheck import all_prompts
    from retriever.spotcheck.exporting import write_anki, write_anki_text

    wanted = {topic.casefold() for topic in topics}
    prompts = [
        each
        for each in all_prompts(open_index(name))
        if not wanted or wanted & {topic.casefold() for topic in each.topics}
    ]
    place = "standard output" if str(out) == "-" else str(out)
    if not text and str(out) == "-":
        raise UsageError("a package is a file: name one, or take --text to write to standard output")
    try:
        if text:
            with click.open_file(str(out), "w", encoding="utf-8") as file:
                count = write_anki_text(prompts, cast(TextIO, file))
        else:
            count = write_anki(prompts, out)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise UsageError(f"{place} cannot be written: {error.strerror}") from error
    say(f"{counted(count, 'card')} written to {place}", err=True)


@export.command("csv")
@click.argument("out", type=click.File("w", encoding="utf-8"), default="-")
def csv_(out: TextIO) -> None:
    """Write the reviews as a table to OUT, standard output if left out."""
    from retriever.spotcheck import Reviews
    from retriever.spotcheck.exporting import write_csv

    with Reviews.open() as kept:
        write_csv(kept.log(), out)


@export.command()
@click.argument("out", type=click.File("w", encoding="utf-8"), default="-")
def reviews(out: TextIO) -> None:
    """Write the reviews as JSON lines, with all that is needed to fit the grader again."""
    from retriever.spotcheck import Reviews
    from retriever.spotcheck.exporting import review_lines

    with Reviews.open() as kept:
        for line in review_lines(kept.log()):
            out.write(line + "\n")


@export.command()
@click.argument("out", type=click.File("w", encoding="utf-8"), default="-")
@click.option("--index", "name", metavar="NAME", help="The index that holds the notes.")
def judgements(out: TextIO, name: str | None) -> None:
    """Write what was called helpful as judged questions, for ``answerbook eval``."""
    from index.places import places
    from index.reader import open_index
    from retriever import feedback

    verdicts = feedback.helpful(places().feedback)
    questions = feedback.judged(verdicts, open_index(name)) if verdicts else []
    for question in questions:
        out.write(json.dumps(question, ensure_ascii=False) + "\n")
    gone = len(verdicts) - sum(len(question["judgements"]) for question in questions)
    if gone:
        say(f"answerbook: {counted(gone, 'verdict')} left out: of entries that are not in this index", err=True)
