"""An entry's lines to its answer: Markdown without indent, chatter and the markup of notes."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.chatter import is_offer, opening, trailing_offer
from corpus.extents import Extent
from corpus.lines import LONG, Kind, Line
from corpus.markers import answer_label
from corpus.model import Finding
from corpus.page import Page
from corpus.plain import plain

_DETAILS = re.compile(r"</?details\b[^<>]{0,300}>|<summary\b[^<>]{0,300}>|</summary>", re.IGNORECASE)
_SUMMARY = re.compile(r"<summary\b[^<>]{0,300}>.{0,2000}?</summary>", re.IGNORECASE)
_CODE_TAG = re.compile(r"</?(?:code|kbd|samp|tt)(?:\s[^<>]{0,300})?>", re.IGNORECASE)
_LINK_TAG = re.compile(
    r"<a\s[^<>]{0,300}?href=[\"']([^\"'<>\s]{1,500})[\"'][^<>]{0,300}>(.{0,500}?)</a>", re.IGNORECASE
)
_HTML = re.compile(
    r"</?(?:a|abbr|b|big|blockquote|br|center|cite|dd|del|div|dl|dt|em|figure|figcaption|font|h[1-6]|hr|i|iframe|img|ins|li"
    r"|mark|ol|p|picture|q|s|section|small|source|span|strike|strong|sub|sup|table|tbody|td|tfoot|th|thead|tr|u|ul|video)"
    r"(?:\s[^<>]{0,2000})?/?>|<!--.{0,2000}?-->",
    re.IGNORECASE,
)
_PRE = re.compile(r"</?pre\b[^<>]{0,300}>", re.IGNORECASE)
_BOLD_TAG = re.compile(r"</?(?:b|strong)(?:\s[^<>]{0,300})?>", re.IGNORECASE)
_LABEL_SIGNS = re.compile(r"^[\s>*_~`#+-]*|[*_`]+\s*$")


@dataclass(frozen=True, slots=True)
class Answer:
    """The text of an answer: ``text`` has one line for each of ``lines`` (raw line numbers, from 1)."""

    text: str
    lines: tuple[int, ...]
    findings: tuple[Finding, ...]


def answer(page: Page, extent: Extent, first: str | None) -> Answer:
    """Collect an entry's answer.

    ``first`` is what the opening line itself says of the answer, None where that is nothing. Options of a question,
    links back to the top and chatter are left out, each with a Finding.
    """
    lines = page.lines
    kept: list[tuple[int, str]] = [(extent.body, first)] if first else []
    dropped: list[tuple[int, str]] = []
    base = _base(lines, extent)
    fresh = True
    for index in range(extent.body + 1 if extent.opener else extent.start, extent.end + 1):
        line = lines[index]
        reason = _left_out(page, index)
        if reason:
            dropped.append((index, reason))
            continue
        text = _cleaned(line, base)
        if fresh and text.strip():
            text, talk = _unlabelled(text, line)
            fresh = fresh and not text.strip()
            if talk:
                dropped.append((index, f"chatter: {talk}"))
        elif line.kind is Kind.TEXT and text:
            text, talk = _without_offer(text)
            if talk:
                dropped.append((index, f"chatter: {talk}"))
        if text.strip() or line.kind in (Kind.BLANK, Kind.CODE):
            kept.append((index, text.rstrip() if line.kind is not Kind.CODE else text))
    kept = _tidied(kept, lines)
    return Answer("\n".join(text for _, text in kept), tuple(index + 1 for index, _ in kept), tuple(_grouped(dropped)))


def _left_out(page: Page, index: int) -> str:
    line = page.lines[index]
    if index in page.options:
        return "an option of the question"
    if index in page.back:
        return "a link back to the top"
    if index in page.contents:
        return "a table of contents"
    if line.kind in (Kind.TEXT, Kind.ITEM) and len(line.raw) <= LONG and is_offer(line.words):
        return f"chatter: {line.words}"
    return ""


def _base(lines: Sequence[Line], extent: Extent) -> int:
    indents = [
        line.indent for line in lines[extent.body + 1 : extent.end + 1] if line.kind not in (Kind.BLANK, Kind.TAG)
    ]
    return min(indents, default=0)


def _cleaned(line: Line, base: int) -> str:
    """Take the common indent, and the tags of HTML that notes are laid out with, off a line."""
    text = _dedented(line.raw, base)
    if line.kind is Kind.CODE:
        return _PRE.sub("```", text) if "<pre" in text.lower() or "</pre" in text.lower() else text
    if len(text) > LONG:
        return text.strip()
    if line.kind is Kind.TAG and line.indent > 3 and "<br" not in text:
        return text.strip()
    if line.kind is Kind.TEXT:
        text = text.lstrip()
    if "<" in text:
        text = _SUMMARY.sub(lambda match: _kept_summary(match.group()), text)
        text = _DETAILS.sub("", text)
        text = _LINK_TAG.sub(r"[\2](\1)", text)
        text = _CODE_TAG.sub("`", text)
        text = _BOLD_TAG.sub("**", text)
        text = _HTML.sub("", text)
        if not plain(text):
            return ""
    return text


def _kept_summary(text: str) -> str:
    words = _DETAILS.sub("", text)
    label = answer_label(plain(words))
    return "" if label and label >= len(plain(words)) else words


def _dedented(raw: str, base: int) -> str:
    at = columns = 0
    while at < len(raw) and columns < base and raw[at].isspace():
        columns += 4 - columns % 4 if raw[at] == "\t" else 1
        at += 1
    return raw[at:]


def _unlabelled(text: str, line: Line) -> tuple[str, str]:
    """Take the label of an answer, then chatter, off the head of its first line; return the rest and the chatter."""
    words = plain(text)
    if line.kind is Kind.HEADING:
        words = line.words
        return ("", "") if answer_label(words) >= len(words) > 0 else (text, "")
    body = line.words if line.kind is Kind.ITEM else words
    label = answer_label(body)
    if label >= len(body) > 0:
        return "", ""
    if label and len(body[label:].split()) > 3:
        text = _after(text, body[:label])
        body = plain(text)
    talk = opening(body)
    if talk >= len(body) > 0:
        return "", body
    if talk:
        return _after(text, body[:talk]), body[:talk].strip()
    return text, ""


def _without_offer(text: str) -> tuple[str, str]:
    words = plain(text) if len(text) <= LONG else text
    at = trailing_offer(words)
    if at >= len(words):
        return text, ""
    cut = _reach(text, words[:at])
    while cut < len(text) and text[cut] in "*_`)":
        cut += 1
    return text[:cut], words[at:].strip()


def _after(text: str, said: str) -> str:
    """Return what follows the plain words ``said`` at the head of ``text``."""
    at = _reach(text, said)
    while at < len(text) and text[at] in "*_`)" and not text[at:].startswith("**" * 2):
        at += 1
    return _balanced(text[at:].lstrip())


def _reach(text: str, said: str) -> int:
    """Return the characters of ``text`` whose plain words are ``said``, blanks not counted."""
    wanted = len("".join(said.split()))
    return bisect_left(range(len(text) + 1), wanted, key=lambda at: len("".join(plain(text[:at]).split())))


def _balanced(text: str) -> str:
    """Drop a closing ``**`` at the head whose opening was taken off."""
    return text[2:].lstrip(" :") if text.startswith("**") and text.count("**") % 2 else text


def _tidied(kept: list[tuple[int, str]], lines: Sequence[Line]) -> list[tuple[int, str]]:
    """Drop blank lines at both ends and repeated ones, and separators left at the ends."""
    tidy: list[tuple[int, str]] = []
    for index, text in kept:
        idle = not text.strip() or lines[index].kind is Kind.RULE
        blank = not text.strip() and lines[index].kind is not Kind.CODE
        if (idle and not tidy) or (blank and tidy and not tidy[-1][1].strip()):
            continue
        tidy.append((index, text))
    while tidy and (not tidy[-1][1].strip() or lines[tidy[-1][0]].kind is Kind.RULE):
        tidy.pop()
    return tidy


def _grouped(dropped: Sequence[tuple[int, str]]) -> list[Finding]:
    found: list[Finding] = []
    for index, reason in dropped:
        if found and found[-1].message == reason and found[-1].end >= index - 1:
            found[-1] = Finding("skipped", reason, found[-1].start, index + 1)
        else:
            found.append(Finding("skipped", reason, index + 1, index + 1))
    return found
