"""The lines of Markdown that a document of LaTeX becomes, while they are written."""

import re
from dataclasses import dataclass, field

_SIGNED = re.compile(r"\s*(?:-|\d{1,4}\.) ")
_DEEPEST = 6  # lists in one another: LaTeX itself allows no more


@dataclass(slots=True)
class Writing:
    """The lines that were made, the lists that are open, and what the next words are labelled with.

    ``open`` are ends of code that nothing below has; ``cards`` environments whose argument is a question; ``slide`` is
    the line on which one began that has no title yet, ``item`` that of a number without words, else 0.
    """

    lines: list[tuple[int, str]] = field(default_factory=list)
    tall: dict[int, int] = field(default_factory=dict)
    lists: list[tuple[str, int]] = field(default_factory=list)
    base: int = 0
    label: str = ""
    right: str = ""
    open: set[str] = field(default_factory=set)
    cards: frozenset[str] = frozenset()
    slide: int = 0
    item: int = 0

    @property
    def indent(self) -> str:
        """Return the indent of the lists that are open in an answer, or where there is none."""
        return "   " * min(max(len(self.lists) - self.base, 0), _DEEPEST)

    def head(self, number: int, label: str, item: int = 0) -> None:
        """Label the next words; a title that still waits for its own stands alone."""
        if self.label.startswith("**"):
            self.lines.append((number, self.label))
        self.label, self.item = label, item

    def add(self, number: int, text: str, last: int = 0) -> None:
        """Add a line, with what labels it in front."""
        if self.item and not text.strip():
            return
        if self.label and text.strip():
            code = bool(self.lines) and self.lines[-1][0] > self.item  # it stands between
            begun = number if code else self.item or number
            if _SIGNED.match(text):
                self.lines.append((begun, self.label))
            else:
                text = f"{self.label} {text.strip()}"
                number, last = begun, max(number, last)
            self.label, self.item = "", 0
        if last > number:
            self.tall[len(self.lines)] = last
        self.lines.append((number, text))
