"""An extent to its entry: the question and the answer in its lines, and what of them is left out."""

import re

from corpus.entries.answers import after, answer
from corpus.entries.candidate import Candidate
from corpus.entries.extents import Extent
from corpus.entries.reach import PARTING
from corpus.entries.rewritten import untagged
from corpus.entries.sections import sections
from corpus.entries.wording import question, wording
from corpus.lines.faces import faces
from corpus.lines.markers import answer_label
from corpus.lines.page import Page
from corpus.lines.plain import plain
from corpus.lines.scanning import Kind
from corpus.lines.words import ANSWER_LABELS, PENDING
from corpus.model import Entry, Finding, FindingKind, Span

_PLACEHOLDER = re.compile(
    r"[\W_]*(?:to-?\s?do|tbd|tba|wip|coming soon|in progress|n/?a|待补充|待续)[\W_]*|\{\{[^{}]*\}\}|<%[^%]*%>"
    rf"|[\W_]*(?-i:{PENDING})[*_`]*[ \t]*[:–—-](?:[^\n.]|\.(?![ \t]))*"
    r"|[\W_]*(?:(?:your|write|add|type|put|insert|enter|the|an) ){0,2}answer (?:(?:goes )?here|pending|to come)[\W_]*"
    rf"|(?:[\W_]*(?:[^\W\d_]+ )?(?=[^\W\d_]{{4}}|[^\W\d_\x00-\x7f])(?:{ANSWER_LABELS})[*_]*[:：])+[\W_]*",
    re.IGNORECASE,
)
_NO_SIGN = re.compile(r"[\s.…_\-–—]*|([`~])\1{2,}")


def entry_at(
    page: Page, extent: Extent, document: str, headings: tuple[str, ...], among: bool
) -> tuple[Entry | None, list[Finding]]:
    """Make the entry of an extent, below these ``headings``, ``among`` questions or not; None of one that is empty."""
    words = wording(page, extent)
    said = answer(page, extent, _first(page, extent.opener), words.lines)
    findings = list(said.findings)
    text, written = question(extent, words, said.text, among, document)
    if says_nothing(said.text) or not text.strip():
        asked = f"{words.written} {words.below}".strip()
        kind: FindingKind = "unanswered" if asked else "empty"
        message = f"a question without an answer: {asked}" if asked else "an item without text"
        return None, [*findings, Finding(kind, message, extent.start + 1, extent.end + 1)]
    dropped = frozenset(line - 1 for finding in said.findings for line in range(finding.start, finding.end + 1))
    entry = Entry(
        question=text,
        question_written=written,
        written=words.written,
        answer=said.text,
        answer_lines=said.lines,
        document=document,
        lines=Span(extent.start + 1, extent.end + 1),
        headings=headings,
        sections=sections(page, extent, dropped | words.lines),
    )
    return entry, findings


def says_nothing(text: str) -> bool:
    """Say whether an answer only keeps the place of one; signs (``!=``, ``;``) answer as words do."""
    if any(character.isalnum() for character in text):
        return _PLACEHOLDER.fullmatch(text.strip()) is not None
    return all(_NO_SIGN.fullmatch(line.strip()) or _NO_SIGN.fullmatch(plain(line)) for line in text.split("\n"))


def _first(page: Page, opener: Candidate | None) -> str:
    """Return what the opening line says of the answer."""
    if opener is None or opener.last < opener.index:
        return ""
    if opener.shape == "row":
        return opener.words
    if opener.shape == "card":
        line = page.lines[opener.index]
        sides = faces(line.body, line.kind is Kind.ITEM)
        return sides[1] if sides else ""
    line = page.lines[opener.last]
    if opener.details is not None:
        rest = line.raw.rpartition("</summary>")[2] if "</summary>" in line.raw else ""
        rest = re.sub(r"</?(?:details|b|p|br|div)\b[^<>]*>", "", rest).strip()
        return rest or opener.details.tail
    if not opener.inline:
        return ""
    words = line.words
    at = words.find(opener.text)
    if at < 0:
        return ""
    rest = after(line.body, words[: at + len(opener.text)]).lstrip(PARTING)
    said = plain(rest)
    rest = after(rest, said[: answer_label(said)]) if answer_label(said) else rest
    return untagged(rest).strip() if "<" in rest else rest.strip()
