"""What an index is made of: the files of its sources, and how they differ from what was read."""

import json
import os
import re
import stat
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cache
from itertools import takewhile
from pathlib import Path
from typing import Literal

import corpus
from corpus.sources import unopened
from index.errors import UsageError
from index.files import sha256_of
from index.places import places

BUILTIN = "builtin:"
SEED = f"{BUILTIN}aws"
_BYTE = re.compile(rb"\\x([89a-f][0-9a-f])")
_TICK = 100_000_000  # nanoseconds: a file younger than that when read may change again within one tick of a clock


@dataclass(frozen=True, slots=True)
class State:
    """What tells, without opening a file, that it is still the same: bytes and two times in nanoseconds.

    ``modified`` is 0 where the file was so young when it was read that its times cannot be trusted.
    """

    size: int
    modified: int
    changed: int


OUTDATED = State(-1, 0, 0)
"""The state of a document that has to be read again as soon as its file is there: no file is like that."""


@dataclass(frozen=True, slots=True)
class Held:
    """A document as an index holds it: which file, what it was, and where its rows are."""

    source: str
    file: str
    state: State
    sha256: str
    segment: int
    row: int
    entries: int
    passages: int

    @property
    def place(self) -> tuple[str, str]:
        """Return what tells this document from every other: its source and its file."""
        return self.source, self.file

    def stored(self) -> bytes:
        """Return the record of this document."""
        return json.dumps(asdict(self), separators=(",", ":")).encode()

    @staticmethod
    def restored(record: bytes) -> "Held":
        """Return the document of a record."""
        data = json.loads(record)
        return Held(**data | {"state": State(**data["state"])})


@dataclass(frozen=True, slots=True)
class Changes:
    """Documents that differ from an index, by their names as in its answers; false where none does.

    ``changed`` have other words than were read, ``deleted`` are gone, ``new`` were not there. ``missing`` are the paths
    of sources that are not there at all, and of folders in them that cannot be listed, of which it has documents.
    """

    changed: tuple[str, ...] = ()
    deleted: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.changed or self.deleted or self.new or self.missing)


@dataclass(frozen=True, slots=True)
class Compared:
    """The files of the sources against what is held: (source, file, path) to read; what is held, kept or gone.

    ``absent`` is what is held of ``missing`` places (see ``Changes``); ``touched`` are kept documents whose file has
    other times and the same bytes, with what it is now.
    """

    new: tuple[tuple[str, str, Path], ...]
    changed: tuple[tuple[str, str, Path], ...]
    kept: tuple[Held, ...]
    absent: tuple[Held, ...]
    gone: tuple[Held, ...]
    touched: int
    missing: tuple[str, ...]

    @property
    def differs(self) -> bool:
        """Say whether a new generation would say anything else of the files."""
        return bool(self.new or self.changed or self.gone or self.touched)


def kind_of(path: Path) -> Literal["file", "folder", "other", ""]:
    """Return what is at a path or where its link leads, "" where nothing is.

    So it is where that cannot be told, of which ``Path.exists`` and its like raise OSError: a folder around it may not
    be entered, a disk of the network no longer answers, the name is too long.
    """
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError):
        return ""
    return "folder" if stat.S_ISDIR(mode) else "file" if stat.S_ISREG(mode) else "other"


def locate(source: str) -> Path:
    """Return where a source is: a built-in one in the installed package, any other where its path says."""
    if source.startswith(BUILTIN):
        return Path(corpus.__file__).parent / source.removeprefix(BUILTIN)
    return Path(source)


def path_of(source: str, file: str) -> Path:
    """Return the path of a document, in whose name bytes that are no text stand as ``\\xNN``."""
    place = locate(source)
    if place.name == file and kind_of(place) != "folder":
        return place
    if "\\x" not in file or kind_of(place / file):
        return place / file
    return place / os.fsdecode(_BYTE.sub(lambda found: bytes.fromhex(found[1].decode()), os.fsencode(file)))


def state_of(path: Path) -> State:
    """Return a file's state; raises OSError."""
    found = path.stat()
    trusted = time.time_ns() - found.st_mtime_ns > _TICK
    return State(found.st_size, found.st_mtime_ns if trusted else 0, found.st_ctime_ns)


