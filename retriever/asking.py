"""Ask an index: a question to an answer."""

import time
from collections.abc import Sequence
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
        """Open the newest generation of an index; ``encoder`` is taken where it is the one it was made with.

        Raises NoIndexError, UnusableIndexError or ModelMissingError.
        """
        index = open_index(name_or_path)
        return cls(index, encoder_of(index, encoder))

    def ask(
        self,
        text: str,
        k: int = 10,
        topics: Sequence[str] = (),
        sources: Sequence[str] = (),
        explain: bool = False,
        correct: bool = True,
        fold: bool = True,
        glossary: bool = True,
    ) -> Answer:
        """Answer a question with the ``k`` best passages.

        ``topics`` and ``sources`` (names or globs, see ``Index.files``) narrow what is searched, any of each being
        enough; ``explain`` adds what each stage gave; ``correct`` corrects misspelt words first; ``fold`` makes the
        same words in several places one hit; ``glossary`` knows short and long forms as one. Raises UsageError where
        the question is empty.
        """
        query = " ".join(text[:LONGEST].encode("utf-8", "replace").decode().split())
        if not query:
            raise UsageError("there is no question: it is empty")
        corrected = self._wording.correct(query) if correct else query
        asked = self._wording.query(corrected, glossary)
        changes = self.changes()
        hidden = frozenset(changes.changed + changes.deleted)
        allowed = self._allowed(frozenset(topics), frozenset(sources), hidden) if topics or sources or hidden else None
        found = search(self.index, asked, self.settings, allowed)
        ranked = self._blocks.ranked(asked.text, found, self.settings, k, fold)
        lacking = missing(self.index, asked, found.keys[:_FIRST]) + sum(unsaid(asked, first) for first in ranked[:1])
        doubts = Doubts(lacking, len(asked.terms))
        hits = [self._hit(each, found, doubts, bool(asked.alike), explain) for each in ranked]
        sure = hits[0].confidence if hits else 0.0
        return Answer(
            query=query,
            hits=tuple(hits),
            confidence=sure,
            abstained=sure < fitted.confidence().threshold,
            corrected_query=corrected if corrected != query else None,
            stale=bool(changes),
            generation=self.index.generation,
            stages={"missing": doubts.missing, "terms": doubts.terms} if explain else {},
        )

    @property
    def notices(self) -> tuple[str, ...]:
        """Return what a person should know of the index and of the glossaries that go with it."""
        return (*self.index.notices, *self._wording.notices)

    def related(self, entry_id_or_text: str, k: int = 10) -> "list[Related]":
        """Return the entries near an entry, or near a text."""
        from retriever.related import related

        return related(self.index, self.encoder, entry_id_or_text, k)

    def grade(self, entry_id: str, text: str) -> "Grade":
        """Say which points of an entry's answer ``text`` covers; raises UsageError where there is no such entry."""
        from retriever.spotcheck import grade_prompt, prompt

        return grade_prompt(prompt(self.index, entry_id), text, self.encoder)

    def changes(self) -> Changes:
        """Say how the notes on disk differ from the index; a look at many files is relied on for a while."""
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


def _allowed(index: Index, topics: frozenset[str], sources: frozenset[str], hidden: frozenset[str]) -> Keys:
    """Return the keys of the passages that are about one of the topics, in one of the sources and not hidden."""
    keys = index.keys_in(index.files(sources) - hidden)
    return keys[index.about(topics)[index.owners(keys)[:, 0]]] if topics else keys
