"""Ask notes in languages that the bundled encoder does not read: ``python -m benchmarks.languages FOLDER``.

FOLDER holds one folder a language with ``notes.md`` and its judged ``queries.jsonl``, to which the map from what words
say to confidence is fitted, and ``notes2.md`` with ``queries2.jsonl``, which it has not seen. The map is to the
probability that an answer is among the first three hits: the first one is wrong too often to be all that is shown.
``--write`` puts it into retriever/settings/confidence_by_words.json. ``--ways`` asks the first questions in each way of
``ways.txt`` as well, ``{}`` being the question, and fits nothing.
"""

import json
import tempfile
from collections.abc import Sequence
from pathlib import Path

import click
import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from benchmarks.measuring import table
from index.build import build
from index.encoder import load
from retriever import Retriever
from retriever.derive import hooks
from retriever.evaluating import Asked, ask_all
from retriever.judging import read_questions

HEAD: list[object] = ["notes", "S@1", "S@3", "MRR@10", "answerable refused", "others refused", "right"]
SETTINGS = Path(__file__).parents[1] / "retriever" / "settings" / "confidence_by_words.json"


def first(asked: Asked) -> float:
    """Return what words say of the first hit."""
    return asked.answer.hits[0].stages["lexical"] if asked.answer.hits else 0.0


def among_three(asked: Asked) -> bool:
    """Say whether an answer is among the first three hits."""
    return asked.score is not None and asked.score.success_3 > 0


def ask_notes(folder: Path, part: str, ways: Sequence[str] = ("{}",)) -> list[list[Asked]]:
    """Index one file of notes by itself and ask it its questions in each of some ways."""
    encoder = load(bulk=True)
    with tempfile.TemporaryDirectory() as work:
        place = Path(work) / "index"
        build(place, add=[folder / f"notes{part}.md"], encoder=encoder, derive=hooks(encoder))
        retriever = Retriever.open(place, encoder)
        questions = read_questions(folder / f"queries{part}.jsonl")
        return [ask_all(questions, lambda text, way=way: retriever.ask(way.format(text), explain=True)) for way in ways]


def row(name: str, asked: list[Asked]) -> list[object]:
    """Return the figures of one collection."""
    scores = [each.score for each in asked if each.score]
    refused = [each for each in asked if each.answer.abstained]
    return [
        name,
        f"{sum(score.success_1 for score in scores):.0f}/{len(scores)}",
        f"{sum(score.success_3 for score in scores):.0f}/{len(scores)}",
        float(np.mean([score.reciprocal for score in scores])),
        f"{sum(each.score is not None for each in refused)}/{len(scores)}",
        f"{sum(each.score is None for each in refused)}/{len(asked) - len(scores)}",
        f"{sum(among_three(each) and not each.answer.abstained for each in asked)}/{len(asked) - len(refused)}",
    ]


def figures(asked: list[Asked]) -> tuple[NDArray[np.float64], list[bool]]:
    """Return what words say of the first hits (n, 1), and whether an answer is among the first three."""
    return np.array([[first(each)] for each in asked]), [among_three(each) for each in asked]


def put_otherwise(folder: Path) -> None:
    """Print one table of the questions as they are and as they are put in other ways."""
    rows: list[list[object]] = [HEAD]
    for language in sorted(path for path in folder.iterdir() if path.is_dir()):
        ways = ["{}", *(language / "ways.txt").read_text("utf-8").splitlines()]
        rows += [
            row(f"{language.name}: {way}", asked)
            for way, asked in zip(ways, ask_notes(language, "", ways), strict=True)
        ]
    table(rows, title="notes in other languages, asked in other ways")


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--write", is_flag=True, help="Write the shipped settings.")
@click.option("--ways", is_flag=True, help="Print a table of the ways to put a question instead.")
def main(folder: Path, write: bool, ways: bool) -> None:
    """Print one table, and what the map fitted to the first files says of both."""
    if ways:
        put_otherwise(folder)
        return
    rows: list[list[object]] = [HEAD]
    asked: dict[str, list[Asked]] = {"": [], "2": []}
    for part, every in asked.items():
        for language in sorted(path for path in folder.iterdir() if path.is_dir()):
            [found] = ask_notes(language, part)
            rows.append(row(f"{language.name}{part}", found))
            every += found
        rows.append(row(f"all{part}", every))
    table(rows, title="notes in other languages; right: an answer is among the first three, of what is not refused")
    regression = LogisticRegression(C=100.0).fit(*figures(asked[""]))
    for part, every in asked.items():
        words, right = figures(every)
        click.echo(f"area under the curve for right, all{part}: {roc_auc_score(right, words[:, 0]):.3f}")
    settings = {
        "constant": round(float(regression.intercept_[0]), 3),
        "lexical": round(float(regression.coef_[0, 0]), 3),
    }
    click.echo(json.dumps(settings))
    if write:
        SETTINGS.write_text(json.dumps(settings, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
