"""What was read of lines made out of a document, placed on the raw lines that they stand on."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from corpus.entries.reading import find_entries
from corpus.model import Entry, Finding, Reading, Span


@dataclass(frozen=True, slots=True)
class Made:
    """Lines of Markdown made out of a document: ``numbers`` are the raw lines (from 1) that they begin on, in order.

    ``tall`` maps the index of one that is made of several raw lines to the last of them;
    ``ends`` a raw line that holds nothing but ends to the first line of what ends there.
    """

    lines: tuple[str, ...]
    numbers: tuple[int, ...]
    findings: tuple[Finding, ...]
    ends: dict[int, int]
    tall: dict[int, int]

    def last(self, line: int) -> int:
        """Return the raw line on which a made line (from 1) ends."""
        return self.tall.get(line - 1, self.numbers[line - 1])


def read_parts(lines: Sequence[str], starts: Sequence[int], document: str) -> Reading:
    """Read what begins on the lines ``starts`` (from 1) as notes of their own, which tell nothing about each other."""
    entries: list[Entry] = []
    findings: list[Finding] = []
    for start, end in pairwise((*starts, len(lines) + 1)):
        part = tuple(lines[start - 1 : end - 1])
        reading = placed(find_entries(part, document), Made(part, tuple(range(start, end)), (), {}, {}))
        entries += reading.entries
        findings += reading.findings
    return Reading.of(entries, findings)


def placed(reading: Reading, made: Made) -> Reading:
    """Place entries and findings on raw lines; entries share one where the document writes them on it."""
    findings = list(made.findings)
    findings += [
        replace(each, start=made.numbers[each.start - 1], end=made.last(each.end)) for each in reading.findings
    ]
    entries: list[Entry] = []
    for entry in reading.entries:
        entries.append(_moved(entry, made, entries[-1].lines.end if entries else 0))
    return Reading.of(entries, findings)


def _moved(entry: Entry, made: Made, taken: int) -> Entry:
    """Place an entry on raw lines, up to the ends of what begins in it.

    The ends below one that lies in lines that are ``taken`` are taken too.
    """
    start, end = made.numbers[entry.lines.start - 1], made.last(entry.lines.end)
    at = end + 1
    while end >= taken and made.ends.get(at, 0) >= start:
        end, at = at, at + 1
    lines = tuple(made.numbers[line - 1] for line in entry.answer_lines)
    said = zip(entry.answer_lines, lines, entry.answer.split("\n"), strict=True)
    first: dict[int, int] = {}
    for line, number, text in said:
        if text.strip():
            first.setdefault(number, line)
    sections = (
        replace(one, start=made.numbers[one.start - 1], end=made.last(one.end))
        for one in entry.sections
        if one.start <= first.get(made.numbers[one.start - 1], one.start)
    )
    return replace(entry, lines=Span(start, end), answer_lines=lines, sections=tuple(sections))
