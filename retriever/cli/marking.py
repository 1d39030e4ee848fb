"""``answerbook mark``."""

import click

from retriever.cli.noticing import notice
from retriever.cli.saying import placed, say


@click.command()
@click.argument("question", metavar='"QUESTION"')
@click.argument("ranks", metavar="RANK...", nargs=-1, required=True, type=click.IntRange(1, 100))
@click.option("--not", "unhelpful", is_flag=True, help="They did not help.")
@click.option("--forget", is_flag=True, help="Take back what was said of them.")
@click.option("--index", "name", metavar="NAME", help="The index to ask.")
def mark(question: str, ranks: tuple[int, ...], unhelpful: bool, forget: bool, name: str | None) -> None:
    """Say which passages, by their ranks in the answer to QUESTION, helped.

    The verdicts are kept in user data; "answerbook export judgements" makes judged questions for eval out of them.
    """
    from index.errors import UsageError
    from index.places import places
    from retriever import Retriever, feedback

    retriever = Retriever.open(name)
    notice(retriever.index, retriever.changes())
    answer = retriever.ask(question, max(ranks))
    for rank in ranks:
        if rank > len(answer.hits):
            raise UsageError(f"there is no passage {rank}: the answer has {len(answer.hits)}")
    for rank in ranks:
        hit = answer.hits[rank - 1]
        verdict = feedback.Verdict.of(answer, hit, None if forget else int(not unhelpful))
        feedback.keep(places().feedback, verdict)
        said = "forgotten" if forget else "not helpful" if unhelpful else "helpful"
        say(f"{said}: {placed(hit.file, hit.lines.start, hit.lines.end, hit.pages)} {hit.question}")
