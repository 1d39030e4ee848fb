"""What the notes claim, one clause at a time, each with what it is about."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.model import Entry
from corpus.units import Unit, units
from retriever.conflicts.words import Word, content_stems, words
from retriever.unmarked import unmarked

_BULLET = re.compile(r"^(?:[-*+•‣▪◦]|->|→|\d{1,3}[.)]|[a-z][.)])\s+")
_GAP = re.compile(r"\s*\t\s*|\s{3,}")
_RULE = re.compile(r"[\s|:+-]*")
_COMMA = re.compile(r"[,:;]\s+(?:(?:and|but|while|whereas)\s+)?|\s+(?:but|while|whereas)\s+|\s[–—-]\s")
_AUXILIARY = (
    r"(?:is|are|was|were|has|have|had|can|cannot|may|must|will|should|does|do|did|(?:is|are|was|were|do|does|did|has|have"
    r"|ca|wo|should|must)n['’]t)"
)
_VERB = re.compile(rf"\b(?:{_AUXILIARY}|\w{{3,}}s)\b", re.IGNORECASE)
_CLAUSE = re.compile(rf"(?:[\w’'-]+\s+){{1,5}}?{_AUXILIARY}\b", re.IGNORECASE)
_STATES = re.compile(rf"\b{_AUXILIARY}\b", re.IGNORECASE)
_OPENING = re.compile(r"[\w’'/&-]+(?:\s[\w’'/&-]+){0,3}\s?(?::|\s[–—-])\s+")
_PRONOUN = re.compile(r"^(?:yes|no)?[,.:;\s]*(?:it|its|they|their|this|these|he|she|his|her)\b", re.IGNORECASE)

_SUPPOSING = re.compile(r"\W*(?:(?:even |only )?(?:if|when)|suppose|assume|imagine)\b", re.IGNORECASE)

_STATED = 6  # words below which an item under a supposition belongs to it and states nothing by itself
_TELLING = 2  # words of an answer's first clause below which its question tells what it is about
_LONGEST = 2000  # characters of a clause's sentence, item or row: what is longer is data or code without a fence


@dataclass(frozen=True, slots=True)
class Claim:
    """One clause, item or table cell of the notes.

    ``text`` is shown to the reader, without markup; characters ``start`` to ``end`` of it are the clause, or the cell
    in its row. ``words`` are those of the clause (of the cell and its row's label). What it is about by its place:
    ``column`` the stems of the column's heading that set it apart from the other columns, ``others`` those of the
    other columns, ``subject`` stems of headings, lead-ins and the clause before where it opens with a pronoun, and
    ``context`` those of the question and the headings above. ``entry`` counts in the list of entries; ``lines`` are
    raw lines; ``opens`` says that the answer begins with it. An answer too short to tell what it is about stands behind
    its question, as a cell behind its row's label: what is shown begins at character ``shown``.
    """

    entry: int
    text: str
    start: int
    end: int
    words: tuple[Word, ...]
    lines: tuple[int, int]
    context: frozenset[str]
    subject: frozenset[str] = frozenset()
    column: frozenset[str] = frozenset()
    others: frozenset[str] = frozenset()
    heading: str = ""
    opens: bool = False
    shown: int = 0


@dataclass(slots=True)
class _Around:
    """The entry, by its number as well, and what the units before say about the next one.

    ``context`` are the stems of its question and the headings above, ``within`` those of the sections that the unit
    lies in; items below a lead-in that supposes something are ``supposed``.
    """

    number: int
    entry: Entry
    context: frozenset[str]
    within: frozenset[str] = frozenset()
    section: frozenset[str] = frozenset()
    lead: frozenset[str] = frozenset()
    header: tuple[str, ...] = ()
    before: frozenset[str] = frozenset()
    opens: bool = True
    supposed: bool = False


def claims(entries: Sequence[Entry]) -> list[Claim]:
    """Return the claims of all entries in order; code says nothing, nor does a unit of more than 2,000 characters."""
    return [claim for number, entry in enumerate(entries) for claim in _of_entry(number, entry)]


def _of_entry(number: int, entry: Entry) -> Iterator[Claim]:
    around = _Around(number, entry, content_stems(" ".join((entry.question, *entry.headings))))
    for unit in units(entry.answer):
        if len(unit.text) > _LONGEST:
            continue
        line = entry.answer_lines[unit.first_line]
        around.within = frozenset[str]().union(
            *(content_stems(section.heading) for section in entry.sections if section.start <= line <= section.end)
        )
        if unit.kind == "heading" and "|" in unit.text:
            around.header = _cells(unit.text)
        elif unit.kind == "heading":
            around.section, around.lead, around.header = content_stems(unmarked(unit.text)), frozenset(), ()
            around.supposed = False
            around.before = frozenset()
        elif unit.kind == "row":
            yield from _row(unit.text, unit.first_line, around)
        elif unit.kind != "code":
            for part in _parts(unit):
                yield from _said(part, around)
        if unit.kind not in ("heading", "code"):
            around.opens = False


def _parts(unit: Unit) -> Iterator[Unit]:
    """Cut a unit where a line of it opens with an arrow, which some use as a list's sign."""
    line = unit.first_line
    for text in re.split(r"\n(?=\s*(?:->|→))", unit.text):
        last = line + text.count("\n")
        yield replace(unit, text=text, first_line=line, last_line=last)
        line = last + 1


def _said(unit: Unit, around: _Around) -> Iterator[Claim]:
    """Yield the claims of a sentence or item; lines laid out as a table by runs of blanks give cells."""
    if any(len(_GAP.split(line.strip())) > 2 for line in unit.text.split("\n")):
        yield from _laid_out(unit, around)
        return
    entry, around.header = around.entry, ()
    text = unmarked(_BULLET.sub("", unit.text))
    span = entry.answer_lines[unit.first_line], entry.answer_lines[unit.last_line]
    if text.endswith(":"):
        around.lead = around.before = content_stems(text)
        around.supposed = bool(_SUPPOSING.match(text))
        return
    run = words(text)
    around.supposed = around.supposed and unit.kind == "item"
    if around.supposed and len(run) < _STATED:
        return
    about = around.section | around.lead | around.within
    label = _labelled(text)
    if label:
        about |= content_stems(text[:label])
    for start, end in clauses(text, label):
        own = tuple(word for word in run if start <= word.start < end)
        subject = about | around.before if _PRONOUN.match(text[start:end]) else about
        if own:
            opens = around.opens and start == label
            claim = Claim(around.number, text, start, end, own, span, around.context, subject, opens=opens)
            yield _behind_its_question(claim, entry.question) if opens and _is_short(own) else claim
            if not _PRONOUN.match(text[start:end]):
                around.before = frozenset(word.stem for word in own if word.content)


def _laid_out(unit: Unit, around: _Around) -> Iterator[Claim]:
    """Yield the cells of lines of three columns or more, of which the first are their headings."""
    for line, text in enumerate(unit.text.split("\n"), unit.first_line):
        cells = _cells(text)
        if len(cells) > 2 and around.header:
            yield from _row(text, line, around)
        elif len(cells) > 2:
            around.header = cells


def _is_short(own: Sequence[Word]) -> bool:
    return sum(word.content and not word.text[0].isdigit() for word in own) < _TELLING


def _behind_its_question(claim: Claim, question: str) -> Claim:
    asked = f"{unmarked(question)} "
    start, end = claim.start + len(asked), claim.end + len(asked)
    moved = tuple(replace(word, start=word.start + len(asked), end=word.end + len(asked)) for word in claim.words)
    return replace(
        claim, text=asked + claim.text, start=start, end=end, words=(*words(asked), *moved), shown=len(asked)
    )


def _row(raw: str, line: int, around: _Around) -> Iterator[Claim]:
    cells = _cells(raw)
    if len(cells) != len(around.header) or _RULE.fullmatch(raw):
        return
    shown, places = "", list[tuple[int, int]]()
    for cell in cells:
        shown += " | " if places else ""
        places.append((len(shown), len(shown) + len(cell)))
        shown += cell
    run = words(shown)
    heads = [content_stems(cell) for cell in around.header]
    raw_line = around.entry.answer_lines[line]
    for place in range(1, len(cells)):
        start, end = places[place]
        own = tuple(word for word in run if word.end <= places[0][1] or start <= word.start < end)
        rest = frozenset[str]().union(*(head for other, head in enumerate(heads) if other not in (0, place)))
        if cells[place]:
            yield Claim(
                entry=around.number,
                text=shown,
                start=start,
                end=end,
                words=own,
                lines=(raw_line, raw_line),
                context=around.context,
                subject=around.section | around.lead | around.within | (heads[place] & rest),
                column=heads[place] - rest,
                others=rest - heads[place],
                heading=around.header[place],
            )


def _cells(raw: str) -> tuple[str, ...]:
    text = raw.strip()
    if "|" in text:
        return tuple(unmarked(cell) for cell in re.split(r"(?<!\\)\|", text.strip("|")))
    return tuple(unmarked(cell) for cell in _GAP.split(text))


def _labelled(text: str) -> int:
    """Return where a sentence begins behind a short label that is no part of it, 0 where there is none."""
    match = _OPENING.match(text)
    return match.end() if match and not _STATES.search(match[0]) and _CLAUSE.match(text, match.end()) else 0


def clauses(text: str, start: int = 0) -> list[tuple[int, int]]:
    """Cut a sentence where a comma, colon or dash ends a clause, so that each part has a verb that tells."""
    cuts = [start]
    verbs = [match.span() for match in _VERB.finditer(text, start)]
    first = 0
    for match in _COMMA.finditer(text, start):
        turns = "but" in match.group() or "whereas" in match.group()
        told = first < len(verbs) and verbs[first][1] < match.start()
        if told and (turns or _CLAUSE.match(text, match.end())):
            cuts.append(match.end())
            first = bisect_left(verbs, (match.end(), 0), first)
    return list(zip(cuts, [*cuts[1:], len(text)], strict=True))
