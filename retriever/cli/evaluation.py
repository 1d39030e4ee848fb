"""``answerbook eval``."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from index.errors import STALE, UsageError
from retriever.cli.noticing import notice
from retriever.cli.saying import say

if TYPE_CHECKING:
    from retriever import Retriever
    from retriever.evaluating import Asked
    from retriever.judging import Question

_SHOWN = {"answerable_wrongly": "wrongly_refused"}  # figures that are called otherwise than in --json


@click.command("eval")
@click.argument("queries", required=False, type=click.Path(path_type=Path, dir_okay=False))
@click.option("--beir", type=click.Path(path_type=Path, file_okay=False), metavar="DIR", help="Score this collection.")
@click.option("--run", "out", type=click.Path(path_type=Path, dir_okay=False), help="Write the hits to this file.")
@click.option("--misses", default=10, show_default=True, type=click.IntRange(0), help="How many of the worst to show.")
@click.option("--per-kind", is_flag=True, help="With --json: the figures of each kind as well.")
@click.option("--ablation", is_flag=True, help="Switch off one stage after the other instead.")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as one JSON object.")
@click.option("--index", "name", metavar="NAME", help="The index to ask.")
@click.pass_context
def evaluate(
    ctx: click.Context,
    queries: Path | None,
    beir: Path | None,
    out: Path | None,
    misses: int,
    per_kind: bool,
    ablation: bool,
    as_json: bool,
    name: str | None,
) -> None:
    """Ask judged questions (QUERIES; or a collection in BEIR's layout) and score the answers.

    QUERIES has one JSON object a line: {"qid": "1", "query": "how hot is a kiln", "kind": "fact", "judgements":
    [{"file": "kiln.md", "start": 3, "end": 5, "grade": 3}]}. Grade 3 answers fully, 2 in large part, 1 is on topic.
    Without judgements ([]) the notes have no answer, and "subkind" says how near they come. "answer", a file with
    start and end as well, are the lines that state it.
    """
    if (queries is None) == (beir is None):
        raise UsageError("name either a file of judged questions or, with --beir, a collection")
    if beir is not None and (ablation or name is not None):
        raise UsageError("a collection is asked in an index of its own: leave out --index and --ablation")
    if ablation and out is not None:
        raise UsageError("--ablation has no hits to write: leave out --run")
    if queries is None:
        _collection(cast(Path, beir), out, as_json)
        return
    from retriever import Retriever
    from retriever.evaluating import ask_all
    from retriever.judging import DEPTH, located, read_questions

    questions = read_questions(queries)
    retriever = Retriever.open(name)
    notice(retriever.index, retriever.changes())
    questions = located(questions, retriever.index.files())
    if ablation:
        _ablation(retriever, questions, as_json)
        return
    asked = ask_all(questions, lambda text: retriever.ask(text, DEPTH))
    if out is not None:
        _write(out, [each.run_line() for each in asked])
    _show(asked, as_json, per_kind, misses)
    if any(each.answer.stale for each in asked):
        ctx.exit(STALE)


def _collection(folder: Path, out: Path | None, as_json: bool) -> None:
    from retriever import fitted
    from retriever.beir import measure, rank_collection, read_collection

    collection = read_collection(folder)
    rankings = rank_collection(collection, fitted.ranking())
    if out is not None:
        _write(out, [json.dumps({"qid": query, "documents": found}) for query, found in rankings.items()])
    found: dict[str, Any] = measure(collection, rankings)
    found |= {"queries": len(collection.queries), "documents": len(collection.documents)}
    click.echo(json.dumps(found) if as_json else "  ".join(f"{key} {value}" for key, value in found.items()))


def _ablation(retriever: "Retriever", questions: "list[Question]", as_json: bool) -> None:
    from retriever.ablation import ablations

    found = dict(ablations(retriever, questions))
    if as_json:
        click.echo(json.dumps(found))
        return
    shown = [key for key in next(iter(found.values())) if key != "queries"]
    say(f"| switched off | {' | '.join(shown)} |\n|---|{'---:|' * len(shown)}")
    for without, row in found.items():
        say(f"| {without} | {' | '.join(_said(row[key]) for key in shown)} |")


def _show(asked: "list[Asked]", as_json: bool, per_kind: bool, misses: int) -> None:
    from retriever.evaluating import figures

    if as_json:
        click.echo(json.dumps(figures(asked, per_kind)))
        return
    for name, row in figures(asked, per_kind=True).items():
        say(f"{name:14} " + "  ".join(f"{_SHOWN.get(key, key)} {_said(value)}" for key, value in row.items()))
    scored = [(each.score.ndcg, each.question) for each in asked if each.score is not None and each.score.ndcg < 1]
    for ndcg, question in sorted(scored, key=lambda pair: pair[0])[:misses]:
        say(f"{ndcg:.2f} {question.qid} {question.kind}: {question.text}")
    wrong = [each for each in asked if each.score is None and not each.answer.abstained]
    for each in sorted(wrong, key=lambda each: -each.answer.confidence)[:misses]:
        say(f"answered though the notes do not: {each.answer.confidence:.2f} {each.question.qid}: {each.question.text}")


def _said(figure: object) -> str:
    return "–" if figure is None else str(figure)


def _write(path: Path, lines: list[str]) -> None:
    try:
        path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror}") from error
