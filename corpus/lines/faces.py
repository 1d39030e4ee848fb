"""The two faces of a flashcard on one line: ``term :: meaning``, ``front >> back``, or a sentence with gaps."""

import re

from corpus.lines.markers import CARD_TAG
from corpus.lines.plain import plain, strip_tags

_CARD = re.compile(r"(`[^`]{1,100}`|[^`]{1,300}?[^\s:`])[ \t]*:{2,3}(?!:)[ \t]*(?=[^\s:])")
_LISTED = re.compile(r"([^`]{1,300}?[^\s:>`])[ \t]+(?:::|>>)(?:[1aAi][.)])?(?:[ \t]+|$)")
_GAP = re.compile(r"\{\{c(?:\d{1,2}::|loze[ \t]+)([^{}]{1,300}?)(?:::([^{}:]{1,100}))?\}\}")
_LONG = 2000  # characters of a line in which gaps are looked for


def gapped(body: str) -> bool:
    """Say whether a line is a sentence with gaps: ``{{c1::word}}``, or ``{{cloze word}}`` and the tag of a card."""
    gap = _GAP.search(body[:_LONG]) if "{{c" in body[:_LONG] else None
    return gap is not None and ("::" in gap[0] or CARD_TAG.search(body[:_LONG]) is not None)


def faces(body: str, listed: bool = False) -> tuple[str, str] | None:
    """Return the front and the back of a card, None where a line is none; that of a list may have its back below."""
    if gapped(body):
        text = CARD_TAG.sub("", body[:_LONG])
        front = _GAP.sub(lambda gap: f"[{gap.group(2) or '…'}]", text)
        return plain(front), strip_tags(_GAP.sub(r"\1", text) + body[_LONG:]).strip()
    if listed:
        match = _LISTED.match(body) if " :: " in body or ">>" in body else None
    else:
        match = _CARD.match(body) if "::" in body[:310] else None
    if match and match.group(1).count("[") > match.group(1).count("]"):  # a slice in code
        return None
    return (plain(match.group(1)), strip_tags(body[match.end() :]).strip()) if match else None
