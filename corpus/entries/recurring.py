"""What recurs at the head of blocks: codes that count questions (``NET03 Why …``), labels of parts of answers.

And a word that counts headings (``Ticket 4``) whose questions stand below them in brackets.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from corpus.entries.candidate import Candidate
from corpus.lines.markers import ASKS, SPELLED, SURE, Marker, asks
from corpus.lines.page import Page
from corpus.lines.plain import count_words, key
from corpus.lines.scanning import Kind, line_below

_CODE = re.compile(r"[\[(]?([A-Z]{1,5})[-_.]?(\d{1,4})([)\]]?[.:)\]|–—-]{0,2})\s+(?=[^\W\d_]|[\"'“¿`(])")
_LEAD = re.compile(r"((?:[^\s:：?？]+ ){0,4}[^\s:：?？]+)[:：] ?\S")
_LED = ("bold", "bullet", "line")
_BARE = ("bold", "line", "label", "signed")
_COUNTING = re.compile(r"(\d{1,3})[.)]?[ \t]+([^\W\d_]{3,20})|([^\W\d_]{3,20})[ \t]+[#№]?[ \t]?(\d{1,3})[.:]?")
_TALL = 4  # lines of a question in brackets
_SAID = 3  # words of one, on average
_DEEPEST = 6  # level of a heading
_MOST = 0.8  # share of the headings over one
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


def asked_again(page: Page, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Let headings ask what stands right below them, where that comes again and again: they say of what.

    Nothing like it stands elsewhere.
    """
    heads = {one.index: one for one in candidates if one.shape == "heading" and one.asking < SURE}
    asking = [one for one in candidates if one.shape in _BARE and one.marker.number is None and one.asking >= SURE]
    bare = [one for one in asking if not one.text[:1].islower()]
    below = {at: one for one in bare if (at := _above(page, one.index)) in heads}
    if len(below) < max(_FEWEST, _MOST * len(bare)):
        return list(candidates)
    often = Counter((heads[at].level, key(one.text)) for at, one in below.items())
    levels = {level for (level, _), times in often.items() if times >= _FEWEST}
    found = {
        at: replace(heads[at], last=one.last, marker=_joined(heads[at].marker, one.text), asking=one.asking)
        for at, one in below.items()
        if heads[at].level in levels
    }
    within = {one.index for at, one in below.items() if at in found}
    return [found.get(one.index, one) for one in candidates if one.index not in within]


def _joined(marker: Marker, asked: str) -> Marker:
    return replace(marker, text=f"{marker.text.rstrip(' :.')}: {asked}")


def _above(page: Page, index: int) -> int:
    """Return the line with words right above a line."""
    return next((at for at in range(index - 1, max(index - 4, -1), -1) if page.lines[at].kind is not Kind.BLANK), -1)


def _below(page: Page, index: int) -> str:
    """Return the words of what stands right below a line."""
    below = line_below(page.lines, index)
    return below.words if below else ""


def set_below(page: Page, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Let what stands in brackets right below headings that one word counts be their questions.

    Nearly all of them have such lines, of some words, most without a number (dates have one), and hold no headings.
    Nothing over them asks.
    """
    runs: dict[tuple[str, str, int], dict[int, Candidate]] = defaultdict(dict)
    titles = [one for one in candidates if one.shape in ("heading", "titled")]
    for one in titles:
        if counting := _COUNTING.fullmatch(one.words):
            word, number = (counting[2], counting[1]) if counting[2] else (counting[3], counting[4])
            runs[word.casefold(), one.shape, one.level][one.index] = _set_below(page, one, int(number))
    lowest = {one.level: one.index for one in titles}
    over = min((one.level for one in titles if one.asking >= SURE), default=_DEEPEST)
    found: dict[int, Candidate] = {}
    for (_, _, level), run in runs.items():
        asked = {index: one for index, one in run.items() if one.last > index}
        inside = level > over or any(at > min(run) for deeper, at in lowest.items() if deeper > level)
        if len(asked) >= max(_FEWEST, _MOST * len(run)) and not inside and _are_questions(list(asked.values())):
            found.update(asked)
    return [found.get(one.index, one) for one in candidates]


def _set_below(page: Page, one: Candidate, number: int) -> Candidate:
    """Return a heading with the words in brackets that make the paragraph below it, as it is where there are none."""
    first = next((at for at in range(one.last + 1, len(page.lines)) if page.lines[at].kind is not Kind.BLANK), 0)
    said = page.lines[first : first + _TALL] if first else []
    size = next((at for at, line in enumerate(said, 1) if line.words.endswith((")", "）"))), 0)
    words = " ".join(line.words for line in said[:size])
    if words[:1] not in ("(", "（") or any(line.kind is not Kind.TEXT for line in said[:size]):
        return one
    marker = Marker("q", number, "()", words[1:-1].strip())
    return replace(one, last=first + size - 1, marker=marker, asking=max(asks(marker.text), SURE))


def _are_questions(asked: Sequence[Candidate]) -> bool:
    """Say whether words differ, and are some in number and mostly no dates."""
    differ = len({key(one.text) for one in asked}) == len(asked)
    dated = sum(any(map(str.isdecimal, one.text)) for one in asked)
    return differ and dated * 2 <= len(asked) and sum(count_words(one.text) for one in asked) >= _SAID * len(asked)


def _lead(candidate: Candidate) -> str:
    lead = _LEAD.match(candidate.text) if candidate.shape in _LED and candidate.marker.bare else None
    return key(lead.group(1)) if lead and asks(lead.group(1)) else ""


def uncoded(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Take codes off the words of what could open an entry where they count up one by one, each letters of their own.

    Without a sign behind it a code must begin with one: ``ES6 …``, ``ES7 …`` are names.
    """
    runs: dict[str, list[tuple[int, re.Match[str]]]] = defaultdict(list)
    for at, one in enumerate(candidates):
        code = _CODE.match(one.text) if one.marker.bare else None
        if code:
            runs[code.group(1)].append((at, code))
    counting = [pair for run in runs.values() if _counts([code for _, code in run]) for pair in run]
    words = {at: candidates[at].text[code.end() :] for at, code in counting}
    if len(words) < _FEWEST or sum(asks(text) >= ASKS for text in words.values()) < _ASKING * len(words):
        return list(candidates)
    return [
        replace(one, marker=replace(one.marker, text=words[at]), asking=asks(words[at])) if at in words else one
        for at, one in enumerate(candidates)
    ]


def _counts(codes: Sequence[re.Match[str]]) -> bool:
    numbers = [int(code.group(2)) for code in codes]
    first = 1 if numbers[0] == 1 or not all(code.group(3) for code in codes) else numbers[0]
    return numbers == list(range(first, first + len(numbers)))
