"""From families of candidates to the blocks that open the entries of a document."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from corpus.entries.candidate import HEADINGS, Candidate
from corpus.entries.dividers import find_dividers, ruled_off
from corpus.entries.evidence import ENOUGH, Weight, weigh
from corpus.entries.leads import LEADS, begun
from corpus.entries.mended import mended
from corpus.entries.plans import Plan
from corpus.entries.prose import aside, calls
from corpus.lines.markers import ASKS, MARKED, SURE
from corpus.lines.page import Page
from corpus.lines.scanning import Kind, line_above
from corpus.lines.words import STEPS

_DEPTH = {"alone": 0, "heading": 1} | dict.fromkeys(("titled", "details", "callout"), 8)
_DEPTH |= dict.fromkeys(("label", "bold", "lost", "signed"), 9)
_ANSWERED = 2  # headings that ask over nothing but links: links are answers there
_PASSING = 4  # items of a list to one that asks from which it does so in passing
_ASKED = 0.9  # share of asking that blocks with separators between them have which open entries before others do
_SECTIONS = 4  # of plain notes, of which one has a part that asks
_STEP = re.compile(rf"(?:{STEPS})[ \t]*\d", re.IGNORECASE)
_UNMARKED = ("line", "quote")
_EXPLICIT = ("heading", "details", "callout", "bullet", "row", "card", "signed")
"""Shapes that open something even where they don't ask."""


def plan(page: Page, candidates: Sequence[Candidate]) -> Plan:
    """Decide what opens the entries of a document."""
    weights = weigh(page, candidates)
    strong = [weight for weight in weights.values() if weight.score >= ENOUGH]
    strong.sort(key=lambda one: (one.asking >= _ASKED and ruled_off(page, one.members), _strength(one)), reverse=True)
    only = list(_only(page, candidates))
    if only and all(weight.members[0].shape == "heading" for weight in strong):
        return Plan(tuple(only), frozenset())
    if not strong or _rhetoric(page, candidates, strong) or _named(page, strong) or _lone(page, candidates, strong):
        return Plan((), frozenset())
    chosen = mended(page, candidates, _grown(page, candidates, strong))
    return Plan(tuple(chosen), find_dividers(page, candidates, chosen))


def _only(page: Page, candidates: Sequence[Candidate]) -> Iterable[Candidate]:
    """Yield the heading that a document begins with where it alone asks, and those below are parts of one answer.

    One of them labels the answer; most others count its steps, which may ask, or are called like a part.
    """
    headings = [one for one in candidates if one.shape in ("heading", "part")]
    labels = sum(page.lines[at].kind is Kind.HEADING for at in page.answers)
    if not headings or labels != 1 or len(page.answers) > 1:
        return
    first, *rest = headings
    others = [one for one in rest if one.shape == "heading" and not _STEP.match(one.text)]
    alone = first.asking == MARKED and all(one.asking < ASKS for one in others)
    if alone and not page.said(0, first.index - 1) and len(others) * 2 <= len(rest):
        yield first


def _rhetoric(page: Page, candidates: Sequence[Candidate], strong: Sequence[Weight]) -> bool:
    """Say whether nothing but bare lines ask, each in the midst of a section, and most sections do without one.

    Leads in bold and lines that look like a card (``read :: Path -> Text``) are as bare without a number or a label; of
    cards some may begin a section where far more do without. Items of lists are rhetoric where most of their like ask
    nothing either.
    """
    shapes = {weight.members[0].shape for weight in strong}
    if shapes == {"bullet"}:
        return _in_passing(page, candidates, strong)
    if not all(map(_unmarked, strong)):
        return False
    asked = sorted(member.index for weight in strong for member in weight.members)
    heads = [one.index for one in candidates if one.shape in HEADINGS]
    told = 0
    apart = True
    for index, end in pairwise([*heads, len(page.lines)]):
        inside = asked[bisect_left(asked, index) : bisect_left(asked, end)]
        begins = page.said(index + 1, (inside[0] if inside else end) - 1) > 0
        apart &= not inside or (len(inside) == 1 and begins)
        told += begins
    return told > (len(asked) if apart else _PASSING * len(asked)) and (apart or shapes == {"card"})


