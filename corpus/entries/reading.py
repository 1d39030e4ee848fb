"""A document's lines to its entries: the questions, their answers, and what was left aside."""

from bisect import bisect_right
from collections.abc import Collection, Sequence

from corpus.entries.brackets import bracketed
from corpus.entries.candidate import TITLES, Candidate
from corpus.entries.candidates import find_candidates
from corpus.entries.chatter import is_offer
from corpus.entries.entry import entry_at
from corpus.entries.extents import Extent, extents
from corpus.entries.leads import begun
from corpus.entries.leftovers import left_open, leftovers, titled
from corpus.entries.lists import Listed, question_lists
from corpus.entries.openers import marked, plan
from corpus.entries.orphans import completed, with_notes
from corpus.entries.paths import paths
from corpus.entries.plans import Plan
from corpus.entries.prose import prose
from corpus.entries.recurring import asked_again, asked_below, set_below, uncoded, without_parts
from corpus.entries.worksheets import answered, exercises
from corpus.lines.markers import ASKS, answer_label
from corpus.lines.page import Page, read_page, retitled, without
from corpus.lines.scanning import Kind
from corpus.lines.words import QUESTION_MARKS
from corpus.model import Reading
from corpus.shapes.outlines import outlined
from corpus.shapes.unified import unified

_MARKUP = frozenset(
    {".md", ".markdown", ".mdown", ".mdwn", ".mkd", ".mdx", ".qmd", ".rmd", ".rst", ".org", ".adoc", ".asciidoc"}
)
_UNMARKED = ("line", "bullet")
_TITLED = 0.8  # share of the lines that ask which are titles
_NEAR = 3  # lines below a list of questions in which more help is offered


def find_entries(lines: Sequence[str], document: str, suffix: str = ".md") -> Reading:
    """Find the entries of a document's lines."""
    shape = unified(lines, suffix)
    page = read_page(shape.lines, shape.kind, shape.around)
    seen = bracketed(page, find_candidates(page))
    seen = asked_again(page, set_below(page, asked_below(page, without_parts(uncoded(seen)))))
    candidates = marked(page, [one for one in seen if one.index not in shape.told or one.asking < ASKS])
    lists = question_lists(page, candidates)
    listed = {one.index for run in lists for one in run}
    page = without(page, listed | _offered(page, lists)) if listed else page
    candidates = [one for one in candidates if one.index not in listed and not _heads(page, one, listed)]
    chosen = plan(page, candidates)
    if apart := exercises(page, candidates, chosen):
        lists += apart
        asked = {one.index for run in apart for one in run}
        candidates = [one for one in candidates if one.index not in asked]
        chosen = Plan(tuple(one for one in chosen.openers if one.index not in asked), chosen.dividers | asked)
    chosen = answered(page, candidates, lists, chosen)
    outline = _outlined(page, candidates, chosen.openers, suffix, lists)
    if outline:
        page, candidates, chosen = outline
    among = bool(chosen.openers)
    if not among:
        chosen = prose(page, candidates)
    if outline and lists:
        chosen = Plan(chosen.openers, chosen.dividers | {run[0].index for run in lists})
    if among:
        chosen, found = completed(page, candidates, _parted(page, chosen, lists), lists)
    else:
        chosen, found = with_notes(page, chosen, extents(page, chosen), lists)
    over = paths(page, candidates, chosen, found, among)
    made = [entry_at(page, extent, document, path, among) for extent, path in zip(found, over, strict=True)]
    entries = [entry for entry, _ in made if entry]
    if not entries and not lists and not _heading(candidates) and _tells(page):
        return _whole(page, document)
    findings = [one for _, noted in made for one in noted] + left_open(page, lists, entries)
    return Reading.of(entries, findings + leftovers(page, entries, findings))


def _offered(page: Page, lists: Sequence[Sequence[Listed]]) -> set[int]:
    """Return the lines right below lists of questions that offer more help."""
    below = (page.lines[run[-1].last + 1 : run[-1].last + 1 + _NEAR] for run in lists)
    return {line.number - 1 for lines in below for line in lines if line.kind is Kind.TEXT and is_offer(line.words)}


