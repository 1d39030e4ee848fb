"""The blocks of a document that could open an entry."""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import takewhile

from corpus.entries.candidate import Candidate, Shape
from corpus.entries.flashcards import card, faced
from corpus.entries.leads import asked
from corpus.entries.reach import cut, marked, stem, wrapped
from corpus.entries.tables import rows
from corpus.lines.choices import keyed
from corpus.lines.details import Details
from corpus.lines.faces import faces
from corpus.lines.markers import ASKS, MARKED, SURE, Marker, asks, is_answer, is_part, read, shows_answer
from corpus.lines.page import Page
from corpus.lines.plain import pictogram, plain, undecorated
from corpus.lines.scanning import LONG, Kind, Line, line_below
from corpus.lines.words import ADVICE, BOILERPLATE, KEYS, QUESTION_MARKS, QUESTIONS, TROUBLES

_BOLD = re.compile(r"(?:<(?:p|li|div|span)>|[^\w*_<`])*(?:\*\*|__|<(?:b|strong)>)", re.IGNORECASE)
_BOLD_LINE = re.compile(r"(?:\*\*|__)[^*]{8,300}(?:\*\*|__)\s*$")
_CALLOUT = re.compile(
    r"(?:[?!]{3}\+?[ \t]+([\w-]+)(?:[ \t]+inline(?: end)?)?[ \t]+\"([^\"]{1,500})\"\s*"
    r"|\[!([\w-]+)\][-+]?[ \t]*+(.{0,500}))$"
)
_TOLD = re.compile(r"[ \t](?:A|Ans(?:wer)?)[.:][ \t]+(?=\S)")
_TROUBLE = re.compile(
    r"(?:i(?:'m|’m| am| get| got| can'?t| can’t| cannot| don'?t| don’t| have| see| lost| forgot| want| need)\b"
    rf"|(?:{TROUBLES})(?:[ \t]*#?\d{{1,3}})?[ \t]*[:：–—][ \t]*\S"
    r"|(?:my|the)\b.{1,60}\b(?:doesn'?t|doesn’t|does not|didn'?t|won'?t|won’t|isn'?t|is not|fails?|crashes|hangs)\b)",
    re.IGNORECASE,
)
_GAP = 8  # lines below a heading that may be blank
_TITLE = 80  # characters of a title
_COUNTED = re.compile(r"\W{0,2}\d{1,4}(?:\.\d{1,4})*\W{0,3}")
_RUN = 10  # lines on either side that count on from one another
_SLANTED = re.compile(r"([*_])(?![*_\s])[^*]{6,300}(?<![*_\s])\1[.:]?\s*$")
_ARROW = re.compile(r"[?？]\s*(?:-{1,2}>|=>|[→⇒➜➡])")


def find_candidates(page: Page) -> list[Candidate]:
    """List the blocks of a document that could open an entry, in order; contents, choices and advice are none."""
    lines, skip = page.lines, page.contents | page.options
    found: dict[int, Candidate] = {}
    hidden = set(skip)
    for one in page.details:
        told = one.closed and one.open not in hidden and shows_answer(plain(one.summary)) and not _keyed(lines, one)
        hidden.update(range(one.open, (one.close if told else one.said) + 1))
        candidate = _details(one)
        if candidate and one.open not in skip and one.open not in found and _begins(lines[one.open], one):
            found[one.open] = candidate
    first = title = None
    for index, line in enumerate(lines):
        if line.kind is Kind.HEADING:
            first, title = first or line, line
        if line.kind is Kind.TABLE and index not in hidden:
            found.update((row.index, row) for row in rows(lines, index))
        if index in hidden or line.kind not in (Kind.HEADING, Kind.ITEM, Kind.TEXT) or len(line.raw) > LONG:
            continue
        candidate = _candidate(lines, index)
        candidate = _stem(lines, index, candidate, skip)
        if candidate and not (title and title is not first and _advises(candidate, title)):
            found[index] = candidate
    found.update(asked(lines, found))
    return [found[index] for index in sorted(found)]


