"""Lists of questions without answers, and which entries answer them after all."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from corpus.entries.candidate import Candidate, Family
from corpus.entries.reach import answering
from corpus.lines.markers import ASKS, MARKED, SPELLED, SURE, asks, is_answer, read
from corpus.lines.page import Page
from corpus.lines.plain import key
from corpus.lines.scanning import Kind, Line, line_above
from corpus.lines.words import EXERCISES, INQUIRING, QUESTIONS

_SHORTEST = 3  # questions in a row without anything between them that make a list
_FEWEST = 2  # of which a title says that they are questions
_MOST = 0.6  # share of a list that asks
_TITLED = 0.3  # share of one whose title says so
_TOPPED = 0.5  # share of one where the document's title does
_TITLES = (Kind.TEXT, Kind.HEADING)
_BESIDE = frozenset(Kind) - {*_TITLES, Kind.ITEM}
_TITLE = 80  # characters of a title
_LISTED = ("item", "bullet", "line", "label")
_ASKING = ("heading", "bold", "signed", "titled")  # shapes that make a list only where each asks
_BEHIND = re.compile(r"[?？](?=\s+[^\s(（\[])|\s(?:[-–—→]|[-=]>)(?=\s)|[:：](?=\s)")
_DASH = re.compile(r"\s(?:[-–—=→⇒]|[-=]>)\s|:\s")
_CHECK = re.compile(
    r"(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would)(?:n['’]t)? "
    r"(?:it|its|there|this|that|these|those|they|their|the|your|any|all|every|everything|everyone)\b",
    re.IGNORECASE,
)
"""A question that is answered by a look at what a title names."""

_WORD = re.compile(r"[^\W_]{2,}")
_WORDS_OF_ASKING = """
what which when where who why how does did can could should would will are was were the and for with between
explain describe define discuss use used using your you it its this that is of in on to an as do be or from
by at if me difference concept purpose list name work works
"""
_ASKING_WORDS = frozenset(_WORDS_OF_ASKING.split())
_FEW = 0.2  # share of look-alikes that say more behind the question mark without that being answers
_ENOUGH = 0.6  # share of a question's telling words that an answer must begin with to be taken for its answer
_SHARED = 0.75  # share of the telling words of the longer of two questions from which they are the same
_HEAD = 12  # lines of an answer that are compared, or below questions that are looked through for its label


@dataclass(frozen=True, slots=True)
class Listed:
    """A question of a list: its lines (from 0), its words, its number, the stems that tell it from others, and what it
    has in common with its look-alikes."""

    index: int
    last: int
    text: str
    number: int | None
    telling: frozenset[str]
    family: Family


def question_lists(page: Page, candidates: Sequence[Candidate]) -> list[list[Listed]]:
    """Find the runs of listed questions that nothing answers between them."""
    found: list[list[Listed]] = []
    run: list[Candidate] = []
    told = _told(candidates)
    said = Counter(key(one.text) for one in candidates if one.marker.label == "q")
    for candidate in candidates:
        listable = not (candidate.inline and candidate.family in told) and (
            candidate.shape in _LISTED or (candidate.shape in _ASKING and candidate.asking >= SURE)
        )
        if run and not (listable and _goes_on(page, run[-1], candidate)):
            found.extend(_kept(_unanswered(page, run, candidate.index - (candidate.shape not in _LISTED)), said))
            run = []
        if listable:
            run.append(candidate)
    found.extend(_kept(_unanswered(page, run, len(page.lines) - 1), said))
    seen = {one.index for run in found for one in run}
    mixed = [run for run in _mixed(page, candidates) if run[0].family[0] == "bullet" or run[0].index not in seen]
    inside = {one.index for run in mixed for one in run}
    found = sorted([*mixed, *(run for run in found if run[0].index not in inside)], key=lambda run: run[0].index)
    found = [one for one in found if not _together(page, one) and not _checklist(page, one)]
    return [run for run in found if not _answered(page, run)]


def _answered(page: Page, run: Sequence[Listed]) -> bool:
    """Say whether at least half of listed questions are answered behind a dash, or a colon if they are no orders."""
    words = [read(page.lines[one.index].words).text for one in run]
    cut = ((text[: sign.start()], text[sign.end() :], sign) for text in words if (sign := _DASH.search(text)))
    told = [rest for ask, rest, sign in cut if (INQUIRING.match(ask) if ":" in sign[0] else asks(ask) >= ASKS)]
    return len(told) * 2 >= len(run) and answering(told)


def _mixed(page: Page, candidates: Sequence[Candidate]) -> Iterator[list[Listed]]:
    """Yield the lists of which most lines ask and some don't: bullets of those are no candidates.

    Where a title says that it stands over questions, few need to ask; below a question a list is its answer, and one
    whose questions are answered right behind them, or by the next line each, is none of open questions.
    """
    known = {one.index: one for one in candidates}
    top = _topped(page)
    for block in _blocks(page):
        above = line_above(page.lines, block[0], _BESIDE)
        titled = _says(above, QUESTIONS)
        least, shortest = (_TITLED, _FEWEST) if titled else (_TOPPED, _FEWEST) if top else (_MOST, _SHORTEST)
        asking = [_asks(page, at, ASKS if titled or _says(above, EXERCISES) else MARKED) for at in block]
        below = not titled and above is not None and asks(read(above.words).text) >= ASKS
        behind = sum(_tells(page, at, known.get(at)) for at in block) * 2 >= len(block)
        in_turn = len(block) > _SHORTEST and asking == [turn % 2 == 0 for turn in range(len(block))]
        told = below or behind or in_turn
        if not told and len(block) >= shortest and sum(asking) >= max(1, least * len(block)):
            yield [listed(known.get(at) or _bullet(page, at), at, read(page.lines[at].words).text) for at in block]


def _asks(page: Page, at: int, least: float) -> bool:
    """Say whether a line asks, and its question is no title of what it links to."""
    line = page.lines[at]
    return "](" not in line.body and asks(read(line.words).text) >= least


def _tells(page: Page, at: int, known: Candidate | None) -> bool:
    """Say whether a line answers its own question."""
    words = read(page.lines[at].words).text
    behind = _BEHIND.search(words)
    said = behind is not None and asks(words[: behind.end()]) >= ASKS > asks(words[behind.end() :])
    return said or is_answer(page.lines[at].words) or (known is not None and (known.inline or known.shape == "card"))


def _blocks(page: Page) -> Iterator[list[int]]:
    """Yield the lines of lists that have nothing below or between their items."""
    block: list[int] = []
    for at, line in enumerate(page.lines):
        if line.kind is Kind.BLANK:
            continue
        item = line.kind is Kind.ITEM and page.said(at, at) > 0
        first = page.lines[block[0]] if block else line
        if block and not (item and _alike(line, first)):
            if not page.said(at, at) or (line.kind is not Kind.CODE and line.indent <= first.indent and line.opens):
                yield block
            block = []
        if item:
            block.append(at)
    if block:
        yield block


def _alike(one: Line, other: Line) -> bool:
    counted = one.count is not None and other.count is not None
    return one.indent == other.indent and (counted or one.marker == other.marker)


def _says(title: Line | None, subject: re.Pattern[str]) -> bool:
    """Say whether a line is a title that speaks of questions, or of exercises: tasks below it are no steps."""
    return title is not None and len(title.words) <= _TITLE and subject.search(title.words) is not None


def _topped(page: Page) -> bool:
    """Say whether the document's title speaks of questions."""
    return _says(next((line for line in page.lines if line.kind in _TITLES), None), QUESTIONS)


