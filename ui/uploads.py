"""Files that a person hands to the page: limited in size and number, kept whole in user data, a source like others."""

import re
import unicodedata
from collections.abc import Sequence
from pathlib import PurePath
from typing import Protocol

from corpus.binaries import told
from corpus.sources import DATA, NOTES, SAVED_AS, refusal, saved_otherwise
from index.errors import UsageError
from index.files import write_whole
from index.places import places
from ui.theme import UPLOAD_MB

MOST_FILES = 200
MOST_BYTES = 200 * 1024 * 1024
_LONGEST_NAME = 200  # bytes without the suffix: file systems take 255 in all


class Upload(Protocol):
    """A file as the browser sent it."""

    @property
    def name(self) -> str: ...

    def getvalue(self) -> bytes: ...


def keep(files: Sequence[Upload]) -> tuple[str, ...]:
    """Keep ``files`` as uploads, one of the same name in the place of an earlier one; return why others were not kept.

    Raises UsageError, having kept none, where none can be taken, or they are too many or together too large.
    """
    if len(files) > MOST_FILES:
        raise UsageError(f"{len(files)} files at once are more than the {MOST_FILES} that are taken")
    contents = [(plain_name(file.name), file.getvalue()) for file in files]
    if sum(len(content) for _, content in contents) > MOST_BYTES:
        raise UsageError(f"the files together are larger than the {MOST_BYTES // 2**20} MB that are taken")
    taken: dict[str, bytes] = {}
    refused: list[str] = []
    for name, content in contents:
        why = f"{name} is the name of another of these files too" if name in taken else _refusal(name, content)
        if why:
            refused.append(why)
        else:
            taken[name] = content
    if not taken:
        raise UsageError("; ".join(refused))
    places().uploads.mkdir(parents=True, exist_ok=True)
    for name, content in taken.items():
        write_whole(places().uploads / name, content)
    return tuple(refused)


def _refusal(name: str, content: bytes) -> str:
    """Say why a file is not taken, "" where it is."""
    suffix = PurePath(name).suffix.lower()
    data = suffix in DATA and told(content) is None
    if data or (suffix not in NOTES and not (suffix in SAVED_AS and saved_otherwise(content))):
        return refusal(suffix, name) + ("" if suffix in SAVED_AS else f"; these are: {', '.join(sorted(NOTES))}")
    if len(content) > UPLOAD_MB * 1024 * 1024:
        return f"{name} is larger than the {UPLOAD_MB} MB that are taken"
    return ""


def plain_name(name: str) -> str:
    """Return ``name`` without folders, control characters and leading dots, in Unicode's composed form."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    plain = "".join(c for c in last if c.isprintable() and c not in '<>:"|?*').strip().lstrip(".")
    stem, suffix = PurePath(plain).stem, PurePath(plain).suffix
    return f"{stem.encode()[:_LONGEST_NAME].decode(errors='ignore') or 'notes'}{suffix}"