def _named(page: Page, strong: Sequence[Weight]) -> bool:
    """Say whether what opens something is some of the leads with which a document names its paragraphs."""
    members = {member.index for weight in strong for member in weight.members}
    if not all(page.lines[index].body.startswith(LEADS) for index in members):
        return False
    leads = {lead.index for lead in begun(page)}
    return 2 * len(members) < len(leads) and members <= leads


def _lone(page: Page, candidates: Sequence[Candidate], strong: Sequence[Weight]) -> bool:
    """Say whether nothing but one heading asks, deeper than several that have text of their own and ask nothing."""
    members = [member for weight in strong for member in weight.members]
    if len(members) > 1 or members[0].shape != "heading" or not members[0].marker.bare:
        return False
    heads = [one for one in candidates if one.shape == "heading"]
    ends = [*(one.index for one in heads[1:]), len(page.lines)]
    told = Counter(one.level for one, end in zip(heads, ends, strict=True) if page.said(one.last + 1, end - 1))
    return any(count >= _SECTIONS for level, count in told.items() if level < members[0].level)


def _unmarked(weight: Weight) -> bool:
    """Say whether the members of a family are lines that plain notes have as well."""
    first = weight.members[0]
    return first.shape in _UNMARKED or (first.marker.bare and first.shape in ("bold", "card"))


