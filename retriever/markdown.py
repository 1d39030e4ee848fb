"""How notes are read as Markdown wherever they are shown: on the page and on cards."""

import re

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline

from corpus.lines.fences import fenced
from corpus.lines.plain import NAME

# A dash at a word that begins a statement; -v and -Xmx512m are options
_TIGHT = re.compile(r"^([ \t]*)-(?=(?:[^\W\d_a-z](?:[^\W\d_]|['’])+|[A-Z]{2,}\d+|[AI])(?:[,:.;]?[ \t]|[:.;]?$)|\*\*\w)")


def parser(renderer: type[RendererHTML] = RendererHTML) -> MarkdownIt:
    """Return CommonMark with tables and strikethrough, without raw HTML; a line of the notes stays a line."""
    markdown = MarkdownIt("commonmark", {"html": False, "breaks": True}, renderer_cls=renderer)
    markdown.enable(["table", "strikethrough"])
    markdown.core.ruler.before("block", "tight_lists", _tight_lists)
    markdown.inline.ruler.before("emphasis", "name", _name)
    return markdown


def _tight_lists(state: StateCore) -> None:
    """Make list items of lines such as ``-Keeps instances warm``, one deeper where a blank stands before the dash."""
    if state.inlineMode or "-" not in state.src:
        return
    lines = state.src.split("\n")
    pairs = zip(lines, fenced(lines), strict=True)
    state.src = "\n".join(line if code else _TIGHT.sub(_spaced, line) for line, code in pairs)


def _spaced(found: re.Match[str]) -> str:
    return f"{'  ' if found[1] == ' ' else found[1]}- "


def _name(state: StateInline, silent: bool) -> bool:
    found = NAME.match(state.src, state.pos)
    if found is None:
        return False
    if not silent:
        state.push("text", "", 0).content = found.group()
    state.pos = found.end()
    return True
