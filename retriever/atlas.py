"""A map of all entries in two dimensions: what is near in meaning lies near."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from heapq import nsmallest
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from corpus.model import Entry
from index.arrays import Floats
from index.opened import Index
from index.remembering import remembered
from retriever.kept import keep, recall, state
from retriever.regions import Region, find_regions, nearest_region

Method = Literal["none", "pca", "tsne"]

SHOWN = 20_000
"""Entries up to which all are on the map, as many as a browser can draw; of more, so many are drawn by lot."""

LAID_OUT = 2_000
"""Entries that are laid out together, which takes about three seconds; more are put beside the nearest of them."""

_RULES = 2  # raised whenever the same notes may give another map
_SEED = 0
_LEAST = 5  # entries below which t-SNE has nothing to arrange
_COMPONENTS = 50
_PERPLEXITY = 30.0
_STEPS = 300  # keeps as many of the ten nearest as 500 do, in half the time
_DRIFT = 0.1  # share of entries that may be placed by their neighbours before the whole is laid out again
_NEIGHBOURS = 5
_AT_ONCE = 4_096  # entries placed at once, which bounds what is held of their cosines


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


@remembered
def read_atlas(index: Index) -> Atlas:
    """Return the map of an index: made when it is first asked for, the last one kept in the cache.

    While few entries have changed since the last map, it is kept and new entries are placed by their neighbours, so
    that a map does not jump under its reader; else all is laid out anew.
    """
    now = state(index, _RULES)
    last, made = recall(index, "map"), {"rules": _RULES, "model": index.manifest.model.fingerprint}
    try:
        before = _restored(last["map"]) if made.items() <= last.items() else None
    except (ValueError, KeyError, TypeError):
        before = None
    if before and last.get("state") == now:
        return before
    entries = _drawn(index)
    vectors = entry_vectors(index, entries)
    found = continued(before, entries, vectors) or lay_out(entries, vectors)
    keep(index, "map", {"state": now, **made, "map": asdict(found)})
    return found


def _drawn(index: Index) -> list[Entry]:
    """Return the entries of an index, of many those whose ids come first: as good as by lot, and the same tomorrow."""
    if index.manifest.entries <= SHOWN:
        return list(index.entries())
    return nsmallest(SHOWN, index.entries(), key=lambda entry: entry.id or "")


def _restored(data: dict[str, Any]) -> Atlas:
    points = tuple(Point(**point) for point in data["points"])
    regions = tuple(Region(**{**region, "terms": tuple(region["terms"])}) for region in data["regions"])
    return Atlas(data["method"], points, regions, int(data["placed"]))


def entry_vectors(index: Index, entries: Iterable[Entry]) -> Floats:
    """Return one vector (n, d) of unit length an entry: the mean of its passages'."""
    keys = [index.entry_keys(entry.id or "") for entry in entries]
    owners = np.repeat(np.arange(len(keys)), [len(each) for each in keys])
    sums = np.zeros((len(keys), index.manifest.model.dimension), np.float32)
    if len(owners):
        np.add.at(sums, owners, index.vectors(np.concatenate(keys)))
    unit: Floats = sums / np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-9)
    return unit


def lay_out(entries: Sequence[Entry], vectors: Floats) -> Atlas:
    """Lay all entries out by their vectors (n, d); the same vectors give the same map."""
    together = np.linspace(0, len(vectors) - 1, min(len(vectors), LAID_OUT)).round().astype(np.int64)
    method, places = _arranged(vectors[together])
    if len(together) < len(vectors):
        whole = _beside(vectors, vectors[together], places)
        whole[together] = places
        places = whole
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
    places[new] = _beside(vectors[new], vectors[old], places[old])
    owners[new] = [nearest_region(place, before.regions) for place in places[new]]
    return Atlas(before.method, _points(entries, places, owners), before.regions, changed)


def _beside(vectors: Floats, others: Floats, places: Floats) -> Floats:
    """Return where to put entries by their vectors (n, d): in the middle of the nearest of ``others`` (m, d), whose
    places (m, 2) are known, nearer ones counting for more."""
    found = np.empty((len(vectors), 2), np.float32)
    for start in range(0, len(vectors), _AT_ONCE):
        cosines = vectors[start : start + _AT_ONCE] @ others.T
        nearest = np.argpartition(-cosines, min(_NEIGHBOURS, cosines.shape[1]) - 1, axis=1)[:, :_NEIGHBOURS]
        weights = np.maximum(np.take_along_axis(cosines, nearest, axis=1), 1e-3)[:, :, None]
        found[start : start + _AT_ONCE] = (weights * places[nearest]).sum(axis=1) / weights.sum(axis=1)
    return found


def _arranged(vectors: Floats) -> tuple[Method, Floats]:
    if len(vectors) < 2 or not np.ptp(vectors, axis=0).any():
        return "none", np.zeros((len(vectors), 2), np.float32)
    from sklearn.decomposition import PCA

    most = min(_COMPONENTS, *vectors.shape)
    components = PCA(most, random_state=_SEED).fit_transform(vectors).astype(np.float32)
    start = np.zeros((len(vectors), 2), np.float32)
    start[:, : min(2, most)] = components[:, :2]
    if len(vectors) < _LEAST:
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
