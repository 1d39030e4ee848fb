"""Markdown to the words a person reads."""

import re

_MARKUP = re.compile(
    r"\*\*|__|`|</?[a-zA-Z][^<>]*>|!?\[(?=[^\]]{0,400}\]\()|\]\([^)]{0,600}\)|(?<!\w)[*_](?=\w)|(?<=\w)[*_](?!\w)"
    r"|^[ \t]*(?:>\s?)+",
    re.MULTILINE,
)


def unmarked(text: str) -> str:
    """Return ``text`` on one line, without emphasis, code signs, tags, quote signs and the addresses of links."""
    return " ".join(_MARKUP.sub("", text).split())
