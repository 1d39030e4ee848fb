"""A Jupyter notebook to lines of Markdown: its texts as they stand, its code fenced."""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from corpus.formats.placed import Made
from corpus.formats.trees import Branch, Leaf, json_tree
from corpus.lines.dialects import FENCE
from corpus.lines.markers import asks, read
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
    written = list(_cells(cells, language if _LANGUAGE.fullmatch(language) else ""))
    beside = "what frames the cells of a notebook, and the output of its code"
    findings = [Finding("skipped", beside if written else "a notebook without cells", 1, len(lines))]
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


def _cells(cells: Branch | Leaf | None, language: str) -> Iterator[_Line]:
    for _, cell in cells.items if isinstance(cells, Branch) else ():
        source = _of(cell, "source")
        said = list(_source(source))
        if source is None or not any(text.strip() for _, text in said):
            continue
        yield source.start, ""
        if _text(_of(cell, "cell_type")) == "code":
            yield from _code(said, source, language)
        else:
            yield from said
        yield source.end, ""


def _code(said: Sequence[_Line], source: Branch | Leaf, language: str) -> Iterator[_Line]:
    """Yield fenced code, below the comments at its head where they ask."""
    comments = [(number, text.strip("# \t")) for number, text in takewhile(lambda line: line[1].startswith("#"), said)]
    asked = comments if comments and _asks(comments[0][1]) else []
    code = said[len(asked) :]
    yield from ((number, text if at else f"{_LEVEL} {text}") for at, (number, text) in enumerate(asked))
    if any(text.strip() for _, text in code):
        fence = f"{FENCE}`" if any(text.lstrip().startswith(FENCE) for _, text in code) else FENCE
        start = asked[-1][0] if asked else source.start
        yield from ((start, ""), (start, fence + language), *code, (source.end, fence))


def _asks(comment: str) -> bool:
    """Say whether a comment is a question or a numbered task: what programs say of themselves are often orders."""
    marker = read(comment)
    reads = asks(marker.text)
    return reads >= 1 or marker.label in ("q", "task") or (marker.number is not None and reads > _ORDER)


def _source(source: Branch | Leaf | None) -> Iterator[_Line]:
    """Yield the lines of a cell, be they one text or a list with one for each line."""
    leaves = [value for _, value in source.items] if isinstance(source, Branch) else [source]
    for leaf in leaves:
        for number, text in leaf.lines if isinstance(leaf, Leaf) else ():
            yield from ((number, line) for line in text.replace("\r\n", "\n").removesuffix("\n").split("\n"))
