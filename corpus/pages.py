"""Pages of a PDF and slides of a presentation: which of them lines stand on, and how that is said."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from pathlib import PurePath
from typing import Any

from corpus.model import Span

_SLIDES = frozenset({".pptx", ".pptm", ".ppsx", ".odp"})

Pages = Span
"""The first and the last of some pages, counted from 1 as programs that show PDFs count them."""


def pages_of(starts: Sequence[int], lines: Span) -> Pages | None:
    """Return the pages that raw lines begin on; None where a document has none.

    ``starts`` are the lines on which its pages begin; of several on one line all but the last are empty.
    """
    if not starts:
        return None
    first, last = (max(1, bisect_right(starts, line)) for line in (lines.start, lines.end))
    return Pages(first, last)


def said(file: str, pages: Pages | None) -> str:
    """Return ``page 3`` or ``pages 3–4``, of a presentation ``slide 3``; "" where there are none."""
    if pages is None:
        return ""
    one = "slide" if PurePath(file).suffix.lower() in _SLIDES else "page"
    return f"{one} {pages.start}" if len(pages) == 1 else f"{one}s {pages.start}–{pages.end}"


def pages_json(pages: Pages | None) -> dict[str, list[int]]:
    """Return what ``--json`` prints of pages: the first and the last, nothing where there are none."""
    return {"pages": [pages.start, pages.end]} if pages else {}


def restored_pages(shown: Mapping[str, Any]) -> Pages | None:
    """Return the pages in what ``--json`` prints."""
    return Pages(*shown["pages"]) if "pages" in shown else None
