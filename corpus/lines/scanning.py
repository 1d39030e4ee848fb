"""Lines to kinds of lines: what each line of a document is, before anybody asks what it means.

CommonMark is followed where notes keep to it. Where they do not, the reading is the one their authors meant:
``####…`` of more than six is a separator, ``-Label`` and ``1.Text`` without a space are list items, indented prose is
prose, and a fence that nothing closes is not a fence.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from corpus.lines.dialects import LITERAL, PLAIN_HASH, blocks, literals, numbered_heading, outlined, wiki_heading
from corpus.lines.fences import fenced
from corpus.lines.marks import marks
from corpus.lines.pasted import wrappers
from corpus.lines.plain import ANCHOR, RINGED, plain, strip_tags


class Kind(Enum):
    """What a line is."""

    BLANK = "blank"
    TEXT = "text"
    HEADING = "heading"
    UNDERLINE = "underline"  # the line of = or - that makes the line above a heading
    RULE = "rule"  # a separator: ---, ***, ###########
    ITEM = "item"
    TABLE = "table"
    CODE = "code"
    TAG = "tag"  # HTML that shows nothing: <br>, </p>, <a name="x"></a>, a comment
    META = "meta"  # front matter
    MARK = "mark"  # what a program or a printer added: a property, the number of a page


@dataclass(frozen=True, slots=True)
class Line:
    """One raw line.

    ``indent`` counts columns (a tab goes to the next multiple of four) before quote signs are taken off; ``quote``
    counts ``>``; ``body`` is what follows indent, quote signs, list marker and heading signs, ``words`` the plain words
    of it; ``level`` is the heading's level (also of a heading in a list item), 0 for none; ``marker`` is the list
    marker as written, or the key of a title in the front matter. Code that its indent alone sets apart has ``LITERAL``
    for a marker and the columns of its block's indent for a level.
    ``opens`` says that a block starts here: nothing above it runs on into this line.
    """

    number: int
    raw: str
    kind: Kind
    indent: int = 0
    quote: int = 0
    body: str = ""
    words: str = ""
    level: int = 0
    marker: str = ""
    opens: bool = True

    @property
    def count(self) -> int | None:
        """Return the number of an item, None where it has none."""
        digits = self.marker.rstrip("\\.)、．")
        return int(digits) if digits.isdigit() else None


LONG = 20_000
"""Characters above which a line is text and nothing is looked for in it: bounds the time spent on a line."""

_QUOTE = re.compile(r"(?:>[ \t]{0,3})+")
_RULE = re.compile(r"(?:#{7,}|[-–—]{3,}|(?:- ?){3,}|(?:\* ?){3,}|(?:_ ?){3,}|={3,}|~{5,}|\+{5,}|\.{5,}|[═─━]{3,})\s*$")
_HEADING = re.compile(r"(#{1,6})(?:[ \t\u00a0]+|$)")
_TIGHT_HEADING = re.compile(r"(#{2,6})(?=[^\s#!{])|(#)(?=[A-Z0-9][^\s]*[ .:)])")
_CLOSING = re.compile(r"(?:^|(?<![ \t])[ \t]+)#+[ \t]*$")
_BULLET = re.compile(r"([-*+•●○◦▪■□►▶➤➢❖✦·‣⁃–—])(?:[ \t\u00a0]+|$)|(-)(?=[^\W\d_]|[…\"“'`(\[*])")
_ORDERED = re.compile(r"(\d{1,4}(?:\\?\.|\\?\)|、|．))(?:[ \t\u00a0]+|$|(?=[^\W\d_]|[*`\"“(\[¿]))")
_TABLE_RULE = re.compile(r"\|?[ \t]*:?-+:?[ \t]*+(?:\|[ \t]*:?-+:?[ \t]*+)+\|?[ \t]*$|\|[ \t]*:?-+:?[ \t]*\|[ \t]*$")
_HTML_HEADING = re.compile(r"<h([1-6])(?:\s[^<>]{0,500})?>", re.IGNORECASE)
_SECTION = re.compile(r"(?:</?section\b[^<>]{0,300}>\s*)+$", re.IGNORECASE)
"""The edge of a slide: it parts what is on either side."""

_OPENING_TAG = re.compile(r"<(?:dt|dd|p|h[1-6]|li|blockquote)\b", re.IGNORECASE)
_SIGNED = re.compile(r"[^\w\s\x00-\x7f]{1,3}[ \t]*\d{1,3}[.)][ \t]|\d{1,3}\ufe0f?\u20e3|\U0001f51f" + f"|[{RINGED}]")
"""A sign and a number, or one in keycaps or a ring: nobody wraps a sentence so."""
RULED = re.compile(r"([=\-~*_#])\1{2,}\s*$")
"""A line of one sign: a separator, or what makes a title of the line above."""

_TITLE_RULE = re.compile(r"([=\-~^\"'*+#])\1{2,}\s*$")
_TOP = 400  # lines in which front matter ends
_NAMED = re.compile(r"(title[ \t]*[:=])[ \t]*+([\"']?+)(?![>|{\[\"'])(.{1,300}?)\2[ \t]*$", re.IGNORECASE)
_LEVELS = 7  # one more than there are of headings
_DOKU = 5  # signs that a heading seldom has where more signs stand deeper
_EDGE = 6  # signs that a line which opens or closes a block of AsciiDoc seldom has more of
_ORG = re.compile(r"(\*{1,6})[ \t]+(?=\S)")
_ADOC = re.compile(r"(={1,6})[ \t]+(?=\S)")


def scan(lines: Sequence[str], suffix: str = ".md", around: Collection[int] = (), *, part: bool = False) -> list[Line]:
    """Say of each line what it is; ``suffix``, that of its dialect, tells org headings from list items.

    The lines ``around`` messages were found to be marks already. ``part`` of a document are the lines of an answer.
    """
    written = blocks(lines, suffix)
    code = fenced(lines)
    wraps = wrappers(lines, code, part)
    code = fenced(["" if index in wraps else line for index, line in enumerate(lines)]) if wraps else code
    coded = [inside or index in written for index, inside in enumerate(code)]
    literal = literals(lines, suffix)
    top = front_matter(lines)
    added = marks(lines, suffix, top) | wraps | frozenset(around)
    found: list[Line] = []
    # A comment that nothing closes is none: it would hide the rest of the notes.
    closed = max((at for at, raw in enumerate(lines) if "-->" in raw and not coded[at]), default=-1)
    comment = False
    for at, raw in enumerate(lines):
        number, above = at + 1, found[-1] if found else None
        if at < top:
            found.append(Line(number, raw, Kind.META, body=raw.strip()))
        elif at in added and not coded[at]:
            found.append(Line(number, raw, Kind.MARK, _columns(raw), body=raw.strip()))
        elif at in literal:
            body, level = raw.strip()[:LONG], literal[at]
            found.append(Line(number, raw, Kind.CODE, _columns(raw), 0, body, "", level, LITERAL, opens=False))
        elif coded[at]:
            comment = comment and "-->" not in raw
            body = written.get(at) or raw.strip()[:LONG]
            found.append(Line(number, raw, Kind.CODE, _columns(raw), body=body, opens=False))
        elif comment or (at <= closed and raw.lstrip().startswith("<!--")):
            shown = _shown(raw, comment)
            comment = "-->" not in raw
            found.append(_line(number, raw, above, suffix) if shown else Line(number, raw, Kind.TAG))
        else:
            found.append(_line(number, raw, above, suffix))
    _commented(found)
    _inverted(found)
    _underlined(found, suffix)
    _tables(found)
    _named(found, top)
    return found


def _line(number: int, raw: str, above: Line | None, suffix: str) -> Line:
    text = raw.strip()
    if not text:
        return Line(number, raw, Kind.BLANK)
    indent = _columns(raw)
    runs_on = above is not None and above.kind in (Kind.TEXT, Kind.ITEM)
    if len(text) > LONG:
        return Line(number, raw, Kind.TEXT, indent, body=text, opens=not runs_on)
    quote = 0
    if text[0] == ">" and (signs := _QUOTE.match(text)):
        quote = signs.group().count(">")
        text = text[signs.end() :].strip()
        if not text:
            return Line(number, raw, Kind.BLANK, indent, quote)
    if _RULE.match(text):
        return Line(number, raw, Kind.RULE, indent, quote, text)
    heading = _heading(text, suffix)
    if heading:
        return Line(number, raw, Kind.HEADING, indent, quote, heading[1], plain(heading[1]), heading[0])
    marker = _BULLET.match(text) or _ORDERED.match(text)
    if marker:
        return _item(Line(number, raw, Kind.ITEM, indent, quote, text), marker, suffix)
    if text[0] == "|":
        return Line(number, raw, Kind.TABLE, indent, quote, text, opens=False)
    if text[0] == "<":
        if _SECTION.match(text):
            return Line(number, raw, Kind.RULE, indent, quote, text)
        shown = strip_tags(text).strip()
        html = _HTML_HEADING.match(text)
        if not shown:
            return Line(number, raw, Kind.TAG, indent, quote)
        if html:
            return Line(number, raw, Kind.HEADING, indent, quote, shown, plain(shown), int(html.group(1)))
    opens = not runs_on or _OPENING_TAG.match(text) is not None or _SIGNED.match(text) is not None
    return Line(number, raw, Kind.TEXT, indent, quote, text, plain(text), opens=opens)


def _item(line: Line, marker: re.Match[str], suffix: str) -> Line:
    body = line.body[marker.end() :].strip()
    level = 0
    heading = _heading(body, suffix) if body.startswith("#") else None
    if heading:
        level, body = heading
    sign = marker.group(1) or (marker.group(2) if marker.re is _BULLET else "")
    return Line(line.number, line.raw, Kind.ITEM, line.indent, line.quote, body, plain(body), level, sign)


def _heading(text: str, suffix: str) -> tuple[int, str] | None:
    wiki = suffix == ".wiki"
    if text.startswith(("==", "= ", "---+") if wiki else "==") and (titled := wiki_heading(text, not wiki)):
        return titled
    signs = None
    if text[0] == "#" and suffix not in PLAIN_HASH:
        signs = _HEADING.match(text) or _TIGHT_HEADING.match(text)
    elif suffix == ".org":
        signs = _ORG.match(text)
    elif suffix == ".adoc":
        signs = _ADOC.match(text)
    elif suffix == ".jira" and (numbered := numbered_heading(text)):
        return numbered[0], text[numbered[1] :].strip()
    if signs is None:
        return None
    level = len(signs.group(1) or signs.group(2))
    title = _CLOSING.sub("", text[signs.end() :]).strip()
    return level, ANCHOR.sub("", outlined(title) if suffix == ".org" else title)


def _columns(raw: str) -> int:
    return len(raw[: len(raw) - len(raw.lstrip())].expandtabs(4))


def front_matter(lines: Sequence[str]) -> int:
    """Count the lines of YAML or TOML front matter at the top: something between two rules that has a key."""
    if not lines or lines[0].rstrip() not in ("---", "+++"):
        return 0
    keyed = False
    for number, line in enumerate(lines[1:_TOP], 2):
        text = line.rstrip()
        if text in (lines[0].rstrip(), "..."):
            return number if keyed else 0
        nested = line.startswith((" ", "\t", "-", "#"))
        keyed |= not nested and bool(text)
        if text and ":" not in text and "=" not in text and not nested:
            return 0
    return 0


def _named(found: list[Line], top: int) -> None:
    """Call the title in the front matter, the first ``top`` lines, a heading: none of its level stands below."""
    if any(line.kind is Kind.HEADING and line.level == 1 for line in found[top:]):
        return
    for line in found[:top]:
        if title := _NAMED.match(line.raw):
            key, sign, body = title.groups()
            body = body.replace("''", "'") if sign == "'" else body  # so YAML writes that sign between two of them
            words = plain(body)
            if words:
                found[line.number - 1] = replace(line, kind=Kind.HEADING, body=body, words=words, level=1, marker=key)
                return


def _shown(raw: str, inside: bool) -> bool:
    """Say whether something stands outside the comments of a line that begins ``inside`` one, or with one."""
    *closed, rest = raw.split("-->")
    outside = [*(part.partition("<!--")[0] for part in closed[inside:]), rest]
    return bool(closed) and any(part.strip() for part in outside)


def _commented(found: list[Line]) -> None:
    """Call ``# …`` text where it stands against indented text: there it is a comment in code without a fence."""
    for index, line in enumerate(found):
        if line.kind is not Kind.HEADING or line.level != 1 or line.indent < 4 or line.quote:
            continue
        beside = [found[at] for at in (index - 1, index + 1) if 0 <= at < len(found)]
        if any(other.kind is Kind.TEXT and other.indent >= 4 for other in beside):
            body = line.raw.strip()
            found[index] = Line(line.number, line.raw, Kind.TEXT, line.indent, 0, body, plain(body), opens=False)


