"""The key points of an answer: what a person who knows it would say."""

import re
from collections.abc import Sequence, Set
from dataclasses import replace
from functools import lru_cache

from corpus.lines.markers import LETTERS
from corpus.lines.words import PENDING
from corpus.model import Entry, Span
from corpus.units import Unit, units
from index.lexical import analyse
from retriever.spotcheck.values import KeyPoint
from retriever.unmarked import unmarked

MOST = 8
"""Points of one prompt: so many can be written about in two minutes."""

_OPENS = 0.35  # what it adds to the weight, where there are more points, to open a paragraph, an item or a row
_REPEATED = 0.8  # share of words from which a statement was made before
_LABEL = 5  # words of a label above what it names
_ASIDE = re.compile(r"\W*(?:examples|such as|note|tip|in other words)\b", re.IGNORECASE)
_NO_CLAIM = re.compile(
    rf"\W*(?:{PENDING})\b.*|.*\?"
    r"|\W*(?i:example|for (?:example|instance)|e\.g)\b.*"
    r"|\W*(?i:(?:note|tip|hint|warning)s?\W*|(?:source|reference|link)s?\W*:)"
    r"|[<\[]\d{4}-\d\d-\d\d\b[^>\]]*[>\]]",
    re.DOTALL,
)
_PLACE = (
    r"(?:\[|://|\w\.(?:c|h|html?|md|org|pdf|rst|txt)\b|\b(?:above|appendix|article|below|blog|chapter|directory|docs?"
    r"|documentation|faq|folder|guide|link|manual|page|readme|section|site|tutorial|website"
    r"|(?:following|next|previous) (?:answer|entry|one|paragraph|part|point|question|topic))\b)"
)
_ELSEWHERE = re.compile(
    rf"(?=.*{_PLACE})(?:\W*(?:(?:also|and|please|maybe)\W+)*(?:see|refer to"
    r"|read\W+(?:also\W+)?(?:more|our|the (?:above|following|next|previous)))\b"
    r"|.*\b(?:for|find) (?:more|further) (?:details|information)\b).*"
    r"|\[?!\[[^\]]*\]\([^)]*\)(?:\]\([^)]*\))?",
    re.DOTALL | re.IGNORECASE,
)
_SUMMARY = re.compile(
    r"^\W*(?:in (?:summary|short|conclusion)|to (?:sum up|summari[sz]e)|summary|overall)\b", re.IGNORECASE
)
_CHOSEN = re.compile(rf"\W*(?:[^\W\d_]+(?: [^\W\d_]+){{0,3}}[.:：]\W*)?{LETTERS} \((?P<said>.{{2,}})\)\W*", re.DOTALL)
"""Letters of choices with their words in brackets, as the reader of notes writes them."""

_SIGNED = re.compile(r"\s*(?:--|—|–)\s*\w[\w.'’-]*(?:,? \w[\w.'’-]*){0,2}\s*|[<\[]?https?://[^\s\]>]+(?:\]\(\S+\)|>?)")


def key_points(answer: str, most: int | None = None) -> tuple[KeyPoint, ...]:
    """Return the points of a Markdown answer, in order, their lines counted from 1 in ``answer``.

    Headings, code, pictures, lead-ins, questions, examples, what points elsewhere or is still to be written, summaries,
    what was said before and the name or address that an answer ends with are left out. With ``most`` only so many of
    the weightiest stay, those that open a paragraph, an item or a row before others. An answer of code alone has its
    code as its one point.
    """
    found = units(answer)
    kept: list[KeyPoint] = []
    opening: set[int] = set()
    seen: list[frozenset[str]] = []
    columns: tuple[str, ...] = ()
    for place, unit in enumerate(found[:-1] if _is_signed(found) else found):
        columns = _columns(found, place) or (columns if unit.kind == "row" else ())
        terms = frozenset(analyse(_words(unit)))
        if unit.kind in ("heading", "code") or not terms or _frames(found, place) or _repeats(terms, seen, unit):
            continue
        seen.append(terms)
        if _opens(answer, found, place):
            opening.add(len(kept))
        text, given = _shown(unit, columns)
        weight = _weight(unit, terms, not kept)
        kept += (_point(one, unit, unit, weight, given) for one in _choices(text))
    if not kept:
        kept = _alone(answer, found)
    return _weightiest(kept, opening, most)


@lru_cache(20_000)
def parts(entry: Entry) -> tuple[tuple[str, str, tuple[int, ...]], ...]:
    """Return how an entry is asked: (part, reference, raw line of each reference line).

    An entry of more than MOST points and several sections is asked section by section, what stands before the first
    one as the part ""; equal headings are told apart by a number. Any other entry is one part, "".
    """
    whole = (("", entry.answer, entry.answer_lines),)
    if len(entry.sections) < 2 or len(key_points(entry.answer)) <= MOST:
        return whole
    lines = entry.answer.split("\n")
    owned: dict[str, list[int]] = {}
    for place, raw in enumerate(entry.answer_lines):
        owned.setdefault(_owner(entry, raw), []).append(place)
    cut = [
        (name, "\n".join(lines[at] for at in places), tuple(entry.answer_lines[at] for at in places))
        for name, places in owned.items()
    ]
    asked = tuple(part for part in cut if _worth_asking(part[1]))
    return asked if len(asked) > 1 else whole


