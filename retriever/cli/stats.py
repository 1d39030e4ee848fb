"""``answerbook stats``: how the spot-checks go."""

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from corpus.counting import counted
from retriever.cli.noticing import opened
from retriever.cli.saying import say

if TYPE_CHECKING:
    from retriever.spotcheck import Progress


@click.command()
@click.option("--days", default=14, show_default=True, type=click.IntRange(1, 366), help="How far to look.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option("--index", "name", metavar="NAME", help="The index that holds the notes.")
def stats(days: int, as_json: bool, name: str | None) -> None:
    """Show what is due today and in the coming days, what is likely remembered by topic, and the streak."""
    from retriever.spotcheck import Reviews, progress

    index = opened(name)
    with Reviews.open() as reviews:
        found = progress(reviews, index, days=days)
    if as_json:
        click.echo(json.dumps(asdict(found), ensure_ascii=False, default=str))
    else:
        say(_shown(found))


def _shown(found: "Progress") -> str:
    streak, total = counted(found.streak, "day"), counted(found.total, "review")
    lines = [f"{found.due_now} due now, {streak} in a row, {total} in all"]
    due = [f"  {date:%a %d %b}  {count}" for date, count in found.coming if count]
    if due:
        lines += ["", "Due", *due]
    if found.recall:
        lines += ["", "Likely remembered"]
        lines += [f"  {round(one.recall * 100):3} %  {one.topic} ({one.entries} asked)" for one in found.recall]
    if found.gone:
        lines += ["", "Reviewed, but not in this index (the reviews are kept)"]
        lines += [f"  {one.question} ({one.document}, {counted(one.reviews, 'review')})" for one in found.gone]
    return "\n".join(lines)
