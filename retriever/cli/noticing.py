"""What is said of an index on standard error before what was asked for."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from corpus.counting import some
from index.names import folded
from index.places import command
from retriever.cli.saying import say

if TYPE_CHECKING:
    from index.opened import Index
    from index.sources import Changes

_NAMED = 3
_OFFERED = 8


def opened(name: str | None) -> "Index":
    """Open an index and say what a person should know of it; raises what ``index.reader.open_index`` raises."""
    from index.reader import open_index

    index = open_index(name)
    notice(index)
    return index


def notice(index: "Index", changes: "Changes | None" = None) -> None:
    """Say what a person should know of an index, and how the notes on disk differ from it."""
    for each in index.notices:
        say(f"answerbook: {each}", err=True)
    found, mend = index.changes() if changes is None else changes, command(index.path)
    if not index.count:
        say(f"answerbook: the index holds no question with an answer; add notes with: {mend} PATH", err=True)
    if found.changed or found.deleted or found.new:
        parts = (("changed", found.changed), ("gone", found.deleted), ("new", found.new))
        said = "; ".join(f"{word}: {some(files, _NAMED)}" for word, files in parts if files)
        say(f"answerbook: the notes differ from the index ({said}); bring it up to date with: {mend}", err=True)
    if found.missing:
        gone = f"not there: {some(found.missing, _NAMED)}; what was read of it is still used"
        say(f"answerbook: {gone}; to leave it out: {mend} --remove PATH", err=True)


def unknown(index: "Index", topics: Sequence[str], globs: Sequence[str]) -> list[str]:
    """Say which of ``topics`` no entry is about, which of ``globs`` no document is called by, and what there is."""
    known = index.topics() if topics else {}
    there = set(map(folded, known))
    files = sorted(index.files()) if globs else []
    lost = [topic for topic in topics if folded(topic) not in there]
    unmet = [glob for glob in globs if not index.files((glob,))]
    return [f"there is no topic {topic!r}; {_offered('topics', list(known))}" for topic in lost] + [
        f"there is no document {glob!r}; {_offered('documents', files)}" for glob in unmet
    ]


def _offered(word: str, known: list[str]) -> str:
    return f"there are {some(known, _OFFERED)}" if known else f"the notes have no {word}"
