"""Numbers in digits and words."""

import math
import re

_SPELT = {
    "zero": 0.0, "one": 1.0, "two": 2.0, "three": 3.0, "four": 4.0, "five": 5.0, "six": 6.0, "seven": 7.0, "eight": 8.0,
    "nine": 9.0, "ten": 10.0, "eleven": 11.0, "twelve": 12.0, "thirteen": 13.0, "fourteen": 14.0, "fifteen": 15.0,
    "sixteen": 16.0, "seventeen": 17.0, "eighteen": 18.0, "nineteen": 19.0, "twenty": 20.0, "thirty": 30.0,
    "forty": 40.0, "fifty": 50.0, "sixty": 60.0, "seventy": 70.0, "eighty": 80.0, "ninety": 90.0, "single": 1.0,
}  # fmt: skip
_ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth"
)  # fmt: skip
_SCALES = {"dozen": 12.0, "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_LETTERS = {"k": 1e3, "K": 1e3, "M": 1e6}

_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_UNITS = "one|two|three|four|five|six|seven|eight|nine"
_TO_99 = sorted(_SPELT.keys() - {"zero", "single"}, key=len, reverse=True)
_BELOW = rf"(?:(?:{_TENS})[- ](?:{_UNITS})|{'|'.join(_TO_99)})\b"
_WORDED = (
    rf"(?:{_UNITS}|an?)[- ]hundred(?: {_BELOW})?(?= (?:thousand|million|billion|trillion)\b)"
    rf"|(?:{_UNITS}|an?)[- ]hundred (?:and )?{_BELOW}(?! (?:{'|'.join(_SCALES)})\b)"
    rf"|(?:{_TENS})[- ](?:{_UNITS})\b"
    rf"|(?:{'|'.join(sorted(_SPELT, key=len, reverse=True))})\b|half an?\b"
    r"|an?(?=\s+(?:dozen|hundred|thousand|million|billion|half|(?:minute|hour|day|week|month|year)\s+and a half)\b)"
)
VALUE = rf"(?:\d{{1,3}}(?:[,\u202f\u00a0]\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)*|{_WORDED})"
"""A number, as part of a pattern that ignores case."""

SCALE = r"(?:\s*(?:dozen|hundred|thousand|million|billion|trillion)s?\b|(?-i:[kKM])\b)"
"""What multiplies a number, as part of a pattern that ignores case."""

ORDINAL = re.compile(rf"\b(?:({'|'.join(_ORDINALS)})|(\d{{1,3}})(?:st|nd|rd|th))\s+([a-z][a-z-]+)", re.IGNORECASE)
"""An ordinal and the word behind it."""


def number(written: str, scale: str | None = None) -> float:
    """Return the value of a number in digits or words; NaN where it has several points, as a version has."""
    plain = re.sub(r"[,\u202f\u00a0]", "", written.lower())
    if plain[0].isdigit():
        value = float(plain) if plain.count(".") < 2 else math.nan
    elif plain.startswith("half"):
        value = 0.5
    else:
        hundreds, _, below = plain.rpartition("hundred")
        value = 100 * _spelt(hundreds) + _spelt(below.removeprefix(" and"))
    if not scale:
        return value
    name = scale.strip()
    return value * (_LETTERS.get(name) or _SCALES[name.lower().rstrip("s")])


def _spelt(words: str) -> float:
    return sum(_SPELT.get(part, 1.0) for part in re.split("[- ]", words) if part)


def version(written: str) -> float:
    """Return a number that orders versions of up to four parts."""
    parts = [float(part) for part in written.split(".")[:4]]
    return float(sum(part * 1000 ** (3 - place) for place, part in enumerate(parts)))


def ordinal(match: re.Match[str]) -> float:
    """Return the value of an ordinal that ORDINAL matched."""
    return float(match.group(2) or _ORDINALS.index(match.group(1).lower()) + 1)
