"""Where embeddings are blind: negation, opposite words, other names, swapped order."""

import re
from bisect import bisect, insort
from collections import Counter
from collections.abc import Sequence, Set
from functools import lru_cache
from itertools import chain, product
from math import comb

from index.lexical import analyse
from retriever.denying import denies
from retriever.spotcheck.amounts import without_common

_ALSO_DENYING = """
nothing nor neither without hardly unable lack lacks fails instead
cant dont doesnt isnt arent wasnt werent wont wouldnt didnt hasnt havent shouldnt couldnt
"""
_ALSO = frozenset(_ALSO_DENYING.split())  # what denies in an answer, apostrophes left out in a hurry
_REACH = 4  # words after a denial that it denies
_TURNS = frozenset(["and", "but", "because", "so", "while", "whereas", "which", "then"])
_DIRECTING = """
than causes cause depends calls inherits sends receives contains precedes follows before after converts translates turns
produces requires reads writes owns eats pulls pushes attracts moves orbits becomes replaces into
"""
_DIRECTED = frozenset(_DIRECTING.split())
_NAME = re.compile(r"\w+(?:[-.]\w+)*")
_YES_OR_NO = re.compile(
    r"\W*(?:(yes|no)\b\s*(?:[,.;:!–—-]|$)|(yes)\b(?!\s+(?:and|or|but)\b)"
    r"|(no)\s+(?:i|you|he|she|it|they|we|its|this|that|there|because|as|since)\b)",
    re.IGNORECASE,
)
_PLACE = (1, 2)  # terms that stand in one place
_PAIRS = """
increase decrease|increase reduce|more less|more fewer|higher lower|high low|open closed|open close|before after
always never|same different|equal different|connected separated|connected disconnected|connect separate|up down
positive negative|faster slower|fast slow|quickly slowly|large small|larger smaller|big small|bigger smaller|long short
longer shorter|hot cold|hotter colder|warmer cooler|heavy light|heavier lighter|hard soft|harder softer|first last
begin end|start stop|start end|true false|all none|inside outside|above below|over under|on off|add remove|add subtract
complete incomplete|rise fall|rises sinks|expand contract|attract repel|gain lose|push pull|static dynamic
public private|front back|top bottom|left right|maximum minimum|most least|better worse|many few|strong weak
stronger weaker|full empty|near far|early late|read write|allow prevent|allow deny|enable disable
synchronous asynchronous|internal external|implicit explicit|local global|local remote|parent child|input output
insert delete|ascending descending|horizontal vertical|solid liquid|liquid gas|wet dry|alive dead|float sink
absorb release|absorb reflect|upper lower|head tail|constant variable|even odd|single multiple|multiply divide
thick thin|wide narrow|loud quiet|bright dark|clockwise counterclockwise|evaporate condense|freeze melt|heat cool
conductor insulator|backward forward|backwards forwards|vertically horizontally|stateful stateless|mutable immutable
manual automatic|manually automatically|encrypted unencrypted|durable ephemeral|persistent temporary
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
_OPPOSITES = frozenset(
    pair
    for line in _PAIRS.split("\n")
    for words in line.split("|")
    if len(words.split()) == 2
    for one, other in [(analyse(words.split()[0]), analyse(words.split()[1]))]
    if len(one) == len(other) == 1 and one != other
    for pair in [(one[0], other[0]), (other[0], one[0])]
)
_DENIES, _MAY_DENY = ("un", "non", "ir", "il"), ("in", "im", "dis")
_LONG = 6  # letters from which the others deny as well: admissible, but not form (inform) or cover (discover)
_NOT_DENIED = frozenset(analyse("flammable valuable different tribute less like til"))
_OPPOSITES_OF = {one: frozenset(other for this, other in _OPPOSITES if this == one) for one, _ in _OPPOSITES}


def negated(words: Sequence[str]) -> int:
    """Return how many of the lower-cased ``words`` deny."""
    return sum(_denies(word) for word in words)


def _denies(word: str) -> bool:
    return denies(word) or word in _ALSO


def directed(words: Sequence[str]) -> bool:
    """Say whether words tell who does what to whom, in the order of the active voice."""
    return any(word in _DIRECTED for word in words) and "by" not in words


def denied(words: Sequence[str], terms: Sequence[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Return the terms that stand within the reach of a denial, and those that stand outside; one can be in both."""
    found, free, left = set[str](), set[str](), 0
    for word, term in zip(words, terms, strict=True):
        if _denies(word):
            left = _REACH
        elif word in _TURNS:
            left = 0
        elif left:
            found.add(term)
            left -= 1
        else:
            free.add(term)
    return frozenset(found), frozenset(free)


def opposites(term: str) -> frozenset[str]:
    """Return the opposites of a term."""
    return _OPPOSITES_OF.get(term, frozenset())


def opposed(said: Set[str], meant: Set[str]) -> list[tuple[str, str]]:
    """Return the (said, meant) pairs of opposite terms where each side has only its own."""
    mine, theirs = said - meant, meant - said
    found = {(one, other) for one in mine for other in _against(one) & theirs}
    return sorted(found | {(one, other) for other in theirs for one in _against(other) & mine})


@lru_cache(20_000)
def _against(term: str) -> frozenset[str]:
    return opposites(term) | _prefixed(term)


def _prefixed(term: str) -> frozenset[str]:
    """Return what a term is behind each prefix that denies; short ones only behind those that do nothing else."""
    if term in _NOT_DENIED:
        return frozenset()
    prefixes = _DENIES + _MAY_DENY if len(term) >= _LONG else _DENIES
    return frozenset(f"{prefix}{term}" for prefix in prefixes)


@lru_cache(20_000)
def is_name(word: str) -> bool:
    """Say whether a word is a name by its letters: it has a digit, or two capitals."""
    return any(c.isdigit() for c in word) or sum(c.isupper() for c in word) >= 2


def names(text: str) -> frozenset[str]:
    """Return the words of ``text`` that are names, lower-cased."""
    return frozenset(word.lower() for word in _NAME.findall(text) if is_name(word))


def other_name(said: str, meant: str, known: Set[str]) -> bool:
    """Say whether ``said`` lacks a name of ``meant`` and has one that is not among the ``known`` ones.

    An amount that both have is no name, however it is written.
    """
    mine, theirs = (names(text) for text in without_common(said, meant))
    return bool(theirs - mine) and bool(mine - theirs - known)


def exchanged(said: Sequence[str], meant: Sequence[str]) -> tuple[str, str] | None:
    """Return two of the terms that both have, which stand in each other's place while all others stand in theirs.

    Two terms that stand side by side may change places, and so may a denial. A place is that of one term or of two.
    Parts in another order are none: what stands between them is then elsewhere too.
    """
    order = _ranks(_places(said, meant))
    first = next((at for at, rank in enumerate(order) if at != rank), len(order))
    last = next((at for at in range(len(order) - 1, -1, -1) if order[at] != at), -1) + 1
    moved = [rank - first for rank in order[first:last]]
    shared, count = _shared(said, meant), last - first
    for one, other in product(_PLACE, _PLACE):
        between = range(other, count - one)
        if len(between) and moved == [*range(count - one, count), *between, *range(other)]:
            places = shared[first : first + one], shared[last - other : last]
            return None if any(map(_denies, chain(*places))) else (places[0][0], places[1][0])
    return None


def answers_otherwise(said: str, meant: str) -> bool:
    """Say whether one text begins with yes and the other with no."""
    found = [match[match.lastindex or 0].lower() for match in map(_YES_OR_NO.match, (said, meant)) if match]
    return len(found) == 2 and found[0] != found[1]


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
