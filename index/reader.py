"""One open generation of an index: immutable, shared by threads, ranked by meaning and by words."""

import threading
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.model import Entry, Finding
from index.bm25 import WEIGHTS, Bm25, Mask, Weights
from index.errors import NoIndexError, UnusableIndexError
from index.files import Records
from index.manifest import Manifest
from index.passages import Passage
from index.places import places
from index.segments import SENTENCE_BITS, OpenSegment, open_segment, restored_entry, restored_piece
from index.sources import Changes, Held, compare, path_of
from index.store import Damage, damages, generations, pointed, read_manifest
from index.tokens import unpack

Keys = NDArray[np.int64]
Floats = NDArray[np.float32]
_MEND = "answerbook index"
_ATTEMPTS = 5
_NOTHING = np.zeros(0, np.int64), np.zeros(0, np.float32)


@dataclass(frozen=True, slots=True)
class IndexedDocument:
    """A document in an index: ``size`` in bytes, ``modified`` in seconds since 1970, counts, findings."""

    file: str
    source: str
    size: int
    sha256: str
    encoding: str
    entries: int
    passages: int
    findings: tuple[Finding, ...]
    modified: float

    @property
    def path(self) -> Path:
        """Return where the file is on this machine."""
        return path_of(self.source, self.file)


def folder_of(name_or_path: str | Path | None = None) -> Path:
    """Return the folder of an index: ``default`` without a name, a path where it is one."""
    if isinstance(name_or_path, Path):
        return name_or_path
    name = name_or_path or "default"
    return Path(name) if "/" in name or "\\" in name else places().index(name)


def newest(name_or_path: str | Path | None = None) -> str:
    """Return the name of the current generation for the price of one small read; raises NoIndexError."""
    path = folder_of(name_or_path)
    try:
        return pointed(path)
    except ValueError:
        return next(iter(generations(path)), "")


def open_index(name_or_path: str | Path | None = None) -> "Index":
    """Open the current generation, or the newest that verifies, saying so in ``notices``.

    Raises NoIndexError where there is no index, UnusableIndexError where none of its generations verifies.
    """
    path = folder_of(name_or_path)
    for _ in range(_ATTEMPTS):
        wrong: list[str] = []
        try:
            wanted = pointed(path)
        except ValueError as error:
            wanted = ""
            wrong.append(str(error))
        for name in dict.fromkeys([wanted, *generations(path)] if wanted else generations(path)):
            found = _opened(path, name, wrong)
            if found is not None:
                return found
        if _unchanged(path, wanted):
            break
    raise UnusableIndexError(f"the index at {path} cannot be used: {'; '.join(wrong) or 'it is empty'}", _MEND)


def open_generation(path: Path, name: str, manifest: Manifest, folder: Path, notices: Sequence[str] = ()) -> "Index":
    """Open a generation whose own files lie in ``folder``; raises ValueError or OSError where a file is wrong."""
    segments = [open_segment(path / "segments" / segment.name) for segment in manifest.segments]
    documents, topics = Records(folder / "documents.records"), Records(folder / "topics.records")
    derived = {name: Records(folder / name) for name in manifest.files if name.startswith("derived-")}
    return Index(path, name, manifest, segments, documents, topics, derived, tuple(notices))


def _opened(path: Path, name: str, wrong: list[str]) -> "Index | None":
    """Open a generation if it verifies; say in ``wrong`` what is wrong with it where it does not."""
    try:
        manifest = read_manifest(path, name)
        found = damages(path, name, manifest)
        if not found:
            notices = [f"{each}; mend it with: {_MEND}" for each in wrong]
            return open_generation(path, name, manifest, path / "generations" / name, notices)
        wrong.append(described(name, found))
    except (ValueError, RuntimeError) as error:
        wrong.append(f"generation {name} does not verify: {error}")
    except OSError as error:
        wrong.append(f"generation {name} cannot be read: {error.strerror or error}")
    return None


def described(name: str, found: Sequence[Damage]) -> str:
    """Say in one line what is wrong with a generation."""
    more = f" and {len(found) - 1} files more" if len(found) > 1 else ""
    return f"generation {name} does not verify: {found[0].file} {found[0].why}{more}"


