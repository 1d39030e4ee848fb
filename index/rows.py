"""Passage keys to rows, over the segments of one generation."""

from collections.abc import Iterator, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from index.arrays import Keys, Mask
from index.files import starts as starts_of
from index.segments import SENTENCE_BITS, OpenSegment


class Rows:
    """Where each passage is: which segment, which row; what is deleted is nowhere."""

    def __init__(self, segments: Sequence[OpenSegment], deleted: Sequence[Sequence[int]]) -> None:
        self.segments = tuple(segments)
        self.live = tuple(_live(segment, rows) for segment, rows in zip(segments, deleted, strict=True))
        self.hidden = tuple(
            None if live is None else np.array(segment.keys[~live])
            for segment, live in zip(segments, self.live, strict=True)
        )

    @cached_property
    def hidden_sentences(self) -> tuple[Keys | None, ...]:
        """Return for each segment the ids of the sentences that are deleted in it, None where none are."""
        return tuple(None if keys is None else self.sentence_ids(keys) for keys in self.hidden)

    def keys(self) -> Keys:
        """Return the keys of all passages, segment after segment."""
        found = [
            segment.keys if live is None else segment.keys[live]
            for segment, live in zip(self.segments, self.live, strict=True)
        ]
        return np.concatenate([np.zeros(0, np.int64), *found])

    def find(self, key: int) -> tuple[int, int]:
        """Return the segment and the row of a passage; raises KeyError where it is not there."""
        number, _, rows = next(self.located(np.array([key], np.int64)))
        return number, int(rows[0])

    def located(self, keys: Keys) -> Iterator[tuple[int, NDArray[np.int64], NDArray[np.int32]]]:
        """Yield (segment, places in ``keys``, their rows); raises KeyError where a key is in none."""
        left = np.arange(len(keys))
        for number, (segment, live) in enumerate(zip(self.segments, self.live, strict=True)):
            rows = segment.rows_of(np.asarray(keys, np.int64)[left])
            here = rows >= 0 if live is None else (rows >= 0) & live[rows]
            if here.any():
                yield number, left[here], rows[here]
                left = left[~here]
        if len(left):
            raise KeyError(int(keys[left[0]]))

    def mask(self, number: int, allowed: Keys) -> Mask:
        """Return which rows of a segment are those of ``allowed``; a key that is elsewhere is no error."""
        mask = np.zeros(len(self.segments[number].keys), np.bool_)
        rows = self.segments[number].rows_of(np.asarray(allowed, np.int64))
        mask[rows[rows >= 0]] = True
        return mask

    def sentence_ids(self, keys: Keys) -> Keys:
        """Return the ids of all sentences of the passages, wherever they are, deleted or not."""
        found = [np.zeros(0, np.int64)]
        for segment in self.segments:
            rows = segment.rows_of(keys)
            inside = rows >= 0
            counts = np.diff(segment.sentence_starts)[rows[inside]]
            first = np.repeat(np.cumsum(counts) - counts, counts)
            found.append((np.repeat(keys[inside], counts) << SENTENCE_BITS) | (np.arange(counts.sum()) - first))
        return np.unique(np.concatenate(found))

    def gathered(
        self, keys: Keys, starts: str, names: Sequence[str]
    ) -> tuple[list[list[NDArray[np.generic]]], NDArray[np.int64]]:
        """Return the slices of ragged arrays of the segments, each in the order of ``keys``, and where each starts.

        ``names`` and ``starts`` are fields of OpenSegment. Raises KeyError where a key is not there.
        """
        parts: list[list[NDArray[np.generic]]] = [[_NOTHING] * len(keys) for _ in names]
        counts = np.zeros(len(keys), np.int64)
        for number, at, rows in self.located(keys):
            arrays = [getattr(self.segments[number], name) for name in names]
            bounds = getattr(self.segments[number], starts)
            first, last = bounds[rows], bounds[rows + 1]
            counts[at] = last - first
            for place, start, stop in zip(at.tolist(), first.tolist(), last.tolist(), strict=True):
                for part, array in zip(parts, arrays, strict=True):
                    part[place] = array[start:stop]
        return parts, starts_of(counts)


_NOTHING = np.zeros(0, np.int8)


def _live(segment: OpenSegment, deleted: Sequence[int]) -> Mask | None:
    """Return which passages of a segment count, None where all do."""
    if not deleted or not len(segment.keys):
        return None
    live = np.ones(len(segment.keys), np.bool_)
    for document in deleted:
        live[segment.document_passages[document] : segment.document_passages[document + 1]] = False
    return live
