"""Which families of look-alike blocks open entries, weighed for each document by itself.

Nothing is known of a document beforehand. Every family of candidates is scored by what its members show together:
they ask, their numbers follow one another, they are answered, a label of an answer follows, they don't repeat one
another. The best family wins; others join it where they stand beside it, not inside its entries.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from corpus.entries.candidate import TITLES, Candidate, Family, section_ends
from corpus.lines.markers import ASKS, DECK, MISSED
from corpus.lines.page import Page
from corpus.lines.plain import key
from corpus.lines.scanning import Kind

ENOUGH = 0.42
"""The score from which a family's members are taken for questions; set on the seed corpus and written notes."""

_PRIOR = {
    "row": 0.7,
    "quote": 0.05,
    "card": 0.3,
    "details": 0.45,
    "label": 0.5,
    "callout": 0.45,
    "alone": 0.45,
    "titled": 0.3,
    "lost": 0.3,
    "bold": 0.12,
    "signed": 0.12,
    "heading": 0.08,
    "item": 0.08,
    "bullet": 0.12,
    "line": -0.1,
}
"""What a family's shape says by itself, set by hand on the same notes: above ``ENOUGH`` for shapes that hardly anything
but questions has, so that they need no words for it; near 0 for those that headings, steps and lists have as well."""

_OPEN = 0.85
"""The share of asking from which marked members without an answer are open questions: they weigh half."""

_MARKED = 0.95
"""The share of asking that lines without any mark of their own have where nearly all end in a question mark."""

_SEVERAL = 3
"""Lines without any mark that all ask and stand alone: from so many on they are a list of questions, not rhetoric."""

_OPENED = 0.45
"""The share of the paragraphs from which lines that all ask right above other text are no rhetoric."""

_SIGNS = 2
"""The signs up to which the front of a card is no word."""

_SAYS = (Kind.TEXT, Kind.ITEM)
_ENDS = (Kind.BLANK, Kind.HEADING, Kind.UNDERLINE, Kind.RULE)  # above the first line of a paragraph

_MOST = 0.6  # share of the members that count on which ask, and of the others which do not

_LABELLED = {"q": 0.4, "task": 0.25, "": 0.0}


@dataclass(frozen=True, slots=True)
class Weight:
    """What a family's members show together; every part but ``whole`` is a share from 0 to 1.

    ``asking``: they read like questions. ``answered``: content follows before the next one. ``labelled``: the label of
    an answer follows. ``counted``: their numbers go on from one another. ``repeated``: they say what others say.
    ``among``: the lines of text from the first to the last are they, or the document marks other flashcards as such.
    ``apart``: they are paragraphs of their own, or open all. ``whole``: they make up the document.
    """

    members: tuple[Candidate, ...]
    asking: float
    answered: float
    labelled: float
    counted: float
    repeated: float
    among: float = 0.0
    apart: float = 0.0
    whole: bool = False

    @property
    def score(self) -> float:
        """Weigh the parts into one number; above ``ENOUGH`` the members are questions."""
        first = self.members[0]
        prior = _PRIOR[first.shape] + _LABELLED[first.marker.label]
        if first.shape == "alone":
            prior += 0.3
        if first.shape == "card":
            prior += 0.3 * (self.among >= 0.5)
        bare = first.shape == "line" and self.asking >= _MARKED and not self.labelled
        begun = self.whole and self.asking >= _MARKED
        if bare and (begun or len(self.members) >= _SEVERAL):
            prior += 0.1 * (self.apart >= 0.8)
        shown = prior + 0.5 * self.asking + 0.3 * self.labelled + 0.15 * self.counted - 0.5 * self.repeated
        weak = (
            first.shape in ("bullet", "line", "bold", "signed")
            and first.marker.bare
            and not (first.bold and self.asking == 1.0 and all(member.inline for member in self.members))
        )
        few = ({1: 0.5, 2: 0.6} if weak else {1: 0.75, 2: 0.9}).get(len(self.members), 1.0)
        few = 1.0 if weak and begun else few
        answered = self.answered
        if answered and self.asking >= _OPEN and first.shape not in ("bullet", "line"):
            answered = (1 + answered) / 2
        return shown * answered * few