def _advises(found: Candidate, title: Line) -> bool:
    """Say whether an item below a title of advice is some: it has no question mark and no label."""
    if found.shape not in ("item", "bullet") or found.asking >= MARKED or found.marker.label:
        return False
    return _is_advice(title.words)


@lru_cache(maxsize=64)
def _is_advice(title: str) -> bool:
    """Say whether a title stands over advice."""
    return ADVICE.search(title) is not None and not QUESTIONS.search(title)


def _stem(lines: Sequence[Line], index: int, found: Candidate | None, skip: Collection[int]) -> Candidate | None:
    """Read text over lettered choices, in ``skip``: it asks whatever its words, down to the choices."""
    line = lines[index]
    first = found.last if found else index
    last = stem(lines, first, skip) if line.kind is not Kind.HEADING else -1
    if found is None and last == index and line.kind is Kind.TEXT and line.opens and not line.quote:
        return Candidate(index, index, "line", 0, Marker("", None, "", line.words), line.words, False, SURE)
    if found is None or found.inline or last < 0:
        return found
    text = " ".join([found.text, *(one.words for one in lines[first + 1 : last + 1])])
    return replace(found, last=last, marker=replace(found.marker, text=text), asking=max(found.asking, SURE))


def _keyed(lines: Sequence[Line], one: Details) -> bool:
    """Say whether what folds out is the key to all questions: right above stands its title."""
    above = next((at for at in range(one.open - 1, -1, -1) if lines[at].kind is not Kind.BLANK), -1)
    return above >= 0 and KEYS.match(lines[above].words) is not None


def _begins(line: Line, one: Details) -> bool:
    """Say whether nothing but marks stands before what folds out on its first line."""
    at = line.raw.lower().find("<details")
    return at < 0 or not plain(line.raw[:at]).strip("-*+>#0123456789.) ")


def _details(one: Details) -> Candidate | None:
    words = plain(one.summary)
    if not words or is_part(words) or is_answer(words) or BOILERPLATE.fullmatch(undecorated(words)):
        return None
    marker = read(words)
    if is_part(marker.text):
        return None
    return Candidate(one.open, one.said, "details", 0, marker, words, False, asks(marker.text), details=one)


def _candidate(lines: Sequence[Line], index: int) -> Candidate | None:
    line = lines[index]
    if line.kind is Kind.HEADING:
        return _heading(lines, index)
    if line.kind is Kind.ITEM:
        return _item(lines, index)
    return _text(lines, index)


def _heading(lines: Sequence[Line], index: int) -> Candidate | None:
    line = lines[index]
    words = line.words
    marker = read(words)
    if not words or is_answer(words):
        return None
    if is_part(words) and not BOILERPLATE.fullmatch(undecorated(words)):
        return Candidate(index, index, "part", line.level, marker, words, False, 0.0)
    asking = asks(marker.text)
    told = _ARROW.search(words) or _over_nothing(lines, index)
    text, inline = cut(line.body, marker.text) if told else (marker.text, False)
    marker = replace(marker, text=text)
    return Candidate(index, index, "heading", line.level, marker, words, _starts_bold(line.body), asking, inline)


def _over_nothing(lines: Sequence[Line], index: int) -> bool:
    """Say whether nothing stands below a heading but the next one, which is no deeper."""
    below = next((line for line in lines[index + 1 : index + _GAP] if line.kind not in (Kind.BLANK, Kind.RULE)), None)
    return below is None or (below.kind is Kind.HEADING and below.level <= lines[index].level)


def _item(lines: Sequence[Line], index: int) -> Candidate | None:
    line = lines[index]
    words = line.words
    both = faces(line.body, listed=True)
    if both and (both[1] or _nests(lines, index, True)):
        return faced(line, index, both)
    if line.level:
        return None if is_part(words) else _titled(line, index)
    return _listed(lines, index) if words else _lone(lines, index)


def _titled(line: Line, index: int) -> Candidate:
    """Read a heading in a list item."""
    marker = _numbered(line)
    bold = _starts_bold(line.body)
    return Candidate(index, index, "titled", line.level, marker, line.words, bold, asks(marker.text))


