"""What programs for mail add to the text of a message: who wrote what is quoted below, and the signature."""

import re
from collections.abc import Iterator, Sequence

_WROTE = re.compile(
    r"(?=.{0,140}(?:(?<!\d)\d{1,2}[:h]\d{2}|@))"
    r"[\s>]{0,8}(?:On|Am|Le|El|Em|Il|Op|Den|W dniu|\d{1,4}[-./]\d{1,2}[-./]\d{1,4}|\w+,? \d)"
    r".{4,140}\b(?:wrote|schrieb|a écrit|escribió|escreveu|ha scritto|schreef|skrev|napisał\(?a?\)?|написал\(?а?\)?)\b"
    r".{0,80}:\s*$"
)
_SIGNATURE = "-- "
_LONG = 300  # characters of a line that says who wrote
_TALL = 8  # lines of a signature


def mailed(lines: Sequence[str]) -> Iterator[int]:
    """Yield the lines (from 0) that say when who wrote what follows, and where some do those of signatures.

    A signature goes down to a blank line; without mail its sign is a comment of a program.
    """
    wrote = [
        at for at, line in enumerate(lines) if line.rstrip().endswith(":") and len(line) <= _LONG and _WROTE.match(line)
    ]
    yield from wrote
    for index, line in enumerate(lines if wrote else ()):
        if line == _SIGNATURE:
            below = lines[index : index + _TALL]
            end = next((at for at, one in enumerate(below) if not one.strip()), len(below))
            yield from range(index, index + end if end < _TALL else index)
