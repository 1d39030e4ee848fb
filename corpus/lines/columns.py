"""The rows of a table as cells, and which of its columns are questions and answers."""

import re
from collections.abc import Sequence

from corpus.lines.markers import asks
from corpus.lines.plain import plain
from corpus.lines.words import ANSWER_LABELS, QUESTION_LABELS, REMEDIES, TROUBLES

_BAR = re.compile(r"(?<!\\)\|")
_ASKS = re.compile(rf"(?:the |common )?(?:{QUESTION_LABELS}|{TROUBLES})", re.IGNORECASE)
_TELLS = re.compile(
    r"(?:(?:the|a|short|quick|brief|sample|model|best|one-line|expected|my|possible|recommended) )*"
    rf"(?:{ANSWER_LABELS}|{REMEDIES})",
    re.IGNORECASE,
)
_COLUMNS = 2  # of a table whose first may be questions though no heading says where the answers are
_HEADED = 0.3  # share of the rows that ask then, under a heading of questions or under none
_FEWEST = 3  # rows that ask under headings that say something else
_UNHEADED = 0.7  # the same as a share of the rows


def cells(row: str) -> list[str]:
    """Split a table's row into its cells; an escaped bar does not split."""
    return [cell.strip().replace("\\|", "|") for cell in _BAR.split(row.strip().strip("|"))]


def sides(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> tuple[int, int] | None:
    """Say which columns of a table are questions and answers, by their headings or, of two, by the first that asks."""
    asked = next((at for at, head in enumerate(heads) if _ASKS.fullmatch(head)), None)
    told = next((at for at, head in enumerate(heads) if _TELLS.fullmatch(head)), None)
    if asked is not None and told is not None:
        return asked, told
    if len(heads) != _COLUMNS:
        return None
    asking = [asks(plain(parts[0])) for parts in rows]
    if asked == 0 or not any(heads):
        return (0, 1) if sum(one >= 0.6 for one in asking) >= max(1, _HEADED * len(rows)) else None
    return (0, 1) if asking.count(1.0) >= max(_FEWEST, _UNHEADED * len(rows)) else None
