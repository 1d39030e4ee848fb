"""The order of the words, where it tells who does what to whom."""

from bisect import bisect, insort
from collections import Counter
from collections.abc import Sequence
from itertools import chain, product
from math import comb

from retriever.spotcheck.denials import negated

_DIRECTING = """
than causes cause depends calls inherits sends receives contains precedes follows before after converts translates turns
produces requires reads writes owns eats pulls pushes attracts moves orbits becomes replaces into
"""
_DIRECTED = frozenset(_DIRECTING.split())
_PLACE = (1, 2)  # terms that stand in one place


def directed(words: Sequence[str]) -> bool:
    """Say whether words tell who does what to whom, in the order of the active voice."""
    return any(word in _DIRECTED for word in words) and "by" not in words


def exchanged(said: Sequence[str], meant: Sequence[str]) -> tuple[str, str] | None:
    """Return two of the terms that both have, which stand in each other's place while all others stand in theirs.

    Two terms that stand side by side may change places, and so may a denial. A place is that of one term or of two.
    Parts in another order are none: what stands between them is then elsewhere too.
    """
    order = _ranks(_places(said, meant))
    astray = [at for at, rank in enumerate(order) if at != rank]
    if not astray:
        return None
    first, last = astray[0], astray[-1] + 1
    moved = [rank - first for rank in order[first:last]]
    shared, count = _shared(said, meant), last - first
    for one, other in product(_PLACE, _PLACE):
        between = range(other, count - one)
        if len(between) and moved == [*range(count - one, count), *between, *range(other)]:
            places = shared[first : first + one], shared[last - other : last]
            return None if negated([*chain(*places)]) else (places[0][0], places[1][0])
    return None


def inversion(said: Sequence[str], meant: Sequence[str]) -> float:
    """Return the share (0..1) of pairs of shared terms that stand in the other order; 0 for fewer than two."""
    behind: list[int] = []
    turned = 0
    for place in _places(said, meant):
        turned += len(behind) - bisect(behind, place)
        insort(behind, place)
    return turned / comb(len(behind), 2) if len(behind) > 1 else 0.0


def _places(said: Sequence[str], meant: Sequence[str]) -> list[int]:
    """Return where in ``said`` the terms of ``meant`` stand that each of the two has once."""
    places = {term: place for place, term in enumerate(said)}
    return [places[term] for term in _shared(said, meant)]


def _shared(said: Sequence[str], meant: Sequence[str]) -> list[str]:
    """Return the terms that each of the two has once, in the order of ``meant``."""
    mine, theirs = Counter(said), Counter(meant)
    return [term for term in meant if theirs[term] == 1 and mine[term] == 1]


def _ranks(places: Sequence[int]) -> list[int]:
    ordered = {place: rank for rank, place in enumerate(sorted(places))}
    return [ordered[place] for place in places]
