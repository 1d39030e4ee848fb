"""An Anki deck to lines of tab-separated values: a table a deck, in it the two sides of the first card of each note."""

import io
import json
import re
import sqlite3
import time
import zipfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from corpus.binaries import Table, Written, refused
from corpus.counting import counted
from corpus.formats.spreadsheets import written_row
from corpus.formats.webpages import page_lines
from corpus.model import Finding

_PACKED = "collection.anki21b"
_COLLECTIONS = (_PACKED, "collection.anki21", "collection.anki2")
"""The databases of a deck, newest first: where there are several, the others only ask for a newer Anki."""

_LARGEST = 256 * 1024**2  # bytes of a database
_LOGGED = slice(18, 20)  # where it says that there is a log of changes beside it
_SECONDS = 60  # in which it has answered
_STEPS = 100_000  # of its between two looks at the clock
_DAMAGED = "this is a damaged Anki deck: export it from Anki once more"
_WITHOUT_NAME = "Default"  # what Anki calls the deck that is always there
_PATH = re.compile("::|\x1f")

_NOTES = """
SELECT notes.mid, notes.flds, cards.did, cards.odid, min(cards.ord)
FROM notes JOIN cards ON cards.nid = notes.id GROUP BY notes.id ORDER BY notes.id
"""

_UNSEEN = re.compile(r"<(script|style|button)\b.*?</\1\s*>|<!--.*?-->", re.I | re.S)
_IF = re.compile(r"\{\{([#^])([^{}]*)\}\}((?:(?!\{\{[#^]).)*?)\{\{/\2\}\}", re.S)
_FIELD = re.compile(r"\{\{([^{}]*)\}\}")
_DEEP = 20  # conditions in one another
_ANSWER = re.compile(r"<hr\b[^<>]*\bid=[\"']?answer\b[^<>]*>", re.I)
_FORMULA = re.compile(r"\\([()])|\\([\[\]])|\[/?(\$\$?)\]|\[/?latex\]", re.I)
_MEDIA = re.compile(r"\[(?:sound:|/?anki:)[^\[\]]*\]", re.I)
_SHOWN = re.compile(r"<img\b|\[sound:", re.I)
_PICTURED = "{{c1::image-occlusion:"
_ROWS = re.compile(r"(?:</?div\b[^<>]*>\s*)+", re.I)
_GAP = re.compile(r"\{\{c(\d{1,4})(?:,\d{1,4})*::|\}\}")
_WORD = re.compile(r"[^\W_]")


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of notes: the names of their fields, and what stands on the front and back of each of their cards."""

    fields: tuple[str, ...]
    sides: tuple[tuple[str, str], ...]


class _TooLargeError(Exception):
    """A database is larger than those that are read."""


def deck_lines(data: bytes) -> Written:
    """Write the notes of an Anki deck; one that cannot be read is a Finding."""
    try:
        decks, pictured = _decks(_database(data))
    except _TooLargeError:
        return refused(f"this is an Anki deck of more than {_LARGEST // 1024**2} MB of text: export a part of it")
    except Exception:  # there is no saying what a damaged archive, or the database in it, raises
        return refused(_DAMAGED)
    lines: list[str] = []
    tables = []
    for over, notes in sorted(decks.items()):
        lines += [""] if lines else []
        start = len(lines) + 1
        lines += [f"# {'::'.join(over)}"] if over else []
        for sides in notes:
            lines += written_row(map(_markdown, sides))
        tables.append(Table(start, len(lines), over, laid=False))
    if not tables:
        return refused("this is an Anki deck without notes that can be read")
    shown = sum(any(map(_SHOWN.search, sides)) for notes in decks.values() for sides in notes)
    aside = ((pictured, "asking for parts of pictures"), (shown, "with pictures or sounds, which are not read"))
    findings = (Finding("skipped", f"{counted(count, 'note')} {what}", 1, 1) for count, what in aside if count)
    return Written(tuple(lines), tuple(findings), tables=tuple(tables))


def _database(data: bytes) -> bytes:
    """Unpack the newest database of a deck."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        name = next(name for name in _COLLECTIONS if name in archive.namelist())
        with archive.open(name) as file:
            if name != _PACKED:
                found = file.read(_LARGEST + 1)
            else:
                import zstandard  # older decks go without

                found = zstandard.ZstdDecompressor().stream_reader(file).read(_LARGEST + 1)
    if len(found) > _LARGEST:
        raise _TooLargeError
    if found[_LOGGED] == b"\2\2":  # there is no log beside it
        return found[: _LOGGED.start] + b"\1\1" + found[_LOGGED.stop :]
    return found


def _decks(database: bytes) -> tuple[Mapping[tuple[str, ...], list[tuple[str, str]]], int]:
    """Return the sides of the notes of each deck, called after those that it is in; and how many ask for pictures."""
    limit = time.monotonic() + _SECONDS
    connection = sqlite3.connect(":memory:")
    try:
        connection.deserialize(database)
        connection.text_factory = lambda text: text.decode("utf-8", "replace")
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LARGEST)
        connection.set_progress_handler(lambda: time.monotonic() > limit, _STEPS)
        connection.create_collation("unicase", lambda one, other: (one > other) - (one < other))
        connection.execute("PRAGMA trusted_schema = OFF")
        kinds, names = _kinds(connection), _names(connection)
        found: dict[tuple[str, ...], list[tuple[str, str]]] = defaultdict(list)
        pictured = 0
        for kind, fields, deck, home, card in connection.execute(_NOTES):
            if _PICTURED in fields:
                pictured += 1
                continue
            name = names.get(home or deck, "")
            over = tuple(filter(None, (" ".join(part.split()) for part in _PATH.split(name))))
            sides = _sides(kinds[kind], fields.split("\x1f"), card)
            found[() if over == (_WITHOUT_NAME,) else over].append(sides)
        return found, pictured
    finally:
        connection.close()