def _lone(lines: Sequence[Line], index: int) -> Candidate | None:
    """Read a number on a line of its own."""
    line = lines[index]
    wraps = index > 0 and lines[index - 1].kind in (Kind.TEXT, Kind.ITEM)
    if line.count is None or line.indent > 3 or wraps:
        return None
    marker = Marker("", line.count, "1", "")
    return Candidate(index, index, "alone", 0, marker, line.marker, False, 0.0)


def _listed(lines: Sequence[Line], index: int) -> Candidate | None:
    """Read a list item with words."""
    line = lines[index]
    words, ordered, marker = line.words, line.count is not None, _numbered(line)
    if (is_answer(words) and not keyed(line)) or (line.indent > 3 and marker.label != "q"):
        return None
    text, inline = cut(line.body, marker.text)
    asking = asks(text)
    over = wrapped if ordered else marked
    last = over(lines, index) if not inline and asking < MARKED else index
    if last > index and (lines[last].words[-1:] in QUESTION_MARKS or _tells_below(lines, index, last)):
        text = " ".join([text, *(one.words for one in lines[index + 1 : last + 1])])
        asking = asks(text)
    else:
        last = index
    marker = replace(marker, text=text)
    shape: Shape = "label" if marker.label == "q" else "item" if ordered else "bullet"
    if shape == "bullet" and marker.number is None and asking < MARKED:
        asking = 0.0 if text.endswith((":", "：")) else asking
        if not _nests(lines, index, asking >= ASKS or _BOLD_LINE.match(line.body) is not None):
            return None
    level = min(line.indent // 2, 2) if ordered else line.indent // 2
    return Candidate(index, last, shape, level, marker, words, _starts_bold(line.body), asking, inline)


def _tells_below(lines: Sequence[Line], index: int, last: int) -> bool:
    """Say whether a paragraph inside a list item follows its first one, which ends on line ``last``."""
    below = line_below(lines, last)
    return below is not None and below.kind in (Kind.TEXT, Kind.CODE) and below.indent > lines[index].indent


def _nests(lines: Sequence[Line], index: int, items: bool) -> bool:
    """Say whether text indented below a list item follows it; with ``items``, an indented list counts too."""
    below = line_below(lines, index)
    deeper = below is not None and below.indent > lines[index].indent + 1
    return below is not None and deeper and (items or below.kind is not Kind.ITEM)


def _numbered(line: Line) -> Marker:
    """Read a list item: it has the item's own number, but behind a label."""
    marker = read(line.words)
    if line.count is None:
        return marker
    style = re.sub(r"\d+", "1", line.marker) + marker.style
    return replace(marker, number=marker.number if marker.label else line.count, style=style)


def _text(lines: Sequence[Line], index: int) -> Candidate | None:
    line = lines[index]
    callout = _CALLOUT.match(line.body) if line.body[:3] in ("???", "!!!") or line.body[:2] == "[!" else None
    if callout:
        return _callout(callout, index)
    turned = card(lines, index)
    if turned:
        return turned
    head = line.body[:1]
    if not line.opens and head not in "*_QqВПП问問質Nн<" and not _labelled_line(lines, index):
        return None
    words = line.words
    marker = read(words)
    if is_answer(words) or not words:
        return None
    told = _TOLD.search(marker.text) if marker.label == "q" else None
    text, inline = (marker.text[: told.start()].rstrip(), True) if told else cut(line.body, marker.text)
    over = wrapped if marker.label == "q" or marker.number is not None else marked
    last = over(lines, index) if told is None and not (inline and over is marked) else index
    if last > index:
        text = " ".join([marker.text, *(one.words for one in lines[index + 1 : last + 1])])
        inline = False
    marker = replace(marker, text=text)
    if marker.label:
        return Candidate(index, last, "label", 0, marker, words, _starts_bold(line.body), asks(text), inline)
    return _unlabelled(lines, index, last, marker, inline)


def _unlabelled(lines: Sequence[Line], index: int, last: int, marker: Marker, inline: bool) -> Candidate | None:
    """Read text that no label marks: by its number, by being bold, or by asking."""
    line = lines[index]
    words, text = line.words, marker.text
    asking, bold = asks(text), _starts_bold(line.body)
    if line.body.count("**") % 2 and line.body.rstrip().endswith("**") and not line.body.lstrip().startswith("**"):
        return Candidate(index, index, "lost", 0, marker, words, False, asking)
    sign = pictogram(words) if marker.number is None and not bold and not line.quote and line.indent < 4 else ""
    if sign and (line.opens or asking >= SURE) and len(words) <= 300:
        return Candidate(index, index, "signed", 0, replace(marker, style=sign), words, False, asking, inline)
    if not (line.opens or bold or marker.style == "I." or _counts_on(lines, index, marker)):
        return None
    chapter = marker.style == "1.1" and len(words) <= _TITLE and words[-1] not in ".,;:" and _alone(lines, index)
    if marker.number is not None and (marker.style not in ("1", "1.1") or asking or chapter):
        return Candidate(index, last, "bold" if bold else "item", 0, marker, words, bold, asking, inline)
    if bold and marker.number is None and asking < MARKED and words.endswith((":", "：")):
        return None
    if _SLANTED.match(line.body) and asking >= ASKS and _alone(lines, index):
        return Candidate(index, index, "bold", 1, marker, words, False, asking)
    if bold and _troubled(line, text):
        asking = max(asking, 0.7)
    if bold and (asking >= ASKS or inline):
        return Candidate(index, last, "bold", 0, marker, words, True, asking, inline)
    if asking >= ASKS and len(words) <= 300 and line.indent < 4:
        return Candidate(index, last, "quote" if line.quote else "line", 0, marker, words, False, asking, inline)
    return None


def _alone(lines: Sequence[Line], index: int) -> bool:
    """Say whether a line is a paragraph of its own."""
    around = [lines[at].kind for at in (index - 1, index + 1) if 0 <= at < len(lines)]
    return all(kind is not Kind.TEXT for kind in around)


def _troubled(line: Line, text: str) -> bool:
    """Say whether a line that is bold as a whole says what is wrong: in lists of questions that asks for help."""
    return _TROUBLE.match(text) is not None and _BOLD_LINE.match(line.body) is not None


def _labelled_line(lines: Sequence[Line], index: int) -> bool:
    words = undecorated(lines[index].words[:80])
    marker = read(words)
    told = marker.label == "q" or marker.style == "I." or pictogram(lines[index].words) != ""
    return told or _counts_on(lines, index, marker)


def _counts_on(lines: Sequence[Line], index: int, marker: Marker) -> bool:
    """Say whether a line asks behind a number, and so do all that count on right above and below it, one at least."""
    head = _head(lines[index]) if marker.number is not None else ""
    if not head or lines[index].words[-1:] not in QUESTION_MARKS:
        return False
    sides = (reversed(lines[max(index - _RUN, 0) : index]), lines[index + 1 : index + _RUN])
    beside = [line for side in sides for line in takewhile(lambda one: _head(one) == head, side)]
    return bool(beside) and all(line.words[-1:] in QUESTION_MARKS for line in beside)


def _head(line: Line) -> str:
    """Return the signs that a line of text begins with, 1 for all numbers; nothing where there is no number."""
    number = _COUNTED.match(line.words) if line.kind is Kind.TEXT else None
    return re.sub(r"\d+", "1", number.group()) if number else ""


def _callout(match: re.Match[str], index: int) -> Candidate | None:
    kind, title = match.group(1) or match.group(3), plain(match.group(2) or match.group(4) or "")
    marker = read(title)
    if not title or is_part(title) or is_answer(title) or is_part(marker.text):
        return None
    asking = asks(marker.text)
    if kind.lower() not in ("question", "faq", "help", "quiz") and asking < MARKED:
        return None
    return Candidate(index, index, "callout", 0, marker, title, False, asking)


def _starts_bold(body: str) -> bool:
    return _BOLD.match(body[:40]) is not None