def _inverted(found: list[Line]) -> None:
    """Turn the levels of headings round in a wiki that gives the topmost the most signs: its title has more than all.

    DokuWiki writes so, with five signs or six at the top, and the readme files of WordPress.
    """
    heads = [at for at, line in enumerate(found) if line.kind is Kind.HEADING and line.raw.lstrip().startswith("=")]
    signs = [found[at].level for at in heads]
    top = signs[0] if signs else 0
    others = signs[1:] if top < _DOKU else [one for one in signs if one < top]
    if top > 2 and others and max(signs) == top > max(others):
        for at in heads:
            found[at] = replace(found[at], level=_LEVELS - found[at].level)


def _underlined(found: list[Line], suffix: str) -> None:
    """Turn a single line above a line of ``=`` (or ``-``, where it reads like a title) into a heading."""
    order: list[str] = []
    for index in range(1, len(found)):
        rule, title = found[index], found[index - 1]
        if rule.kind not in (Kind.RULE, Kind.TEXT) or not title.opens or title.quote:
            continue
        if title.kind is Kind.ITEM and _counts(found, index):
            title = replace(title, body=title.raw.strip(), words=plain(title.raw.strip()))
        elif title.kind is not Kind.TEXT:
            continue
        sign = _TITLE_RULE.match(rule.raw.strip()) if len(rule.raw) <= 200 else None
        if sign is None or title.indent > 3 or not _titled(title, rule, suffix, order):
            continue
        mark = sign.group(1)
        if mark not in order:
            order.append(mark)
        level = {"=": 1, "-": 2}.get(mark, 3) if suffix != ".rst" else order.index(mark) + 1
        found[index - 1] = Line(
            title.number, title.raw, Kind.HEADING, title.indent, 0, title.body, title.words, min(level, 6)
        )
        found[index] = Line(rule.number, rule.raw, Kind.UNDERLINE, rule.indent)