def _tables(connection: sqlite3.Connection) -> set[str]:
    return {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}


def _names(connection: sqlite3.Connection) -> dict[int, str]:
    """Return what the decks are called."""
    if "decks" in _tables(connection):
        return dict(connection.execute("SELECT id, name FROM decks"))
    (decks,) = connection.execute("SELECT decks FROM col").fetchone()
    return {int(at): deck["name"] for at, deck in json.loads(decks).items()}


def _kinds(connection: sqlite3.Connection) -> dict[int, _Kind]:
    """Return the kinds of notes: where there are no tables of them, one text holds them all."""
    fields, sides = defaultdict[int, list[str]](list), defaultdict[int, list[tuple[str, str]]](list)
    if "notetypes" in _tables(connection):
        for kind, name in connection.execute("SELECT ntid, name FROM fields ORDER BY ntid, ord"):
            fields[kind].append(name)
        for kind, told in connection.execute("SELECT ntid, config FROM templates ORDER BY ntid, ord"):
            texts = dict(_texts(told))
            sides[kind].append((texts.get(1, ""), texts.get(2, "")))
    else:
        (kinds,) = connection.execute("SELECT models FROM col").fetchone()
        for kind, told in json.loads(kinds).items():
            fields[int(kind)] = [field["name"] for field in told["flds"]]
            sides[int(kind)] = [(side["qfmt"], side["afmt"]) for side in told["tmpls"]]
    return {
        kind: _Kind(tuple(fields[kind]), tuple((_UNSEEN.sub("", one), _UNSEEN.sub("", other)) for one, other in found))
        for kind, found in sides.items()
    }


def _texts(message: bytes) -> Iterator[tuple[int, str]]:
    """Yield the texts at the head of a message of protocol buffers, each with the number of its field."""
    at = 0

    def number() -> int:
        nonlocal at
        value = shift = 0
        while True:
            byte = message[at]
            at += 1
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return value

    while at < len(message):
        tag = number()
        if tag & 7 != 2:
            return
        size = number()
        yield tag >> 3, message[at : at + size].decode("utf-8", "replace")
        at += size


def _sides(kind: _Kind, values: Sequence[str], card: int) -> tuple[str, str]:
    """Return what is on the front of a note's card, and what its back says beside."""
    front, back = kind.sides[card if card < len(kind.sides) else 0]
    fields = dict(zip(kind.fields, values, strict=False))
    gaps = {value: _gapped(value) for name in fields if "{{c" in (value := fields[name])}
    asked = _filled(front, fields, {value: hidden for value, (hidden, _) in gaps.items()}, front=True)
    told = _filled(back, fields, {value: shown for value, (_, shown) in gaps.items()}, front=False)
    told = _ANSWER.split(told)[-1] if _ANSWER.search(told) else told.removeprefix(asked)
    return asked, told


def _filled(side: str, fields: Mapping[str, str], gaps: Mapping[str, str], *, front: bool) -> str:
    """Fill a side of a card in."""

    def kept(condition: re.Match[str]) -> str:
        sign, name, said = condition.groups()
        return said if bool(fields.get(name.strip(), "").strip()) == (sign == "#") else ""

    def value(field: re.Match[str]) -> str:
        *ways, name = (part.strip() for part in field[1].split(":"))
        found = fields.get(name, "")
        if "hint" in ways or (ways and ways[0].startswith("tts")) or ("type" in ways and (front or "cloze" in ways)):
            return ""
        return gaps.get(found, found) if "cloze" in ways else found

    for _ in range(_DEEP):
        side, changed = _IF.subn(kept, side)
        if not changed:
            break
    return _FIELD.sub(value, side)


def _gapped(text: str) -> tuple[str, str]:
    """Return a sentence with its gaps, all or, where that leaves no word, the first of them, and without."""
    numbers = [int(gap[1]) for gap in _GAP.finditer(text) if gap[1]]
    every = _closed(text, {*numbers})
    worded = _WORD.search(re.sub(r"<[^<>]*>|\[[^\[\]]*\]|&\w+;", "", every))
    return every if worded else _closed(text, {*numbers[:1]}), _closed(text, set())


def _closed(text: str, hidden: set[int]) -> str:
    """Write gaps (``{{c1::word::hint}}``, also in one another) as their words, the hidden ones as their hints."""
    open_: list[int] = []
    pieces = [""]
    at = 0
    for gap in _GAP.finditer(text):
        pieces[-1] += text[at : gap.start()]
        at = gap.end()
        if gap[1]:
            open_.append(int(gap[1]))
            pieces.append("")
        elif open_:
            word, _, hint = pieces.pop().partition("::")
            pieces[-1] += f"[{hint or '…'}]" if open_.pop() in hidden else word
        else:
            pieces[-1] += gap[0]
    return "".join(pieces) + text[at:]


def _markdown(side: str) -> str:
    """Write a side of a card in Markdown; Anki shows each part of a page on a line of its own."""
    said = _FORMULA.sub(lambda sign: sign[3] or "$" * (sign.lastindex or 0), _MEDIA.sub("", side))
    if "<" not in said and "&" not in said:
        return said
    return "\n".join(page_lines(_ROWS.sub("<br>", said)).lines)
