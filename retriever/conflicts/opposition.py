"""What turns a statement round: negation, and words that exclude each other."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from retriever.conflicts.words import Word, stem, word_lists
from retriever.denying import denies

_PREFIXES = ("un", "in", "im", "ir", "il", "non", "dis")
_PASSED_OVER = frozenset(
    {
        "be", "been", "being", "to", "a", "an", "the", "any", "do", "does", "have", "has", "had", "get", "got", "is",
        "are", "it", "you", "we", "they", "he", "she", "by", "of", "in", "on", "at", "more", "less",
    }
)  # fmt: skip
_SOFTENED = frozenset({"only", "just", "merely", "necessarily", "later", "longer", "matter", "all", "every", "always"})
_ONE = frozenset({"one", "single", "sole"})
_MANY = frozenset({"several", "multiple", "many", "both", "multi"})


@cache
def _table() -> dict[str, frozenset[str]]:
    table: dict[str, set[str]] = defaultdict(set)
    for line in word_lists("opposites.txt"):
        sides: list[set[str]] = [set()]
        for word in line:
            if word == "|":
                sides.append(set())
            else:
                sides[-1].add(stem(word))
        for side in sides:
            others = set[str]().union(*(other for other in sides if other is not side)) - side
            for each in side:
                table[each] |= others
    return {word: frozenset(others) for word, others in table.items()}


def listed(word: str) -> frozenset[str]:
    """Return the stems that are listed as opposites of a stem."""
    return _table().get(word, frozenset())


def prefixed(word: str) -> list[str]:
    """Return the stems of a word behind each prefix that negates."""
    return [stem(prefix + word) for prefix in _PREFIXES] if len(word) > 3 else []


def negates(long: str, short: str) -> bool:
    """Say whether a word is another behind a prefix that negates: unsafe and safe."""
    return len(short) > 3 and any(long == prefix + short for prefix in _PREFIXES)


def opposed(one: Word, other: Word) -> bool:
    """Say whether two words exclude each other."""
    return other.stem in listed(one.stem) or negates(one.text, other.text) or negates(other.text, one.text)


def one_against_many(one: Word, other: Word) -> bool:
    """Say whether one of two words means one, and the other more than one."""
    return (one.text in _ONE and other.text in _MANY) or (other.text in _ONE and one.text in _MANY)


@dataclass(frozen=True, slots=True)
class Negation:
    """A negating word, the word it bears on, and the stems before that in the same phrase.

    ``noun`` says that it bears on a thing (no X, not a X) and not on what is done or said of one.
    """

    negator: Word
    head: Word
    modifiers: frozenset[str]
    noun: bool


def negations(run: Sequence[Word], text: str) -> list[Negation]:
    """Return the negations of a run of words of ``text``.

    ``not`` bears on the next word that carries sense, ``no`` and ``not a`` on the noun that ends the next phrase;
    ``not only`` and the like, and the ``No,`` that answers a question, negate nothing.
    """
    found: list[Negation] = []
    for place, word in enumerate(run):
        if not denies(word.text) or text[word.end : word.end + 1] in (",", ".", ":", ";", "!"):
            continue
        after = run[place + 1 : place + 8]
        if not after or after[0].text in _SOFTENED or (word.text == "no" and after[0].text in ("more", "less")):
            continue
        told = [other for other in after if other.text not in _PASSED_OVER]
        noun = word.text == "no" or after[0].text in ("a", "an", "any")
        phrase = _phrase(told, text) if noun else [other for other in told[:2] if other.content][:1]
        if phrase:
            modifiers = frozenset(other.stem for other in phrase[:-1])
            found.append(Negation(word, phrase[-1], modifiers, noun))
    return found


def _phrase(run: Sequence[Word], text: str) -> list[Word]:
    """Return the words up to the first that carries no sense or stands behind a sign."""
    found: list[Word] = []
    for word in run:
        if not word.content or (found and text[found[-1].end : word.start].strip(" -")):
            break
        found.append(word)
    return found[:3]
