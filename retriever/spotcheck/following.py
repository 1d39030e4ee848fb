"""Reviews follow their text: an entry that was asked whole and is asked by section now, or the other way round."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from index.opened import Index
from retriever.spotcheck.askable import askable
from retriever.spotcheck.points import parts
from retriever.spotcheck.values import Review

_MOSTLY = 0.5  # share of a text's lines from which it stands in another one


def followed(index: Index, log: Iterable[Review]) -> Iterator[Review]:
    """Yield the reviews of a log as what they count for now: a part of the notes, several, or what is gone.

    A review counts for the part that it was of, for every other part of its entry that mostly stands in what it was
    about and no longer in that part, and, where that part is asked no more, for those that it mostly makes up: sections
    renamed, an entry that grew until it is asked by section, or one that shrank.
    """
    asked: defaultdict[str, set[str]] = defaultdict(set)
    for each in askable(index):
        asked[each.entry].add(each.part)
    texts: dict[str, Mapping[str, frozenset[str]]] = {}
    for review in log:
        now = asked.get(review.entry, set())
        if now <= {review.part}:
            yield review
            continue
        if review.entry not in texts:
            texts[review.entry] = {part: _lines(text) for part, text, _ in parts(index.entry(review.entry))}
        about, own = _lines(review.answer), texts[review.entry].get(review.part)
        left = about - own if own else about
        found = [
            part
            for part, text in texts[review.entry].items()
            if part == review.part or _stands_in(text, left) or (own is None and _stands_in(about, text))
        ]
        yield from (replace(review, part=part) for part in found or [review.part])


def _lines(text: str) -> frozenset[str]:
    return frozenset(filter(None, map(str.strip, text.split("\n"))))


def _stands_in(text: frozenset[str], other: frozenset[str]) -> bool:
    return bool(text) and len(text & other) >= _MOSTLY * len(text)
