"""Labels of questions that only their counting shows: a writer's own word, a slip of a scanner, a list on top."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from corpus.lines.markers import ASKS, LONGEST, MARKED, MISSED, asks, is_part, read
from corpus.lines.plain import key, plain, undecorated
from corpus.lines.words import CONTENTS, STEPS

_OWN = re.compile(
    r"([\s>*_#]{0,8})([^\W\d_]{3,14})[ \t]{0,2}(?:№[ \t]?|#|n[°º][ \t]?)?(\d{1,3})[ \t]?[.:)–—-](?=[ \t]+\S)"
)
_NAMED = re.compile(
    rf"(?!(?:{STEPS})\b)(([^\W\d_]{{2,14}})\.?[ \t]{{1,2}}(?:№[ \t]?|#|n[°º.][ \t]?)?"
    r"(\d{1,4})[ºª°]?)[ \t]?[.:)–—-][–—-]?(?=[ \t]+\S)",
    re.IGNORECASE,
)
_LABEL = re.compile(r"[\s>*_#]{0,8}Q[ \t]?(\d{1,3})[ \t]?[.,:)]")
_SLIP = re.compile(r"([\s>*_#]{0,8})[QO0]([ \t]?)([\dlIO|]{1,3})(?=[ \t]?[.,:)])")
_ITEM = re.compile(r"[ \t]{0,12}(\d{1,3})[.)][ \t]+(?=\S)")
_MISREAD = re.compile(r"([\s>*_#]{0,8})([\dlIS|][\dlIOoS|]{0,2})(?=[.)][ \t*_]{0,3}\S)")
_BARE = re.compile(r"(\d{1,3})[ \t]+(?=[^\W\d_a-z]|[¿\"“«])")
_DIGIT = re.compile(r"\d")
_DIGITS = str.maketrans("lIO|oS", "110105")
_ENDS = ".!?;:…"
_WIDE = 60  # characters of a line from which it may be wrapped text
_TITLE = 80  # characters of the title of a table of contents
_EARLY = 40  # characters of a line among which is the number that it begins with
_FEWEST = 3  # lines that count on
_WRAPPED = 3  # lines of an item that is announced
_HEAD = 2  # words by which an announced item is known that ends otherwise than the list says
_MOST = 0.8  # share of the announced items that come, of their numbers that count on
_READ = 0.6  # share of them that ask from which they are read as they are
_ASKING = 0.3  # share of them with a question mark


def numbered(lines: Sequence[str]) -> Sequence[str]:
    """Write Q for the word that counts questions (``Билет 1.``), and the number that a scanner misread (``Ql.``).

    Numbered lines that a list above announced are questions as well, though they don't ask, and so are the word and
    the number that name each paragraph of a document (``Article 5 -``). Numbers without a sign behind them get a dot.
    """
    heads = {at: line[:LONGEST] for at, line in enumerate(lines) if _DIGIT.search(line, 0, _EARLY)}
    changed = list(lines)
    for find in (_dotless, _slips, _misread, _owned, _announced, _named):
        for at, text in find(lines, heads):
            changed[at] = text
    return changed


def _dotless(lines: Sequence[str], heads: Mapping[int, str]) -> Iterator[tuple[int, str]]:
    """Yield the lines with a number and nothing behind it that count on, close to other text, and mostly ask."""
    found = [(at, match) for at, line in heads.items() if (match := _BARE.match(line))]
    numbers = [int(match.group(1)) for _, match in found]
    steps = sum(after == 1 or 0 < after - one <= MISSED for one, after in pairwise(numbers))
    close = sum(at > 0 and bool(lines[at - 1].strip()) for at, _ in found)
    asking = sum(asks(plain(lines[at][match.end() : LONGEST])) >= ASKS for at, match in found)
    counts = len(found) >= _FEWEST and steps + 1 >= _MOST * len(found)
    if counts and asking >= _READ * len(found) and close * 2 > len(found):
        yield from ((at, f"{match.group(1)}.{lines[at][match.end(1) :]}") for at, match in found)


def _owned(lines: Sequence[str], heads: Mapping[int, str]) -> Iterator[tuple[int, str]]:
    """Yield the lines that a word unknown as a label counts from one on, where a good part of them ask."""
    found: dict[str, list[tuple[int, re.Match[str]]]] = defaultdict(list)
    for at, line in heads.items():
        if match := _OWN.match(line):
            found[match.group(2).casefold()].append((at, match))
    for word, each in found.items():
        numbers = [int(match.group(3)) for _, match in each]
        on = len(each) >= _FEWEST and numbers[0] == 1 and all(after == one + 1 for one, after in pairwise(numbers))
        if not on or is_part(word):
            continue
        asked = sum(asks(plain(lines[at][match.end() : LONGEST])) == MARKED for at, match in each)
        if asked >= _ASKING * len(each):
            yield from ((at, f"{match.group(1)}Q{lines[at][match.end(2) :]}") for at, match in each)


def _named(lines: Sequence[str], heads: Mapping[int, str]) -> Iterator[tuple[int, str]]:
    """Yield the lines that one word and growing numbers name, where nearly every paragraph begins with such a one.

    What they name is text, not a title.
    """
    named = {at: match for at, line in heads.items() if (match := _NAMED.match(line))}
    words = {match.group(2).casefold() for match in named.values()}
    numbers = [int(match.group(3)) for match in named.values()]
    if len(named) <= _FEWEST or len(words) > 1 or any(one >= other for one, other in pairwise(numbers)):
        return
    opened = sum(bool(line.strip()) and not above.strip() for above, line in pairwise(["", *lines]))
    apart = sum(not "".join(lines[at - 1 : at]).strip() for at in named)
    told = sum(lines[at].rstrip()[-1] in _ENDS or len(lines[at]) >= _WIDE for at in named)
    if (
        min(len(named) / (len(named) + opened - apart), told / len(named)) >= _MOST
        and not read(f"{words.pop()} 1.").label
    ):
        yield from ((at, f"Q: {one.group(1)} A: {lines[at][one.end() :].lstrip()}") for at, one in named.items())


def _slips(lines: Sequence[str], heads: Mapping[int, str]) -> Iterator[tuple[int, str]]:
    """Yield the lines whose number, read with letters for digits, is one that the labels of questions leave out."""
    known = {int(match.group(1)): at for at, line in heads.items() if (match := _LABEL.match(line))}
    for at, line in enumerate(lines if known else ()):
        match = _SLIP.match(line[:LONGEST])
        if match is None:
            continue
        number = int(match.group(3).translate(_DIGITS))
        before, after = known.get(number - 1, -1), known.get(number + 1, len(lines))
        if number not in known and after - before <= len(lines) and before < at < after:
            yield at, f"{match.group(1)}Q{match.group(2)}{number}{line[match.end() :]}"


def _misread(lines: Sequence[str], heads: Mapping[int, str]) -> Iterator[tuple[int, str]]:
    """Yield the lines that begin with letters for digits, where those make the number that is left out there.

    It counts on from the one above or is the one before the next; what has no digit asks as well.
    """
    found = [(at, match) for at, line in enumerate(lines) if (match := _MISREAD.match(line[:LONGEST]))]
    after: list[int] = []
    below: dict[str, int] = {}
    for _, match in reversed(found):
        after.append(below.get(match[1], 0))
        if match[2].isdigit():
            below[match[1]] = int(match[2])
    above: dict[str, int] = {}
    for (at, match), next_ in zip(found, reversed(after), strict=True):
        number = int(match[2].translate(_DIGITS))
        if not match[2].isdigit():
            left_out = number == above.get(match[1], -1) + 1 or number + 1 == next_
            asked = asks(plain(lines[at][match.end() + 1 : LONGEST])) >= ASKS
            if not left_out or not (asked or _DIGIT.search(match[2])):
                continue
            yield at, f"{match[1]}{number}{lines[at][match.end() :]}"
        above[match[1]] = number


def _announced(lines: Sequence[str], heads: Mapping[int, str]) -> Iterator[tuple[int, str]]:
    """Yield the numbered lines that come again behind the list of them, where nearly all of its items do.

    Of the items left over those do that begin alike.
    """
    found = {at: match for at, line in heads.items() if (match := _ITEM.match(line))}
    listed: dict[tuple[int, str], int] = {}
    again: dict[int, int] = {}
    taken: set[int] = set()
    for at, match in found.items():
        number = int(match.group(1))
        keys = _keys(lines, at, match.end())
        first = next((listed[number, each] for each in keys if (number, each) in listed), None)
        if first is None:
            listed[number, keys[-1]] = at
        elif first not in taken:
            again[at] = first
            taken.add(first)
    if len(again) < _FEWEST or any(_is_contents(line) for line in lines[: min(again)]):
        return
    numbers = [int(found[at].group(1)) for at in again]
    steps = sum(after == one + 1 for one, after in pairwise(numbers))
    top = [at for at in found if min(taken) <= at <= max(taken)]
    asked = sum(asks(plain(lines[at][found[at].end() : LONGEST])) >= ASKS for at in again)
    if min(steps + 1, len(again)) < _MOST * len(again) or len(again) < _MOST * len(top) or asked > _READ * len(again):
        return
    near = range(min(taken) - _WRAPPED, max(taken) + _WRAPPED + 1)
    over = {_begins(match): at for at, match in found.items() if at in near and at not in taken and at not in again}
    rest = {_begins(match): at for at, match in reversed(found.items()) if at not in near and at not in again}
    for at in [*again, *(rest[head] for head in over if rest.get(head, -1) > max(taken))]:
        yield at, f"Q{found[at].group(1)}. {lines[at][found[at].end() :]}"


def _begins(item: re.Match[str]) -> tuple[int, str]:
    """Return the number of an item and its first words folded."""
    return int(item.group(1)), key(" ".join(item.string[item.end() :].split()[:_HEAD]))


def _keys(lines: Sequence[str], at: int, end: int) -> list[str]:
    """Return the words of a numbered line folded: of the line, and with each of those that it may go on over."""
    text = lines[at][end:LONGEST]
    keys = [key(text)]
    for line in lines[at + 1 : at + _WRAPPED]:
        if not line.strip() or _ITEM.match(line):
            break
        text += f" {line[:LONGEST]}"
        keys.append(key(text))
    return keys


def _is_contents(line: str) -> bool:
    return 0 < len(line.strip()) <= _TITLE and CONTENTS.fullmatch(undecorated(plain(line))) is not None
