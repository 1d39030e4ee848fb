"""Codes that count questions (``NET03 Why …``): told by how they go on, and taken off the words."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from corpus.entries.candidate import Candidate
from corpus.lines.markers import asks

_CODE = re.compile(r"[\[(]?([A-Z]{1,5})[-_.]?(\d{1,4})([)\]]?[.:)\]|–—-]{0,2})\s+(?=[^\W\d_]|[\"'“¿`(])")
_FEWEST = 3  # codes that count
_ASKING = 0.4  # share of the words behind them that ask


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
