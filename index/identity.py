"""Give every entry an id once, and find it again after the notes were edited, renamed or moved.

Ids live in the user's own data, apart from every index; what hangs on them (reviews) outlives a rebuild.
"""

import base64
import hashlib
import re
import sqlite3
from collections import defaultdict, deque
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, count, islice
from pathlib import Path

from corpus.model import Entry
from index.databases import database, transaction
from index.likeness import Sketch, candidates, likeness, restored, sketch, stored

MIGRATIONS = (
    """
    CREATE TABLE entries (
        id TEXT PRIMARY KEY, source TEXT NOT NULL, file TEXT NOT NULL, position INTEGER NOT NULL,
        written TEXT NOT NULL, body BLOB NOT NULL, sketch BLOB NOT NULL, live INTEGER NOT NULL
    ) WITHOUT ROWID;
    CREATE INDEX entries_by_document ON entries (source, file);
    CREATE INDEX entries_by_body ON entries (body) WHERE live = 0
    """,
)
_COLUMNS = "id, source, file, position, written, body, sketch"
_ALIKE, _ALIKE_UNDER_HEADING, _SAME_HEADING = 0.5, 0.2, 85.0
_MOST = 2000  # entries of documents that leave, up to which each is compared with what is new
_TELLING = 40  # characters from which a body alone says which entry it is
_LETTERS = 10
_ID = re.compile(rf"(?=.*\d)[a-z2-7]{{{_LETTERS}}}")

_Where = tuple[str, str, int]
Holders = Callable[[str], Collection[tuple[str, str]]]
"""Says which documents (source, file) of an index carry an id."""


@dataclass(frozen=True, slots=True)
class Place:
    """A document that was read: where it is and its entries, in order."""

    source: str
    file: str
    entries: Sequence[Entry]


@dataclass(frozen=True, slots=True)
class Seen:
    """What is matched of an entry, all of it as written; ``id`` is "" until it has one."""

    id: str
    source: str
    file: str
    position: int
    written: str
    body: bytes
    sketch: Sketch
    telling: bool = True

    @property
    def where(self) -> _Where:
        """Return what tells this entry from every other that is there now."""
        return self.source, self.file, self.position


Leaving = dict[bytes, dict[str, Seen]]
"""Entries that are about to be gone, by the digest of their bodies and their ids."""


@dataclass(frozen=True, slots=True)
class Matched:
    """Ids by place of what was found again, and what is left on either side."""

    found: dict[_Where, str]
    fresh: list[Seen]
    lost: list[Seen]


@contextmanager
def identities(path: Path) -> Iterator["Identities"]:
    """Open the database of ids, made where it is not there; raises what ``databases.database`` raises."""
    with database(path, MIGRATIONS) as connection:
        yield Identities(connection)