def _unchanged(path: Path, wanted: str) -> bool:
    try:
        return pointed(path) == wanted
    except (ValueError, NoIndexError):
        return True


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
        self._segments = list(segments)
        self._documents, self._topics, self._derived = documents, topics, derived
        self._live = [_live(segment, each.deleted) for segment, each in zip(segments, manifest.segments, strict=True)]
        self._hidden = [
            None if live is None else np.array(segment.keys[~live])
            for segment, live in zip(segments, self._live, strict=True)
        ]
        counts = [each.entries for each in manifest.segments]
        self._entry_bases = np.concatenate([[0], np.cumsum(counts)]).astype(int).tolist()
        self._bm25 = Bm25([(segment.postings, live) for segment, live in zip(segments, self._live, strict=True)])
        self.passage = lru_cache(maxsize=4096)(self._passage)
        self._source = lru_cache(maxsize=1024)(self._read_source)

    @property
    def count(self) -> int:
        """Return the number of passages."""
        return self._bm25.count

    def keys(self) -> Keys:
        """Return the keys of all passages, document after document."""
        found = [
            segment.keys if live is None else segment.keys[live]
            for segment, live in zip(self._segments, self._live, strict=True)
        ]
        return np.concatenate([np.zeros(0, np.int64), *found])

    def passages(self, keys: Iterable[int]) -> list[Passage]:
        """Return passages, in the order of ``keys``; raises KeyError where one is not there."""
        return [self.passage(int(key)) for key in keys]

    def entry(self, name: str) -> Entry:
        """Return the entry with that id; raises KeyError where there is none."""
        for number, segment in enumerate(self._segments):
            for row in segment.entries_named(name):
                document = int(np.searchsorted(segment.document_entries, row, "right")) - 1
                if document not in self.manifest.segments[number].deleted:
                    return self._entry(number, row, self._source(number, document)[1])
        raise KeyError(name)

    def entries(self, file: str | None = None) -> Iterator[Entry]:
        """Yield the entries of all documents, or of those called ``file``, in order."""
        for held in self.held():
            if file is None or held.file == file:
                first = int(self._segments[held.segment].document_entries[held.row])
                for row in range(first, first + held.entries):
                    yield self._entry(held.segment, row, held.file)

    def documents(self) -> tuple[IndexedDocument, ...]:
        """Return all documents, by source and file."""
        return tuple(self._described(held) for held in self.held())

    def held(self) -> Iterator[Held]:
        """Yield where each document is and what its file was, by source and file."""
        return (Held.restored(record) for record in self._documents)

    def dense(self, vector: Floats, k: int, allowed: Keys | None = None) -> tuple[Keys, Floats]:
        """Return the keys and inner products of the passages nearest to ``vector`` (d,), best first."""
        return self._nearest([segment.search for segment in self._segments], self._hidden, vector, k, allowed)

    def dense_sentences(
        self, vector: Floats, k: int, allowed: Keys | None = None
    ) -> tuple[Keys, NDArray[np.int32], Floats]:
        """Return key, number in its passage and inner product of the sentences nearest to ``vector``, best first."""
        hidden = [None if keys is None else self._sentence_ids(keys) for keys in self._hidden]
        wanted = None if allowed is None else self._sentence_ids(allowed)
        searches = [segment.sentence_search for segment in self._segments]
        ids, scores = self._nearest(searches, hidden, vector, k, wanted)
        return ids >> SENTENCE_BITS, (ids & ((1 << SENTENCE_BITS) - 1)).astype(np.int32), scores

    def lexical(
        self, terms: Sequence[str], k: int, allowed: Keys | None = None, weights: Weights = WEIGHTS
    ) -> tuple[Keys, Floats]:
        """Return the keys and BM25 scores of the passages that share most with ``terms``, best first.

        ``weights`` are those of question, headings and text.
        """
        masks = None if allowed is None else [self._mask(number, allowed) for number in range(len(self._segments))]
        found = self._bm25.search(terms, k, masks, weights)
        keys = [np.array(segment.keys[rows]) for segment, (rows, _) in zip(self._segments, found, strict=True)]
        return _best(keys, [scores for _, scores in found], k)

    def lexical_scores(self, terms: Sequence[str], keys: Keys, weights: Weights = WEIGHTS) -> Floats:
        """Return the BM25 scores of ``keys``, in their order; raises KeyError where one is not there."""
        scores = np.zeros(len(keys), np.float32)
        for number, at, rows in self._located(keys):
            order = np.argsort(rows)
            scores[at[order]] = self._bm25.scores(terms, number, rows[order], weights)
        return scores

    def document_frequency(self, term: str) -> int:
        """Return in how many passages a term (see ``lexical.analyse``) stands."""
        return self._bm25.document_frequency(term)

    def vocabulary(self) -> "Vocabulary":
        """Return the words as they are written, lower-cased, with the number of passages they stand in."""
        return Vocabulary(self._segments)

    def vectors(self, keys: Keys) -> Floats:
        """Return the vectors (n, d) of passages, of unit length; raises KeyError where one is not there."""
        found = np.empty((len(keys), self.manifest.model.dimension), np.float32)
        for number, at, rows in self._located(keys):
            found[at] = self._segments[number].vectors[rows]
        return found

    def topics(self) -> dict[str, int]:
        """Return every topic with the number of entries that have it, the commonest first."""
        said: Counter[str] = Counter()
        for record in self._topics:
            said.update(record.decode("utf-8", "surrogatepass").split("\n") if record else ())
        return dict(said.most_common())

    def sentence_vectors(self, key: int) -> Floats:
        """Return the vectors (s, d) of a passage's sentences; raises KeyError where it is not there."""
        number, row = self._row(key)
        segment = self._segments[number]
        start, stop = segment.sentence_starts[row], segment.sentence_starts[row + 1]
        return segment.sentence_vectors[start:stop].astype(np.float32)

    def tokens(self, keys: Keys) -> list[Floats]:
        """Return the token vectors (t, d) of passages; raises KeyError where one is not there."""
        found: list[Floats] = [np.zeros((0, 0), np.float32)] * len(keys)
        for number, at, rows in self._located(keys):
            segment = self._segments[number]
            starts, stops = segment.token_starts[rows], segment.token_starts[rows + 1]
            stored = [segment.tokens[start:stop] for start, stop in zip(starts, stops, strict=True)]
            tokens = unpack(np.concatenate(stored), self.manifest.model.dimension)
            cuts = np.split(tokens, np.cumsum(stops - starts)[:-1])
            for place, part in zip(at.tolist(), cuts, strict=True):
                found[place] = part
        return found

    def changes(self) -> Changes:
        """Say how the sources on disk differ from what was indexed: size and times first, then hashes."""
        found = compare(self.manifest.sources, self.held())
        return Changes(
            tuple(file for _, file, _ in found.changed),
            tuple(held.file for held in found.gone),
            tuple(file for _, file, _ in found.new),
            found.missing,
        )

    def derived(self, name: str) -> bytes | None:
        """Return what the hook of that name made of this generation, None where there was none or it failed."""
        found = self._derived.get(f"derived-{name}")
        return found[0] if found else None

    def _passage(self, key: int) -> Passage:
        """Return a passage; raises KeyError where it is not there."""
        number, row = self._row(key)
        segment = self._segments[number]
        document, entry = segment.owners[row].tolist()
        source, file = self._source(number, document)
        data = segment.passage(row)
        piece = restored_piece(data)
        return Passage(
            key=key,
            entry=data["entry"],
            file=file,
            source=source,
            lines=piece.lines,
            question=data["question"],
            section=piece.section,
            headings=tuple(data["headings"]),
            topics=tuple(self._topics_of(number, entry)),
            text=piece.text,
            text_lines=piece.text_lines,
            sentences=piece.sentences,
            context=piece.context,
        )

    def _entry(self, number: int, row: int, file: str) -> Entry:
        return restored_entry(self._segments[number].entry(row), file, self._topics_of(number, row))

    def _topics_of(self, number: int, row: int) -> list[str]:
        said: str = self._topics[self._entry_bases[number] + row].decode("utf-8", "surrogatepass")
        return said.split("\n") if said else []

    def _read_source(self, number: int, document: int) -> tuple[str, str]:
        found = self._segments[number].document(document)
        return found.source, found.file

    def _described(self, held: Held) -> IndexedDocument:
        read = self._segments[held.segment].document(held.row)
        return IndexedDocument(
            file=held.file,
            source=held.source,
            size=read.size,
            sha256=held.sha256,
            encoding=read.encoding,
            entries=held.entries,
            passages=held.passages,
            findings=read.findings,
            modified=held.state.modified / 1e9,
        )

    def _row(self, key: int) -> tuple[int, int]:
        for number, _, rows in self._located(np.array([key], np.int64)):
            return number, int(rows[0])
        raise KeyError(key)

    def _located(self, keys: Keys) -> Iterator[tuple[int, NDArray[np.int64], NDArray[np.int32]]]:
        """Yield (segment, places in ``keys``, their rows); raises KeyError where a key is in none."""
        left = np.arange(len(keys))
        for number, (segment, live) in enumerate(zip(self._segments, self._live, strict=True)):
            rows = segment.rows_of(np.asarray(keys, np.int64)[left])
            here = rows >= 0 if live is None else (rows >= 0) & live[rows]
            if here.any():
                yield number, left[here], rows[here]
                left = left[~here]
        if len(left):
            raise KeyError(int(keys[left[0]]))

    def _mask(self, number: int, allowed: Keys) -> Mask:
        mask = np.zeros(len(self._segments[number].keys), np.bool_)
        rows = self._segments[number].rows_of(np.asarray(allowed, np.int64))
        mask[rows[rows >= 0]] = True
        return mask

    def _sentence_ids(self, keys: Keys) -> Keys:
        """Return the ids of all sentences of the passages that are here."""
        found = [np.zeros(0, np.int64)]
        for segment in self._segments:
            rows = segment.rows_of(keys)
            inside = rows >= 0
            counts = np.diff(segment.sentence_starts)[rows[inside]]
            first = np.repeat(np.cumsum(counts) - counts, counts)
            found.append((np.repeat(keys[inside], counts) << SENTENCE_BITS) | (np.arange(counts.sum()) - first))
        return np.unique(np.concatenate(found))

    def _nearest(
        self, searches: Sequence[Any], hidden: Sequence[Keys | None], vector: Floats, k: int, allowed: Keys | None
    ) -> tuple[Keys, Floats]:
        found = [
            search.search(vector, k, allowed=allowed, hidden=dead)
            for search, dead in zip(searches, hidden, strict=True)
        ]
        return _best([ids for ids, _ in found], [scores for _, scores in found], k)


