"""The formulas of Word documents, written in one line: ``(a+b)/2``, ``x_1^2``, ``√(x)``."""

import html
import re
from collections.abc import Callable, Mapping, Sequence

from corpus.formats.tags import Token, pairs, tokens

_FORMULA = re.compile(r"<m:oMath(?:\s[^<>]*+)?>[^<]*+(?:<(?!/?m:oMath[\s>])[^<]*+)*+</m:oMath>")
_PARAGRAPH = re.compile(
    r"</?m:oMathPara(?:\s[^<>]*+)?>|<m:oMathParaPr>[^<]*+(?:<(?!/?m:oMathParaPr>)[^<]*+)*+</m:oMathParaPr>"
)
WORDS = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'
"""A run of a Word document."""

_FORMS: Mapping[str, Callable[[Mapping[str, str]], str]] = {
    "f": lambda part: f"{one(part['num'])}/{one(part['den'])}",
    "ssup": lambda part: f"{one(part['e'])}^{one(part['sup'])}",
    "ssub": lambda part: f"{one(part['e'])}_{one(part['sub'])}",
    "ssubsup": lambda part: f"{one(part['e'])}_{one(part['sub'])}^{one(part['sup'])}",
    "rad": lambda part: f"{part['deg']}√{one(part['e'])}",
    "d": lambda part: f"{part['begchr'] or '('}{part['e']}{part['endchr'] or ')'}",
    "nary": lambda part: "".join(
        (part["chr"] or "∫", _marked("_", part["sub"]), _marked("^", part["sup"]), f" {part['e']}")
    ),
    "limlow": lambda part: f"{part['e']}_{one(part['lim'])}",
    "func": lambda part: f"{part['fname']} {part['e']}",
    "acc": lambda part: part["e"] + (part["chr"] or "\N{COMBINING CIRCUMFLEX ACCENT}"),
    "bar": lambda part: part["e"] + "\N{COMBINING MACRON}",
    "mr": lambda part: f"{part['e']}; ",
}
"""How the elements of Office Math (ECMA-376, part 1, 22.1) are written; of others the parts follow one another."""


def spelled(xml: str, run: str = WORDS) -> str:
    """Put each formula of a document's XML into words of the paragraph it stands in, in a ``run`` of it."""
    return _FORMULA.sub(lambda found: run.format(html.escape(_said(found[0]))), _PARAGRAPH.sub("", xml))


def _said(formula: str) -> str:
    part = list(tokens(formula))
    return _parts(part, pairs(part), 0, len(part))[""].strip()


class _Parts(dict[str, str]):
    """What the parts of an element say by their names, ``""`` what all of them say."""

    def __missing__(self, name: str) -> str:
        return ""


def _parts(part: Sequence[Token], closed: Mapping[int, int], at: int, end: int) -> _Parts:
    found = _Parts()
    while at < end:
        token, close = part[at], closed.get(at)
        name = token.name.partition(":")[2]
        if token.kind == "open" and close is None and token.attribute("m:val"):
            found[name] = html.unescape(token.attribute("m:val"))
        elif close is not None:
            said = _element(part, closed, at, close)
            joined = ", " if found[name] and name == "e" else ""
            found[name] += joined + said[""]
            if name.endswith("pr"):
                found |= {key: value for key, value in said.items() if key}
            else:
                found[""] += said[""]
            at = close
        at += 1
    return found


def _element(part: Sequence[Token], closed: Mapping[int, int], at: int, end: int) -> _Parts:
    name = part[at].name.partition(":")[2]
    if name == "t":
        return _Parts({"": html.unescape("".join(token.text for token in part[at + 1 : end]))})
    found = _parts(part, closed, at + 1, end)
    form = _FORMS.get(name)
    return _Parts({"": form(found)}) if form else found


def one(said: str) -> str:
    """Return a part of a formula as one: in brackets where it is more than a word."""
    return said if len(said) == 1 or said.isalnum() else f"({said})"


def _marked(sign: str, said: str) -> str:
    return f"{sign}{one(said)}" if said else ""
