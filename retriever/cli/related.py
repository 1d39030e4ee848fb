"""``answerbook related``."""

import json

import click

from index.errors import UsageError
from index.places import command
from retriever.cli.noticing import opened
from retriever.cli.saying import placed, say
from retriever.related import Related


@click.command()
@click.argument("what", metavar='ID|"TEXT"')
@click.option("-k", "count", default=10, show_default=True, type=click.IntRange(1, 100), help="How many to show.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option("--index", "name", metavar="NAME", help="The index to look in.")
@click.pass_context
def related(ctx: click.Context, what: str, count: int, as_json: bool, name: str | None) -> None:
    """Show the entries that answer the same or an adjoining question as an entry (by its id) or a text."""
    from index.encoding import encoder_of
    from index.identity import may_be_id
    from retriever import related as near

    index = opened(name)
    entry = index.find(what)
    if entry is None and may_be_id(what) and what not in index.vocabulary():
        raise UsageError(f"there is no entry {what} in the notes", command(index.path, "entries") + " --json")
    found = near.related(index, encoder_of(index), what, count)
    if as_json:
        shown = {"query": what, "entry": entry.id if entry else None, "related": [each.as_json() for each in found]}
        click.echo(json.dumps(shown, ensure_ascii=False))
    elif found:
        say("\n\n".join(_shown(number, each) for number, each in enumerate(found, 1)))
    else:
        say("answerbook: nothing in the notes is near that", err=True)
    ctx.exit(0 if found else 1)


def _shown(number: int, each: Related) -> str:
    place = placed(each.file, each.lines.start, each.lines.end, each.pages)
    lines = [f"{number:2}. {each.question}", f"    {place}  {each.entry}"]
    if each.terms:
        lines.append(f"    both say: {', '.join(each.terms)}")
    if each.closest:
        lines.append(f"    closest: {each.closest[0].other}")
    lines += [f"    also at: {placed(place.file, place.start, place.end, place.pages)}" for place in each.copies]
    return "\n".join(lines)
