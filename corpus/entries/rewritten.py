"""What HTML and other markup than Markdown say their own way in an answer, written in Markdown, line by line."""

import re

from corpus.lines.dialects import emphasised
from corpus.lines.markers import is_part, shows_answer
from corpus.lines.plain import MARKED, outside_code, plain
from corpus.lines.tagged import retagged

_DIRECTIVE = re.compile(r"\.\. (?:[\w-]+:)?([a-z][\w-]{1,30})::[ \t]*(.*)$")
_ADMONITIONS = "note|tip|hint|warning|caution|danger|important|attention|error|seealso|todo|deprecated|versionadded"
_SAID = re.compile(rf"(?:{_ADMONITIONS}|versionchanged|topic|sidebar|rubric|admonition)\Z")
_SHOWN = ("image", "figure")
_SILENT_ONES = re.compile(
    r"(?:code(?:-block)?|sourcecode|highlight|index|contents|toctree|only|include|literalinclude|raw)\Z"
)
_OPTION = re.compile(
    r":(?:linenos|emphasize-lines|name|language|align|width|height|class|maxdepth|glob|hidden):.{0,80}$"
)
_BLOCK = re.compile(
    r"\[(NOTE|TIP|WARNING|CAUTION|IMPORTANT)\]\s*$|\{(note|tip|warning|info|panel|quote)(?::[^{}]*)?\}\s*$"
)
_SILENT = re.compile(
    r"\[(?:source|listing|quote|verse|cols|options|%)[^\[\]]{0,200}\]\s*$|\+\s*$|\{toc[^{}]{0,80}\}\s*$"
)
_ROLE_LINK = re.compile(r":[a-z][\w:+.-]{0,30}:`([^`<>]{1,200}?)\s*<[^`<>]{1,300}>`")
_CODE_ROLE = re.compile(
    r":(?:[a-z]+:)?(?:code|file|func|class|meth|mod|attr|data|exc|const|envvar|command|option|program)"
    r":`~?([^`]{1,200})`"
)
_ROLE = re.compile(r"(?<![\w:]):[a-z][\w:+.-]{0,30}:`([^`]{1,200})`")
_LINK = re.compile(r"(?<!`)`([^`<>]{1,200}?)\s*<(https?:[^`<>\s]{1,500})>`__?(?!\w)")
_PAGE = re.compile(r"\[\[((?:[^\[\]|]{1,200}\|)?([^\[\]|]{1,200}))\]\]")
_CODE_AHEAD = re.compile(r"(?:[\w!\])$}]|\w\(|(?<!=)=[ \t]*|\breturn[ \t]+)\Z")
_AHEAD = 20  # characters by which code is told
_CODE_SIGNS = re.compile(r"[=<>$\"]|&&|::|[ \t:]\Z|\A(?:[ \t']|http)")
_NAMED = re.compile(r"[^\W\d_]{2}|[^\W\d_\x00-\u02ff]|\A[^\W\d_a-z]\d*\Z|\A[12]\d{3}\Z|\d{4}-\d\d")
_ATTRIBUTE = re.compile(
    r"nodiscard|maybe_unused|deprecated|fallthrough|noreturn|(?:un)?likely|no_unique_address|carries_dependency"
)
_EMBED = re.compile(r"!\[\[([^\[\]|]{1,200})(?:\|[^\[\]]{0,200})?\]\]")
_PICTURE = re.compile(r"\.(?:avif|bmp|gif|jpe?g|png|svg|webp)$", re.IGNORECASE)
_BLOCK_ID = re.compile(  # what Obsidian links to: one that it makes, or one behind a sentence that is no word
    r"(?<=\S)[ \t]+\^(?:(?=[a-z]*\d)(?=\d*[a-z])[0-9a-z]{6}"
    r"|(?<=[.!?…。！？][ \t]\^)(?=[A-Za-z-]*\d|\w+-)[A-Za-z][A-Za-z0-9-]{2,40})[ \t]*$"
)
_ORG_LINK = re.compile(r"\[\[((?:https?|file|mailto):[^\[\]]{1,500}|#[^\[\]]{1,200})\]\[([^\[\]]{1,300})\]\]")
_CROSS = re.compile(r"<<[a-z_#][\w#-]{1,80},[ \t]*([^<>/:]{3,200})>>")
_ITEM = re.compile(r"(?:(?<!.)|(?<=>))[ \t]*<li\b[^<>]{0,300}>[ \t]*", re.IGNORECASE)
_CELLS = re.compile(r"</t[dh]>\s*<t[dh]\b[^<>]{0,300}>", re.IGNORECASE)
_DETAILS = re.compile(r"</?details\b[^<>]{0,300}>|<summary\b[^<>]{0,300}>|</summary>", re.IGNORECASE)
_SUMMARY = re.compile(r"<summary\b[^<>]{0,300}>.{0,2000}?</summary>", re.IGNORECASE)
_CITED = re.compile(r"<ref(?:\s[^<>/]{0,200})?>([^<>]{1,600})</ref>", re.IGNORECASE)
_CODE_TAG = re.compile(r"</?(?:code|kbd|samp|tt)(?:\s[^<>]{0,300})?>", re.IGNORECASE)
_LINK_TAG = re.compile(
    r"<a\s[^<>]{0,300}?href=[\"']([^\"'<>\s]{1,500})[\"'][^<>]{0,300}>(.{0,500}?)</a>", re.IGNORECASE
)
_HTML = re.compile(
    r"</?(?:a|abbr|b|big|blockquote|br|center|cite|dd|del|div|dl|dt|em|figure|figcaption|font|h[1-6]|hr|i|iframe|img"
    r"|ins|li"
    r"|mark|ol|p|picture|q|s|section|small|source|span|strike|strong|sub|sup|table|tbody|td|tfoot|th|thead|tr|u|ul"
    r"|video)"
    r"(?:\s[^<>]{0,2000})?/?>|<!--.{0,2000}?-->",
    re.IGNORECASE,
)
_COMPONENT = re.compile(
    r"</?(?:Note|Tip|Warning|Danger|Callout|AccordionGroup|CardGroup|CodeGroup|Steps|Tabs|Columns|Frame)>"
    r"|</(?:Accordion|Card|Tab|Step|Expandable|Info|Check)>"
    r"|<(?:Accordion|Card|Tab|Step|Expandable|Callout|Frame|Columns)\s+\w+=[^<>]{0,2000}>"
)
_CLOZE = re.compile(r"\{\{cloze[ \t]+([^{}]{1,300})\}\}")
_COMMENT = re.compile(r"(?<![%\w])%%(?=[^%\n]*[ \t])[^%\n]{1,500}%%(?!%)[ \t]?")
_BREAK = re.compile(r"(?<=[^\s>])<br[ \t]*/?>(?=[^\s<])", re.IGNORECASE)
_SHUT = re.compile(r"(</summary>)(?=[^\s<])", re.IGNORECASE)
_BOLD_TAG = re.compile(r"</?(?:b|strong)(?:\s[^<>]{0,300})?>", re.IGNORECASE)
_IMAGE_TAG = re.compile(r"<img\b(?=[^<>]{0,1000}?\ssrc=[\"']?([^\"'<>\s]{1,800}))[^<>]{0,2000}>", re.IGNORECASE)
_ALT = re.compile(r"\salt=(?:\"([^\"<>]{0,400})\"|'([^'<>]{0,400})')", re.IGNORECASE)


