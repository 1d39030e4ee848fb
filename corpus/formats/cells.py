"""The cells of a spreadsheet as text: a program of its own, as few bytes can make its reader take all memory and abort.

It reads the spreadsheet from standard input and writes JSON to standard output, a value a line: what a sheet is called,
then its rows with anything in them. It ends with one of the statuses below. Nothing of Answerbook is imported here.
"""

import html
import io
import json
import re
import resource
import sys
import zipfile
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import datetime, time, timedelta
from typing import Any

LOCKED = 3
"""The exit status where a password is wanted."""

LARGE = 4
"""The exit status where there are too many letters."""

MEMORY = 1024**3
"""Bytes of memory that may be taken, where the system can limit them."""

SECONDS = 60
"""How long it may take."""

LARGEST = 32 * 1024**2
"""Letters of all sheets."""


_PERCENT = re.compile(r"[#,]*0(?:\.(0+))?[ _]*%.*")  # behind it may stand how other numbers are shown


def main() -> int:
    """Write the sheets, as far as they fit."""
    for what, most in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CPU, SECONDS)):
        with suppress(ValueError, OSError):  # not everywhere
            resource.setrlimit(what, (most, most))
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    data = sys.stdin.buffer.read()
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    except PasswordError:
        return LOCKED
    shares = _shares(data)
    written = 0
    for at, about in enumerate(book.sheets_metadata):
        kind, shown = (str(one).rpartition(".")[2] for one in (about.typ, about.visible))
        if kind != "WorkSheet":
            continue
        state = "" if shown == "Visible" else "hidden"
        try:
            sheet = None if state else book.get_sheet_by_index(at)
        except CalamineError:
            sheet, state = None, "damaged"
        print(json.dumps({"sheet": about.name, "state": state}))
        for row in _rows(sheet, shares.get(about.name, {})) if sheet else ():
            line = json.dumps(row)
            written += len(line)
            if written > LARGEST:
                return LARGE
            print(line)
    return 0


def _rows(sheet: Any, shares: Mapping[tuple[int, int], int]) -> Iterator[tuple[int, dict[int, str], bool, list[int]]]:
    """Yield the rows that hold something, with their numbers.

    Behind a row's cells stand whether its only one reaches over others, and which of them are the ones above.
    """
    top, left = sheet.start or (0, 0)
    wide, tall = set(), defaultdict[int, list[int]](list)
    for (first, begin), (last, end) in sheet.merged_cell_ranges or ():
        if end > begin:
            wide.add((first, begin))
        for number in range(first + 1, min(last, top + sheet.height) + 1):
            tall[number].append(begin)
    for number, values in enumerate(sheet.iter_rows(), top):
        cells = {
            at: text
            for at, value in enumerate(values, left)
            if (text := shown(value, shares.get((number, at)))).strip()
        }
        if cells:
            yield number, cells, len(cells) == 1 and (number, min(cells)) in wide, tall[number]


def _shares(data: bytes) -> dict[str, dict[tuple[int, int], int]]:
    """Return which cells of which sheet are shown in percent, with how many decimals: Calamine does not say.

    Only of spreadsheets that are archives of Excel's.
    """
    found: dict[str, dict[tuple[int, int], int]] = {}
    with suppress(Exception), zipfile.ZipFile(io.BytesIO(data)) as archive:  # what is damaged is shown as it is kept
        decimals = _decimals(archive.read("xl/styles.xml").decode("utf-8", "replace"))
        if not decimals:
            return {}
        rels = archive.read("xl/_rels/workbook.xml.rels")
        links = {name: part.removeprefix("/xl/") for name, part in _named(rels, "Relationship", "Id", "Target")}
        for name, link in _named(archive.read("xl/workbook.xml"), "sheet", "name", "id"):
            cells = _named(archive.read(f"xl/{links[link]}"), "c", "r", "s")
            found[name] = {_place(at): decimals[style] for at, style in cells if style in decimals}
    return found


def _named(xml: bytes, element: str, *names: str) -> Iterator[tuple[str, ...]]:
    """Yield these attributes of each such element."""
    for tag in re.finditer(rf"<(?:\w+:)?{element}\s[^<>]*".encode(), xml):
        said = dict(re.findall(rb"(?:\w+:)?(\w+)=[\"']([^\"']*)", tag[0]))
        yield tuple(html.unescape(said.get(name.encode(), b"").decode("utf-8", "replace")) for name in names)


def _decimals(styles: str) -> dict[str, int]:
    """Map the styles of cells that show percent to how many decimals they show."""
    formats = {"9": "0%", "10": "0.00%"}
    formats.update((kind, code) for kind, code in _named(styles.encode(), "numFmt", "numFmtId", "formatCode"))
    looks = re.search(r"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", styles, re.S)
    kinds = [kind for (kind,) in _named(looks[0].encode() if looks else b"", "xf", "numFmtId")]
    shown = {str(style): _PERCENT.fullmatch(formats.get(kind, "")) for style, kind in enumerate(kinds)}
    return {style: len(match[1] or "") for style, match in shown.items() if match}


def _place(name: str) -> tuple[int, int]:
    """Return the row and the column of a cell (``B3``), counted from 0."""
    letters = name.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(name[len(letters) :]) - 1, column - 1


def shown(value: object, decimals: int | None = None) -> str:
    """Write a value as a sheet shows it: no point behind whole numbers, no time behind days.

    ``decimals`` are those of a share in percent.
    """
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and decimals is not None:
        return f"{value:.{decimals}%}"
    if isinstance(value, float):
        return f"{value:.15g}"
    if isinstance(value, datetime):
        near = (value + timedelta(milliseconds=500)).replace(microsecond=0)
        day, clock = near.date().isoformat(), shown(near.time())
        return day if near.time() == time() else f"{day} {clock}"
    if isinstance(value, time):
        return value.isoformat("seconds" if value.second else "minutes")
    if isinstance(value, timedelta):
        minutes, seconds = divmod(round(value.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
    return str(value).replace("\r\n", "\n").replace("\r", "\n")


if __name__ == "__main__":
    sys.exit(main())
