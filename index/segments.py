"""A segment on disk, opened: documents, entries and passages by row, with their vectors.

Rows are numbered within the segment, documents in order, each with its entries and passages in one run. Records are
JSON, so that a damaged one can be no more than wrong.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.model import Document, Entry, Finding, Section, Span
from corpus.pages import pages_of
from index.arrays import Array, Floats
from index.files import Records, open_array
from index.passages import Piece, Sentence
from index.postings import Postings, open_postings
from index.vectors import VectorStore, open_search

SENTENCE_BITS = 16
"""A sentence's id in a search index is its passage's key shifted left by so many bits, plus its number."""

_ARRAYS = """
document-entries document-passages owners keys sorted-keys sorted-rows sorted-ids sorted-entries
vectors sentence-starts sentence-vectors token-starts tokens token-owners
"""

PASSAGE_SEARCH, SENTENCE_SEARCH = "passages.faiss", "sentences.faiss"


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A document as a segment keeps it: where it is from, what was read, what the reader said."""

    source: str
    file: str
    encoding: str
    sha256: str
    size: int
    findings: tuple[Finding, ...]
    page_starts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class OpenSegment:
    """The mapped files of one segment.

    ``document_entries`` and ``document_passages`` (int64, documents + 1) are where each document's rows start;
    ``owners`` (int32, passages x 3) are each passage's rows of document and entry and the number of its section in the
    entry; ``keys`` (int64) its key;
    ``sorted_keys`` with ``sorted_rows`` find a key, ``sorted_ids`` (uint64, see ``id_hash``) with ``sorted_entries`` an
    entry; ``sentence_starts`` and ``token_starts`` (int64, passages + 1) are where each passage's vectors start;
    ``token_owners`` (int16) are the numbers of the sentences that tokens belong to, -1 for none.
    """

    documents: Records
    entries: Records
    passages: Records
    document_entries: NDArray[np.int64]
    document_passages: NDArray[np.int64]
    owners: NDArray[np.int32]
    keys: NDArray[np.int64]
    sorted_keys: NDArray[np.int64]
    sorted_rows: NDArray[np.int32]
    sorted_ids: NDArray[np.uint64]
    sorted_entries: NDArray[np.int32]
    vectors: Floats
    sentence_starts: NDArray[np.int64]
    sentence_vectors: NDArray[np.float16]
    token_starts: NDArray[np.int64]
    tokens: Array
    token_owners: NDArray[np.int16]
    postings: Postings
    search: VectorStore | None
    sentence_search: VectorStore | None

    def document(self, row: int) -> StoredDocument:
        """Read a document."""
        data = _decoded(self.documents[row])
        findings = tuple(Finding(**each) for each in data["findings"])
        return StoredDocument(**data | {"findings": findings, "page_starts": tuple(data.get("page_starts", ()))})

    def entry(self, row: int) -> dict[str, Any]:
        """Read an entry as it is stored."""
        return _decoded(self.entries[row])

    def passage(self, row: int) -> dict[str, Any]:
        """Read a passage as it is stored."""
        return _decoded(self.passages[row])

    def rows_of(self, keys: NDArray[np.int64]) -> NDArray[np.int32]:
        """Return the rows of passages, -1 where a key is not here."""
        if not len(self.sorted_keys):
            return np.full(len(keys), -1, np.int32)
        at = np.minimum(np.searchsorted(self.sorted_keys, keys), len(self.sorted_keys) - 1)
        return np.where(self.sorted_keys[at] == keys, self.sorted_rows[at], np.int32(-1))

    def entries_named(self, name: str) -> list[tuple[int, int]]:
        """Return the rows of document and entry of the entries with that id; a deleted document may still hold one."""
        wanted = id_hash(name)
        low, high = np.searchsorted(self.sorted_ids, wanted, "left"), np.searchsorted(self.sorted_ids, wanted, "right")
        rows = self.sorted_entries[low:high].tolist()
        own = [row for row in rows if self.entry(row)["id"] == name]
        return [(int(np.searchsorted(self.document_entries, row, "right")) - 1, row) for row in own]


