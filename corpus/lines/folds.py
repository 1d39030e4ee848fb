"""What folds out like ``<details>`` in other markup: titled components, ``:::details``, shortcodes of site builders."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.lines.details import Details
from corpus.lines.scanning import LONG, Kind, Line

_NAMES = r"\w{0,20}(?:accordion|collaps\w{1,3}|expand\w{0,3}|details|dropdown|faq|question|spoiler|toggle)\w{0,20}"
_TAG = re.compile(rf"<(?P<close>/?)(?P<name>{_NAMES})(?=[\s/>]|$)", re.IGNORECASE)
_TITLE = re.compile(
    r"\b(?:title|question|summary|header|heading|label)=\{?(?P<sign>[\"'`])(?P<title>.*?)(?P=sign)", re.DOTALL
)
_COLONS = re.compile(r":{3,}[ \t]*(?:(?P<name>[\w-]+)\b[ \t]*(?P<title>.*?)(?:(?:(?<![ \t])[ \t]+)?\{[^{}]*\})?)?$")
_SHORTCODE = re.compile(
    rf"\{{(?:\{{[<%]|%)[ \t]*(?P<close>/|end)?(?P<name>{_NAMES})\b[ \t]*+(?P<rest>.{{0,1000}}?)"
    r"(?:(?<![ \t])[ \t]+)?(?:[>%]\}|%)\}",
    re.IGNORECASE,
)
_KEYED = re.compile(r"(?:^|\s)(?:(?:title|summary|question)=)?(?P<sign>[\"'])(?P<title>.+?)(?P=sign)")
FOLDS = re.compile(rf"{_NAMES}\Z", re.IGNORECASE)
"""The names of what folds out."""

_DEEPEST = 100  # of what is open that is looked through for what a closing tag closes
_TALL = 12  # lines of an opening tag


@dataclass(slots=True)
class _Open:
    """Something that is open: what closes it, and what it folds (nothing, for a container that does not fold)."""

    name: str
    fold: Details | None


def find_folds(lines: Sequence[Line]) -> list[Details]:
    """Find what folds out without being ``<details>``, outside code, where it has a title and is closed."""
    stack: list[_Open] = []
    done: list[Details] = []
    for index, line in enumerate(lines):
        if line.kind is Kind.CODE or len(line.raw) > LONG:
            continue
        text = line.raw.strip()
        if text.startswith(":::") and (colons := _COLONS.match(text)):
            _container(colons, index, stack, done)
        elif "<" in text and (tag := _TAG.search(text)) and tag.group("name").lower() != "details":
            _component(tag, lines, index, stack, done)
        elif "{" in text and (code := _SHORTCODE.search(text)):
            _shortcode(code, index, stack, done)
    return done


def _container(colons: re.Match[str], index: int, stack: list[_Open], done: list[Details]) -> None:
    name = colons.group("name")
    if name is None:
        _close(":", index, stack, done)
        return
    title = (colons.group("title") or "").strip()
    fold = Details(index, title, index) if title and FOLDS.match(name) else None
    stack.append(_Open(":", fold))


def _component(tag: re.Match[str], lines: Sequence[Line], index: int, stack: list[_Open], done: list[Details]) -> None:
    name = tag.group("name").lower()
    if tag.group("close"):
        _close(name, index, stack, done)
        return
    last, opened = index, lines[index].raw.strip()[tag.start() :]
    while not _ended(opened) and last + 1 < len(lines) and last - index < _TALL:
        last += 1
        opened += "\n" + lines[last].raw.strip()
    end = _ended(opened)
    if not end or opened[:end].rstrip(">").endswith("/"):
        return
    title = _TITLE.search(opened[:end])
    fold = Details(index, " ".join(title.group("title").split()), last) if title else None
    stack.append(_Open(name, fold))
    rest = opened[end:]
    close = rest.lower().find(f"</{name}")
    if fold is not None:
        fold.tail = (rest if close < 0 else rest[:close]).strip()
    if close >= 0:
        _close(name, last, stack, done)


def _ended(opened: str) -> int:
    """Return where an opening tag ends, behind its ``>``; 0 where it does not. A ``>`` in quotes ends none."""
    quote = ""
    for at, sign in enumerate(opened):
        if quote:
            quote = "" if sign == quote else quote
        elif sign in "\"'`":
            quote = sign
        elif sign == ">":
            return at + 1
    return 0


def _shortcode(code: re.Match[str], index: int, stack: list[_Open], done: list[Details]) -> None:
    name = code.group("name").lower()
    if code.group("close"):
        _close(name, index, stack, done)
        return
    rest = code.group("rest")
    keyed = _KEYED.search(rest)
    title = keyed.group("title") if keyed else rest if code.group().startswith("{%") else ""
    stack.append(_Open(name, Details(index, title, index) if title else None))


def _close(name: str, index: int, stack: list[_Open], done: list[Details]) -> None:
    at = next(
        (at for at in range(len(stack) - 1, max(len(stack) - _DEEPEST, 0) - 1, -1) if stack[at].name == name), None
    )
    if at is None:
        return
    fold = stack[at].fold
    del stack[at:]
    if fold is not None:
        fold.close, fold.closed = index, True
        done.append(fold)
