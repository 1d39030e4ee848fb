"""``answerbook paths``."""

import json

import click

from index.places import places


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def paths(as_json: bool) -> None:
    """Print where things are kept; ANSWERBOOK_HOME overrides all."""
    here = places()
    found = {
        "indexes": here.indexes,
        "ids": here.ids,
        "reviews": here.reviews,
        "feedback": here.feedback,
        "embeddings": here.embeddings,
        "graphs": here.graphs,
    }
    if as_json:
        click.echo(json.dumps({name: str(path) for name, path in found.items()}))
        return
    for name, path in found.items():
        click.echo(f"{name:11} {path}")