class Vocabulary(Mapping[str, int]):
    """Words as they are written, with the number of passages they stand in; deleted ones count until compaction."""

    def __init__(self, segments: Sequence[OpenSegment]) -> None:
        self._segments = segments
        self._merged: dict[str, int] | None = None
        self._merging = threading.Lock()

    def __getitem__(self, word: str) -> int:
        wanted = word.encode("utf-8", "surrogatepass")
        rows = [(segment, segment.postings.words.find(wanted)) for segment in self._segments]
        found = [int(segment.postings.word_passages[row]) for segment, row in rows if row >= 0]
        if not found:
            raise KeyError(word)
        return sum(found)

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())

    def _all(self) -> dict[str, int]:
        with self._merging:
            if self._merged is None:
                self._merged = {}
                for segment in self._segments:
                    counts = segment.postings.word_passages.tolist()
                    for word, passages in zip(segment.postings.words, counts, strict=True):
                        text = word.decode("utf-8", "surrogatepass")
                        self._merged[text] = self._merged.get(text, 0) + passages
            return self._merged


def _live(segment: OpenSegment, deleted: Sequence[int]) -> Mask | None:
    """Return which passages of a segment count, None where all do."""
    if not deleted:
        return None
    live = np.ones(len(segment.keys), np.bool_)
    for document in deleted:
        live[segment.document_passages[document] : segment.document_passages[document + 1]] = False
    return live


def _best(ids: Sequence[Keys], scores: Sequence[Floats], k: int) -> tuple[Keys, Floats]:
    if not ids:
        return _NOTHING
    all_ids, all_scores = np.concatenate(ids), np.concatenate(scores)
    order = np.lexsort((all_ids, -all_scores))[:k]
    return all_ids[order], all_scores[order]
