"""Ask judged questions as people put them: ``python -m benchmarks.phrasing QUERIES.jsonl…``.

The index is the one that the environment names (``answerbook index`` makes it). Each row asks all of them in one way;
whatever that is, it should answer as well as the first row does, and refuse as much.
"""

from dataclasses import replace
from pathlib import Path

import click

from retriever import Retriever
from retriever.evaluating import ask_all, figures
from retriever.judging import located, read_questions

WAYS = (
    "{}",
    "{}??",
    "{}...",
    "## {}",
    "- {}",
    "3) {}",
    "Q: {}?",
    "**{}**",
    '"{}"',
    "❓{} 🙏",
    "please tell me {}",
    "Hi, I wanted to know: {}?",
    "can anyone explain {}",
    "explain: {}",
    "ok so {}",
    "i'm stuck: {}",
    "I'm confused about {}",
    "could you help? {}",
    "give me a short answer: {}",
    "my question is: {}",
    "what do my notes say about {}",
    "notes on {}",
    "what about {}",
    "how would you answer {}",
    "in simple words, {}",
    "{} in detail",
    "{} thanks",
    "{} plz help",
    "{} - need this for my exam",
    "I have an interview tomorrow, {}",
    "{}, not sure I get it",
    "since we move next week, {}",
    "my boss asked me yesterday. {}",
    "{} because I start there on monday",
)
PLACES = ("{} in {place}", "{place} {}", "{} {place}", "{place}: {}", "{} ({place})", "when using {place}, {}")


@click.command()
@click.argument("queries", type=click.Path(path_type=Path, exists=True), nargs=-1, required=True)
@click.option("--place", help="What most of the notes are about, as in 'in AWS'.")
def main(queries: tuple[Path, ...], place: str | None) -> None:
    """Print a row of figures for each way to put the questions."""
    retriever = Retriever.open()
    questions = [question for path in queries for question in located(read_questions(path), retriever.index.files())]
    click.echo("| put as | nDCG@10 | S@1 | answer@1 | unanswerable refused | far | answerable refused |")
    click.echo("|---|---:|---:|---:|---:|---:|---:|")
    for way in WAYS + (PLACES if place else ()):
        put = [replace(each, text=way.format(each.text, place=place)) for each in questions]
        found = figures(ask_all(put, retriever.ask))
        every, refused = found["all"], found["abstain"]
        click.echo(
            f"| {way.format('…', place=place)} | {every['nDCG@10']:.3f} | {every['S@1']:.2f} | {every['answer@1']:.2f} "
            f"| {refused['unanswerable']:.2f} | {refused.get('far', '')} | {refused['answerable_wrongly']:.3f} |"
        )


if __name__ == "__main__":
    main()
