"""The ``<details>`` of a document: where each opens and closes, and what its summary says."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.lines.scanning import LONG, Kind, Line

_SUMMARY = 12  # lines of a summary; one that is never closed says no more than these

_TOKEN = re.compile(r"<(/?)(details|summary)\b([^<>]{0,300})>", re.IGNORECASE)


@dataclass(slots=True)
class Details:
    """One ``<details>``; indexes count the document's lines from 0.

    ``summary`` holds the summary's text as written, ``said`` its last line. ``close`` is the line of ``</details>``, or
    the last that can belong to it where nothing closes it; ``depth`` counts the others it lies in, ``parent`` is the
    nearest of them; ``tail`` is what of the answer stands behind the tag that opens it.
    """

    open: int
    summary: str = ""
    said: int = -1
    close: int = -1
    depth: int = 0
    closed: bool = False
    parent: "Details | None" = None
    tail: str = ""


@dataclass(slots=True)
class _State:
    """What is open, done and opened last; the words of the summary that is open, and its line."""

    stack: list[Details]
    done: list[Details]
    last: Details | None = None
    words: list[str] | None = None
    since: int = 0


def find_details(lines: Sequence[Line], more: Sequence[Details]) -> list[Details]:
    """Find all ``<details>`` outside code, in order of their opening lines, with ``more`` that fold out like them.

    One that is never closed ends before the next one that opens after it, or with the document.
    """
    state = _State([], [])
    for index, line in enumerate(lines):
        if line.kind is Kind.CODE or len(line.raw) > LONG:
            continue
        if "<" in line.raw:
            _read(state, index, line.raw)
        elif state.words is not None and len(state.words) < _SUMMARY:
            state.words.append(line.raw.strip())
    state.done.extend(more)
    return _finished(state, len(lines))


def _read(state: _State, index: int, raw: str) -> None:
    at = 0
    for token in _TOKEN.finditer(raw):
        if state.words is not None:
            state.words.append(raw[at : token.start()].strip())
        at = token.end()
        closing, name = bool(token.group(1)), token.group(2).lower()
        if name == "details" and not closing:
            state.last = Details(index, depth=len(state.stack))
            state.stack.append(state.last)
            state.words = None
        elif name == "details" and state.stack:
            done = state.stack.pop()
            done.close, done.closed = index, True
            state.done.append(done)
            state.words = None
        elif name == "summary" and state.stack:
            if closing and state.words is not None and state.stack[-1] is state.last and state.last.said < 0:
                state.stack[-1].summary = " ".join(word.removeprefix("* ") for word in state.words if word)
                state.stack[-1].said = index if index - state.since <= _SUMMARY else state.since
            state.words, state.since = None if closing else [], index
    if state.words is not None:
        state.words.append(raw[at:].strip())


def _finished(state: _State, count: int) -> list[Details]:
    found = sorted(state.done + state.stack, key=lambda one: (one.open, one.depth))
    starts = [one.open for one in found]
    around: list[Details] = []
    for one in found:
        if one.close < 0:
            after = bisect_right(starts, one.open)
            one.close = max(one.open, (starts[after] if after < len(starts) else count) - 1)
        one.said = min(max(one.said, one.open), one.close)
    for one in found:
        while around and around[-1].close < one.close:
            around.pop()
        one.parent = around[-1] if around else None
        around.append(one)
    return found
