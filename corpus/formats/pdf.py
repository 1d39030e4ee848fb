"""A PDF to lines as they stand on paper: what each says, how it is set, and where."""

import ctypes
import itertools
import math
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_MONOSPACED, _FORCED_BOLD = 1, 1 << 18  # flags of a font: PDF 32000-1, table 123
_BOLD = 600  # weight from which a font is bold
_UNSPACED = 0x2E7F  # scripts behind it are written without blanks, and lines are broken at any letter
_BREAKS = frozenset({10, 13})
_PDFIUM = threading.Lock()
"""PDFium is not safe to be called from several threads."""


@dataclass(slots=True)
class Line:
    """A line on paper: ``size`` of its letters, ``left``, ``right`` and ``base`` in points from the lower left corner.

    ``first`` is how wide its first word is, ``second`` where the next one begins; ``bold`` and ``mono`` say that all of
    it is set so, ``leads_bold`` that it begins so; ``hyphen`` that its last word goes on in the next line; ``page``
    counts from 0.
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
    page: int


@dataclass(frozen=True, slots=True)
class Paper:
    """What a PDF says: its ``lines`` in reading order, and how wide each page is, in points."""

    lines: tuple[Line, ...]
    widths: tuple[float, ...]


class UnreadablePdfError(Exception):
    """A PDF cannot be read; the message says why, and what to do."""


def is_pdf(data: bytes) -> bool:
    """Say whether bytes are a PDF: it may have some others in front."""
    return data.startswith(b"%PDF-") or (b"%PDF-" in data[:1024] and b"%%EOF" in data[-1024:])


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
            widths = []
            for number, page in enumerate(document):
                widths.append(page.get_width())
                lines += _lines(page.get_textpage(), number)
            return Paper(tuple(lines), tuple(widths))
        except pypdfium2.PdfiumError as error:
            raise UnreadablePdfError("a damaged PDF: save it once more") from error
        finally:
            document.close()


@dataclass(slots=True)
class _Letter:
    code: int
    hyphen: bool
    left: float
    right: float
    base: float
    size: float
    bold: bool
    mono: bool


def _lines(page: Any, number: int) -> Iterator[Line]:
    line: list[_Letter] = []
    for letter in _letters(page):
        if letter.code not in _BREAKS:
            line.append(letter)
        if letter.code in _BREAKS or letter.hyphen:
            yield from _line(line, number)
            line = []
    yield from _line(line, number)


def _line(letters: list[_Letter], page: int) -> Iterator[Line]:
    """Put the letters of a line together; one without any that shows is none."""
    text = b"".join(letter.code.to_bytes(4, "little") for letter in letters if not letter.hyphen)
    said = text.decode("utf-32-le", "replace")
    shown = [letter for letter in letters if letter.code > 32 and letter.right > letter.left]
    if not said.strip() or not shown:
        return
    words = [list(word) for blank, word in itertools.groupby(letters, lambda letter: letter.code <= 32) if not blank]
    yield Line(
        said.strip(),
        sorted(letter.size for letter in shown)[len(shown) // 2],
        min(letter.left for letter in shown),
        max(letter.right for letter in shown),
        shown[0].base,
        max(letter.right for letter in words[0][: 1 if words[0][0].code > _UNSPACED else None]) - shown[0].left,
        words[1][0].left if len(words) > 1 else shown[-1].right,
        all(letter.bold for letter in shown),
        shown[0].bold,
        all(letter.mono for letter in shown),
        letters[-1].hyphen,
        page,
    )


def _letters(page: Any) -> Iterator[_Letter]:
    """Read the letters of a page one by one, as PDFium orders them, with the breaks and blanks it finds."""
    from pypdfium2 import raw

    left, right, low, high, across, up = (ctypes.c_double() for _ in range(6))
    look, said = (0.0, False, False), 0
    for at in range(raw.FPDFText_CountChars(page)):
        raw.FPDFText_GetCharBox(page, at, left, right, low, high)
        raw.FPDFText_GetCharOrigin(page, at, across, up)
        piece = ctypes.cast(raw.FPDFText_GetTextObject(page, at), ctypes.c_void_p).value or 0
        if piece and piece != said:
            look, said = _look(page, at), piece
        yield _Letter(
            raw.FPDFText_GetUnicode(page, at),
            raw.FPDFText_IsHyphen(page, at) == 1,
            left.value,
            right.value,
            up.value,
            *look,
        )


def _look(page: Any, at: int) -> tuple[float, bool, bool]:
    """Say how large a letter is, and whether its font is bold and whether all its letters are as wide."""
    from pypdfium2 import raw

    matrix, flags, name = raw.FS_MATRIX(), ctypes.c_int(), ctypes.create_string_buffer(128)
    raw.FPDFText_GetMatrix(page, at, matrix)
    raw.FPDFText_GetFontInfo(page, at, name, len(name), flags)
    font = name.value.lower()
    bold = b"bold" in font or b"black" in font or raw.FPDFText_GetFontWeight(page, at) >= _BOLD
    mono = any(each in font for each in (b"mono", b"courier", b"consol", b"menlo", b"cmtt"))
    return (
        raw.FPDFText_GetFontSize(page, at) * math.hypot(matrix.c, matrix.d),
        bold or bool(flags.value & _FORCED_BOLD),
        mono or bool(flags.value & _MONOSPACED),
    )
