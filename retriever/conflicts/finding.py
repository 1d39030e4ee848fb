"""The conflicts of a whole collection: claims taken apart, compared, weighed and listed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from corpus.model import Entry
from corpus.pages import Pages, pages_json
from retriever.conflicts.claims import claims
from retriever.conflicts.confidence import LISTED, confidence
from retriever.conflicts.evidence import Rarity, Span, rivals, weigh
from retriever.conflicts.facts import Facts, facts_of
from retriever.conflicts.identities import identities
from retriever.conflicts.pairs import Difference, Kind, differences
from retriever.conflicts.subjects import Asked

_LEAST_SHARED = 0.5  # rarity of the common words below which two claims are not weighed

_WHY: dict[Kind, str] = {
    "number": "the values differ",
    "negation": "one denies what the other says",
    "opposite": "the words exclude each other",
    "extent": "one against many",
    "answer": "yes against no",
    "advice": "one advises against what the other does",
    "class": "two classes for one thing",
    "identity": "two things in the place of one",
}


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a conflict: an entry, its file, raw lines ``start`` to ``end``, its question, and the words there.

    ``text`` is without markup; ``marks`` are the characters of it that differ; ``column`` is the heading of the table's
    column that the mark stands in, "" where there is no table; ``pages`` are those that the entry stands on.
    """

    entry: str
    file: str
    start: int
    end: int
    question: str
    text: str
    marks: tuple[Span, ...]
    column: str = ""
    pages: Pages | None = None

    def as_json(self) -> dict[str, Any]:
        """Return the side as ``--json`` prints it."""
        shown = {name: getattr(self, name) for name in ("entry", "file", "start", "end", "question", "text", "column")}
        marks = [{"start": start, "end": end} for start, end in self.marks]
        return {**shown, "marks": marks, **pages_json(self.pages)}


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two passages on the same thing with facts that differ; ``why`` says in a few words how."""

    kind: Kind
    confidence: float
    why: str
    left: Side
    right: Side

    def as_json(self) -> dict[str, Any]:
        """Return the conflict as ``--json`` prints it."""
        return {
            "kind": self.kind,
            "confidence": self.confidence,
            "why": self.why,
            "left": self.left.as_json(),
            "right": self.right.as_json(),
        }


def conflicts_among(entries: Sequence[Entry]) -> list[Conflict]:
    """Return the conflicts among entries with a confidence of at least LISTED, the surest first.

    Two lines are listed once however many ways they differ in, and words that stand in several places (copies) once.
    """
    facts = facts_of(claims(entries))
    rarity = Rarity(facts)
    asked = Asked(entries)
    weighed = [
        (sure, difference) for difference in _all(facts, asked) if (sure := _weighed(difference, rarity)) >= LISTED
    ]
    weighed.sort(key=lambda pair: (-pair[0], _place(pair[1].one, entries), _place(pair[1].other, entries)))
    listed: list[Conflict] = []
    seen: set[frozenset[Any]] = set()
    for sure, difference in weighed:
        conflict = _conflict(difference, sure, entries)
        left, right = conflict.left, conflict.right
        lines = frozenset({(left.file, left.start), (right.file, right.start)})
        words = frozenset({left.text.casefold(), right.text.casefold()})
        if not seen & {lines, words}:
            listed.append(conflict)
        seen |= {lines, words}
    return listed


def _all(facts: Sequence[Facts], asked: Asked) -> Iterator[Difference]:
    said = {(each.claim.entry, _words_of(each)) for each in facts}
    for difference in (*differences(facts), *identities(facts)):
        one, other = difference.one, difference.other
        set_apart = (one.contrasted & other.own) | (other.contrasted & one.own)
        in_both = {(one.claim.entry, _words_of(other)), (other.claim.entry, _words_of(one))} & said
        if not (set_apart or in_both or rivals(one, other) or asked.about_two_things(difference)):
            yield difference


def _words_of(facts: Facts) -> str:
    return facts.claim.text[facts.claim.shown :].casefold()


def _weighed(difference: Difference, rarity: Rarity) -> float:
    one, other = difference.one, difference.other
    shared = ((one.own & other.about) | (other.own & one.about)) - difference.skip
    if rarity.sum(shared) < _LEAST_SHARED and difference.kind != "identity":
        return 0.0
    return confidence(difference, weigh(one, other, difference.here, difference.there, rarity, difference.skip))


def _place(facts: Facts, entries: Sequence[Entry]) -> tuple[str, int]:
    return entries[facts.claim.entry].document, facts.claim.lines[0]


def _conflict(difference: Difference, sure: float, entries: Sequence[Entry]) -> Conflict:
    sides = [_side(difference.one, difference.here, entries), _side(difference.other, difference.there, entries)]
    sides.sort(key=lambda side: (side.file, side.start))
    return Conflict(difference.kind, round(sure, 3), _WHY[difference.kind], sides[0], sides[1])


def _side(facts: Facts, mark: Span, entries: Sequence[Entry]) -> Side:
    claim = facts.claim
    entry = entries[claim.entry]
    return Side(
        entry=entry.id or "",
        file=entry.document,
        start=claim.lines[0],
        end=claim.lines[1],
        question=entry.question,
        text=claim.text[claim.shown :],
        marks=((mark[0] - claim.shown, mark[1] - claim.shown),),
        column=claim.heading,
        pages=entry.pages,
    )
