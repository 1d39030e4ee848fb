"""Formulas in MathML, of OpenDocument texts and books, written in one line like those of Word documents."""

from collections.abc import Callable, Mapping
from unicodedata import combining, normalize
from xml.etree.ElementTree import Element

from corpus.formats.formulas import one
from corpus.formats.packed import get, local

_FORMS: Mapping[str, tuple[int, Callable[..., str]]] = {
    "mfrac": (2, lambda over, under: f"{one(over)}/{one(under)}"),
    "msup": (2, lambda base, power: f"{one(base)}^{one(power)}"),
    "msub": (2, lambda base, index: f"{one(base)}_{one(index)}"),
    "msubsup": (3, lambda base, index, power: f"{one(base)}_{one(index)}^{one(power)}"),
    "mroot": (2, lambda base, degree: f"{degree}√{one(base)}"),
    "munder": (2, lambda base, under: f"{base}_{one(under)}"),
    "munderover": (3, lambda base, under, over: f"{base}_{one(under)}^{one(over)} "),
    "mover": (2, lambda base, over: _over(base, over)),
}
"""How the elements that take so many parts are written (MathML 3, chapter 3); of others the parts follow each other."""

_ACCENTS = str.maketrans("~˜^ˆ¯‾→˙", "\u0303\u0303\u0302\u0302\u0304\u0304\u20d7\u0307")
_UNSEEN = str.maketrans("", "", "\u2061\u2062\u2063\u2064")


def _over(base: str, sign: str) -> str:
    accent = sign.translate(_ACCENTS)
    return base + accent if len(accent) == 1 and combining(accent) else f"{base}^{one(sign)}"


def formula(element: Element) -> str:
    """Write what a formula says."""
    return " ".join(_said(element).split())


def _said(element: Element) -> str:
    name = local(element)
    if name.startswith("annotation"):
        return ""
    if not len(element):
        return normalize("NFKC", (element.text or "").strip().translate(_UNSEEN))
    parts = [_said(part) for part in element]
    count, form = _FORMS.get(name, (0, None))
    if form is not None and len(parts) == count:
        return form(*parts)
    if name in ("mtable", "mtr"):
        return ("; " if name == "mtable" else ", ").join(parts)
    said = "".join(parts)
    if name == "mfenced":
        return f"{get(element, 'open') or '('}{', '.join(parts)}{get(element, 'close') or ')'}"
    return f"√{one(said)}" if name == "msqrt" else said
