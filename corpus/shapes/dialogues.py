"""Talks with an assistant: what a person says to it becomes a question, its reply the answer."""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.lines.fences import fenced
from corpus.lines.markers import ASKS, LONGEST, MARKED, SURE, asks, read
from corpus.lines.plain import plain
from corpus.lines.scanning import front_matter
from corpus.lines.speakers import ASKER, ASSISTANT, SAYS, TELLER, is_courtesy, is_idle
from corpus.lines.words import QUESTIONS
from corpus.shapes.chats import CLOCK, DATE

_HEAD = re.compile(
    rf"(?:[\[(]?(?:{DATE},?[ \t]+)?{CLOCK}[\])]?[-–— \t]*)?"
    r"(?:[\W_]{0,16}?(?:\[!\w{1,12}\][-+]?)?[\W_]{0,16})"
    r"(?P<name>[^\W\d_][\w.-]{0,15}(?: [\w.-]{1,15}){0,2}?)"
    rf"(?P<says> ?(?:{SAYS}))?"
    rf"(?:[ \t]*[(\[][^()\[\]]{{1,80}}[)\]]|[ \t,|·@–—*_-]{{1,6}}(?:{DATE}(?:,?[ \t]+|T))?{CLOCK})?"
    r"[*_]{0,3}\s*(?:(?P<colon>[:：])[*_]{0,3}(?:\s+|$|(?<=：))|$)",
    re.IGNORECASE,
)
_INTERVIEWER = "interviewer"
_LONE = frozenset({"user", "human", "prompt", _INTERVIEWER})  # who is known to ask where nobody else is named
_PERSON = "you"
_TITLE = re.compile(r"[ \t]{0,3}#{1,6}[ \t]+(?=\S)")
_SENTENCE = re.compile(r"[ \t]{0,3}[^\W\d_].*[.:!][ \t]*$")
_RULE = re.compile(r"[ \t]*(?:(?:-{3,}|\*{3,}|_{3,})[ \t]*)?")
_LAST = re.compile(r"[^.!?\s][^.!?]{8,}\?(?=\W*$)")
_LEADS = re.compile(r"[ \t]{0,3}(?:#|\*\*|__|[-*+][ \t]|\(?[\dQq])")
_MARKUP = re.compile(r"#|\*\*|__|\[!")
_TOLD, _SHOWN, _BARE = 3, 2, 0  # how sure a line shows who speaks: it says so, has markup, a word alone
_HEADS = 4  # of a talk whose lines say who speaks by a word alone
_ABOVE = 12  # lines with words above a talk that is less sure
_TURNS = 0.7  # share of what is said that asks and is answered
_ASKED = 0.7  # share of what one side says that has a question mark
_RECURS = 2  # times that one speaks who is known by the other side alone
_BRIEF = 2  # lines of what is said to thanks
_LISTED = 3  # lines of a reply that ask, from which it is no answer but holds some
_AGAIN = 2  # of one to a wish for more of them


@dataclass(frozen=True, slots=True)
class _Turn:
    """Where one side begins to speak: its line and name, what it says there, and how sure the line shows that."""

    line: int
    name: str
    said: str
    sure: int


