"""Titles of answers that name their question once more: ``## Exercise 1 Solution``, ``## Solution to exercise 1``."""

import re
from collections.abc import Sequence

from corpus.lines.dialects import PLAIN_HASH
from corpus.lines.fences import fenced
from corpus.lines.markers import Marker, read
from corpus.lines.plain import plain
from corpus.lines.words import ANSWER_LABELS, REMEDIES

_TITLE = re.compile(r"(#{1,5}[ \t]+)(?=\S)(.*)$|(\*\*)(?=\S)([^*]+)\*\*[.:]?\s*$")
_ANSWER = rf"(?:(?:the|sample|model|suggested|possible|correct|full) )?(?!a\b)(?:{ANSWER_LABELS}|{REMEDIES})"
_BEHIND = re.compile(rf"\W*{_ANSWER}\W*", re.IGNORECASE)
_AHEAD = re.compile(
    rf"{_ANSWER}(?:[ \t]+(?:(?:to|of|for|zu[rm]?|von|de(?:lla|l)?|d[aoe]|à|al?|pour|к|до)[ \t]+"
    r"(?:(?:the|la|l['’])[ \t]*)?)?|[ \t]*[:–—-][ \t]*)(?=\S)",
    re.IGNORECASE,
)
_LONG = 300  # characters of a title


def named(lines: Sequence[str], kind: str) -> Sequence[str]:
    """Write Answer for titles that say so and name the last numbered question above, and set them below its title.

    ``kind`` is the dialect of the lines.
    """
    titles = {at: title for at, line in enumerate(lines) if line[:1] in "#*" and (title := _TITLE.match(line[:_LONG]))}
    if kind in PLAIN_HASH or not any(_says(_words(title)) for title in titles.values()):
        return lines
    code = fenced(lines)
    changed = list(lines)
    asked: Marker | None = None
    for at, title in titles.items():
        if code[at]:
            continue
        words = _words(title)
        told = _says(words)
        if told is None:
            one = read(words)
            asked = one if one.label and one.number is not None else asked
        elif asked and (told.label, told.number) == (asked.label, asked.number):
            changed[at] = f"#{title[1]}Answer" if title[1] else "**Answer**"
        else:
            asked = None
    return changed


def _words(title: re.Match[str]) -> str:
    return plain(title[2] or title[4])


def _says(words: str) -> Marker | None:
    """Return the number and label of the question that a title of an answer names, None for another title."""
    named = read(words)
    ahead = _AHEAD.match(words)
    if ahead:
        named = read(words[ahead.end() :])
    elif not _BEHIND.fullmatch(named.text):
        return None
    return named if named.label and named.number is not None and not (ahead and named.text) else None
