"""Markdown written piece by piece: lines with the raw lines that they stand on."""

import html
import re
from dataclasses import dataclass, field

from corpus.lines.dialects import FENCE

_BLANKS = re.compile(r"[ \t\r\n\f\u00a0]+")
_TAGGED = re.compile(r"</?[a-zA-Z][^<>`\n]{0,200}>")
_EMPTY = re.compile(r"!?\[\s*\]\([^()\s]{0,600}\)")
_SIGNS = {"b": "**", "strong": "**", "code": "`", "kbd": "`", "samp": "`", "tt": "`", "a": ""}
_LINK = re.compile(r"(?!javascript:)[^\s()<>\"]{1,600}\Z", re.IGNORECASE)
_DEEP = 10  # levels of lists that are indented
_POWER = re.compile(r"[-+\u2212]?\d+|[b-df-np-zA-Z]")  # not the letters of 1a, 2e and 3o

CODE_FONTS = re.compile(
    r"mono(?!type)|courier|consol|menlo|monaco|cascadia|fira ?code|source ?code|lucida ?console|cmtt|typewriter", re.I
)
"""What is in the names of fonts whose letters are all as wide, in which code is set."""


def raised(before: str, said: str) -> str:
    """Return what stands raised behind other text: an exponent behind a ``^``."""
    power = (before[-1:].isalnum() or before.endswith(")")) and _POWER.fullmatch(said.strip())
    return f"^{said}" if power else said


def literal(text: str) -> str:
    """Return text whose tags are no markup but what it is about, written as code."""
    return _TAGGED.sub(r"`\g<0>`", text) if "<" in text else text


@dataclass(slots=True)
class _Mark:
    """An emphasis, code or link that is open: its signs, where it leads to, and the piece it begins at."""

    signs: str
    link: str
    at: int


@dataclass(slots=True)
class _Row:
    """A row of a table that is open."""

    line: int
    cells: list[str] = field(default_factory=list)
    open: bool = False


