"""The rows of a table as cells, and which of its columns are questions and answers."""

import re
from collections.abc import Sequence

from corpus.lines.markers import ASKS, MARKED, asks
from corpus.lines.plain import plain
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


def cells(row: str) -> list[str]:
    """Split a table's row into its cells; an escaped bar does not split."""
    return [cell.strip().replace("\\|", "|") for cell in _BAR.split(row.strip().strip("|"))]


def sides(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> tuple[int, int] | None:
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
