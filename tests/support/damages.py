"""What happens to notes on their way: damages after which every line can be told, so that entries stay where they are.

A damage takes lines and the indexes of those that open entries. It returns lines with the index of that which each came
from, -1 where it came from none.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from textwrap import wrap

from corpus import Document, parse

Damaged = list[tuple[str, int]]
Damage = Callable[[Sequence[str], Sequence[int]], Damaged]

_NUMBER = re.compile(r"^([#>*_\s]*)(\d{1,3})(?=[.)]\s)")
_LABEL = re.compile(r"^([#>*_\s]*)Q(?:uestion)? ?\d*[.:)]+ *")
_BULLET = re.compile(r"^(\s*)[-*+] (?=\S)")


def _lines(change: Callable[[str], str]) -> Damage:
    return lambda lines, starts: [(change(line), at) for at, line in enumerate(lines)]


def _questions(change: Callable[[str], str], every: int = 1) -> Damage:
    """Change each line that opens an entry, or every second or third."""

    def damage(lines: Sequence[str], starts: Sequence[int]) -> Damaged:
        chosen = set(starts[every - 1 :: every])
        return [(change(line) if at in chosen else line, at) for at, line in enumerate(lines)]

    return damage


def _counted(form: str) -> Damage:
    return lambda lines, starts: [(form.format(at + 1) + line, at) for at, line in enumerate(lines)]


def _framed(above: Sequence[str], change: Callable[[str], str], below: Sequence[str]) -> Damage:
    def damage(lines: Sequence[str], starts: Sequence[int]) -> Damaged:
        return [*((line, -1) for line in above), *_lines(change)(lines, starts), *((line, -1) for line in below)]

    return damage


def _sent(lines: Sequence[str], starts: Sequence[int]) -> Damaged:
    above = ["", *lines]
    begun = {at for at, line in enumerate(lines) if line.strip() and not above[at].strip()}
    return [
        (f"[{9 + at // 60:02}:{at % 60:02}, 3/4/2026] Ida: {line}" if at in begun else line, at)
        for at, line in enumerate(lines)
    ]


def _doubled(lines: Sequence[str], starts: Sequence[int]) -> Damaged:
    return [pair for at, line in enumerate(lines) for pair in ((line, at), ("", -1))]


def _wrapped(lines: Sequence[str], starts: Sequence[int]) -> Damaged:
    return [(part, at) for at, line in enumerate(lines) for part in (wrap(line, 72) if len(line) > 72 else [line])]


def _paged(lines: Sequence[str], starts: Sequence[int]) -> Damaged:
    found: Damaged = []
    for at, line in enumerate(lines):
        found.append((line, at))
        if at % 30 == 29:
            found += [("", -1), (f"Page {at // 30 + 1} of 9", -1), ("", -1)]
    return found


def _merged(lines: Sequence[str], starts: Sequence[int]) -> Damaged:
    """Put what git writes around the second entry that another has taken out."""
    first, end = [*starts, *[len(lines)] * 3][1:3]
    kept: Damaged = list(zip(lines, range(len(lines)), strict=True))
    return [*kept[:first], ("<<<<<<< HEAD", -1), *kept[first:end], ("=======", -1), (">>>>>>> new", -1), *kept[end:]]


def _misread(line: str) -> str:
    return _NUMBER.sub(lambda number: number[1] + number[2].translate(str.maketrans("105", "lOS")), line)


DAMAGES: dict[str, Damage] = {
    "Windows line ends": _lines(lambda line: f"{line}\r"),
    "read as Windows-1252": _lines(lambda line: line.replace("'", "’").encode().decode("cp1252", "replace")),
    "blanks that do not break": _lines(lambda line: re.sub(r"^ +", lambda blanks: "\u00a0" * len(blanks[0]), line)),
    "signs without width": _lines(lambda line: f"\u200b{line}" if line else line),
    "joined files": lambda lines, starts: [(f"\ufeff{line}" if at == 0 else line, at) for at, line in enumerate(lines)],
    "bullets of Word": _lines(lambda line: _BULLET.sub("\\1•\t", line)),
    "headings one deeper": _lines(lambda line: re.sub(r"^#{1,5} ", r"#\g<0>", line)),
    "indented": _lines(lambda line: f"    {line}" if line else line),
    "twice as many lines": _doubled,
    "wrapped": _wrapped,
    "pages": _paged,
    "numbered lines": _counted("{:>4}  "),
    "numbered lines, bars": _counted("{:>3} | "),
    "added lines": _lines(lambda line: f"+{line}"),
    "answered mail": _framed(
        ["On Tue, Mar 3, 2026 at 9:12 AM Ida Lund <ida@example.org> wrote:", ""],
        lambda line: f"> {line}".rstrip(),
        ["", "-- ", "Ida Lund", "Room 2.11", ""],
    ),
    "sent to oneself": _sent,
    "merged by git": _merged,
    "escaped": _lines(lambda line: re.sub(r"[*_#]", r"\\\g<0>", line)),
    "digits misread": _questions(_misread),
    "some numbers lost": _questions(lambda line: re.sub(_NUMBER.pattern + r"[.)] +", r"\1", line), 3),
    "some labels lost": _questions(lambda line: _LABEL.sub(r"\1", line), 3),
    "question marks lost": _questions(lambda line: re.sub(r"[?？](?=\W*$)", "", line), 3),
}


@dataclass(slots=True)
class Tally:
    """How many entries there are, how many of them are found and end where they did, and how many others are found."""

    wanted: int = 0
    starts: int = 0
    ends: int = 0
    false: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.wanted + other.wanted, self.starts + other.starts, self.ends + other.ends, self.false + other.false
        )


def damaged(document: Document, lines: Sequence[str], damage: Damage, part: bool) -> Damaged:
    """Damage the lines of a document, with ``part`` those from the entry in its middle on."""
    starts = [entry.lines.start - 1 for entry in document.entries]
    first = starts[len(starts) // 2] if part and starts else 0
    above = list(zip(lines[:first], range(first), strict=True))
    below = damage(lines[first:], [at - first for at in starts if at >= first])
    return above + [(line, at + first if at >= 0 else -1) for line, at in below]


def own_notes(folder: Path) -> list[tuple[str, list[str], Document]]:
    """Read the notes of a folder: the name of each file, its lines and its reading."""
    paths = [path for path in sorted(folder.iterdir()) if path.is_file() and path.suffix != ".jsonl"]
    read = ((path.name, parse(path.read_bytes(), path.name)) for path in paths)
    return [(name, document.text.split("\n"), document) for name, document in read]


def tally(document: Document, found: Damaged, name: str) -> tuple[Tally, Document, bytes]:
    """Count which entries of a document are still found after a damage; return with it the reading and what was read.

    What a damage added, and blank lines, count neither as a first nor as a last line.
    """
    data = "\n".join(line for line, _ in found).encode()
    again = parse(data, name)
    told = [at for at, (line, origin) in enumerate(found) if origin >= 0 and line.strip()]
    places: dict[int, list[int]] = {}
    for at, (_, origin) in enumerate(found):
        places.setdefault(origin, []).append(at)
    wanted = {places[one.lines.start - 1][0]: places[one.lines.end - 1][-1] for one in document.entries}
    got: dict[int, int] = {}
    for one in again.entries:
        first, last = bisect_left(told, one.lines.start - 1), bisect_left(told, one.lines.end)
        if first < last:
            got[told[first]] = told[last - 1]
    right = [start for start in wanted if start in got]
    ends = sum(got[start] == wanted[start] for start in right)
    return Tally(len(wanted), len(right), ends, len(got) - len(right)), again, data