class Identities:
    """The ids of all entries ever seen; each call is one transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def __len__(self) -> int:
        return int(self._db.execute("SELECT count(*) FROM entries").fetchone()[0])

    def release(self, documents: Iterable[tuple[str, str]]) -> None:
        """Note that documents (source, file) are gone: their entries may turn up elsewhere."""
        with transaction(self._db):
            self._db.executemany("UPDATE entries SET live = 0 WHERE source = ? AND file = ?", list(documents))

    def leaving(self, documents: Iterable[tuple[str, str]]) -> Leaving:
        """Return the entries of documents (source, file) that an index will no longer have, for ``assign``.

        Until ``release`` they count as there: a build that is killed leaves them where they are.
        """
        found: defaultdict[bytes, dict[str, Seen]] = defaultdict(dict)
        for document in documents:
            for each in self._known(*document, "AND live = 1"):
                found[each.body][each.id] = each
        return found

    def adopt(self, places: Iterable[Place]) -> None:
        """Take over the ids that entries carry already, where they are not known: the database had been lost."""
        with transaction(self._db):
            for place in places:
                for position, entry in enumerate(place.entries):
                    if entry.id:
                        self._write(entry.id, _described(place, position, entry), "INSERT OR IGNORE")

    def assign(
        self,
        places: Sequence[Place],
        leaving: Leaving | None = None,
        holders: Holders = lambda name: (),
    ) -> list[list[str]]:
        """Return an id for every entry of the documents.

        Known entries are found again by, in this order: same document, written heading and body; same document and
        written heading; same body anywhere, of an entry that is gone; likeness to one that is gone from these
        documents, or leaves with its document where no more than _MOST do. Equal entries of one document are told apart
        by their order.

        ``leaving`` are entries that may turn up in these documents although nobody said yet that they are gone; what
        turned up is taken out. ``holders`` says which documents that stay in the index carry an id, which no other may
        then be given: all indexes share the ids, and what one of them let go of another may still have.
        """
        everything = [[_described(place, i, entry) for i, entry in enumerate(place.entries)] for place in places]
        with transaction(self._db):
            found: dict[_Where, str] = {}
            fresh: list[Seen] = []
            lost: list[Seen] = []
            for place, seen in zip(places, everything, strict=True):
                document = place.source, place.file
                known = [each for each in self._known(*document) if set(holders(each.id)) <= {document}]
                matched = match_in_place(seen, known)
                found |= matched.found
                fresh += matched.fresh
                lost += matched.lost
            self._db.executemany("UPDATE entries SET live = 0 WHERE id = ?", [(each.id,) for each in lost])
            taken = set(found.values())
            leaving = {} if leaving is None else leaving
            fresh = [each for each in fresh if not self._moved(each, found, taken, leaving, holders)]
            going = _few(leaving) if fresh else []
            lost += [each for each in going if not holders(each.id)]
            alike = match_by_likeness(fresh, [each for each in lost if each.id not in taken])
            found |= alike
            again = set(alike.values())
            for each in going:
                if each.id in again:
                    del leaving[each.body][each.id]
            for each in fresh:
                if each.where not in found:
                    found[each.where] = self._new(each, taken)
            for seen in everything:
                for each in seen:
                    self._write(found[each.where], each, "INSERT OR REPLACE")
        return [[found[each.where] for each in seen] for seen in everything]

    def _known(self, source: str, file: str, which: str = "") -> list[Seen]:
        where = f"WHERE source = ? AND file = ? {which} ORDER BY live DESC, position"
        rows = self._db.execute(f"SELECT {_COLUMNS} FROM entries {where}", (source, file))  # nosec B608: constants
        return [Seen(a, b, c, d, e, f, restored(held)) for a, b, c, d, e, f, held in rows]

    def _moved(self, seen: Seen, found: dict[_Where, str], taken: set[str], leaving: Leaving, holders: Holders) -> bool:
        """Find an entry that is gone and had the same body; where that is short, the same heading as well."""
        rows = self._db.execute("SELECT id, written FROM entries WHERE body = ? AND live = 0", (seen.body,))
        going = leaving.get(seen.body, {})
        known = sorted([*rows, *((name, each.written) for name, each in going.items())])
        free = [(written, name) for name, written in known if name not in taken and not holders(name)]
        same = [name for written, name in free if written == seen.written]
        names = same or ([name for _, name in free] if seen.telling else [])
        if names:
            found[seen.where] = names[0]
            taken.add(names[0])
            going.pop(names[0], None)
        return bool(names)

    def _new(self, seen: Seen, taken: set[str]) -> str:
        """Make an id of what the entry says, so that a lost database gives the same ones; never one given before."""
        names = (_named(seen, attempt) for attempt in count())
        known = "SELECT 1 FROM entries WHERE id = ?"
        name = next(each for each in names if each not in taken and not self._db.execute(known, (each,)).fetchone())
        taken.add(name)
        return name

    def _write(self, name: str, seen: Seen, how: str) -> None:
        values = (name, seen.source, seen.file, seen.position, seen.written, seen.body, stored(seen.sketch))
        self._db.execute(f"{how} INTO entries ({_COLUMNS}, live) VALUES (?, ?, ?, ?, ?, ?, ?, 1)", values)


def _few(leaving: Leaving) -> list[Seen]:
    """Return the entries that are about to be gone, none where there are more than _MOST."""
    found = list(islice(chain.from_iterable(each.values() for each in leaving.values()), _MOST + 1))
    return found if len(found) <= _MOST else []


def _named(seen: Seen, attempt: int) -> str:
    said = "\0".join([seen.file, seen.written, seen.body.hex(), str(attempt)])
    digest = hashlib.sha256(said.encode("utf-8", "surrogatepass")).digest()
    return base64.b32encode(digest).decode("ascii").lower()[:_LETTERS]


def may_be_id(text: str) -> bool:
    """Say whether a text looks like an id; without a digit it is rather a word."""
    return bool(_ID.fullmatch(text))


def _described(place: Place, position: int, entry: Entry) -> Seen:
    body = " ".join(entry.answer.split())
    digest = hashlib.sha256(body.encode("utf-8", "surrogatepass")).digest()[:16]
    written = " ".join(entry.written.split())
    telling = len(body) >= _TELLING
    return Seen("", place.source, place.file, position, written, digest, sketch(body), telling)


def match_in_place(seen: Sequence[Seen], known: Sequence[Seen]) -> Matched:
    """Match within one document, by heading and body first, then by the heading that is written; in order."""
    found: dict[_Where, str] = {}
    for with_body in (True, False):
        waiting: defaultdict[tuple[str, object], deque[str]] = defaultdict(deque)
        for each in known:
            if with_body or each.written:
                waiting[each.written, with_body and each.body].append(each.id)
        left = []
        for each in seen:
            names = waiting.get((each.written, with_body and each.body))
            if names:
                found[each.where] = names.popleft()
            else:
                left.append(each)
        used = set(found.values())
        seen, known = left, [each for each in known if each.id not in used]
    return Matched(found, list(seen), list(known))


def match_by_likeness(fresh: Sequence[Seen], lost: Sequence[Seen]) -> dict[_Where, str]:
    """Match edited entries with lost ones: within a document first, then under a like heading, then the most alike.

    Another document may ask "What is it used for?" of something else, so that a heading makes up for nothing there.
    """
    if not (fresh and lost):
        return {}
    from rapidfuzz import fuzz  # most builds are done without

    scored = []
    for one, other in candidates([each.sketch for each in fresh], [each.sketch for each in lost]):
        new, old = fresh[one], lost[other]
        score = likeness(new.sketch, old.sketch)
        headed = bool(new.written) and fuzz.ratio(new.written, old.written) >= _SAME_HEADING
        apart = (new.source, new.file) != (old.source, old.file)
        if score >= (_ALIKE_UNDER_HEADING if headed and not apart else _ALIKE):
            scored.append((apart, not headed, -score, one, other))
    found: dict[_Where, str] = {}
    taken = set()
    for *_, one, other in sorted(scored):
        if fresh[one].where not in found and other not in taken:
            found[fresh[one].where] = lost[other].id
            taken.add(other)
    return found
