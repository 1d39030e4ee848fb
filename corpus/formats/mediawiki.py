"""Pages exported from a wiki (MediaWiki) to Markdown: the newest text of each, under its title."""

import re
from collections.abc import Iterator

from corpus.binaries import Written
from corpus.formats.packed import children, guarded, inside, whole

_TEXT = frozenset({"", "wikitext", "text/x-wiki"})
_HEADING = re.compile(r"(={2,6})[ \t]*(?=\S)(.{1,300}?)[ \t]*\1[ \t]*$")
_COUNTED = re.compile(r"(#{1,6})(?![#*:;])[ \t]*")
_CATEGORIES = re.compile(
    r"(?:\[\[(?:category|kategorie|catégorie|categoría|категория):[^\[\]]{1,200}\]\][ \t]*)+", re.IGNORECASE
)
_CODE = re.compile(r"<(/?)(?:pre|source|syntaxhighlight)\b", re.IGNORECASE)


@guarded
def wiki_lines(data: bytes) -> Written:
    """Write the pages of an export in Markdown, without those that only lead to others; None where it is damaged."""
    lines: list[str] = []
    starts: list[int] = []
    for page in inside(whole(data), "page"):
        title = " ".join("".join(one.text or "" for one in children(page, "title")).split())
        newest = next(reversed([*children(page, "revision")]), None)
        if newest is None or any(True for _ in children(page, "redirect")):
            continue
        text = next((one.text or "" for one in children(newest, "text")), "")
        if all(one.text in _TEXT for one in children(newest, "model", "format")) and text.strip():
            lines += [*([""] if lines else []), f"# {title}"]
            starts.append(len(lines))
            lines += ["", *_written(text.strip())]
    return Written(tuple(lines), parts=tuple(starts))


def _written(text: str) -> Iterator[str]:
    """Yield the lines of a page: outside code headings and numbered items as Markdown has them, no categories."""
    code = False
    for line in text.split("\n"):
        yield line if code else _line(line)
        for tag in _CODE.finditer(line):
            code = not tag[1]


def _line(line: str) -> str:
    if heading := _HEADING.match(line):
        return f"{'#' * len(heading[1])} {heading[2]}"
    counted = _COUNTED.match(line)
    if counted:
        return f"{'   ' * (len(counted[1]) - 1)}1. {line[counted.end() :]}"
    return "" if _CATEGORIES.fullmatch(line) else line
