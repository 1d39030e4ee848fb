"""Rich text (RTF), as Word, LibreOffice and TextEdit write it, to Markdown."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from corpus.binaries import Written
from corpus.formats.office import (
    Block,
    Look,
    Paragraph,
    Run,
    Table,
    field_link,
    headed,
    is_code_font,
    labelled,
    office_lines,
    paged,
)
from corpus.formats.packed import UnreadableError, guarded
from corpus.model import Finding

_TOKEN = re.compile(
    r"\\([a-zA-Z]{1,32})(-?[0-9]{1,9})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|[\r\n\0]+|([^\\{}\r\n\0]+)|.", re.S
)
_PAGES = {
    77: "mac_roman", 128: "cp932", 129: "cp949", 130: "johab", 134: "gbk", 136: "big5", 161: "cp1253", 162: "cp1254",
    163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
    254: "cp437", 255: "cp850",
}  # fmt: skip
"""Code pages of the character sets of fonts, but for the one of the document."""

_SIGNS = {
    "tab": "\t", "line": "\n", "lbr": "\n", "softline": "\n", "emdash": "—", "endash": "–", "lquote": "‘",
    "rquote": "’", "ldblquote": "“", "rdblquote": "”", "bullet": "•", "emspace": " ", "enspace": " ", "qmspace": " ",
    "mden": "/", "msup": "^", "msub": "_",
}  # fmt: skip
_SYMBOLS = {"~": "\u00a0", "_": "-", "\\": "\\", "{": "{", "}": "}"}
_LEFT_OUT = frozenset(
    re.findall(
        r"\w+",
        """
