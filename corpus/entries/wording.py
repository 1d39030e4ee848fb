"""What an entry asks: the words of its opening line, of the lines below it, or a title made of its answer."""

import re
from dataclasses import dataclass
from itertools import takewhile
from pathlib import PurePosixPath

from corpus.entries.candidate import Candidate
from corpus.entries.extents import Extent
from corpus.lines.dialects import FENCE
from corpus.lines.markers import ASKS, SURE, asks, is_part, read
from corpus.lines.page import Page
from corpus.lines.plain import count_words, plain, undecorated
from corpus.lines.scanning import Kind, Line
from corpus.lines.words import FRONTS, HINTS, QUESTION_MARKS
from corpus.shapes.chats import CLOCK, DATE

_VERB = re.compile(
    r"\s(?:is|are|was|were|provides?|helps?|refers|allows?|involves?|ensures?|means|lets|enables?|supports?)\s|[:;]\s"
    r"|, I\b"
)
_ITEM = re.compile(r"[\s>#!]*(?:[-*+•][ \t]+)?(?:#{1,6}[ \t]+)?")
_ANNOUNCED = re.compile(
    r"(?:here(?:'|’)?s|here is|let(?:'|’)?s (?:break down|look at|explore))\s+(?:an? [^,.:]{0,80}?(?:of|between)\s+)?",
    re.IGNORECASE,
)
_LABEL = re.compile(r"\W*[^\W\d_][\w ]{0,30}[:：]")
_CASE = re.compile(r"\W*(?:context|scenario|situation|background|case|setup|question|problem)\W*", re.IGNORECASE)
_ASKED = re.compile(rf"\A\W*{FRONTS.pattern}[ \t]*[:：]{{1,2}}[ \t]*", re.IGNORECASE)
_HINT = re.compile(rf"\W*(?:{HINTS})\b[ \t]*[:：]", re.IGNORECASE)
_TAGS = re.compile(r"(?:\s+#(?:[^\W\d_][\w/-]*|\[\[[^\[\]]{1,80}\]\]))+\s*$")
_DATED = re.compile(
    rf"(?:[^\W\d_]{{3,10}},?[ \t]+)?(?:{DATE},?[ \t]+(?:at[ \t]+)?{CLOCK}|(?=.*\d{{4}}){DATE}|{CLOCK})", re.IGNORECASE
)
"""A line that only says when."""

_INFERRED = 160  # characters of a title made of an answer
_BELOW = 600  # characters of a question that stands below its opening line
_ENDS = ".!。"
_ID = re.compile(r"[ _-][0-9a-f]{32}$")
_ASKING = 3  # words of the name of a file that asks
_TITLE = 5  # words from which a title among questions is taken for one


@dataclass(frozen=True, slots=True)
class Wording:
    """A question's words.

    ``written`` is what the opening line says (number, label and markup removed), ``below`` the words of the lines under
    it (``lines``, from 0) that ask the rest.
    """

    written: str = ""
    below: str = ""
    lines: frozenset[int] = frozenset()


def wording(page: Page, extent: Extent) -> Wording:
    """Read the question of an entry from its opening line, and from the lines below where that says only a label."""
    opener = extent.opener
    if opener is None or opener.shape == "unwritten":
        return Wording()
    written = opener.text.strip()
    if opener.marker.label and (asks(written) < ASKS or (opener.shape == "label" and _asks_on(page, extent))):
        lines = _below(page, extent, bool(written))
        below = _ASKED.sub("", " ".join(page.lines[index].words for index in lines), count=1)
        if below and len(below) <= _BELOW:
            return Wording(written, below, frozenset(lines))
    return Wording(written)


def _asks_on(page: Page, extent: Extent) -> bool:
    """Say whether nothing but paragraphs stands between a labelled question and the label of its answer."""
    rest = range(extent.body + 1, extent.end + 1)
    between = takewhile(lambda index: index not in page.answers, rest)
    kinds = {page.lines[index].kind for index in between}
    return Kind.TEXT in kinds <= {Kind.TEXT, Kind.BLANK} and any(index in page.answers for index in rest)


