"""Other entries that answer the same or an adjoining question, and why they do."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

from corpus.model import Entry, Span
from corpus.pages import Pages, pages_json
from index.arrays import Floats
from index.encoder import Encoder
from index.errors import UsageError
from index.lexical import analyse
from index.opened import Index
from index.passages import Passage
from index.remembering import known_or_made, remembered
from retriever.copies import Place, copies_among
from retriever.unmarked import unmarked

_FENCE = re.compile(r"^[>\s]*(?:```|~~~).*$", re.MULTILINE)
_QUESTION_WEIGHT = 3  # how often a word of the question counts as one of the answer
_MEANING_WEIGHT = 0.6  # brings the spread of the cosine of meaning to that of words
_PARTS = 16  # passages of one entry that are compared
_CANDIDATES = 30
_SHOWN_TERMS = 6
_SHOWN_SENTENCES = 2
_LEAST = 0.1  # nearness below which an entry is about something else
_KEPT_PROFILES, _KEPT_SPREADS = 1024, 1 << 16
_NEAR = 0.35  # cosine below which two sentences explain nothing


@dataclass(frozen=True, slots=True)
class Closest:
    """A sentence of what was asked about, ``own``, and one of the related entry, ``other``; ``score``: their cosine."""

    score: float
    own: str
    other: str


@dataclass(frozen=True, slots=True)
class Related:
    """An entry that is near to another, or to a text.

    ``entry`` is its id, ``question`` and ``headings`` (outermost first) are its own; it stands on raw ``lines`` of
    ``file``, on those ``pages``, None where there are none. ``score`` (0 to 1) joins shared words and meaning;
    ``terms`` are the shared words as the related entry writes them, the telling ones first; ``closest`` are pairs of
    sentences; ``copies`` are other places with its answer.
    """

    entry: str
    file: str
    lines: Span
    question: str
    headings: tuple[str, ...]
    score: float
    terms: tuple[str, ...]
    closest: tuple[Closest, ...]
    copies: tuple[Place, ...]
    pages: Pages | None

    def as_json(self) -> dict[str, Any]:
        """Return the related entry as ``--json`` prints it."""
        return {
            "entry": self.entry,
            "file": self.file,
            "start": self.lines.start,
            "end": self.lines.end,
            **pages_json(self.pages),
            "question": self.question,
            "headings": list(self.headings),
            "score": round(self.score, 4),
            "terms": list(self.terms),
            "closest": [{"score": round(c.score, 4), "own": c.own, "other": c.other} for c in self.closest],
            "copies": [place.as_json() for place in self.copies],
        }


@dataclass(frozen=True, slots=True)
class _Profile:
    """What is compared: weights of terms (unit length), vectors of parts (n, d), sentences with theirs (s, d)."""

    terms: Mapping[str, float]
    parts: Floats
    sentences: tuple[str, ...]
    sentence_vectors: Floats


def related(index: Index, encoder: Encoder, entry_or_text: str, k: int = 10) -> list[Related]:
    """Return the ``k`` entries nearest to an entry (by its id) or to a text, best first, never the entry itself.

    Nearness is the cosine of words weighted by rarity plus the mean best cosine of the passages. Copies of a listed
    entry, and of the entry asked about, are folded into ``copies`` and not listed. Raises UsageError where there is no
    text.
    """
    if not entry_or_text.strip():
        raise UsageError("there is no text to be near to: it is empty")
    entry = index.find(entry_or_text)
    own = _entry_profile(index, entry) if entry else _text_profile(index, encoder, entry_or_text)
    candidates = list(_candidates(index, own, k + _CANDIDATES))
    copies = copies_among([*([entry] if entry else []), *(other for other in candidates if other != entry)])
    hidden = {entry.id, *_names(copies, entry)} if entry else set()
    scored = [(_nearness(own, _entry_profile(index, other)), other) for other in candidates if other.id not in hidden]
    scored.sort(key=lambda pair: (-pair[0], pair[1].document, pair[1].lines.start))
    listed: list[Related] = []
    for score, other in scored:
        if len(listed) == k or score < _LEAST:
            break
        if other.id not in hidden:
            hidden |= _names(copies, other)
            listed.append(_explained(index, own, other, score, copies.get(other.id or "", ())))
    return listed


def _names(copies: Mapping[str, tuple[Place, ...]], entry: Entry) -> set[str]:
    return {place.entry for place in copies.get(entry.id or "", ())}


def _text_profile(index: Index, encoder: Encoder, text: str) -> _Profile:
    vectors = encoder.encode([text]).vectors
    return _Profile(_weighted(index, Counter(analyse(text))), vectors, (text,), vectors)


def _entry_profile(index: Index, entry: Entry) -> _Profile:
    return known_or_made(_profiles(index), entry.id or "", partial(_profile, index), _KEPT_PROFILES)


@remembered
def _profiles(index: Index) -> dict[str, _Profile]:
    """Return the profiles of entries that were looked at before, by id."""
    return {}


@remembered
def _spreads(index: Index) -> dict[str, int]:
    """Return in how many passages terms stand that were looked at before."""
    return {}


def _profile(index: Index, name: str) -> _Profile:
    entry = index.entry(name)
    counts = Counter(analyse(entry.answer))
    for term in analyse(entry.question):
        counts[term] += _QUESTION_WEIGHT
    keys = index.entry_keys(name)
    parts = keys[np.linspace(0, len(keys) - 1, min(len(keys), _PARTS)).round().astype(int)]
    passages = index.passages(parts.tolist())
    return _Profile(
        _weighted(index, counts),
        index.vectors(parts),
        tuple(sentence for passage in passages for sentence in _sentences(passage)),
        index.sentence_vectors(parts),
    )


def _sentences(passage: Passage) -> list[str]:
    return [passage.text[sentence.start : sentence.end] for sentence in passage.sentences]


def _weighted(index: Index, counts: Mapping[str, int]) -> Mapping[str, float]:
    """Weigh terms by frequency and rarity: (1 + log tf) log(N / df), then to unit length."""
    known, look = _spreads(index), index.document_frequency
    spread = {term: known_or_made(known, term, look, _KEPT_SPREADS) for term in counts}
    weights = {
        term: (1 + math.log(count)) * math.log((index.count + 1) / (spread[term] + 1)) for term, count in counts.items()
    }
    length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
    return {term: weight / length for term, weight in weights.items()}


def _candidates(index: Index, own: _Profile, k: int) -> Iterable[Entry]:
    """Yield at most 2k entries: those of the passages nearest by meaning, and those nearest by words."""
    near = [index.dense(part, k) for part in own.parts]
    keys = np.concatenate([np.zeros(0, np.int64), *(found for found, _ in near)])
    scores = np.concatenate([np.zeros(0, np.float32), *(score for _, score in near)])
    telling = sorted(own.terms, key=lambda term: (-own.terms[term], term))[:24]
    ranked = (keys[np.argsort(-scores, kind="stable")], index.lexical(telling, k)[0])
    names: dict[str, None] = {}
    for each in ranked:
        held = dict.fromkeys(passage.entry for passage in index.passages(each.tolist()))
        names.update(dict.fromkeys(list(held)[:k]))
    return (index.entry(name) for name in names)


def _nearness(own: _Profile, other: _Profile) -> float:
    """Return from 0 to 1: the cosine of words, and the mean over both entries' parts of the best cosine of meaning."""
    words = sum(weight * other.terms.get(term, 0.0) for term, weight in own.terms.items())
    if not len(own.parts) or not len(other.parts):
        return words / (1 + _MEANING_WEIGHT)
    cosines = own.parts @ other.parts.T
    meaning = float(cosines.max(axis=0).mean() + cosines.max(axis=1).mean()) / 2
    return max(0.0, min(1.0, (words + _MEANING_WEIGHT * meaning) / (1 + _MEANING_WEIGHT)))