colortbl info pict header headerl headerr headerf footer footerl footerr footerf listtable xe tc rxe bkmkstart bkmkend
ftnsep ftnsepc aftnsep aftnsepc pn pntxta pntxtb pnseclvl annotation atnid atnauthor sp nonshppict themedata
colorschememapping filetbl revtbl rsidtbl mctrlPr mfPr msSupPr msSubPr mradPr mdPr mnaryPr objdata shprslt
""",
    )
)
"""Groups that hold no text."""

_READ = frozenset({"shpinst", "shptxt", "moMath", "moMathPara", "fldinst", "footnote", "pntext", "listtext"})
"""Groups that are read though who does not know them may leave them out."""

_NUMBERS = {
    "fs": "size", "uc": "fallback", "s": "style", "outlinelevel": "level", "ilvl": "depth", "li": "indent",
}  # fmt: skip
"""Words that set what holds in a group to their number."""

_HEAD = {"fonttbl": ("f", "fcharset", "fmodern"), "stylesheet": ("s", "outlinelevel")}
_UNSHOWN = re.compile(r"\s*(?:TOC|PAGE|NUMPAGES|INDEX)\b")
_BULLET = re.compile(r"(?:[•◦▪‣–○■□➢·\uf0b7\uf0a7o-]|(\d{1,4})[.)])\t")
_LABEL = re.compile(r"\W*(?:(\d{1,4})[.):]?|([a-zA-Z]{1,4})[.):])\s*$")
_PLAIN = Look()
_INDENT = 360  # twips by which a level of a list is indented
_LARGER = 3  # half points by which a heading is larger than the text
_MOST = 8 * 1024 * 1024  # letters that are read: reading takes 60 times as much memory
_CLIPPED = 2000  # letters of a name, a label or a field
_LONGEST = 200  # letters of such a heading


@dataclass(frozen=True, slots=True)
class _State:
    """What holds in a group: how text looks, what paragraph it is in, and what it is for."""

    font: int = 0
    size: int = 24
    look: Look = _PLAIN
    shown: bool = True
    hidden: bool = False
    fallback: int = 1
    kind: str = ""
    style: int = 0
    level: int = -1
    indent: int = 0
    hangs: bool = False
    depth: int = 0
    cell: bool = False


@guarded
def rtf_lines(data: bytes) -> Written:
    """Write rich text in Markdown; what a file that is cut off holds is read, and a Finding."""
    reader = _Reader()
    whole = reader.read(data.decode("latin-1"))
    lines = office_lines(paged(reader.headed()))
    if whole or not lines:
        return Written(lines)
    why = "this file is cut off: save it once more to have all of it read"
    return Written(lines, (Finding("skipped", why, len(lines), len(lines)),))


class _Reader:
    """Reads words, signs and texts one after the other."""

    def __init__(self) -> None:
        self._state = _State()
        self._stack: list[_State] = []
        self._first = self._optional = False  # a group begins, and may be left out
        self._page = "cp1252"
        self._fonts: dict[int, str] = {}
        self._pages: dict[int, str] = {}
        self._styles: dict[int, str] = {}
        self._levels: dict[int, int] = {}
        self._current = self._usual = self._fallback = self._high = 0
        self._bytes = bytearray()
        self._runs: list[Run] = []
        self._sizes: list[int] = []
        self._label = self._field = ""
        self._note: list[str] = []
        self._around: list[tuple[list[Run], list[int], str]] = []  # the paragraphs that boxes of text stand in
        self._cell: list[Block] = []
        self._row: list[tuple[Block, ...]] = []
        self._rows: list[tuple[tuple[Block, ...], ...]] = []
        self._blocks: list[tuple[Block, int]] = []
        self._letters: Counter[int] = Counter()
        self._left = _MOST

    def read(self, text: str) -> bool:
        """Read a file; say whether all of its groups end."""
        at = 0
        while match := _TOKEN.match(text, at):
            at = match.end()
            word, number, byte, sign, brace, plain = match.groups()
            if plain or byte:
                self._said(plain.encode("latin-1") if plain else bytes.fromhex(byte))
                continue
            self._flush()
            if word == "bin":
                at += max(int(number or 0), 0)
            elif word:
                self._word(word, int(number) if number else None)
            elif sign:
                self._sign(sign)
            elif brace == "{":
                self._stack.append(self._state)
                self._first, self._optional, self._fallback = True, False, 0
            elif brace and self._closed():
                break
        self._flush()
        whole = not self._stack
        self._state = replace(self._state, kind="", shown=True)
        if self._runs:
            self._ended()
        self._tabled()
        return whole

    def headed(self) -> list[Block]:
        """Return what was read; where no style makes headings, short paragraphs in larger letters are some."""
        blocks = [block for block, _ in self._blocks]
        if any(isinstance(block, Paragraph) and block.heading for block in blocks) or not self._letters:
            return blocks
        body = self._letters.most_common(1)[0][0] + _LARGER
        sizes = sorted({size for block, size in self._blocks if size >= body and _is_short(block)}, reverse=True)
        levels = {size: min(rank, 6) for rank, size in enumerate(sizes, 1)}
        return [
            replace(block, level=levels[size], heading=True)
            if isinstance(block, Paragraph) and size in levels and _is_short(block)
            else block
            for block, size in self._blocks
        ]

    def _said(self, said: bytes) -> None:
        """Take bytes of text, but for those that stand for a character that was said in Unicode."""
        dropped = min(self._fallback, len(said))
        self._fallback -= dropped
        self._bytes += said[dropped:]
        self._first = False

    def _flush(self) -> None:
        """Write the bytes that were taken."""
        if not self._bytes:
            return
        page = self._pages.get(self._state.font, self._page)
        try:
            said = self._bytes.decode(page, "replace")
        except LookupError:
            said = self._bytes.decode("cp1252", "replace")
        self._bytes.clear()
        self._write(said)

    def _write(self, said: str) -> None:
        state = self._state
        if state.hidden or not state.shown:
            return
        if state.kind == "fonttbl":
            self._fonts[self._current] = (self._fonts.get(self._current, "") + said)[:_CLIPPED]
        elif state.kind == "stylesheet":
            self._styles[self._current] = (self._styles.get(self._current, "") + said)[:_CLIPPED]
        elif state.kind == "fldinst":
            self._field = (self._field + said)[:_CLIPPED]
        elif state.kind == "listtext":
            self._label = (self._label + said)[:_CLIPPED]
        else:
            self._left -= len(said)
            if self._left < 0:
                raise UnreadableError(f"this holds more than the {_MOST // 2**20} MB of text that are read: split it")
            if state.kind == "footnote":
                self._note.append(said)
                return
            self._letters[state.size] += len(said)
            self._runs.append(Run(said, state.look))
            self._sizes += [state.size] if said.strip() else []

    def _closed(self) -> bool:
        """End a group; say whether it was the last."""
        kind, self._fallback = self._state.kind, 0
        if self._stack:
            self._state = self._stack.pop()
        if kind == "footnote" != self._state.kind:
            self._write(f" ({''.join(self._note).strip()})")
        if kind == "shptxt" != self._state.kind and self._around:
            if self._runs:
                self._ended()
            self._runs, self._sizes, self._label = self._around.pop()
        return not self._stack

    def _sign(self, sign: str) -> None:
        if sign == "*":
            self._optional = True
        elif sign in "\r\n":
            self._ended()
        elif self._fallback:
            self._fallback -= 1
        else:
            self._write(_SYMBOLS.get(sign, ""))

    def _word(self, word: str, number: int | None) -> None:
        if self._first:
            self._first = False
            self._opened(word)
        if not self._state.shown:
            return
        if word == "u":
            self._coded(number or 0)
        elif word in _SIGNS:
            self._write(_SIGNS[word])
        elif word in ("par", "sect", "cell", "nestcell", "row"):
            self._ended(word)
        elif word in _HEAD.get(self._state.kind, ()):
            self._listed(word, number or 0)
        elif word in ("ansicpg", "mac", "pc", "pca", "deff"):
            self._usual = number or 0 if word == "deff" else self._usual
            self._page = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850", "deff": self._page}.get(
                word, f"cp{number}"
            )
        else:
            self._state = self._changed(self._state, word, number)

    def _opened(self, word: str) -> None:
        """Begin a group that is for something."""
        kind = {"pntext": "listtext"}.get(word, word)
        if word in _LEFT_OUT or (self._optional and word not in _READ):
            self._state = replace(self._state, shown=False)
        elif kind in ("fonttbl", "stylesheet", "fldinst", "listtext", "footnote", "shptxt"):
            self._state = replace(self._state, kind=kind)
        if self._state.kind == word == "shptxt":
            self._around.append((self._runs, self._sizes, self._label))
            self._runs, self._sizes, self._label = [], [], ""
        if word in ("field", "fldinst"):
            self._field = ""
        self._label = "" if kind == "listtext" else self._label
        self._note = [] if kind == "footnote" else self._note
        self._current = 0 if self._state.kind == "stylesheet" else self._current
        if word == "fldrslt":
            look = replace(self._state.look, link=field_link(self._field))
            self._state = replace(self._state, look=look, hidden=_UNSHOWN.match(self._field) is not None)

    def _listed(self, word: str, number: int) -> None:
        """Take what the head of a file says of a font or a style."""
        if word in ("f", "s"):
            self._current = number
        elif word == "fmodern":
            self._fonts[self._current] = "mono "
        elif word == "outlinelevel":
            self._levels[self._current] = number
        elif number in _PAGES:
            self._pages[self._current] = _PAGES[number]

    def _coded(self, number: int) -> None:
        """Write a character by its number, or half of one."""
        code = number % 0x10000
        if 0xD800 <= code < 0xDC00:
            self._high = code
        elif 0xDC00 <= code < 0xE000:
            self._write(chr(0x10000 + (self._high - 0xD800) * 0x400 + code - 0xDC00) if self._high else "\ufffd")
            self._high = 0
        else:
            self._write(chr(code))
        self._fallback = self._state.fallback

    def _changed(self, state: _State, word: str, number: int | None) -> _State:
        """Return a state with what a word says of it."""
        on = number != 0
        if word == "pard":
            return replace(state, style=0, level=-1, indent=0, hangs=False, depth=0, cell=False)
        if word == "plain":
            look = Look(code=self._is_code(self._usual), link=state.look.link)
            return replace(state, font=self._usual, size=24, look=look, hidden=False)
        number = 1 if number is None else number
        match word:
            case "f":
                return replace(state, font=number, look=replace(state.look, code=self._is_code(number)))
            case "b":
                return replace(state, look=replace(state.look, bold=on))
            case "super" | "sub" | "nosupersub" | "up" | "dn":
                return replace(state, look=replace(state.look, raised=word in ("super", "up") and on))
            case "v" | "deleted":
                return replace(state, hidden=on)
            case "intbl":
                return replace(state, cell=True)
            case "fi":
                return replace(state, hangs=number < 0)
        told: dict[str, Any] = {_NUMBERS[word]: number} if word in _NUMBERS else {}
        return replace(state, **told)

    def _is_code(self, font: int) -> bool:
        return is_code_font(self._fonts.get(font, ""))

    def _ended(self, word: str = "par") -> None:
        """End a paragraph, and the cell or the row that it is in."""
        if self._state.kind == "footnote":
            self._note.append(" ")
            return
        block = self._paragraph()
        size = min(self._sizes, default=0)
        cell = self._state.cell or word in ("cell", "row")
        if cell and block.text.strip():
            self._cell.append(block)
        elif not cell:
            self._tabled()
            self._blocks.append((block, size))
        self._runs, self._sizes, self._label = [], [], ""
        if word == "cell":
            self._row.append(tuple(self._cell))
            self._cell = []
        elif word == "row" and self._row:
            self._rows.append(tuple(self._row))
            self._row = []

    def _tabled(self) -> None:
        """End a table."""
        if self._rows:
            self._blocks.append((Table(tuple(self._rows)), 0))
            self._rows = []

    def _paragraph(self) -> Paragraph:
        state, runs = self._state, self._runs
        name = self._styles.get(state.style, "").strip(" ;")
        level = headed(name, state.level if state.level >= 0 else self._levels.get(state.style, -1))
        if level and any(run.text.strip() for run in runs):
            return Paragraph(tuple(runs), level, heading=True)
        typed = state.hangs and not self._label
        bullet = _BULLET.match("".join(run.text for run in runs)) if typed else None
        if bullet:
            return Paragraph(_behind(runs, bullet.end()), max(state.indent // _INDENT, 1), number=int(bullet[1] or 0))
        if not self._label.strip():
            return Paragraph(tuple(runs))
        label, depth = _LABEL.match(self._label), min(max(state.depth, 0), 9)
        if label and label[2]:
            return labelled(runs, depth, self._label.strip())
        return Paragraph(tuple(runs), depth + 1, number=int(label[1] or 0) if label else 0)


def _is_short(block: Block) -> bool:
    return isinstance(block, Paragraph) and not block.level and 0 < len(block.text.strip()) <= _LONGEST


def _behind(runs: Sequence[Run], count: int) -> tuple[Run, ...]:
    """Return runs without their first letters."""
    left = []
    for run in runs:
        left.append(replace(run, text=run.text[count:]))
        count = max(count - len(run.text), 0)
    return tuple(left)
