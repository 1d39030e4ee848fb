"""One word as it is spelled in Britain and in America."""

from collections.abc import Iterator

_ENDINGS = """
isations/izations isation/ization isable/izable isers/izers iser/izer ising/izing ised/ized ises/izes
ise/ize ysing/yzing ysed/yzed yses/yzes yse/yze ouring/oring oured/ored oural/oral ours/ors our/or tres/ters tre/ter
bres/bers bre/ber ences/enses ence/ense ogues/ogs ogue/og ellers/elers eller/eler elling/eling elled/eled alling/aling
alled/aled ammes/ams amme/am gements/gments gement/gment efacts/ifacts efact/ifact
"""
_PAIRS = [tuple(pair.split("/")) for pair in _ENDINGS.split()]
_LEFT = 2  # letters ahead of an ending: not "hours", "your", "size"


def american(word: str) -> Iterator[str]:
    """Yield what may be the American spelling of a lower-case British word; no list is asked whether it is a word."""
    return _ended(word, 0, 1)


def british(word: str) -> Iterator[str]:
    """Yield what may be the British spelling of a lower-case American word; no list is asked whether it is a word."""
    return _ended(word, 1, 0)


def _ended(word: str, this: int, other: int) -> Iterator[str]:
    for ending in _PAIRS:
        stem = word.removesuffix(ending[this])
        if _LEFT <= len(stem) < len(word):
            yield stem + ending[other]
