"""``answerbook index``."""

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import click

from corpus.counting import contents, counted, some
from corpus.sources import NOTES
from index.places import command
from retriever.cli.saying import say

if TYPE_CHECKING:
    from rich.progress import Progress as Bars
    from rich.progress import TaskID

    from index.progress import BuildReport, Progress, Stage

_SAID = {
    "comparing": "Comparing",
    "reading": "Reading files",
    "encoding": "Encoding passages",
    "writing": "Writing",
    "deriving": "Relating",
}
_SHOWN = 5


class _Source(click.Path):
    """A path that is not empty: that would be the folder one happens to be in."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        return super().convert(value, param, ctx) if value else self.fail("it is empty", param, ctx)


@click.command()
@click.argument("paths", nargs=-1, type=_Source(path_type=Path), metavar="[PATH]...")
@click.option("--remove", multiple=True, type=_Source(path_type=Path), metavar="PATH", help="Drop this source.")
@click.option("--index", "name", metavar="NAME", help="The index to bring up to date.")
@click.option("--model", metavar="MODEL", help="Encode with this sentence-transformers model: a name or a folder.")
@click.option("--json", "as_json", is_flag=True, help="Print what was done as one JSON object.")
def index(
    paths: tuple[Path, ...], remove: tuple[Path, ...], name: str | None, model: str | None, as_json: bool
) -> None:
    """Add files or folders of notes to an index, or bring it up to date with those it has.

    The first time, without a PATH, the notes that come with Answerbook are indexed.
    """
    with _Shown() as progress:
        report = build_index(name, add=paths, remove=remove, model=model, progress=progress)
    if as_json:
        click.echo(json.dumps(asdict(report)))
        return
    for notice in report.notices:
        say(f"answerbook: {notice}", err=True)
    for line in _summary(report, name):
        say(line)


def build_index(
    name: str | None,
    *,
    add: Sequence[Path] = (),
    remove: Sequence[Path | str] = (),
    model: str | None = None,
    progress: "Progress | None" = None,
) -> "BuildReport":
    """Bring the index called ``name`` up to date, as ``answerbook index`` does.

    The model is the one named, or the one that the index was made with, or the bundled one. Raises what
    ``index.build.build`` and ``index.encoder.load`` raise, NoIndexError for a name of no index where nothing is added.
    """
    from index.build import build
    from index.encoder import load
    from index.previous import remembered_model
    from index.reader import folder_of
    from index.store import generations, no_index
    from retriever.derive import hooks

    path = folder_of(name)
    made_with = remembered_model(path)
    if name not in (None, "default") and not (add or made_with or generations(path)):
        raise no_index(path)
    encoder = load(model or made_with, bulk=True)
    dropped = [Path(each) for each in remove]
    return build(path, add=add, remove=dropped, encoder=encoder, derive=hooks(encoder), progress=progress)


class _Shown:
    """Bars on a terminal, nothing elsewhere; on standard error either way."""

    def __init__(self) -> None:
        self._bars: Bars | None = None
        self._tasks: dict[str, TaskID] = {}

    def __enter__(self) -> Self:
        if sys.stderr.isatty():
            from rich.console import Console  # a tenth of what a small build takes
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

            columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn()
            self._bars = Progress(*columns, console=Console(stderr=True), transient=True)
            try:
                self._bars.start()
            except BaseException:  # interrupted in here, where nothing else would show the cursor again
                self._bars.stop()
                raise
        return self

    def __exit__(self, *_: object) -> None:
        if self._bars:
            self._bars.stop()

    def __call__(self, stage: "Stage", done: int, total: int) -> None:
        if self._bars:
            if stage not in self._tasks:
                self._tasks[stage] = self._bars.add_task(_SAID[stage])
            self._bars.update(self._tasks[stage], completed=done, total=total or None)


def _summary(report: "BuildReport", name: str | None) -> list[str]:
    """Say in a few lines what was done."""
    from index.reader import folder_of, open_index
    from retriever.scale import foreign_said

    lines = []
    for word, files in (("new", report.new), ("changed", report.changed), ("gone", report.deleted)):
        lines += [f"{word}: {some(files, _SHOWN)}"] if files else []
    lines += [f"not read: {some(report.unread, _SHOWN)}"] if report.published and report.unread else []
    if not report.entries:
        lines.append(f"no question with an answer was found; what is read: {' '.join(sorted(NOTES))}")
    lines += [f"not there, and what the index has of it stays: {source}" for source in report.missing]
    what = contents(report.documents, report.entries, report.passages)
    if report.published:
        lines.append(f"{what}; {report.encoded} of them new, in {report.seconds:.1f} s")
    else:
        lines.append(f"nothing has changed: {what}")
    if report.findings:
        findings = f"{counted(report.findings, 'finding')} about the documents"
        lines.append(f"{findings}: {command(folder_of(name), 'doctor')} lists them")
    foreign = foreign_said(open_index(name)) if report.published else ""
    return [*lines, foreign] if foreign else lines
