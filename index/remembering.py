"""What is worked out once and kept: with an index, to be let go with it, or in a dictionary of bounded size."""

from collections.abc import Callable, Hashable
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar, cast

if TYPE_CHECKING:
    from index.opened import Index

P = ParamSpec("P")
K = TypeVar("K", bound=Hashable)
T = TypeVar("T")


def remembered(make: "Callable[Concatenate[Index, P], T]") -> "Callable[Concatenate[Index, P], T]":
    """Return ``make``, which takes an open index first, working once for that index and its other arguments.

    What it gave lives as long as the index, and must not hold the index itself: that would be a circle, and would
    keep the files of old generations open.
    """

    @wraps(make)
    def recalled(index: "Index", /, *arguments: P.args, **named: P.kwargs) -> T:
        key = make, arguments, tuple(named.items())
        try:
            found = index.remembered[key]
        except KeyError:
            found = index.remembered[key] = make(index, *arguments, **named)
        return cast("T", found)

    return recalled


def known_or_made(known: dict[K, T], key: K, make: Callable[[K], T], most: int) -> T:
    """Return what ``known`` has under ``key``, or what ``make`` makes of it; of ``most`` all are let go first.

    Threads may share ``known``: at worst two of them make the same. ``lru_cache`` on a method is a circle, and would
    keep what the method belongs to (an index, its files) for a while after it was let go.
    """
    try:
        return known[key]
    except KeyError:
        found = make(key)
    if len(known) >= most:
        known.clear()
    known[key] = found
    return found
