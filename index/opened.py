"""One open generation of an index: immutable, shared by threads, ranked by meaning and by words."""

from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.model import Entry, Finding
from corpus.pages import pages_of
from index.arrays import Floats, Keys, Mask
from index.bm25 import Bm25
from index.files import Records, starts
from index.manifest import Manifest
from index.names import Place, fits, folded, longer_names
from index.passages import Passage
from index.remembering import known_or_made
from index.rows import Rows
from index.segments import SENTENCE_BITS, OpenSegment, restored_entry, restored_piece
from index.sources import Changes, Held, compare, path_of
from index.tokens import width
from index.vectors import VectorStore
from index.vocabulary import Vocabulary

_REMEMBERED = 4096  # passages
_NOTHING = np.zeros(0, np.int64), np.zeros(0, np.float32)


@dataclass(frozen=True, slots=True)
class IndexedDocument:
    """A document in an index: ``size`` in bytes, ``modified`` in seconds since 1970, counts, findings.

    ``file`` is its name, which no other document has (see ``names.longer_names``); ``path`` is where it is on this
    machine.
    """

    file: str
    source: str
    size: int
    sha256: str
    encoding: str
    entries: int
    passages: int
    findings: tuple[Finding, ...]
    modified: float
    path: Path

    @property
    def unread(self) -> bool:
        """Say whether nothing of it was read as notes."""
        return not self.entries and any(each.kind in ("skipped", "unreadable") for each in self.findings)


