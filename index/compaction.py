"""Which segments are made into one, and where their documents then are."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from index.arrays import Mask
from index.manifest import Segment
from index.merging import merge_segments
from index.segments import OpenSegment, open_segment
from index.writing import described

DEAD_SHARE = 0.2
MOST_SEGMENTS = 8


@dataclass
class Part:
    """A segment on its way into a generation: a kept one, or one that is still staged.

    ``kept`` is a mask over its documents; ``kind`` is what the manifest says of it.
    """

    folder: Path
    opened: OpenSegment
    kind: Segment
    staged: bool
    kept: Mask = field(init=False)

    def __post_init__(self) -> None:
        self.kept = np.ones(self.kind.documents, np.bool_)
        self.kept[list(self.kind.deleted)] = False

    @property
    def live(self) -> int:
        """Return how many passages count."""
        return int(np.diff(self.opened.document_passages)[self.kept].sum())

    @property
    def dead(self) -> int:
        """Return how many passages are deleted."""
        return self.kind.passages - self.live


def chosen(sizes: Sequence[tuple[int, int, bool]]) -> list[int]:
    """Return which segments to merge, given (live, dead, staged) passages of each.

    Those with too many dead, the new ones where there are several, and those that are too many; then every one that
    is no larger than what is merged anyway, so that a row is copied a logarithmic number of times. A single one is
    merged only to drop its dead rows.
    """
    picked = {i for i, (live, dead, _) in enumerate(sizes) if dead > DEAD_SHARE * (live + dead)}
    new = {i for i, (_, _, staged) in enumerate(sizes) if staged}
    if len(new) > 1 or (picked and new):
        picked |= new
    by_size = sorted(range(len(sizes)), key=lambda i: sizes[i][0])
    if len(sizes) - max(len(picked) - 1, 0) > MOST_SEGMENTS:
        picked |= set(by_size[: len(sizes) - MOST_SEGMENTS // 2])
    if picked:
        for i in by_size:
            if sizes[i][0] <= sum(sizes[j][0] for j in picked):
                picked.add(i)
    return sorted(picked)


@dataclass(frozen=True, slots=True)
class Moved:
    """Where the documents of merged parts are now: (old part, old row) to (new part, new row)."""

    parts: list[Part]
    places: dict[tuple[int, int], tuple[int, int]]


def compact(parts: Sequence[Part], folder: Callable[[], Path]) -> Moved:
    """Merge the parts that should be, into a folder that ``folder`` makes, and drop those of which nothing is left."""
    full = [i for i, part in enumerate(parts) if part.kept.any()]
    picks = [full[i] for i in chosen([(parts[i].live, parts[i].dead, parts[i].staged) for i in full])]
    kept = [i for i in full if i not in picks]
    places = {
        (old, row): (new, row) for new, old in enumerate(kept) for row in np.flatnonzero(parts[old].kept).tolist()
    }
    found = [parts[i] for i in kept]
    if picks:
        target = folder()
        merge_segments([(parts[i].opened, parts[i].kept) for i in picks], target)
        merged = ((i, row) for i in picks for row in np.flatnonzero(parts[i].kept).tolist())
        places |= {old: (len(found), row) for row, old in enumerate(merged)}
        found.append(staged_part(target))
    return Moved(found, places)


def staged_part(folder: Path) -> Part:
    """Open a segment that was just written."""
    return Part(folder, open_segment(folder, searches=False), described(folder), staged=True)
