"""``answerbook conflicts``."""

import json
from typing import TYPE_CHECKING

import click

from retriever.cli.noticing import opened
from retriever.cli.saying import placed, say

if TYPE_CHECKING:
    from retriever.conflicts import Conflict, Side


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a conflict.")
@click.option("--index", "name", metavar="NAME", help="The index to look in.")
@click.pass_context
def conflicts(ctx: click.Context, as_json: bool, name: str | None) -> None:
    """List pairs of passages on the same thing whose facts differ, the surest first.

    The words that differ stand in [brackets].
    """
    from retriever.conflicts import find_conflicts

    found = find_conflicts(opened(name))
    for number, conflict in enumerate(found, 1):
        if as_json:
            click.echo(json.dumps(conflict.as_json(), ensure_ascii=False))
        else:
            say(_shown(number, conflict))
    if not found:
        say("answerbook: no two passages of the notes seem to contradict one another", err=True)
    ctx.exit(0 if found else 1)


def _shown(number: int, conflict: "Conflict") -> str:
    head = f"{number:2}. {conflict.why} ({conflict.confidence:.0%})"
    return "\n".join([head, *_side(conflict.left), *_side(conflict.right), ""])


def _side(side: "Side") -> list[str]:
    text = side.text
    for start, end in sorted(side.marks, reverse=True):
        text = f"{text[:start]}[{text[start:end]}]{text[end:]}"
    column = f"  (column {side.column})" if side.column else ""
    return [f"    {text}{column}", f"        {placed(side.file, side.start, side.start, side.pages)}  {side.question}"]
