"""A map of all entries in two dimensions: what is near in meaning lies near."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from corpus.model import Entry
from index.opened import Index
from index.reader import predecessor
from retriever.regions import Region, find_regions, nearest_region

Floats = NDArray[np.float32]
Method = Literal["none", "pca", "tsne"]

TSNE_ENTRIES = 20_000
"""Entries up to which the map is laid out by t-SNE; larger ones by their principal components alone."""

_SCHEMA = 1
_SEED = 0
_LEAST = 5  # entries below which t-SNE has nothing to arrange
_COMPONENTS = 50
_PERPLEXITY = 30.0
_STEPS = 300  # keeps as many of the ten nearest as 500 do, in half the time
_DRIFT = 0.2  # share of entries that may be placed by their neighbours before the whole is laid out again
_NEIGHBOURS = 5


@dataclass(frozen=True, slots=True)
class Point:
    """An entry on the map: ``x`` and ``y`` from -1 to 1, the number of its region, its first topic ("" if none)."""

    entry: str
    x: float
    y: float
    region: int
    topic: str


@dataclass(frozen=True, slots=True)
class Atlas:
    """The map of an index: one point an entry; ``placed`` counts those put beside their neighbours since it was
    laid out as a whole."""

    method: Method
    points: tuple[Point, ...]
    regions: tuple[Region, ...]
    placed: int = 0


def derive_atlas(index: Index) -> bytes:
    """Return the map of an index as JSON, to be kept with it.

    While few entries have changed since the last map, it is kept and new entries are placed by their neighbours, so
    that a map does not jump under its reader; else all is laid out anew.
    """
    entries = list(index.entries())
    vectors = entry_vectors(index, entries)
    before = predecessor(index)
    return write_atlas(continued(read_atlas(before) if before else None, entries, vectors) or lay_out(entries, vectors))


@lru_cache(maxsize=2)
def read_atlas(index: Index) -> Atlas | None:
    """Return the map kept with an index, None where it was built without one."""
    kept = index.derived("atlas")
    if kept is None:
        return None
    data = json.loads(kept)
    points = tuple(Point(**point) for point in data["points"])
    regions = tuple(Region(**{**region, "terms": tuple(region["terms"])}) for region in data["regions"])
    return Atlas(data["method"], points, regions, data["placed"])


def write_atlas(atlas: Atlas) -> bytes:
    """Return a map as JSON."""
    return json.dumps({"schema": _SCHEMA, **asdict(atlas)}, ensure_ascii=False).encode()


def entry_vectors(index: Index, entries: Sequence[Entry]) -> Floats:
    """Return one vector (n, d) of unit length an entry: the mean of its passages'."""
    rows = {entry.id: row for row, entry in enumerate(entries)}
    keys = index.keys()
    sums = np.zeros((len(entries), index.manifest.model.dimension), np.float32)
    if len(keys):
        owners = np.array([rows[passage.entry] for passage in index.passages(keys.tolist())])
        np.add.at(sums, owners, index.vectors(keys))
    unit: Floats = sums / np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-9)
    return unit


def lay_out(entries: Sequence[Entry], vectors: Floats) -> Atlas:
    """Lay all entries out by their vectors (n, d); the same vectors give the same map."""
    method, places = _arranged(vectors)
    places = _scaled(places)
    owners, regions = find_regions(entries, places)
    return Atlas(method, _points(entries, places, owners), regions)


def continued(before: Atlas | None, entries: Sequence[Entry], vectors: Floats) -> Atlas | None:
    """Return the map ``before`` with what is gone taken off and what is new put beside its neighbours.

    None where there was no map, or where too much is new since it was laid out.
    """
    if before is None or before.method == "none":
        return None
    known = {point.entry: point for point in before.points}
    old = [row for row, entry in enumerate(entries) if entry.id in known]
    new = [row for row, entry in enumerate(entries) if entry.id not in known]
    changed = before.placed + len(new) + len(known) - len(old)
    if len(old) < _LEAST or changed > _DRIFT * len(entries):
        return None
    places = np.zeros((len(entries), 2), np.float32)
    owners = np.zeros(len(entries), np.int64)
    for row in old:
        point = known[entries[row].id or ""]
        places[row], owners[row] = (point.x, point.y), point.region
    for row in new:
        cosines = vectors[old] @ vectors[row]
        nearest = np.argsort(-cosines, kind="stable")[:_NEIGHBOURS]
        weights = np.maximum(cosines[nearest], 1e-3)
        places[row] = weights @ places[np.array(old)[nearest]] / weights.sum()
        owners[row] = nearest_region(places[row], before.regions)
    return Atlas(before.method, _points(entries, places, owners), before.regions, changed)


def _arranged(vectors: Floats) -> tuple[Method, Floats]:
    if len(vectors) < 2 or not np.ptp(vectors, axis=0).any():
        return "none", np.zeros((len(vectors), 2), np.float32)
    from sklearn.decomposition import PCA

    most = min(_COMPONENTS, *vectors.shape)
    components = PCA(most, random_state=_SEED).fit_transform(vectors).astype(np.float32)
    start = np.zeros((len(vectors), 2), np.float32)
    start[:, : min(2, most)] = components[:, :2]
    if not _LEAST <= len(vectors) <= TSNE_ENTRIES:
        return "pca", start
    from sklearn.manifold import TSNE

    perplexity = min(_PERPLEXITY, (len(vectors) - 1) / 3)
    layout = TSNE(
        perplexity=perplexity, init=1e-4 * start / start[:, 0].std(), random_state=_SEED, max_iter=_STEPS, n_jobs=1
    )
    return "tsne", layout.fit_transform(components)


def _scaled(places: Floats) -> Floats:
    """Centre the map and bring it to -1 to 1, one scale for both axes."""
    if not len(places):
        return places
    centred = places - (places.max(axis=0) + places.min(axis=0)) / 2
    return np.asarray(centred / max(float(np.abs(centred).max()), 1e-9), np.float32)


def _points(entries: Sequence[Entry], places: Floats, owners: NDArray[np.int64]) -> tuple[Point, ...]:
    rows = zip(entries, places.round(4).tolist(), owners.tolist(), strict=True)
    return tuple(
        Point(entry.id or "", round(x, 4), round(y, 4), region, entry.topics[0] if entry.topics else "")
        for entry, (x, y), region in rows
    )
