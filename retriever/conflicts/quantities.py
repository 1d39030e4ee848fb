"""Amounts, counts, rates, dates and versions in a sentence, brought to common units."""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from retriever.conflicts.numerals import ORDINAL, SCALE, VALUE, number, ordinal, version
from retriever.conflicts.units import Unit, unit
from retriever.conflicts.words import STOPWORDS, stem

Bound = Literal["exact", "about", "most", "least", "range"]

_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_LABELLED = frozenset(
    {
        "port", "layer", "article", "section", "chapter", "version", "level", "page", "step", "phase", "rule", "type",
        "size", "stage", "grade", "class", "tier", "part", "rfc", "error", "status", "code", "number", "no", "release",
        "generation", "schedule", "amendment", "paragraph", "line", "volume", "act", "item", "day", "round", "id",
    }
)  # fmt: skip
_AMOUNT = re.compile(
    rf"(?<![\w.:/-])(?P<minus>[-−](?=[$€£]?\d)|\bminus\s+)?(?P<sign>[$€£]\s?)?(?P<low>{VALUE})(?P<lowscale>{SCALE})?"
    rf"(?:\s*(?P<joint>-|–|—|\bto\b|\bor\b|\band\b(?!\s+a half\b)|\.\.\.?|…)\s*(?P<below>[-−](?=\d))?"
    rf"[$€£]?(?P<high>{VALUE})(?P<highscale>{SCALE})?)?"
    rf"(?P<half>\s+and a half\b(?P<halfscale>{SCALE})?)?",
    re.IGNORECASE,
)
_MONEY = {"m": "million", "mn": "million", "b": "billion", "bn": "billion"}
_OF_MONEY = re.compile(rf"({'|'.join(sorted(_MONEY, key=len, reverse=True))})\b", re.IGNORECASE)
_UNIT = re.compile(
    r"[\s\u00a0\u202f-]?\s?(light-years?|%|°\s?[CF]?|[℃℉$€]|[A-Za-zµμ]+(?:/(?:s|h|l|L)\b)?[²]?)(?![A-Za-z])"
)
_PER = re.compile(r"\s*(?:/|\bper\b|\ban?\b|\beach\b|\bevery\b)\s*(?:single |each )?([A-Za-z]+)")
_MONTH = rf"(?:{'|'.join(_MONTHS)}|{'|'.join(month[:3] for month in _MONTHS if month != 'may')})\.?"
_DATE = re.compile(
    rf"\b(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?\s+(?P<month>{_MONTH})|(?P<month2>{_MONTH})\s+(?P<day2>\d{{1,2}})"
    rf"(?:st|nd|rd|th)?(?!\d)|(?P<month3>{_MONTH})(?=,?\s+\d{{4}}\b))(?:,?\s+(?P<year>\d{{4}})\b)?"
    r"|\b(?P<iso>\d{4}-\d\d-\d\d)\b",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"(?<![\d:])([01]?\d|2[0-3]):([0-5]\d)(?![\d:])(?:\s?([ap])\.?m\b)?", re.IGNORECASE)