def spoken(lines: Sequence[str]) -> tuple[Sequence[str], frozenset[int], frozenset[int]]:
    """Write Q before what a person says to an assistant and A before the replies, where lines say who speaks.

    A yes asks what was offered. What asks nothing goes, and its reply goes on with the answer above; what asks for a
    list of questions goes, too: they are in the reply. Headings of what is asked are text. Return with the lines
    those that go, and those of replies where more than a label shows who speaks: what asks there opens nothing.
    """
    turns = _turns(lines)
    turns = [*_unnamed(turns, lines), *turns]
    asking = _asking(turns)
    if not _is_talk(turns, asking, lines):
        return lines, frozenset(), frozenset()
    if all(asking):
        asked = {turn.line: f"Q: {turn.said}" for turn in turns if not is_idle(turn.said)}
        return [asked.get(at, line) for at, line in enumerate(lines)], frozenset(), frozenset()
    changed, gone, told, begun, code = list(lines), set[int](), set[int](), list[int](), fenced(lines)
    for before, asker, turn in zip([False, *asking], asking, turns, strict=False):
        changed[turn.line] = turn.said if before == asker else f"{'Q' if asker else 'A'}: {turn.said}".rstrip()
        begun += [turn.line] * (before != asker)
    for first, reply, end in zip(begun[::2], begun[1::2], [*begun[2::2], len(lines)], strict=False):
        for at in range(first + 1, reply):
            changed[at] = changed[at] if code[at] else _TITLE.sub("", changed[at])
        said = " ".join(map(plain, changed[first:reply])).removeprefix("Q:").strip()
        idle = is_idle(said)
        lists = _wants_list(said) and _asked_in(lines[reply + 1 : end]) >= (_AGAIN if idle else _LISTED)
        offered = _offered(changed, first) if idle and not lists and not is_courtesy(said) else ""
        if offered:
            changed[first] = f"Q: {offered.rstrip('?')} ({said})?"
            gone.update(range(first + 1, reply))
        elif idle or lists:
            brief = sum(map(bool, map(str.strip, lines[reply + 1 : end]))) <= _BRIEF
            gone.update(range(_above(lines, first), end if is_courtesy(said) and brief else reply))
            changed[reply] = changed[reply].removeprefix("A:").strip()
            continue
        told.update(range(reply, end))
    gone.update(turn.line for turn in turns if not changed[turn.line])
    kept = [lines[at] if at in gone else line for at, line in enumerate(changed)]
    shown = told if _sureness(turns) >= _SHOWN else ()
    return kept, frozenset(at for at in gone if lines[at].strip()), frozenset(shown)


def _turns(lines: Sequence[str]) -> list[_Turn]:
    """Find the lines that begin with the name of one of the two sides."""
    top = front_matter(lines)
    heads = {at: head for at, line in enumerate(lines) if at >= top and (head := _HEAD.match(line))}
    names = {at: head["name"].casefold() for at, head in heads.items()}
    alone = {names[at] for at in heads} - {names[at] for at, head in heads.items() if lines[at][head.end() :].strip()}
    sides = _sides(Counter(names.values()), alone)
    code = fenced(lines) if sides else []
    return [_turn(lines[at], at, head) for at, head in heads.items() if names[at] in sides and not code[at]]


def _sides(said: Counter[str], alone: Collection[str]) -> set[str]:
    """Return the names of those who speak, from how often each begins a line.

    Who is known by the other side alone recurs as that does; an assistant of any name has a line of its own, besides,
    and no third name recurs so.
    """
    askers = {name for name in said if ASKER.fullmatch(name)}
    tellers = {name for name in said if TELLER.fullmatch(name)}
    known = sum(said[name] for name in said if (ASSISTANT if tellers else ASKER).fullmatch(name))
    like = [name for name, count in said.most_common() if name not in askers | tellers and abs(count - known) <= 1]
    if known < _RECURS or (askers and tellers) or not like or (askers and (len(like) > 1 or like[0] not in alone)):
        return askers | tellers
    return askers | tellers | {like[0]}


def _turn(line: str, index: int, head: re.Match[str]) -> _Turn:
    said = line[head.end() :].strip()
    open_ = said and head.group().count("**") % 2
    signs = (head["says"], _MARKUP.search(head.group()), head["colon"])
    sure = next((_TOLD - at for at, sign in enumerate(signs) if sign), _BARE)
    return _Turn(index, head["name"].casefold(), f"**{said}" if open_ else said, sure)


def _unnamed(turns: Sequence[_Turn], lines: Sequence[str]) -> list[_Turn]:
    """Return what the person says first where a talk was copied from there on: a paragraph above the first reply."""
    first = turns[0] if turns else None
    if first is None or first.sure < _TOLD or TELLER.fullmatch(first.name) is None:
        return []
    above = [at for at, line in enumerate(lines[: first.line]) if line.strip()]
    one = bool(above) and above[-1] - above[0] < len(above) and not _LEADS.match(lines[above[0]])
    return [_Turn(above[0], _PERSON, lines[above[0]].strip(), _TOLD)] if one else []


