"""The lexical part of a segment on disk: which term stands how often in which field of which passage."""

from array import array
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.files import Array, Records, open_array, write_array, write_records
from index.lexical import analyse, surfaces

FIELDS = ("question", "headings", "text")


@dataclass(frozen=True, slots=True)
class Postings:
    """One segment's postings, mapped.

    ``terms``: sorted UTF-8; term t has ``rows[starts[t]:starts[t + 1]]`` (int32, ascending passage rows) and there
    ``counts`` (uint8, one column a field, at most 255). ``lengths``: uint16 (passages, fields), terms in each field.
    ``words``: words as written, sorted UTF-8, each in ``word_passages`` (int32) passages.
    """

    terms: Records
    starts: NDArray[np.int64]
    rows: NDArray[np.int32]
    counts: NDArray[np.uint8]
    lengths: NDArray[np.uint16]
    words: Records
    word_passages: NDArray[np.int32]

    def of(self, term: str) -> slice:
        """Return where the postings of ``term`` stand, empty where the segment does not know it."""
        found = self.terms.find(term.encode("utf-8", "surrogatepass"))
        return slice(0, 0) if found < 0 else slice(int(self.starts[found]), int(self.starts[found + 1]))


def open_postings(folder: Path) -> Postings:
    """Map the postings of a segment; raises ValueError where a file is not what it should be."""
    found = Postings(
        Records(folder / "terms.records"),
        open_array(folder / "term-starts.npy"),
        open_array(folder / "term-rows.npy"),
        open_array(folder / "term-counts.npy"),
        open_array(folder / "lengths.npy"),
        Records(folder / "words.records"),
        open_array(folder / "word-passages.npy"),
    )
    if len(found.starts) != len(found.terms) + 1 or found.starts[-1] != len(found.rows):
        raise ValueError(f"{len(found.terms)} terms with {len(found.starts)} starts and {len(found.rows)} postings")
    return found


class PostingsWriter:
    """Gather the terms of a segment's passages, row by row, and write them."""

    def __init__(self) -> None:
        self._terms = _numbering()
        self._words = _numbering()
        self._ids = [array("i") for _ in FIELDS]
        self._sizes = [array("i") for _ in FIELDS]
        self._word_ids, self._word_sizes = array("i"), array("i")

    def add(self, fields: Sequence[str]) -> None:
        """Add the next passage, one text a field."""
        written: set[str] = set()
        for ids, sizes, text in zip(self._ids, self._sizes, fields, strict=True):
            terms = analyse(text)
            ids.extend(map(self._terms.__getitem__, terms))
            sizes.append(len(terms))
            written.update(surfaces(text))
        self._word_ids.extend(map(self._words.__getitem__, written))
        self._word_sizes.append(len(written))

    def write(self, folder: Path) -> None:
        """Write the files of the segment into ``folder``; raises OSError."""
        terms, rank = _sorted(self._terms)
        occurrences = []
        for ids, sizes in zip(self._ids, self._sizes, strict=True):
            rows = np.repeat(np.arange(len(sizes), dtype=np.int64), np.array(sizes, np.int64))
            occurrences.append(np.unique((rank[np.array(ids, np.int32)] << 32) | rows, return_counts=True))
        keys = np.unique(np.concatenate([found for found, _ in occurrences]))
        counts = np.zeros((len(keys), len(FIELDS)), np.uint8)
        for field, (found, times) in enumerate(occurrences):
            counts[np.searchsorted(keys, found), field] = np.minimum(times, 255)
        starts = np.searchsorted(keys >> 32, np.arange(len(terms) + 1))
        lengths = np.minimum(np.array([np.array(sizes) for sizes in self._sizes]).T, 65535)
        words, word_rank = _sorted(self._words)
        word_passages = np.bincount(word_rank[np.array(self._word_ids, np.int32)], minlength=len(words))
        _write(folder, terms, starts, keys & 0xFFFFFFFF, counts, lengths, words, word_passages)


