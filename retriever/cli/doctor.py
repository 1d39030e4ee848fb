"""``answerbook doctor``."""

import importlib.util
import json
import os
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, files, version
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from corpus.counting import contents
from index.errors import STALE, AnswerbookError, ModelMissingError, NoIndexError
from index.places import command, places
from retriever.cli.saying import REINSTALL, say

if TYPE_CHECKING:
    from index.opened import Index

Verdict = Literal["right", "noticed", "wrong"]
_ROOMS = ("corpus", "index", "retriever", "ui")
_NEEDED = ("numpy", "faiss-cpu", "onnxruntime", "tokenizers", "streamlit", "sentence-transformers")
_LEAST_FREE = 500 << 20
_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at: what, how it is, one sentence, and the command that mends it where there is one."""

    name: str
    verdict: Verdict
    message: str
    mend: str = ""
    exit_code: int = 0


@click.command()
@click.option("--index", "name", metavar="NAME", help="The index to look at.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option("--repair", is_flag=True, help="Mend what can be mended; nothing is deleted.")
def doctor(name: str | None, as_json: bool, repair: bool) -> None:
    """Look whether everything is as it should be, and say what to do where it is not.

    The exit code is 0 where all is right, else that of the first thing that is wrong: 3 no index, 4 an index that is
    stale or damaged, 5 a model that is missing or damaged, 70 anything else.
    """
    checks = list(_checks(name))
    if repair and any(check.verdict == "wrong" for check in checks):
        _mend(name, checks)
        checks = list(_checks(name))
    if as_json:
        click.echo(json.dumps({"checks": [asdict(check) for check in checks]}))
    else:
        for check in checks:
            sign = {"right": "ok", "noticed": "note", "wrong": "WRONG"}[check.verdict]
            say(f"{sign:5} {check.name}: {check.message}" + (f"; mend it with: {check.mend}" if check.mend else ""))
    raise click.exceptions.Exit(next((check.exit_code for check in checks if check.verdict == "wrong"), 0))


def _checks(name: str | None) -> Iterator[Check]:
    from index.reader import folder_of, open_index

    yield from _python()
    yield from _rooms()
    path, index = folder_of(name), None
    try:
        index = open_index(path)
        yield from _index(index)
    except AnswerbookError as error:
        yield _refused("index", error)
    yield from _model(path)
    yield from _databases()
    yield from _space()
    if index is not None:
        yield from _languages(index)
        yield from _staleness(index)
        yield from _glossaries(index)


def _wrong(name: str, message: str, mend: str = "", exit_code: int = AnswerbookError.exit_code) -> Check:
    return Check(name, "wrong", message, mend, exit_code)


def _refused(name: str, error: AnswerbookError) -> Check:
    mend = "" if error.mend == "answerbook doctor" else error.mend or ""
    return _wrong(name, error.message, mend, error.exit_code)


def _python() -> Iterator[Check]:
    found = [f"Python {sys.version.split()[0]}", f"SQLite {sqlite3.sqlite_version}"]
    for package in _NEEDED:
        try:
            found.append(f"{package} {version(package)}")
        except PackageNotFoundError:
            yield _wrong("packages", f"{package} is not installed", REINSTALL)
    yield Check("versions", "right", ", ".join(found))


def _rooms() -> Iterator[Check]:
    """Say whether the four packages are ours: others of the same names can be installed over them."""
    ours = {Path(str(file.locate())).resolve() for file in files("answerbook") or [] if file.name == "__init__.py"}
    here = Path(__file__).resolve().parent.parent.parent
    for room in _ROOMS:
        spec = importlib.util.find_spec(room)
        place = Path(spec.origin).resolve() if spec and spec.origin else None
        if place is None or (place not in ours and place.parent.parent != here):
            yield _wrong("packages", f"the package {room!r} at {place} is not Answerbook's", REINSTALL)
            return
    yield Check("packages", "right", f"all four are Answerbook {version('answerbook')}")


def _index(index: "Index") -> Iterator[Check]:
    """Hash every file of every generation that is kept."""
    from index.reader import described
    from index.store import damages, generations, read_manifest

    path, wrong = index.path, [*index.notices]
    for generation in generations(path):
        try:
            found = damages(path, generation, read_manifest(path, generation), every=True)
            wrong += [described(generation, found)] if found else []
        except (ValueError, OSError) as error:
            wrong.append(f"generation {generation} cannot be read: {error}")
    if wrong:
        yield _wrong("index", "; ".join(dict.fromkeys(wrong)), _repair(path), STALE)
        return
    manifest = index.manifest
    counts = contents(manifest.documents, manifest.entries, manifest.passages)
    yield Check("index", "right", f"generation {manifest.generation} at {path}: {counts}, every hash is right")
    documents = sorted(index.documents(), key=lambda document: not document.unread)
    findings = [(document.file, finding) for document in documents for finding in document.findings]
    for file, finding in findings[:_SHOWN]:
        yield Check("findings", "noticed", f"{file}:{finding.start}: {finding.message}")
    if len(findings) > _SHOWN:
        yield Check("findings", "noticed", f"and {len(findings) - _SHOWN} more, on the page Library")


def _model(path: Path) -> Iterator[Check]:
    from index.encoder import problems
    from index.previous import remembered_model

    model = remembered_model(path)
    try:
        found = problems(model)
    except AnswerbookError as error:
        yield _refused("model", error)
        return
    for each in found:
        yield _wrong("model", each, _repair(path), ModelMissingError.exit_code)
    if not found:
        yield Check("model", "right", f"{model or 'the bundled one'}, every hash is right")


def _languages(index: "Index") -> Iterator[Check]:
    from retriever.scale import foreign_said

    if said := foreign_said(index):
        yield Check("languages", "noticed", said)


def _databases() -> Iterator[Check]:
    from index.databases import damage_of

    for path in (places().ids, places().reviews, places().feedback):
        try:
            wrong = damage_of(path)
        except AnswerbookError as error:
            yield _refused("databases", error)
            continue
        if wrong:
            yield _wrong("databases", f"{path} is damaged: {wrong}", "answerbook doctor --repair")
        elif path.exists():
            yield Check("databases", "right", f"{path} is sound")


def _space() -> Iterator[Check]:
    for folder in (places().data, places().cache):
        if not os.access(_there(folder), os.W_OK | os.X_OK):
            yield _wrong("disk", f"{_there(folder)} cannot be written: nothing new can be kept")
    place = _there(places().data)
    free = shutil.disk_usage(place).free
    verdict: Verdict = "right" if free >= _LEAST_FREE else "noticed"
    yield Check("disk", verdict, f"{free >> 20} MB are free at {place}")


def _there(folder: Path) -> Path:
    """Return a folder that is there: this one or the nearest above it."""
    from index.sources import kind_of

    return next(each for each in (folder, *folder.parents) if kind_of(each))


def _staleness(index: "Index") -> Iterator[Check]:
    changes, mend = index.changes(), command(index.path)
    if not changes:
        yield Check("sources", "right", "the index is up to date with them")
        return
    parts = {"changed": changes.changed, "gone": changes.deleted, "new": changes.new}
    said = ", ".join(f"{len(each)} {word} ({each[0]})" for word, each in parts.items() if each)
    if said:
        yield _wrong("sources", f"the index is stale: {said}", mend, STALE)
    if changes.missing:
        gone = f"not there: {', '.join(changes.missing)}; what was read of it is still used"
        yield _wrong("sources", gone, f"{mend} --remove PATH, to leave it out", STALE)


def _glossaries(index: "Index") -> Iterator[Check]:
    from retriever.glossary import read_forms

    with suppress(ValueError):  # what is wrong with the index is said already
        for wrong in read_forms(index)[1]:
            yield Check("glossary", "noticed", wrong)


def _repair(path: Path) -> str:
    return f"{command(path, 'doctor')} --repair"


def _mend(name: str | None, checks: list[Check]) -> None:
    """Set aside what is damaged and make anew what can be: the databases, the model's graph, the index."""
    from index.databases import damage_of, set_aside_database
    from index.encoder import load
    from index.previous import remembered_model
    from index.reader import folder_of
    from retriever.cli.indexing import build_index

    index = folder_of(name)
    for path in (places().ids, places().reviews, places().feedback):
        with suppress(AnswerbookError):  # it cannot be read now, which is said
            if damage_of(path):
                say(f"answerbook: {path} is damaged and is now {set_aside_database(path)}", err=True)
    if any(check.exit_code == ModelMissingError.exit_code for check in checks):
        with suppress(ModelMissingError):  # what the model itself lacks is said again, with the command that mends it
            load(remembered_model(index))
    if any(check.exit_code in (NoIndexError.exit_code, STALE) for check in checks):
        for notice in build_index(name).notices:
            say(f"answerbook: {notice}", err=True)
        _drop_older(index)


def _drop_older(path: Path) -> None:
    """Set aside a generation before the current one that does not verify: nothing could fall back on it."""
    from index.lock import writing
    from index.store import damages, generations, pointed, read_manifest, set_aside

    with writing(path):
        for generation in generations(path):
            if generation == pointed(path):
                continue
            try:
                whole = not damages(path, generation, read_manifest(path, generation), every=True)
            except (ValueError, OSError):
                whole = False
            if not whole:
                say(f"answerbook: {generation} is now {set_aside(path, f'generations/{generation}')}", err=True)
