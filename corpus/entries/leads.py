"""Plain notes whose paragraphs each begin with what they are about in bold: ``**Pump is loud:** clean the sieve.``"""

import re

from corpus.entries.candidate import Candidate
from corpus.entries.plans import Plan
from corpus.lines.markers import Marker, asks, is_answer, is_part
from corpus.lines.page import Page
from corpus.lines.plain import key, plain
from corpus.lines.scanning import LONG, Kind

_LEAD = re.compile(r"(\*\*|__)(?=\S)([^*]{3,100}?)(?:[:：]\1|\1[ \t]?[:：])(?=\s|$)")
_FEWEST = 4  # such paragraphs that show that a document is written so
_LEVEL = 7  # of a lead: below every heading
_MOST = 0.7  # share of the paragraphs of their sections that begin so


def led(page: Page, plan: Plan) -> Plan:
    """Let paragraphs with a lead open entries instead of the headings over them, where a document is written so.

    No lead comes twice (``**Cause:**`` under every heading is a part of something), and a section with leads begins
    with one.
    """
    starts = [opener.index for opener in plan.openers]
    kept: list[Candidate] = []
    over: set[int] = set()
    leads: list[Candidate] = []
    paragraphs = 0
    for opener, end in zip(plan.openers, [*starts[1:], len(page.lines)], strict=False):
        opened = [at for at in range(opener.last + 1, end) if _paragraph(page, at)]
        found = [lead for at in opened if (lead := _lead(page, at)) is not None]
        if not found or page.said(opener.last + 1, found[0].index - 1):
            kept.append(opener)
            continue
        leads.extend(found)
        paragraphs += len(opened)
        over.add(opener.index)
    said = {key(lead.text) for lead in leads}
    if len(leads) < max(_FEWEST, _MOST * paragraphs) or len(said) < len(leads):
        return plan
    openers = sorted([*kept, *leads], key=lambda one: one.index)
    return Plan(tuple(openers), plan.dividers | over)


def _paragraph(page: Page, index: int) -> bool:
    line = page.lines[index]
    return line.kind is Kind.TEXT and line.opens and line.indent == 0 and not line.quote and len(line.raw) <= LONG


def _lead(page: Page, index: int) -> Candidate | None:
    match = _LEAD.match(page.lines[index].body)
    words = plain(match.group(2)) if match else ""
    if match is None or not words or is_part(words) or is_answer(f"{words}:"):
        return None
    rest = page.lines[index].body[match.end() :].strip()
    return Candidate(index, index, "heading", _LEVEL, Marker("", None, "", words), words, True, asks(words), bool(rest))
