"""Bring an index up to date with its sources: read what changed, encode what is new, publish a whole generation."""

import errno
import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from pathlib import Path

import corpus
from corpus import PARSER
from corpus.counting import counted, some
from corpus.model import Document
from index.batches import File, NewKeys, Read, Reader, read_batches, rows_of
from index.compaction import Part, staged_part
from index.databases import damage_of, set_aside_database
from index.encoder import Encoder
from index.encoder.cache import Embedded, encode_passages
from index.errors import AnswerbookError, UsageError
from index.identity import Identities, Place, identities
from index.lock import writing
from index.manifest import Manifest, Model
from index.names import longer_names
from index.passages import TEMPLATE, Piece, words_of
from index.pieces import SHORTEST
from index.places import command, places
from index.previous import Previous, find_previous, holders, remember_settings
from index.progress import BuildReport, Progress, silent
from index.publishing import Derive, Following, publish_parts
from index.reader import open_index
from index.segments import OpenSegment, restored_entry
from index.sources import OUTDATED, SEED, Compared, Held, change_sources, compare, path_of
from index.store import holds_something_else, set_aside, stage, sweep
from index.writing import Row, SegmentWriter

SEGMENT_PASSAGES = 65_536
"""Passages after which a new segment is begun, which bounds what is held to be sorted; they are merged at the end."""

_NAMED = 3
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


@dataclass(frozen=True, slots=True)
class _Job:
    """What a build works with."""

    path: Path
    encoder: Encoder
    derive: Derive
    progress: Progress
    read: Reader
    ids: Path

    @property
    def model(self) -> Model:
        encoder = self.encoder
        return Model(encoder.name, encoder.fingerprint, encoder.dimension, encoder.limit)


def _read(path: Path, source: Path) -> Document:
    """Read a file as ``corpus.read_file`` does, which is loaded by then alone: most builds find nothing to read."""
    return corpus.read_file(path, source)


def build(
    index_path: Path,
    *,
    add: Sequence[Path] = (),
    remove: Sequence[Path] = (),
    encoder: Encoder,
    derive: Derive | None = None,
    progress: Progress | None = None,
    read: Reader = _read,
    ids: Path | None = None,
) -> BuildReport:
    """Bring the index in ``index_path`` up to date, made where there is none, and return what was done.

    ``derive`` makes artefacts out of the finished generation, kept in it. ``read`` reads the files of the sources;
    ``ids`` is the database that gives entries their ids, that of the user where left out. An interrupted build leaves
    the last generation as it was, and the next one does not encode again what this one encoded. Raises BusyError where
    another process is writing, UsageError for sources that make no sense, a model that reads too little
    or a folder that holds something else, AnswerbookError where the disk refuses.
    """
    if encoder.limit < SHORTEST:
        raise UsageError(f"the model {encoder.name} reads {encoder.limit} word pieces, of which {SHORTEST} are needed")
    with _explained(index_path):
        if holds_something_else(index_path):
            raise UsageError(f"{index_path} holds something else: name a new folder, or an empty one, for the index")
        if not index_path.exists():
            change_sources((), add, remove)  # raises before there is a folder that nothing would come to lie in
        index_path.mkdir(parents=True, exist_ok=True)
        with writing(index_path):
            try:
                job = _Job(index_path, encoder, derive or {}, progress or silent, read, ids or places().ids)
                return _run(job, add, remove)
            finally:
                shutil.rmtree(index_path / "staging", ignore_errors=True)