class Index:
    """The open files of one generation; every one was opened before the first is read."""

    def __init__(
        self,
        path: Path,
        generation: str,
        manifest: Manifest,
        segments: Sequence[OpenSegment],
        documents: Records,
        topics: Records,
        derived: Mapping[str, Records],
        notices: tuple[str, ...] = (),
    ) -> None:
        self.path, self.generation, self.manifest, self.notices = path, generation, manifest, notices
        self._segments = tuple(segments)
        self._rows = Rows(segments, [each.deleted for each in manifest.segments])
        self._documents, self._topics, self._derived = documents, topics, derived
        self._entry_bases = starts([each.entries for each in manifest.segments]).tolist()
        self._bm25 = Bm25([(segment.postings, live) for segment, live in zip(segments, self._rows.live, strict=True)])
        self._passages: dict[int, Passage] = {}
        self._sources: dict[tuple[int, int], tuple[str, str, tuple[int, ...]]] = {}
        self.remembered: dict[Hashable, object] = {}  # see ``index.remembering``

    @property
    def count(self) -> int:
        """Return the number of passages."""
        return self._bm25.count

    def keys(self) -> Keys:
        """Return the keys of all passages, segment after segment."""
        return self._rows.keys()

    def files(self, patterns: Collection[str] = ()) -> set[str]:
        """Return the names of all documents, or of those that one of ``patterns`` means: a name, or see ``fits``."""
        named = [(self._name(held.place), held.place) for held in self.held()]
        names = {name for name, _ in named}
        if not patterns:
            return names
        wild = [pattern for pattern in patterns if pattern not in names]
        return names.intersection(patterns).union(
            name for name, place in named if any(fits(pattern, place, name) for pattern in wild)
        )

    def keys_in(self, files: Collection[str]) -> Keys:
        """Return the keys of the passages of the documents called one of ``files``, document after document."""
        found = [np.zeros(0, np.int64)]
        for held in self.held():
            if self._name(held.place) in files:
                segment = self._segments[held.segment]
                first = segment.document_passages[held.row]
                found.append(segment.keys[first : first + held.passages])
        return np.concatenate(found)

    def passage(self, key: int) -> Passage:
        """Return a passage; raises KeyError where it is not there."""
        return known_or_made(self._passages, key, self._read_passage, _REMEMBERED)

    def passages(self, keys: Iterable[int]) -> list[Passage]:
        """Return passages, in the order of ``keys``; raises KeyError where one is not there."""
        return [self.passage(int(key)) for key in keys]

    def entry(self, name: str) -> Entry:
        """Return the entry with that id; raises KeyError where there is none."""
        number, document, row = self._find_entry(name)
        return self._entry(number, document, row)

    def find(self, name: str) -> Entry | None:
        """Return the entry with that id, None where there is none."""
        try:
            return self.entry(name)
        except KeyError:
            return None

    def entries(self, file: str | None = None) -> Iterator[Entry]:
        """Yield the entries of all documents, or of those called ``file``, in order."""
        for held in self.held():
            name = self._name(held.place)
            if file is None or name == file:
                first = int(self._segments[held.segment].document_entries[held.row])
                for row in range(first, first + held.entries):
                    yield self._entry(held.segment, held.row, row)

    def documents(self) -> tuple[IndexedDocument, ...]:
        """Return all documents, by source and file."""
        return tuple(self._described(held) for held in self.held())

    def held(self) -> Iterator[Held]:
        """Yield where each document is and what its file was, by source and file."""
        return (Held.restored(record) for record in self._documents)

    def dense(self, vector: Floats, k: int, allowed: Keys | None = None) -> tuple[Keys, Floats]:
        """Return the keys and inner products of the passages nearest to ``vector`` (d,), best first."""
        return self._nearest([segment.search for segment in self._segments], self._rows.hidden, vector, k, allowed)

    def dense_sentences(self, vector: Floats, k: int, allowed: Keys | None = None) -> tuple[Keys, Floats]:
        """Return the keys of their passages and inner products of the sentences nearest to ``vector``, best first."""
        wanted = None if allowed is None else self._rows.sentence_ids(allowed)
        searches = [segment.sentence_search for segment in self._segments]
        ids, scores = self._nearest(searches, self._rows.hidden_sentences, vector, k, wanted)
        return ids >> SENTENCE_BITS, scores

    def lexical(self, terms: Sequence[str], k: int, allowed: Keys | None = None) -> tuple[Keys, Floats]:
        """Return the keys and BM25 scores of the passages that share most with ``terms``, best first."""
        masks = None if allowed is None else [self._rows.mask(number, allowed) for number in range(len(self._segments))]
        found = self._bm25.search(terms, k, masks)
        keys = [np.array(segment.keys[rows]) for segment, (rows, _) in zip(self._segments, found, strict=True)]
        return _best(keys, [scores for _, scores in found], k)

    def term_scores(self, terms: Sequence[str], keys: Keys) -> Floats:
        """Return what each term adds to the BM25 scores of ``keys``: (terms, keys).

        Raises KeyError where a key is not there.
        """
        scores = np.zeros((len(terms), len(keys)), np.float32)
        for number, at, rows in self._rows.located(keys):
            scores[:, at] = self._bm25.scores(terms, number, rows)
        return scores

    def document_frequency(self, term: str) -> int:
        """Return in how many passages a term (see ``lexical.analyse``) stands."""
        return self._bm25.document_frequency(term)

    def vocabulary(self) -> Vocabulary:
        """Return the words as they are written, lower-cased, with the number of passages they stand in."""
        return Vocabulary([segment.postings for segment in self._segments])

    def vectors(self, keys: Keys) -> Floats:
        """Return the vectors (n, d) of passages, of unit length; raises KeyError where one is not there."""
        found = np.empty((len(keys), self.manifest.model.dimension), np.float32)
        for number, at, rows in self._rows.located(keys):
            found[at] = self._segments[number].vectors[rows]
        return found

    def topics(self) -> dict[str, int]:
        """Return every topic with the number of entries that have it, the commonest first."""
        said: Counter[str] = Counter()
        for record in self._topics:
            said.update(_lines(record))
        return dict(said.most_common())

    def about(self, topics: Collection[str]) -> Mask:
        """Say of every entry, by its number, whether it has one of ``topics``, however they are capitalised."""
        wanted = set(map(folded, topics))
        return np.array([not wanted.isdisjoint(map(folded, _lines(record))) for record in self._topics], bool)

    def owners(self, keys: Keys) -> NDArray[np.int64]:
        """Return for each passage (n, 2) the number of its entry in this generation, and of its section in the entry.

        Passages of one section have the same number. Raises KeyError where a key is not there.
        """
        found = np.empty((len(keys), 2), np.int64)
        for number, at, rows in self._rows.located(keys):
            found[at] = self._segments[number].owners[rows][:, 1:] + (self._entry_bases[number], 0)
        return found

    def entry_keys(self, name: str) -> Keys:
        """Return the keys of an entry's passages, in order; raises KeyError where there is no such entry."""
        number, _, row = self._find_entry(name)
        segment = self._segments[number]
        first, last = np.searchsorted(segment.owners[:, 1], [row, row + 1])
        return np.array(segment.keys[first:last])

    def sentence_vectors(self, keys: Keys) -> Floats:
        """Return the vectors (s, d) of all sentences of passages, in their order; raises KeyError where one is not
        there.
        """
        (parts,), _ = self._rows.gathered(keys, "sentence_starts", ["sentence_vectors"])
        vectors = np.concatenate([np.zeros((0, self.manifest.model.dimension), np.float16), *parts])
        return vectors.astype(np.float32)

    def token_rows(self, keys: Keys) -> tuple[NDArray[np.uint8], Keys, NDArray[np.int16]]:
        """Return the token vectors of passages as stored (T, w), where each passage's start (n + 1), and to which of
        its passage's sentences each token belongs (T,), -1 for those of the context and of none.
        """
        (parts, owners), starts = self._rows.gathered(keys, "token_starts", ["tokens", "token_owners"])
        stored = np.concatenate([np.zeros((0, width(self.manifest.model.dimension)), np.uint8), *parts])
        return stored, starts, np.concatenate([np.zeros(0, np.int16), *owners])

    def changes(self) -> Changes:
        """Say how the sources on disk differ from what was indexed: size and times first, then hashes."""
        held = tuple(self.held())
        found = compare(self.manifest.sources, held, self.path)
        new = [(source, file) for source, file, _ in found.new]
        longer = longer_names([*(each.place for each in held), *new]) if new else {}
        return Changes(
            tuple(self._name((source, file)) for source, file, _ in found.changed),
            tuple(self._name(each.place) for each in found.gone),
            tuple(longer.get(place, place[1]) for place in new),
            found.missing,
        )

    def derived(self, name: str) -> bytes | None:
        """Return what the hook of that name made of this generation, None where there was none or it failed."""
        found = self._derived.get(f"derived-{name}")
        return found[0] if found else None

    @cached_property
    def _longer_names(self) -> dict[Place, str]:
        return longer_names(held.place for held in self.held()) if len(self.manifest.sources) > 1 else {}

    def _name(self, document: Place) -> str:
        """Return what a document is called."""
        return self._longer_names.get(document, document[1])

    def _read_passage(self, key: int) -> Passage:
        number, row = self._rows.find(key)
        segment = self._segments[number]
        document, entry, _ = segment.owners[row].tolist()
        source, file, starts = self._source(number, document)
        data = segment.passage(row)
        piece = restored_piece(data)
        return Passage(
            key=key,
            entry=data["entry"],
            file=file,
            source=source,
            lines=piece.lines,
            pages=pages_of(starts, piece.lines),
            question=data["question"],
            section=piece.section,
            headings=tuple(data["headings"]),
            topics=tuple(self._topics_of(number, entry)),
            text=piece.text,
            text_lines=piece.text_lines,
            sentences=piece.sentences,
            context=piece.context,
        )

    def _find_entry(self, name: str) -> tuple[int, int, int]:
        """Return segment, document row and entry row of an entry; raises KeyError where there is none."""
        for number, segment in enumerate(self._segments):
            for document, row in segment.entries_named(name):
                if document not in self.manifest.segments[number].deleted:
                    return number, document, row
        raise KeyError(name)

    def _entry(self, number: int, document: int, row: int) -> Entry:
        _, file, starts = self._source(number, document)
        return restored_entry(self._segments[number].entry(row), file, self._topics_of(number, row), starts)

    def _topics_of(self, number: int, row: int) -> list[str]:
        return _lines(self._topics[self._entry_bases[number] + row])

    def _source(self, number: int, document: int) -> tuple[str, str, tuple[int, ...]]:
        """Return the source of a document, its name, and where its pages begin."""
        if (number, document) not in self._sources:
            read = self._segments[number].document(document)
            self._sources[number, document] = (read.source, self._name((read.source, read.file)), read.page_starts)
        return self._sources[number, document]

    def _described(self, held: Held) -> IndexedDocument:
        read = self._segments[held.segment].document(held.row)
        return IndexedDocument(
            file=self._name(held.place),
            source=held.source,
            size=read.size,
            sha256=held.sha256,
            encoding=read.encoding,
            entries=held.entries,
            passages=held.passages,
            findings=read.findings,
            modified=held.state.modified / 1e9,
            path=path_of(held.source, held.file),
        )

    def _nearest(
        self,
        searches: Sequence[VectorStore | None],
        hidden: Sequence[Keys | None],
        vector: Floats,
        k: int,
        allowed: Keys | None,
    ) -> tuple[Keys, Floats]:
        found = [
            search.search(vector, k, allowed=allowed, hidden=dead)
            for search, dead in zip(searches, hidden, strict=True)
            if search is not None
        ]
        return _best([ids for ids, _ in found], [scores for _, scores in found], k)


def _lines(record: bytes) -> list[str]:
    return record.decode("utf-8", "surrogatepass").split("\n") if record else []


def _best(ids: Sequence[Keys], scores: Sequence[Floats], k: int) -> tuple[Keys, Floats]:
    if not ids:
        return _NOTHING
    all_ids, all_scores = np.concatenate(ids), np.concatenate(scores)
    order = np.lexsort((all_ids, -all_scores))[:k]
    return all_ids[order], all_scores[order]
