"""A person's words to a query: bare of what is beside the question, misspelt ones corrected, short forms written as the
notes write them."""

import re
from dataclasses import replace
from functools import partial

from index.encoder import Encoder
from index.opened import Index
from index.remembering import known_or_made
from retriever.english import frequencies, telling
from retriever.glossary import Terms, read_forms, terms_of
from retriever.languages import Language, known, language_of
from retriever.phrasing import bare
from retriever.scale import read_scale
from retriever.searching import Query, make_query
from retriever.spelling import Speller, like
from retriever.variants import american, british
from retriever.widening import Widener

_WORD = re.compile(r"(?<![\w.@/-])[A-Za-z]{5,}(?![\w@/-]|\.\w)")
_JOINED = re.compile(
    r"(?<![\w.@/-])(?:[A-Za-z]{2,}(?:[-/][A-Za-z]{2,})+|[A-Z]?[a-z]+(?:[A-Z][a-z]+){2,})(?![\w@/-]|\.\w)"
)
_JOINT = re.compile(r"[-/]|(?<=[a-z])(?=[A-Z])")
_LOOKED_AT = 20  # passages
_REMEMBERED = 4096  # words whose spelling is remembered
_COMMONER = 10  # times as many passages that hold the other form, from which it is what the notes call it
_NAME = 0.6  # how telling a word is that may be a name
_MANY, _SHARE = 30, 0.5  # passages from which a word that such a share of them holds is what the notes are about


class Wording:
    """Makes queries for one index; ``notices`` say what is wrong with the glossaries beside its sources."""

    def __init__(self, index: Index, encoder: Encoder) -> None:
        self._index, self._encoder = index, encoder
        glossary, self.notices = read_forms(index)
        self._glossary = glossary
        self._spellings: dict[str, str] = {}
        self._widener = Widener(index.vocabulary)
        self._speller = Speller(
            index.vocabulary(), lambda word: encoder.knows(word) or word in glossary, partial(_stands, index)
        )  # which does not hold this: no circle

    def bare(self, text: str) -> str:
        """Return what ``text`` asks, without the words and signs around it, nor joints that the notes do without."""
        asked = bare(text, self._everywhere, self._known)
        return asked if self._foreign(asked) else _JOINED.sub(self._parted, asked)

    def correct(self, text: str) -> str:
        """Return ``text`` with its misspelt words corrected, unless it is in a language that is not read."""
        return text if self._foreign(text) else self._speller.correct(text)

    def query(self, text: str, glossary: bool = True) -> Query:
        """Return the query for ``text``; ``glossary`` writes what the notes call otherwise as they do.

        A form that they hardly use is put the other way; of others the other form is looked for by words as well.
        """
        foreign = self._foreign(text)
        written = text if foreign else self._spelled(text)
        written = self._glossary.other_words(written, self._far_commoner) if glossary else written
        encoded = self._encoder.encode([written], tokens=True)
        other = self._glossary.other_words(written, self._also_other) if glossary else written
        query = make_query(written, encoded.vectors[0], encoded.asked_tokens()[0], other)
        return replace(query, alike=self._widener.widen(written, foreign.small)) if foreign else query

    def _foreign(self, text: str) -> Language | None:
        """Return the language of a text where it is one of the notes' that the encoder does not read."""
        scale = read_scale(self._index)
        code = language_of(text, scale.languages) if scale.foreign else ""
        return known()[code] if code in scale.foreign else None

    def _parted(self, found: re.Match[str]) -> str:
        """Part joined words where the notes hardly join them: "cold-start", "CannotPullContainerError"."""
        parts = _JOINT.sub(" ", found[0])
        joined = terms_of(parts.replace(" ", ""))
        return parts if self._held(terms_of(parts)) >= _COMMONER * self._held(joined) else found[0]

    def _spelled(self, text: str) -> str:
        """Return ``text`` with words that the encoder does not know in the spelling, British or American, of the notes.

        Where they have neither it is the American one, which it reads better.
        """
        return _WORD.sub(lambda found: known_or_made(self._spellings, found[0], self._spell, _REMEMBERED), text)

    def _spell(self, written: str) -> str:
        word = written.lower()
        there, here = [*american(word)], [*british(word)]
        if not (there or here) or self._encoder.knows(word):
            return written
        own = terms_of(word)
        likely = [each for each in there if self._held(terms_of(each)) >= self._held(own) and self._listed(each)]
        likely += [each for each in here if self._far_commoner(own, terms_of(each))]
        return like(written, likely[0]) if likely else written

    def _listed(self, word: str) -> bool:
        return word in frequencies() or self._held(terms_of(word)) > 0

    def _everywhere(self, words: str) -> bool:
        """Say whether so many notes are about something, in either form, that it tells none of them from the others."""
        if self._index.count < _MANY or not any(map(telling, words.lower().split())):
            return False
        forms = [words]
        if words in self._glossary:
            forms.append(self._glossary.other_words(words, self._also_other))
        return any(" " not in one and self._held(terms_of(one)) >= _SHARE * self._index.count for one in forms)

    def _known(self, word: str) -> bool:
        """Say whether the notes hold a word, or it is a name that they might."""
        return telling(word) >= _NAME or self._held(terms_of(word)) > 0

    def _far_commoner(self, form: Terms, other: Terms) -> bool:
        return self._held(other) >= max(_COMMONER * self._held(form), 1)

    def _also_other(self, form: Terms, other: Terms) -> bool:
        return self._held(other) > 0

    def _held(self, terms: Terms) -> int:
        """Return how many passages hold the rarest of some terms."""
        return min(map(self._index.document_frequency, terms), default=0)


def _stands(index: Index, words: str) -> bool:
    """Say whether the passages that hold the most of ``words`` hold them side by side."""
    keys, _ = index.lexical(terms_of(words), _LOOKED_AT)
    beside = re.compile(rf"\b{re.sub(' ', '[ -]', words)}\b", re.IGNORECASE)
    return any(beside.search(f"{each.question}\n{each.text}") for each in index.passages(keys.tolist()))
