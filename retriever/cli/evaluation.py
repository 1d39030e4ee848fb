"""``answerbook eval``."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from retriever.evaluating import Asked

_STALE = 4


@click.command("eval")
@click.argument("queries", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--run", "out", type=click.Path(path_type=Path, dir_okay=False), help="Write the hits to this file.")
@click.option("--misses", default=10, show_default=True, type=click.IntRange(0), help="How many of the worst to show.")
@click.option("--per-kind", is_flag=True, help="With --json: the figures of each kind as well.")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as one JSON object.")
@click.option("--index", "name", metavar="NAME", help="The index to ask.")
@click.pass_context
def evaluate(
    ctx: click.Context,
    queries: Path,
    out: Path | None,
    misses: int,
    per_kind: bool,
    as_json: bool,
    name: str | None,
) -> None:
    """Ask judged questions (QUERIES, JSON lines) and score the answers."""
    from retriever import Retriever
    from retriever.evaluating import ask_all, figures
    from retriever.judging import DEPTH, read_questions

    questions = read_questions(queries)
    retriever = Retriever.open(name)
    asked = ask_all(questions, lambda text: retriever.ask(text, DEPTH))
    if out is not None:
        out.write_text("".join(f"{each.run_line()}\n" for each in asked), encoding="utf-8")
    if as_json:
        click.echo(json.dumps(figures(asked, per_kind)))
    else:
        _show(figures(asked, per_kind=True), asked, misses)
    if any(each.answer.stale for each in asked):
        click.echo("answerbook: notes have changed since they were indexed; mend it with: answerbook index", err=True)
        ctx.exit(_STALE)


def _show(found: dict[str, dict[str, Any]], asked: "list[Asked]", misses: int) -> None:
    for name, row in found.items():
        click.echo(f"{name:14} " + "  ".join(f"{key} {value}" for key, value in row.items()))
    scored = [(each.score.ndcg, each.question) for each in asked if each.score is not None]
    for ndcg, question in sorted(scored, key=lambda pair: pair[0])[:misses]:
        click.echo(f"{ndcg:.2f} {question.qid} {question.kind}: {question.text}")