def _counts(found: Sequence[Line], index: int) -> bool:
    """Say whether a numbered line below a blank one is underlined, by hyphens in its own length: it is no item.

    Between two lines that are alike their length says nothing.
    """
    title, under = found[index - 1], found[index].raw.strip()
    fits = set(under) == {"="} or abs(len(under) - len(title.raw.strip())) <= 1 or _framed(found, index)
    above = found[index - 2 : index - 1]
    return title.count is not None and fits and all(line.kind in (Kind.BLANK, Kind.RULE) for line in above)


def _framed(found: Sequence[Line], index: int) -> bool:
    """Say whether the line above a rule stands between two that are alike, over what is not parted by them as well."""
    under = found[index].raw.strip()
    below = next((at for at in range(index + 1, len(found)) if found[at].kind is not Kind.BLANK), 0)
    parts = any(line.raw.strip() == under for line in found[below + 1 : below + 2])
    return index > 1 and found[index - 2].raw.strip() == under and below > 0 and not parts


def _titled(title: Line, rule: Line, suffix: str, known: Sequence[str]) -> bool:
    text, mark = title.body, rule.raw.strip()[0]
    if len(text) > 200 or (suffix == ".wiki" and mark == "-"):  # four hyphens part text there
        return False
    if suffix == ".rst":
        return len(rule.raw.strip()) + 2 >= len(text)
    apart = abs(len(rule.raw.strip()) - len(text))
    fits = apart <= 3
    if suffix == ".adoc":
        edges = len(rule.raw.strip()) <= _EDGE and apart > 1  # it opens or closes a block
        return fits and not edges and text[0] not in "[.|"
    if mark == "=":
        return True
    short = mark in known and len(rule.raw.strip()) == len(text)
    return (mark in "-~^" and fits and (len(text) >= 4 or short)) or (
        mark == "-" and len(rule.raw.strip()) > 3 and len(text) <= 80
    )


