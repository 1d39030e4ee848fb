"""A page of HTML to its tags and texts, with their lines.

``html.parser`` of the standard library searches the rest of a page anew for each sign that opens what nothing closes;
this takes time that grows with the length of the page alone.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

_TAG = re.compile(
    r"<(?P<close>/?)(?P<name>[a-zA-Z][\w:-]{0,40}+)"
    r"(?P<attributes>(?:=\s{0,9}+(?:\"[^\"]*+\"|'[^']*+')|=|[^<>=]++){0,100}+)>"
)
_DECLARED = re.compile(r"<[!?][^<>]{0,2000}+>")
_ATTRIBUTE = re.compile(r"([\w:.@-]{1,60}+)\s{0,9}+=\s{0,9}+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'<>=]++))")
_VOID = frozenset(re.findall(r"\w+", """area base br col embed hr img input link meta source track wbr"""))
"""Elements without an end."""

_VERBATIM = frozenset({"script", "style", "textarea", "title"})
"""Elements in which a tag is text, but for their own end."""

_DEEPEST = 100  # of the elements that are open that are looked through for what an end closes


@dataclass(frozen=True, slots=True)
class Token:
    """A tag or a text; ``line`` is its first (from 1), ``name`` in lower case, ``text`` what it is written as.

    ``attributes`` are those of an opening tag, as written.
    """

    line: int
    kind: Literal["open", "close", "text", "comment"]
    name: str = ""
    text: str = ""
    attributes: str = ""

    def attribute(self, name: str) -> str:
        """Return what an attribute says, nothing where there is none."""
        if name not in self.attributes.lower():
            return ""
        found = (match for match in _ATTRIBUTE.finditer(self.attributes) if match.group(1).lower() == name)
        one = next(found, None)
        return (one.group(2) or one.group(3) or one.group(4) or "").strip() if one else ""


def tokens(text: str) -> Iterator[Token]:
    """Yield the tags, comments and texts of a page; what is no whole tag is text."""
    at = said = 0
    line, counted = 1, 0
    last = text.rfind("-->")

    def placed(place: int) -> int:
        nonlocal line, counted
        line, counted = line + text.count("\n", counted, place), place
        return line

    while (at := text.find("<", at)) >= 0:
        token, end = _token(text, at, last)
        if token is None:
            at += 1
            continue
        if said < at:
            yield Token(placed(said), "text", text=text[said:at])
        kind, name, attributes = token
        yield Token(placed(at), kind, name, text[at:end], attributes)
        at = said = end
        if kind == "open" and name in _VERBATIM:
            at = _verbatim(text, name, end)
    if said < len(text):
        yield Token(placed(said), "text", text=text[said:])


def _token(text: str, at: int, last: int) -> tuple[tuple[Literal["open", "close", "comment"], str, str] | None, int]:
    """Read what stands at a ``<``, and where it ends; ``last`` is where the last comment ends."""
    if text.startswith("<!--", at):
        end = text.find("-->", at + 4) + 3 if at + 4 <= last else 0
        return (("comment", "", ""), end) if end else (None, at)
    tag = _TAG.match(text, at)
    if tag:
        name = tag.group("name").lower()
        return ("close" if tag.group("close") else "open", name, tag.group("attributes")), tag.end()
    declared = _DECLARED.match(text, at)
    return (("comment", "", ""), declared.end()) if declared else (None, at)


def _verbatim(text: str, name: str, at: int) -> int:
    """Return where the end tag of a verbatim element begins; the end of the text where there is none."""
    end = re.compile(rf"</{name}\b", re.IGNORECASE).search(text, at)
    return end.start() if end else len(text)


def pairs(page: Sequence[Token]) -> dict[int, int]:
    """Map the index of each opening tag to that of the tag that closes it, where one does."""
    found: dict[int, int] = {}
    stack: list[int] = []
    for index, token in enumerate(page):
        if token.kind == "open" and token.name not in _VOID and not token.attributes.endswith("/"):
            stack.append(index)
        elif token.kind == "close":
            top = max(len(stack) - _DEEPEST, 0)
            at = next((at for at in range(len(stack) - 1, top - 1, -1) if page[stack[at]].name == token.name), None)
            if at is not None:
                found[stack[at]] = index
                del stack[at:]
    return found
