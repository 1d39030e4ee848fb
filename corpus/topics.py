"""Topics of entries: the names and words that recur over the questions and headings of a whole collection.

No list of subjects is consulted. A word is a name where the collection itself writes it with capitals or digits in the
middle of sentences; a word that hardly ever stands without other names around it (a maker's, a product line's) is no
topic but part of their names. Words that are no names are topics only of entries that speak of no name.
"""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from itertools import pairwise

from corpus.lines.plain import plain
from corpus.lines.words import ASKING, STOP
from corpus.model import Entry
from corpus.usage import TOKEN, Noted, Usage, coined, singular

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

Term = tuple[str, ...]


@dataclass(slots=True)
class _Found:
    """The terms of one entry, folded: ``runs`` of names in its question and headings, ``small`` words and pairs of
    words that are no names."""

    runs: list[Term] = field(default_factory=list)
    small: list[Term] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is kept of an entry: its document, its question and last heading without markup, the names that its answer
    tells most, and the topics that it says it has itself."""

    document: str
    question: str
    headings: tuple[str, ...]
    told: tuple[str, ...]
    own: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a question, folded, and what it may be: ``idle`` ones say nothing of a subject."""

    low: str
    idle: bool
    number: bool
    named: bool
    capital: bool
    noun: bool


def mine_topics(entries: Iterable[Entry]) -> list[tuple[str, ...]]:
    """Return the topics of each entry, in the entries' order: its own, and at most five that are found.

    A topic stands over at least two entries (three where it is no name) and over less than a third of a larger
    collection. An entry whose question and headings name none has the one that its answer names most.
    """
    return join_topics([note_topics(entries)])


def note_topics(entries: Iterable[Entry]) -> bytes:
    """Return what ``join_topics`` has to know of some entries, as JSON: how words are written and what is asked."""
    noted = Noted()
    asked = []
    for entry in entries:
        told = noted.note(entry.answer[:_ANSWER])
        noted.note(entry.question)
        headings = [plain(heading) for heading in entry.headings[-1:]]
        asked.append((entry.document, plain(entry.question), headings, told, entry.topics))
    return json.dumps({**noted.counts(), "asked": asked}, separators=(",", ":")).encode()


def join_topics(parts: Iterable[bytes]) -> list[tuple[str, ...]]:
    """Return the topics of all entries of a collection, of which ``note_topics`` read a part each, in their order."""
    noted = Noted()
    asked: list[_Asked] = []
    for part in parts:
        said = json.loads(part)
        noted.add(said)
        asked += (_Asked(d, q, tuple(headings), tuple(told), tuple(own)) for d, q, headings, told, own in said["asked"])
    usage = Usage(noted)
    kind = cache(partial(_word, usage))
    found = [_found(kind, question, headings) for question, headings in _telling(asked)]
    most = max(12.0, _COMMON * len(found))
    _stripped(usage, found, most)
    names = [_names(one.runs) for one in found]
    counts = Counter(term for terms in names for term in terms)
    kept = _kept(counts, _dependent(usage, found), most)
    counts.update(term for one in found for term in set(one.small))
    plainly = {
        term
        for one in found
        for term in one.small
        if term not in kept and 3 <= counts[term] <= most and _specific(usage, term, counts)
    }
    shown = {term: " ".join(map(usage.written, term)) for term in kept | plainly}
    chosen: list[tuple[str, ...]] = []
    for terms, one, entry in zip(names, found, asked, strict=True):
        answered: list[Term] = [(name,) for name in entry.told if (name,) in kept]
        topics = [term for term in (*terms, *one.small) if term in kept] or answered[:1]
        topics = topics or [term for term in one.small if term in plainly]
        chosen.append(tuple(dict.fromkeys([*entry.own, *_chosen(topics, counts, shown)])))
    return chosen


