"""A PDF to lines as they stand on paper: what each says, how it is set, and where."""

import ctypes
import itertools
import math
import re
import threading
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from corpus.formats.layout import MARK, Letter, Piece
from corpus.formats.ruled import Rule, rule, ruled_frames
from corpus.formats.writer import CODE_FONTS, raised

_MONOSPACED, _FORCED_BOLD = 1, 1 << 18  # flags of a font: PDF 32000-1, table 123
_BOLD = 600  # weight from which a font is bold
UNSPACED = "\u2e7f"  # scripts behind it are written without blanks, and lines are broken at any letter
_LEFTWARDS = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_BREAKS = "\r\n"
_WIDE = 0.5  # sizes between two letters, from which they belong to two pieces
_BACK = 2  # and sizes by which the next one stands in front of the other
_BLANK = 0.2  # sizes between two pieces, from which a blank parts them
_RAISED = 0.2  # sizes by which letters stand above their line, from which they may be an exponent
_STYLED = re.compile("[\U0001d400-\U0001d7ff]")  # letters of formulas, which say how they look
_UNKNOWN = "\ufffd"
_GARBLED = 0.3  # share of a page's letters whose meaning the file does not tell, from which it is as good as a picture
_DRAWN = 20_000  # objects of a page, above which no rules are looked for among them
_PDFIUM = threading.Lock()
"""PDFium is not safe to be called from several threads."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line on paper: ``size`` of its letters, ``left``, ``right`` and ``base`` in points from the lower left corner.

    What is written to the left is measured from the right. ``first`` is how wide its first word is, ``second`` where
    the next one begins; ``bold`` and ``mono`` say that all of it is set so, ``leads_bold`` that it begins so;
    ``hyphen`` that its last word goes on in the next line; ``raised`` is how far letters stand off its base. ``page``
    counts from 0; the lines of one ``frame`` of it stand below each other, and others beside them where this is a
    ``column``; ``cells`` are those of a table's row.
    """

    text: str
    size: float
    left: float
    right: float
    base: float
    first: float
    second: float
    bold: bool
    leads_bold: bool
    mono: bool
    hyphen: bool
    raised: float
    page: int = 0
    frame: int = 0
    column: bool = False
    cells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Paper:
    """What a PDF says: its ``lines`` in reading order, and how wide each page is, in points.

    ``unread`` are the pages, counted from 1, that show something but no text, or letters without a meaning.
    """

    lines: tuple[Line, ...]
    widths: tuple[float, ...]
    unread: tuple[int, ...] = ()


class UnreadablePdfError(Exception):
    """A PDF cannot be read; the message says why, and what to do."""


def paper(data: bytes) -> Paper:
    """Read the lines of a PDF; raises UnreadablePdfError where it is damaged or wants a password."""
    import pypdfium2

    with _PDFIUM:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            locked = "assword" in str(error)
            raise UnreadablePdfError(
                "a PDF behind a password: save it without one" if locked else "a damaged PDF: save it once more"
            ) from error
        try:
            lines: list[Line] = []
            widths, unread = [], []
            for number, page in enumerate(document):
                widths.append(page.get_width())
                found = _page(page, number)
                lines += found or ()
                if found is None:
                    unread.append(number + 1)
                page.close()
            return Paper(tuple(lines), tuple(widths), tuple(unread))
        except pypdfium2.PdfiumError as error:
            raise UnreadablePdfError("a damaged PDF: save it once more") from error
        finally:
            document.close()


