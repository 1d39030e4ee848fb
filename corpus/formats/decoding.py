"""Bytes to text: which encoding they are in, and what had to be repaired."""

import codecs
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from charset_normalizer import from_bytes
from ftfy.badness import badness
from ftfy.fixes import remove_terminal_escapes

from corpus.binaries import ARCHIVE, Table, told
from corpus.counting import counted
from corpus.formats.beside import uncited, unnumbered, unpictured, unsigned
from corpus.formats.repair import repair
from corpus.model import Finding

_SAMPLE = 64 * 1024
_UNSEEN = re.compile("^([ \t]*)[\u200b\u2060\ufeff]+", re.MULTILINE)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


@dataclass(frozen=True, slots=True)
class Text:
    """A file's text: ``lines`` without their endings (a ``\\r`` is part of the ending), repaired, ends at ``\\n``.

    Where nothing but ``\\r`` ends lines, ``text`` has ``\\n`` for each. Those of a format that is no text are made of
    it, and ``encoding`` is its name; ``page_starts`` are the lines on which its pages begin, ``tables`` where they are
    rows, and ``parts`` those on which notes of their own begin.
    """

    lines: tuple[str, ...]
    text: str
    encoding: str
    findings: tuple[Finding, ...]
    page_starts: tuple[int, ...] = ()
    tables: tuple[Table, ...] = ()
    parts: tuple[int, ...] = ()


def decode(data: bytes) -> Text | None:
    """Decode a file's bytes and repair mojibake; None where they are not text.

    A format that is no text (``binaries``) is written as text. Of text a byte order mark decides; else UTF-8; else,
    where most non-ASCII lines are UTF-8, each other line is read as Windows-1252; else what charset-normalizer makes of
    the non-ASCII lines. What is guessed, or not all of it UTF-8, is a Finding.
    """
    if binary := told(data):
        written = binary.write(data)
        if written is None:
            return None
        text = _text("\n".join(written.lines), binary.name, written.findings, rows=bool(written.tables))
        return replace(text, page_starts=written.page_starts, tables=written.tables, parts=written.parts)
    if data.startswith(ARCHIVE):
        return None
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _text(data[len(mark) :].decode(encoding, "replace"), encoding, ())
    if b"\0" in data[:_SAMPLE]:
        return _wide(data)
    try:
        return _text(data.decode("utf-8"), "utf-8", ())
    except UnicodeDecodeError:
        return _guessed(data)


def _wide(data: bytes) -> Text | None:
    sample = data[:_SAMPLE]
    for encoding, odd in (("utf-16-le", 1), ("utf-16-be", 0)):
        if sample[odd::2].count(0) > 0.4 * len(sample) / 2 and sample[1 - odd :: 2].count(0) == 0:
            note = Finding("decoded", f"read as {encoding}, without a byte order mark", 1, 1)
            return _text(data.decode(encoding, "replace"), encoding, (note,))
    return None


def _guessed(data: bytes) -> Text | None:
    paired = _surrogates(data)
    if paired is not None:
        note = Finding("decoded", "UTF-8 with halves of characters; what has no other half was replaced", 1, 1)
        return _text(paired, "utf-8", (note,))
    odd = [line for line in data.split(b"\n") if not line.isascii()]
    sound = [_is_utf8(line) for line in odd]
    if sum(sound) * 2 > len(sound):
        text = "\n".join(_line(line) for line in data.split(b"\n"))
        encoding, wrong = "utf-8", len(sound) - sum(sound)
        message = f"{counted(wrong, 'line')} not in UTF-8, read as Windows-1252"
    else:
        sample = b"\n".join(odd)[:_SAMPLE]
        if _binary(sample):
            return None
        encoding = _encoding(sample)
        text = data.decode(encoding, "replace")
        message = f"read as {encoding}, which is a guess"
    return _text(text, encoding, (Finding("decoded", message, 1, text.count("\n") + 1),))


def _surrogates(data: bytes) -> str | None:
    """Decode UTF-8 in which characters beyond the sixteenth bit are written as two halves."""
    try:
        halves = data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return None
    return halves.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _line(line: bytes) -> str:
    return line.decode("utf-8") if _is_utf8(line) else line.decode("cp1252", "replace")


def _binary(sample: bytes) -> bool:
    control = sum(1 for byte in sample if byte < 32 and byte not in (9, 10, 12, 13, 27))
    return control * 20 > len(sample)


def _encoding(sample: bytes) -> str:
    """Guess an encoding; of the readings of Western single bytes Windows-1252, unless another reads far better."""
    best = from_bytes(sample).best()
    if best is None or best.encoding == "cp1252":
        return "cp1252"
    guessed = sample.decode(best.encoding, "replace")
    western = sample.decode("cp1252", "replace")
    latin = all(
        not character.isalpha() or "LATIN" in unicodedata.name(character, "LATIN") for character in set(guessed)
    )
    return "cp1252" if latin and badness(western) <= badness(guessed) else best.encoding


def _text(text: str, encoding: str, findings: tuple[Finding, ...], *, rows: bool = False) -> Text:
    text = _UNSEEN.sub(r"\1", text)  # a mark inside is one of a file that was joined behind another
    if "\n" not in text:
        text = text.replace("\r", "\n")
    raw = text.split("\n")
    bare = [remove_terminal_escapes(line) if "\x1b[" in line else line for line in raw]
    lone = bare if rows else unsigned(unnumbered(bare))
    shown = unpictured(lone)
    cited = repair(shown)
    repaired = uncited(cited)
    findings += _changed(raw, bare, "the colours of a terminal were left out")
    findings += _changed(bare, lone, "what a program shows beside them (a number, or a time and a name) was left out")
    findings += _changed(lone, shown, "a picture in the letters of its bytes was left out")
    findings += _changed(shown, cited, "once read with the wrong encoding")
    findings += _changed(cited, repaired, "what a chat leaves of sources and pictures that it showed was left out")
    lines = tuple(line.removesuffix("\r") for line in repaired)
    return Text(lines, "\n".join(repaired), encoding, findings)


def _changed(before: Sequence[str], after: Sequence[str], why: str) -> tuple[Finding, ...]:
    numbers = [number for number, (old, new) in enumerate(zip(before, after, strict=True), 1) if old != new]
    if not numbers:
        return ()
    return (Finding("repaired", f"{counted(len(numbers), 'line')} repaired: {why}", numbers[0], numbers[-1]),)
