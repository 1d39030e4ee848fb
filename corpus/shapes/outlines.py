"""The outline of plain text: titles that nothing marks, known by being alike, in notes without questions."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from corpus.lines.markers import MISSED, is_part, read
from corpus.lines.plain import count_words, pictogram, plain
from corpus.lines.scanning import Kind, Line, line_above, line_below
from corpus.lines.words import STEPS

_DRESSED = re.compile(r"(?!\.\.[ \t])([-=*#~+:._]{2,6}|[\[*_])[ \t]*([^\W_].{0,80}?)[ \t]*([-=*#~+:._]{2,6}|[\]*_])$")
_WORDED = re.compile(rf"(?!{STEPS})([^\W\d_]{{3,12}})[ \t]+(?:\d{{1,3}}|[IVX]{{1,5}})\b", re.IGNORECASE)
_BOLDED = re.compile(
    r"(?:\d{1,3}[.)][ \t]+)?(\*\*|__|<(?:b|strong)>)(?!\1)[^*_<>]{2,80}(?:\*\*|__|</(?:b|strong)>):?(?:<br[ /]*>)*"
)
_COLON = re.compile(r"([^\W\d_a-z][^:：.?!]{1,60})[:：](?:[ \t]+[-–—][ \t]+\S.*)?")
_RANKS = (
    "ruled", "counted", "bolded", "named", "capitals", "dressed", "worded", "signed", "led", "out", "listed",
    "numbered", "colon",
)  # fmt: skip
"""What titles look like, the surest first: one of them makes the outline of a document."""

_WIDE = 10  # signs of a separator that sections are set apart with
_LONG = 80  # characters of a title
_FEWEST = 3  # titles that make an outline
_TOLD = 10  # words that stand under a title, on average
_NAMED = 4  # words under one that has a number and a colon
_BRIEF = 5  # words of a title that only a colon behind it marks
_MOST = 0.8  # share of numbers that count on, of separators over a title, of lines without indent that are titles


@dataclass(frozen=True, slots=True)
class _Title:
    """A line that may be a title: its index, its words, its number, and whether it stands alone."""

    index: int
    words: str
    number: int | None
    alone: bool


def outlined(lines: Sequence[Line], lists: bool) -> Sequence[Line]:
    """Return the lines with headings for the titles of plain text, the same lines where none are shown.

    Titles are short, stand below a blank line or a separator, and have text under them. They follow separators, count
    on from one, are in capitals, bold (as items of a list, too) or in signs, begin with a pictogram or a word and
    a number, stand out from indented text, are items over text without indent, or end in a colon at the head of nearly
    each paragraph (others like them may stand inside one). Where a document has ``lists``, as
    Markdown does, such items are what they look like, and what is counted over indented text, or under a heading, is
    one.
    """
    looks: dict[tuple[str, str], list[_Title]] = defaultdict(list)
    for index in range(len(lines)):
        for look, title in _looks(lines, index):
            looks[look].append(title)
    for look in sorted(looks, key=lambda one: _RANKS.index(one[0])):
        ends = [*(one.index for one in looks[look][1:]), len(lines)]
        told = [one for one, end in zip(looks[look], ends, strict=True) if _amount(lines, one.index + 1, end)]
        least = _NAMED if look[0] == "named" else _TOLD
        words = _amount(lines, told[0].index, len(lines)) - sum(count_words(one.words) for one in told) if told else 0
        if len(told) >= _FEWEST and words >= least * len(told) and _shown(lines, look[0], told, lists):
            return _headed(lines, [*told, *_between(lines, told)] if look[0] == "numbered" else told)
    return lines


def _between(lines: Sequence[Line], told: Sequence[_Title]) -> Iterator[_Title]:
    """Yield the lines with numbers that titles leave out: nothing is said below them."""
    style = read(plain(told[0].words)).style
    for one, after in pairwise(told):
        last = one.number or 0
        for at in range(one.index + 1, after.index):
            line = lines[at]
            marker = read(plain(line.raw.strip()[:_LONG])) if line.indent == 0 else None
            if marker and marker.style == style and last < (marker.number or 0) < (after.number or 0):
                last = marker.number or 0
                yield _Title(at, line.raw.strip(), marker.number, True)


def _looks(lines: Sequence[Line], index: int) -> Iterator[tuple[tuple[str, str], _Title]]:
    """Yield what a line looks like as a title, each with what look-alikes share."""
    line = lines[index]
    over = lines[index - 1].kind if index else Kind.BLANK
    text = line.raw.strip()
    dressed = _DRESSED.match(text) if len(text) <= 2 * _LONG else None
    if (
        line.kind not in (Kind.TEXT, Kind.ITEM)
        or not 0 < len(line.words) <= _LONG
        or len(line.raw) > 2 * _LONG
        or line.indent > 3
        or line.quote
        or (line.words[-1] in ".,;" and not (dressed and (dressed[1], dressed[3]) == ("**", ".**")))
    ):
        return
    words = plain(text)
    marker = read(words)
    below = lines[index + 1] if index + 1 < len(lines) else None
    alone = below is None or below.kind in (Kind.BLANK, Kind.RULE)
    title = _Title(index, text, marker.number, alone)
    counts = marker.number is not None and not marker.label
    if counts and words.endswith((":", "：")) and (line.indent, alone) == (0, False):
        yield ("named", marker.style), title
    bolded = _BOLDED.fullmatch(text)
    if counts and bolded and line.indent == 0:
        yield ("bolded", marker.style), title
    if _ends_in_colon(text):
        yield ("colon", ""), title
    titled = counts and not alone and line.indent == 0 and not _counted(lines, index + 1)
    if titled and _counted(lines, index):
        yield ("numbered", marker.style), title
    if over not in (Kind.BLANK, Kind.RULE, Kind.MARK):
        return
    if bolded and text[0] == "<":
        yield ("dressed", "<b>"), replace(title, words=words)
    if titled:
        yield ("numbered", marker.style), title
    if _separator(lines, index) and (alone or over is Kind.RULE):
        yield ("ruled", ""), title
    if counts and alone:
        yield ("counted", marker.style), title
    if _capital(line) and (below is None or not _capital(below)):
        yield ("capitals", ""), title
    if dressed:
        yield ("dressed", dressed[1] + dressed[3].lstrip(".")), replace(title, words=dressed[2])
    if pictogram(line.words) and alone:
        yield ("signed", ""), title
    if worded := _WORDED.match(text):
        yield ("worded", worded[1].casefold()), title
    if line.kind is Kind.ITEM and line.indent == 0 and alone and _over_text(lines, index):
        yield ("listed", line.marker), replace(title, words=line.body)
    if line.kind is Kind.TEXT and line.indent == 0 and _indented(lines, index + 1):
        yield ("led" if text.endswith(":") else "out", ""), title


def _counted(lines: Sequence[Line], index: int) -> bool:
    """Say whether a line goes on counting from the one right above it."""
    if not 0 < index < len(lines) or lines[index].indent or lines[index - 1].indent:
        return False
    before, marker = (read(plain(one.raw.strip()[:_LONG])) for one in lines[index - 1 : index + 1])
    alike = (before.style, before.label) == (marker.style, marker.label)
    return alike and 0 < (marker.number or 0) - (before.number or 0) <= MISSED


def _ends_in_colon(text: str) -> bool:
    """Say whether a line is a few words and a colon, with a remark behind a dash or without, and names no part."""
    title = _COLON.fullmatch(text)
    return title is not None and count_words(title[1]) <= _BRIEF and not is_part(title[1])


def _separator(lines: Sequence[Line], index: int) -> bool:
    """Say whether a wide separator stands over a line, blank lines aside."""
    above = line_above(lines, index)
    return above is not None and _parts(above)


def _parts(line: Line) -> bool:
    return line.kind is Kind.RULE and len(line.body) >= _WIDE


def _capital(line: Line) -> bool:
    return (
        line.kind is Kind.TEXT
        and line.words[:1].isalnum()
        and line.words.isupper()
        and sum(map(str.isalpha, line.words)) > 3
    )


def _indented(lines: Sequence[Line], index: int) -> bool:
    """Say whether the next line with words is indented."""
    while index < len(lines) and lines[index].kind is Kind.BLANK:
        index += 1
    return index < len(lines) and lines[index].indent > 1


def _over_text(lines: Sequence[Line], index: int) -> bool:
    """Say whether the next line with words stands at the margin."""
    below = line_below(lines, index)
    return below is not None and below.indent == 0


def _amount(lines: Sequence[Line], first: int, end: int) -> int:
    return sum(count_words(line.raw[:500]) for line in lines[first:end] if line.kind not in (Kind.RULE, Kind.MARK))


def _shown(lines: Sequence[Line], look: str, told: Sequence[_Title], lists: bool) -> bool:
    """Say whether lines that look alike are titles, by how the document keeps to them."""
    if look == "ruled":
        return len(told) >= _MOST * sum(map(_parts, lines))
    if look == "counted":
        deep = sum(_indented(lines, one.index + 1) for one in told)
        listed = lists and (deep * 2 > len(told) or any(line.kind is Kind.HEADING for line in lines))
        return _counts(told) and not listed
    if look in ("bolded", "numbered"):
        return _counts(told) and (look == "bolded" or not lists)
    below = lines[told[0].index :]
    flush = [line for line in below if line.indent == 0 and line.kind in (Kind.TEXT, Kind.ITEM)]
    if look == "named":
        return _counts(told) and len(told) >= _MOST * sum(line.count is not None for line in flush)
    if look == "listed":
        return not lists
    if look in ("led", "out"):
        return not lists and len(told) >= _MOST * len(flush)
    if look == "colon":
        return _opens(lines, told)
    return True


def _opens(lines: Sequence[Line], told: Sequence[_Title]) -> bool:
    """Say whether nearly all paragraphs begin with one of the titles, which differ and mostly end in their colon."""
    titles = {one.index for one in told}
    opened = [
        at
        for at, line in enumerate(lines)
        if line.kind is not Kind.BLANK and (at == 0 or lines[at - 1].kind is Kind.BLANK)
    ]
    opened = opened[opened[0] not in titles :]
    begun = sum(at in titles for at in opened)
    bare = sum(one.words[-1] in ":：" for one in told)
    differ = len({one.words for one in told}) == len(told)
    return begun > max(_FEWEST, _MOST * len(opened)) and bare * 2 > len(told) and differ


def _counts(told: Sequence[_Title]) -> bool:
    """Say whether titles count on from one; few numbers may be missing."""
    numbers = [one.number or 0 for one in told]
    steps = sum(0 < after - before <= MISSED for before, after in pairwise(numbers))
    return numbers[0] == 1 and steps >= _MOST * (len(told) - 1)


def _headed(lines: Sequence[Line], told: Sequence[_Title]) -> Sequence[Line]:
    """Call titles headings, and the lone line at the top of a document the one over them."""
    found = list(lines)
    top = next((at for at, line in enumerate(lines) if line.kind is not Kind.BLANK), 0)
    first = lines[top]
    title = first.kind is Kind.TEXT and top < told[0].index and 0 < len(first.words) <= _LONG
    if title and top + 1 < len(lines) and lines[top + 1].kind in (Kind.BLANK, Kind.RULE):
        found[top] = replace(first, kind=Kind.HEADING, level=1, marker="")
    level = max((line.level for line in found[: told[0].index] if line.kind is Kind.HEADING), default=1) + 1
    for one in told:
        line, words = lines[one.index], plain(one.words)
        found[one.index] = replace(
            line, kind=Kind.HEADING, level=min(level, 6), body=one.words, words=words, marker="", opens=True
        )
    return found
