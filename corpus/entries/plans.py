"""What was decided of a document: which blocks open entries, and which headings end them."""

from dataclasses import dataclass

from corpus.entries.candidate import Candidate


@dataclass(frozen=True, slots=True)
class Plan:
    """What opens entries, and which headings end them.

    ``openers`` are in order; ``dividers`` are the indexes of the headings that stand over entries or apart from them;
    one that opens an entry itself may be among them, as it may stand over the entries below it.
    """

    openers: tuple[Candidate, ...]
    dividers: frozenset[int]
