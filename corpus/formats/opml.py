"""An outline (OPML) to Markdown: what divides it becomes headings, what is said below them lists."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from corpus.binaries import Written
from corpus.formats.packed import UnreadableError, children, get, guarded, inside, whole
from corpus.formats.webpages import page_lines
from corpus.lines.markers import ASKS, asks
from corpus.lines.plain import plain

_DEEPEST = 6  # level of a heading
_INMOST = 40  # depth of a list: all that lies deeper stands there
_DIVIDED = 2  # level down to which what has parts is a heading though it does not ask
_HTML = re.compile(r"<(b|i|u|a|em|strong|code|span|mark)\b[^<>]*>[^<>]*</\1>|&(?:amp|lt|gt|nbsp|quot|#\d{2,6});", re.I)

_Place = tuple[Element, int, int]  # a part, its level as a heading (0 for none), the depth of its list (from 0)


@guarded
def opml_lines(data: bytes) -> Written:
    """Write an outline in Markdown; None where it is damaged.

    What asks is a heading, and what it stands below, and near the top what has parts; all else lies in lists.
    """
    root = whole(data)
    if any(get(one, "xmlUrl") for one in inside(root, "outline")):
        raise UnreadableError("this is a list of feeds: notes are read, what is subscribed to is not")
    title = " ".join(next((said.text or "" for said in inside(root, "title")), "").split())
    lines = [f"# {title}"] if title else []
    for body in inside(root, "body"):
        for line in _written(body, 2 if title else 1):
            if line or (lines and lines[-1]):
                lines.append(line)
    return Written(tuple(lines))


def _written(body: Element, top: int) -> Iterator[str]:
    asked, above = _asking(body)

    def divided(part: Element, level: int) -> Iterator[_Place]:
        full = False  # whether what follows would seem to lie below the heading before it
        for inner in children(part, "outline"):
            has = len(inner) > 0 or bool(get(inner, "_note"))
            heading = full or inner in asked or inner in above or (has and level < top + _DIVIDED)
            full = has if heading else full
            yield inner, level if heading and level <= _DEEPEST else 0, 0

    waiting = [*divided(body, top)][::-1]
    while waiting:
        part, level, depth = waiting.pop()
        said, note = _said(get(part, "text")), _said(get(part, "_note"))
        if level:
            yield from ("", f"{'#' * level} {' '.join(said)}", "", *note, "")
        else:
            indent = "  " * depth
            yield f"{indent}- {said[0]}"
            yield from (f"{indent}  {line}" for line in said[1:] + note if line)
        deeper = 0 if level else min(depth + 1, _INMOST)
        listed = ((inner, 0, deeper) for inner in children(part, "outline"))
        waiting += [*(listed if part in asked or not level else divided(part, level + 1))][::-1]


def _asking(body: Element) -> tuple[frozenset[Element], frozenset[Element]]:
    """Return the parts that ask, without those below others that do, and all that stand above one that asks."""
    parents = {inner: part for part in body.iter() for inner in part}
    asked: set[Element] = set()
    below: set[Element] = set()
    above: set[Element] = set()
    for part in inside(body, "outline"):
        parent = parents[part]
        if parent in asked or parent in below:
            below.add(part)
        elif asks(plain(" ".join(_said(get(part, "text"))))) >= ASKS:
            asked.add(part)
            while parent in parents and parent not in above:
                above.add(parent)
                parent = parents[parent]
    return frozenset(asked), frozenset(above)


def _said(text: str) -> list[str]:
    """Return the lines of what a part says, which some programs write in HTML."""
    lines = page_lines(text.replace("\n", "<br>")).lines if _HTML.search(text) else text.split("\n")
    return [line.strip() for line in "\n".join(lines).strip().split("\n")]
