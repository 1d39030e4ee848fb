"""What is worked out of an index once, kept with it and let go with it."""

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar, cast

if TYPE_CHECKING:
    from index.opened import Index

P = ParamSpec("P")
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
