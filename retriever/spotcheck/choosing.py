"""Choose what to ask."""

import random
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from itertools import chain, islice

from fsrs import Card

from corpus.model import Entry
from index.errors import UsageError
from index.names import folded
from index.opened import Index
from index.remembering import remembered
from retriever.copies import copy_key
from retriever.spotcheck.askable import Askable, askable
from retriever.spotcheck.following import followed
from retriever.spotcheck.points import MOST, key_points, on_raw_lines, parts
from retriever.spotcheck.reviews import Reviews
from retriever.spotcheck.schedule import is_due, schedules
from retriever.spotcheck.values import Choice, Prompt


def choose(
    index: Index, reviews: Reviews, choice: Choice, now: datetime | None = None, seed: int | None = None
) -> tuple[Prompt, ...]:
    """Return up to ``choice.count`` prompts of the notes: due ones oldest first, then new ones in the notes' order.

    Of copies (``copy_key``) the first is asked; none is new where another one that fits has a schedule.
    ``choice.documents`` are names or globs, see ``Index.files``; "random" takes from all that fits, mixed by ``seed``.
    """
    now = now or datetime.now(UTC)
    cards = schedules(followed(index, reviews.log()))
    sources = _sources(index)
    documents = index.files(choice.documents)
    fitting = [each for each in askable(index) if each.document in documents and _about(each, choice.topics)]
    picked = _picked(index, fitting, cards, choice, now, random.Random(seed))
    asked = islice(picked, max(0, choice.count))
    return tuple(_prompt(index.entry(each.entry), each.part, sources) for each in asked)


def prompt(index: Index, entry: str, part: str | None = None) -> Prompt:
    """Return the prompt of one part of an entry, of its first one where ``part`` is None.

    Raises UsageError where the index has no such entry, or the entry no such part.
    """
    found = index.find(entry)
    if found is None:
        raise UsageError(f"there is no entry {entry!r} in the notes")
    names = _parts_of(found)
    if part is not None and part not in names:
        raise UsageError(f"the entry {entry!r} has no part {part!r}; its parts are {', '.join(map(repr, names))}")
    return _prompt(found, names[0] if part is None else part, _sources(index))


def all_prompts(index: Index, topics: Collection[str]) -> Iterator[Prompt]:
    """Yield every prompt of the notes, in their order; with ``topics`` those about one of them."""
    sources = _sources(index)
    for entry in index.entries():
        for part in _parts_of(entry) if _about(entry, topics) else ():
            yield _prompt(entry, part, sources)


def _picked(
    index: Index,
    fitting: list[Askable],
    cards: Mapping[tuple[str, str], Card],
    choice: Choice,
    now: datetime,
    chance: random.Random,
) -> Iterator[Askable]:
    if choice.which == "random":
        return _once(index, chance.sample(fitting, len(fitting)), ())
    known = [each for each in fitting if each.key in cards]
    new = _once(index, fitting, known)
    if choice.which == "new":
        return new
    due = [each for each in known if is_due(cards[each.key], now)]
    return chain(sorted(due, key=lambda each: cards[each.key].due), new)


def _once(index: Index, wanted: Iterable[Askable], known: Iterable[Askable]) -> Iterator[Askable]:
    """Yield what is wanted, of copies the first, and none of what is known."""
    seen = {_words(index, each) for each in known}
    for each in wanted:
        words = _words(index, each)
        if words not in seen:
            seen.add(words)
            yield each


@remembered
def _words(index: Index, asked: Askable) -> int:
    """Return a number that copies share."""
    entry = index.entry(asked.entry)
    return hash(copy_key(_part(entry, asked.part)[0], entry.question))


def _about(asked: Askable | Entry, wanted: Collection[str]) -> bool:
    return not wanted or not set(map(folded, asked.topics)).isdisjoint(map(folded, wanted))


def _part(entry: Entry, part: str) -> tuple[str, tuple[int, ...]]:
    return next((text, lines) for name, text, lines in parts(entry) if name == part)


def _parts_of(entry: Entry) -> list[str]:
    return [name for name, _, _ in parts(entry)]


@remembered
def _sources(index: Index) -> dict[str, str]:
    return {document.file: document.source for document in index.documents()}


def _prompt(entry: Entry, part: str, sources: Mapping[str, str]) -> Prompt:
    reference, lines = _part(entry, part)
    return Prompt(
        entry=entry.id or "",
        part=part,
        question=entry.question,
        document=entry.document,
        source=sources.get(entry.document, ""),
        lines=entry.lines,
        headings=entry.headings,
        topics=entry.topics,
        reference=reference,
        points=on_raw_lines(key_points(reference, MOST), lines),
        pages=entry.pages,
    )
