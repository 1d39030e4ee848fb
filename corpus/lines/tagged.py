"""HTML tags in lines of notes, told from what only looks like them: comparisons, types, places for a name."""

import re
from collections.abc import Callable

_ATTRIBUTE = re.compile(
    r"\s*(?:[\w:@.#-]{1,80}\s*=|\{|(?:allowfullscreen|async|autoplay|checked|compact|controls|defer|disabled|hidden"
    r"|loop|multiple|muted|noshade|nowrap|open|readonly|required|reversed|selected)\s*(?:[\w:-]+\s*=|/|$))",
    re.IGNORECASE,
)
_PHRASE = re.compile(
    r"a|abbr|b|big|cite|code|del|em|font|i|ins|kbd|mark|q|s|samp|small|span|strike|strong|sub|sup|tt|u", re.IGNORECASE
)
_BLOCK = re.compile(
    r"address|article|aside|blockquote|body|caption|center|d[dlt]|details|dir|div|fig(?:caption|ure)|footer|form|h[1-6]"
    r"|head|header|html|iframe|li|main|menu|nav|ol|p|picture|pre|section|summary|table|t(?:body|foot|head|[dhr])|ul|video",
    re.IGNORECASE,
)
_EMPTY = re.compile(r"[bh]r|img|source|wbr", re.IGNORECASE)
_ONLY_TAGS = re.compile(r"(?:\s|<[^<>]*>)*")
_BEGINS = re.compile(r"[^\W_]|[\"'“‘„«(\[*_!¿¡`$\x00<]")
_OPEN = frozenset(" \t\n>([\"'“‘„«*_—–")
_REACH = 2000  # characters of a line in which the end of an element is looked for
_HEAD = 300  # characters ahead of a tag by which it stands at the head of its line


def retagged(text: str, form: re.Pattern[str], change: Callable[[re.Match[str]], str]) -> str:
    """Change the tags of a ``form``; what only looks like one (``a<b and b>c``, ``List<T>``, ``the <a> tag``) stays.

    A match of the form is a tag, or a comment, from its ``<`` to its ``>``.
    """
    return form.sub(lambda tag: change(tag) if _is_tag(tag) else tag.group(), text)


def _is_tag(found: re.Match[str]) -> bool:
    """Say whether what has the form of a tag is one: it ends or holds something, or stands where one would.

    One that opens an element does so at either end of a line or right before its words, unless its end follows.
    """
    tag = found.group()
    if tag[1] in "/!" or tag[-2] == "/":
        return True
    name, rest = re.match(r"<([\w-]*)(.*)>", tag, re.DOTALL).groups()  # type: ignore[union-attr]
    if rest.strip():
        return _ATTRIBUTE.match(rest) is not None
    if _EMPTY.fullmatch(name):
        return True
    before = found.string[max(0, found.start() - _HEAD) : found.start()].rpartition("\n")[2]
    below = found.string[found.end() : found.end() + _REACH].partition("\n")[0]
    if f"</{name}>".casefold() in below.casefold():
        return True
    starts, ends = _ONLY_TAGS.fullmatch(before) is not None, _ONLY_TAGS.fullmatch(below) is not None
    begins = _BEGINS.match(below) is not None
    if _BLOCK.fullmatch(name):
        return starts or ends or begins
    if starts and (ends or begins):
        return True
    return begins and before[-1:] in _OPEN and _PHRASE.fullmatch(name) is not None
