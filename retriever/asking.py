"""Ask an index: a question to an answer."""

import time
from collections.abc import Collection
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Self

from index.arrays import Keys
from index.encoder import Encoder
from index.encoding import encoder_of
from index.errors import UsageError
from index.opened import Index
from index.reader import open_index
from index.sources import Changes
from retriever import fitted
from retriever.answers import Answer, Hit
from retriever.confidence import Doubts, confidence, confidence_by_words, missing, unsaid
from retriever.fitted import Ranking
from retriever.hits import Blocks, Ranked
from retriever.scale import read_scale
from retriever.searching import Found, search
from retriever.wording import Wording

if TYPE_CHECKING:
    from retriever.related import Related
    from retriever.spotcheck import Grade


LONGEST = 4000
"""Characters of a question that are read."""

_FIRST = 5  # passages, one of which should have the telling words of a question
_PATIENCE = 50  # how many times the duration of a look at the sources its result is relied on


class Retriever:
    """An open index with the encoder it was made with; safe to share between threads.

    A process that is forked while no thread asks may go on with it.

    It answers from the generation that it opened, also when a build has replaced that one: open again to ask the newer.
    Its files are closed when it is let go. ``index`` is that generation, ``encoder`` what it was made with;
    ``settings`` are the weights of the ranking, those that are shipped where left out.
    """

    def __init__(self, index: Index, encoder: Encoder, settings: Ranking | None = None) -> None:
        self.index, self.encoder, self.settings = index, encoder, settings or fitted.ranking()
        self._blocks = Blocks(index)
        self._wording = Wording(index, encoder)
        self._allowed = lru_cache(maxsize=16)(partial(_allowed, index))
        self._changes: tuple[float, Changes] = (0.0, Changes())

    @classmethod
    def open(cls, name_or_path: str | Path | None = None, encoder: Encoder | None = None) -> Self:
        """Return a retriever of the newest generation of an index: by its name (a str without a slash), its folder (a
        Path, or a str with a slash), or the usual one (None).

        ``encoder``, that of another retriever, is taken where it is the one the index was made with, and not loaded
        anew. Raises UsageError for what is no name, NoIndexError where there is no such index, UnusableIndexError where
        it is damaged or was made with another version of its model, ModelMissingError where that model is gone or
        damaged, AnswerbookError where the model's graph is not in the cache yet and cannot be kept there.
        """
        index = open_index(name_or_path)
        return cls(index, encoder_of(index, encoder))

    def ask(
        self,
        text: str,
        k: int = 10,
        topics: str | Collection[str] = (),
        sources: str | Collection[str] = (),
        explain: bool = False,
        correct: bool = True,
        fold: bool = True,
        glossary: bool = True,
    ) -> Answer:
        """Return the answer to a question: the ``k`` (1 or more) best passages, fewer where no more come near.

        The first 4,000 characters of ``text`` are read. ``topics``, and ``sources`` (names of documents or patterns of
        them, as ``--document`` takes), narrow what is searched, any of each being enough; where none of them is there
        nothing is found. ``explain`` adds what each stage gave; ``correct`` leaves out what is beside the question
        ("please", quotes) and corrects misspelt words first; ``fold`` makes the same words in several places one hit;
        ``glossary`` knows short and long forms as one. Raises UsageError where the question is empty or no str, or
        ``k`` is less than 1.
        """
        _check(text, k)
        query = " ".join(text[:LONGEST].encode("utf-8", "replace").decode().split())
        if not query:
            raise UsageError("there is no question: it is empty")
        bare = self._wording.bare(query) if correct else query
        corrected = self._wording.correct(bare) if correct else query
        asked = self._wording.query(corrected, glossary)
        changes = self.changes()
        hidden = frozenset(changes.changed + changes.deleted)
        wanted, within = _each(topics), _each(sources)
        allowed = self._allowed(wanted, within, hidden) if wanted or within or hidden else None
        found = search(self.index, asked, self.settings, allowed)
        ranked = self._blocks.ranked(asked.text, found, self.settings, k, fold)
        lacking = missing(self.index, asked, found.keys[:_FIRST])
        lacking += sum(unsaid(self.index, asked, found.keys, first) for first in ranked[:1])
        doubts = Doubts(lacking, len(asked.terms))
        hits = [self._hit(each, found, doubts, bool(asked.alike), explain) for each in ranked]
        sure = hits[0].confidence if hits else 0.0
        return Answer(
            query=query,
            hits=tuple(hits),
            confidence=sure,
            abstained=sure < fitted.confidence().threshold,
            corrected_query=corrected if corrected != bare else None,
            stale=bool(changes),
            generation=self.index.generation,
            stages={"missing": doubts.missing, "terms": doubts.terms} if explain else {},
            read_as=asked.text if explain else None,
        )

    @property
    def notices(self) -> tuple[str, ...]:
        """Return what a person should know of the index and of the glossaries that go with it, a sentence each."""
        return (*self.index.notices, *self._wording.notices)

    def related(self, entry_id_or_text: str, k: int = 10) -> "list[Related]":
        """Return the ``k`` (1 or more) entries nearest to an entry, by its id (``Hit.entry``), or to a text.

        The nearest comes first; the entry itself and its copies are left out. What is no id of this index is a text.
        Raises UsageError where the text is empty or no str, or ``k`` is less than 1.
        """
        from retriever.related import related

        _check(entry_id_or_text, k)
        return related(self.index, self.encoder, entry_id_or_text, k)

    def grade(self, entry_id: str, text: str, part: str | None = None) -> "Grade":
        """Return how well ``text`` says what an entry's answer says, and which of its points it covers.

        A long entry is asked in parts, called by the headings of its sections: it is graded by that ``part``, or by the
        first. The lines of a point are raw lines of the entry's file. Raises UsageError where there is no entry of that
        id or no such part, saying which there are, or ``text`` is no str.
        """
        from retriever.spotcheck import grade_prompt, prompt

        _check(entry_id)
        _check(text)
        return grade_prompt(prompt(self.index, entry_id, part), text, self.encoder)

    def changes(self) -> Changes:
        """Return how the notes on disk differ from the index, false where they do not.

        A look is relied on for fifty times as long as it took: of thousands of files for some seconds.
        """
        until, found = self._changes
        began = time.monotonic()
        if began >= until:
            found = self.index.changes()
            ended = time.monotonic()
            self._changes = (ended + _PATIENCE * (ended - began), found)
        return found

    def _hit(self, ranked: Ranked, found: Found, doubts: Doubts, by_words: bool, explain: bool) -> Hit:
        block, first, row = ranked.block, ranked.block.first, ranked.row
        stages = {name: float(scores[row]) for name, scores in found.stages.items()}
        stages["evidence"] = read_scale(self.index).evidence(stages["late"])
        sure = (
            confidence_by_words(stages["lexical"], fitted.confidence_by_words())
            if by_words
            else confidence(stages["evidence"], doubts, fitted.confidence())
        )
        return Hit(
            entry=first.entry,
            file=first.file,
            source=first.source,
            lines=block.lines,
            pages=block.pages,
            question=first.question,
            headings=first.headings,
            section=first.section,
            topics=first.topics,
            text=block.text,
            text_lines=block.text_lines,
            score=float(found.scores[row]),
            confidence=sure,
            highlights=ranked.highlights,
            copies=ranked.copies,
            stages=stages if explain else {},
        )


def _check(text: object, k: int = 1) -> None:
    """Raise UsageError where ``text`` is no text, or fewer than one is asked for."""
    if not isinstance(text, str):
        raise UsageError(f"what is asked has to be a str: it is of type {type(text).__name__}")
    if k < 1:
        raise UsageError(f"k has to be 1 or more: it is {k}")


def _each(names: str | Collection[str]) -> frozenset[str]:
    """Return the names, of which one may come by itself, and "" or None is none."""
    return frozenset([names] if isinstance(names, str) else names) if names else frozenset()


def _allowed(index: Index, topics: frozenset[str], sources: frozenset[str], hidden: frozenset[str]) -> Keys:
    """Return the keys of the passages that are about one of the topics, in one of the sources and not hidden."""
    keys = index.keys_in(index.files(sources) - hidden)
    return keys[index.about(topics)[index.owners(keys)[:, 0]]] if topics else keys
