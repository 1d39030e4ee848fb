"""What stands at the end of an entry but belongs to what follows, or to nothing."""

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence

from corpus.entries.chatter import asks_on, is_farewell, is_offer, opening
from corpus.lines.details import Details
from corpus.lines.markers import answer_label
from corpus.lines.page import Page
from corpus.lines.plain import count_words, undecorated
from corpus.lines.scanning import LONG, Kind, Line

_CLOSES = re.compile(r"</(?!a\b|summary\b|br\b)([a-zA-Z][a-zA-Z0-9]{0,15})", re.IGNORECASE)
_BOLD = re.compile(r"[^\w*_]{0,6}(?:\*\*|__)[^*]{2,100}(?:\*\*|__)(?:\s*\([^()]{1,60}\))?\s*$")
_REFERENCE = re.compile(
    r"(?:\.\. _[^:]{1,80}:|\*\[[^\[\]]{1,80}\]:|\[[^\[\]^]{1,80}\]:[ \t]*<?(?:https?:|mailto:|data:|[./#]))"
)
_OPENS = re.compile(r"\[[A-Za-z][^\[\]]{0,80}\][ \t]*$|\.[^\W_]")
_FENCE = re.compile(r"`{2,}|~{3,}")
_LIQUID = re.compile(r"\{%-?(?!\s*end)\s*[^%]{0,300}%\}\s*$")
_DEEPEST = 100  # <details> inside <details> that are told apart
_SIGNATURE = 5  # lines back in which a separator sets off a signature
_LEAVES = 3  # paragraphs of leave-taking at most
_WRAPPED = 2  # lines of such a paragraph below its first
_CLOSING = 8  # words of a line in it
_TITLE = 2  # lines of a title
_WIDE = 80  # characters of such a line
_FAR = 200  # lines back to which the opening of a closing tag is looked for


def trimmed(page: Page, start: int, end: int) -> int:
    """Take what is no answer off the end of an entry; return its last line.

    Blank lines, separators, offers of help, links back to the top, pictures of nothing, headings over nothing, and
    wrappers (``<div>``) of those.
    """
    while end > start:
        line = page.lines[end]
        if line.kind is Kind.TAG and not page.said(end, end):
            opened = _opened(page, start, end)
            if opened is None:
                end -= 1
            elif _empty(page, start, opened, end):
                end = opened - 1
            else:
                break
        elif _unfences(page, start, end) or _unblocks(page, start, end):
            break
        elif _idle(page, end) or (line.kind is Kind.HEADING and not _answers(page, end)):
            end -= 1
        else:
            break
    return max(end, start)


def _unfences(page: Page, start: int, end: int) -> bool:
    """Say whether a line is the end of a fence round a part of an entry that begins at ``start``."""
    if page.lines[end].kind is not Kind.MARK or not _FENCE.match(page.lines[end].body):
        return False
    fences = [at for at in range(start, end) if page.lines[at].kind is Kind.MARK and _FENCE.match(page.lines[at].body)]
    return len(fences) % 2 == 1 and page.said(fences[-1], end) > 0


def _unblocks(page: Page, start: int, end: int) -> bool:
    """Say whether a separator is the end of a block of AsciiDoc that the entry opened below a kind or a title.

    Such are ``[NOTE]`` and ``.Mind``.
    """
    if page.lines[end].kind is not Kind.RULE:
        return False
    above = range(end - 1, max(start, end - _FAR), -1)
    like = (at for at in above if page.lines[at].raw.rstrip() == page.lines[end].raw.rstrip())
    return next((_OPENS.match(page.lines[at - 1].raw) is not None for at in like), False)


def _answers(page: Page, index: int) -> bool:
    """Say whether a heading is the label of an answer with the answer behind it."""
    words = page.lines[index].words
    return index in page.answers and answer_label(words) < len(words)


def _idle(page: Page, index: int) -> bool:
    line = page.lines[index]
    if index in page.back or line.kind in (Kind.BLANK, Kind.RULE, Kind.META, Kind.MARK):
        return True
    if line.kind is Kind.ITEM and not line.words and line.count is None and not _shows(line):
        return True
    if line.kind is Kind.TEXT and len(line.raw) <= LONG:
        words = line.words
        if _REFERENCE.match(line.body) or _LIQUID.match(line.body):
            return True
        return (not words and not _shows(line)) or is_offer(words)
    return False


def _shows(line: Line) -> bool:
    """Say whether a line holds a picture."""
    return "![" in line.raw or "<img" in line.raw


def _opened(page: Page, start: int, index: int) -> int | None:
    """Return the line on which the entry opened what a line of tags closes; None where it closes nothing of its own."""
    raw = page.lines[index].raw
    if "</details" in raw.lower():
        opened = page.closes.get(index, -1)
        return opened if opened >= start else None
    closing = _CLOSES.search(raw)
    if closing is None:
        return None
    tag = f"<{closing.group(1).lower()}"
    above = range(index, max(start, index - _FAR) - 1, -1)
    return next((at for at in above if tag in page.lines[at].raw.lower()), None)


def _empty(page: Page, start: int, first: int, last: int) -> bool:
    if first <= start or "</details" in page.lines[last].raw.lower():
        return False
    return all(_idle(page, at) or page.lines[at].kind is Kind.TAG for at in range(first, last + 1)) and not any(
        "<img" in page.lines[at].raw.lower() for at in range(first, last + 1)
    )