def _below(page: Page, extent: Extent, titled: bool) -> list[int]:
    """Return the lines of text between a labelled opening line and the label of the answer.

    Without such a label, the first paragraph where it asks and more follows. Under a title the lines must ask as well.
    """
    first = extent.body + 1
    label = next((index for index in range(first, extent.end + 1) if index in page.answers), None)
    if label is None:
        lines = [] if titled else _paragraph(page, first, extent.end)
        asking = bool(lines) and asks(" ".join(page.lines[index].words for index in lines)) >= ASKS
        return lines if asking and page.said(lines[-1] + 1, extent.end) else []
    text = _paragraph(page, first, label - 1)
    asked = text[-1] if any(asks(page.lines[at].words) >= ASKS for at in text) else label
    last = next(
        (at for at in range(first, label) if at in page.options or (at > asked and _turns(page.lines[at]))), label
    )
    lines = _until_told(page, [at for at in range(first, last) if page.lines[at].kind in (Kind.TEXT, Kind.ITEM)])
    single = len(lines) == 1 and page.lines[lines[0]].kind is Kind.TEXT and not _LABEL.match(page.lines[lines[0]].words)
    return lines if not titled or single or any(asks(page.lines[index].words) >= 0.7 for index in lines) else []


def _turns(line: Line) -> bool:
    """Say whether a line is a heading over something else than the case that is asked about."""
    return line.kind is Kind.HEADING and not _sets_out(line)


def _until_told(page: Page, lines: list[int]) -> list[int]:
    """End a question's lines at what explains, and at items below a question mark that ask nothing more.

    Items below one that asks go on with it.
    """
    for position, index in enumerate(lines):
        words = page.lines[index].words
        above = page.lines[lines[max(position - 1, 0)]]
        asked = above.kind is Kind.TEXT and above.words.rstrip("\"'”»)*_")[-1:] in QUESTION_MARKS
        if (
            is_part(words)
            or (position and _HINT.match(words))
            or (asked and page.lines[index].kind is Kind.ITEM and asks(words) < ASKS)
        ):
            return lines[:position]
    return lines


def _sets_out(line: Line) -> bool:
    """Say whether a line is a heading over the case that is asked about (``### Context``)."""
    return line.kind is Kind.HEADING and _CASE.fullmatch(line.words) is not None


def _paragraph(page: Page, first: int, last: int) -> list[int]:
    while first <= last and (page.lines[first].kind in (Kind.BLANK, Kind.TAG) or _sets_out(page.lines[first])):
        first += 1
    lines = []
    while first <= last and page.lines[first].kind is Kind.TEXT:
        lines.append(first)
        first += 1
    return lines


def question(extent: Extent, words: Wording, answer: str, among: bool, document: str) -> tuple[str, bool]:
    """Return a question's wording and whether the file itself asks it.

    ``among`` says that the document holds questions: there, a title of five words or more asks as well. What nothing
    opens may be asked by the name of the document alone.
    """
    opener = extent.opener
    if opener is not None and opener.shape == "unwritten" and opener.words:
        return _worded(opener.words), False
    if words.below:
        sign = "" if words.written[-1:] in (*_ENDS, *QUESTION_MARKS) or words.below[:1].islower() else ":"
        return (f"{_worded(words.written)}{sign} {words.below}" if words.written else words.below), True
    if words.written:
        long = among and count_words(words.written) >= _TITLE
        return _worded(words.written), asks(words.written) > 0 or _marked(opener) or long
    lines = (line for line in answer.split("\n") if not line.lstrip().startswith(FENCE))
    heads = ((line, undecorated(plain(_ITEM.sub("", line, count=1)))) for line in lines)
    said = [pair for pair in heads if pair[1]]
    line, head = next(
        (pair for pair in said if not _DATED.fullmatch(pair[1][:_INFERRED])), said[0] if said else ("", "")
    )
    head = read(head).text or head
    titled = line.lstrip().startswith("#") or asks(head) >= SURE
    named = "" if titled or opener is not None else _named(document)
    if named:
        return named, False
    return (head[:_INFERRED].rstrip(" :") if titled else _inferred(_ANNOUNCED.sub("", head))), False


def _named(document: str) -> str:
    """Return the question that the name of a file asks, nothing where it asks none: without an id behind it."""
    name = _ID.sub("", PurePosixPath(document).stem)
    words = plain((name if " " in name else name.replace("-", " ")).replace("_", " "))
    return words if asks(words) >= SURE and count_words(words) >= _ASKING else ""


def _marked(opener: Candidate | None) -> bool:
    return opener is not None and not (opener.marker.bare and opener.shape == "heading")


def _worded(text: str) -> str:
    """Word a question as written, without the colon or tags at its end; what begins with "to" lost its "How"."""
    text = (_TAGS.sub("", text) if "#" in text else text).rstrip(" :：").strip() or text
    return f"How {text}" if text.startswith("to ") else text


def _inferred(text: str) -> str:
    """Make a title of an answer's first sentence: what stands before its verb."""
    verb = _VERB.search(text, 4)
    if verb and len(text[: verb.start()].split()) >= 2:
        return text[: min(verb.start(), _INFERRED)].strip()
    return text[:_INFERRED].strip()
