"""Rows of tables whose columns are questions and answers."""

from collections.abc import Sequence
from itertools import takewhile

from corpus.entries.candidate import Candidate
from corpus.lines.columns import cells, sides
from corpus.lines.markers import MARKED, Marker, asks, read
from corpus.lines.plain import plain, strip_tags
from corpus.lines.scanning import Kind, Line, line_above, ruled


def rows(lines: Sequence[Line], index: int) -> list[Candidate]:
    """Read the rows of a table whose columns are questions and answers; none where ``index`` is not its first line."""
    above = line_above(lines, index)
    if above is not None and above.kind is Kind.TABLE and not _heads(lines, index):
        return []
    heads = [plain(cell).casefold() for cell in cells(lines[index].raw)]
    table = [(row, cells(lines[row].raw)) for row in _below(lines, index)]
    if asks(heads[0]) == MARKED:  # it has no heads: a question stands where they would
        table.insert(0, (index, cells(lines[index].raw)))
        heads = [""] * len(heads)
    columns = sides(heads, [parts for _, parts in table])
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
