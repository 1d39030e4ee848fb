"""Notes as HTML that is safe to show: Markdown without raw HTML, images as links, answering words marked.

Streamlit's own Markdown would read ``$LATEST … $LATEST`` as maths and ``:name:`` as an icon, and load remote images.
"""

import html
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from html.parser import HTMLParser
from itertools import pairwise, takewhile
from typing import Any
from urllib.parse import urlsplit

from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from retriever.markdown import parser
from ui import markup

_TOP_HEADING = 3
_MANY = 24
"""Characters from which on a cell of a table is a text, not a value."""
_SCHEMES = {"http", "https", "mailto"}


class _Renderer(RendererHTML):
    """CommonMark with the few elements that a card shows in another way."""

    def heading_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return f"<{_heading(tokens[idx])}>"

    def heading_close(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return f"</{_heading(tokens[idx])}>\n"

    def image(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        source = str(tokens[idx].attrs.get("src", ""))
        words = html.escape(tokens[idx].content or source or "image")
        return f"{_opening(source)}{words}</a>" if _leads_out(source) else f"<span>{words}</span>"

    def link_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        target = str(tokens[idx].attrs.get("href", ""))
        return _opening(target) if _leads_out(target) else "<a>"

    def table_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return '<div class="ab-scroll" tabindex="0" role="region" aria-label="Table"><table dir="auto">\n'

    def table_close(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return "</table></div>\n"

    def fence(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return f"{markup.code(tokens[idx].content)}\n"

    def code_block(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return self.fence(tokens, idx, options, env)


_MARKDOWN = parser(_Renderer)


def _laid_out(state: StateCore) -> None:
    """Let lists and quotations run the way their words do, and give cells of many words room for some in a line."""
    for token, inside in pairwise(state.tokens):
        if token.type in {"bullet_list_open", "ordered_list_open", "blockquote_open"}:
            token.attrSet("dir", "auto")
        elif token.type in {"th_open", "td_open"} and len(inside.content) > _MANY:
            token.attrSet("class", "ab-words")


_MARKDOWN.core.ruler.push("laid_out", _laid_out)


def markdown(text: str) -> str:
    """Return ``text`` (Markdown) as HTML that runs nothing, loads nothing and links to http, https and mailto alone.

    A line of the notes stays a line: many people write one statement a line.
    """
    return str(_MARKDOWN.render(text))


def inline(text: str) -> str:
    """Return one line of Markdown as HTML without a paragraph around it."""
    return str(_MARKDOWN.renderInline(text))


@lru_cache(maxsize=512)
def passage(text: str, highlights: tuple[tuple[int, int], ...] = ()) -> str:
    """Return a passage as HTML with the ``highlights`` (start and end characters of ``text``) in ``<mark>``.

    Markup makes the characters of source and page differ, so a highlight is found again by its letters and digits,
    at the place nearest to where the source has it, with the signs around these; one that cannot be found stays
    unmarked.
    """
    shown = markdown(text)
    if not highlights:
        return shown
    letters = "".join(run for _, run in _text_runs(shown))
    places = [i for i, character in enumerate(letters) if character.isalnum()]
    plain = "".join(letters[i] for i in places)
    marked: set[int] = set()
    for start, end in highlights:
        said = "".join(run for _, run in _text_runs(markdown(text[start:end])))
        words = "".join(c for c in said if c.isalnum())
        found = _nearest(plain, words, sum(c.isalnum() for c in text[:start]))
        if found is not None:
            first, last = places[found], places[found + len(words) - 1]
            marked.update(range(_reach(letters, said, first, -1), _reach(letters, said, last, 1) + 1))
    return _mark(shown, marked)


def words_marked(text: str, marks: Iterable[tuple[int, int]]) -> str:
    """Return plain ``text`` escaped, with the ``marks`` (start and end characters, in order) in ``<mark>``."""
    done, parts = 0, []
    for start, end in sorted(marks):
        if start >= done:
            parts += [html.escape(text[done:start]), "<mark>", html.escape(text[start:end]), "</mark>"]
            done = end
    return "".join([*parts, html.escape(text[done:])])


def _heading(token: Token) -> str:
    return f"h{min(6, int(token.tag[1]) + _TOP_HEADING - 1)}"


def _leads_out(target: str) -> bool:
    try:
        return urlsplit(target).scheme in _SCHEMES
    except ValueError:
        return False


def _opening(target: str) -> str:
    return f'<a href="{html.escape(target)}" target="_blank" rel="noopener noreferrer">'


def _reach(letters: str, said: str, at: int, step: int) -> int:
    """Return how far a highlight reaches from its outermost letter ``at`` over its signs (``"(``, `` %.``)."""
    outer = list(takewhile(lambda c: not c.isalnum(), said[::-step]))
    for sign in reversed(outer):
        after = at + step
        while 0 <= after < len(letters) and letters[after].isspace():
            after += step
        if sign.isspace():
            continue
        if not 0 <= after < len(letters) or letters[after] != sign:
            break
        at = after
    return at


def _nearest(plain: str, words: str, expected: int) -> int | None:
    """Return where ``words`` stands in ``plain``, of several places the one nearest to ``expected``."""
    found: int | None = None
    at = plain.find(words) if words else -1
    while at >= 0:
        if found is None or abs(at - expected) < abs(found - expected):
            found = at
        at = plain.find(words, at + 1)
    return found


class _Splitter(HTMLParser):
    """Split HTML of our own making into tags and runs of text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, Any]]) -> None:
        self.pieces.append(("tag", self.get_starttag_text() or ""))

    handle_startendtag = handle_starttag

    def handle_endtag(self, tag: str) -> None:
        self.pieces.append(("tag", f"</{tag}>"))

    def handle_data(self, data: str) -> None:
        self.pieces.append(("text", data))


def _pieces(shown: str) -> list[tuple[str, str]]:
    splitter = _Splitter()
    splitter.feed(shown)
    splitter.close()
    return splitter.pieces


def _text_runs(shown: str) -> Iterator[tuple[str, str]]:
    return (piece for piece in _pieces(shown) if piece[0] == "text")


def _mark(shown: str, marked: set[int]) -> str:
    """Wrap the characters of the page's text that ``marked`` counts, run by run so that no mark crosses a tag."""
    parts, at = [], 0
    for kind, piece in _pieces(shown):
        if kind == "tag":
            parts.append(piece)
            continue
        for inside, run in _runs(piece, at, marked):
            words = html.escape(run)
            parts.append(f"<mark>{words}</mark>" if inside and run.strip() else words)
        at += len(piece)
    return "".join(parts)


def _runs(piece: str, at: int, marked: set[int]) -> Iterator[tuple[bool, str]]:
    start = 0
    for i in range(1, len(piece) + 1):
        if i == len(piece) or (at + i in marked) != (at + start in marked):
            yield at + start in marked, piece[start:i]
            start = i