def open_segment(folder: Path, searches: bool = True) -> OpenSegment:
    """Map the files of a segment; raises ValueError where one is not what it should be, OSError."""
    files: dict[str, Any] = {name: Records(folder / f"{name}.records") for name in ("documents", "entries", "passages")}
    files |= {name.replace("-", "_"): open_array(folder / f"{name}.npy") for name in _ARRAYS.split()}
    found = OpenSegment(
        **files,
        postings=open_postings(folder),
        search=open_search(folder / PASSAGE_SEARCH) if searches else None,
        sentence_search=open_search(folder / SENTENCE_SEARCH) if searches else None,
    )
    counts = [len(found.passages), len(found.keys), len(found.owners), len(found.vectors), len(found.postings.lengths)]
    if len({*counts, len(found.sentence_starts) - 1, len(found.token_starts) - 1}) > 1:
        raise ValueError(f"the files of segment {folder.name} disagree on how many passages it has: {counts}")
    return found


def id_hash(name: str) -> np.uint64:
    """Return the number under which an entry's id is sorted."""
    digest = hashlib.sha256(name.encode("utf-8", "surrogatepass")).digest()
    return np.uint64(int.from_bytes(digest[:8], "little"))


def stored_document(source: str, document: Document) -> bytes:
    """Return a document's record."""
    findings = [asdict(each) for each in document.findings]
    said = StoredDocument(source, document.file, document.encoding, document.sha256, document.size, ())
    return _encoded(asdict(said) | {"findings": findings, "page_starts": document.page_starts})


def stored_entry(entry: Entry, name: str) -> bytes:
    """Return an entry's record."""
    return _encoded(
        {
            "id": name,
            "question": entry.question,
            "question_written": entry.question_written,
            "written": entry.written,
            "answer": entry.answer,
            "answer_lines": entry.answer_lines,
            "lines": (entry.lines.start, entry.lines.end),
            "headings": entry.headings,
            "topics": entry.topics,
            "sections": [(each.heading, each.start, each.end) for each in entry.sections],
        }
    )


def restored_entry(data: dict[str, Any], file: str, topics: Sequence[str], page_starts: Sequence[int] = ()) -> Entry:
    """Return the entry of a record with the topics that its index gives it, on the pages of its document."""
    lines = Span(*data["lines"])
    return Entry(
        question=data["question"],
        question_written=data["question_written"],
        written=data["written"],
        answer=data["answer"],
        answer_lines=tuple(data["answer_lines"]),
        document=file,
        lines=lines,
        headings=tuple(data["headings"]),
        topics=tuple(topics),
        sections=tuple(Section(*each) for each in data["sections"]),
        id=data["id"],
        pages=pages_of(page_starts, lines),
    )


def stored_piece(piece: Piece, entry: Entry, name: str) -> bytes:
    """Return a passage's record; what is its entry's is repeated in it, so that reading one takes one look-up."""
    return _encoded(
        {
            "entry": name,
            "question": entry.question,
            "headings": entry.headings,
            "lines": (piece.lines.start, piece.lines.end),
            "section": piece.section,
            "text": piece.text,
            "text_lines": piece.text_lines,
            "sentences": [(each.start, each.end, each.lines.start, each.lines.end) for each in piece.sentences],
            "context": piece.context,
        }
    )


def restored_piece(data: dict[str, Any]) -> Piece:
    """Return what a passage's record says of the passage itself."""
    sentences = (Sentence(start, end, Span(first, last)) for start, end, first, last in data["sentences"])
    return Piece(
        Span(*data["lines"]),
        data["section"],
        data["text"],
        tuple(data["text_lines"]),
        tuple(sentences),
        data["context"],
    )


def _encoded(data: dict[str, Any]) -> bytes:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def _decoded(record: bytes) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(record.decode("utf-8", "surrogatepass"))
    return found
