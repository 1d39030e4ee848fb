"""Short forms and what they stand for: mined from notes, and read from a glossary that a person keeps beside them.

The rule for mining is that of Schwartz and Hearst, "A simple algorithm for identifying abbreviation definitions in
biomedical text" (2003): a short form and a long form, one of them in brackets behind the other, where the letters of
the short form stand in the long one in order, the first of them at the beginning of a word.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

NAME = "glossary.txt"
"""The file in a folder of notes that holds a glossary, and is no notes itself."""

_BRACKETS = re.compile(r"\(([^()\n]{2,80})\)")
_MARKUP = re.compile(r"[*_`\"“”]+")
_SHORT = re.compile(r"(?=.*(?:[A-Z].*[A-Z]|[A-Z].*\d))[A-Za-z][A-Za-z0-9/&-]{1,9}")
_LAST_WORD = re.compile(r"\S+(?=\s*$)")
_REPEATED = re.compile(r"([a-z])([2-4])")
_WORD = re.compile(r"[^\W_]+")
_PHRASE = re.compile(r"[\w '’,&/.-]+")
_REACH = 300  # characters ahead of a bracket that hold what stands in it


@dataclass(frozen=True, slots=True)
class Form:
    """A short form with what it stands for, both as they are written."""

    short: str
    long: str


def mine(text: str) -> Iterator[Form]:
    """Yield the short forms that ``text`` explains in brackets: "Elastic Load Balancing (ELB)", or the other way."""
    for found in _BRACKETS.finditer(text):
        reach = max(0, found.start() - _REACH)
        start = max(reach, text.rfind("\n", reach, found.start()) + 1)
        inside = _MARKUP.sub("", found[1]).strip()
        before = _MARKUP.sub("", text[start : found.start()]).strip()
        if short := _short(inside):
            long = _long(short, before)
            if long:
                yield Form(short, long)
        elif inside and (last := _LAST_WORD.search(before)):
            short = _short(last[0])
            if short and _long(short, inside) == inside:
                yield Form(short, inside)


def read_glossary(text: str) -> tuple[list[Form], list[int]]:
    """Return the forms of a glossary, one ``SHORT = long form`` a line, and the numbers of lines that are none.

    Empty lines and those that begin with ``#`` say nothing.
    """
    forms, wrong = [], []
    for number, line in enumerate(text.split("\n"), 1):
        short, equals, long = (part.strip() for part in line.partition("="))
        if not line.strip() or short.startswith("#"):
            continue
        if equals and _WORD.search(short) and _WORD.search(long):
            forms.append(Form(short, long))
        else:
            wrong.append(number)
    return forms, wrong


def _short(text: str) -> str:
    """Return ``text`` as a short form, its plural freed of the s; empty where it is none."""
    if not _SHORT.fullmatch(text):
        return ""
    return text[:-1] if text.endswith("s") and text[-2].isupper() else text


def _long(short: str, before: str) -> str:
    """Return the end of ``before`` that ``short`` stands for, empty where there is none.

    A digit behind a letter repeats it, as in S3 and EC2.
    """
    letters = _REPEATED.sub(lambda found: found[1] * int(found[2]), short.lower())
    letters = "".join(filter(str.isalnum, letters))
    text, place = before.lower(), len(before)
    for letter in reversed(letters[1:]):
        place = text.rfind(letter, 0, max(place, 0))
    place = text.rfind(letters[0], 0, max(place, 0))
    while place > 0 and text[place - 1].isalnum():
        place = text.rfind(letters[0], 0, place)
    long = before[place:] if place >= 0 else ""
    words = _WORD.findall(long.lower())
    fits = len(short) < len(long) and len(words) <= min(len(letters) + 5, 2 * len(letters))
    return long if fits and _PHRASE.fullmatch(long) and short.lower() not in words else ""
