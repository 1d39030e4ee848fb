"""A block that could open an entry: what its first line says, and the family of look-alikes it belongs to."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from corpus.lines.details import Details
from corpus.lines.markers import Marker

Shape = Literal[
    "heading", "titled", "part", "links", "details", "callout", "label", "bold", "lost", "signed", "alone", "item",
    "bullet", "line", "quote", "card", "row", "unwritten",
]  # fmt: skip
"""What a block looks like.

``titled`` is a heading in a list item, ``part`` one that names a part of an answer, ``links`` one over nothing but
links; ``lost`` is bold of which only the end is there, ``signed`` text behind a pictogram, ``alone`` a number on a line
of its own, ``unwritten`` an answer whose question stands elsewhere.
"""

TITLES = ("heading", "links")
"""Shapes of headings that have a name of their own."""

HEADINGS = (*TITLES, "part")
"""Shapes of all headings."""

Family = tuple[Shape, int, str, bool]
"""Shape, level or indent, style of the number or label, bold or not: what look-alikes share."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A block that could open an entry.

    ``index`` and ``last`` are its first and last line (from 0); ``marker`` what stands at its head; ``words`` its plain
    words, number and label included; ``asking`` how much they read like a question (0 to 1); ``inline`` says that the
    answer begins on the same line; ``asked`` the question's line where the entry begins at a heading above, ``listed``
    where the entry is an answer in a list of their own.
    """

    index: int
    last: int
    shape: Shape
    level: int
    marker: Marker
    words: str
    bold: bool
    asking: float
    inline: bool = False
    details: Details | None = None
    asked: int = -1
    listed: int = -1

    @property
    def family(self) -> Family:
        """Return what this block shares with its look-alikes."""
        plain_style = self.shape in ("alone", "callout")
        return self.shape, self.level, "" if plain_style else self.marker.style, self.bold

    @property
    def text(self) -> str:
        """Return the words without number and label."""
        return self.marker.text


def unwritten(index: int, number: int | None, question: str) -> Candidate:
    """Let the line ``index`` open an entry as an answer whose ``question``, with its number, stands elsewhere.

    Where there is none ("") one is made of the answer.
    """
    return Candidate(index, index - 1, "unwritten", 0, Marker("", number, "", ""), question, False, 0.0)


def holders(headings: Sequence[Candidate]) -> dict[int, Candidate]:
    """Map each heading to the one whose section it stands in; those in none are left out."""
    over: dict[int, Candidate] = {}
    path: list[Candidate] = []
    for one in headings:
        while path and path[-1].level >= one.level:
            path.pop()
        if path:
            over[one.index] = path[-1]
        path.append(one)
    return over


def section_ends(headings: Sequence[Candidate], last: int) -> dict[int, int]:
    """Map each heading to the last line of its section; ``last`` is that of the one that holds them all."""
    ends = {one.index: last for one in headings}
    open_: list[Candidate] = []
    for heading in headings:
        while open_ and open_[-1].level >= heading.level:
            ends[open_.pop().index] = heading.index - 1
        open_.append(heading)
    return ends