def rewritten(text: str) -> str:
    """Write a line of text in Markdown: directives, roles, links and emphasis of other dialects; the words stay."""
    if text[:2] == ".." and (directive := _DIRECTIVE.match(text)):
        return _directive(directive.group(1), directive.group(2).strip())
    if text[:1] == ":" and _OPTION.match(text):
        return ""
    if text[:1] in "[{+" and len(text) < 400:
        block = _BLOCK.match(text)
        if block:
            return f"**{(block.group(1) or block.group(2)).capitalize()}**"
        if _SILENT.match(text):
            return ""
    if ":`" in text:
        text = _ROLE.sub(r"\1", _CODE_ROLE.sub(r"`\1`", _ROLE_LINK.sub(r"\1", text)))
    if ">`_" in text:
        text = _LINK.sub(r"[\1](\2)", text)
    if "{{" in text:
        text = _CLOZE.sub(r"\1", text)
    if "%%" in text:
        text = outside_code(text, lambda words: _COMMENT.sub("", words))
    if "==" in text:
        text = outside_code(text, lambda words: MARKED.sub(r"**\1**", words))
    if "^" in text:
        text = _BLOCK_ID.sub("", text)
    if "[[" in text:
        text = outside_code(text, _linked)
    if "<<" in text:
        text = _CROSS.sub(r"\1", text)
    return emphasised(text)


