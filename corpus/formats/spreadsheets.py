"""A spreadsheet to lines of tab-separated values, sheet below sheet."""

import csv
import io
import json
import re
import subprocess
import sys
from collections.abc import Iterable
from typing import Any

from corpus.binaries import LOCKED, OLD_OFFICE, Table, Written
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


def sheet_lines(data: bytes) -> Written:
    """Write the sheets that show, each below its name; what is hidden or cannot be read is a Finding."""
    if data.startswith(OLD_OFFICE) and LOCKED.encode("utf-16-le") in data:
        return Written((), (Finding("skipped", _WHY[reader.LOCKED], 1, 1),))
    try:
        call = [sys.executable, "-P", reader.__file__]
        done = subprocess.run(call, input=data, capture_output=True, timeout=reader.SECONDS, check=False)
        status, said = done.returncode, done.stdout
    except (subprocess.TimeoutExpired, OSError):
        status, said = 1, b""
    if status:
        return Written((), (Finding("skipped", _WHY.get(status, _BROKEN), 1, 1),))
    lines: list[str] = []
    tables: list[Table] = []
    aside: list[tuple[str, int]] = []
    about: dict[str, str] = {}
    rows: list[Any] = []
    for value in (*map(json.loads, said.splitlines()), {}):
        if isinstance(value, list):
            rows.append(value)
            continue
        if rows:
            tables.append(_written(about["sheet"], rows, lines))
        rows, about = [], value
        if value.get("state"):
            aside.append((f"{_LEFT[value['state']]}: {value['sheet']}", len(lines) + 1))
    if not tables:
        aside.append(("this is a spreadsheet in which nothing is written", 1))
    last = max(len(lines), 1)
    findings = (Finding("skipped", why, min(line, last), min(line, last)) for why, line in aside)
    return Written(tuple(lines), tuple(findings), tables=tuple(tables))


def _written(name: str, rows: list[Any], lines: list[str]) -> Table:
    """Add the rows of a sheet to the lines, without the columns that are empty and all but one of the rows that are."""
    used = sorted({int(at) for _, found, _, _ in rows for at in found})
    place = {at: index for index, at in enumerate(used)}
    lines += [""] if lines else []
    start = len(lines) + 1
    over = () if _UNNAMED.fullmatch(name.strip()) else (" ".join(name.split()),)
    lines += [f"# {title}" for title in over]
    wide, tall, above = set[int](), dict[int, frozenset[int]](), rows[0][0]
    for number, found, across, joined in rows:
        lines += [""] if number > above + 1 else []
        line, above = len(lines) + 1, number
        if across:
            wide.add(line)
        tall |= {line: columns} if (columns := frozenset(place[at] for at in joined if at in place)) else {}
        lines += written_row([found.get(str(at), "") for at in used])
    return Table(start, len(lines), over, wide=frozenset(wide), tall=tall)


def written_row(values: Iterable[str]) -> list[str]:
    """Write a row of tab-separated values, none for empty cells at its end."""
    cells = [value.strip() for value in values]
    while cells and not cells[-1]:
        cells.pop()
    out = io.StringIO()
    csv.writer(out, delimiter="\t", lineterminator="\n").writerow(cells)
    return out.getvalue().removesuffix("\n").split("\n")
