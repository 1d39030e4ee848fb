"""Entries to passages: an answer that is short stays whole, a long one is cut at its sections, then by its layout."""

from bisect import bisect_right
from collections import deque
from collections.abc import Callable, Sequence

from corpus.model import Entry, Section, Span
from corpus.units import units
from index.cutting import LONGEST_PIECE, Cut, Layout, cut_lines, lay_out
from index.passages import Piece, Sentence, template

WHOLE_LINES = 16
"""Lines up to which an answer that fits the encoder stays one passage."""

CONTEXT_PIECES = 64
"""Word pieces of the question and the headings that are encoded ahead of a text, at most."""

SHORTEST = 2 * CONTEXT_PIECES
"""Word pieces that an encoder must read, so that there is room for a text behind its context."""

_QUESTION_PIECES = 44  # of the context, where a section's heading wants a share
_SPECIALS = 2

Count = Callable[[str], int]


def cut(entry: Entry, count: Count, limit: int) -> list[Piece]:
    """Cut an entry's answer into passages that fit an encoder reading ``limit`` word pieces, special ones included.

    Every line of the answer that holds a word is in exactly one passage, in order; a line longer than the limit is
    cut between its sentences, then its words.
    """
    layout = lay_out(entry.answer, units(entry.answer))
    content = [number for number, line in enumerate(layout.lines) if line.strip()]
    if not content:
        return []
    first, last = content[0], content[-1]

    def counted(text: str) -> int:
        return count(template("", text)[0])

    context = make_context(entry.question, (), count)
    room = limit - _SPECIALS - count(context)
    if last - first < WHOLE_LINES and _fits(entry.answer, room, counted):
        return [_piece(entry, layout, Cut(layout.starts[first], layout.end_of(last)), (), context)]
    found = []
    for top, bottom, around in _parts(entry, layout, first, last):
        context = make_context(entry.question, [section.heading for section in around], count)
        room = limit - _SPECIALS - count(context)
        parts = cut_lines(layout, top, bottom, room, counted)
        found += [_piece(entry, layout, part, around, context) for part in parts]
    return found


def _fits(text: str, room: int, count: Count) -> bool:
    """Say whether a text has at most ``room`` pieces, without counting where its length says so already."""
    if len(text.encode("utf-8", "surrogatepass")) < room:
        return True
    return len(text) < room * LONGEST_PIECE and count(text) <= room


def make_context(question: str, sections: Sequence[str], count: Count) -> str:
    """Return what is encoded ahead of a text, at most CONTEXT_PIECES word pieces: the question, then the headings."""
    path = _shortened(" / ".join(sections), CONTEXT_PIECES - min(_QUESTION_PIECES, count(question[:2000])), count)
    question = _shortened(question, CONTEXT_PIECES - count(path), count)
    return f"{question}\n{path}" if path else question


def _shortened(text: str, most: int, count: Count) -> str:
    """Return as many of the first words of ``text`` as fit."""
    words = text[: most * LONGEST_PIECE].split(" ") if most > 0 else []
    while words and (size := count(" ".join(words))) > most:
        words = words[: max(min(len(words) - 1, len(words) * most // size), 0)]
    return " ".join(words)


def _parts(entry: Entry, layout: Layout, first: int, last: int) -> list[tuple[int, int, tuple[Section, ...]]]:
    """Return the runs of lines between the starts of sections, each with the sections around it, outermost first.

    A heading with nothing under it but another heading goes to the part below.
    """
    opening = {section.start for section in entry.sections}
    headings = {unit.first_line for unit in layout.units if unit.kind == "heading"}
    stops = [line for line in range(first + 1, last + 1) if entry.answer_lines[line] in opening]
    sections = deque(sorted(entry.sections, key=lambda section: section.start))
    around: list[Section] = []
    found: list[tuple[int, int, tuple[Section, ...]]] = []
    top = first
    for stop in [*stops, last + 1]:
        body = [line for line in range(top, stop) if layout.lines[line].strip()]
        told = [line for line in body if line not in headings and entry.answer_lines[line] not in opening]
        if not told and stop <= last:
            continue
        inner = entry.answer_lines[told[0] if told else top]
        while sections and sections[0].start <= inner:
            around.append(sections.popleft())
        around = [section for section in around if section.end >= inner]
        if body:
            found.append((body[0], body[-1], tuple(around)))
        top = stop
    return found


def _piece(entry: Entry, layout: Layout, part: Cut, around: Sequence[Section], context: str) -> Piece:
    top, bottom = layout.line_of(part.start), layout.line_of(max(part.start, part.end - 1))
    head = "".join(f"{layout.lines[line]}\n" for line in part.frame)
    shift = len(head) - part.start
    sentences = []
    low = bisect_right(layout.units, part.start, key=lambda unit: unit.end)
    high = bisect_right(layout.units, part.end - 1, key=lambda unit: unit.start)
    for unit in layout.units[low:high]:
        start, end = max(unit.start, part.start), min(unit.end, part.end)
        if start < end and unit.kind != "heading" and layout.text[start:end].strip():
            lines = Span(entry.answer_lines[layout.line_of(start)], entry.answer_lines[layout.line_of(end - 1)])
            sentences.append(Sentence(start + shift, end + shift, lines))
    numbers = (*part.frame, *range(top, bottom + 1))
    return Piece(
        Span(entry.answer_lines[top], entry.answer_lines[bottom]),
        around[-1].heading if around else "",
        head + layout.text[part.start : part.end],
        tuple(entry.answer_lines[number] for number in numbers),
        tuple(sentences),
        context,
    )
