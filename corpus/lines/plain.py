"""Lines of Markdown to plain words."""

import html
import re
import unicodedata
from collections.abc import Callable

from corpus.lines.tagged import retagged

_HEAD = 1500  # characters of a line that are looked at
_SIGNS = re.compile(r"[*_~=`<\[\\{&]")
_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{1,6}|#[xX][0-9a-fA-F]{1,6});")
_UNSEEN = re.compile("[\u200b\u2060\ufeff]")
_TAG = re.compile(r"</?[a-zA-Z][a-zA-Z0-9]{0,15}(?:\s[^<>]{0,2000})?/?>|<!--[^<>]{0,2000}-->")
_BREAK = re.compile(r"<br[ \t]*/?>", re.IGNORECASE)
_NAMES = (
    "abs add aenter aexit aiter all and anext annotations author await bases bool bytes call cause ceil class "
    "closure code complex contains context copy debug deepcopy defaults del delattr delete delitem dict dir "
    "divmod doc enter eq exit file float floor floordiv format fspath func future ge get getattr getattribute "
    "getitem getstate globals gt hash iadd iand import imul index init instancecheck int invert ior isub iter "
    "itruediv ixor kwdefaults le len lshift lt main matmul missing mod module mro mul name ne neg new next or "
    "package path pos pow prepare proto pycache qualname radd reduce repr reversed rmul round rshift rsub "
    "rtruediv set setattr setitem setstate sizeof slots spec str sub subclasscheck subclasses subclasshook "
    "tablename traceback truediv trunc typename version weakref xor"
)
NAME = re.compile(rf"(?<![\w`])__(?:{'|'.join(_NAMES.split())}|[a-z]+(?:_[a-z]+)+)__(?!\w)")
"""A special name of Python or its like written without backticks: code, no emphasis (Python's data model)."""

_SPAN = re.compile(rf"(?<!`)(`{{1,3}})(?!`)[^`]{{1,1000}}(?<!`)\1(?!`)|{NAME.pattern}")
_HIDDEN = re.compile(r"\x00(\d+)\x00")
_LINK = re.compile(r"!?\[([^\[\]]{0,400})\]\([^()\s]{0,600}(?:\s+\"[^\"]{0,200}\")?\)")
_IMAGE = re.compile(r"!\[[^\[\]]{0,400}\]\([^()\s]{0,600}(?:\s+\"[^\"]{0,200}\")?\)")
# What is searched begins with the sign that it looks for, and looks back from there: that is what makes it quick.
_MARKUP = re.compile(r"\*{1,3}|_(?<!\w_)_{0,2}(?=\S)|_(?<=\S_)_{0,2}(?!\w)|~~|`+")
MARKED = re.compile(
    r"(?<![\w=!<>])==(?=[\w*\x00])((?:(?! (?:and|or|&&|\|\|) )[^=]){2,300})(?<=[\w*.!?%\x00])==(?![\w=])"
)
"""Words that are marked (``==words==``); what is compared (``a ==b and c== d``) is not."""

# A star between two blanks, alone in brackets, or one that opens something where nothing closes: a sign, no emphasis.
_STAR = re.compile(r"\*(?<=[\w)\]\"'`\x00] \*)\*?(?= [\w(\[\"'`\x00])|\*(?<=\(\*)(?=\))")
_OPENS = re.compile(r"(?<=[\s(,])\*{1,2}(?=\w)")
_CLOSES = re.compile(r"(?<=[^\s*(])\*")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
ANCHOR = re.compile(r"(?<![ \t])[ \t]*\{[#:.][^{}]{0,200}\}[ \t]*$")
"""What names a heading, or the like, at its end: ``{#kilns}``."""

_NO_WORD = re.compile(r"[\W_]+")
_MARKS = re.compile(r"([^\w\x00-\x7f]{30})[^\w\x00-\x7f]+")
RINGED = "①-⑳⑴-⒛❶-❿➀-➓⓵-⓾"
"""Numbers that are one sign each, as the inside of a class of characters in a pattern."""

_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]{2}")
_KEYCAPS = re.compile(rf"(?:[0-9]\ufe0f?\u20e3)+|[0-9]{{1,3}}\ufe0f?\u20e3|\U0001f51f|[{RINGED}]")
"""A number in keycaps: of each digit, of the last one, or the one sign there is for it."""


