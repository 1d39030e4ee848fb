"""Markdown to the words a person reads."""

import re

from corpus.lines.plain import outside_code, strip_tags

_MARKUP = re.compile(
    r"\*\*|(?<!\w)__(?=\S)|(?<=\S)__(?!\w)|`|!?\[(?=[^\]]{0,400}\]\()|\]\([^)]{0,600}\)|(?<!\w)[*_](?=\w)"
    r"|(?<=\w)[*_](?![\w{])"  # before a brace it sets what is below: V_{max}
    r"|^[ \t]*(?:>\s?)+",
    re.MULTILINE,
)


def unmarked(text: str) -> str:
    """Return ``text`` on one line, without emphasis, code signs, tags, quote signs and the addresses of links.

    What stands in code spans stays as it is.
    """
    return " ".join(outside_code(strip_tags(text), lambda prose: _MARKUP.sub("", prose), bare=True).split())
