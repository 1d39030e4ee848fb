"""What was read of lines made out of a document, placed on the raw lines that they stand on."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from corpus.entries.leftovers import shortened
from corpus.entries.questions import Reading
from corpus.lines.dialects import FENCE
from corpus.model import Entry, Finding, Span


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


def placed(reading: Reading, made: Made) -> Reading:
    """Place entries and findings on raw lines.

    Entries share no line: where one ends and another begins on the same, it belongs to the one of which it holds more
    than the question. What that leaves out is a Finding.
    """
    findings = list(made.findings)
    findings += [
        replace(each, start=made.numbers[each.start - 1], end=made.last(each.end)) for each in reading.findings
    ]
    entries: list[Entry] = []
    shared: dict[int, list[str]] = {}
    for entry in reading.entries:
        above = entries[-1] if entries else None
        one = _moved(entry, made, above.lines.end if above else 0)
        if above and one.lines.start == above.lines.end > max(above.answer_lines[-1], above.lines.start):
            above = entries[-1] = _shortened(above)
        taken = above.lines.end if above else 0
        if one.lines.start > taken:
            entries.append(one)
            continue
        lost = [text for line, text in zip(one.answer_lines, one.answer.split("\n"), strict=True) if line <= taken]
        if lost:
            shared.setdefault(taken, []).append(one.question if len(lost) == len(one.answer_lines) else lost[0])
        if len(lost) < len(one.answer_lines):
            entries.append(_below(one, taken, len(lost)))
    findings += [crowded(line, said) for line, said in shared.items()]
    return Reading(tuple(entries), tuple(sorted(findings, key=lambda one: (one.start, one.end))))


def crowded(line: int, said: Sequence[str]) -> Finding:
    """Make the finding of a line that other entries than the first share, with what they ask."""
    shown = shortened("; ".join(said[:10]))
    message = f"a line with more than one question, of which the first alone is read: give each its own lines: {shown}"
    return Finding("skipped", message, line, line)


def _moved(entry: Entry, made: Made, taken: int) -> Entry:
    """Place an entry on raw lines, up to the ends of what begins in it; one line of its answer on each.

    The ends below one that lies in lines that are ``taken`` are taken too.
    """
    start, end = made.numbers[entry.lines.start - 1], made.last(entry.lines.end)
    at = end + 1
    while end >= taken and made.ends.get(at, 0) >= start:
        end, at = at, at + 1
    lines = [made.numbers[line - 1] for line in entry.answer_lines]
    answer = _joined(list(zip(lines, entry.answer.split("\n"), strict=True)))
    sections = (replace(one, start=made.numbers[one.start - 1], end=made.last(one.end)) for one in entry.sections)
    return replace(
        entry,
        lines=Span(start, end),
        answer="\n".join(text for _, text in answer),
        answer_lines=tuple(line for line, _ in answer),
        sections=tuple(sections),
    )


def _joined(lines: Sequence[tuple[int, str]]) -> list[tuple[int, str]]:
    """Join what stands on one raw line; code that shares one with its fence is set apart by its indent alone."""
    found: list[tuple[int, str]] = []
    for number, group in groupby(_unfenced(lines) or lines, lambda line: line[0]):
        texts = [text for _, text in group]
        filled = [text for text in texts if text.strip()]
        rows = [text for text in filled if not text.startswith("|--")]
        said = rows or filled
        found.append((number, said[0] if len(said) == 1 else " ".join(map(str.strip, said))))
    return found


def _unfenced(lines: Sequence[tuple[int, str]]) -> list[tuple[int, str]]:
    """Indent code of which a fence shares its raw line with other words, and leave these fences out."""
    often = Counter(number for number, text in lines if text.strip())
    found: list[tuple[int, str]] = []
    opened = -1
    for number, text in lines:
        found.append((number, text))
        if not text.startswith(FENCE):
            continue
        if opened < 0:
            opened = len(found) - 1
            continue
        if max(often[found[opened][0]], often[number]) > 1:
            found[opened:] = [(at, f"    {code}") for at, code in found[opened + 1 : -1]]
        opened = -1
    return found


def _shortened(entry: Entry) -> Entry:
    """Let an entry end a line earlier."""
    end = entry.lines.end - 1
    sections = (replace(one, end=min(one.end, end)) for one in entry.sections if one.start <= end)
    return replace(entry, lines=Span(entry.lines.start, end), sections=tuple(sections))


def _below(entry: Entry, taken: int, lost: int) -> Entry:
    """Let an entry begin below the line ``taken``, without the first lines of its answer."""
    texts = entry.answer.split("\n")[lost:]
    return replace(
        entry,
        lines=Span(taken + 1, max(entry.lines.end, taken + 1)),
        answer="\n".join(texts),
        answer_lines=entry.answer_lines[lost:],
        sections=tuple(replace(one, start=max(one.start, taken + 1)) for one in entry.sections if one.end > taken),
    )