def strip_tags(text: str) -> str:
    """Take HTML tags and comments out of one line, a break leaves a blank; in code (`` `<b>` ``) they are words."""
    return outside_code(text, _untagged) if "<" in text else text


def _untagged(text: str) -> str:
    return retagged(_BREAK.sub(" ", text), _TAG, lambda _: "")


def outside_code(text: str, change: Callable[[str], str], bare: bool = False) -> str:
    """Change a line of Markdown but for code spans and special names; ``bare`` takes the backticks off the spans."""
    if "`" not in text and "__" not in text:
        return change(text)
    spans: list[str] = []

    def hidden(span: re.Match[str]) -> str:
        spans.append(span.group().strip("`") if bare else span.group())
        return f"\x00{len(spans) - 1}\x00"

    changed = change(_SPAN.sub(hidden, text.replace("\x00", "")))
    return _HIDDEN.sub(lambda span: spans[int(span.group(1))], changed)


def plain(text: str) -> str:
    """Take markup, tags, images, link targets and escapes out of a line of Markdown; words, signs and code stay.

    Of a longer line only the first 1,500 characters are read.
    """
    if len(text) > _HEAD:
        text = text[:_HEAD]
    if _SIGNS.search(text):
        text = outside_code(text, _unmarked, bare=True)
    text = text if text.isascii() else _UNSEEN.sub("", text)
    return " ".join(text.split())


def _unmarked(text: str) -> str:
    """Take markup out of what is no code."""
    text = _untagged(text) if "<" in text else text
    text = text.replace("\x01", " ").replace("\x02", " ")
    if "\\" in text:
        text = text.replace("\\*", "\x01").replace("\\_", "\x02")
    if "[" in text:
        text = _LINK.sub(r"\1", _IMAGE.sub("", text))
    if "{" in text:
        text = ANCHOR.sub("", text)
    if "==" in text:
        text = MARKED.sub(r"\1", text)
    if "*" in text:
        text = _STAR.sub(_kept, text)
        text = text if _CLOSES.search(text) else _OPENS.sub(_kept, text)
    text = _MARKUP.sub("", text).replace("\x01", "*").replace("\x02", "_")
    text = _ESCAPE.sub(r"\1", text) if "\\" in text else text
    return _ENTITY.sub(lambda entity: html.unescape(entity[0]), text) if "&" in text else text


def _kept(star: re.Match[str]) -> str:
    return "\x01" * len(star.group())


def undecorated(text: str) -> str:
    """Take emoji, arrows, comment signs and the like off the head of plain words; a number in a sign becomes plain."""
    if text[:1].isalnum() and text[:4].isascii():
        return text
    at = 3 if text[:3] in ("-- ", "// ") else 0
    while at < len(text) and not text[at].isalnum() and text[at] not in "#([\"'“‘«`¿¡.$@/<{&*+-_\U0001f51f":
        at += 1
    kept = text[at:]
    if not kept[:4].isascii() and (digits := _KEYCAPS.match(kept)):
        number = re.sub("[\ufe0f\u20e3]", "", digits.group()).replace("\U0001f51f", "10")
        number = number if number.isascii() else f"{unicodedata.numeric(number):.0f}"
        return f"{number}. {kept[digits.end() :].lstrip(' .):-')}"
    return kept


def pictogram(words: str) -> str:
    """Return the pictogram (📌, ❓) at the head of plain words, nothing where there is none."""
    return words[0] if words and words[0] > "\xff" and unicodedata.category(words[0]) == "So" else ""


def few_marks(text: str) -> str:
    """Return ``text`` with at most 30 signs that are no letters in a row, those of ASCII aside.

    Time to normalise grows with the square of a run of accents; Unicode's Stream-Safe Text Format (UAX #15) has the
    same limit.
    """
    return text if text.isascii() else _MARKS.sub(r"\1", text)


def count_words(text: str) -> int:
    """Count words: those between blanks, and in scripts that write none (Han, kana, Thai) one for each two signs."""
    words = len(text.split())
    return words if text.isascii() else words + len(_UNSPACED.findall(text))


def key(text: str) -> str:
    """Fold words for comparing headings: letters and digits, lower case."""
    folded = unicodedata.normalize("NFKC", few_marks(text)).casefold()
    return _NO_WORD.sub("", folded)
