"""Answers that stand in the notes more than once: word for word, or nearly."""

import math
import operator
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Literal

from corpus.lines.plain import few_marks
from corpus.model import Entry
from corpus.pages import Pages, pages_json, restored_pages
from index.lexical import analyse
from index.opened import Index
from index.remembering import remembered
from retriever.denying import denies
from retriever.kept import kept

NEAR = 0.8
"""The Jaccard index of words and pairs of words from which two answers are copies."""

_SHORT = 12  # words below which an answer may be the same by chance: its question has to be alike as well
_TWINS = 20  # answers that tell the same of other things, behind which no copy is looked for
_RULES = 5  # raised whenever the same notes may give other groups
_PARTS, _NEAREST = 3, 30  # parts of an entry that are compared with others, and passages nearest to each
_WORD = re.compile(
    r"(?<![\w.,])-?\d\w*(?:[.,]\d+)*|[^\W\d_]\w*[+#]+(?!\w)|[^\W\d_]+n't\b|\w+(?:[.,]\d+)*"  # -18, C++, can't, words
    r"|[<>≤≥]=?(?=\s*[-+]?\d)|[%$€£°]"
)
_KEYBOARD = str.maketrans("−–’", "--'")  # minus and apostrophe, however they were typed
_FACT = re.compile(r"-?\d|[<>≤≥]|\w+[+#]")
_TURNS = frozenset({"without", "nor"})  # and what denies

Kind = Literal["exact", "near"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where an answer stands: the id of its ``entry`` and its ``question``, raw lines ``start`` to ``end`` (inclusive)
    of ``file``, the ``pages`` that they are on, None where there are none.
    """

    entry: str
    file: str
    start: int
    end: int
    question: str
    pages: Pages | None

    def as_json(self) -> dict[str, Any]:
        """Return the place as ``--json`` prints it."""
        shown = {name: getattr(self, name) for name in ("entry", "file", "start", "end", "question")}
        return shown | pages_json(self.pages)


@dataclass(frozen=True, slots=True)
class CopyGroup:
    """Entries with the same answer, the longest first; ``similarity`` (0 to 1) is the least to the first of them."""

    kind: Kind
    similarity: float
    places: tuple[Place, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the group as ``--json`` prints it."""
        places = [place.as_json() for place in self.places]
        return {"kind": self.kind, "similarity": round(self.similarity, 3), "places": places}


@dataclass(frozen=True, slots=True)
class _Text:
    """What is compared of an entry: words in order, words and pairs by rank (rarest first), what turns or counts."""

    number: int
    words: tuple[str, ...]
    shingles: frozenset[int]
    facts: Counter[str]


def copy_key(text: str, question: str) -> tuple[str, ...]:
    """Return what texts that are exact copies share: their words in order, case and punctuation aside.

    A sign that makes another word of one (``C++``, ``-18``, ``< 5``, ``%``) belongs to it. Of a short text, the words
    of the question that it answers belong to the key as well: "Yes." to two questions is no copy.
    """
    return _key(_words(text) or (text,), question)


def place_of(entry: Entry) -> Place:
    """Return where an entry of an index stands."""
    return Place(entry.id or "", entry.document, entry.lines.start, entry.lines.end, entry.question, entry.pages)


def group_copies(entries: Sequence[Entry]) -> list[CopyGroup]:
    """Return the groups of copies among ``entries``, in the order of their first places.

    Copies are answers that have their ``copy_key`` in common (exact), or whose sets of words and pairs of words
    have a Jaccard index of at least NEAR while every number and every negation is the same (near): answers that
    differ in a number contradict one another and are no copies, nor are those that differ in what tells their
    questions apart. The longest answer leads a group; an answer joins the first leader it is a copy of. Candidates
    are found by prefix filtering (Chaudhuri, Ganti and Kaushik, "A primitive operator for similarity joins in data
    cleaning", 2006), so that time grows with the number of similar answers and not with that of all pairs.
    """
    texts = _texts(entries)
    leaders: dict[tuple[str, ...], int] = {}
    holders: defaultdict[int, list[_Text]] = defaultdict(list)
    members: dict[int, list[tuple[int, float]]] = {}
    for text in sorted(texts, key=lambda text: (-len(text.words), text.number)):
        rare = sorted(text.shingles)
        prefix = rare[: len(rare) - math.ceil(NEAR * len(rare)) + 1]
        key = _key(text.words, entries[text.number].question)
        found = _leader(text, leaders.get(key), prefix, holders, entries)
        if found is not None:
            members[found[0]].append((text.number, found[1]))
            continue
        members[text.number] = [(text.number, 1.0)]
        leaders[key] = text.number
        for shingle in prefix:
            holders[shingle].append(text)
    groups = [_group(group, entries) for group in members.values() if len(group) > 1]
    return sorted(groups, key=lambda group: (group.places[0].file, group.places[0].start))


@remembered
def find_copies(index: Index) -> tuple[CopyGroup, ...]:
    """Return the groups of copies of an index; found once a generation, the last ones kept in the cache."""
    return kept(index, "copies", _RULES, lambda: group_copies(list(index.entries())), _restored)


def copies_of(index: Index, entry: str) -> tuple[Place, ...]:
    """Return the other places where the answer of the entry with this id stands, of those nearest to it by meaning.

    Raises KeyError where the index has no such entry.
    """
    own = index.entry(entry)
    parts = index.vectors(index.entry_keys(entry)[:_PARTS])
    near = {passage.entry for part in parts for passage in index.passages(index.dense(part, _NEAREST)[0].tolist())}
    return copies_among([own, *map(index.entry, sorted(near - {entry}))]).get(entry, ())


def copies_among(entries: Sequence[Entry]) -> dict[str, tuple[Place, ...]]:
    """Return for each of ``entries`` that has copies among them, by its id, where those stand."""
    return {
        place.entry: tuple(other for other in group.places if other != place)
        for group in group_copies(entries)
        for place in group.places
    }


def _restored(group: dict[str, Any]) -> CopyGroup:
    places = tuple(Place(**{**place, "pages": restored_pages(place)}) for place in group["places"])
    return CopyGroup(group["kind"], group["similarity"], places)


def _texts(entries: Sequence[Entry]) -> list[_Text]:
    words = [_words(entry.answer) for entry in entries]
    frequency = Counter(shingle for each in words for shingle in {*each, *pairwise(each)})
    ranks = {shingle: rank for rank, (shingle, _) in enumerate(reversed(frequency.most_common()))}
    return [
        _Text(
            number,
            each,
            frozenset(ranks[shingle] for shingle in {*each, *pairwise(each)}),
            Counter(word for word in each if _FACT.match(word) or word in _TURNS or denies(word)),
        )
        for number, each in enumerate(words)
        if each
    ]


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(unicodedata.normalize("NFKC", few_marks(text)).casefold().translate(_KEYBOARD)))


