"""Tables whose columns are questions and answers: which columns those are, and their rows."""

import re
from collections.abc import Sequence
from itertools import takewhile

from corpus.entries.candidate import Candidate
from corpus.lines.markers import ASKS, MARKED, Marker, asks, read
from corpus.lines.plain import plain, strip_tags
from corpus.lines.scanning import Kind, Line, line_above, ruled
from corpus.lines.words import ANSWER_LABELS, CARD_BACKS, CARD_FRONTS, QUESTION_LABELS, REMEDIES, TROUBLES

_BAR = re.compile(r"(?<!\\)\|")
_ASKS = re.compile(rf"(?:the |common )?(?:{QUESTION_LABELS}|{TROUBLES})", re.IGNORECASE)
_TELLS = re.compile(
    r"(?:(?:the|a|short|quick|brief|sample|model|best|one-line|expected|my|possible|recommended) )*"
    rf"(?:{ANSWER_LABELS}|{REMEDIES})",
    re.IGNORECASE,
)
_FRONT = re.compile(CARD_FRONTS, re.IGNORECASE)
_BACK = re.compile(CARD_BACKS, re.IGNORECASE)
_BESIDE = re.compile(r"(?<=\w\w)[ \t]*\([^()]{1,60}\)$")
_COLUMNS = 2  # of a table whose first may be questions though no heading says where the answers are
_HEADED = 0.3  # share of the rows that ask then, under a heading of questions or under none
_DECK = 5  # cards in a table
_FEWEST = 3  # rows that ask under headings that say something else
_UNHEADED = 0.7  # the same as a share of the rows


def rows(lines: Sequence[Line], index: int) -> list[Candidate]:
    """Read the rows of a table whose columns are questions and answers; none where ``index`` is not its first line."""
    above = line_above(lines, index)
    if above is not None and above.kind is Kind.TABLE and not _heads(lines, index):
        return []
    heads = [plain(cell).casefold() for cell in _cells(lines[index].raw)]
    table = [(row, _cells(lines[row].raw)) for row in _below(lines, index)]
    if asks(heads[0]) == MARKED:  # it has no heads: a question stands where they would
        table.insert(0, (index, _cells(lines[index].raw)))
        heads = [""] * len(heads)
    columns = _sides(heads, [parts for _, parts in table])
    if columns is None:
        return []
    asked, told = columns
    found = []
    for row, parts in table:
        marker = read(plain(parts[asked])) if len(parts) > max(asked, told) else None
        if not marker or not marker.text.strip("0123456789."):
            continue
        if plain(parts[told]) or asks(marker.text) == MARKED:
            turned = Marker(marker.label, marker.number, "", marker.text)
            said = _told(heads, parts, asked, told) if plain(parts[told]) else ""
            last = row + _heads(lines, row)
            found.append(Candidate(row, last, "row", 0, turned, said, False, asks(marker.text), True))
    return found


def _heads(lines: Sequence[Line], index: int) -> bool:
    """Say whether a line of a table is its head, ruled off from the rows."""
    return index + 1 < len(lines) and lines[index + 1].kind is Kind.TABLE and ruled(lines[index + 1].body)


def _below(lines: Sequence[Line], index: int) -> list[int]:
    """Return the rows below the first line of a table; those of a web page have blank lines between them."""
    inside = takewhile(
        lambda at: lines[at].kind is Kind.BLANK or (lines[at].kind is Kind.TABLE and not _heads(lines, at)),
        range(index + 1, len(lines)),
    )
    return [at for at in inside if lines[at].kind is Kind.TABLE and not ruled(lines[at].body)]


def _told(heads: Sequence[str], parts: Sequence[str], asked: int, told: int) -> str:
    """Return the answer in a row of a table; what other columns say goes ahead, each under its heading."""
    beside = []
    for at, (head, part) in enumerate(zip(heads, parts, strict=False)):
        said = plain(part).strip("-–— ")
        if at not in (asked, told) and said and not said.rstrip(".)").isdigit():
            beside.append(f"{head.capitalize()}: {part}" if head else part)
    return strip_tags(" — ".join([*beside, parts[told]]))


def _cells(row: str) -> list[str]:
    """Split a table's row into its cells; an escaped bar does not split."""
    return [cell.strip().replace("\\|", "|") for cell in _BAR.split(row.strip().strip("|"))]


def _sides(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> tuple[int, int] | None:
    """Say which columns of a table are questions and answers, by their headings or, of two, by the first that asks.

    What a heading adds in brackets says nothing of that. Sides of a card are such where some ask, or where several
    have no more columns beside.
    """
    heads = [_BESIDE.sub("", head) for head in heads]
    asked, told = _called(heads, _ASKS), _called(heads, _TELLS)
    if asked is not None and told is not None:
        return asked, told
    front, back = _called(heads, _FRONT), _called(heads, _BACK)
    if front is not None and back is not None:
        deck = len(heads) == _COLUMNS and len(rows) >= _DECK
        return (front, back) if deck or _some_ask(rows, front) else None
    if len(heads) != _COLUMNS:
        return None
    if asked == 0 or not any(heads):
        return (0, 1) if _some_ask(rows, 0) else None
    asking = [asks(plain(parts[0])) for parts in rows]
    return (0, 1) if asking.count(MARKED) >= max(_FEWEST, _UNHEADED * len(rows)) else None


def _called(heads: Sequence[str], form: re.Pattern[str]) -> int | None:
    """Return the first column that is called so, None where none is."""
    return next((at for at, head in enumerate(heads) if form.fullmatch(head)), None)


def _some_ask(rows: Sequence[Sequence[str]], column: int) -> bool:
    """Say whether some rows of a table ask in a column."""
    asking = sum(asks(plain(parts[column])) >= ASKS for parts in rows if len(parts) > column)
    return asking >= max(1, _HEADED * len(rows))
