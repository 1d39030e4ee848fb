"""The lexical part of a segment on disk: which term stands how often in which field of which passage."""

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.arrays import Array, Mask
from index.files import Records, open_array, starts, write_array, write_records
from index.lexical import analyse, surfaces

FIELDS = ("question", "headings", "text")
_COUNTED_AT_ONCE = 16_384  # passages


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


@dataclass(frozen=True, slots=True)
class _Block:
    """Postings of some passages: term number and row (int32), and counts (uint8, one column a field) of each."""

    terms: NDArray[np.int32]
    rows: NDArray[np.int32]
    counts: NDArray[np.uint8]


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
    """Gather the terms of a segment's passages, row by row, and write them.

    Holds 11 bytes a posting, and the terms of so many passages as are counted at once.
    """

    def __init__(self) -> None:
        self._terms = _numbering()
        self._words: Counter[str] = Counter()
        self._ids = [array("i") for _ in FIELDS]
        self._sizes = [array("i") for _ in FIELDS]
        self._counted = 0
        self._blocks: list[_Block] = []

    def add(self, fields: Sequence[str]) -> None:
        """Add the next passage, one text a field."""
        written: set[str] = set()
        for ids, sizes, text in zip(self._ids, self._sizes, fields, strict=True):
            terms = analyse(text)
            ids.extend(map(self._terms.__getitem__, terms))
            sizes.append(len(terms))
            written.update(surfaces(text))
        self._words.update(written)
        if len(self._sizes[0]) - self._counted >= _COUNTED_AT_ONCE:
            self._count()

    def write(self, folder: Path) -> None:
        """Write the files of the segment into ``folder``; raises OSError."""
        self._count()
        terms, rank = _sorted(self._terms)
        sizes = np.zeros(len(terms), np.int64)
        for block in self._blocks:
            sizes += np.bincount(rank[block.terms], minlength=len(terms))
        blocks = ((rank[block.terms], block.rows, block.counts) for block in self._blocks)
        rows, counts = _by_term(sizes, blocks)
        lengths = np.minimum(np.array([np.array(each) for each in self._sizes]).T, 65535)
        words, word_rank = _sorted(self._words)
        word_passages = np.empty(len(words), np.int32)
        word_passages[word_rank] = np.fromiter(self._words.values(), np.int32, len(words))
        _write(folder, terms, starts(sizes), rows, counts, lengths, words, word_passages)

    def _count(self) -> None:
        """Count how often each term stands in each field of the passages added since the last time."""
        first, self._counted = self._counted, len(self._sizes[0])
        occurrences = []
        for ids, sizes in zip(self._ids, self._sizes, strict=True):
            rows = np.repeat(np.arange(first, len(sizes), dtype=np.int64), np.array(sizes[first:], np.int64))
            occurrences.append(np.unique((np.array(ids, np.int64) << 32) | rows, return_counts=True))
            del ids[:]
        keys = np.unique(np.concatenate([found for found, _ in occurrences]))
        counts = np.zeros((len(keys), len(FIELDS)), np.uint8)
        for field, (found, times) in enumerate(occurrences):
            counts[np.searchsorted(keys, found), field] = np.minimum(times, 255)
        self._blocks.append(_Block((keys >> 32).astype(np.int32), (keys & 0xFFFFFFFF).astype(np.int32), counts))


def merge_postings(sources: Sequence[tuple[Postings, Mask]], folder: Path) -> None:
    """Write the postings of the kept rows of several segments, in their order; raises OSError.

    Holds one merged set of postings in memory, 7 bytes each, beside the largest of the segments.
    """
    terms = sorted({term for postings, _ in sources for term in postings.terms})
    number = {term: i for i, term in enumerate(terms)}
    sizes = np.zeros(len(terms), np.int64)
    for postings, kept in sources:
        sizes += np.bincount(_owners(postings, kept, number), minlength=len(terms))
    rows, counts = _by_term(sizes, _kept_blocks(sources, number))
    alive = np.flatnonzero(sizes)
    words, word_passages = _merged_words(sources)
    lengths = np.concatenate([postings.lengths[kept] for postings, kept in sources])
    _write(folder, [terms[i] for i in alive], starts(sizes[alive]), rows, counts, lengths, words, word_passages)


def _kept_blocks(
    sources: Sequence[tuple[Postings, Mask]], number: Mapping[bytes, int]
) -> Iterator[tuple[Array, Array, Array]]:
    """Yield for each segment the terms, the new rows and the counts of the postings that are kept."""
    base = 0
    for postings, kept in sources:
        keep = kept[postings.rows]
        moved = (np.cumsum(kept) - 1 + base).astype(np.int32)
        yield _owners(postings, kept, number), moved[postings.rows[keep]], postings.counts[keep]
        base += int(kept.sum())


def _owners(postings: Postings, kept: Mask, number: Mapping[bytes, int]) -> Array:
    """Return the number of the term of each posting that is kept."""
    here = np.array([number[term] for term in postings.terms], np.int32)
    return np.repeat(here, np.diff(postings.starts))[kept[postings.rows]]


def _by_term(sizes: NDArray[np.int64], blocks: Iterable[tuple[Array, Array, Array]]) -> tuple[Array, Array]:
    """Return the rows and counts of all postings, term after term, each term's in the order of the blocks.

    ``sizes`` are the postings of each term; a block is the term, the row and the counts of each of its postings.
    """
    filled = starts(sizes)[:-1]
    total = int(sizes.sum())
    rows, counts = np.empty(total, np.int32), np.empty((total, len(FIELDS)), np.uint8)
    for owner, block_rows, block_counts in blocks:
        order = np.argsort(owner, kind="stable")
        run = owner[order]
        target = filled[run] + (np.arange(len(run)) - np.searchsorted(run, run))
        rows[target] = block_rows[order]
        counts[target] = block_counts[order]
        filled += np.bincount(run, minlength=len(sizes))
    return rows, counts


def _merged_words(sources: Sequence[tuple[Postings, Mask]]) -> tuple[list[bytes], Array]:
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
    term_starts: Array,
    rows: Array,
    counts: Array,
    lengths: Array,
    words: Sequence[bytes],
    word_passages: Array,
) -> None:
    write_records(folder / "terms.records", terms)
    write_array(folder / "term-starts.npy", term_starts.astype(np.int64))
    write_array(folder / "term-rows.npy", rows.astype(np.int32))
    write_array(folder / "term-counts.npy", counts)
    write_array(folder / "lengths.npy", lengths.astype(np.uint16).reshape(-1, len(FIELDS)))
    write_records(folder / "words.records", words)
    write_array(folder / "word-passages.npy", word_passages.astype(np.int32))
