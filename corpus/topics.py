"""Topics of entries: the names and words that recur over the questions and headings of a whole collection.

No list of subjects is consulted. A word is a name where the collection itself writes it with capitals or digits in the
middle of sentences; a word that stands before many different names (a maker's, a product line's) is no topic but part
of their names.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from corpus.model import Entry
from corpus.plain import plain
from corpus.words import ARTICLES, STOP

_TOKEN = re.compile(r"[^\W_][\w+#]*(?:[.@/-][^\W_][\w+#]*)*[+#]*")
_SENTENCE = re.compile(r"[.!?:;\n|]\s*[*_`\"“(\-\d.)\s]*$")
_DIGITS = re.compile(r"\s*\d+")
_COMMON = 0.3  # share of entries above which a term says nothing about any of them
_MODIFIES = 5  # different names a word must stand before to be part of their names only
_MOST = 5  # topics of one entry
_LONGEST = 3  # words of one topic
_ANSWER = 4000  # characters of an answer that are read for how words are written


@dataclass(slots=True)
class _Seen:
    """How the words of a collection are written: ``capital`` and ``small`` count them in the middle of sentences,
    ``nouns`` right after an article or the like."""

    capital: Counter[str] = field(default_factory=Counter)
    small: Counter[str] = field(default_factory=Counter)
    nouns: Counter[str] = field(default_factory=Counter)
    forms: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    def named(self, word: str) -> bool:
        """Say whether a word is a name: written with an inner capital or a digit, or mostly with a capital."""
        if sum(character.isupper() for character in word) > 1 or any(character.isdigit() for character in word):
            return any(character.isalpha() for character in word)
        low = word.casefold()
        return self.capital[low] >= 2 and self.capital[low] >= 2 * self.small[low] and word[:1].isupper()

    def noun(self, low: str) -> bool:
        """Say whether a small word is used as a noun: it follows articles."""
        return self.nouns[low] >= 2 and self.nouns[low] * 5 >= self.small[low]


def mine_topics(entries: Iterable[Entry]) -> list[tuple[str, ...]]:
    """Return the topics of each entry, at most five, in the entries' order.

    A topic stands over at least two entries (three where it is no name) and over less than a third of a larger
    collection. Entries are read once; what is kept of each is its question and headings.
    """
    seen = _Seen()
    asked: list[tuple[str, str, tuple[str, ...]]] = []
    for entry in entries:
        _note(seen, entry.answer[:_ANSWER])
        _note(seen, entry.question)
        asked.append((entry.document, plain(entry.question), tuple(plain(heading) for heading in entry.headings[-1:])))
    terms = [_terms(seen, question, headings) for question, headings in _telling(asked)]
    modifiers = _modifiers(terms)
    cut = [tuple(dict.fromkeys(_short(term, modifiers) for term in found)) for found in terms]
    counts = Counter(term for found in cut for term in found if term)
    most = max(12.0, _COMMON * len(cut))
    kept = {term for term, count in counts.items() if (3 if _small(term) else 2) <= count <= most}
    shown = _shown(seen, kept)
    return [_chosen([term for term in found if term in kept], counts, shown) for found in cut]


def _note(seen: _Seen, text: str) -> None:
    before = ""
    for match in _TOKEN.finditer(text):
        word = match.group()
        low = word.casefold()
        if before in ARTICLES:
            seen.nouns[low] += 1
        before = low
        if _SENTENCE.search(text, max(0, match.start() - 12), match.start()) or match.start() == 0:
            continue
        seen.forms[low][word] += 1
        if word[:1].isupper():
            seen.capital[low] += 1
        elif word[:1].islower():
            seen.small[low] += 1


def _terms(seen: _Seen, question: str, headings: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """Return the terms of one entry as folded words: runs of names, words and pairs of words, and its headings."""
    found: list[tuple[str, ...]] = []
    for text in (question, *headings):
        words = [word for word in _TOKEN.findall(text) if word.isalpha()]
        titled = sum(word[:1].isupper() for word in words) > 0.7 * len(words) > 2
        run: list[str] = []
        small: list[str] = []
        end = 0
        for match in _TOKEN.finditer(text):
            word, low = match.group(), match.group().casefold()
            if text[end : match.start()].strip():
                _flush(found, run, small)
            end = match.end()
            if low in STOP or (word.isdigit() and not run):
                _flush(found, run, small)
            elif seen.named(word) or (run and (word.isdigit() or (word[:1].isupper() and not titled))):
                found.extend((one,) for one in small)
                small.clear()
                run.append(low)
            elif len(low) > 2 and seen.noun(low) and not run:
                small.append(low)
            else:
                _flush(found, run, small)
        _flush(found, run, small)
    return tuple(dict.fromkeys(found))


def _flush(found: list[tuple[str, ...]], run: list[str], small: list[str]) -> None:
    if run:
        found.append(tuple(run[:_LONGEST]))
    found.extend(pairwise(small))
    found.extend((word,) for word in small)
    run.clear()
    small.clear()


def _modifiers(terms: Iterable[Sequence[tuple[str, ...]]]) -> frozenset[str]:
    """Find the words that stand before many different names and seldom alone."""
    before: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    first: Counter[str] = Counter()
    alone: Counter[str] = Counter()
    for found in terms:
        for term in found:
            if len(term) > 1:
                before[term[0]].add(term[1:])
                first[term[0]] += 1
            else:
                alone[term[0]] += 1
    return frozenset(word for word, after in before.items() if len(after) >= _MODIFIES and first[word] > alone[word])


def _short(term: tuple[str, ...], modifiers: frozenset[str]) -> tuple[str, ...]:
    """Take modifiers off the head of a term, and the plural off its end."""
    while term and term[0] in modifiers:
        term = term[1:]
    return (*term[:-1], _singular(term[-1])) if term else ()


def _singular(word: str) -> str:
    if len(word) < 5 or not word.endswith("s") or word.endswith(("ss", "us", "is", "os")):
        return word
    return word[:-3] + "y" if word.endswith("ies") else word[:-1]


def _telling(asked: Sequence[tuple[str, str, tuple[str, ...]]]) -> list[tuple[str, tuple[str, ...]]]:
    """Leave out the headings that say nothing of a subject: titles over a whole document, and counted ones (Day 3)."""
    over: dict[str, set[str]] = defaultdict(set)
    counted: dict[str, set[str]] = defaultdict(set)
    for document, _, headings in asked:
        over[document].update(headings)
        for heading in headings:
            counted[_DIGITS.sub("", heading)].add(heading)
    numbered = {heading for same in counted.values() if len(same) > 2 for heading in same}
    single = {document for document, headings in over.items() if len(headings) < 2}
    return [
        (question, () if document in single else tuple(one for one in headings if one not in numbered))
        for document, question, headings in asked
    ]


def _small(term: tuple[str, ...]) -> bool:
    return all(word.isalpha() for word in term)


def _shown(seen: _Seen, terms: Iterable[tuple[str, ...]]) -> dict[tuple[str, ...], str]:
    """Write terms as the collection most often writes their words."""
    return {term: " ".join(_written(seen, word) for word in term) for term in terms}


def _written(seen: _Seen, word: str) -> str:
    plural = word[:-1] + "ies" if word.endswith("y") else word + "s"
    forms = seen.forms.get(word) or seen.forms.get(plural)
    if not forms:
        return word
    form = forms.most_common(1)[0][0]
    return word if form.casefold() != word and form.islower() else form


def _chosen(
    found: Sequence[tuple[str, ...]], counts: Counter[tuple[str, ...]], shown: dict[tuple[str, ...], str]
) -> tuple[str, ...]:
    """Choose an entry's topics: the most common first, no word that a longer topic says already."""
    ranked = sorted(set(found), key=lambda term: (-counts[term], found.index(term)))
    longer = [term for term in ranked if len(term) > 1]
    kept = [term for term in ranked if not any(term != other and set(term) < set(other) for other in longer)]
    return tuple(shown[term] for term in kept[:_MOST])
