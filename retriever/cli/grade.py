"""``answerbook grade``: grade answers in bulk."""

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, BinaryIO

import click

if TYPE_CHECKING:
    from index.encoder import Encoder

_FIELDS = ("question", "reference", "answer")


@click.command()
@click.argument("pairs", type=click.File("rb"))
@click.option("--model", metavar="NAME", help="The sentence-transformers model to grade with.")
def grade(pairs: BinaryIO, model: str | None) -> None:
    """Grade every line of PAIRS.jsonl ({"question", "reference", "answer"}; - for standard input).

    Prints one JSON object a line, in the same order: {"score", "confidence", "sure", "points", "notes"}, or {"error"}.
    """
    from index.encoder import load

    encoder = load(model)
    for number, line in enumerate(pairs, 1):
        click.echo(json.dumps(_graded(line, number, encoder), ensure_ascii=False))


def _graded(line: bytes, number: int, encoder: "Encoder") -> dict[str, Any]:
    from retriever.json_lines import read_object
    from retriever.spotcheck import grade as graded

    try:
        pair = read_object(line)
    except ValueError as error:
        return {"error": f"line {number} cannot be read: {error}"}
    wrong = [name for name in _FIELDS if not isinstance(pair.get(name), str)]
    if wrong:
        return {"error": f"line {number} has no text as {', '.join(wrong)}"}
    found = asdict(graded(*(pair[name] for name in _FIELDS), encoder=encoder))
    for point in found["points"]:
        point |= {"start": point["lines"]["start"], "end": point.pop("lines")["end"]}
    return found