def _asking(turns: Sequence[_Turn]) -> list[bool]:
    """Say of each turn whether the side that asks speaks; whom an interviewer asks is none."""
    names = {turn.name for turn in turns}
    if _INTERVIEWER in names:
        return [turn.name == _INTERVIEWER for turn in turns]
    if any(map(TELLER.fullmatch, names)):
        return [TELLER.fullmatch(turn.name) is None for turn in turns]
    return [ASKER.fullmatch(turn.name) is not None for turn in turns]


def _is_talk(turns: Sequence[_Turn], asking: Sequence[bool], lines: Sequence[str]) -> bool:
    """Say whether the two sides take turns, or only one is named and asks; what is less sure stands near the top.

    Turns of one name in a row are one: an assistant that works says several things, and pages write its name twice.
    """
    if all(asking):
        named = all(turn.sure == _TOLD or turn.name in _LONE for turn in turns)
        return named and sum(asks(turn.said) >= MARKED for turn in turns) > _ASKED * len(turns)
    answered = sum(one and not after for one, after in pairwise(asking))
    if not answered or 2 * answered < _TURNS * len(_firsts(turns[asking.index(True) :])):
        return False
    sure = _sureness(turns)
    if sure == _TOLD:
        return True
    if _is_example(turns, lines) or not (_recurs(turns) or _first_asks(turns, asking, lines)):
        return False
    if sure == _SHOWN and answered > 1:
        return True
    near = sum(bool(line.strip()) for line in lines[: turns[0].line]) <= _ABOVE
    return near and (sure > _BARE or len(turns) >= _HEADS)


def _firsts(turns: Sequence[_Turn]) -> list[_Turn]:
    """Return of turns of one name in a row the first."""
    return [*turns[:1], *(after for one, after in pairwise(turns) if one.name != after.name)]


def _sureness(turns: Sequence[_Turn]) -> int:
    return min(turn.sure for turn in _firsts(turns))


def _recurs(turns: Sequence[_Turn]) -> bool:
    """Say whether somebody speaks again: names that stand once may be those of parts, or of terms."""
    firsts = _firsts(turns)
    return len({turn.name for turn in firsts}) < len(firsts)


def _first_asks(turns: Sequence[_Turn], asking: Sequence[bool], lines: Sequence[str]) -> bool:
    """Say whether what the person says first asks, on its own line or in the first words below."""
    turn = turns[asking.index(True)]
    below = (plain(line) for line in lines[turn.line + 1 :] if line.strip())
    return asks(turn.said or next(below, "")) >= ASKS


def _is_example(turns: Sequence[_Turn], lines: Sequence[str]) -> bool:
    """Say whether a sentence below a heading introduces the talk, and a heading as high stands behind: a part ends."""
    spoken_at = {turn.line for turn in turns}
    titles = {at: title for at, line in enumerate(lines) if at not in spoken_at and (title := _TITLE.match(line))}
    levels = {at: title[0].count("#") for at, title in titles.items()}
    over = max((at for at in levels if at < turns[0].line), default=None)
    if over is None or not any(_SENTENCE.match(line) for line in lines[over + 1 : turns[0].line]):
        return False
    return any(at > over and level <= levels[over] for at, level in levels.items())


def _above(lines: Sequence[str], index: int) -> int:
    """Return the first of the separators and blank lines right above a line, else the line."""
    while index and _RULE.fullmatch(lines[index - 1]):
        index -= 1
    return index


def _offered(lines: Sequence[str], end: int) -> str:
    """Return what the reply above a line asks in its last sentence; "" where it asks nothing."""
    last = next((plain(lines[at]) for at in range(end - 1, -1, -1) if not _RULE.fullmatch(lines[at])), "")
    sentence = _LAST.search(last[-LONGEST:].removeprefix("A:"))
    return sentence.group() if sentence else ""


def _wants_list(said: str) -> bool:
    """Say whether what is said may want questions to be listed: it asks nothing else."""
    return QUESTIONS.search(said) is not None or asks(said) < SURE


def _asked_in(reply: Sequence[str]) -> int:
    """Return how many questions a reply holds: behind numbers, labels or signs of headings, or in bold."""
    found = (read(plain(line)) for line in reply if _LEADS.match(line) and len(line) <= LONGEST)
    return sum(asks(marker.text) >= SURE for marker in found)
