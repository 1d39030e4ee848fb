"""Write one segment out of several, without what is deleted in them: by rows, without reading a record."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.arrays import Array, Mask
from index.files import ArrayWriter, RecordWriter, starts, write_array
from index.postings import merge_postings
from index.segments import OpenSegment
from index.writing import write_lookups

Kept = tuple[OpenSegment, Mask]
_RUN = 8192
_ARRAYS = {
    "vectors": "",
    "sentence_vectors": "sentence_starts",
    "tokens": "token_starts",
    "token_owners": "token_starts",
}


def merge_segments(sources: Sequence[Kept], folder: Path) -> None:
    """Write the kept documents of several segments into ``folder``, in their order; raises OSError.

    Each source comes with a mask over its documents. Vectors are copied in bounded runs.
    """
    rows = [_rows(segment.document_passages, kept) for segment, kept in sources]
    entries = [_rows(segment.document_entries, kept) for segment, kept in sources]
    _copy_records(folder, sources, entries, rows)
    for name, bounds in _ARRAYS.items():
        first: Array = getattr(sources[0][0], name)
        with ArrayWriter(folder / _file(name), first.dtype, first.shape[1] if first.ndim > 1 else None) as file:
            for (segment, _), mask in zip(sources, rows, strict=True):
                for start, stop in _runs(mask, getattr(segment, bounds) if bounds else None):
                    file.append(getattr(segment, name)[start:stop])
    for bounds in ("sentence_starts", "token_starts"):
        counts = [np.diff(getattr(segment, bounds))[mask] for (segment, _), mask in zip(sources, rows, strict=True)]
        write_array(folder / _file(bounds), starts(np.concatenate(counts)))
    _copy_numbers(folder, sources, entries, rows)
    merge_postings([(segment.postings, mask) for (segment, _), mask in zip(sources, rows, strict=True)], folder)


def _copy_records(folder: Path, sources: Sequence[Kept], entries: Sequence[Mask], rows: Sequence[Mask]) -> None:
    masks = {"documents": [kept for _, kept in sources], "entries": entries, "passages": rows}
    for name, chosen in masks.items():
        with RecordWriter(folder / f"{name}.records") as file:
            for (segment, _), mask in zip(sources, chosen, strict=True):
                records = getattr(segment, name)
                for start, stop in _runs(mask, None):
                    file.extend(records[start:stop])


def _copy_numbers(folder: Path, sources: Sequence[Kept], entries: Sequence[Mask], rows: Sequence[Mask]) -> None:
    owners, ids, base = [], [], np.zeros(3, np.int64)
    for (segment, kept), inside, mask in zip(sources, entries, rows, strict=True):
        before = segment.owners[mask]
        moved = [(np.cumsum(kept) - 1)[before[:, 0]], (np.cumsum(inside) - 1)[before[:, 1]], before[:, 2]]
        owners.append(np.stack(moved, axis=1) + base)
        base += (kept.sum(), inside.sum(), 0)
        by_row = np.empty(len(segment.sorted_ids), np.uint64)
        by_row[segment.sorted_entries] = segment.sorted_ids
        ids.append(by_row[inside])
    for name in ("document_entries", "document_passages"):
        counts = [np.diff(getattr(segment, name))[kept] for segment, kept in sources]
        write_array(folder / _file(name), starts(np.concatenate(counts)))
    write_array(folder / "owners.npy", np.concatenate(owners).astype(np.int32))
    keys = np.concatenate([segment.keys[mask] for (segment, _), mask in zip(sources, rows, strict=True)])
    write_lookups(folder, keys, np.concatenate(ids))


def _file(name: str) -> str:
    return f"{name.replace('_', '-')}.npy"


def _rows(bounds: NDArray[np.int64], kept: Mask) -> Mask:
    """Spread a mask over documents to their rows."""
    return np.repeat(kept, np.diff(bounds))


def _runs(mask: Mask, bounds: NDArray[np.int64] | None) -> Iterator[tuple[int, int]]:
    """Yield the runs of kept rows, none longer than a bounded number of rows, as the rows or where their parts lie."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], mask.astype(np.int8), [0]])))
    for first, last in edges.reshape(-1, 2).tolist():
        for start in range(first, last, _RUN):
            stop = min(last, start + _RUN)
            yield (start, stop) if bounds is None else (int(bounds[start]), int(bounds[stop]))