def _key(words: tuple[str, ...], question: str) -> tuple[str, ...]:
    return words if len(words) >= _SHORT else (*words, "\n", *sorted(set(_words(question))))


def _leader(
    text: _Text,
    same: int | None,
    prefix: Iterable[int],
    holders: dict[int, list[_Text]],
    entries: Sequence[Entry],
) -> tuple[int, float] | None:
    """Return the leader that a text is a copy of and how alike they are; rare words lead to it before _TWINS twins."""
    if same is not None:
        return same, 1.0
    seen: set[int] = set()
    twins = 0
    for shingle in prefix:
        for other in holders.get(shingle, ()):
            if other.number in seen or len(text.shingles) < NEAR * len(other.shingles):
                continue
            seen.add(other.number)
            similarity = _jaccard(text.shingles, other.shingles)
            if similarity >= NEAR and text.facts == other.facts and _asks_alike(text, other, entries):
                if not _are_twins(text, other, entries):
                    return other.number, similarity
                twins += 1
                if twins == _TWINS:
                    return None
    return None


def _asks_alike(text: _Text, other: _Text, entries: Sequence[Entry]) -> bool:
    if len(text.words) >= _SHORT:
        return True
    one, another = (frozenset(_words(entries[each.number].question)) for each in (text, other))
    return _jaccard(one, another) >= NEAR


def _are_twins(text: _Text, other: _Text, entries: Sequence[Entry]) -> bool:
    """Say whether two answers differ in terms in which their questions differ: the same is told of two things."""
    asked = _surplus(*(_words(entries[each.number].question) for each in (text, other)))
    return all(map(operator.and_, asked, _surplus(text.words, other.words)))


def _surplus(one: Sequence[str], other: Sequence[str]) -> tuple[Counter[str], Counter[str]]:
    """Return the terms that each of two texts has more often than the other."""
    mine, theirs = Counter(one), Counter(other)
    left, right = (Counter(analyse(" ".join(more.elements()))) for more in (mine - theirs, theirs - mine))
    return left - right, right - left


def _jaccard(one: frozenset[Any], other: frozenset[Any]) -> float:
    return len(one & other) / max(len(one | other), 1)


def _group(members: Sequence[tuple[int, float]], entries: Sequence[Entry]) -> CopyGroup:
    similarity = min(similarity for _, similarity in members)
    places = tuple(place_of(entries[number]) for number, _ in members)
    return CopyGroup("exact" if similarity == 1.0 else "near", similarity, places)
