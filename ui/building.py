"""Reading notes from the page: adding them, starting a build, and how it goes."""

from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Any

import streamlit as st

from corpus.counting import counted
from corpus.sources import NOTES, SAVED_AS
from index.errors import AnswerbookError, UsageError
from index.places import places
from ui import job, markup, session, states, uploads
from ui.theme import UPLOAD_MB

_STAGES = {
    "comparing": "Looking for what has changed",
    "reading": "Reading documents",
    "encoding": "Understanding passages",
    "writing": "Writing the index",
    "deriving": "Finding short forms, measuring scores",
}
_EVERY = 0.5


def offer(label: str, key: str, remove: Sequence[str] = ()) -> None:
    """Show a button that starts a build."""
    if st.button(label, key=key, type="primary"):
        job.start(session.chosen(), remove=remove)
        st.rerun()


def status() -> None:
    """Show how the running build goes, or what came of the last one until that has been read."""
    found = job.state(session.chosen())
    if found is None:
        return
    _refused()
    if found.outcome == "running":
        _running()
    elif found.outcome == "done":
        states.notice("info", "The notes have been read", escape(_reported(found.report or {})))
        _dismiss()
    else:
        words = (
            found.words or "It was interrupted. What had been read is kept: start it again and it goes on from there."
        )
        mend = markup.code(found.mend) if found.mend else ""
        states.notice("error", "The build did not finish", escape(words), mend)
        _dismiss()


@st.fragment(run_every=_EVERY)
def _running() -> None:
    found = job.state(session.chosen())
    if found is None or found.outcome != "running":
        st.rerun(scope="app")
        return
    share = found.done / found.total if found.total else 0.0
    how_many = f": {found.done:,} of {found.total:,}" if found.total else ""
    words = f"{_STAGES.get(found.stage, found.stage)}{how_many}"
    st.html(f'<p class="ab-lead" role="status">{escape(words)}</p>{markup.bar("Build", share)}')


def _reported(report: dict[str, Any]) -> str:
    """Return what a build did, in words."""
    counts = [(len(report.get(kind, ())), kind) for kind in ("new", "changed", "deleted")]
    said = ", ".join(f"{count} {kind}" for count, kind in counts if count) or "nothing had changed"
    encoded = counted(report.get("encoded", 0), "passage was", "passages were")
    words = f"Documents: {said}. {encoded} new, in {report.get('seconds', 0):.1f} s."
    return " ".join([words, *report.get("notices", ())])


def _dismiss() -> None:
    if st.button("Got it", key="build-read"):
        job.forget(session.chosen())
        st.session_state.pop("add-refused", None)
        st.rerun()


def add() -> None:
    """Show the two ways to add notes: a folder that stays where it is, and files that are handed over."""
    st.html('<h2 class="ab-part">Add notes</h2>')
    left, right = st.columns(2, gap="medium")
    with left, st.form("add-folder"):
        path = st.text_input("A folder or file on this machine", key="add-path", placeholder="~/notes")
        if st.form_submit_button("Add it"):
            _add_path(path)
    with right, st.form("add-files", clear_on_submit=True):
        files = st.file_uploader(
            f"Files, up to {UPLOAD_MB} MB each",
            type=sorted(suffix[1:] for suffix in {*NOTES, *SAVED_AS}),  # what is refused here is told what mends it
            accept_multiple_files=True,
            max_upload_size=UPLOAD_MB,
            key="add-uploads",
        )
        if st.form_submit_button("Hand them over") and files:
            _add_files(files)


def _add_path(words: str) -> None:
    """Add what is at a path; a relative one would mean the folder of the program, so it is refused."""
    path = _path(words.strip())
    if path is None:
        where = f"There is nothing at {words.strip()}" if words.strip() else "Name a folder or file"
        states.notice("error", where, "Give the whole path, such as /home/you/notes or ~/notes.")
        return
    job.start(session.chosen(), add=[str(path)])
    st.rerun()


def _path(words: str) -> Path | None:
    """Return what ``words`` name as a whole path, None where nothing is there."""
    try:
        path = Path(words).expanduser()
        return path if path.is_absolute() and path.exists() else None
    except (OSError, RuntimeError):  # a name that is too long, the home of nobody
        return None


def _add_files(files: Sequence[Any]) -> None:
    try:
        refused = uploads.keep(files)
    except UsageError as error:
        states.notice("error", "These files were not taken", escape(str(error)))
        return
    except (AnswerbookError, OSError) as error:
        states.notice("error", "These files could not be kept", escape(str(error)))
        return
    st.session_state["add-refused"] = refused
    job.start(session.chosen(), add=[str(places().uploads)])
    st.rerun()


def _refused() -> None:
    """Say which of the files that were handed over were not taken."""
    refused = st.session_state.get("add-refused")
    if refused:
        words = "</p><p>".join(map(escape, refused))
        states.notice("warn", "The other files were taken, not these", words)
