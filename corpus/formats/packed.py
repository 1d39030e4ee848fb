"""Archives of XML that documents of office programs, and books, are: their parts, within limits."""

import io
import posixpath
import zipfile
from collections.abc import Callable, Iterator, Mapping
from functools import wraps
from urllib.parse import unquote
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from corpus.binaries import Written, refused

LARGEST = 16 * 1024 * 1024
"""Bytes of XML that are read of one part, some thousand pages."""

_MOST = 4 * LARGEST  # bytes of XML that are read of one file


class UnreadableError(Exception):
    """Why a file is not read, with what mends it: "this is …"."""


def guarded(read: Callable[[bytes], Written]) -> Callable[[bytes], Written | None]:
    """Let a reader give a Finding of what it says is unreadable, or holds no text, and None where bytes are damaged."""

    @wraps(read)
    def written(data: bytes) -> Written | None:
        try:
            made = read(data)
        except UnreadableError as error:
            why = str(error)
        except Exception:  # there is no saying what a damaged archive, or the XML in it, raises
            return None
        else:
            if made.lines or made.findings:
                return made
            why = "this holds no text: have pictures of text recognised (OCR) to have them read"
        return refused(why)

    return written


class _Plain(ElementTree.TreeBuilder):
    """Builds the tree of a part that declares nothing: with entities of its own a short one could say anything."""

    def doctype(self, name: str, pubid: str | None, system: str | None) -> None:
        raise UnreadableError(f"this is a document that declares a type ({name}): save it once more")


def tree(data: bytes) -> Element:
    """Read XML. Raises UnreadableError where it declares entities or a type, ParseError where it is damaged."""
    parser = ElementTree.XMLParser(target=_Plain())  # nosec B314
    parser.feed(data)
    found: Element = parser.close()
    return found


def whole(data: bytes) -> Element:
    """Read a document that is XML in one piece; raises UnreadableError where it is larger than ``LARGEST``."""
    if len(data) > LARGEST:
        raise UnreadableError(f"this holds more text than is read ({LARGEST // 2**20} MB): export it in parts")
    return tree(data)


def local(element: Element) -> str:
    """Return the name of an element without its namespace."""
    return element.tag.rpartition("}")[2]


def get(element: Element, name: str) -> str:
    """Return an attribute by its name without its namespace, nothing where there is none."""
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")


def inside(element: Element, *names: str) -> Iterator[Element]:
    """Yield the elements of these names that lie in one, however deep."""
    return (each for each in element.iter() if local(each) in names)


def children(element: Element, *names: str) -> Iterator[Element]:
    """Yield the elements of these names right below one."""
    return (each for each in element if local(each) in names)


class Package:
    """An archive that is read part by part, up to ``LARGEST`` bytes of each."""

    def __init__(self, data: bytes) -> None:
        self._archive = zipfile.ZipFile(io.BytesIO(data))
        self._left = _MOST
        self.names = frozenset(self._archive.namelist())

    def read(self, name: str) -> bytes:
        """Return the bytes of a part, none where it is missing. Raises UnreadableError beyond the limit."""
        if name not in self.names:
            return b""
        with self._archive.open(name) as part:
            data = part.read(LARGEST + 1)
        self._left -= len(data)
        if len(data) > LARGEST or self._left < 0:
            most = f"{LARGEST // 2**20} MB in one part, {_MOST // 2**20} MB in all"
            raise UnreadableError(f"this holds more text than is read ({most}): split it")
        return data

    def tree(self, name: str) -> Element:
        """Read a part; an empty element where it is missing."""
        data = self.read(name)
        return tree(data) if data else Element("")

    def links(self, name: str) -> Mapping[str, tuple[str, str]]:
        """Map the ids of a part's relationships (Open Packaging Conventions) to their kinds and parts, or addresses."""
        folder, base = posixpath.split(name)
        return {
            get(link, "Id"): (get(link, "Type").rpartition("/")[2], _target(folder, link))
            for link in self.tree(posixpath.join(folder, "_rels", f"{base}.rels"))
        }


def _target(folder: str, link: Element) -> str:
    target = get(link, "Target")
    return target if get(link, "TargetMode") == "External" else joined(folder, target)


def joined(folder: str, target: str) -> str:
    """Return the part of an archive that a part in a folder of it means by an address."""
    return posixpath.normpath(posixpath.join("/", folder, unquote(target))).lstrip("/")