def _page(page: Any, number: int) -> list[Line] | None:
    """Read the lines of a page, its upright ones first; None where it shows something and says nothing."""
    from pypdfium2 import raw

    turned: dict[float, list[Letter]] = {}
    shown = garbled = 0
    for turn, letter in _letters(page):
        turned.setdefault(turn, []).append(letter)
        shown += not letter.text.isspace()
        garbled += letter.text == _UNKNOWN
    if garbled > _GARBLED * shown or (not shown and raw.FPDFPage_CountObjects(page)):
        return None
    lines: list[Line] = []
    rules = [*_rules(page)] if shown and not page.get_rotation() else []
    for turn, letters in sorted(turned.items(), key=lambda each: len(each[1]), reverse=True):
        leftwards = _are_leftwards(letters)
        pieces = [*_pieces(_mirrored(letters, page.get_width()) if leftwards else letters)]
        for at, frame in enumerate(ruled_frames(pieces, rules if turn == 0 and not leftwards else []), len(lines)):
            for row, cells in itertools.zip_longest(frame.rows, frame.cells, fillvalue=()):
                line = _line(row)
                said = tuple(cell.text if cell else "" for cell in map(_line, cells))
                if line is not None:
                    lines.append(replace(line, page=number, frame=at, column=frame.column, cells=said))
    return lines


def _letters(page: Any) -> Iterator[tuple[float, Letter]]:
    """Read the letters of a page one by one, as PDFium orders them, with the breaks and blanks it finds.

    Each comes with the direction that it is written in, and where it stands when this is turned to the right.
    """
    from pypdfium2 import raw

    opened = page.get_textpage()
    text = opened.raw
    left, right, low, high, across, up = (ctypes.c_double() for _ in range(6))
    wide, tall = page.get_size() if page.get_rotation() in (0, 180) else page.get_size()[::-1]
    look, piece, half = _Look(0, 0.0, False, False), 0, 0
    for at in range(raw.FPDFText_CountChars(text)):
        code = raw.FPDFText_GetUnicode(text, at)
        if 0xD800 <= code < 0xDC00:
            half = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + (half - 0xD800 << 10) + code - 0xDC00 if half else 0xFFFD
        half = 0
        raw.FPDFText_GetCharBox(text, at, left, right, low, high)
        raw.FPDFText_GetCharOrigin(text, at, across, up)
        drawn = ctypes.cast(raw.FPDFText_GetTextObject(text, at), ctypes.c_void_p).value or 0
        if drawn and drawn != piece:
            look, piece = _look(text, at), drawn
        said = chr(code) if raw.FPDFText_HasUnicodeMapError(text, at) != 1 else _UNKNOWN
        edge, end, base = (
            (left.value, right.value, up.value),
            (low.value, high.value, wide - across.value),
            (wide - right.value, wide - left.value, tall - up.value),
            (tall - high.value, tall - low.value, across.value),
        )[look.turn]
        yield (
            look.turn,
            Letter(
                unicodedata.normalize("NFKC", said) if _STYLED.match(said) else said,
                raw.FPDFText_IsHyphen(text, at) == 1,
                edge,
                end,
                base,
                look.size,
                look.bold,
                look.mono and said <= UNSPACED,
            ),
        )


@dataclass(frozen=True, slots=True)
class _Look:
    """How letters are set: by how many right angles they are turned to the left, how large, and in which font."""

    turn: int
    size: float
    bold: bool
    mono: bool


def _look(text: Any, at: int) -> _Look:
    """Say how a letter is set."""
    from pypdfium2 import raw

    matrix, flags, name = raw.FS_MATRIX(), ctypes.c_int(), ctypes.create_string_buffer(128)
    raw.FPDFText_GetMatrix(text, at, matrix)
    raw.FPDFText_GetFontInfo(text, at, name, len(name), flags)
    font = name.value.decode("latin-1").lower()
    bold = "bold" in font or "black" in font or raw.FPDFText_GetFontWeight(text, at) >= _BOLD
    return _Look(
        round(math.atan2(matrix.b, matrix.a) / (math.pi / 2)) % 4,
        raw.FPDFText_GetFontSize(text, at) * math.hypot(matrix.c, matrix.d),
        bold or bool(flags.value & _FORCED_BOLD),
        CODE_FONTS.search(font) is not None or bool(flags.value & _MONOSPACED),
    )


def _rules(page: Any) -> Iterator[Rule]:
    """Yield the straight lines that are drawn on a page, none of one with too many drawings."""
    from pypdfium2 import raw

    count = raw.FPDFPage_CountObjects(page)
    box = [ctypes.c_float() for _ in range(4)]
    for at in range(count if count <= _DRAWN else 0):
        drawn = raw.FPDFPage_GetObject(page, at)
        if raw.FPDFPageObj_GetType(drawn) == raw.FPDF_PAGEOBJ_PATH and raw.FPDFPageObj_GetBounds(drawn, *box):
            found = rule(*(edge.value for edge in box))
            if found is not None:
                yield found


