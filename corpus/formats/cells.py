"""The cells of a spreadsheet as text: a program of its own, as few bytes can make its reader take all memory and abort.

It reads the spreadsheet from standard input and writes JSON to standard output, a value a line: what a sheet is called,
then its rows with anything in them. It ends with one of the statuses below. Nothing of Answerbook is imported here.
"""

import io
import json
import resource
import sys
from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, time, timedelta
from typing import Any

LOCKED = 3
"""The exit status where a password is wanted."""

LARGE = 4
"""The exit status where there are too many letters."""

MEMORY = 2 * 1024**3
"""Bytes of memory that may be taken, where the system can limit them."""

LARGEST = 32 * 1024**2
"""Letters of all sheets."""


def main() -> int:
    """Write the sheets, as far as they fit."""
    with suppress(ValueError, OSError):  # not everywhere
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read()))
    except PasswordError:
        return LOCKED
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
        for row in _rows(sheet) if sheet else ():
            line = json.dumps(row)
            written += len(line)
            if written > LARGEST:
                return LARGE
            print(line)
    return 0


def _rows(sheet: Any) -> Iterator[tuple[int, dict[int, str], bool, list[int]]]:
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
        cells = {at: text for at, value in enumerate(values, left) if (text := shown(value)).strip()}
        if cells:
            yield number, cells, len(cells) == 1 and (number, min(cells)) in wide, tall[number]


def shown(value: object) -> str:
    """Write a value as a sheet shows it: no point behind whole numbers, no time behind days."""
    if isinstance(value, bool):
        return str(value).upper()
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
