r"""Cards of LaTeX that are macros with two arguments (``\card{front}{back}``), over as many lines as they take."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from corpus.formats.texwords import LONG, in_code, plain_tex
from corpus.lines.markers import SURE, asks
from corpus.lines.plain import key

CARDS = re.compile(
    r"(?:(?:flash|index|note|study|lern|kartei)?-?(?:card|karte|carte|tarjeta|ficha)|karteikarte)\Z", re.IGNORECASE
)
"""What environments and macros are called that are flashcards."""

ASKED = r"[Qq]|[Qq]uestion|[Qq]ues|[Ff][Aa][Qq](?:item)?|qa|QA|qanda|qitem|(?:flash)?card|frage"
"""What macros are called that ask, as one alternation."""

ASKING = 0.3
"""Share of the first arguments of one name that ask, from which all of that name are cards."""

_CALL = re.compile(r"[ \t]*\\([A-Za-z]{1,40})\*?(\[[^\[\]]{0,300}\])?(?=[ \t]*(?:\{|$))")
_DEFINED = re.compile(
    r"\\(?:(?:re)?newcommand|providecommand|(?:New|Renew|Provide|Declare)DocumentCommand|[gex]?def)\*?[ \t]*\{?[ \t]*"
    r"\\([A-Za-z]{1,40})[ \t]*\}?[ \t]*(?:\[2\]|#1[ \t]*#2(?!#)|\{[ \t]*(?:\+?m[ \t]*){2}\})"
)
_PAIR = re.compile(r"qa|QA|qanda")
"""What macros are called that ask and answer."""

_SWITCH = re.compile(
    r"\\(?:bf|em|it|rm|s[cfl]|tt|(?:bf|it|md|sc|sl|up)(?:series|shape)|(?:rm|sf|tt)family|normalfont|tiny|scriptsize"
    r"|footnotesize|small|normalsize|[lL]arge|LARGE|[hH]uge|color|centering|raggedright)(?![A-Za-z])"
)
"""What changes the type of a group that is no argument."""

_BEHIND = re.compile(r"[ \t]*(?:[\\{]|$)")
_BLANK = re.compile(r"\s*")
_BRACE = re.compile(r"\\.|[{}]")
_FEWEST = 3  # cards that only their document tells
_MOST = 0.5  # share of the lines of a document that they hold
_NEARLY = 0.9  # share of the macros of a name that have two arguments, from which it takes two

_Place = tuple[int, int]
"""The line and the column of a sign, from 0."""

_Argument = tuple[_Place, _Place]
"""The braces around an argument."""


@dataclass(frozen=True, slots=True)
class _Call:
    """A macro at the head of a line: its name, its title in brackets, where it begins, and its arguments."""

    name: str
    title: str
    start: _Place
    arguments: tuple[_Argument, ...]

    @property
    def front(self) -> _Argument:
        """Return the first argument."""
        return self.arguments[0]

    @property
    def back(self) -> _Argument:
        """Return the last argument."""
        return self.arguments[-1]


def dealt(lines: Sequence[str], body: Sequence[str]) -> list[str]:
    """Write the macros that are cards as the environments of a question and its answer; ``body`` is what is printed.

    They are called so; or what their first arguments say asks as often as that of cards; or the ``lines`` of the
    document define them, and hold hardly anything else.
    """
    called: dict[str, list[_Call]] = defaultdict(list)
    defined = {match.group(1) for line in lines if (match := _DEFINED.search(line))}
    for call in _calls(body, defined):
        called[call.name].append(call)
    cards: list[_Call] = []
    filled = sum(bool(line.strip()) for line in body)
    for name, calls in called.items():
        pairs = [call for call in calls if len(call.arguments) == 2]
        fronts = [plain_tex(" ".join(_between(body, call.front))) for call in pairs]
        known = CARDS.match(name) or re.fullmatch(ASKED, name)
        asking = sum(asks(front) >= SURE for front in fronts) >= ASKING * len(pairs)
        told = asking and len(pairs) >= _NEARLY * len(calls)
        if known or told or (name in defined and _holds(body, pairs) >= _MOST * filled and _several(fronts)):
            cards += pairs
    changed = list(body)
    for card in sorted(cards, key=lambda one: one.start, reverse=True):
        _deal(changed, card)
    return changed


def _calls(body: Sequence[str], defined: Set[str]) -> Iterator[_Call]:
    """Yield the macros with arguments that stand at the head of a line or behind one with two, out of code."""
    closes = _closes(body)
    at, column = 0, 0
    while at < len(body):
        head = _CALL.match(body[at], column) if "\\" in body[at] and len(body[at]) <= LONG else None
        arguments = _arguments(body, closes, (at, head.end()), head.group(1), defined) if head else ()
        if head and arguments:
            yield _Call(head.group(1), head.group(2) or "", (at, column), arguments)
        if len(arguments) == 2:
            at, column = arguments[1][1][0], arguments[1][1][1] + 1
        else:
            at, column = at + 1, 0


def _arguments(
    body: Sequence[str], closes: dict[_Place, _Place], at: _Place, name: str, defined: Set[str]
) -> tuple[_Argument, ...]:
    """Return the arguments behind the head of a macro, three at most."""
    found: list[_Argument] = []
    paired = name in defined or CARDS.match(name) or _PAIR.fullmatch(name)
    while len(found) < 3 and (opened := _opened(body, at)) in closes:
        close = closes[opened]
        takes = opened == at or (paired and len(found) < 2)
        if not takes and ((opened[0] > at[0] and re.fullmatch(ASKED, name)) or not _is_argument(body, opened, close)):
            break
        found.append((opened, close))
        at = (close[0], close[1] + 1)
    return tuple(found)


def _is_argument(body: Sequence[str], opened: _Place, close: _Place) -> bool:
    """Say whether braces apart from a macro may be its argument: no text is beside them, no switch leads them."""
    line, column = _opened(body, (opened[0], opened[1] + 1))
    return not _SWITCH.match(body[line], column) and _BEHIND.match(body[close[0]], close[1] + 1) is not None


def _opened(body: Sequence[str], at: _Place) -> _Place:
    """Return where the next words are, from a column on or on the line below."""
    blank = _BLANK.match(body[at[0]], at[1])
    if blank and blank.end() == len(body[at[0]]) and at[0] + 1 < len(body):
        at = (at[0] + 1, 0)
        blank = _BLANK.match(body[at[0]])
    return at[0], blank.end() if blank else at[1]


def _closes(body: Sequence[str]) -> dict[_Place, _Place]:
    """Map each brace that opens to the one that closes it; those in code are none."""
    found: dict[_Place, _Place] = {}
    opened: list[_Place] = []
    code = False
    for at, line in enumerate(body):
        code = in_code(line, code)
        for sign in _BRACE.finditer(line) if not code else ():
            if sign.group() == "{":
                opened.append((at, sign.start()))
            elif sign.group() == "}" and opened:
                found[opened.pop()] = (at, sign.start())
    return found


def _between(body: Sequence[str], argument: _Argument) -> list[str]:
    """Return the lines between two braces."""
    (first, opened), (last, closed) = argument
    lines = [*body[first:last], body[last][:closed]]
    return [lines[0][opened + 1 :], *lines[1:]]


def _holds(body: Sequence[str], calls: Sequence[_Call]) -> int:
    """Count the lines with words that cards hold."""
    return sum(1 for call in calls for line in body[call.start[0] : call.back[1][0] + 1] if line.strip())


def _several(fronts: Sequence[str]) -> bool:
    """Say whether cards are several, and mostly differ."""
    return len(fronts) >= _FEWEST and len({*map(key, fronts)}) * 2 > len(fronts)


def _deal(body: list[str], card: _Call) -> None:
    """Write a card as environments; its front on its first line, unless it holds environments of its own."""
    for (line, column), edge in zip(reversed(card.back), ("\\end{answer}", "\\begin{answer} "), strict=True):
        body[line] = body[line][:column] + edge + body[line][column + 1 :]
    (top, column), (last, closed) = card.start, card.front[1]
    front = _between(body, card.front)
    above = [""] * (last + 1 - top - len(front))
    if not any("\\begin" in line for line in front):
        above, front = [" ".join(line.strip() for line in front), *above], [""] * (len(front) - 1)
    asked = [*above, *front]
    asked[0] = f"{body[top][:column]}\\begin{{question}}{card.title} {asked[0]}"
    asked[-1] += f"\\end{{question}}{body[last][closed + 1 :]}"
    body[top : last + 1] = asked