def on_raw_lines(points: Sequence[KeyPoint], lines: Sequence[int]) -> tuple[KeyPoint, ...]:
    """Return ``points`` with their lines counted in the raw file, whose line numbers are ``lines``."""
    return tuple(
        replace(point, lines=Span(lines[point.lines.start - 1], lines[point.lines.end - 1])) for point in points
    )


def _owner(entry: Entry, raw: int) -> str:
    holding = [number for number, section in enumerate(entry.sections) if section.start <= raw <= section.end]
    if not holding:
        return ""
    heading = entry.sections[holding[-1]].heading
    before = sum(section.heading == heading for section in entry.sections[: holding[-1]])
    return f"{heading} ({before + 1})" if before else heading


def _worth_asking(reference: str) -> bool:
    return any(unit.kind not in ("heading", "code") for unit in units(reference))


def _words(unit: Unit) -> str:
    return unmarked(unit.text.replace("|", " ")) if unit.kind == "row" else unmarked(unit.text)


def _point(text: str, first: Unit, last: Unit, weight: float = 1.0, given: tuple[str, ...] = ()) -> KeyPoint:
    return KeyPoint(text, Span(first.first_line + 1, last.last_line + 1), weight, given)


def _alone(answer: str, found: Sequence[Unit]) -> list[KeyPoint]:
    """Return the point of an answer that states nothing: its first unit, with the code or address below a label."""
    if not found:
        return [KeyPoint(answer.strip(), Span(1, 1 + answer.count("\n")))] if answer.strip() else []
    labelled = len(found) > 1 and (found[1].kind == "code" or _SIGNED.fullmatch(found[1].text)) and _is_label(found[0])
    last = found[1] if labelled else found[0]
    return [_point(answer[found[0].start : last.end], found[0], last)]


def _is_signed(found: Sequence[Unit]) -> bool:
    """Say whether the last unit names who or what says all this, and is not what the one before leads to."""
    if len(found) < 2 or found[-1].kind != "sentence" or not _SIGNED.fullmatch(found[-1].text):
        return False
    before = unmarked(found[-2].text)
    return not before.endswith(":") or bool(_NO_CLAIM.fullmatch(before))


def _columns(found: Sequence[Unit], place: int) -> tuple[str, ...]:
    """Return the names of a table's columns where the unit is its heading row."""
    heads = found[place].kind == "heading" and found[place + 1 : place + 2] and found[place + 1].kind == "row"
    return _cells(found[place]) if heads else ()


def _cells(row: Unit) -> tuple[str, ...]:
    return tuple(map(str.strip, row.text.strip().strip("|").split("|")))


def _shown(unit: Unit, columns: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """Return the text of a point, and the names of columns in it, which several cells behind the first have."""
    if unit.kind != "row":
        return unit.text, ()
    cells = _cells(unit)
    if not len(cells) == len(columns) > 2:
        return " – ".join(filter(None, cells)), ()
    named = [(name, cell) for name, cell in zip(columns[1:], cells[1:], strict=True) if cell]
    said = (f"{name}: {cell}" if name else cell for name, cell in named)
    return " – ".join(filter(None, (cells[0], *said))), tuple(name for name, _ in named if name)


def _choices(text: str) -> Sequence[str]:
    """Return the choices in words where a point names them by letters as well, one by one, else the point's text."""
    chosen = _CHOSEN.fullmatch(text)
    return chosen["said"].split("; ") if chosen else (text,)


def _opens(answer: str, found: Sequence[Unit], place: int) -> bool:
    """Say whether a unit opens a paragraph, an item or a row, and does not follow another one in it."""
    between = answer[found[place - 1].end : found[place].start] if place else "\n\n"
    return bool(between.strip()) or between.count("\n") > 1 or found[place].kind == "row"


def _frames(found: Sequence[Unit], place: int) -> bool:
    """Say whether a unit states nothing by itself."""
    text = found[place].text
    return _leads_in(found, place) or bool(_NO_CLAIM.fullmatch(unmarked(text)) or _ELSEWHERE.fullmatch(text))


def _leads_in(found: Sequence[Unit], place: int) -> bool:
    if not unmarked(found[place].text).endswith(":") or place + 1 == len(found):
        return False
    after = found[place + 1]
    return _is_label(found[place]) or after.kind in ("item", "row", "code") or after.first_line > found[place].last_line


def _is_label(unit: Unit) -> bool:
    text = unmarked(unit.text)
    return text.endswith(":") and len(text.split()) <= _LABEL


def _repeats(terms: frozenset[str], seen: Sequence[frozenset[str]], unit: Unit) -> bool:
    if _SUMMARY.match(unmarked(unit.text)):
        said = frozenset().union(*seen)
        return len(terms & said) >= _REPEATED * len(terms)
    return any(len(terms & one) >= _REPEATED * len(terms | one) for one in seen)


def _weight(unit: Unit, terms: frozenset[str], first: bool) -> float:
    weight = 0.5 if _ASIDE.match(unmarked(unit.text)) else 1.0
    weight *= 1.5 if first and unit.kind == "sentence" else 1.0
    weight *= 1.25 if "**" in unit.text or "__" in unit.text else 1.0
    return weight * min(1.0, 0.4 + 0.1 * len(terms))


def _weightiest(points: Sequence[KeyPoint], opening: Set[int], most: int | None) -> tuple[KeyPoint, ...]:
    if most is None or len(points) <= most:
        return tuple(points)
    order = sorted(range(len(points)), key=lambda at: (-points[at].weight - _OPENS * (at in opening), at))
    return tuple(points[at] for at in sorted(order[:most]))