def _bullet(page: Page, at: int) -> Candidate:
    line = page.lines[at]
    return Candidate(at, at, "bullet", line.indent // 2, read(line.words), line.words, False, 0.0)


def _together(page: Page, run: Sequence[Listed]) -> bool:
    """Say whether listed questions are asked together: under the word "Question", and over the label of an answer."""
    idle = (Kind.BLANK, Kind.TAG)
    above = line_above(page.lines, run[0].index, idle)
    rest = range(run[-1].index + 1, min(run[-1].index + _HEAD, len(page.lines)))
    below = next((at for at in rest if page.lines[at].kind not in (*idle, Kind.ITEM) or at in page.answers), -1)
    return above is not None and SPELLED.fullmatch(above.words) is not None and below in page.answers


def _checklist(page: Page, run: Sequence[Listed]) -> bool:
    """Say whether most of what is listed right below a heading is to be looked at: a checklist is what it says."""
    above = line_above(page.lines, run[0].index)
    headed = above is not None and above.kind is Kind.HEADING and not (_says(above, QUESTIONS) or _topped(page))
    asked = [one.text for one in run if headed and one.number is None and asks(one.text) >= ASKS]
    return sum(_CHECK.match(text) is not None for text in asked) * 2 > len(asked)


def _goes_on(page: Page, last: Candidate, candidate: Candidate) -> bool:
    """Say whether a block goes on with a run of look-alikes: nothing between, no counting from 1 again."""
    return (
        not page.said(last.last + 1, candidate.index - 1)
        and (last.level, last.shape) == (candidate.level, candidate.shape)
        and not (candidate.marker.number == 1 and (last.marker.number or 0) > 1)
    )


def _unanswered(page: Page, run: list[Candidate], end: int) -> list[Candidate]:
    """Leave the last of a run of headings or bold lines out where text follows it, down to line ``end``.

    And that of items which stands apart from the others, with text right below it.
    """
    if not run:
        return run
    last = run[-1]
    below = page.lines[last.last + 1 : last.last + 2]
    tight = len(run) > _FEWEST and run[-2].index - run[0].index == len(run) - _FEWEST
    apart = tight and last.index > run[-2].index + 1
    told = apart and last.shape == "item" and bool(below) and below[0].kind is Kind.TEXT
    answered = last.shape in _ASKING and page.said(last.last + 1, end) > 0
    return run[:-1] if told or answered else run


def _told(candidates: Sequence[Candidate]) -> set[Family]:
    """Return the families that answer on the line of the question: where few do, what stands there asks on."""
    every = Counter(one.family for one in candidates)
    inline = Counter(one.family for one in candidates if one.inline)
    return {family for family, count in inline.items() if count > max(1, _FEW * every[family])}


def _kept(run: Sequence[Candidate], said: Mapping[str, int]) -> Iterable[list[Listed]]:
    """Yield a run that is long enough of questions, or of labelled ones that are ``said`` again elsewhere."""
    asked = sum(1 if one.marker.label == "q" and said[key(one.text)] > 1 else one.asking for one in run)
    if len(run) >= _SHORTEST and asked >= _MOST * len(run):
        yield [listed(one, one.index, one.text) for one in run]


def listed(one: Candidate, last: int, text: str) -> Listed:
    """Make a block down to line ``last`` a question of a list."""
    return Listed(one.index, last, text, one.marker.number, _telling(text), one.family)


def unanswered(lists: Iterable[Sequence[Listed]], questions: Iterable[str]) -> list[Listed]:
    """Return the listed questions that no entry's question repeats, in order."""
    asked = [question for question in questions if question]
    keys = {key(question) for question in asked}
    holders: defaultdict[str, list[frozenset[str]]] = defaultdict(list)
    for question in asked:
        words = _telling(question)
        for word in words:
            holders[word].append(words)
    return [
        one
        for run in lists
        for one in run
        if key(one.text) not in keys and not any(_same(one.telling, other) for other in _near(one.telling, holders))
    ]


def _near(telling: frozenset[str], holders: Mapping[str, Sequence[frozenset[str]]]) -> Iterator[frozenset[str]]:
    """Yield the questions that could be the same: of words that are shared so largely, one is among the rarest.

    Prefix filtering: Chaudhuri, Ganti and Kaushik, "A primitive operator for similarity joins in data cleaning" (2006).
    """
    rare = sorted(telling, key=lambda word: len(holders.get(word, ())))
    for word in rare[: len(rare) - math.ceil(_SHARED * len(rare)) + 1]:
        yield from holders.get(word, ())


def _telling(text: str) -> frozenset[str]:
    """Return the stems (five letters) of the words that tell a question from others."""
    return frozenset(word[:5] for word in _WORD.findall(text.casefold()) if word not in _ASKING_WORDS)


def _same(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) >= _SHARED * max(len(one), len(other))


def answered_by(page: Page, index: int, open_: Sequence[Listed]) -> Listed | None:
    """Return the listed question that the text from ``index`` on answers, judging by the words it begins with."""
    found = _telling(" ".join(line.raw[:400] for line in page.lines[index : index + _HEAD]))
    first = _telling(page.lines[index].raw[:400])
    best, most = None, 0.0
    for one in open_:
        share = (len(one.telling & found) + 0.1 * len(one.telling & first)) / max(len(one.telling), 1)
        if share > most:
            best, most = one, share
    return best if most >= _ENOUGH else None


def gaps(page: Page, first: int, last: int) -> list[int]:
    """Return the lines of text that follow a gap of two blank lines or more, from ``first`` to ``last``."""
    found = []
    blank = 0
    for index in range(first, last + 1):
        line = page.lines[index]
        if line.kind is Kind.BLANK:
            blank += 1
            continue
        if blank >= 2 and line.kind is Kind.TEXT and asks(line.body) < MARKED:
            found.append(index)
        blank = 0
    return found