def _run(job: _Job, add: Sequence[Path], remove: Sequence[Path]) -> BuildReport:
    began = time.monotonic()
    job.progress("comparing", 0, 0)
    previous = find_previous(job.path)
    before = previous.sources if previous.sources is not None else (() if add or remove else (SEED,))
    sources = change_sources(before, add, remove)
    compared = compare(sources, previous.held, job.path)
    alike = _alike(previous.manifest, job.model)
    outdated = not alike or (previous.manifest is not None and previous.manifest.parser != str(PARSER))
    lost = () if alike else compared.absent
    notices = [*previous.notices, *_said(job.path, lost, compared.missing)]
    wrong = previous.notices or previous.damaged
    if previous.manifest and not (
        compared.differs or outdated or wrong or _unlike(previous.manifest, sources, job.derive)
    ):
        remember_settings(job.path, previous.manifest)
        return _report(job.path, None, compared, 0, notices, began)
    with _ids(job.ids, previous, notices) as ids:
        written = _written(job, previous, compared, outdated, ids)
    parts = [*previous.parts, *written.parts]
    for each in (*compared.gone, *lost, *(file.before for file in written.files)):
        if each is not None:
            parts[each.segment].kept[each.row] = False
    held = [*(() if outdated else compared.kept), *_absent(compared, alike, outdated), *written.held]
    number, following = previous.generation + 1, written.following
    wanted = Following(job.path, previous.folder, number, job.model, sources, following, job.derive)
    published = publish_parts(wanted, parts, held, job.progress)
    if compared.gone:
        with identities(job.ids) as ids:
            ids.release(each.place for each in compared.gone)
    damaged = [part for part in previous.damaged if (job.path / part).exists()]
    notices += [f"{part} was damaged and is now {set_aside(job.path, part)}" for part in damaged]
    remember_settings(job.path, published.manifest)
    sweep(job.path)
    return _report(job.path, published.name, compared, written.encoded, [*notices, *published.notices], began)


def _alike(manifest: Manifest | None, model: Model) -> bool:
    """Say whether what an index holds was cut and encoded as it would be now, so that both can stand side by side."""
    return manifest is None or (manifest.template, manifest.model.fingerprint) == (TEMPLATE, model.fingerprint)


def _absent(compared: Compared, alike: bool, outdated: bool) -> Iterator[Held]:
    """Yield the documents that stay although their files cannot be seen; outdated ones are read when they can be."""
    for each in compared.absent if alike else ():
        yield replace(each, state=OUTDATED) if outdated else each


def _said(path: Path, lost: Sequence[Held], missing: Sequence[str]) -> list[str]:
    """Say which documents leave the index because nobody can encode them again."""
    if not lost:
        return []
    named = some([each.file for each in lost], _NAMED)
    return [
        f"{counted(len(lost), 'document')} left the index, which is now made with another model or another cutting: "
        f"{named} cannot be read (not there: {', '.join(missing)}); {command(path)} brings back what can be read again"
    ]


def _unlike(manifest: Manifest, sources: tuple[str, ...], derive: Derive) -> bool:
    names = {name.removeprefix("derived-") for name in manifest.files if name.startswith("derived-")}
    return manifest.sources != sources or not names.issuperset(derive)


@contextmanager
def _ids(path: Path, previous: Previous, notices: list[str]) -> Iterator[Identities]:
    """Open the database of ids; one that is damaged is set aside and made again out of the index."""
    wrong = damage_of(path)
    if wrong:
        notices.append(f"{path} was damaged ({wrong}) and is now {set_aside_database(path)}")
    with identities(path) as ids:
        if previous.held and not len(ids):
            ids.adopt(_carried(previous))
        yield ids


def _carried(previous: Previous) -> Iterator[Place]:
    """Yield the documents of an index with the ids that their entries carry."""
    for held in previous.held:
        opened = previous.parts[held.segment].opened
        first = int(opened.document_entries[held.row])
        rows = range(first, first + held.entries)
        yield Place(held.source, held.file, [restored_entry(opened.entry(row), held.file, ()) for row in rows])


@dataclass(frozen=True, slots=True)
class _Written:
    """New segments, the documents in them, what was read for them, and the key that follows."""

    parts: list[Part]
    held: list[Held]
    files: list[File]
    following: int
    encoded: int


