"""``answerbook paths``."""

import json
import os
from contextlib import suppress
from pathlib import Path

import click

from index.places import places
from retriever.cli.saying import say


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def paths(as_json: bool) -> None:
    """Print where things are kept, and the indexes that there are; ANSWERBOOK_HOME overrides all.

    An index is deleted by deleting its folder; notes, reviews and verdicts stay.
    """
    here = places()
    found = {
        "indexes": here.indexes,
        "ids": here.ids,
        "reviews": here.reviews,
        "feedback": here.feedback,
        "uploads": here.uploads,
        "embeddings": here.embeddings,
        "graphs": here.graphs,
    }
    named = {name: here.index(name) for name in here.named()}
    sizes = {name: _size(folder) for name, folder in named.items()}
    if as_json:
        made = [{"name": name, "folder": str(folder), "bytes": sizes[name]} for name, folder in named.items()]
        click.echo(json.dumps({name: str(path) for name, path in found.items()} | {"named": made}))
        return
    for name, path in found.items():
        click.echo(f"{name:11} {path}")
    for name, folder in named.items():
        say(f"  index {name}: {sizes[name] / 2**20:.1f} MB at {folder}")


def _size(folder: Path) -> int:
    """Return the bytes of the files in a folder; what a build clears away meanwhile counts nothing."""
    size = 0
    for place, _, files in os.walk(folder):
        for file in files:
            with suppress(OSError):
                size += Path(place, file).stat().st_size
    return size
