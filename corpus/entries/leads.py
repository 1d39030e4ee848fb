"""Paragraphs and items that begin with what they are about in bold: ``**Pump is loud:** clean the sieve.``"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from corpus.entries.candidate import Candidate
from corpus.entries.plans import Plan
from corpus.lines.markers import ASKS, MARKED, Marker, asks, is_answer, is_part, read
from corpus.lines.page import Page
from corpus.lines.plain import count_words, key, plain
from corpus.lines.scanning import LONG, Kind, Line

LEADS = ("**", "__")
"""Signs that leads begin with."""

_LEAD = re.compile(r"(\*\*|__)(?=\S)([^*]{3,100}?)(?:[:：]\1|\1[ \t]?[:：])(?=\s|$)")
_ASKED = re.compile(
    r"(\*\*|__)(?=\S)([^*]{3,300}?)([:：]?)\1[ \t\u00a0]*(?:([:：])|[–—-](?=\s))?[ \t\u00a0]*(?<![*_])(?=[^\s*_])"
)
_TITLE = re.compile(r"(\*\*|__)(?=\S)([^*_]{2,80})\1(?:<br[ /]*>)*[ \t]*$")
_FEWEST = 4  # such paragraphs that show that a document is written so
_READ = 2000  # characters of a line whose words are counted
_LEVEL = 7  # of a lead: below every heading
_ENDS = ".,;:!?"
_SURE = 2  # leads with a question mark, answered on the line, that show that others of their kind ask as well
_SHARE = 0.4  # of the leads that may ask
_NEARLY = 0.8  # share of numbered leads which ask that shows the same
_WORDS = 3  # of a lead that asks without a question mark
_MOST = 0.7  # share of the paragraphs of their sections that begin so
_OPENED = 0.4  # share of the paragraphs of a document without sections
_TOLD = 10  # words to each of them there, on average


def led(page: Page, plan: Plan) -> Plan:
    """Let paragraphs with a lead open entries instead of the headings over them, where a document is written so.

    No lead comes twice (``**Cause:**`` under every heading is a part of something), and most sections with leads begin
    with one: behind other text they are parts of what it tells.
    """
    starts = [opener.index for opener in plan.openers]
    kept: list[Candidate] = []
    over: set[int] = set()
    leads: list[Candidate] = []
    paragraphs = amid = 0
    for opener, end in zip(plan.openers, [*starts[1:], len(page.lines)], strict=False):
        opened = [at for at in range(opener.last + 1, end) if _paragraph(page, at)]
        found = [lead for at in opened if (lead := _lead(page, at)) is not None]
        if not found or page.said(opener.last + 1, found[0].index - 1):
            kept.append(opener)
            amid += bool(found)
            continue
        leads.extend(found)
        paragraphs += len(opened)
        over.add(opener.index)
    said = {key(lead.text) for lead in leads}
    if len(leads) < max(_FEWEST, _MOST * paragraphs) or len(said) < len(leads) or amid > len(over):
        return plan
    openers = sorted([*kept, *leads], key=lambda one: one.index)
    return Plan(tuple(openers), plan.dividers | over)


def begun(page: Page) -> list[Candidate]:
    """Find the leads of a document that has no heading below the first of them, and nothing but its title above.

    Lines that are bold as a whole are leads there as well, though not most; no lead comes twice.
    """
    heads = [at for at, line in enumerate(page.lines) if line.kind is Kind.HEADING]
    opened = [at for at in range(len(page.lines)) if _paragraph(page, at)]
    leads = [lead for at in opened if (lead := _lead(page, at) or _title(page, at)) is not None]
    if len(leads) < max(_FEWEST, _OPENED * len(opened)) or any(at > leads[0].index for at in heads):
        return []
    first = leads[0].index
    above = page.said(0, first - 1)
    words = sum(count_words(line.body[:_READ]) for line in page.lines[first:])
    bare = sum(not lead.inline for lead in leads)
    differ = len({key(lead.text) for lead in leads}) == len(leads)
    return leads if differ and not above and bare * 2 < len(leads) and words >= _TOLD * len(leads) else []


def asked(lines: Sequence[Line], found: Mapping[int, Candidate]) -> dict[int, Candidate]:
    """Find leads that ask without a question mark (``**Name its parts** Head and shaft.``), like others that have one.

    Where they are numbered and nearly all ask, none needs a question mark. A colon behind one that has no number makes
    it the label of a part (``- **When to use it:** …``).
    """
    sure = Counter(one.family for one in found.values() if one.bold and one.inline and one.asking == MARKED)
    counted = Counter(one.family for one in found.values() if one.bold and one.marker.number is not None)
    if max([*sure.values(), *counted.values()], default=0) < _SURE:
        return {}
    leads: dict[int, Candidate] = {}
    for index, line in enumerate(lines):
        match = _ASKED.match(line.body) if line.kind in (Kind.TEXT, Kind.ITEM) and len(line.raw) <= LONG else None
        text = read(plain(match.group(2))).text if match else ""
        if match is None or not ASKS <= asks(text) < MARKED or count_words(text) < _WORDS:
            continue
        lone = Candidate(
            index, index, "bullet", line.indent // 2, Marker("", None, "", text), line.words, True, asks(text)
        )
        one = found.get(index, lone)
        label = one.marker.number is None and (match.group(3) or match.group(4))
        if not one.inline and not label:
            leads[index] = replace(one, last=index, marker=replace(one.marker, text=text), inline=True)
    likely = Counter(one.family for one in leads.values())
    enough = {
        kind
        for kind, count in likely.items()
        if (sure[kind] >= _SURE and sure[kind] >= _SHARE * (sure[kind] + count))
        or (counted[kind] >= _FEWEST and sure[kind] + count >= _NEARLY * counted[kind])
    }
    return {index: one for index, one in leads.items() if one.family in enough}


def _paragraph(page: Page, index: int) -> bool:
    line = page.lines[index]
    return line.kind is Kind.TEXT and line.opens and line.indent == 0 and not line.quote and len(line.raw) <= LONG


def _lead(page: Page, index: int) -> Candidate | None:
    match = _LEAD.match(page.lines[index].body)
    words = plain(match.group(2)) if match else ""
    if match is None or not words or is_part(words) or is_answer(f"{words}:"):
        return None
    rest = page.lines[index].body[match.end() :].strip()
    return _opener(index, words, bool(rest))


def _title(page: Page, index: int) -> Candidate | None:
    """Read a paragraph that is bold as a whole."""
    match = _TITLE.match(page.lines[index].body)
    words = plain(match.group(2)) if match else ""
    return _opener(index, words, False) if words and words[-1] not in _ENDS and not is_part(words) else None


def _opener(index: int, words: str, inline: bool) -> Candidate:
    return Candidate(index, index, "heading", _LEVEL, Marker("", None, "", words), words, True, asks(words), inline)
