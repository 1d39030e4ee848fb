"""Anki decks for tests: as genanki writes them, and packed and laid out as newer programs do."""

import io
import json
import sqlite3
import tempfile
import zipfile
from pathlib import Path

import genanki
import zstandard

_NEWER = """
CREATE TABLE notetypes (id INTEGER PRIMARY KEY, name TEXT COLLATE unicase, config BLOB);
CREATE TABLE fields (ntid INTEGER, ord INTEGER, name TEXT COLLATE unicase, config BLOB);
CREATE TABLE templates (ntid INTEGER, ord INTEGER, name TEXT COLLATE unicase, config BLOB, PRIMARY KEY (ntid, ord));
CREATE TABLE decks (name TEXT PRIMARY KEY COLLATE unicase, id INTEGER);
UPDATE col SET models = '', decks = '';
"""


def kind(name: str, fields: str, front: str, back: str, *, cloze: bool = False) -> genanki.Model:
    """Make a kind of notes with these fields and one card."""
    made = [{"name": each} for each in fields.split()]
    shape = genanki.Model.CLOZE if cloze else genanki.Model.FRONT_BACK
    number = sum(map(ord, name + front))
    return genanki.Model(number, name, made, [{"name": "Card", "qfmt": front, "afmt": back}], model_type=shape)


BASIC, CLOZE, REVERSED = genanki.BASIC_MODEL, genanki.CLOZE_MODEL, genanki.BASIC_AND_REVERSED_CARD_MODEL


def deck(*notes: tuple[str, genanki.Model, tuple[str, ...]]) -> bytes:
    """Write a deck: of each note the deck that it is in, its kind and its fields."""
    names = list(dict.fromkeys(name for name, _, _ in notes))
    decks = {name: genanki.Deck(1 if name == "Default" else at, name) for at, name in enumerate(names, 1000)}
    for name, model, fields in notes:
        decks[name].add_note(genanki.Note(model, list(fields)))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "deck.apkg")
        genanki.Package(list(decks.values())).write_to_file(str(path))
        return path.read_bytes()


def database(data: bytes) -> bytes:
    """Return the database of a deck that genanki wrote."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read("collection.anki2")


def package(**parts: bytes) -> bytes:
    """Write a package of databases (``anki2``, ``anki21``, ``anki21b``)."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(f"collection.{name}", part)
    return made.getvalue()


def newer(data: bytes) -> bytes:
    """Write a deck anew as newer programs do: kinds and decks in tables, packed, beside one that says to update."""
    connection = sqlite3.connect(":memory:")
    connection.deserialize(database(data))
    connection.create_collation("unicase", lambda one, other: (one > other) - (one < other))
    models, decks = connection.execute("SELECT models, decks FROM col").fetchone()
    connection.executescript(_NEWER)
    for number, told in json.loads(models).items():
        connection.execute("INSERT INTO notetypes VALUES (?, ?, ?)", (number, told["name"], b""))
        for at, each in enumerate(told["flds"]):
            connection.execute("INSERT INTO fields VALUES (?, ?, ?, ?)", (number, at, each["name"], b""))
        for at, each in enumerate(told["tmpls"]):
            config = _message(1, each["qfmt"]) + _message(2, each["afmt"])
            connection.execute("INSERT INTO templates VALUES (?, ?, ?, ?)", (number, at, each["name"], config))
    rows = [(told["name"].replace("::", "\x1f"), number) for number, told in json.loads(decks).items()]
    connection.executemany("INSERT INTO decks VALUES (?, ?)", rows)
    connection.commit()
    packed = zstandard.compress(connection.serialize())
    connection.close()
    old = database(deck(("Default", BASIC, ("Please update", "to the latest version"))))
    return package(anki2=old, anki21b=packed)


def _message(field: int, text: str) -> bytes:
    data = text.encode()
    size = bytes([len(data)]) if len(data) < 128 else bytes([len(data) & 127 | 128, len(data) >> 7])
    return bytes([field << 3 | 2]) + size + data
