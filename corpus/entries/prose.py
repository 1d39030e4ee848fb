"""Plain notes: the sections of a document, or of a part of one, that holds no questions."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from corpus.entries.candidate import HEADINGS, TITLES, Candidate, holders
from corpus.entries.leads import begun, led
from corpus.entries.plans import Plan
from corpus.lines.markers import SURE
from corpus.lines.page import Page
from corpus.lines.plain import count_words, key, undecorated
from corpus.lines.scanning import Kind
from corpus.lines.words import ANSWER_LABELS, ASIDE, BOILERPLATE, CONTENTS, QUESTIONS

ESSAY = 40
"""Words from which text between questions, or right under the title of a document, is an entry of its own."""

_AGAIN = 3  # times that a part comes again at least
_SIBLINGS = 3  # headings of one level of which one that asks has what stands deeper in its answer
_SENTENCES = 3  # sentences under the title of a document that say something of its subject
_WORDS = 15  # words of these
_SENTENCE_END = re.compile(r"[.!?…](?=\s|$)|[。！？]")
_SHOWS = re.compile(
    rf"(?:{ANSWER_LABELS}|(?:code )?examples?|code|output|result|hints?|syntax|diagram)\b", re.IGNORECASE
)
_CALLS = re.compile(
    rf"(?:(?:the|my|some|all|more|other|common|general|frequently|asked|interview|exam|practice|sample|review)\W+)*"
    rf"(?:{QUESTIONS.pattern}|faqs?|q ?& ?a)(?:\W+(?:and|&|und|et|y|e|и)?\W*(?:{ANSWER_LABELS}))?\W*",
    re.IGNORECASE,
)
_TOP = 99


def prose(page: Page, candidates: Sequence[Candidate]) -> Plan:
    """Decide what opens the entries of plain notes: every heading that has text of its own, however deep.

    Leads do where there is no section. A heading with nothing but headings under it is a title. Where shallower
    headings are used for parts of deeper ones, levels say nothing, and the deeper ones open the entries.
    """
    headings = _without_parts(_headings(candidates))
    leads = begun(page)
    if leads:
        return Plan(tuple(leads), frozenset(one.index for one in headings))
    if not headings:
        return Plan((), frozenset())
    ranked = _ranked(headings)
    if ranked != headings:
        return led(page, _outermost(page, ranked))
    plan = _every(page, headings)
    return led(page, Plan(plan.openers, plan.dividers | {one.index for one in plan.openers}))


def _headings(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return the headings of notes, with those called like a part of an answer (``Details``) that come but once.

    Such a one stands beside others of its level under one heading, and does not only show what is above it.
    """
    every = [one for one in candidates if one.shape in HEADINGS]
    said = Counter(key(one.text) for one in every)
    over = holders(every)
    place = {one.index: (one.level, over[one.index].index if one.index in over else -1) for one in every}
    beside = Counter(place[one.index] for one in every if one.shape != "part")
    return [
        one
        for one in every
        if one.shape != "part"
        or (said[key(one.text)] == 1 and beside[place[one.index]] and not _SHOWS.match(undecorated(one.text)))
    ]


def _without_parts(headings: Sequence[Candidate]) -> list[Candidate]:
    """Leave out headings that come again under most headings above them, and what is below: they are parts of those."""
    over = holders(headings)
    held = Counter(level for _, level in {(one.index, one.level) for one in over.values()})
    under = {(key(one.text), over[one.index].index) for one in headings if one.index in over}
    often = Counter(said for said, _ in under)
    kept: list[Candidate] = []
    depth = _TOP
    for one in headings:
        if one.level > depth:
            continue
        above = over.get(one.index)
        again = above is not None and often[key(one.text)] >= max(_AGAIN, held[above.level] / 2)
        depth = one.level if again else _TOP
        if not again:
            kept.append(one)
    return kept


def essays(page: Page, candidates: Sequence[Candidate]) -> Plan:
    """Decide what opens the entries of a part without questions: the outermost sections that have text of their own."""
    headings = [one for one in candidates if one.shape in TITLES]
    return _outermost(page, _ranked(headings)) if headings else Plan((), frozenset())


