"""What the documents of an index are called: by their files, and by more of their paths where two are called alike.

And how what a person types is held against a name.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from fnmatch import fnmatchcase
from pathlib import PurePath

from index.sources import BUILTIN

Place = tuple[str, str]
"""The source and the file of a document: what tells it from every other."""


def longer_names(documents: Iterable[Place]) -> dict[Place, str]:
    """Return the names of the documents that cannot be called by their file, because others have the same.

    The name of the source's folder goes in front, then that of the folder around it and so on, for all that are called
    alike, until each is called by a name of its own. The names depend on which documents there are, not on their order.
    """
    called: defaultdict[str, list[Place]] = defaultdict(list)
    for document in dict.fromkeys(documents):
        called[document[1]].append(document)
    alike = [name for name, those in called.items() if len(those) > 1]
    found: dict[Place, str] = {}
    while alike:
        moved = [(document, name, _longer(document, name)) for name in alike for document in called.pop(name)]
        for document, _, longer in moved:
            called[longer].append(document)
            found[document] = longer
        grown = {longer for _, name, longer in moved if longer != name}
        alike = [name for name in grown if len(called[name]) > 1]
    return found


def fits(pattern: str, document: Place, name: str) -> bool:
    """Say whether a pattern means a document: by its file, or by its source's folder and its file if it has a slash."""
    longer = (name, _longer(document, document[1])) if "/" in pattern else ()
    return any(fnmatchcase(_composed(each), _composed(pattern)) for each in (document[1], *longer))


def folded(topic: str) -> str:
    """Return what a topic is however it is capitalised, and its accents are encoded."""
    return _composed(topic).casefold()


def _composed(name: str) -> str:
    return unicodedata.normalize("NFC", name)


def _longer(document: Place, name: str) -> str:
    """Return a name with one more step of the document's path in front; the whole path has none."""
    source, file = document
    place = PurePath(source.removeprefix(BUILTIN)).as_posix()
    whole = place if place.rpartition("/")[2] == file else f"{place}/{file}"
    around = whole.removesuffix(name).rstrip("/")
    return f"{around.rpartition('/')[2]}/{name}" if around else whole