class Writer:
    """Takes texts and what marks them, and writes ``lines``: each with its number, in order.

    ``tall`` maps the index of a line that is made of several to the number of the last.
    """

    def __init__(self) -> None:
        self.lines: list[tuple[int, str]] = []
        self.tall: dict[int, int] = {}
        self.verbatim = False
        self._pieces: list[str] = []
        self._number = 0
        self._marks: list[_Mark] = []
        self._lists: list[int | None] = []
        self._item = ""
        self._head = ""
        self._tail = ""
        self._row: _Row | None = None
        self._ruled = False
        self._fence = self._last = 0
        self._raised = False

    @property
    def asked(self) -> bool:
        """Say whether the heading that is open has words."""
        return any(not piece.isspace() for piece in self._pieces)

    def text(self, number: int, text: str) -> None:
        """Write text; its ends of lines end lines but in a heading or a cell."""
        if self.verbatim:
            for at, line in enumerate(text.split("\n")):
                self.lines.append((number + at, html.unescape(line).replace("\n", " ")))
            return
        for at, raw in enumerate(text.split("\n")):
            if at and not (self._head or self._row):
                self.line()
            said = _BLANKS.sub(" ", html.unescape(raw) if "&" in raw else raw)
            if at and (self._head or self._row):
                said = f" {said.lstrip()}"
            said = said.replace(FENCE, "`") if FENCE in said else said
            if said.isspace() or not said:
                if self._pieces and not self._pieces[-1].endswith(" "):
                    self._pieces.append(" ")
                continue
            self._number = self._number or number + at
            self._last = number + at
            code = any(mark.signs == "`" for mark in self._marks)
            said = raised("".join(self._pieces[-1:]), said) if self._raised else said
            self._pieces.append(said if code else literal(said))

    def line(self) -> None:
        """End the line."""
        marks = self._reopened()
        text = _EMPTY.sub("", "".join(self._pieces)).strip() if self._pieces else ""
        if text:
            indent = "   " * min(len(self._lists), _DEEP)
            whole = self._head or self._tail
            self._add(self._number, f"{self._head}{text}{self._tail}" if whole else f"{self._item or indent}{text}")
            self._item = ""
        self._pieces.clear()
        self._number = 0
        self._head = self._tail = ""
        self._marks = marks
        for mark in marks:
            mark.at = 0

    def _add(self, number: int, text: str) -> None:
        """Add a line, not above the one before it, that ends where the last words stand."""
        number = max(number, self.lines[-1][0] if self.lines else 1)
        if self._last > number:
            self.tall[len(self.lines)] = self._last
        self.lines.append((number, text))

    def _reopened(self) -> list[_Mark]:
        """Close the marks that are open; return those that go on on the next line."""
        open_ = list(self._marks)
        while self._marks:
            self._wrap(self._marks.pop())
        return [mark for mark in open_ if mark.signs]

    def block(self, number: int) -> None:
        """End the line and the paragraph; a cell in which a paragraph begins holds no cell's text."""
        if self._row is not None:
            self._unrow()
        self.line()
        if self.lines and self.lines[-1][1] and not self._lists:
            self.lines.append((max(number, self.lines[-1][0]), ""))

    def broken(self, number: int) -> None:
        """End the line, and the paragraph where it has no words."""
        if self._row is not None or self._head:
            self._pieces.append(" ")
        elif self._pieces:
            self.line()
        else:
            self.block(number)

    def alone(self, number: int, text: str) -> None:
        """Write a line that stands alone."""
        self.block(number)
        self.lines.append((max(number, self.lines[-1][0] if self.lines else 0), text))

    def rule(self, number: int) -> None:
        """Write a line that parts, but right below a heading, which it belongs to."""
        above = next((text for _, text in reversed(self.lines[-3:]) if text), "")
        if not above.startswith(("#", "<summary>")):
            self.alone(number, "***")

    def heading(self, number: int, level: int) -> None:
        """Open a heading on the line of its tag."""
        self._open(number, "#" * level + " ", "")

    def folded(self, number: int) -> None:
        """Open what shows of something that folds out."""
        self._open(number, "<summary>", "</summary>")

    def _open(self, number: int, head: str, tail: str) -> None:
        self.block(number)
        self._marks.clear()
        self._number, self._head, self._tail = number, head, tail

    def ended(self, number: int) -> None:
        """End a heading."""
        self.line()
        self.block(number)

    def dropped(self) -> None:
        """Leave a heading without words."""
        self._pieces.clear()
        self._head = self._tail = ""
        self._number = 0

    def code(self, number: int) -> None:
        """Open a block of code."""
        self.block(number)
        self._marks.clear()
        self._fence, self.verbatim = len(self.lines), True
        self.lines.append((number, FENCE))

    def coded(self, number: int) -> None:
        """Close a block of code; that of one line is code in a line."""
        start, self.verbatim = self._fence, False
        filled = [at for at in range(start + 1, len(self.lines)) if self.lines[at][1].strip()]
        block = self.lines[filled[0] : filled[-1] + 1] if filled else []
        del self.lines[start + 1 :]
        if len(block) > 1:
            self.lines += [*block, (number, FENCE)]
        else:
            del self.lines[start:]
            self.lines += [(at, f"`{line.strip()}`") for at, line in block]

    def list(self, start: int | None) -> None:
        """Open a list; its items are numbered from ``start``, or not at all."""
        if self._row is not None:
            self._unrow()
        self.line()
        self._lists.append(start)

    def listed(self, number: int) -> None:
        """Close a list."""
        self.line()
        if self._lists:
            self._lists.pop()
        self.block(number)

    def item(self, number: int) -> None:
        """Open an item of a list."""
        self.line()
        if not self._lists:
            self._lists.append(None)
        count = self._lists[-1]
        if count is not None:
            self._lists[-1] = count + 1
        self._item = "   " * (min(len(self._lists), _DEEP) - 1) + ("- " if count is None else f"{count}. ")

    def cell(self, number: int, name: str) -> None:
        """Open a row of a table, or a cell of it."""
        if name == "tr":
            self.row(number, "tr")
            if self._ruled:
                self.line()
            else:
                self.block(number)
            self._row = _Row(number)
        elif self._row is None:
            self.block(number)
        else:
            self._celled()
            self._row.open = True

    def _celled(self) -> None:
        if self._row is not None and (self._row.open or self._pieces):
            self._reopened()
            self._row.cells.append("".join(self._pieces).strip().replace("|", "\\|"))
            self._pieces.clear()
            self._marks.clear()

    def row(self, number: int, name: str) -> None:
        """Close a row of a table, or the table; a row of one cell is text, and so is one with words in one above it."""
        row = self._row
        if row is not None:
            self._celled()
            self._row = None
            self._number = 0
        filled = [cell for cell in row.cells if cell] if row is not None else []
        if row is not None and len(filled) == 1 and not (self._ruled and len(row.cells) > 1):
            self._add(row.line, filled[0])
        elif row is not None and filled:
            self._add(row.line, f"| {' | '.join(row.cells)} |")
            if not self._ruled:
                self._add(number, "|---" * len(row.cells) + "|")
            self._ruled = True
        if name == "table":
            self.block(number)
            self._ruled = False

    def _unrow(self) -> None:
        """Write the cells of a row that holds more than cells as lines."""
        row, self._row = self._row, None
        cells = [cell for cell in row.cells if cell] if row is not None else []
        if row is not None and cells:
            for cell in cells[:-1]:
                self.lines.append((max(row.line, self.lines[-1][0] if self.lines else 1), cell))
            self._add(row.line, cells[-1])

    def image(self, number: int, said: str, source: str) -> None:
        """Write a picture that says what it shows."""
        if said and _LINK.match(source) and not self._head:
            self._number = self._number or number
            self._pieces.append(f"![{html.unescape(said)}]({source})")

    def mark(self, name: str, link: str = "") -> None:
        """Open emphasis, code or a link; in a heading they are words."""
        signs = _SIGNS.get(name)
        self._raised |= name == "sup"
        if signs is None or self._head or any(mark.signs == signs for mark in self._marks):
            return
        if signs or _LINK.match(link):
            self._marks.append(_Mark(signs, html.unescape(link), len(self._pieces)))

    def marked(self, name: str) -> None:
        """Close it, with all that was opened in it."""
        self._raised &= name != "sup"
        signs = _SIGNS.get(name)
        if signs is None or not any(mark.signs == signs for mark in self._marks):
            return
        while self._marks:
            mark = self._marks.pop()
            self._wrap(mark)
            if mark.signs == signs:
                return

    def _wrap(self, mark: _Mark) -> None:
        text = "".join(self._pieces[mark.at :])
        said = text.strip()
        if said:
            shown = f"[{said}]({mark.link})" if mark.link else f"{mark.signs}{said}{mark.signs}"
            before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
            self._pieces[mark.at :] = [before + shown + after]