def _written(job: _Job, previous: Previous, compared: Compared, outdated: bool, ids: Identities) -> _Written:
    """Read, encode and write what is new or changed; changed files first, so that what left them is known."""
    known = {each.place: each for each in previous.held}
    todo = [*compared.changed, *compared.new]
    if outdated:
        todo = [(each.source, each.file, path_of(each.source, each.file)) for each in compared.kept] + todo
    files = [File(source, file, path, known.get((source, file))) for source, file, path in todo]
    reusable = previous.manifest is not None and previous.manifest.model.fingerprint == job.encoder.fingerprint
    opened = [part.opened for part in previous.parts] if reusable else None
    work = _Work(job, NewKeys(previous.next_key), opened, len(files))
    leaving = ids.leaving(each.place for each in compared.gone)
    assign = partial(ids.assign, leaving=leaving, holders=holders(previous, [*compared.kept, *compared.absent]))
    stream = (each for batch in read_batches(files, assign, work.read, job.read) for each in work.rows(batch))
    parts: list[Part] = []
    held: list[Held] = []
    for first in stream:
        folder = stage(job.path)
        with SegmentWriter(folder, job.encoder.dimension) as writer:
            for row, (read, rows) in enumerate(chain([first], stream)):
                before = writer.passages
                writer.add(read.file.source, read.document, read.ids, rows)
                held.append(_held(read, len(previous.parts) + len(parts), row, writer.passages - before))
                if writer.passages >= SEGMENT_PASSAGES:
                    break
        parts.append(staged_part(folder))
    return _Written(parts, held, files, work.keys.following, work.encoded)


class _Work:
    """The steps between a file and a row, with what they count."""

    def __init__(self, job: _Job, keys: NewKeys, opened: Sequence[OpenSegment] | None, files: int) -> None:
        self._job, self.keys, self._opened, self._files = job, keys, opened, files
        self._read = self.encoded = self._done = self._total = 0

    def read(self) -> None:
        """Count a file."""
        self._read += 1
        self._job.progress("reading", self._read, self._files)

    def rows(self, batch: Sequence[Read]) -> Iterator[tuple[Read, Iterator[Row]]]:
        """Cut and encode a batch of documents."""
        encoder = self._job.encoder
        return rows_of(batch, self._opened, self.keys, self._encode, encoder.count, encoder.limit)

    def _encode(self, pieces: Sequence[Piece]) -> Iterator[Embedded]:
        self._total += len(pieces)
        self.encoded += len(pieces)
        words = [words_of(piece) for piece in pieces]
        texts, spans = [text for text, _ in words], [spans for _, spans in words]
        return encode_passages(self._job.encoder, texts, spans, places().embeddings, self._step)

    def _step(self, passages: int) -> None:
        self._done += passages
        self._job.progress("encoding", self._done, self._total)


def _held(read: Read, segment: int, row: int, passages: int) -> Held:
    document = read.document
    counts = len(document.entries), passages
    return Held(read.file.source, read.file.file, read.state, document.sha256, segment, row, *counts)


def _report(
    path: Path, published: str | None, compared: Compared, encoded: int, notices: Sequence[str], began: float
) -> BuildReport:
    index = open_index(path)
    documents = index.documents()
    new, changed = ([(source, file) for source, file, _ in each] for each in (compared.new, compared.changed))
    gone, stayed = ([h.place for h in each] for each in (compared.gone, (*compared.kept, *compared.absent)))
    longer = longer_names([*new, *changed, *gone, *stayed])
    named = [tuple(longer.get(place, place[1]) for place in each) for each in (new, changed, gone)]
    return BuildReport(
        generation=index.generation,
        published=published is not None,
        new=named[0],
        changed=named[1],
        deleted=named[2],
        documents=index.manifest.documents,
        entries=index.manifest.entries,
        passages=index.manifest.passages,
        encoded=encoded,
        findings=sum(len(each.findings) for each in documents),
        unread=tuple(each.file for each in documents if each.unread),
        seconds=time.monotonic() - began,
        missing=compared.missing,
        notices=(*notices, *index.notices),
    )


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    """Turn what the disk refuses into a sentence with the command to run once there is room."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            message = f"there is no room to write the index in {path}; what was there before is as it was"
            raise AnswerbookError(message, f"{command(path)}, once there is room") from error
        raise AnswerbookError(
            f"the index in {path} cannot be written: {error.strerror or error}", command(path, "doctor")
        ) from error