def _tables(found: list[Line]) -> None:
    """Call rows without an outer bar a table where a ``---|---`` line stands among them."""
    for index, line in enumerate(found):
        if line.kind in (Kind.CODE, Kind.META) or "|" not in line.raw or len(line.raw) > 2000:
            continue
        if not ruled(line.body or line.raw.strip()):
            continue
        found[index] = _row(line)
        above = index - 1
        if above >= 0 and found[above].kind in (Kind.TEXT, Kind.ITEM) and "|" in found[above].raw:
            found[above] = _row(found[above])
        below = index + 1
        while below < len(found) and found[below].kind in (Kind.TEXT, Kind.ITEM) and "|" in found[below].raw:
            found[below] = _row(found[below])
            below += 1


def line_above(lines: Sequence[Line], index: int, idle: Collection[Kind] = (Kind.BLANK,)) -> Line | None:
    """Return the line above another, those of ``idle`` kinds aside; None where there is none."""
    above = (lines[at] for at in range(index - 1, -1, -1))
    return next((line for line in above if line.kind not in idle), None)


def line_below(lines: Sequence[Line], index: int, blank: int = 2) -> Line | None:
    """Return the line below another, over so many blank ones at most; None where there is none."""
    below = lines[index + 1 : index + 2 + blank]
    return next((line for line in below if line.kind is not Kind.BLANK), None)


def ruled(text: str) -> bool:
    """Say whether a line parts the head of a table from its rows (``---|---``)."""
    return _TABLE_RULE.match(text) is not None


def _row(line: Line) -> Line:
    return Line(line.number, line.raw, Kind.TABLE, line.indent, line.quote, line.raw.strip(), opens=False)
