"""Markdown to the words a person reads."""

import re

_MARKUP = re.compile(
    r"\*\*|__|`|</?[a-zA-Z][^<>]*>|!?\[(?=[^\]]*\]\()|\]\([^)]*\)|(?<!\w)[*_](?=\w)|(?<=\w)[*_](?!\w)|^\s*(?:>\s?)+",
    re.MULTILINE,
)


def unmarked(text: str) -> str:
    """Return ``text`` on one line, without emphasis, code signs, tags, quote signs and the addresses of links."""
    return " ".join(_MARKUP.sub("", text).split())
