"""A Jupyter notebook to lines of Markdown: its texts as they stand, its code fenced."""

import re
from collections.abc import Iterator, Sequence
from itertools import dropwhile, takewhile

from corpus.formats.placed import Made
from corpus.formats.trees import Branch, Leaf, json_tree
from corpus.lines.dialects import FENCE
from corpus.lines.markers import MARKED, asks, read
from corpus.model import Finding

_Line = tuple[int, str]

_LANGUAGE = re.compile(r"[\w+#.-]{1,40}")
_LEVEL = "####"  # of a question in a comment: below the headings of most notebooks
_ORDER = 0.8  # how much a numbered order reads like a task


def notebook_lines(lines: Sequence[str]) -> Made:
    """Write the cells of a notebook (nbformat 4) in Markdown; a Finding names what frames them and what code put out.

    Of a broken notebook the cells before the break are written.
    """
    tree = json_tree(lines)
    notebook = next((value for _, value in tree.root.items), None)
    cells = _of(notebook, "cells")
    language = _text(_of(notebook, "metadata", "language_info", "name"))
    filled = list(_cells(cells, language if _LANGUAGE.fullmatch(language) else ""))
    written = [line for _, cell in filled for line in cell] if any(worded for worded, _ in filled) else []
    beside = "what frames the cells of a notebook, and the output of its code"
    without = "a notebook of nothing but code" if filled else "a notebook without cells"
    findings = [Finding("skipped", beside if written else without, 1, len(lines))]
    if tree.broken:
        findings.append(Finding("skipped", f"broken data, read up to here: {tree.why}", tree.broken, tree.broken))
    return Made(
        tuple(text for _, text in written), tuple(number for number, _ in written), tuple(findings), ends={}, tall={}
    )


def _of(value: Branch | Leaf | None, *keys: str) -> Branch | Leaf | None:
    """Return what stands under ``keys``, one in the other."""
    for key in keys:
        items = value.items if isinstance(value, Branch) else []
        value = next((each for name, each in items if name == key), None)
    return value


def _text(value: Branch | Leaf | None) -> str:
    return value.text if isinstance(value, Leaf) else ""


def _cells(cells: Branch | Leaf | None, language: str) -> Iterator[tuple[bool, list[_Line]]]:
    """Yield the lines of each cell that has any, and whether it has more than code."""
    for _, cell in cells.items if isinstance(cells, Branch) else ():
        source = _of(cell, "source")
        said = list(_source(source))
        if source is None or not any(text.strip() for _, text in said):
            continue
        code = _text(_of(cell, "cell_type")) == "code"
        asked = list(_asked(said)) if code else said
        below = _code(said[len(asked) :], asked[-1][0] if asked else source.start, source.end, language)
        yield bool(asked), [(source.start, ""), *asked, *below, (source.end, "")]


def _code(said: Sequence[_Line], start: int, end: int, language: str) -> Iterator[_Line]:
    """Yield fenced code, the fence above it on the line ``start``."""
    code = list(dropwhile(lambda line: not line[1].strip(), said))
    if code:
        fence = f"{FENCE}`" if any(text.lstrip().startswith(FENCE) for _, text in code) else FENCE
        yield from ((start, ""), (start, fence + language), *code, (end, fence))


def _asked(said: Sequence[_Line]) -> Iterator[_Line]:
    """Yield the comments at the head of code where they ask, up to the last that do, the questions as headings.

    A question begins a paragraph of comments, or has a number or a label.
    """
    head = list(takewhile(lambda line: line[1].startswith("#") or not line[1].strip(), said))
    words = [text.lstrip("#").strip() for _, text in head]
    begins = [at for at, text in enumerate(words) if text and (not at or not words[at - 1] or not read(text).bare)]
    asking = {at for at in begins if _asks(words[at])}
    if not asking or begins[0] not in asking:
        return
    end = next((at for at in range(max(asking), len(words)) if not words[at]), len(words))
    for at in range(end):
        yield head[at][0], f"{_LEVEL} {words[at]}" if at in asking else words[at]


def _asks(comment: str) -> bool:
    """Say whether a comment is a question or a numbered task: what programs say of themselves are often orders."""
    marker = read(comment)
    reads = asks(marker.text)
    return reads >= MARKED or marker.label in ("q", "task") or (marker.number is not None and reads > _ORDER)


def _source(source: Branch | Leaf | None) -> Iterator[_Line]:
    """Yield the lines of a cell, be they one text or a list with one for each line."""
    leaves = [value for _, value in source.items] if isinstance(source, Branch) else [source]
    for leaf in leaves:
        for number, text in leaf.lines if isinstance(leaf, Leaf) else ():
            yield from ((number, line) for line in text.replace("\r\n", "\n").removesuffix("\n").split("\n"))
