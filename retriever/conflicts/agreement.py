"""Whether two quantities are of one kind, and whether both can be right."""

import math

from retriever.conflicts.quantities import Quantity
from retriever.conflicts.units import tolerance

_ABOUT = 1.15  # the ratio within which "about" holds
_DEGREES = 0.6  # a temperature converted and rounded
_NUMBERED = ("count", "label", "version")


def one_kind(one: Quantity, other: Quantity) -> bool:
    """Say whether two quantities measure, count or number the same kind of thing."""
    dimensions = {one.dimension, other.dimension}
    if dimensions == {"date", "year"}:
        return True
    if dimensions == {"bare"}:
        return bool({*one.nouns} & {*other.nouns})
    if "bare" in dimensions:
        bare, named = (one, other) if one.dimension == "bare" else (other, one)
        return named.dimension in _NUMBERED and bool({*bare.nouns} & {*named.nouns})
    if len(dimensions) == 2:
        return False
    if one.dimension in ("count", "count/time", "label", "ordinal"):
        return bool({*one.nouns} & {*other.nouns})
    return True


def agree(one: Quantity, other: Quantity) -> bool:
    """Say whether two quantities of one kind can both be right: equal, one in the range or limit of the other.

    Two upper limits agree only where they are equal, and so do two lower ones; conversions of units and rounding are
    allowed for.
    """
    if "date" in (one.dimension, other.dimension):
        return _dates_agree(one, other)
    ratio = tolerance(one.dimension, one.unit == other.unit)
    if "about" in (one.bound, other.bound):
        ratio = max(ratio, _ABOUT)
    if one.bound == other.bound and one.bound in ("most", "least"):
        return _close(one.high, other.high, ratio)
    (low, high), (others_low, others_high) = _limits(one), _limits(other)
    if low <= others_high and others_low <= high:
        return True
    gap = (low, others_high) if low > others_high else (high, others_low)
    if one.dimension == "temperature" and one.unit != other.unit:
        return abs(gap[0] - gap[1]) < _DEGREES
    return _close(*gap, ratio)


def disagreements(ones: tuple[Quantity, ...], others: tuple[Quantity, ...]) -> list[tuple[Quantity, Quantity]]:
    """Return the pairs of one kind that cannot both be right, of quantities that agree with none of the other side."""
    agreed_ones, agreed_others = set[int](), set[int]()
    pairs: list[tuple[int, int]] = []
    for row, one in enumerate(ones):
        for column, other in enumerate(others):
            if not one_kind(one, other):
                continue
            if agree(one, other):
                agreed_ones.add(row)
                agreed_others.add(column)
            else:
                pairs.append((row, column))
    return [(ones[r], others[c]) for r, c in pairs if r not in agreed_ones and c not in agreed_others]


def _dates_agree(one: Quantity, other: Quantity) -> bool:
    parts = zip(_date_parts(one), _date_parts(other), strict=True)
    return not any(left and right and left != right for left, right in parts)


def _date_parts(quantity: Quantity) -> tuple[float, float, float]:
    if quantity.dimension == "year":
        return quantity.low, 0, 0
    return quantity.low // 10000, quantity.low % 10000 // 100, quantity.low % 100


def _limits(quantity: Quantity) -> tuple[float, float]:
    low = -math.inf if quantity.bound == "most" else quantity.low
    high = math.inf if quantity.bound == "least" else quantity.high
    return low, high


def _close(one: float, other: float, ratio: float) -> bool:
    if not one * other > 0:  # which infinity times zero is not
        return abs(one - other) < 1e-9
    return max(one / other, other / one) <= ratio