def marked(page: Page, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Give the headings that stand over nothing but links a shape of their own, but where links are answers."""
    heads = [at for at, one in enumerate(candidates) if one.shape == "heading"]
    ends = [*(candidates[at].index for at in heads[1:]), len(page.lines)]
    over = {at for at, end in zip(heads, ends, strict=False) if _only_links(page, candidates[at].index, end)}
    asked = [candidates[at] for at in over if candidates[at].asking == MARKED]
    answered = Counter(one.family for one in asked if one.index not in page.linked)
    return [
        replace(one, shape="links")
        if at in over and one.asking < MARKED and (answered[one.family] < _ANSWERED or aside(one))
        else one
        for at, one in enumerate(candidates)
    ]


def _only_links(page: Page, first: int, end: int) -> bool:
    """Say whether a heading, or what stands under it, is links and nothing else."""
    content = page.said(first + 1, end - 1)
    links = sum(index in page.linked - page.back - page.contents for index in range(first + 1, end))
    return links >= content if content else first in page.linked


def _strength(weight: Weight) -> float:
    return weight.score + 0.03 * min(len(weight.members), 64).bit_length()


def _grown(page: Page, candidates: Sequence[Candidate], strong: Sequence[Weight]) -> list[Candidate]:
    """Take the best family, then each other where it stands beside what is taken already."""
    taken: dict[int, Candidate] = {}
    for weight in strong:
        members = _coherent(page, weight)
        if not taken:
            taken.update((member.index, member) for member in members)
            continue
        chosen = [taken[index] for index in sorted(taken)]
        dividers = sorted(find_dividers(page, candidates, chosen))
        more = list(_beside(members, chosen, dividers, page))
        if more and (members[0].shape not in _UNMARKED or len(more) * 2 > len(members)):
            taken.update((member.index, member) for member in more)
    return [taken[index] for index in sorted(taken)]


def _in_passing(page: Page, candidates: Sequence[Candidate], strong: Sequence[Weight]) -> bool:
    """Say whether few items of the lists in which some ask do so, and more sections do without one than with one."""
    asked = [member.index for weight in strong for member in weight.members if member.asking >= ASKS]
    indents = {page.lines[index].indent for index in asked}
    items = sum(line.kind is Kind.ITEM and line.indent in indents and line.count is None for line in page.lines)
    heads = [one.index for one in candidates if one.shape in ("heading", "part")]
    told = sum(page.said(at + 1, end - 1) > 0 for at, end in pairwise([*heads, len(page.lines)]))
    asking = {bisect_right(heads, index) for index in asked}
    return told > 2 * len(asking) and items > _PASSING * len(asked)


def _coherent(page: Page, weight: Weight) -> list[Candidate]:
    """Leave out the members of a family that neither ask nor go on counting where nearly all others do.

    One goes on counting where its number follows the one before, or is the one before the number of what asks next;
    one with the label of an answer below it stays. A first heading that speaks of questions stands over the others.
    """
    members = [one for one in weight.members if one.asking >= ASKS or not _stands_over(one, weight.members)]
    members = [one for one in members if not _amid(page, one, weight.members)]
    if not members:
        return []
    whole = weight.counted == 1.0 and members[0].marker.number == 1
    if weight.asking < 0.5 or weight.asking > 0.97 or whole or members[0].marker.label or members[0].shape == "alone":
        return members
    labelled = _labelled(page, members)
    kept: list[Candidate] = []
    expected = 1
    index = 0
    while index < len(members):
        run = [members[index]]
        while not run[0].asking >= ASKS and index + len(run) < len(members) and members[index + len(run)].asking < ASKS:
            run.append(members[index + len(run)])
        index += len(run)
        unnumbered = run[0].marker.number is None and run[0].shape in _EXPLICIT
        counted = run[0].asking >= ASKS or unnumbered or _counts_on(run, expected, members[index : index + 1])
        if counted or all(one.index in labelled for one in run):
            kept.extend(run)
            expected = (run[-1].marker.number or 0) + 1
    return kept


def _stands_over(one: Candidate, members: Sequence[Candidate]) -> bool:
    """Say whether a heading that asks nothing stands over neither question nor answer, or over all questions."""
    return one.shape == "heading" and (aside(one) or (one is members[0] and len(members) > 1 and calls(one)))


def _labelled(page: Page, members: Sequence[Candidate]) -> set[int]:
    """Return the members of a family that have the label of an answer down to the next one."""
    ends = [*(one.index for one in members[1:]), len(page.lines)]
    answers = sorted(page.answers)
    return {
        one.index
        for one, end in zip(members, ends, strict=True)
        if bisect_right(answers, one.last) < bisect_left(answers, end)
    }


def _amid(page: Page, one: Candidate, members: Sequence[Candidate]) -> bool:
    """Say whether an item that asks nothing stands right below one of its list that opens nothing."""
    if one.index == 0 or one.asking >= ASKS:
        return False
    line, above = page.lines[one.index], page.lines[one.index - 1]
    beside = line.kind is above.kind is Kind.ITEM and line.indent == above.indent
    return beside and all(other.index != one.index - 1 for other in members)


def _counts_on(run: Sequence[Candidate], expected: int, after: Sequence[Candidate]) -> bool:
    """Say whether what does not ask goes on counting: as ``expected``, or up to the number of what asks after it.

    The numbers of headings may have gaps; the first of them begin with one. What asks next may begin with one again.
    """
    again = len(after) > 0 and after[0].marker.number == 1
    numbers = [one.marker.number or 0 for one in (run if again else [*run, *after])]
    if run[0].shape == "heading" and numbers[0] >= expected and after:
        return (expected > 1 or numbers[0] == 1) and all(one <= other for one, other in pairwise(numbers))
    up = bool(after) and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    return expected > 1 and (numbers[0] == expected or (up and numbers[0] > expected))


def _beside(
    members: Sequence[Candidate], chosen: Sequence[Candidate], dividers: Sequence[int], page: Page
) -> Iterable[Candidate]:
    """Return the members that stand beside the entries chosen so far, not inside them."""
    starts = [opener.index for opener in chosen]
    inside: dict[int, list[Candidate]] = {}
    for member in members:
        position = bisect_right(starts, member.index) - 1
        owner = chosen[position] if position >= 0 else None
        if owner is None or _apart(owner, member, dividers) or _alike(page, owner, member):
            if not _holds(member, starts, dividers, page):
                yield member
        else:
            inside.setdefault(position, []).append(member)
    if not inside:
        return
    few = len(inside) <= max(1, 0.15 * len(chosen)) and not ruled_off(page, chosen)
    for position, group in inside.items():
        if (
            _continues(chosen[position], group)
            or _begins(page, group)
            or (few and len(group) >= 3 and _equal(chosen[position], group, position, chosen))
        ):
            yield from group


def _alike(page: Page, owner: Candidate, member: Candidate) -> bool:
    """Say whether both are cards, or items of one depth of which what is no card asks: neither holds the other."""
    one, other = page.lines[owner.index], page.lines[member.index]
    listed = one.kind is other.kind is Kind.ITEM and one.indent == other.indent
    return _is_card(owner) and (_is_card(member) or (listed and member.asking == MARKED))


def _is_card(opener: Candidate) -> bool:
    return opener.shape == "card" or opener.marker.style in ("#", "?")


def _apart(owner: Candidate, member: Candidate, dividers: Sequence[int]) -> bool:
    """Say whether a member lies behind what its owner holds; a row of a table holds nothing below it."""
    if owner.shape == "row" or (owner.details is not None and member.index > owner.details.close):
        return True
    at = bisect_right(dividers, owner.index)
    return at < len(dividers) and dividers[at] <= member.index


def _holds(member: Candidate, starts: Sequence[int], dividers: Sequence[int], page: Page) -> bool:
    """Say whether a heading stands right over chosen entries: then it is their title, not their sibling."""
    if member.shape != "heading":
        return False
    at = bisect_left(starts, member.index + 1)
    if at >= len(starts):
        return False
    divider = bisect_right(dividers, member.index)
    apart = divider < len(dividers) and dividers[divider] < starts[at]
    if member.asking >= SURE and page.said(member.last + 1, starts[at] - 1):
        return False
    return not apart and page.said(member.last + 1, starts[at] - 1) <= 2


def _continues(owner: Candidate, group: Sequence[Candidate]) -> bool:
    number, first = owner.marker.number, group[0].marker.number
    if None in (number, first) and owner.marker.label == group[0].marker.label == "q":
        return True
    if owner.shape == group[0].shape == "heading" and owner.level == group[0].level and group[0].marker.label == "q":
        return True
    return (
        number is not None
        and first == number + 1
        and owner.marker.label == group[0].marker.label
        and (owner.marker.label != "" or group[0].asking >= ASKS)
    )


def _begins(page: Page, group: Sequence[Candidate]) -> bool:
    """Say whether a group inside one entry counts from 1 again and asks throughout, under a heading of its own."""
    first = group[0]
    heading = line_above(page.lines, first.index, (Kind.BLANK, Kind.RULE, Kind.TAG))
    return (
        first.shape == "heading"
        and first.marker.number == 1
        and heading is not None
        and 0 < heading.level < first.level
        and all(one.asking >= SURE for one in group)
    )


def _equal(owner: Candidate, group: Sequence[Candidate], position: int, chosen: Sequence[Candidate]) -> bool:
    """Say whether a group inside one entry ranks with it, or stands at the very end of what was chosen."""
    depth, other = _depth(owner), _depth(group[0])
    deeper = owner.shape == group[0].shape == "heading" and other > depth
    asked = all(one.asking >= SURE for one in group)
    return other <= depth or (position == len(chosen) - 1 and (asked or not deeper))


def _depth(opener: Candidate) -> float:
    return _DEPTH.get(opener.shape, 10) + (opener.level / 10 if opener.shape == "heading" else 0)
