"""Words that exclude each other, of which embeddings think that they are near."""

from collections import defaultdict
from collections.abc import Mapping, Set
from functools import lru_cache

from index.lexical import analyse

_PAIRS = """
increase decrease|increase reduce|more less|more fewer|higher lower|high low|open closed|before after
always never|same different|equal different|connected separated|connected disconnected|up down
positive negative|faster slower|fast slow|quickly slowly|large small|larger smaller|big small|bigger smaller|long short
longer shorter|hot cold|hotter colder|warmer cooler|heavy light|heavier lighter|hard soft|harder softer|first last
begin end|start stop|start end|true false|all none|inside outside|above below|over under|add remove|add subtract
complete incomplete|rise fall|rises sinks|expand contract|attract repel|gain lose|push pull|static dynamic
public private|front back|top bottom|left right|maximum minimum|most least|better worse|many few|strong weak
stronger weaker|full empty|near far|early late|read write|allow prevent|allow deny|enable disable
synchronous asynchronous|internal external|implicit explicit|local global|local remote|parent child|input output
insert delete|ascending descending|horizontal vertical|solid liquid|liquid gas|wet dry|alive dead|float sink
absorb release|absorb reflect|upper lower|head tail|constant variable|even odd|single multiple|multiply divide
thick thin|wide narrow|loud quiet|bright dark|clockwise counterclockwise|evaporate condense|freeze melt|heat cool
conductor insulator|backward forward|stateful stateless|mutable immutable
manual automatic|encrypted unencrypted|durable ephemeral|persistent temporary
eventual strong|cheaper costlier|cheap expensive|inbound outbound|ingress egress|encode decode|encrypt decrypt
older newer|old new|one many|single many|mother father|success failure|succeed fail|highest lowest|largest smallest
biggest smallest|longest shortest|fastest slowest|oldest newest|safe unsafe|secure insecure|legal illegal
ordered unordered|sorted unsorted|unique duplicate
possible impossible|visible invisible|direct indirect|active passive|primary secondary|upload download
happy sad|soft loud|give take|cheaper expensive|accept reject|include exclude|guilty innocent|rich poor
deep shallow|rough smooth|sharp blunt|tight loose|sweet bitter|optional mandatory|optional required|day night
north south|east west|summer winter|buyer seller|employer employee|debit credit|convex concave|singular plural
acidic alkaline|upstream downstream|simple complex|present absent|permanent temporary|cause prevent
inward outward
"""
_DENIES, _MAY_DENY = ("un", "non", "ir", "il"), ("in", "im", "dis")
_LONG = 6  # letters from which the others deny as well: admissible, but not form (inform) or cover (discover)
_NOT_DENIED = frozenset(analyse("flammable valuable different tribute less like til"))


def _table() -> Mapping[str, Set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for pair in _PAIRS.strip().replace("\n", "|").split("|"):
        [one], [other] = map(analyse, pair.split())
        found[one].add(other)
        found[other].add(one)
    return {term: frozenset(others) for term, others in found.items()}


_OPPOSITES = _table()


def opposites(term: str) -> Set[str]:
    """Return the opposites of a term."""
    return _OPPOSITES.get(term, frozenset())


def opposed(said: Set[str], meant: Set[str]) -> list[tuple[str, str]]:
    """Return the (said, meant) pairs of opposite terms where each side has only its own."""
    mine, theirs = said - meant, meant - said
    found = {(one, other) for one in mine for other in _against(one) & theirs}
    return sorted(found | {(one, other) for other in theirs for one in _against(other) & mine})


@lru_cache(20_000)
def _against(term: str) -> Set[str]:
    return opposites(term) | _prefixed(term)


def _prefixed(term: str) -> frozenset[str]:
    """Return what a term is behind each prefix that denies; short ones only behind those that do nothing else."""
    if term in _NOT_DENIED:
        return frozenset()
    prefixes = _DENIES + _MAY_DENY if len(term) >= _LONG else _DENIES
    return frozenset(f"{prefix}{term}" for prefix in prefixes)
