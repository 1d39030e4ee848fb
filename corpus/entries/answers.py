"""An entry's lines to its answer: Markdown without indent, chatter and the markup of notes."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.entries.chatter import answered_by_yes, is_offer, opening, trailing_offer
from corpus.entries.extents import Extent
from corpus.entries.reach import PARTING
from corpus.entries.rewritten import rewritten, untagged
from corpus.entries.spelled import spelled
from corpus.lines.choices import keyed
from corpus.lines.dialects import FENCE, LITERAL
from corpus.lines.folds import FOLDS
from corpus.lines.markers import answer_label, defines
from corpus.lines.page import Page
from corpus.lines.plain import plain
from corpus.lines.scanning import LONG, Kind, Line
from corpus.lines.words import JOINING
from corpus.model import Finding

_CALLOUT = re.compile(r"(?:[?!]{3}\+?[ \t]+|\[!)([\w-]+)\]?[-+]?[ \t]*\"?(.*?)\"?\s*$")
_COLONS = re.compile(r":{3,}[ \t]*(?:([\w-]+)\b[ \t]*(.*?)(?<![ \t]))?[ \t]*$")
_END = re.compile(r"\{(?:\{[<%][ \t]*/|%-?[ \t]*end)[^{}]{0,80}\}{1,2}$")
_CHOSEN = re.compile(
    r"[(\[]?(?:[A-H]{1,6}|[a-h]|\d{1,2}(?![.,:]\d))"
    rf"(?![+#]|[ \t]+(?!(?:{JOINING})\b)[^\W\d_])(?:\W|$)"
)
_LETTER = re.compile(r"A:(?:\s|$)")
_QUOTED = re.compile(r"(?<![ \t])[ \t]*>[ \t]?")
_EMPHASIS = re.compile(r"\*\*|__|\*|(?<!\w)_|_(?!\w)")
_MARKS = 4  # marks that end within a character more: "A\\" is two characters, "A\\." shows two as well
_FEW = 3  # words up to which what stands behind "Answer:" may be a choice, and keeps the label
_PRE = re.compile(r"</?(?:pre|syntaxhighlight)\b[^<>]{0,300}>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Answer:
    """The text of an answer: ``text`` has one line for each of ``lines`` (raw line numbers, from 1)."""

    text: str
    lines: tuple[int, ...]
    findings: tuple[Finding, ...]


def answer(page: Page, extent: Extent, first: str, taken: frozenset[int]) -> Answer:
    """Collect an entry's answer.

    ``first`` is what the opening line itself says of the answer. Links back to the top and
    the labels of answers are left out as markup; options of a question, tables of contents and chatter with a Finding.
    The lines ``taken`` belong to the question; code among the question's lines goes ahead of the answer.
    """
    indents = _indents(page.lines, extent)
    above = _told_above(extent)
    asked = [at for at in range(extent.start + 1, extent.body + 1) if page.lines[at].kind is Kind.CODE or at < above]
    kept = [(at, _cleaned(page.lines[at], indents[at - extent.start])) for at in asked]
    kept += [(extent.body, first)] if first else []
    dropped: list[tuple[int, str]] = []
    quoted = extent.opener is not None and extent.opener.shape == "callout"
    agrees = extent.opener is not None and answered_by_yes(extent.opener.text)
    label = min(page.answers.intersection(range(extent.body + 1, extent.end + 1)), default=extent.body)
    letter = label if page.lines[label].kind is Kind.TEXT and _LETTER.match(page.lines[label].body) else -1
    fresh = opens = True
    for index in range(extent.body + 1 if extent.opener else extent.start, extent.end + 1):
        line = page.lines[index]
        if index in taken or index in page.back or line.kind is Kind.UNDERLINE or _closing(extent, line, index):
            continue
        reason = _left_out(page, index)
        if reason:
            dropped.append((index, reason))
            continue
        text = _cleaned(line, indents[index - extent.start])
        if quoted and line.raw.lstrip().startswith(">"):
            text = _QUOTED.sub("", text, count=1)
        labelled = index == letter or (opens and index in page.answers and answer_label(line.words) < len(line.words))
        fresh |= labelled and not line.quote
        first_said = fresh and bool(text.strip())
        if first_said:
            alone = not page.said(index + 1, extent.end)
            text, talk = _unlabelled(text, line, agrees, alone) if index not in page.lettered else (text, [])
            dropped.extend((index, one) for one in talk)
            fresh = not text.strip()
        if page.options and text and (first_said or index in page.answers):
            text = spelled(page, extent, index, text)
        opens &= line.kind in (Kind.BLANK, Kind.CODE)
        if line.kind is Kind.TEXT and text:
            text, talk = _without_offer(text)
            dropped.extend((index, one) for one in talk)
        if text.strip() or line.kind in (Kind.BLANK, Kind.CODE):
            kept.append((index, text.rstrip() if line.kind is not Kind.CODE else text))
    kept = _tidied(kept, page.lines)
    return Answer(
        "\n".join(text for _, text in kept), tuple(index + 1 for index, _ in kept), tuple(_grouped(dropped, page.lines))
    )


def _told_above(extent: Extent) -> int:
    """Return the line of a question where its entry begins at a heading above, else the entry's first line.

    What stands between the two, such as the case that is asked about, is told ahead of the answer.
    """
    return extent.opener.asked if extent.opener and extent.opener.asked >= 0 else extent.start


def _closing(extent: Extent, line: Line, index: int) -> bool:
    """Say whether a line only closes what the entry opened with."""
    fold = extent.opener.details if extent.opener else None
    if fold is None or not index == fold.close > fold.open:
        return False
    return line.kind is Kind.TAG or _COLONS.match(line.body) is not None or _END.match(line.body) is not None


def _left_out(page: Page, index: int) -> str:
    line = page.lines[index]
    if line.kind is Kind.META:
        return "front matter"
    if line.kind is Kind.MARK:
        return "a mark of a program or a page"
    if index in page.options:
        return "options of the question"
    if index in page.contents:
        return "a table of contents"
    if line.kind in (Kind.TEXT, Kind.ITEM) and len(line.raw) <= LONG and is_offer(line.words):
        return f"chatter: {line.words}"
    return ""


def _indents(lines: Sequence[Line], extent: Extent) -> list[int]:
    """Return the columns to take off each line of an entry: what its body has in common, and what callouts add."""
    body = lines[extent.body + 1 : extent.end + 1]
    base = min((line.indent for line in body if line.kind not in (Kind.BLANK, Kind.TAG)), default=0)
    found = []
    callouts: list[int] = []
    for line in lines[extent.start : extent.end + 1]:
        while callouts and line.kind is not Kind.BLANK and line.indent <= callouts[-1]:
            callouts.pop()
        found.append(callouts[-1] + 4 if callouts else base)
        if line.kind is Kind.TEXT and _CALLOUT.match(line.body[:500]) and not line.quote:
            callouts.append(line.indent)
    return found


def _cleaned(line: Line, indent: int) -> str:
    """Take indent, and the tags and callouts that notes are laid out with, off a line."""
    text = _dedented(line.raw, indent)
    if line.kind is Kind.CODE:
        if line.marker == LITERAL:
            return "    " + _dedented(line.raw, line.level)
        if line.body.startswith(FENCE) and FENCE not in line.raw:
            return line.body
        return _PRE.sub(FENCE, text) if "<" in text else text
    if len(text) > LONG or (line.kind is Kind.TAG and line.indent > 3 and "<br" not in text):
        return text.strip()
    if line.kind is Kind.RULE and line.raw.strip()[:1] not in "-*_":
        return "***"
    if line.kind is Kind.HEADING and not line.quote and not text.lstrip().startswith("#"):
        return f"{'#' * line.level} {untagged(line.body)}"
    if line.kind is Kind.TEXT:
        text = text.lstrip()
        callout = _CALLOUT.match(line.body[:500])
        if callout:
            title = callout.group(2)
            return f"**{title}**" if title and not answer_label(plain(title)) else ""
        if text.startswith(":::") and (colons := _COLONS.match(text)):
            return _contained(colons.group(1) or "", colons.group(2) or "")
    text = untagged(text) if "<" in text else text
    return rewritten(text) if line.kind in (Kind.TEXT, Kind.ITEM) else text


def _contained(name: str, title: str) -> str:
    """Word the line that opens a container (``:::tip Title``); one that only folds out says its title."""
    if FOLDS.match(name):
        return f"**{title}**" if title else ""
    shown = f"{name.capitalize()}: {title}" if title else name.capitalize()
    return f"**{shown}**" if shown else ""


def _dedented(raw: str, base: int) -> str:
    at = columns = 0
    while at < len(raw) and columns < base and raw[at].isspace():
        columns += 4 - columns % 4 if raw[at] == "\t" else 1
        at += 1
    return raw[at:]


def _unlabelled(text: str, line: Line, agrees: bool, alone: bool) -> tuple[str, list[str]]:
    """Take the label of an answer, then chatter, off the head of its first line; return the rest and the chatter.

    Words like "Of course!" may be the answer where one ``agrees`` so, or where all of a line that is ``alone``.
    """
    words = line.words if line.kind in (Kind.HEADING, Kind.ITEM) else plain(text)
    label = 2 if line.kind is Kind.TEXT and defines(line.body) else 0 if keyed(line) else answer_label(words)
    if label >= len(words) > 0:
        return text[text.find("![") :] if "![" in text else "", []  # a picture has no words
    rest = words[label:].strip()
    chosen = len(rest.split()) <= _FEW and _CHOSEN.match(rest) is not None
    if line.kind is Kind.HEADING:
        return (rest if label and not chosen else text), []
    shown = text.lstrip().removeprefix(line.marker) if line.kind is Kind.ITEM else text
    if label and not chosen:
        text = shown = after(shown, words[:label])
        words = plain(text)
    talk = opening(words, agrees)
    talk = opening(words, True) if alone and talk >= len(words) else talk
    if not talk:
        return text, []
    return "" if talk >= len(words) else after(shown, words[:talk]), [f"chatter: {words[:talk].strip()}"]


def _without_offer(text: str) -> tuple[str, list[str]]:
    """Take an offer of help off the end of a line; return the rest and what went."""
    words = plain(text) if len(text) <= LONG else text
    at = trailing_offer(words)
    if at >= len(words):
        return text, []
    cut = _reach(text, words[:at])
    while cut < len(text) and text[cut] in "*_`)":
        cut += 1
    return text[:cut], [f"chatter: {words[at:].strip()}"]


def after(text: str, said: str) -> str:
    """Return what follows the plain words ``said`` at the head of ``text``; emphasis that both are in stays on it."""
    at = _reach(text, said)
    while at < len(text) and text[at] in "*_`)" and not text[at:].startswith("**" * 2):
        at += 1
    rest = text[at:].lstrip()
    opened, closed = _EMPHASIS.findall(text[:at]), _EMPHASIS.findall(rest)
    for mark in ("**", "__", "*", "_"):
        if opened.count(mark) % 2 and closed.count(mark) % 2:
            parted = rest.lstrip(PARTING)
            head = _EMPHASIS.match(parted)
            rest = parted.removeprefix(mark).lstrip(" :") if head and head.group() == mark else mark + rest
    return rest


def _reach(text: str, said: str) -> int:
    """Return the characters of ``text`` whose plain words are ``said``, blanks not counted.

    Nor are stars: of the head of a text one may seem a sign that is emphasis in the whole.
    """
    wanted = "".join(said.split()).replace("*", "")

    def shown(at: int) -> str:
        return "".join(plain(text[:at]).split()).replace("*", "")

    least = bisect_left(range(len(text) + 1), len(wanted), key=lambda at: len(shown(at)))
    whole = (at for at in range(least, min(least + _MARKS, len(text)) + 1) if shown(at) == wanted)
    return next(whole, least)


def _tidied(kept: list[tuple[int, str]], lines: Sequence[Line]) -> list[tuple[int, str]]:
    """Drop blank lines at both ends and repeated ones, and separators left at the ends."""
    tidy: list[tuple[int, str]] = []
    for index, text in kept:
        idle = not text.strip() or lines[index].kind is Kind.RULE
        blank = not text.strip() and lines[index].kind is not Kind.CODE
        if (idle and not tidy) or (blank and not tidy[-1][1].strip()):
            continue
        tidy.append((index, text))
    while tidy and (not tidy[-1][1].strip() or lines[tidy[-1][0]].kind is Kind.RULE):
        tidy.pop()
    return tidy


def _grouped(dropped: Sequence[tuple[int, str]], lines: Sequence[Line]) -> list[Finding]:
    """Make one finding of what was dropped for one reason and stands together but for blank lines."""
    found: list[Finding] = []
    for index, reason in dropped:
        between = lines[found[-1].end : index] if found and found[-1].message == reason else None
        if between is not None and all(line.kind is Kind.BLANK for line in between):
            found[-1] = Finding("skipped", reason, found[-1].start, index + 1)
        else:
            found.append(Finding("skipped", reason, index + 1, index + 1))
    return found
