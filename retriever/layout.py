"""Few vectors to places in the plane, what is near in meaning near.

t-SNE of van der Maaten and Hinton, "Visualizing Data using t-SNE" (2008), exact, with the step length of Belkina et al.
(2019). To load scikit-learn's takes longer than this takes for a thousand vectors.
"""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

_EARLY = 0.5  # share of the steps in which what attracts is exaggerated
_EXAGGERATION = 12.0
_MOMENTUM = 0.5, 0.8  # early and late
_HALVINGS = 50


def principal(vectors: Floats, count: int) -> Floats:
    """Return the first ``count`` principal components (n, count) of vectors (n, d)."""
    centred = vectors - vectors.mean(axis=0)
    _, axes = np.linalg.eigh(centred.T @ centred)
    return np.asarray(centred @ axes[:, ::-1][:, :count], np.float32)


def lay_out_exactly(points: Floats, start: Floats, perplexity: float, steps: int) -> Floats:
    """Return a place (n, 2) for each of ``points`` (n, d), by gradient descent from the places ``start`` (n, 2).

    Time and memory grow with the square of n.
    """
    return _descended(_affinities(points, perplexity), start, steps)


def _affinities(points: Floats, perplexity: float) -> Floats:
    """Return how near each two points are (n, n), symmetric, of sum 1: each sees about ``perplexity`` others."""
    squares = (points**2).sum(axis=1)
    distances = np.maximum(squares[:, None] + squares - 2 * points @ points.T, 0)
    np.fill_diagonal(distances, np.inf)
    distances -= distances.min(axis=1, keepdims=True)
    finite = np.where(np.isinf(distances), 0, distances)
    low, high = np.zeros((len(points), 1)), np.full((len(points), 1), np.inf)
    sharpness = np.ones((len(points), 1))
    for _ in range(_HALVINGS):
        near = np.exp(-distances * sharpness)
        total = near.sum(axis=1, keepdims=True)
        entropy = np.log(total) + sharpness * (finite * near).sum(axis=1, keepdims=True) / total
        wide = entropy > np.log(perplexity)
        low, high = np.where(wide, sharpness, low), np.where(wide, high, sharpness)
        sharpness = np.where(np.isinf(high), sharpness * 2, (low + high) / 2)
    near = np.exp(-distances * sharpness)
    near /= near.sum(axis=1, keepdims=True)
    near += near.T
    return np.asarray(near / near.sum(), np.float32)


def _descended(affinities: Floats, places: Floats, steps: int) -> Floats:
    """Return the places (n, 2) that gradient descent comes to from ``places``."""
    rate = max(len(places) / _EXAGGERATION / 4, 50)
    speed, gains = np.zeros_like(places), np.ones_like(places)
    near, forces = np.empty_like(affinities), np.empty_like(affinities)
    for step in range(steps):
        early = step < _EARLY * steps
        squares = (places**2).sum(axis=1)
        np.matmul(places, -2 * places.T, out=near)
        near += squares[:, None] + 1
        near += squares
        np.reciprocal(near, out=near)
        np.fill_diagonal(near, 0)
        np.multiply(affinities, _EXAGGERATION if early else 1.0, out=forces)
        forces -= near / near.sum()
        forces *= near
        slope = 4 * (forces.sum(axis=1, keepdims=True) * places - forces @ places)
        gains = np.maximum(np.where((speed > 0) == (slope > 0), gains * 0.8, gains + 0.2), 0.01)
        speed = np.asarray(_MOMENTUM[not early] * speed - rate * gains * slope, np.float32)
        places = places + speed
    return places
