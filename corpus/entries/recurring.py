"""What recurs at the head of blocks: codes that count questions (``NET03 Why …``), labels of parts of answers."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from corpus.entries.candidate import Candidate
from corpus.lines.markers import SPELLED, asks
from corpus.lines.page import Page
from corpus.lines.plain import key
from corpus.lines.scanning import Kind

_CODE = re.compile(r"[\[(]?([A-Z]{1,5})[-_.]?(\d{1,4})([)\]]?[.:)\]|–—-]{0,2})\s+(?=[^\W\d_]|[\"'“¿`(])")
_LEAD = re.compile(r"((?:[^\s:：?？]+ ){0,4}[^\s:：?？]+)[:：] ?\S")
_LED = ("bold", "bullet", "line")
_AGAIN = 2  # times that the label of a part comes
_FEWEST = 3  # codes that count
_ASKING = 0.4  # share of the words behind them that ask


def without_parts(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Leave out what begins with words that seem to ask, a colon behind them, and come again (``When to use:``)."""
    leads = [_lead(one) for one in candidates]
    often = Counter(lead for lead in leads if lead)
    return [one for one, lead in zip(candidates, leads, strict=True) if often[lead] < _AGAIN]


def asked_below(page: Page, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Let headings that are but the word "Question", and come again, ask as much as what stands right below them."""
    bare = [one for one in candidates if one.shape == "heading" and SPELLED.fullmatch(one.words)]
    asking = {one.index: asks(_below(page, one.index)) for one in bare} if len(bare) >= _AGAIN else {}
    return [replace(one, asking=asking.get(one.index, one.asking)) for one in candidates]


def _below(page: Page, index: int) -> str:
    """Return the words of what stands right below a line."""
    return next((line.words for line in page.lines[index + 1 : index + 4] if line.kind is not Kind.BLANK), "")


def _lead(candidate: Candidate) -> str:
    led = candidate.shape in _LED and candidate.marker.number is None and not candidate.marker.label
    lead = _LEAD.match(candidate.text) if led else None
    return key(lead.group(1)) if lead and asks(lead.group(1)) else ""


def uncoded(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Take codes off the words of what could open an entry where they count up one by one, each letters of their own.

    Without a sign behind it a code must begin with one: ``ES6 …``, ``ES7 …`` are names.
    """
    runs: dict[str, list[tuple[int, re.Match[str]]]] = defaultdict(list)
    for at, one in enumerate(candidates):
        code = None if one.marker.label or one.marker.number is not None else _CODE.match(one.text)
        if code:
            runs[code.group(1)].append((at, code))
    counting = [pair for run in runs.values() if _counts([code for _, code in run]) for pair in run]
    words = {at: candidates[at].text[code.end() :] for at, code in counting}
    if len(words) < _FEWEST or sum(asks(text) >= 0.6 for text in words.values()) < _ASKING * len(words):
        return list(candidates)
    return [
        replace(one, marker=replace(one.marker, text=words[at]), asking=asks(words[at])) if at in words else one
        for at, one in enumerate(candidates)
    ]


def _counts(codes: Sequence[re.Match[str]]) -> bool:
    numbers = [int(code.group(2)) for code in codes]
    first = 1 if numbers[0] == 1 or not all(code.group(3) for code in codes) else numbers[0]
    return numbers == list(range(first, first + len(numbers)))
