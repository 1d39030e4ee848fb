"""The key points of an answer: what a person who knows it would say."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from corpus.lines.words import PENDING
from corpus.model import Entry, Span
from corpus.units import Unit, units
from index.lexical import analyse
from retriever.spotcheck.values import KeyPoint
from retriever.unmarked import unmarked

MOST = 8
"""Points of one prompt: so many can be written about in two minutes."""

_REPEATED = 0.8  # share of words from which a statement was made before
_LABEL = 5  # words of a label above what it names
_ASIDE = re.compile(r"^\W*(?:for example|e\.g|example|such as|note|tip|see also|in other words)\b", re.IGNORECASE)
_NO_CLAIM = re.compile(rf"\W*(?:{PENDING})\b.*|.*\?", re.DOTALL)
_SUMMARY = re.compile(
    r"^\W*(?:in (?:summary|short|conclusion)|to (?:sum up|summari[sz]e)|summary|overall)\b", re.IGNORECASE
)
_SIGNATURE = re.compile(r"\s*(?:--|—|–)\s*\w[\w.'’-]*(?:,? \w[\w.'’-]*){0,2}\s*")


def key_points(answer: str, most: int | None = None) -> tuple[KeyPoint, ...]:
    """Return the points of a Markdown answer, in order, their lines counted from 1 in ``answer``.

    Headings, code, lead-ins to lists, questions, what is still to be written, summaries, what was said before and the
    name that signs an answer are left out; with ``most`` only so many of the weightiest stay. An answer of code alone
    has its code as its one point.
    """
    found = units(answer)
    kept: list[KeyPoint] = []
    seen: list[frozenset[str]] = []
    if len(found) > 1 and found[-1].kind == "sentence" and _SIGNATURE.fullmatch(found[-1].text):
        found = found[:-1]
    for place, unit in enumerate(found):
        terms = frozenset(analyse(_words(unit)))
        framing = _leads_in(found, place) or _NO_CLAIM.fullmatch(unmarked(unit.text))
        if unit.kind in ("heading", "code") or not terms or framing or _repeats(terms, seen, unit):
            continue
        seen.append(terms)
        kept.append(
            KeyPoint(_shown(unit), Span(unit.first_line + 1, unit.last_line + 1), _weight(unit, terms, not kept))
        )
    if not kept:
        kept = [KeyPoint(unit.text, Span(unit.first_line + 1, unit.last_line + 1)) for unit in found[:1]]
    return _weightiest(kept, most)


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


def _shown(unit: Unit) -> str:
    if unit.kind != "row":
        return unit.text
    return " – ".join(cell for cell in map(str.strip, unit.text.strip().strip("|").split("|")) if cell)


def _leads_in(found: Sequence[Unit], place: int) -> bool:
    text = unmarked(found[place].text)
    if not text.endswith(":") or place + 1 == len(found):
        return False
    return len(text.split()) <= _LABEL or found[place + 1].kind in ("item", "row", "code")


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


def _weightiest(points: Sequence[KeyPoint], most: int | None) -> tuple[KeyPoint, ...]:
    if most is None or len(points) <= most:
        return tuple(points)
    order = sorted(range(len(points)), key=lambda at: (-points[at].weight, at))
    return tuple(points[at] for at in sorted(order[:most]))