def weigh(page: Page, candidates: Sequence[Candidate]) -> dict[Family, Weight]:
    """Weigh every family of a document."""
    families: dict[Family, list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        if candidate.shape not in ("links", "part"):
            families[candidate.family].append(candidate)
    ends = section_ends([one for one in candidates if one.shape in TITLES], len(page.lines) - 1)
    decked = any(one.marker.style in ("#", "?") for one in candidates) or _tagged(page)
    weights = {family: _weight(page, members, ends) for family, members in families.items()}
    for family, weight in weights.items():
        outer = _outer(weight.members) if weight.score < ENOUGH else []
        weights[family] = _weight(page, outer, ends) if outer else weight
    return {family: replace(weight, among=1.0) if decked else weight for family, weight in weights.items()}


def _tagged(page: Page) -> bool:
    """Say whether a line is the tag of notes that hold flashcards."""
    tags = [line.raw for line in page.lines if line.raw[:1] == "#" and line.raw[1:2].isalpha()]
    return any(DECK.fullmatch(tag.rstrip()) for tag in tags)


def _outer(members: Sequence[Candidate]) -> list[Candidate]:
    """Return the members that count on over others which hardly ask: those are steps of answers.

    What does not ask goes on counting where it does not follow a step with the number before.
    """
    outer: list[Candidate] = []
    steps: list[Candidate] = []
    for member in members:
        number = member.marker.number or 0
        expected = (outer[-1].marker.number or 0) + 1 if outer else 1
        step = bool(steps) and steps[-1].index > outer[-1].index and steps[-1].marker.number == number - 1
        asks = member.asking >= ASKS
        if number == expected and (asks or (outer and not step)):
            outer.append(member)
        elif outer:
            steps.append(member)
        else:
            return []
    asking = sum(one.asking >= ASKS for one in outer)
    idle = sum(one.asking < ASKS for one in steps)
    counted = len(outer) >= _SEVERAL and asking >= _MOST * len(outer) and idle >= _MOST * len(steps)
    return outer if steps and counted else []


def _weight(page: Page, members: list[Candidate], ends: dict[int, int]) -> Weight:
    said = Counter(_gist(member) for member in members)
    often = 1 if members[0].shape == "card" else 2
    answered = labelled = repeated = 0
    asking = [member for member in members if member.asking >= ASKS]
    members, every = (asking if len(asking) * 5 >= len(members) * 2 else members), members
    for position, member in enumerate(members):
        end = members[position + 1].index if position + 1 < len(members) else len(page.lines)
        end = min(end, ends.get(member.index, end - 1) + 1)
        if member.details:
            end = min(end, member.details.close + 1)
        content = page.said(member.last + 1, end - 1) + (page.said(member.last, member.last) if member.details else 0)
        answered += member.inline or content > 0
        labelled += any(line in page.answers for line in range(member.last + 1, min(end, member.last + 40)))
        repeated += bool(member.text) and said[_gist(member)] > often
    count = len(members)
    share = sum(member.asking for member in every) / len(every) if every[0].shape != "alone" else 0.5
    said_lines = max(page.said(every[0].index, every[-1].index), 1)
    return Weight(
        tuple(every),
        share,
        answered / count,
        labelled / count,
        _counted(every),
        repeated / count,
        len(every) / said_lines,
        _apart(page, every) if every[0].shape == "line" else 0.0,
        _whole(page, every),
    )


def _whole(page: Page, members: Sequence[Candidate]) -> bool:
    """Say whether two members, or one line that asks and tells, make up a document: nothing but a title is ahead of
    them, and no heading behind."""
    first, last = members[0], members[-1]
    if len(members) > 2 or (first is last and not (first.inline and page.said(first.last, len(page.lines) - 1) == 1)):
        return False
    heads = any(line.kind is Kind.HEADING for line in page.lines[first.index + 1 :])
    return page.said(0, first.index - 1) <= 1 and not heads


def _apart(page: Page, members: Sequence[Candidate]) -> float:
    """Return the share of members that are a paragraph each, or that of the paragraphs which they open.

    Where several open a good part of them, it is the share of members that stand right above other text.
    """
    inside = page.lines[members[0].index : members[-1].last + 1]
    paragraphs = 1 + sum(line.kind in _SAYS and above.kind in _ENDS for above, line in pairwise(inside))
    below = [page.lines[one.last + 1 : one.last + 2] for one in members]
    lone = sum(not line or line[0].kind is Kind.BLANK for line in below)
    alone, opened = lone / len(members), len(members) / paragraphs
    both = (len(members) + lone) / (paragraphs + 1)
    return max(alone, opened, both, 1 - alone if opened >= _OPENED and len(members) > _SEVERAL else 0.0)


def _gist(member: Candidate) -> str:
    """Return by what a member repeats others; of a card the last word before ``::``, which code repeats (``std::``).

    One of few signs is what it is: keys (``o``, ``O``), operators.
    """
    if member.shape != "card" or not member.text.strip():
        return key(member.text)
    word = member.text.split()[-1]
    return key(word) if len(word) > _SIGNS else word


def _counted(members: Sequence[Candidate]) -> float:
    """Return the share of neighbours whose numbers follow one another; 0 where fewer than three have one.

    Numbers of two parts may begin with one again behind the next chapter's; few that are missing count half.
    """
    numbers = [member.marker.number for member in members if member.marker.number is not None]
    if len(numbers) < 3:
        return 0.0
    chaptered = "1.1" in members[0].marker.style
    steps = [
        1.0 if after == before + 1 or (chaptered and after == 1) else 0.5 * (0 < after - before <= MISSED)
        for before, after in pairwise(numbers)
    ]
    return sum(steps) / len(steps)
