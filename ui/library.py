"""The page Library: what has been read, what was noticed, what has changed, and how to add notes."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from corpus.counting import contents, counted, some
from index.errors import AnswerbookError, NoIndexError
from index.places import places
from index.sources import BUILTIN
from retriever import feedback
from retriever.scale import foreign_said
from ui import building, facts, markup, session, states

if TYPE_CHECKING:
    from index.opened import Index, IndexedDocument

_FINDINGS, _NAMED = 50, 12


def page() -> None:
    """Show the library; where there is no usable index, how to make one."""
    st.html('<h1 class="ab-title">Library</h1>')
    try:
        index = session.retriever().index
    except NoIndexError:
        example = "" if session.chosen() else ", or start with the example"
        st.html(f'<p class="ab-lead">No notes have been read yet. Add your own below{example}.</p>')
        building.status()
        if example:
            building.offer("Read the example: five documents of interview answers", key="build-example")
        building.add()
        return
    except AnswerbookError as error:
        building.status()
        states.show_error(error)
        building.offer("Build the index again", key="build-again")
        return
    for notice in index.notices:
        states.notice("warn", "An older generation answers", escape(notice))
    st.html(_lead(index))
    if foreign := foreign_said(index):
        states.notice("warn", "Another language", escape(foreign))
    building.status()
    _changes(index)
    if facts.documents(index):
        st.html(_table(facts.documents(index)))
    _findings(facts.documents(index))
    building.add()
    _sources(index)
    _verdicts(index)


def _lead(index: "Index") -> str:
    manifest = index.manifest
    built = datetime.fromisoformat(manifest.created)
    return (
        f'<p class="ab-lead">{markup.named(session.chosen())}'
        f"{contents(manifest.documents, manifest.entries, manifest.passages)}. "
        f"Generation {manifest.generation}, built {age(built)}, "
        f"with the model {escape(manifest.model.name)}.</p>"
    )


def _changes(index: "Index") -> None:
    """Say what has changed since the last build, and offer to read it."""
    changes = index.changes()
    if not changes:
        st.html('<p class="ab-lead">Everything on disk has been read.</p>')
        return
    if changes.missing:
        states.show_missing(changes.missing)
    kinds = {"Changed": changes.changed, "New": changes.new, "Deleted": changes.deleted}
    words = "</p><p>".join(f"{kind}: {escape(some(files, _NAMED))}" for kind, files in kinds.items() if files)
    if words:
        states.notice("warn", "The notes have changed since they were read", words)
        building.offer("Bring the index up to date", key="build-update")


def _table(documents: Sequence["IndexedDocument"]) -> str:
    rows = "".join(
        f"<tr><td>{markup.link(one.file, 'explore', {'file': one.file})}</td><td>{one.entries:,}</td>"
        f"<td>{one.passages:,}</td><td>{len(one.findings):,}</td><td>{_size(one.size)}</td>"
        f"<td>{age(datetime.fromtimestamp(one.modified, UTC)) if one.modified else 'just now'}</td></tr>"
        for one in documents
    )
    heads = "".join(
        f"<th scope=col>{head}</th>" for head in ("Document", "Entries", "Passages", "Findings", "Size", "Changed")
    )
    return (
        '<div class="ab-scroll" tabindex="0" role="region" aria-label="Documents"><table class="ab-table">'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _findings(documents: Sequence["IndexedDocument"]) -> None:
    """List what the reader noticed in each document, each finding leading to its lines."""
    found = [one for one in documents if one.findings]
    if not found:
        return
    parts = ['<h2 class="ab-part">What the reader noticed</h2>']
    for one in found:
        items = "".join(
            f"<li>{markup.place(one.file, finding.start, finding.end)}<span>{escape(finding.message)}</span></li>"
            for finding in one.findings[:_FINDINGS]
        )
        more = f"<li>and {len(one.findings) - _FINDINGS:,} more</li>" if len(one.findings) > _FINDINGS else ""
        parts.append(
            f"<details><summary>{escape(one.file)}: {_noticed(one)}</summary>"
            f'<ul class="ab-list">{items}{more}</ul></details>'
        )
    st.html("".join(parts))


def _noticed(document: "IndexedDocument") -> str:
    """Return how much was noticed in a document, or what it is where it is one thing."""
    findings = document.findings
    return counted(len(findings), "finding") if len(findings) > 1 else escape(findings[0].message)


def _sources(index: "Index") -> None:
    """List where the notes come from, each with a way to leave it out from now on."""
    st.html('<h2 class="ab-part">Where the notes come from</h2>')
    for number, source in enumerate(index.manifest.sources):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.html(f"<p>{escape(named(source))}</p>", width="stretch")
            with st.popover("Leave out", key=f"leave-{number}"):
                st.html("<p>Its entries leave the index. The files and your review history stay as they are.</p>")
                building.offer("Leave it out", key=f"leave-now-{number}", remove=[source])


def _verdicts(index: "Index") -> None:
    """Offer the verdicts on passages, as judged questions that ``answerbook eval`` reads."""
    judged = feedback.judged(feedback.helpful(places().feedback), index)
    count = sum(len(question["judgements"]) for question in judged)
    if count:
        st.html(
            f'<h2 class="ab-part">What helped you</h2><p class="ab-lead">{counted(count, "passage")} that '
            "you called helpful, kept on this machine.</p>"
        )
        lines = "".join(json.dumps(question, ensure_ascii=False) + "\n" for question in judged)
        st.download_button(
            "Save them as judged questions", lines, "verdicts.jsonl", "application/jsonl", key="verdicts"
        )


def named(source: str) -> str:
    """Return how a source is shown: from ``~`` where it lies in the home of this person."""
    if source.startswith(BUILTIN):
        return "The example book"
    home = Path.home()
    return str("~" / Path(source).relative_to(home)) if Path(source).is_relative_to(home) else source


def _size(count: int) -> str:
    return (
        f"{count:,} B" if count < 1024 else f"{count / 1024:,.0f} KB" if count < 2**20 else f"{count / 2**20:,.1f} MB"
    )


def age(moment: datetime) -> str:
    """Return how long ago ``moment`` was, in words."""
    seconds = (datetime.now(UTC) - moment).total_seconds()
    for size, unit in ((86400 * 365, "year"), (86400 * 30, "month"), (86400, "day"), (3600, "hour"), (60, "minute")):
        count = int(seconds // size)
        if count >= 1:
            return f"{counted(count, unit)} ago"
    return "just now"
