"""Topics of entries: the names and words that recur over the questions and headings of a whole collection.

No list of subjects is consulted. A word is a name where the collection itself writes it with capitals or digits in the
middle of sentences; a word that hardly ever stands without other names around it (a maker's, a product line's) is no
topic but part of their names. Words that are no names are topics only of entries that speak of no name.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from corpus.model import Entry
from corpus.plain import plain
from corpus.words import ARTICLES, ASKING, STOP

_TOKEN = re.compile(r"[^\W_][\w+#]*(?:[.@/-][^\W_][\w+#]*)*[+#]*")
_SENTENCE = re.compile(r"[.!?:;\n|]\s*[*_`\"“(\-\d.)\s]*$")
_ACRONYMS = re.compile(r"^([A-Z]{2,})s$")
_DIGITS = re.compile(r"\s*\d+")
_COMMON = 0.3  # share of entries above which a term says nothing about any of them
_MODIFIES = 5  # different names a word must stand before to be part of their names only
_ALONE = 0.25  # share of a name's occurrences in which it must stand alone to be a topic by itself
_SAID = 0.6  # share of a term's entries that a longer one must have to stand for it
_TELLING = 0.2  # share of the answers with a word whose questions must have it, too, where it is no name
_MOST = 5  # topics of one entry
_LONGEST = 3  # words of one topic
_ANSWER = 4000  # characters of an answer that are read for how words are written
_TOLD = 6  # names of an answer that are kept for where its question has none

Term = tuple[str, ...]


@dataclass(slots=True)
class _Seen:
    """How the words of a collection are written: ``capital`` and ``small`` count them in the middle of sentences,
    ``nouns`` right after an article or the like, ``told`` the answers that hold them."""

    capital: Counter[str] = field(default_factory=Counter)
    small: Counter[str] = field(default_factory=Counter)
    nouns: Counter[str] = field(default_factory=Counter)
    told: Counter[str] = field(default_factory=Counter)
    forms: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    def named(self, word: str) -> bool:
        """Say whether a word is a name: written with an inner capital or a digit, or mostly with a capital."""
        low = word.casefold()
        return _coined(word) or (
            self.capital[low] >= 2 and self.capital[low] >= 2 * self.small[low] and word[:1].isupper()
        )

    def noun(self, low: str) -> bool:
        """Say whether a small word is used as a noun: it follows articles."""
        return self.nouns[low] >= 2 and self.nouns[low] * 5 >= self.small[low]


@dataclass(slots=True)
class _Found:
    """The terms of one entry, folded: ``runs`` of names in its question and headings, ``small`` words and pairs of
    words that are no names, ``told`` what its answer names most."""

    runs: list[Term] = field(default_factory=list)
    small: list[Term] = field(default_factory=list)
    told: tuple[str, ...] = ()


def mine_topics(entries: Iterable[Entry]) -> list[tuple[str, ...]]:
    """Return the topics of each entry, at most five, in the entries' order.

    A topic stands over at least two entries (three where it is no name) and over less than a third of a larger
    collection. An entry whose question and headings name none has the one that its answer names most. Entries are read
    once; what is kept of each is its question, its headings and a few words.
    """
    seen = _Seen()
    asked: list[tuple[str, str, tuple[str, ...]]] = []
    told: list[tuple[str, ...]] = []
    for entry in entries:
        told.append(_note(seen, entry.answer[:_ANSWER]))
        _note(seen, entry.question)
        asked.append((entry.document, plain(entry.question), tuple(plain(heading) for heading in entry.headings[-1:])))
    found = [_found(seen, question, headings) for question, headings in _telling(asked)]
    most = max(12.0, _COMMON * len(found))
    _stripped(seen, found, most)
    names = [_names(one.runs) for one in found]
    counts = Counter(term for terms in names for term in terms)
    kept = _kept(counts, _dependent(seen, found), most)
    counts.update(term for one in found for term in set(one.small))
    plainly = {
        term
        for one in found
        for term in one.small
        if term not in kept and 3 <= counts[term] <= most and _specific(seen, term, counts)
    }
    shown = _shown(seen, kept | plainly)
    chosen: list[tuple[str, ...]] = []
    for terms, one, mentioned in zip(names, found, told, strict=True):
        answered: list[Term] = [(name,) for name in mentioned if (name,) in kept]
        topics = [term for term in (*terms, *one.small) if term in kept] or answered[:1]
        topics = topics or [term for term in one.small if term in plainly]
        chosen.append(_chosen(topics, counts, shown))
    return chosen


def _note(seen: _Seen, text: str) -> tuple[str, ...]:
    """Count how the words of a text are written; return the ones that look like names, the most frequent first."""
    before = ""
    here: Counter[str] = Counter()
    words = set()
    for match in _TOKEN.finditer(text):
        word = match.group()
        low = word.casefold()
        words.add(low)
        if before in ARTICLES:
            seen.nouns[low] += 1
        before = low
        opens = match.start() == 0 or _SENTENCE.search(text, max(0, match.start() - 12), match.start())
        if not opens:
            seen.forms[low][word] += 1
            if word[:1].isupper():
                seen.capital[low] += 1
            elif word[:1].islower():
                seen.small[low] += 1
        if _coined(word) or (word[:1].isupper() and not opens):
            here[_singular(low)] += 1
    seen.told.update(words)
    return tuple(word for word, _ in sorted(here.items(), key=lambda pair: -pair[1])[:_TOLD])


@lru_cache(maxsize=1 << 16)
def _coined(word: str) -> bool:
    odd = sum(character.isupper() for character in word) > 1 or any(character.isdigit() for character in word)
    return odd and any(character.isalpha() for character in word)


def _found(seen: _Seen, question: str, headings: Sequence[str]) -> _Found:
    """Return the terms of one entry: runs of names, and the words that are no names."""
    found = _Found()
    for text in (question, *headings):
        words = [word for word in _TOKEN.findall(text) if word.isalpha()]
        titled = sum(word[:1].isupper() for word in words) > 0.7 * len(words) > 2
        run: list[str] = []
        small: list[str] = []
        end = 0
        for match in _TOKEN.finditer(text):
            word = _ACRONYMS.sub(r"\1", match.group())
            low = word.casefold()
            if text[end : match.start()].strip():
                _flush(found, run, small)
            at_name = bool(run) or end > 0
            end = match.end()
            if low in STOP or ASKING.fullmatch(low) or (word.isdigit() and not run):
                _flush(found, run, small)
            elif seen.named(word) or (run and word.isdigit()) or (word[:1].isupper() and at_name and not titled):
                _flush(found, [], small)
                run.append(low)
            elif len(low) > 2 and seen.noun(low) and not run:
                small.append(low)
            else:
                _flush(found, run, small)
        _flush(found, run, small)
    return found


def _flush(found: _Found, run: list[str], small: list[str]) -> None:
    if run:
        found.runs.append((*run[:-1], _singular(run[-1])))
    found.small.extend((one, _singular(other)) for one, other in pairwise(small))
    found.small.extend((_singular(word),) for word in small)
    run.clear()
    small.clear()


def _names(runs: Iterable[Term]) -> list[Term]:
    """Return what stands together in runs of names, up to three words, each once."""
    terms: dict[Term, None] = {}
    for run in runs:
        for size in range(1, _LONGEST + 1):
            for at in range(len(run) - size + 1):
                part = run[at : at + size]
                terms[(*part[:-1], _singular(part[-1]))] = None
    return list(terms)


def _stripped(seen: _Seen, found: Iterable[_Found], most: float) -> None:
    """Take what says nothing of a subject off the head of runs: words in nearly all, then makers before many names."""
    every = Counter(word for one in found for run in one.runs for word in set(run))
    _cut(found, {word for word, count in every.items() if count > most})
    alone: Counter[str] = Counter()
    after: dict[str, set[Term]] = defaultdict(set)
    for one in found:
        for run in one.runs:
            alone[run[0]] += len(run) == 1
            after[run[0]].add(run[1:2])
    _cut(
        found,
        {
            word
            for word, names in after.items()
            if len(names) > _MODIFIES and alone[word] < every[word] / 2 and not _coined(_written(seen, word))
        },
    )


def _cut(found: Iterable[_Found], idle: set[str]) -> None:
    for one in found:
        one.runs = [run for whole in one.runs if (run := _after(whole, idle))]


def _after(run: Term, idle: set[str]) -> Term:
    at = next((at for at, word in enumerate(run) if word not in idle), len(run))
    return run[at:]


def _dependent(seen: _Seen, found: Iterable[_Found]) -> set[str]:
    """Find the words that stand with other names nearly always, or are seldom written as names at all."""
    alone: Counter[str] = Counter()
    every: Counter[str] = Counter()
    for one in found:
        for run in one.runs:
            every.update(set(run))
            if len(run) == 1:
                alone[run[0]] += 1
    return {
        word
        for word, count in every.items()
        if word.isdigit()
        or not (_coined(_written(seen, word)) or (alone[word] >= _ALONE * count and _capital(seen, word)))
    }


def _capital(seen: _Seen, word: str) -> bool:
    """Say whether a word, or its plural, is mostly written with a capital."""
    return any(seen.capital[form] >= max(2, 2 * seen.small[form]) for form in (word, word + "s", word[:-1] + "ies"))


def _kept(counts: Counter[Term], dependent: set[str], most: float) -> set[Term]:
    """Choose the names that are topics: those neither too rare nor too common, nor said by a longer one."""
    kept = {
        term for term, count in counts.items() if 2 <= count <= most and not (len(term) == 1 and term[0] in dependent)
    }
    longer: dict[Term, int] = defaultdict(int)
    for term in kept:
        for size in range(1, len(term)):
            for at in range(len(term) - size + 1):
                part = term[at : at + size]
                longer[part] = max(longer[part], counts[term])
    return {term for term in kept if longer[term] < max(_SAID * counts[term], 2)}


def _specific(seen: _Seen, term: Term, counts: Counter[Term]) -> bool:
    """Say whether entries that speak of a small word ask of it, too: else it is what everything speaks of."""
    told = max(max(seen.told[word], seen.told[word + "s"]) for word in term)
    return len(term) > 1 or counts[term] >= _TELLING * told


def _singular(word: str) -> str:
    if len(word) < 5 or not word.endswith("s") or word.endswith(("ss", "us", "is", "os")):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-2] if word.endswith(("sses", "shes", "ches", "xes")) else word[:-1]


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


def _shown(seen: _Seen, terms: Iterable[Term]) -> dict[Term, str]:
    """Write terms as the collection most often writes their words."""
    return {term: " ".join(_written(seen, word) for word in term) for term in terms}


def _written(seen: _Seen, word: str) -> str:
    plural = word[:-1] + "ies" if word.endswith("y") else word + "s"
    forms = seen.forms.get(word) or seen.forms.get(plural)
    if not forms:
        return word
    form = forms.most_common(1)[0][0]
    return word if form.casefold() != word and form.islower() else form


def _chosen(found: Sequence[Term], counts: Counter[Term], shown: dict[Term, str]) -> tuple[str, ...]:
    """Choose an entry's topics: the most common first."""
    ranked = sorted(found, key=lambda term: (-counts[term], found.index(term)))
    return tuple(dict.fromkeys(shown[term] for term in ranked))[:_MOST]