_OFTEN = re.compile(
    rf"\b(?:(?P<once>once|twice|thrice)|(?<!\.)(?P<times>{VALUE})\s+times)\s+(?:a|an|per|each|every)\s+(?P<unit>[a-z]+)"
    rf"|\bevery\s+(?:(?P<every>{VALUE})\s+)?(?P<each>second|minute|hour|day|week|month|year)s?\b",
    re.IGNORECASE,
)
_MOST = re.compile(
    r"(?:up\s?-?to|upto|at most|max(?:imum)?(?: size)?(?: of|:)?|maximum \w+ (?:is|of)|no (?:more|longer|larger) than"
    r"|not (?:more|exceed)(?: than)?|limit(?:ed)?(?: is| of)?(?: to)?|(?:less|fewer|lower|shorter|smaller) than|under"
    r"|below|within|as (?:much|many|large|long|high|big) as|only|≤|<=|<)\s*(?:about |only |a )?$",
    re.IGNORECASE,
)
_LEAST = re.compile(
    r"(?:at least|min(?:imum)?(?: of|:)?|(?:more|greater|longer|higher|larger) than|no (?:less|fewer) than|over|above"
    r"|beyond|exceed(?:s|ing)?|≥|>=|>)\s*(?:about |a )?$",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"(?:about|around|approx(?:imately|\.)?|roughly|nearly|almost|some|ca\.?|circa|~|≈|typically|usually"
    r"|on average)\s*$",
    re.IGNORECASE,
)
_EXTREME = re.compile(r"\b(?:largest|biggest|longest|greatest|maximum|max|limit)\b[^.;]*$", re.IGNORECASE)
_HALF = re.compile(r"\s+and a half\b", re.IGNORECASE)
_NAME_BEFORE = re.compile(r"([^\W\d_][\w+#.-]*)\s*(?:number\s+|no\.?\s+|#\s*)?$")
_NOUNS_AFTER = re.compile(r"(?:\s+|-)((?:[^\W\d_][\w’'-]*\s*){1,4})")
_SORT = re.compile(r"^(?:[\w-]+\s+)?(?:types?|kinds?|sorts?|forms?|categories|classes)\s+of\s+(?=\w)", re.IGNORECASE)
_DOTTED = re.compile(r"\d+(?:\.\d+)+")
_NEAR, _FAR = 80, 300  # characters ahead of a number that hold its name, and what says that it is a limit


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value between ``low`` and ``high`` in base units of ``dimension``, at characters ``start`` to ``end``.

    ``bound`` says whether the text gives the value itself, nearly, or a limit of it; ``nouns`` are the stems of what
    is counted, or of the word before a number that labels a thing; ``unit`` is the unit as written, ``spelt`` the
    number where it is in digits.
    """

    low: float
    high: float
    dimension: str
    start: int
    end: int
    bound: Bound = "exact"
    nouns: tuple[str, ...] = ()
    unit: str = ""
    spelt: str = ""


def quantities(text: str) -> list[Quantity]:
    """Return the quantities of ``text`` in order: ranges as one, sums of units as one."""
    found = [*_dates(text), *_clocks(text), *_rates(text), *_ordinals(text)]
    taken = [(quantity.start, quantity.end) for quantity in found]
    position, amounts = 0, list[Quantity]()
    while match := _AMOUNT.search(text, position):
        position = match.end()
        hit = next((end for start, end in taken if start < match.end() and match.start() < end), None)
        if hit is not None:
            position = max(hit, match.start() + 1)
            continue
        amount = _amount(text, match)
        if amount is not None:
            amounts.append(amount)
            position = max(position, amount.end)
    return sorted([*found, *_joined(text, amounts)], key=lambda quantity: quantity.start)


def _dates(text: str) -> Iterator[Quantity]:
    """Yield dates as year * 10000 + month * 100 + day, 0 for what is not said."""
    for match in _DATE.finditer(text):
        if match.group("iso"):
            year, month, day = (int(part) for part in match.group("iso").split("-"))
        else:
            name = match.group("month") or match.group("month2") or match.group("month3")
            month = next(place for place, full in enumerate(_MONTHS, 1) if full.startswith(name.lower().rstrip(".")))
            day = int(match.group("day") or match.group("day2") or 0)
            year = int(match.group("year") or 0)
        value = float(year * 10000 + month * 100 + day)
        yield Quantity(value, value, "date", *match.span(), spelt=match.group())


def _clocks(text: str) -> Iterator[Quantity]:
    for match in _CLOCK.finditer(text):
        hour = int(match.group(1))
        if match.group(3):
            hour = hour % 12 + 12 * (match.group(3).lower() == "p")
        value = float(hour * 60 + int(match.group(2)))
        yield Quantity(value, value, "clock", *match.span(), spelt=match.group())


def _rates(text: str) -> Iterator[Quantity]:
    """Yield how often something is done, in times a second."""
    for match in _OFTEN.finditer(text):
        period = unit((match.group("unit") or match.group("each")).lower())
        if period is None or period.measures != "time":
            continue
        times = {"once": 1.0, "twice": 2.0, "thrice": 3.0}.get((match.group("once") or "").lower())
        if times is None:
            every = number(match.group("every") or "1") or math.nan
            times = number(match.group("times")) if match.group("times") else 1 / every
        value = times / period.factor
        if not math.isnan(value):
            yield Quantity(value, value, "rate", *match.span())


def _ordinals(text: str) -> Iterator[Quantity]:
    for match in ORDINAL.finditer(text):
        if match.group(3).lower() not in STOPWORDS:
            value = ordinal(match)
            end = match.end(2) + 2 if match.group(2) else match.end(1)
            yield Quantity(value, value, "ordinal", match.start(), end, nouns=(stem(match.group(3)),))


def _amount(text: str, match: re.Match[str]) -> Quantity | None:
    joint, high, end = (match.group("joint") or "").lower(), match.group("high"), match.end()
    ahead = text[max(0, match.start() - _NEAR) : match.start()]
    if high and joint == "and" and not re.search(r"\bbetween\s*$", ahead, re.IGNORECASE):
        high, end = None, match.end("lowscale") if match.group("lowscale") else match.end("low")
    half = match.group("half") is not None and end == match.end()
    scale = match.group("highscale" if high else "lowscale") or (match.group("halfscale") if half else None)
    if match.group("sign") and not scale and (letter := _OF_MONEY.match(text, end)):
        scale, end = _MONEY[letter[1].lower()], letter.end()
    low, top = _values(match, scale, high)
    if half:
        top += number("half", scale) * (-1 if match.group("minus") else 1)
        low = low if high else top
    spelt = match.group("low") if match.group("low")[0].isdigit() else ""
    spelt = f"-{spelt}" if spelt and match.group("minus") else spelt
    bound: Bound = "range" if high else "exact"
    start = match.start("minus" if match.group("minus") else "low")
    plain = Quantity(min(low, top), max(low, top), "", start, end, bound, spelt=spelt)
    measured = None if math.isnan(low + top) else _measured(text, plain, (match.group("sign") or "").strip())
    if measured:
        return _bounded(text, measured)
    rest = text[end:]
    if match.group("minus"):
        return None
    if match.group("low").lower() in ("one", "single") and re.match(r"\s+of\b", rest):
        return None
    if rest[:1].isalpha() or (re.match(r"[-/'’:.][^\s\W]", rest) and not re.match(r"-[a-z]{3}", rest)):
        return None
    return _named(text, plain)


def _values(match: re.Match[str], scale: str | None, high: str | None) -> tuple[float, float]:
    """Return the first and the last value of an amount, the same where it is no range."""
    low = number(match.group("low"), match.group("lowscale") or scale) * (-1 if match.group("minus") else 1)
    top = number(high, scale) * (-1 if match.group("below") else 1) if high else low
    return low, top


def _measured(text: str, quantity: Quantity, sign: str) -> Quantity | None:
    """Return a number in the unit of the sign before it or of the word behind it, None where there is none."""
    if before := unit(sign):
        return _in_base_units(text, replace(quantity, unit=sign), before)
    after = _UNIT.match(text, quantity.end)
    if not after:
        return None
    name, stop = after.group(1).replace(" ", ""), after.end()
    if "/" in name and not unit(name):
        name = name.split("/")[0]
        stop = after.start(1) + len(name)
    behind = unit(name) if quantity.spelt or len(name) > 2 else None
    return _in_base_units(text, replace(quantity, unit=name, end=stop), behind) if behind else None


def _in_base_units(text: str, quantity: Quantity, measure: Unit) -> Quantity:
    dimension, low, high = measure.measures, measure.base(quantity.low), measure.base(quantity.high)
    end = quantity.end
    half = _HALF.match(text, end)
    if half:
        low, high, end = low + measure.factor / 2, high + measure.factor / 2, half.end()
    per = _PER.match(text, end)
    other = unit(per.group(1)) if per else None
    if per and other and other.measures != dimension:
        dimension, low, high = f"{dimension}/{other.measures}", low / other.factor, high / other.factor
        end = per.end()
    return replace(quantity, low=low, high=high, dimension=dimension, end=end)


def _named(text: str, quantity: Quantity) -> Quantity | None:
    """Tell years, versions, numbers that label a thing, and counts apart by the words around them."""
    ahead = text[max(0, quantity.start - _NEAR) : quantity.start]
    before = _NAME_BEFORE.search(ahead)
    previous = before.group(1) if before else ""
    near = before is not None and len(ahead) - before.end() < 2
    after = _NOUNS_AFTER.match(text, quantity.end)
    nouns = _nouns(after.group(1)) if after else ()
    spelt = quantity.spelt
    if spelt and re.match(r"\s*BCE?\b", text[quantity.end :]):
        return replace(quantity, low=-quantity.high, high=-quantity.low, dimension="year")
    label = previous.lower() in _LABELLED or stem(previous) in _LABELLED
    if _DOTTED.fullmatch(spelt) and (spelt.count(".") > 1 or label or previous[:1].isupper()):
        value = version(spelt)
        return replace(quantity, low=value, high=value, dimension="version", nouns=(stem(previous),), bound="exact")
    if math.isnan(quantity.low + quantity.high):
        return None
    if spelt.isdigit() and len(spelt) == 4 and 1000 <= quantity.low <= 2100 and not nouns and not label:
        return _bounded(text, replace(quantity, dimension="year"))
    if spelt and previous and near and (label or (previous[0].isupper() and not nouns)):
        return replace(quantity, dimension="label", nouns=(stem(previous),))
    return _bounded(text, _counted(text, replace(quantity, dimension="count", nouns=nouns)))


def _counted(text: str, quantity: Quantity) -> Quantity:
    per = re.compile(r"\s+(?:[\w-]+\s+){0,2}?(?:per|an?|each|/)\s+([a-z]+)").match(text, quantity.end)
    other = unit(per.group(1)) if per else None
    if other is None or other.measures != "time":
        return quantity
    low, high = quantity.low / other.factor, quantity.high / other.factor
    return replace(quantity, low=low, high=high, dimension="count/time")


def _nouns(run: str) -> tuple[str, ...]:
    stems: list[str] = []
    for word in re.findall(r"[^\W\d_][\w’'-]*", _SORT.sub("", run)):
        if word.lower() in STOPWORDS:
            break
        stems.extend(stem(part) for part in word.split("-"))
    return tuple(stems[:4])


def _bounded(text: str, quantity: Quantity) -> Quantity:
    before = re.sub(r"[$€£\s]*$", " ", text[max(0, quantity.start - 40) : quantity.start])
    after = text[quantity.end : quantity.end + 25].lower()
    if _MOST.search(before) or re.match(r"\s*\(?(?:max|or less|or fewer|at most|limit)\b", after):
        return replace(quantity, bound="most")
    if _LEAST.search(before) or re.match(r"\s*(?:\+|min\b(?!u)|or more|at least|minimum)", after):
        return replace(quantity, bound="least")
    if quantity.bound == "exact" and _EXTREME.search(text[max(0, quantity.start - _FAR) : quantity.start]):
        return replace(quantity, bound="most")
    if quantity.bound == "exact" and _ABOUT.search(before):
        return replace(quantity, bound="about")
    return quantity


def _joined(text: str, amounts: list[Quantity]) -> list[Quantity]:
    """Join what is one: sums (8 minutes and 20 seconds), ranges (5 MB to 5 GB), labels in a row (layers 3, 4 and 7)."""
    joined: list[Quantity] = []
    for quantity in amounts:
        last = joined[-1] if joined else None
        between = text[last.end : quantity.start].strip().lower() if last else ""
        if last is None:
            joined.append(quantity)
        elif last.dimension == "label" and not quantity.unit and between in (",", "and", "or", ", and", ", or", "&"):
            joined.append(replace(quantity, dimension="label", nouns=last.nouns))
        elif last.dimension != quantity.dimension or not quantity.unit or last.bound not in ("exact", "about"):
            joined.append(quantity)
        elif between in ("", "and", ",") and last.unit != quantity.unit and quantity.high < last.low:
            low, high = last.low + quantity.low, last.high + quantity.high
            joined[-1] = replace(last, low=low, high=high, end=quantity.end)
        elif between in ("-", "–", "—", "to"):
            low, high = min(last.low, quantity.low), max(last.high, quantity.high)
            joined[-1] = replace(last, low=low, high=high, bound="range", end=quantity.end)
        else:
            joined.append(quantity)
    return joined