def _heading(candidates: Sequence[Candidate]) -> int:
    return sum(one.shape in TITLES for one in candidates)


def _outlined(
    page: Page,
    candidates: Sequence[Candidate],
    asked: Sequence[Candidate],
    suffix: str,
    lists: Sequence[Sequence[Listed]],
) -> tuple[Page, list[Candidate], Plan] | None:
    """Take the titles of plain text for headings where a document has no other, but for its own title.

    Nothing is ``asked`` there but by titles, and by some of them only, or else in few of their sections. None where
    that is not so, where leads name the paragraphs, and where ``lists`` of questions are most of the document.
    """
    if _heading(candidates) > 1 or any(one.shape not in _UNMARKED for one in asked) or begun(page):
        return None
    listed = {one.index for run in lists for one in run}
    if len(listed) > page.said(0, len(page.lines) - 1):
        return None
    lines = outlined(page.lines, suffix in _MARKUP)
    lines = [page.lines[at] if at in listed else line for at, line in enumerate(lines)] if listed else lines
    titles = [at for at, line in enumerate(lines) if line.kind is Kind.HEADING is not page.lines[at].kind]
    asking = sum(lines[one.index].kind is Kind.HEADING for one in asked)
    by_titles = asking >= _TITLED * len(asked)
    if not titles or (len(titles) <= asking + 1 if by_titles and asked else not _apart(page, titles, asked)):
        return None
    page = without(retitled(page, lines), listed)
    found = marked(page, find_candidates(page))
    found = [one for one in found if one.index not in listed]
    return page, found, prose(page, found) if by_titles and asked else plan(page, found)


def _apart(page: Page, titles: Sequence[int], asked: Sequence[Candidate]) -> bool:
    """Say whether few sections ask: none above the first title, and bare lines right under titles, not in answers."""
    first = {bisect_right(titles, one.index): one for one in reversed(asked)}
    begun = (one.shape == "bullet" or not page.said(titles[at - 1] + 1, one.index - 1) for at, one in first.items())
    return 0 not in first and 2 * len(first) < len(titles) and all(begun)


def _heads(page: Page, candidate: Candidate, listed: Collection[int]) -> bool:
    """Say whether a label without words (``Questions:``) stands over a list of questions."""
    if candidate.text or candidate.marker.label != "q" or candidate.marker.number is not None:
        return False
    below = (at for at in range(candidate.last + 1, len(page.lines)) if page.lines[at].kind is not Kind.BLANK)
    return next(below, -1) in listed


def _parted(page: Page, chosen: Plan, lists: Sequence[Sequence[Listed]]) -> Plan:
    """End entries where look-alikes of their openers go on as a list without answers, or a heading is over such."""
    families = {opener.family for opener in chosen.openers}
    ends = {run[0].index for run in lists if run[0].family in families}
    ranks = [opener.level for opener in chosen.openers if opener.shape == "heading"]
    titles = {titled(page, run[0].index) for run in lists} if ranks else set()
    ends |= {at for at in titles if 0 < page.lines[at].level <= min(ranks)}
    return Plan(chosen.openers, chosen.dividers | ends)


def _tells(page: Page) -> bool:
    """Say whether a document has more than labels and lines that end in a question mark."""
    said = (line.words.rstrip("*_ ") for at, line in enumerate(page.lines) if page.said(at, at))
    return any(not words or (words[-1] not in QUESTION_MARKS and answer_label(words) < len(words)) for words in said)


def _whole(page: Page, document: str) -> Reading:
    """Make one entry of a document without any question or heading."""
    filled = [
        index for index, line in enumerate(page.lines) if line.kind not in (Kind.BLANK, Kind.RULE, Kind.META, Kind.MARK)
    ]
    extent = Extent(None, filled[0], filled[0], filled[-1])
    entry, findings = entry_at(page, extent, document, (), False)
    entries = (entry,) if entry else ()
    return Reading.of(entries, findings + leftovers(page, entries, findings))
