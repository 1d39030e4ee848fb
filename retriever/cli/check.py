"""``answerbook check``: spot-check in the terminal."""

import io
import sys
import time
from typing import TYPE_CHECKING

import click

from retriever.cli.noticing import opened, unknown
from retriever.cli.saying import placed, say

if TYPE_CHECKING:
    from index.encoder import Encoder
    from index.opened import Index
    from retriever.spotcheck import Grade, Prompt, Reviews, Session

_SYMBOLS = {"covered": "✓", "partly": "◐", "missed": "✗", "contradicted": "⚡", "can't tell": "?"}


@click.command()
@click.option("--topic", "topics", multiple=True, metavar="T", help="Ask about this topic; may be given again.")
@click.option(
    "--document",
    "documents",
    multiple=True,
    metavar="GLOB",
    help="Only such documents, or FOLDER/GLOB; may be given again.",
)
@click.option("--due", is_flag=True, help="Ask only what is due or new, and let the ratings move the schedule.")
@click.option("-n", "count", default=10, show_default=True, type=click.IntRange(1, 1000), help="How many to ask.")
@click.option("--index", "name", metavar="NAME", help="The index to ask from.")
@click.pass_context
def check(
    ctx: click.Context, topics: tuple[str, ...], documents: tuple[str, ...], due: bool, count: int, name: str | None
) -> None:
    """Ask, and tell which points your answer covered; without --due it is practice and moves no schedule.

    An answer ends with an empty line. Rate with 1 to 4; u takes the last rating back; q ends the round.
    """
    from index.encoding import encoder_of
    from retriever.spotcheck import Choice, Reviews, choose, judge

    judge.configured()  # a wrong setting is said before an answer is typed, which would be lost
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")  # a byte that is no text must not end the round
    index = opened(name)
    nothing = unknown(index, topics, documents)
    for each in nothing:
        say(f"answerbook: {each}", err=True)
    choice = Choice(topics, documents, "due" if due else "random", count)
    with Reviews.open() as reviews:
        prompts = choose(index, reviews, choice)
        if not prompts:
            if not nothing:
                say("answerbook: nothing to ask: no entry fits, or nothing is due", err=True)
            ctx.exit(1)
        session = reviews.start(choice, prompts, practice=not due)
        say(f"{len(prompts)} to answer{'' if due else ' (practice: no schedule moves)'}.", err=True)
        _ask_all(reviews, session, prompts, encoder_of(index))
        _sum_up(reviews, session, index)


def _ask_all(reviews: "Reviews", session: "Session", prompts: "tuple[Prompt, ...]", encoder: "Encoder") -> None:
    number = 0
    while number < len(prompts):
        say(f"\n{number + 1}/{len(prompts)}  {_title(prompts[number])}")
        started = time.monotonic()
        answer = _typed()
        if answer is None:
            return
        outcome = _graded(reviews, session, prompts[number], answer, encoder, started)
        if outcome == "quit":
            return
        number = max(0, number - 1) if outcome == "undone" else number + 1


def _graded(
    reviews: "Reviews", session: "Session", prompt: "Prompt", answer: str, encoder: "Encoder", started: float
) -> str:
    """Show what the answer covered and keep its rating: "kept", "undone" (go back one) or "quit"."""
    from retriever.spotcheck import RATINGS, grade_prompt, judge, suggest

    grade = grade_prompt(prompt, answer, encoder)
    _show(prompt, grade)
    settings = judge.configured()
    if settings and click.confirm(f"Second opinion by {settings.model} at {settings.host}?", default=False, err=True):
        judged = judge.ask(settings, prompt, answer, grade)
        say(f"answerbook: {judged.notice}", err=True) if judged.notice else _show(prompt, judged.grade)
    took = time.monotonic() - started
    suggested = suggest(grade)
    while True:
        wanted = _line(f"rating 1-4 [{suggested} {RATINGS[suggested]}], r NUMBER = I was right, u, q: ")
        if wanted is None or wanted == "q":
            return "quit"
        if wanted == "u":
            if reviews.undo(session.id):
                return "undone"
            say("answerbook: there is no rating to take back yet", err=True)
            continue
        rating, right = _rating(wanted, suggested, len(grade.points))
        if rating:
            reviews.record(session.id, prompt, answer, grade, rating, overruled=right, took_s=took)
            return "kept"


def _rating(wanted: str, suggested: int, points: int) -> tuple[int, tuple[int, ...]]:
    """Read "3", "" (as suggested) or "3 r 1 2" (right on points 1 and 2); the rating is 0 where it is none of them."""
    first, _, rest = wanted.partition("r")
    right = tuple(int(word) - 1 for word in rest.split() if word.isdecimal() and 0 < int(word) <= points)
    if first.strip() == "":
        return suggested, right
    return (int(first), right) if first.strip() in ("1", "2", "3", "4") else (0, ())


def _title(prompt: "Prompt") -> str:
    return f"{prompt.question}{f' – {prompt.part}' if prompt.part else ''}"


def _show(prompt: "Prompt", grade: "Grade") -> None:
    from retriever.unmarked import unmarked

    say(f"\n{round(grade.score * 100)} %{'' if grade.sure else ' (not sure)'}")
    for note in grade.notes:
        say(f"  {note}")
    for number, point in enumerate(grade.points, 1):
        why = f" ({point.why})" if point.why else ""
        say(f"  {_SYMBOLS[point.verdict]} {number}. {unmarked(point.text)}  [{point.verdict}{why}]")
    say(f"  {placed(prompt.document, prompt.lines.start, prompt.lines.end, prompt.pages)}")


def _sum_up(reviews: "Reviews", session: "Session", index: "Index") -> None:
    from retriever.spotcheck import summary

    found = summary(reviews, session.id, index)
    mean = "" if found.mean_score is None else f", {round(found.mean_score * 100)} % on average"
    say(f"\n{found.answered} of {found.asked} answered{mean}.")
    if found.next_due:
        say(f"Next due: {found.next_due.astimezone():%Y-%m-%d %H:%M}.")


def _typed() -> str | None:
    """Return the lines up to an empty one; None at the end of the input or for a lone q."""
    lines: list[str] = []
    while (line := _line("> ")) is not None:
        if not line.strip():
            return "\n".join(lines)
        if line.strip() == "q" and not lines:
            return None
        lines.append(line)
    return "\n".join(lines) if lines else None


def _line(prompt: str) -> str | None:
    say(prompt, nl=False, err=True)
    line = sys.stdin.readline()
    return line.rstrip("\n") if line else None