def titled(page: Page, start: int, end: int, anew: bool) -> int:
    """Take a title of the entries that follow off the end: a lone line, bold or in capitals, after a blank one.

    Where counting starts ``anew`` below it, any lone short line without a full stop.
    """
    line = page.lines[end]
    if (
        end - 2 <= start
        or end in page.answers
        or page.lines[end - 1].kind is not Kind.BLANK
        or not (_is_title(line) or _leads_on(line) or (anew and line.kind is Kind.TEXT and _is_brief(line)))
    ):
        return end
    return trimmed(page, start, end - 1) if page.said(start + 1, end - 2) else end


def lone(page: Page, index: int) -> int | None:
    """Return the short line that stands alone, between blank ones or at the top, right over another.

    Below a separator it may be longer.
    """
    at = index - 1
    while at > 0 and page.lines[at].kind is Kind.BLANK:
        at -= 1
    if at == index - 1 or (at > 0 and page.lines[at - 1].kind is not Kind.BLANK):
        return None
    parted_ = Kind.RULE in (line.kind for line in page.lines[max(at - 2, 0) : at])
    brief = page.lines[at].kind in (Kind.TEXT, Kind.ITEM) and _is_brief(page.lines[at])
    return at if brief or (parted_ and _names(page, at)) else None


def crowned(page: Page, index: int) -> int:
    """Return the first line of the title right above a line, one or two short lines below a gap; else the line."""
    first = index
    while first > max(index - _TITLE, 0) and _names(page, first - 1):
        first -= 1
    apart = first == 0 or page.lines[first - 1].kind in (Kind.BLANK, Kind.RULE)
    return first if apart else index


def _names(page: Page, index: int) -> bool:
    """Say whether a line could be one of a title: short, no sentence, and no label with something behind it."""
    line = page.lines[index]
    words = line.words
    told = index in page.answers or ": " in words or words[-1:] in ".;!?。；！？`"
    return line.kind is Kind.TEXT and line.indent == 0 and 0 < len(words) <= _WIDE and not told


def _is_title(line: Line) -> bool:
    if line.kind not in (Kind.TEXT, Kind.ITEM) or len(line.raw) > 160:
        return False
    words = line.words
    letters = [character for character in words if character.isalpha()]
    capitals = len(letters) > 3 and all(map(str.isupper, letters))
    bold = line.kind is Kind.TEXT and bool(_BOLD.match(line.body)) and words[-1:] not in ".:!?"
    return capitals or bold


def _leads_on(line: Line) -> bool:
    """Say whether a lone line announces what follows, and nothing of the entry does; chatter may be longer."""
    words = undecorated(line.words)
    if line.kind is not Kind.TEXT or line.indent or not words[:1].isalpha() or words[-1] not in ":：":
        return False
    return len(words) <= 40 or opening(words) == len(words)


def _is_brief(line: Line) -> bool:
    return line.indent == 0 and 0 < len(line.words) <= 60 and line.words[-1:] not in ".:;!?`)"


def signed(page: Page, start: int, end: int) -> int:
    """Take a date, a name or a greeting after the last separator (``---``, the ``-- `` of mails) off the end."""
    first = max(start + 1, end - _SIGNATURE)
    cut = next((at for at in range(end - 1, first - 1, -1) if _parts(page.lines[at])), None)
    if cut is None or not page.said(start, cut - 1):
        return end
    below = [line for line in page.lines[cut + 1 : end + 1] if line.kind is not Kind.BLANK]
    short = all(line.kind is Kind.TEXT and count_words(line.words) <= _CLOSING for line in below)
    return trimmed(page, start, cut - 1) if short else end


def parted(page: Page, start: int, end: int) -> int:
    """Take paragraphs off the end of the last entry that take leave of the reader.

    One that says where to ask more is kept where nothing else is told; ``start`` is the line above what may be told.
    """
    for _ in range(_LEAVES):
        first = end
        while first > max(end - _WRAPPED, start + 1) and _wraps(page, first):
            first -= 1
        said = " ".join(line.words for line in page.lines[first : end + 1])
        if end <= start + 1 or page.lines[end].kind is not Kind.TEXT or _wraps(page, first):
            break
        if not (is_farewell(said) or (asks_on(said) and page.said(start + 1, first - 1))):
            break
        end = trimmed(page, start, first - 1)
    return end


def _wraps(page: Page, index: int) -> bool:
    """Say whether a line goes on with the one above, which is no talk by itself."""
    above = page.lines[index - 1]
    return above.kind is Kind.TEXT and not is_offer(above.words)


def _parts(line: Line) -> bool:
    return line.kind is Kind.RULE or line.raw.strip() == "--"


def holder(details: Sequence[Details]) -> Callable[[int], Details | None]:
    """Make a function from a line to the innermost ``<details>`` that holds it without opening on it."""
    ordered = [one for one in details if one.closed]
    starts = [one.open for one in ordered]

    def innermost(index: int) -> Details | None:
        at = bisect_left(starts, index) - 1
        one = ordered[at] if at >= 0 else None
        for _ in range(_DEEPEST):
            if one is None or one.close >= index:
                break
            one = one.parent
        return one

    return innermost
