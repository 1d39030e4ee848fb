"""Pages exported from a wiki (MediaWiki) to Markdown: the newest text of each, under its title."""

import re

from corpus.binaries import Written
from corpus.formats.packed import children, guarded, inside, whole

_TEXT = frozenset({"", "wikitext", "text/x-wiki"})
_HEADING = re.compile(r"(={2,6})[ \t]*(?=\S)(.{1,300}?)[ \t]*\1[ \t]*$")
_COUNTED = re.compile(r"#(?=[^#*:;])[ \t]*")
_CATEGORY = re.compile(
    r"\[\[(?:category|kategorie|catégorie|categoría|категория):[^\[\]]{1,200}\]\][ \t]*$", re.IGNORECASE
)


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
            lines += ["", *map(_line, text.strip().split("\n"))]
    return Written(tuple(lines), parts=tuple(starts))


def _line(line: str) -> str:
    """Write headings and numbered items as Markdown does; a line that only files a page is left out."""
    if heading := _HEADING.match(line):
        return f"{'#' * len(heading[1])} {heading[2]}"
    return _COUNTED.sub("1. ", _CATEGORY.sub("", line), count=1) if line.startswith(("#", "[[")) else line
