"""Formats that are no text: how each is told by its bytes, and what writes it as lines of text."""

import re
from codecs import BOM_UTF8
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from corpus.model import Finding

_HEAD = 1024  # bytes that may stand in front of a PDF, or behind it
ARCHIVE = b"PK\x03\x04"
"""What zip archives begin with."""

OLD_OFFICE = b"\xd0\xcf\x11\xe0"
"""What office documents begin with that are no archives."""

FROM = re.compile(
    rb"(?:\A|(?<=\n))From \S+(?: [^\r\n]{0,40})? \d{1,2}:\d{2}(?::\d{2})? [^\r\n]{0,40}\r?\n(?=[\w-]{2,40}: )"
)
"""What parts the messages of a box: a line with who sent them and when, over the head of one."""

LOCKED = "EncryptedPackage"
"""The part of such a file that is a newer document behind a password."""


@dataclass(frozen=True, slots=True)
class Table:
    """Lines (from 1) of tab-separated values below their headings ``over``, which the first of them says if there are.

    Of a sheet that a person laid out ``wide`` begin rows whose only cell reaches over others, and ``tall`` maps the
    first lines of rows to the columns whose cells are the ones above; of other tables each row is a question and its
    answer.
    """

    start: int
    end: int
    over: tuple[str, ...] = ()
    laid: bool = True
    wide: frozenset[int] = frozenset()
    tall: Mapping[int, frozenset[int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Written:
    """The lines of text that were made of a file, and what there is to know of it.

    ``page_starts`` are the lines (from 1) on which its pages or slides begin, where it has some; ``tables`` are its
    tables, where it holds nothing else, and ``parts`` the lines on which notes of their own begin, where it is many.
    """

    lines: tuple[str, ...]
    findings: tuple[Finding, ...] = ()
    page_starts: tuple[int, ...] = ()
    tables: tuple[Table, ...] = ()
    parts: tuple[int, ...] = ()


def refused(why: str) -> Written:
    """Say why nothing is read of a file, and what mends it: "this is …"."""
    return Written((), (Finding("skipped", why, 1, 1),))


@dataclass(frozen=True, slots=True)
class Binary:
    """A format by its suffix: ``told`` says of bytes, and of the names of what lies in an archive, whether they are it.

    ``write`` gives no lines where they turn out to be none, or damaged. ``others`` are suffixes of the same.
    """

    suffix: str
    told: Callable[[bytes, Sequence[str]], bool]
    write: Callable[[bytes], Written | None]
    others: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Return the suffix without its dot: what a document says that it was read as."""
        return self.suffix[1:]


def told(data: bytes) -> Binary | None:
    """Return the format that bytes are in, None where they are text, or in another."""
    parts = _parts(data) if data.startswith(ARCHIVE) else ()
    return next((one for one in BINARIES if one.told(data, parts)), None)


def _parts(data: bytes) -> Sequence[str]:
    """List the names of what lies in an archive, none of one that is damaged."""
    import io
    import zipfile  # most notes are no archives

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return archive.namelist()
    except Exception:  # there is no saying what a damaged archive raises
        return ()


def _holds(folder: str) -> Callable[[bytes, Sequence[str]], bool]:
    """Tell archives in which something lies in a folder, or whose name begins so."""
    return lambda _, parts: any(name.startswith(folder) for name in parts)


def _is_pdf(data: bytes, _: Sequence[str]) -> bool:
    mark = b"%PDF-"
    return data.startswith(mark) or (mark in data[:_HEAD] and b"%%EOF" in data[-_HEAD:])


def _is_open_document(kind: bytes) -> Callable[[bytes, Sequence[str]], bool]:
    """Tell OpenDocument files of this kind, in an archive or in one piece, which say so at their head."""
    mark = b"application/vnd.oasis.opendocument." + kind

    def told(data: bytes, _: Sequence[str]) -> bool:
        packed, flat = data.startswith(ARCHIVE), data.startswith(b"<?xml")
        return (packed and mark in data[:_HEAD]) or (flat and b'mimetype="' + mark in data[: 4 * _HEAD])

    return told


def _is_old_sheet(data: bytes, _: Sequence[str]) -> bool:
    """Tell spreadsheets that are no archives, and any document that lies in such a file because it is locked."""
    return data.startswith(OLD_OFFICE) and any(name.encode("utf-16-le") in data for name in ("Workbook", LOCKED))


def _is_xml(root: bytes) -> Callable[[bytes, Sequence[str]], bool]:
    """Tell XML by the element that holds all of it, which it names near its head, or with which it begins."""
    tag = b"<" + root
    heads = (b"<?xml", tag)
    return lambda data, _: data.removeprefix(BOM_UTF8).startswith(heads) and tag in data[:_HEAD]


def _is_message(*kinds: bytes) -> Callable[[bytes, Sequence[str]], bool]:
    """Tell messages by the lines at their head: that they are written in MIME, and one of ``kinds``."""

    def told(data: bytes, _: Sequence[str]) -> bool:
        head = b"\n" + re.split(rb"\r?\n\r?\n", data[: 16 * _HEAD], maxsplit=1)[0].lower()
        began = re.match(rb"\n[\w-]{2,40}:[ \t]", head) is not None
        return began and b"\nmime-version:" in head and any(b"\n" + kind in head for kind in kinds)

    return told


def _word(data: bytes) -> Written | None:
    from corpus.formats.docx import docx_lines

    return docx_lines(data)


def _open_document(data: bytes) -> Written | None:
    from corpus.formats.odt import odt_lines

    return odt_lines(data)


def _slides(data: bytes) -> Written | None:
    from corpus.formats.pptx import pptx_lines

    return pptx_lines(data)


def _open_slides(data: bytes) -> Written | None:
    from corpus.formats.odp import odp_lines

    return odp_lines(data)


def _book(data: bytes) -> Written | None:
    from corpus.formats.epub import epub_lines

    return epub_lines(data)


def _export(data: bytes) -> Written | None:
    from corpus.formats.enex import enex_lines

    return enex_lines(data)


def _outline(data: bytes) -> Written | None:
    from corpus.formats.opml import opml_lines

    return opml_lines(data)


def _quiz(data: bytes) -> Written | None:
    from corpus.formats.quizzes import quiz_lines

    return quiz_lines(data)


def _wiki(data: bytes) -> Written | None:
    from corpus.formats.mediawiki import wiki_lines

    return wiki_lines(data)


def _archive(data: bytes) -> Written | None:
    from corpus.formats.mail import archive_lines

    return archive_lines(data)


def _mail(data: bytes) -> Written | None:
    from corpus.formats.mail import mail_lines

    return mail_lines(data)


def _rich_text(data: bytes) -> Written | None:
    from corpus.formats.rtf import rtf_lines

    return rtf_lines(data)


def _paper(data: bytes) -> Written:
    from corpus.formats.typeset import pdf_lines

    return pdf_lines(data)


def _sheets(data: bytes) -> Written:
    from corpus.formats.spreadsheets import sheet_lines

    return sheet_lines(data)


def _open_sheets(data: bytes) -> Written | None:
    from corpus.formats.opensheets import ods_lines

    return ods_lines(data)


def _deck(data: bytes) -> Written:
    from corpus.formats.decks import deck_lines

    return deck_lines(data)


BINARIES = (
    Binary(".docx", _holds("word/"), _word, (".docm",)),
    Binary(".odt", _is_open_document(b"text"), _open_document, (".fodt",)),
    Binary(".pptx", _holds("ppt/"), _slides, (".pptm", ".ppsx")),
    Binary(".odp", _is_open_document(b"presentation"), _open_slides, (".fodp",)),
    Binary(".epub", lambda _, parts: "META-INF/container.xml" in parts, _book),
    Binary(".enex", _is_xml(b"en-export"), _export),
    Binary(".opml", _is_xml(b"opml"), _outline),
    Binary(".xml", _is_xml(b"quiz>"), _quiz),
    Binary(".xml", _is_xml(b"mediawiki "), _wiki),
    Binary(".eml", _is_message(b"to:", b"delivered-to:", b"received:"), _mail),
    Binary(".mbox", lambda data, _: FROM.match(data) is not None, _mail),
    Binary(".mht", _is_message(b"content-type: multipart/related", b"content-type: text/html"), _archive, (".mhtml",)),
    Binary(".rtf", lambda data, _: data.startswith(b"{\\rtf"), _rich_text),
    Binary(".pdf", _is_pdf, _paper),
    Binary(".xlsx", _holds("xl/"), _sheets, (".xlsm",)),
    Binary(".ods", _is_open_document(b"spreadsheet"), _open_sheets, (".fods",)),
    Binary(".xls", _is_old_sheet, _sheets),
    Binary(".apkg", _holds("collection.anki2"), _deck, (".colpkg",)),
)
"""All of them. What reads one is loaded when there is one."""

MADE = frozenset(suffix for one in BINARIES for suffix in (one.suffix, *one.others))
"""Suffixes of files that are no text; it is made of them."""