def _are_leftwards(letters: Sequence[Letter]) -> bool:
    """Say whether most letters are of a script that is written to the left."""
    return 2 * sum(_LEFTWARDS.match(letter.text) is not None for letter in letters) > len(letters)


def _mirrored(letters: list[Letter], width: float) -> list[Letter]:
    """Measure letters from the right."""
    for letter in letters:
        letter.left, letter.right = width - letter.right, width - letter.left
    return letters


def _pieces(letters: Sequence[Letter]) -> Iterator[Piece]:
    """Part letters where PDFium breaks a line, behind a hyphen, and at a wide gap that is not one of code."""
    piece: list[Letter] = []
    end: Letter | None = None
    for at, letter in enumerate(letters):
        jumps = end is not None and letter.shows and _jumps(end, letter)
        if piece and (letter.text in _BREAKS or jumps):
            yield from _piece(piece, at)
            piece, end = [], None
        if letter.text not in _BREAKS:
            piece.append(letter)
            end = letter if letter.shows else end
        if letter.hyphen:
            yield from _piece(piece, at)
            piece, end = [], None
    yield from _piece(piece, len(letters))


def _jumps(one: Letter, other: Letter) -> bool:
    if other.left < one.left - _BACK * one.size:
        return True
    return other.left - one.right > _WIDE * other.size and not (one.mono and other.mono)


def _piece(letters: Sequence[Letter], at: int) -> Iterator[Piece]:
    shown = [letter for letter in letters if letter.shows]
    if shown:
        yield Piece(
            tuple(letters),
            min(letter.left for letter in shown),
            max(letter.right for letter in shown),
            _base(shown),
            _size(shown),
            MARK.fullmatch("".join(letter.text for letter in letters).strip()) is not None,
            at,
        )


def _line(pieces: Sequence[Piece]) -> Line | None:
    """Put the pieces of a line together; one without any letter that shows is none."""
    letters: list[Letter] = []
    above: Piece | None = None
    for piece in pieces:
        if above and (piece.left - above.right > _BLANK * piece.size or above.base - piece.base > piece.size / 2):
            letters.append(replace(above.letters[-1], text=" ", hyphen=False))
        letters += piece.letters
        above = piece
    shown = [letter for letter in letters if letter.shows]
    if not shown:
        return None
    base = _base(shown)
    text = _text(letters, base, all(letter.mono for letter in shown))
    if not text:
        return None
    words = [list(word) for blank, word in itertools.groupby(letters, lambda letter: letter.text <= " ") if not blank]
    return Line(
        text,
        _size(shown),
        min(letter.left for letter in shown),
        max(letter.right for letter in shown),
        base,
        max(letter.right for letter in words[0][: 1 if words[0][0].text > UNSPACED else None]) - shown[0].left,
        words[1][0].left if len(words) > 1 else shown[-1].right,
        all(letter.bold for letter in shown),
        shown[0].bold,
        all(letter.mono for letter in shown),
        letters[-1].hyphen,
        max(abs(letter.base - base) for letter in shown),
    )


def _size(shown: Sequence[Letter]) -> float:
    """Return how large most letters are."""
    return sorted(letter.size for letter in shown)[len(shown) // 2]


def _base(shown: Sequence[Letter]) -> float:
    return Counter(round(letter.base, 1) for letter in shown).most_common(1)[0][0]


def _text(letters: Sequence[Letter], base: float, mono: bool) -> str:
    """Say what letters on a ``base`` say, exponents behind a ``^``; blanks count where all are of one width."""
    said = ""
    for off, run in itertools.groupby(letters, lambda letter: letter.base - base > _RAISED * letter.size):
        text = "".join(letter.text if not letter.hyphen else "-" for letter in run)
        said += raised(said, text) if off else text
    said = said.removesuffix("-") if letters[-1].hyphen else said
    return said.strip() if mono else " ".join(said.split())