def change_sources(sources: Sequence[str], add: Sequence[Path], remove: Sequence[Path]) -> tuple[str, ...]:
    """Return the sources after adding and removing.

    No source lies in another: a path inside one is there already, and one that holds others takes their place.
    Raises UsageError where a path to add is no file or folder, or one to remove is no source.
    """
    kept = list(sources)
    for path in remove:
        name = str(path) if _builtin(str(path)) else str(_whole(path))
        if name not in kept:
            raise UsageError(f"{path} is no source of this index; its sources are {', '.join(kept) or 'none'}")
        kept.remove(name)
    for path in add:
        whole = _whole(path)
        kind = kind_of(whole)
        if not kind:
            raise UsageError(f"{path} is not there")
        if kind == "other":
            raise UsageError(f"{path} is neither a file nor a folder")
        if os.fsencode(whole).decode(errors="replace") != str(whole):
            raise UsageError(f"the path {str(whole)!r} is not UTF-8: add a link to it, or rename it")
        folders = [source for source in kept if not _builtin(source)]
        if any(whole.is_relative_to(source) for source in folders):
            continue
        kept = [source for source in kept if source not in folders or not Path(source).is_relative_to(whole)]
        kept.append(str(whole))
    return tuple(kept)


def files_of(source: str, index: Path) -> Iterator[tuple[str, Path]]:
    """Yield (file, path) for every file of a source, sorted; nothing where the source is not there.

    What Answerbook itself keeps in a folder of notes, the ``index`` and others among it, is no file of theirs.
    """
    place, here = locate(source), places()
    own = [folder for folder in map(_whole, (index, here.data, here.cache)) if place in folder.parents]

    is_index = cache(_is_index)

    @cache
    def kept(folder: Path) -> bool:
        around = (folder, *folder.parents) if place in folder.parents else ()
        return any(each in own or is_index(each) for each in takewhile(lambda each: each != place, around))

    if kind_of(place):
        for file, path in corpus.files(place):
            if not (path in own or kept(path.parent)) or path.is_relative_to(here.uploads):
                yield file, path


def compare(sources: Sequence[str], held: Iterable[Held], index: Path) -> Compared:
    """Compare the files of ``sources`` with what is held in ``index``: size and times first, then hashes.

    What belongs to a source that is not there (an unmounted disk), or lies in a folder that cannot be listed, is
    absent; what belongs to a dropped source is gone.
    """
    missing = tuple(source for source in sources if not kind_of(locate(source)))
    known = {each.place: each for each in held}
    new, changed, kept, closed = [], [], [], []
    touched = 0
    for source in sources:
        for file, path in files_of(source, index):
            before = known.pop((source, file), None)
            folder = kind_of(path) == "folder"
            if folder:
                closed.append(path)
            if before is None:
                new.append((source, file, path))
                continue
            now = before.state if folder else same(before, path)
            if now is None:
                changed.append((source, file, path))
                continue
            touched += now != before.state
            kept.append(replace(before, state=now))
    unseen = [(each, _unseen(each, missing, closed)) for each in known.values()]
    absent, gone = (tuple(each for each, place in unseen if bool(place) is wanted) for wanted in (True, False))
    folders = {place: None for _, place in unseen if place and place not in missing}
    return Compared(tuple(new), tuple(changed), tuple(kept), absent, gone, touched, (*missing, *folders))


def _unseen(held: Held, missing: Sequence[str], closed: Sequence[Path]) -> str | None:
    """Return the source that is not there or the folder that cannot be listed in which a document lies, if it does."""
    if held.source in missing:
        return held.source
    path = path_of(held.source, held.file)
    return next((str(folder) for folder in closed if path.is_relative_to(folder)), None)


def same(before: Held, path: Path) -> State | None:
    """Return the state of a file that has the bytes it had, None where it has others or cannot be read.

    One that was not read is the same for as long as it would not be read now.
    """
    try:
        now = state_of(path)
        if not before.sha256:
            alike = now == before.state and now.modified
            return before.state if alike or unopened(path, locate(before.source)) else None
        if now.size != before.state.size:
            return None
        if now == before.state and now.modified:
            return now
        return now if sha256_of(path) == before.sha256 else None
    except OSError:
        return None


def _is_index(folder: Path) -> bool:
    return kind_of(folder / "current") == "file" and kind_of(folder / "generations") == "folder"


def _whole(path: Path) -> Path:
    """Return the one name of a path, from the root and without ``..``; a link stays one."""
    return Path(os.path.normpath(path.absolute()))


def _builtin(source: str) -> bool:
    return source.startswith(BUILTIN)