def _found(kind: Callable[[str], _Word], question: str, headings: Sequence[str]) -> _Found:
    """Return the terms of one entry: runs of names, and the words that are no names."""
    found = _Found()
    for text in (question, *headings):
        words = [word for word in TOKEN.findall(text) if word.isalpha()]
        titled = sum(word[:1].isupper() for word in words) > 0.7 * len(words) > 2
        run: list[str] = []
        small: list[str] = []
        end = 0
        for match in TOKEN.finditer(text):
            if text[end : match.start()].strip():
                _flush(found, run, small)
            word = kind(match.group())
            at_name = bool(run) or end > 0
            end = match.end()
            if word.idle or (word.number and not run):
                _flush(found, run, small)
            elif word.named or word.number or (word.capital and at_name and not titled):
                _flush(found, [], small)
                run.append(word.low)
            elif word.noun and not run:
                small.append(word.low)
            else:
                _flush(found, run, small)
        _flush(found, run, small)
    return found


def _word(usage: Usage, written: str) -> _Word:
    """Return what a word of a question may be."""
    word = _ACRONYMS.sub(r"\1", written)
    low = word.casefold()
    idle = low in STOP or bool(ASKING.fullmatch(low))
    noun = len(low) > 2 and usage.noun(low)
    return _Word(low, idle, word.isdigit(), usage.named(word), word[:1].isupper(), noun)


def _flush(found: _Found, run: list[str], small: list[str]) -> None:
    if run:
        found.runs.append((*run[:-1], singular(run[-1])))
        run.clear()
    if small:
        found.small.extend((one, singular(other)) for one, other in pairwise(small))
        found.small.extend((singular(word),) for word in small)
        small.clear()


def _names(runs: Iterable[Term]) -> list[Term]:
    """Return what stands together in runs of names, up to three words, each once."""
    terms: dict[Term, None] = {}
    for run in runs:
        for size in range(1, _LONGEST + 1):
            for at in range(len(run) - size + 1):
                part = run[at : at + size]
                terms[(*part[:-1], singular(part[-1]))] = None
    return list(terms)


def _stripped(usage: Usage, found: Iterable[_Found], most: float) -> None:
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
            if len(names) > _MODIFIES and alone[word] < every[word] / 2 and not coined(usage.written(word))
        },
    )


def _cut(found: Iterable[_Found], idle: set[str]) -> None:
    for one in found:
        one.runs = [run for whole in one.runs if (run := _after(whole, idle))]


def _after(run: Term, idle: set[str]) -> Term:
    at = next((at for at, word in enumerate(run) if word not in idle), len(run))
    return run[at:]


def _dependent(usage: Usage, found: Iterable[_Found]) -> set[str]:
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
        or not (coined(usage.written(word)) or (alone[word] >= _ALONE * count and usage.capital(word)))
    }


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


def _specific(usage: Usage, term: Term, counts: Counter[Term]) -> bool:
    """Say whether entries that speak of a small word ask of it, too: else it is what everything speaks of."""
    told = max(map(usage.texts, term))
    return len(term) > 1 or counts[term] >= _TELLING * told


def _telling(asked: Sequence[_Asked]) -> list[tuple[str, tuple[str, ...]]]:
    """Leave out the headings that say nothing of a subject: titles over a whole document, and counted ones (Day 3)."""
    over: dict[str, set[str]] = defaultdict(set)
    counted: dict[str, set[str]] = defaultdict(set)
    for entry in asked:
        over[entry.document].update(entry.headings)
        for heading in entry.headings:
            counted[_DIGITS.sub("", heading)].add(heading)
    numbered = {heading for same in counted.values() if len(same) > 2 for heading in same}
    single = {document for document, headings in over.items() if len(headings) < 2}
    return [
        (one.question, () if one.document in single else tuple(each for each in one.headings if each not in numbered))
        for one in asked
    ]


def _chosen(found: Sequence[Term], counts: Counter[Term], shown: dict[Term, str]) -> tuple[str, ...]:
    """Choose an entry's topics: the most common first."""
    ranked = sorted(found, key=lambda term: (-counts[term], found.index(term)))
    return tuple(dict.fromkeys(shown[term] for term in ranked))[:_MOST]