def _ranked(headings: Sequence[Candidate]) -> list[Candidate]:
    """Rank the few headings above the level that a document begins with as parts of what they stand in."""
    first = headings[0].level
    shallow = [one for one in headings if one.level < first]
    flat = shallow and 2 * len(shallow) < sum(one.level == first for one in headings)
    return [replace(one, level=first + 1) if flat and one.level < first else one for one in headings]


def _outermost(page: Page, headings: Sequence[Candidate]) -> Plan:
    openers: list[Candidate] = []
    dividers: set[int] = set()
    depth = _TOP
    for position, heading in enumerate(headings):
        if heading.level > depth:
            continue
        depth = heading.level
        if _foreign(headings, position):
            dividers.add(heading.index)
            depth = _under(headings, position)
        elif page.said(*_own(page, headings, position)) == 0:
            dividers.add(heading.index)
            depth = _TOP
        else:
            openers.append(heading)
    return Plan(tuple(openers), frozenset(dividers))


def _every(page: Page, headings: Sequence[Candidate]) -> Plan:
    openers: list[Candidate] = []
    dividers: set[int] = set()
    ranks = Counter(one.level for one in headings)
    depth = _TOP
    for position, heading in enumerate(headings):
        if heading.level > depth:
            continue
        foreign = _foreign(headings, position)
        depth = _under(headings, position) if foreign else _TOP
        if foreign or not (heading.inline or _tells(page, headings, position)):
            dividers.add(heading.index)
        else:
            openers.append(heading)
            if heading.asking >= SURE and ranks[heading.level] >= _SIBLINGS:
                depth = heading.level
    return Plan(tuple(openers), frozenset(dividers))


def _foreign(headings: Sequence[Candidate], position: int) -> bool:
    """Say whether a heading stands over no subject: links, unless it is the document's title, or contents."""
    links = headings[position].shape == "links" and not _alone(headings, position)
    return links or CONTENTS.fullmatch(undecorated(headings[position].text)) is not None


def _under(headings: Sequence[Candidate], position: int) -> int:
    """Return the level below which nothing under what is no subject counts.

    All does below contents at the top of all, and below links of the subject that follows.
    """
    heading = headings[position]
    subject = heading.shape == "links" and not aside(heading)
    return _TOP if subject or _alone(headings, position) else heading.level


def _own(page: Page, headings: Sequence[Candidate], position: int) -> tuple[int, int]:
    """Return the first and the last line between a heading and the next one."""
    after = headings[position + 1].index if position + 1 < len(headings) else len(page.lines)
    return headings[position].last + 1, after - 1


def _tells(page: Page, headings: Sequence[Candidate], position: int) -> bool:
    """Say whether a heading has text of its own; a document's title needs many words or several sentences."""
    first, last = _own(page, headings, position)
    if _alone(headings, position):
        return amount(page, first, last) >= ESSAY or _explains(page, first, last)
    return page.said(first, last) > 0


def _explains(page: Page, first: int, last: int) -> bool:
    """Say whether text says something of a subject, in several sentences; a line or two only introduce the notes."""
    text = " ".join(page.lines[index].words for index in range(first, last + 1) if page.said(index, index))
    return len(_SENTENCE_END.findall(text)) >= _SENTENCES and amount(page, first, last) >= _WORDS


def _alone(headings: Sequence[Candidate], position: int) -> bool:
    """Say whether a heading is the title of the document: the first, with others, all deeper, below it."""
    level = headings[position].level
    return position == 0 and len(headings) > 1 and sum(one.level <= level for one in headings) == 1


def amount(page: Page, first: int, last: int) -> int:
    """Count words from one line to another; a line of code counts as five, links and lists of questions as none."""
    return sum(
        5 if page.lines[index].kind is Kind.CODE else count_words(page.lines[index].body[:2000])
        for index in range(first, last + 1)
        if page.content[index + 1] > page.content[index] and index not in page.linked
    )


def aside(heading: Candidate) -> bool:
    """Say whether a heading stands over what is neither question nor answer."""
    words = undecorated(heading.text)
    return bool(BOILERPLATE.fullmatch(words) or ASIDE.fullmatch(words))


def calls(heading: Candidate) -> bool:
    """Say whether a heading says nothing but that questions, of whatever subject, stand below it."""
    return _CALLS.fullmatch(undecorated(heading.words)) is not None
