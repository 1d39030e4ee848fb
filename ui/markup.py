"""Small pieces of HTML that several pages show: links, lines, meters. Everything passed in is escaped."""

from collections.abc import Iterable
from html import escape

from corpus.pages import Pages, said
from ui import address


def link(
    words: str, page: str, parameters: dict[str, str | list[str]] | None = None, kind: str = "", part: str = ""
) -> str:
    """Return a link inside the page, to a ``part`` of it by its id; ``kind`` is a class of the style sheet."""
    look = f' class="{kind}"' if kind else ""
    return (
        f'<a href="{escape(address.link(page, parameters) + (f"#{part}" if part else ""))}"{look}>{escape(words)}</a>'
    )


def lines(start: int, end: int) -> str:
    """Return raw lines as words."""
    return f"line {start}" if start == end else f"lines {start}–{end}"


def placed(file: str, start: int, end: int, pages: Pages | None = None) -> str:
    """Return a document, its pages where it has some, and raw lines as words."""
    return ", ".join(filter(None, (file, said(file, pages), lines(start, end))))


def place(file: str, start: int, end: int, pages: Pages | None = None) -> str:
    """Return a link to lines of a raw document, named by document, pages and lines."""
    return link(placed(file, start, end, pages), "document", document(file, start, end), "ab-place")


def document(file: str, start: int, end: int) -> dict[str, str | list[str]]:
    """Return the parameters of the page that shows a raw document at those lines."""
    return {"file": file, "lines": f"{start}-{end}"}


def trail(steps: Iterable[str]) -> str:
    """Return headings from the outermost to the innermost as one line."""
    return "<span> › </span>".join(f"<span>{escape(step)}</span>" for step in steps if step)


def percent(share: float) -> str:
    """Return a share of 1 as a whole percentage, never 0 % of something nor 100 % of less than all."""
    return f"{round(share * 100) if share in (0, 1) else min(99, max(1, round(share * 100)))}%"


def bar(label: str, share: float) -> str:
    """Return how much (0 to 1) of something is done, as a bar."""
    return (
        f'<div class="ab-progress" role="progressbar" aria-label="{escape(label)}" aria-valuemin="0" '
        f'aria-valuemax="100" aria-valuenow="{round(share * 100)}"><span style="width:{share * 100:.1f}%"></span></div>'
    )


def code(text: str) -> str:
    """Return a block of code, such as a command to run; what is too wide for it can be reached by keyboard."""
    return f'<pre tabindex="0"><code>{escape(text)}</code></pre>'


def named(index: str | None) -> str:
    """Return the name of the index that is served, as the beginning of a line; nothing for the usual one."""
    return f"Index <strong>{escape(index)}</strong>: " if index else ""
