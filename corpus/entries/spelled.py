"""What the letters of an answer stand for: the choices of its question in words."""

import re

from corpus.entries.extents import Extent
from corpus.lines.choices import keyed
from corpus.lines.markers import LETTERS, answer_label, choice, read
from corpus.lines.page import Page

_LETTERS = re.compile(LETTERS)
_BEHIND = re.compile(r"\W*$|[.,;:)]|\s+(?:[-–—]\s|[(\[])")
_TICK = re.compile(r"\s*[✅✔☑✓🟢❌✗✘]\ufe0f?\s*")
_WORD = re.compile(r"\w+")


def spelled(page: Page, extent: Extent, index: int, text: str) -> str:
    """Put the choices that a line of an answer names by letters behind those, in brackets.

    A line that says them in words, or names a letter that no choice of the entry has, is returned as it is.
    """
    words = page.lines[index].words
    listed = extent.opener.listed if extent.opener else -1
    label = 0 if keyed(page.lines[index]) else answer_label(words)
    said = words[label:].strip() if label or listed < 0 else read(words).text
    named = _LETTERS.match(said)
    behind = said[named.end() :] if named else ""
    if named is None or not _BEHIND.match(behind) or (behind.strip(".") and not label and listed < 0):
        return text
    letters = [one.lower() for one in named["run"] or re.findall(r"(?<![^\W\d_])[A-Ha-h](?![^\W\d_])", named.group())]
    lines = range(listed, extent.start) if listed >= 0 else range(_last(page, extent.start, index), index)
    offered = _offered(page, lines)
    if not all(letter in offered for letter in letters) or _says(behind, offered[letters[0]]):
        return text
    head = words[:label].strip()
    first = text.find(head) + len(head) if head in text else 0
    at = text.find(named.group(), first)
    end = at + len(named.group())
    said = "; ".join(offered[letter] for letter in letters)
    return text if at < 0 else f"{text[:end]} ({said}){text[end:]}"


def _says(text: str, choice: str) -> bool:
    """Say whether a text begins with the words of a choice."""
    words = _WORD.findall(choice.casefold())
    return _WORD.findall(text.casefold())[: len(words)] == words


def _last(page: Page, start: int, end: int) -> int:
    """Return the line from ``start`` on at which the last choices above line ``end`` begin."""
    above = (at for at in range(end - 1, start, -1) if at in page.options)
    return next((at for at in above if choice(page.lines[at].words)[0] == "a"), start)


def _offered(page: Page, lines: range) -> dict[str, str]:
    """Map the letters of the first choices among lines to their words, those of lines that go on included."""
    found: dict[str, str] = {}
    last = ""
    for at in lines:
        letter, words = choice(page.lines[at].words) if at in page.options else ("", "")
        if letter in found:
            break
        if letter:
            last, found[letter] = letter, words
        elif last and at in page.options:
            found[last] = f"{found[last]} {page.lines[at].words}"
    return {letter: shown for letter, words in found.items() if (shown := _TICK.sub("", words))}
