"""A spreadsheet to lines of tab-separated values, sheet below sheet."""

import csv
import io
import json
import re
import subprocess
import sys
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from corpus.binaries import LOCKED, OLD_OFFICE, Table, Written, refused
from corpus.formats import cells as reader
from corpus.model import Finding

_UNNAMED = re.compile(
    r"(?:(?:work)?sheets?|tabelle|tabellenblatt|feuil(?:le)?|hoja|foglio|blad|planilha|folha|лист|аркуш|arkusz|list|munka"
    r"|hárok|ark|taul(?:ukko)?|sayfa|工作表|シート|시트)[ _]?\d{0,3}",
    re.IGNORECASE,
)
"""What programs call sheets by themselves."""

_WHY = {
    reader.LOCKED: "this is a document behind a password: save it without one",
    reader.LARGE: f"this is a spreadsheet of more than {reader.LARGEST // 2**20} million letters: "
    "save the sheet with the questions as a file of its own",
}
_BROKEN = (
    "this is a spreadsheet that is damaged, or too large to be read: save it once more, or its questions on their own"
)
_LEFT = {"hidden": "a hidden sheet", "damaged": "a damaged sheet"}


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a sheet: its number, what its cells say by column, both counted from 0.

    ``wide`` says that its only cell reaches over others, ``tall`` which of its cells are the ones above.
    """

    number: int
    cells: Mapping[int, str]
    wide: bool
    tall: Collection[int]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its name, why it is left out (a key of ``_LEFT``) if it is, and the rows with anything in them."""

    name: str
    left: str
    rows: list[Line]


def sheet_lines(data: bytes) -> Written:
    """Write the sheets of Excel that show, each below its name; what is hidden or cannot be read is a Finding."""
    if data.startswith(OLD_OFFICE) and LOCKED.encode("utf-16-le") in data:
        return refused(_WHY[reader.LOCKED])
    try:
        call = [sys.executable, "-P", reader.__file__]
        done = subprocess.run(call, input=data, capture_output=True, timeout=reader.SECONDS, check=False)
        status, said = done.returncode, done.stdout
    except (subprocess.TimeoutExpired, OSError):
        status, said = 1, b""
    if status:
        return refused(_WHY.get(status, _BROKEN))
    sheets: list[Sheet] = []
    for value in map(json.loads, said.splitlines()):
        if isinstance(value, dict):
            sheets.append(Sheet(value["sheet"], value["state"], []))
        else:
            number, cells, wide, tall = value
            sheets[-1].rows.append(Line(number, {int(at): cell for at, cell in cells.items()}, wide, tall))
    return written(sheets)


def written(sheets: Iterable[Sheet]) -> Written:
    """Write sheets below each other."""
    lines: list[str] = []
    tables: list[Table] = []
    aside: list[tuple[str, int]] = []
    for sheet in sheets:
        if sheet.left:
            aside.append((f"{_LEFT[sheet.left]}: {sheet.name}", len(lines) + 1))
        elif sheet.rows:
            tables.append(_written(sheet, lines))
    if not tables:
        aside.append(("this is a spreadsheet in which nothing is written", 1))
    last = max(len(lines), 1)
    findings = (Finding("skipped", why, min(line, last), min(line, last)) for why, line in aside)
    return Written(tuple(lines), tuple(findings), tables=tuple(tables))


def _written(sheet: Sheet, lines: list[str]) -> Table:
    """Add the rows of a sheet to the lines, without the columns that are empty and all but one of the rows that are."""
    used = sorted({at for row in sheet.rows for at in row.cells})
    place = {at: index for index, at in enumerate(used)}
    lines += [""] if lines else []
    start = len(lines) + 1
    over = () if _UNNAMED.fullmatch(sheet.name.strip()) else (" ".join(sheet.name.split()),)
    lines += [f"# {title}" for title in over]
    wide, tall, above = set[int](), dict[int, frozenset[int]](), sheet.rows[0].number
    for row in sheet.rows:
        lines += [""] if row.number > above + 1 else []
        line, above = len(lines) + 1, row.number
        wide |= {line} if row.wide else set()
        tall |= {line: columns} if (columns := frozenset(place[at] for at in row.tall if at in place)) else {}
        lines += written_row([row.cells.get(at, "") for at in used])
    return Table(start, len(lines), over, wide=frozenset(wide), tall=tall)


def written_row(values: Iterable[str]) -> list[str]:
    """Write a row of tab-separated values, none for empty cells at its end."""
    cells = [value.strip() for value in values]
    while cells and not cells[-1]:
        cells.pop()
    out = io.StringIO()
    csv.writer(out, delimiter="\t", lineterminator="\n").writerow(cells)
    return out.getvalue().removesuffix("\n").split("\n")
