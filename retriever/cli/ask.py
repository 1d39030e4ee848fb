"""``answerbook ask``."""

import json
import os
import sys
from typing import TYPE_CHECKING

import click

from index.errors import STALE
from index.places import command
from retriever.cli.noticing import notice, unknown
from retriever.cli.saying import placed, plain, say

if TYPE_CHECKING:
    from retriever import Answer, Hit, Retriever

_CLOSEST = 3


@click.command()
@click.argument("question", metavar='"QUESTION"|-')
@click.option("-k", "count", default=10, show_default=True, type=click.IntRange(1, 100), help="How many to show.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option("--topic", "topics", multiple=True, metavar="T", help="Only this topic; may be given again.")
@click.option(
    "--document",
    "--source",
    "documents",
    multiple=True,
    metavar="GLOB",
    help="Only such documents, or FOLDER/GLOB; may be given again.",
)
@click.option("--exact", is_flag=True, help="Ask as it is written: correct no spelling, leave nothing out.")
@click.option("--explain", is_flag=True, help="Show how it was read, and what each stage of the ranking gave.")
@click.option("--index", "name", metavar="NAME", help="The index to ask.")
@click.pass_context
def ask(
    ctx: click.Context,
    question: str,
    count: int,
    as_json: bool,
    topics: tuple[str, ...],
    documents: tuple[str, ...],
    exact: bool,
    explain: bool,
    name: str | None,
) -> None:
    """Ask a question of your notes; - reads it from standard input.

    What the notes may not answer is answered all the same, and said to be doubtful: with --json its "confidence" is
    below 0.5 and "abstained" is false.

    Exit code 0: answered, or doubtful; 1: the notes do not answer it; 4: answered, but notes have changed since they
    were indexed.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # starting threads costs more than one question gains by them
    from retriever import Retriever
    from retriever.asking import LONGEST

    text = sys.stdin.buffer.read(4 * LONGEST).decode("utf-8", "replace") if question == "-" else question
    retriever = Retriever.open(name)
    answer = retriever.ask(text, count, topics, documents, explain=explain, correct=not exact)
    changes = retriever.changes()
    notice(retriever.index, changes)
    nothing = unknown(retriever.index, topics, documents)
    if topics and documents and not (nothing or answer.hits or answer.stale):
        nothing = ["no passage of these documents is about these topics"]
    for each in (*_glossary(retriever), *nothing):
        say(f"answerbook: {each}", err=True)
    if as_json:
        click.echo(json.dumps(answer.as_json(), ensure_ascii=False))
    elif answer.hits or not nothing:
        _show(answer, command(retriever.index.path) if changes.changed or changes.new else "")
    ctx.exit(STALE if answer.stale else int(answer.abstained or not answer.hits))


def _glossary(retriever: "Retriever") -> list[str]:
    """Say in one line what is wrong with the glossaries; all of it is what ``doctor`` says."""
    wrong = retriever.notices[len(retriever.index.notices) :]
    more = f" (and {len(wrong) - 1} more: {command(retriever.index.path, 'doctor')})" if len(wrong) > 1 else ""
    return [wrong[0] + more] if wrong else []


def _show(answer: "Answer", mend: str) -> None:
    """Print an answer for a person, with the command ``mend`` that reads what is changed or new ("" if nothing is)."""
    from retriever.vouching import doubtful, vouched

    if answer.corrected_query:
        say(f'asked for "{answer.corrected_query}"; --exact asks for what was typed\n')
    if answer.read_as:
        say(f'read as "{answer.read_as}"\n')
    if doubtful(answer):
        say(f"Your notes may not answer this ({answer.confidence:.0%} sure that they do).\n")
    if answer.abstained or not answer.hits:
        say(f"Your notes don't answer this ({answer.confidence:.0%} sure that they do).")
        if mend:
            say(f"Notes that have changed since they were read may answer it: {mend}")
    hits = answer.hits[:_CLOSEST] if answer.abstained else answer.hits
    if answer.abstained and hits:
        say("The closest passages:")
    shown = [_shown(rank, hit, short=not vouched(answer, hit)) for rank, hit in enumerate(hits, 1)]
    if shown:
        say(("\n" if answer.abstained else "") + "\n\n".join(shown), styled=True)


def _shown(rank: int, hit: "Hit", short: bool) -> str:
    """Return a hit as it is printed, styled; ``short`` ones with one line of their text and without their copies."""
    from retriever.vouching import gist

    place = plain(placed(hit.file, hit.lines.start, hit.lines.end, hit.pages))
    title = hit.question + (f" / {hit.section}" if hit.section and hit.section != hit.question else "")
    lines = [f"{rank:2}. {_styled(title, bold=True)}", f"    {place}  {hit.confidence:.0%}"]
    if short:
        lines.append(f"    {plain(gist(hit))}")
    else:
        lines += [f"    {line}" for line in _marked(hit).split("\n")]
        lines += [
            f"    the same words: {plain(placed(copy.file, copy.start, copy.end, copy.pages))}" for copy in hit.copies
        ]
    if hit.stages:
        lines.append("    " + "  ".join(f"{name} {value:.3f}" for name, value in hit.stages.items()))
    return "\n".join(lines)


def _marked(hit: "Hit") -> str:
    """Return the text with the answering statements in colour."""
    text, at = "", 0
    for mark in hit.highlights:
        text += plain(hit.text[at : mark.start]) + "\n".join(
            _styled(line, fg="green") for line in mark.text.split("\n")
        )
        at = mark.end
    return text + plain(hit.text[at:])


def _styled(text: str, *, bold: bool = False, fg: str | None = None) -> str:
    unwanted = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return plain(text) if unwanted else click.style(plain(text), fg=fg, bold=bold)