def _linked(text: str) -> str:
    """Name what is embedded and the pages that are linked to, and write links of Org in Markdown."""
    text = _ORG_LINK.sub(r"[\2](\1)", _EMBED.sub(_embedded, text))
    return _PAGE.sub(lambda page: page.group(2) if _is_page(page) else page.group(), text)


def _is_page(found: re.Match[str]) -> bool:
    """Say whether ``[[inside]]`` links to a page: no element (``x[[1]]``), test (``[[ -f x ]]``), list or attribute."""
    inside, before = found.group(1), found.string[max(0, found.start() - _AHEAD) : found.start()]
    if (
        _CODE_AHEAD.search(before)
        or found.string[found.end() : found.end() + 1] in ("(", "[")
        or _CODE_SIGNS.search(inside)
    ):
        return False
    return _NAMED.search(inside) is not None and not _ATTRIBUTE.fullmatch(inside)


def _embedded(found: re.Match[str]) -> str:
    """Word what is embedded (``![[name]]``): a picture stays one, a note is named."""
    name = found.group(1).strip()
    return f"![]({name.replace(' ', '%20')})" if _PICTURE.search(name) else name


def _directive(name: str, rest: str) -> str:
    """Word a directive (``.. note::``): its name in bold where it sets text apart, a picture, else what it says."""
    if name in _SHOWN:
        return f"![]({rest})"
    if not _SAID.match(name):
        return "" if _SILENT_ONES.match(name) else rest
    return f"**{name.capitalize()}:** {rest}" if rest else f"**{name.capitalize()}**"


def _listed(text: str) -> str:
    """Write the tags of a list item and of the cells of a table as Markdown does."""
    return _CELLS.sub(" | ", _ITEM.sub("- ", text, count=1))


def untagged(text: str) -> str:
    """Take HTML tags off a line but for those in code, which are what it is about."""
    return outside_code(text, lambda rest: _untagged(_listed(rest)))


def _untagged(text: str) -> str:
    """Take HTML tags off a line; links, code and bold become Markdown, a summary that only labels an answer goes."""
    for summary in _SUMMARY.findall(text):
        words = plain(_DETAILS.sub("", summary))
        if is_part(words) and shows_answer(words):
            text = text.replace(summary, "")
    text = _BREAK.sub(" ", _DETAILS.sub("", _SHUT.sub(r"\1 ", text)))
    text = _LINK_TAG.sub(r"[\2](\1)", text)
    text = _CITED.sub(r" (\1)", text)
    text = retagged(_IMAGE_TAG.sub(_image, text), _CODE_TAG, lambda _: "`")
    text = retagged(retagged(text, _BOLD_TAG, lambda _: "**"), _HTML, lambda _: "")
    text = _COMPONENT.sub("", text)
    return text if plain(text) or "![" in text else ""


def _image(tag: re.Match[str]) -> str:
    said = _ALT.search(tag.group())
    return f"![{(said.group(1) or said.group(2) or '').strip() if said else ''}]({tag.group(1)})"