def _explained(index: Index, own: _Profile, other: Entry, score: float, copies: tuple[Place, ...]) -> Related:
    profile = _entry_profile(index, other)
    return Related(
        entry=other.id or "",
        file=other.document,
        lines=other.lines,
        question=other.question,
        headings=other.headings,
        score=score,
        terms=_shared(own, profile, other),
        closest=_closest(own, profile),
        copies=copies,
        pages=other.pages,
    )


def _plain(text: str) -> str:
    """Return the words of a text, without the addresses of its links and the names of its code's languages."""
    return unmarked(_FENCE.sub("", text))


def _shared(own: _Profile, profile: _Profile, other: Entry) -> tuple[str, ...]:
    """Return the words that bring the two together, as the other entry first writes them."""
    gains = {term: weight * profile.terms.get(term, 0.0) for term, weight in own.terms.items()}
    wanted = [term for term in sorted(gains, key=lambda term: (-gains[term], term)) if gains[term] > 0]
    written: dict[str, str] = {}
    for word in f"{other.question} {_plain(other.answer)}".split():
        plain = word.strip("*_`#>|()[]{}.,;:!?\"'“”‘’…")
        for term in analyse(plain) if plain else ():
            written.setdefault(term, plain)
    shown = dict.fromkeys(written[term] for term in wanted if term in written)
    return tuple({word.casefold(): word for word in reversed(shown)}.get(word.casefold(), word) for word in shown)[
        :_SHOWN_TERMS
    ]


def _closest(own: _Profile, profile: _Profile) -> tuple[Closest, ...]:
    """Return the nearest pairs of sentences, no sentence twice."""
    if not len(own.sentence_vectors) or not len(profile.sentence_vectors):
        return ()
    cosines = own.sentence_vectors @ profile.sentence_vectors.T
    found: list[Closest] = []
    while len(found) < _SHOWN_SENTENCES:
        row, column = np.unravel_index(int(cosines.argmax()), cosines.shape)
        score = float(cosines[row, column])
        if score < _NEAR:
            break
        found.append(Closest(score, _plain(own.sentences[row]), _plain(profile.sentences[column])))
        cosines[row, :] = cosines[:, column] = -1.0
    return tuple(found)
