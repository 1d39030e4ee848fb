"""Where things are kept on this machine."""

import os
import shlex
import unicodedata
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from index.errors import UsageError

_LINE_ENDS_AND_CONTROLS = frozenset({"Cc", "Zl", "Zp"})  # as Unicode calls them: no list or command could show them
_LONGEST = 200  # bytes of the name of an index: file systems take 255 in all


@dataclass(frozen=True, slots=True)
class Places:
    """The folders and files that Answerbook keeps; nothing here is created by looking.

    ``indexes`` holds one folder an index, ``ids`` and ``reviews`` are SQLite databases of the user's own data,
    ``cache`` can be deleted at any time at the cost of encoding again.
    """

    data: Path
    cache: Path

    @property
    def indexes(self) -> Path:
        return self.data / "indexes"

    @property
    def ids(self) -> Path:
        return self.data / "ids.sqlite"

    @property
    def reviews(self) -> Path:
        return self.data / "reviews.sqlite"

    @property
    def feedback(self) -> Path:
        return self.data / "feedback.sqlite"

    @property
    def uploads(self) -> Path:
        """The folder of the files that were handed over to the page."""
        return self.data / "uploads"

    @property
    def embeddings(self) -> Path:
        return self.cache / "embeddings.sqlite"

    @property
    def graphs(self) -> Path:
        return self.cache / "graphs"

    def index(self, name: str) -> Path:
        """Return the folder of the index called ``name``; raises UsageError where that is no plain name."""
        odd = any(c in "/\\" or unicodedata.category(c) in _LINE_ENDS_AND_CONTROLS for c in name)
        if not name or name.startswith(".") or odd or len(os.fsencode(name)) > _LONGEST:
            raise UsageError(f"{name[:_LONGEST]!r} is no name for an index: use letters, digits, - and _")
        return self.indexes / name

    def named(self) -> list[str]:
        """Return the names of the indexes that there are."""
        found = self.indexes.glob("*/current") if self.indexes.is_dir() else ()
        return sorted(path.parent.name for path in found)


def places() -> Places:
    """Return the places of this user: under ANSWERBOOK_HOME if set, else where the platform keeps such things.

    Raises UsageError where ANSWERBOOK_HOME begins with the name of a user who is not there, or is not UTF-8.
    """
    home = os.environ.get("ANSWERBOOK_HOME")
    if home:
        try:
            root = Path(home).expanduser().absolute()
            str(root).encode()
        except RuntimeError:
            raise UsageError(f"ANSWERBOOK_HOME names a user who is not on this machine: {home}") from None
        except UnicodeEncodeError:
            raise UsageError(f"ANSWERBOOK_HOME is not UTF-8, which the model's files need: {home!r}") from None
        return Places(root / "data", root / "cache")
    found = platformdirs.PlatformDirs("answerbook", appauthor=False)
    return Places(Path(found.user_data_dir), Path(found.user_cache_dir))


def command(path: Path, verb: str = "index") -> str:
    """Return the command line that does ``verb`` to the index in ``path``."""
    here, whole = places(), path.absolute()
    if whole == here.index("default"):
        return f"answerbook {verb}"
    return shlex.join(["answerbook", verb, "--index", whole.name if whole.parent == here.indexes else str(whole)])