def merge_postings(sources: Sequence[tuple[Postings, NDArray[np.bool_]]], folder: Path) -> None:
    """Write the postings of the kept rows of several segments, in their order; raises OSError.

    Holds one merged set of postings in memory, 7 bytes each.
    """
    terms = sorted({term for postings, _ in sources for term in postings.terms})
    number = {term: i for i, term in enumerate(terms)}
    places, sizes = [], np.zeros(len(terms), np.int64)
    for postings, kept in sources:
        here = np.array([number[term] for term in postings.terms], np.int64)
        owner = np.repeat(here, np.diff(postings.starts))[kept[postings.rows]]
        places.append(owner)
        sizes += np.bincount(owner, minlength=len(terms))
    starts = np.concatenate([[0], np.cumsum(sizes)])
    filled, base = starts[:-1].copy(), 0
    rows = np.empty(starts[-1], np.int32)
    counts = np.empty((starts[-1], len(FIELDS)), np.uint8)
    for (postings, kept), owner in zip(sources, places, strict=True):
        keep = kept[postings.rows]
        order = np.argsort(owner, kind="stable")
        run = owner[order]
        first = np.searchsorted(run, run)
        target = filled[run] + (np.arange(len(run)) - first)
        moved = (np.cumsum(kept) - 1 + base).astype(np.int32)
        rows[target] = moved[postings.rows[keep][order]]
        counts[target] = postings.counts[keep][order]
        filled += np.bincount(run, minlength=len(terms))
        base += int(kept.sum())
    alive = np.flatnonzero(sizes)
    words, word_passages = _merged_words(sources)
    lengths = np.concatenate([postings.lengths[kept] for postings, kept in sources])
    starts = np.append(starts[:-1][alive], starts[-1])
    _write(folder, [terms[i] for i in alive], starts, rows, counts, lengths, words, word_passages)


def _merged_words(sources: Sequence[tuple[Postings, NDArray[np.bool_]]]) -> tuple[list[bytes], Array]:
    """Add up in how many passages each word stands; where passages were dropped, in proportion, at least one."""
    total: defaultdict[bytes, int] = defaultdict(int)
    for postings, kept in sources:
        share = float(kept.mean()) if len(kept) else 0.0
        for word, passages in zip(postings.words, postings.word_passages.tolist(), strict=True):
            total[word] += passages if share == 1 else max(1, round(passages * share))
    words = sorted(total)
    return words, np.array([total[word] for word in words], np.int32)


def _numbering() -> defaultdict[str, int]:
    numbers: defaultdict[str, int] = defaultdict()
    numbers.default_factory = numbers.__len__
    return numbers


def _sorted(numbers: Mapping[str, int]) -> tuple[list[bytes], NDArray[np.int64]]:
    """Return the names as sorted UTF-8, and for each number the row at which its name now stands."""
    names = [name.encode("utf-8", "surrogatepass") for name in numbers]
    order = sorted(range(len(names)), key=names.__getitem__)
    rank = np.empty(len(names), np.int64)
    rank[order] = np.arange(len(names))
    return [names[i] for i in order], rank


def _write(
    folder: Path,
    terms: Sequence[bytes],
    starts: Array,
    rows: Array,
    counts: Array,
    lengths: Array,
    words: Sequence[bytes],
    word_passages: Array,
) -> None:
    write_records(folder / "terms.records", terms)
    write_array(folder / "term-starts.npy", starts.astype(np.int64))
    write_array(folder / "term-rows.npy", rows.astype(np.int32))
    write_array(folder / "term-counts.npy", counts)
    write_array(folder / "lengths.npy", lengths.astype(np.uint16).reshape(-1, len(FIELDS)))
    write_records(folder / "words.records", words)
    write_array(folder / "word-passages.npy", word_passages.astype(np.int32))
