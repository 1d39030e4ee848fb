"""``answerbook duplicates``."""

import json

import click

from retriever.cli.noticing import opened
from retriever.cli.saying import placed, say


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a group of copies.")
@click.option("--index", "name", metavar="NAME", help="The index to look in.")
@click.pass_context
def duplicates(ctx: click.Context, as_json: bool, name: str | None) -> None:
    """List answers that stand in the notes more than once, word for word or nearly."""
    from retriever.copies import find_copies

    groups = find_copies(opened(name))
    for group in groups:
        if as_json:
            click.echo(json.dumps(group.as_json(), ensure_ascii=False))
            continue
        alike = "word for word" if group.kind == "exact" else f"{group.similarity:.0%} alike"
        say(f"{group.places[0].question}  ({alike})")
        for place in group.places:
            say(f"    {placed(place.file, place.start, place.end, place.pages)}  {place.entry}")
    if not groups:
        say("answerbook: no answer stands in the notes twice", err=True)
    ctx.exit(0 if groups else 1)
